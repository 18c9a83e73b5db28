// Walks folders as git would, and looks into files that may be templates.
#include "app/discover.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "app/git-index.h"
#include "app/gitignore.h"
#include "base/strings.h"
#include "model/build-template.h"
#include "workspace/build-unit.h"

namespace cumulint {
namespace {

constexpr std::array<std::string_view, 4> skipped_folders = {".git", ".aws-sam", "node_modules", "cdk.out"};
constexpr std::size_t most_depth = 200;
constexpr std::size_t bytes_of_start = 64 * 1024;  // of a file that is too large

bool is_skipped(std::string_view name) {
  return std::find(skipped_folders.begin(), skipped_folders.end(), name) != skipped_folders.end();
}

/// The ignore files that count at one place: those of the repository, and of every folder on the way down.
class IgnoreRules {
 public:
  IgnoreRules(const FileSystem& files, const std::string& root, const std::string& folder) : files_(files) {
    enter_file(root, join_path(root, ".git/info/exclude"));
    // Those of the folders above the start; `enter` adds the start's own.
    std::vector<std::string> above;
    for (std::string at = folder; at != root && lies_in(at, root);) {
      at = std::string(folder_of(at));
      above.push_back(at);
    }
    std::reverse(above.begin(), above.end());
    for (const std::string& at : above) enter(at);
  }

  std::size_t depth() const { return rules_.size(); }
  void enter(const std::string& folder) { enter_file(folder, join_path(folder, ".gitignore")); }
  void leave_to(std::size_t depth) { rules_.erase(rules_.begin() + static_cast<std::ptrdiff_t>(depth), rules_.end()); }

  bool ignores(const std::string& path, bool is_folder) const {
    for (std::size_t i = rules_.size(); i-- > 0;) {
      const IgnoreFile::Answer answer = rules_[i].ask(path, is_folder);
      if (answer != IgnoreFile::Answer::unsaid) return answer == IgnoreFile::Answer::ignored;
    }
    return false;
  }

 private:
  void enter_file(const std::string& folder, const std::string& path) {
    if (const Result<std::string> text = files_.read(path, max_file_bytes)) rules_.emplace_back(folder, *text);
  }

  const FileSystem& files_;
  std::vector<IgnoreFile> rules_;
};

class Walk {
 public:
  Walk(const FileSystem& files, const Project& project, const std::string& start)
      : files_(files),
        project_(project),
        rules_(files, project.root, start),
        in_repository_(files.kind(join_path(project.root, ".git")) != FileKind::missing) {}

  /// Below a folder that is ignored only what is tracked all the same is looked at; git has it so too.
  void visit(const std::string& folder, std::size_t depth = 0, bool is_ignored = false) {
    if (depth > most_depth) return;
    const std::size_t outside = rules_.depth();
    const std::vector<DirectoryEntry> entries = files_.list(folder);
    const auto named = [](std::string_view name) {
      return [name](const DirectoryEntry& entry) { return entry.name == name; };
    };
    const bool repository = std::any_of(entries.begin(), entries.end(), named(".git"));
    if (repository && in_repository_ && folder != project_.root && depth > 0) return;  // one of its own: a submodule
    if (std::any_of(entries.begin(), entries.end(), named(".gitignore"))) rules_.enter(folder);
    for (const DirectoryEntry& entry : entries) look_at(folder, entry, depth, is_ignored);
    rules_.leave_to(outside);
  }

  std::vector<std::string> found;

 private:
  void look_at(const std::string& folder, const DirectoryEntry& entry, std::size_t depth, bool in_ignored) {
    const std::string path = join_path(folder, entry.name);
    const bool is_folder = entry.kind == FileKind::folder;
    if (is_folder && is_skipped(entry.name)) return;
    const bool is_ignored = in_ignored || rules_.ignores(path, is_folder);
    if (is_ignored && !is_tracked(path, is_folder)) return;
    if (is_folder) return visit(path, depth + 1, is_ignored);
    if (entry.kind == FileKind::file || (entry.kind == FileKind::link && leads_to_a_file(path))) found.push_back(path);
  }

