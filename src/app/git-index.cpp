// Reads git's index. https://git-scm.com/docs/index-format
#include "app/git-index.h"

#include <algorithm>
#include <cstdint>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::size_t max_index_bytes = 100'000'000;
constexpr std::size_t header_size = 12, fixed_size = 62;  // of the file; of an entry up to its flags
constexpr unsigned extended_flag = 0x4000;

class IndexReader {
 public:
  explicit IndexReader(std::string_view index) : index_(index) {}

  std::vector<std::string> read() {
    if (!starts_with(index_, "DIRC") || index_.size() < header_size) return {};
    version_ = number(4, 4);
    if (version_ < 2 || version_ > 4) return {};
    at_ = header_size;
    for (std::uint32_t left = number(8, 4); left > 0; --left)
      if (!read_entry()) return {};
    std::sort(paths_.begin(), paths_.end());
    return std::move(paths_);
  }

 private:
  std::uint32_t number(std::size_t place, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(index_[place + i]);
    return value;
  }

  bool read_entry() {
    const std::size_t start = at_;
    if (index_.size() - start < fixed_size + 2) return false;
    at_ += fixed_size;
    if (version_ > 2 && (number(start + fixed_size - 2, 2) & extended_flag) != 0) at_ += 2;
    std::size_t kept = 0;  // of the path before, in version 4
    if (version_ == 4 && !read_kept(kept)) return false;
    const std::size_t end = index_.find('\0', at_);
    if (end == std::string_view::npos) return false;
    paths_.push_back((paths_.empty() ? "" : paths_.back().substr(0, kept)).append(index_.substr(at_, end - at_)));
    at_ = version_ == 4 ? end + 1 : start + (end - start + 8) / 8 * 8;  // padded with one to eight NUL bytes
    return at_ <= index_.size();
  }

  /// How many bytes go from the end of the path before, as a number of variable width.
  bool read_kept(std::size_t& kept) {
    std::size_t dropped = 0;
    for (int digits = 0; digits < 5; ++digits) {
      if (at_ >= index_.size()) return false;
      const unsigned char byte = static_cast<unsigned char>(index_[at_++]);
      dropped = (digits == 0 ? 0 : (dropped + 1) << 7) | (byte & 127u);
      if ((byte & 128u) != 0) continue;
      const std::size_t before = paths_.empty() ? 0 : paths_.back().size();
      kept = before - std::min(before, dropped);
      return dropped <= before;
    }
    return false;
  }

  std::string_view index_;
  std::uint32_t version_ = 0;
  std::size_t at_ = 0;
  std::vector<std::string> paths_;
};

/// The folder of the repository: `.git`, or what the file `.git` of a further work tree names.
std::string repository_folder(const FileSystem& files, const std::string& root) {
  const std::string path = join_path(root, ".git");
  if (files.kind(path) == FileKind::folder) return path;
  const Result<std::string> text = files.read(path, 4096);
  constexpr std::string_view key = "gitdir: ";
  if (!text || !starts_with(*text, key)) return path;
  const std::string named(trim(std::string_view(*text).substr(key.size())));
  return starts_with(named, "/") ? named : join_path(root, named);
}

}  // namespace

std::vector<std::string> paths_in_index(std::string_view index) { return IndexReader{index}.read(); }

TrackedPaths::TrackedPaths(const FileSystem& files, const std::string& root) {
  const Result<std::string> index = files.read(join_path(repository_folder(files, root), "index"), max_index_bytes);
  if (index) paths_ = paths_in_index(*index);
}

bool TrackedPaths::has(std::string_view path, bool is_folder) const {
  std::string name(path);
  if (is_folder) name += '/';
  const auto found = std::lower_bound(paths_.begin(), paths_.end(), name);
  return found != paths_.end() && (is_folder ? starts_with(*found, name) : *found == name);
}

}  // namespace cumulint