  /// Git's index is read once something is ignored.
  bool is_tracked(const std::string& path, bool is_folder) {
    if (!in_repository_) return false;
    if (!tracked_) tracked_.emplace(files_, project_.root);
    return tracked_->has(relative_path(path, project_.root), is_folder);
  }

  bool leads_to_a_file(const std::string& link) const {
    const std::string target = files_.real_path(link);
    return !target.empty() && files_.kind(target) == FileKind::file && lies_in(target, project_.root);
  }

  const FileSystem& files_;
  const Project& project_;
  IgnoreRules rules_;
  bool in_repository_;
  std::optional<TrackedPaths> tracked_;
};

class Search {
 public:
  Search(const FileSystem& files, const Project& project, const DiscoverOptions& options)
      : files_(files), project_(project), max_bytes_(options.max_bytes) {
    std::string patterns;
    for (const std::string& glob : options.exclude) patterns += glob + "\n";
    exclude_.emplace(project.base, patterns);
  }

  void add_argument(const std::string& argument) {
    const std::string path = absolute_path(files_, project_.working_folder, argument);
    const FileKind kind = files_.kind(path);
    if (kind == FileKind::folder) {
      Walk walk(files_, project_, path);
      walk.visit(path);
      for (const std::string& file : walk.found) add_found(file);
    } else if (kind == FileKind::missing) {
      complain(path, "The file " + argument + " can't be read: it does not exist.");
    } else if (!is_excluded(path)) {
      add_named(path);
    }
  }

  Discovery take() {
    Discovery out;
    for (auto& [path, found] : templates_) out.templates.push_back(std::move(found));
    out.notices = std::move(notices_);
    return out;
  }

 private:
  void complain(const std::string& path, const std::string& message) { notices_.push_back({path, message}); }

  bool is_excluded(const std::string& path) const {
    for (std::string at = path; lies_in(at, project_.base) && at != project_.base; at = std::string(folder_of(at))) {
      if (exclude_->ask(at, at != path) == IgnoreFile::Answer::ignored) return true;
      if (folder_of(at).empty()) break;
    }
    return false;
  }

  void add_found(const std::string& path) {
    if (!has_template_name(path) || is_excluded(path)) return;
    Result<std::string> text = files_.read(path, max_bytes_);
    if (text && may_be_template(*text)) add(path, std::move(*text), false);
    if (!text && starts_as_template(path)) complain(path, text.error().message);
  }

  /// What can't be read was not named: we pass it by, unless we see that it is a template.
  bool starts_as_template(const std::string& path) const {
    const Result<std::string> start = files_.read_start(path, bytes_of_start);
    return start && may_be_template(*start);
  }

  void add_named(const std::string& path) {
    Result<std::string> text = files_.read(path, max_bytes_);
    if (!text) return complain(path, text.error().message);
    if (may_be_template(*text)) add(path, std::move(*text), true);
  }

  void add(const std::string& path, std::string text, bool named) {
    FoundTemplate& found = templates_[files_.real_path(path)];
    found.real_path = path;
    found.text = std::move(text);
    found.named = found.named || named;
  }

  const FileSystem& files_;
  const Project& project_;
  std::size_t max_bytes_;
  std::optional<IgnoreFile> exclude_;
  std::map<std::string, FoundTemplate> templates_;
  std::vector<Notice> notices_;
};

}  // namespace

bool has_template_name(std::string_view path) {
  if (file_name_of(path) == "package.json") return false;  // one that names a transform is none either
  const std::string extension = lower(extension_of(path));
  return extension == ".yaml" || extension == ".yml" || extension == ".json" || extension == ".template" ||
         extension == ".cfn";
}

Discovery discover(const FileSystem& files, const Project& project, const std::vector<std::string>& arguments,
                   const DiscoverOptions& options) {
  Search search(files, project, options);
  for (const std::string& argument : arguments) search.add_argument(argument);
  return search.take();
}

std::vector<std::string> list_files(const FileSystem& files, const Project& project, const std::string& folder) {
  Walk walk(files, project, folder);
  walk.visit(folder);
  std::vector<std::string> out;
  for (const std::string& path : walk.found) out.push_back(relative_path(path, folder));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace cumulint
