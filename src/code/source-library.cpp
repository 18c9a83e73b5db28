// Reads sources below the project root, once each.

#include <algorithm>

#include "base/strings.h"
#include "code/modules.h"

namespace cumulint {
namespace {

constexpr std::size_t max_source_bytes = 1'000'000;
constexpr std::size_t max_modules = 3'000;  // beyond it, what is not found proves nothing; no function has so many

}  // namespace

bool SourceLibrary::may_read(const std::string& path) const {
  const std::string real = context_.files.real_path(path);
  const std::string& root = context_.project_root;
  if (root.empty() || root == "/") return !real.empty();
  return real == root || (starts_with(real, root) && real.size() > root.size() && (ends_with(root, "/") || real[root.size()] == '/'));
}

bool SourceLibrary::may_read_below(const std::string& path) const {
  for (std::string folder = path; !folder.empty(); folder = std::string{folder_of(folder)})
    if (context_.files.kind(folder) != FileKind::missing) return may_read(folder);
  return may_read(".");
}

SourceLibrary::Known& SourceLibrary::look_up(const std::string& path) {
  const auto entry = known_.try_emplace(path).first;
  Known& known = entry->second;
  if (known.looked_up) return known;
  known.looked_up = true;
  in_order_.push_back(&*entry);
  known.kind = context_.files.kind(path);
  if (known.kind == FileKind::link) {
    // A link counts as what it leads to, if that lies in the project.
    known.kind = FileKind::other;
    if (may_read(path)) known.kind = context_.files.kind(context_.files.real_path(path));
  }
  return known;
}

FileKind SourceLibrary::kind(const std::string& path) { return look_up(path).kind; }

std::vector<FileUse> SourceLibrary::uses() const {
  std::vector<FileUse> made;
  made.reserve(in_order_.size());
  for (const KnownFiles::value_type* entry : in_order_) made.push_back({entry->first, entry->second.kind != FileKind::missing});
  return made;
}

bool SourceLibrary::is_installed(const std::string& folder, std::string_view package) {
  const auto [found, added] = installed_.try_emplace(folder);
  if (added)
    for (const DirectoryEntry& entry : context_.files.list(folder)) {
      const bool is_record = ends_with(entry.name, ".dist-info") || ends_with(entry.name, ".egg-info");
      if (is_record) found->second.push_back(lower(std::string_view{entry.name}.substr(0, entry.name.find('-'))));
    }
  return std::find(found->second.begin(), found->second.end(), lower(package)) != found->second.end();
}

SourceModule* SourceLibrary::find_file(const std::string& path) {
  Known& known = look_up(path);
  if (known.tried) return known.module;
  known.tried = true;
  if (modules_.size() >= max_modules || known.kind != FileKind::file || !may_read(path)) return nullptr;
  Result<std::string> text = context_.files.read(path, max_source_bytes);
  // What is too large stays a module, but nothing is known of it.
  return text ? add(path, std::move(*text), dialect_of(path)) : add(path, {}, {});
}

SourceModule* SourceLibrary::add(const std::string& path, std::string text, Dialect dialect) {
  SourceModule& module = modules_.emplace_back();
  module.path = path;
  module.unit = context_.store.find_or_build(text, dialect);
  module.file = context_.sources.add(relative_path(path, context_.project_root), path, std::move(text));
  Known& known = known_[path];
  known.tried = true;
  return known.module = &module;
}

SourceModule* SourceLibrary::find_if_matters(const std::string& path, bool (*matters)(std::string_view)) {
  const Known& known = look_up(path);
  if (known.tried) return known.module;
  if (known.kind != FileKind::file) return nullptr;
  Result<std::string> text = context_.files.read(path, max_source_bytes);
  if (!text || !matters(*text)) return nullptr;
  return add(path, std::move(*text), dialect_of(path));
}

SourceModule* SourceLibrary::add_inline(const Template& source, const InlineText& code, Dialect dialect) {
  for (SourceModule& known : modules_)
    if (known.inline_node == code.node) return &known;
  SourceModule& module = modules_.emplace_back();
  module.path = context_.template_path;
  module.file = source.file;
  module.inline_node = code.node;
  module.inline_pieces = code.pieces;
  module.template_text = source.tree ? source.tree->source : std::string_view{};
  if (module.inline_pieces.empty()) module.places.emplace(module.template_text, *code.node);
  module.unit = context_.store.find_or_build(code.text, dialect);
  return &module;
}

void SourceLibrary::forget_runs() {
  for (SourceModule& module : modules_) {
    module.scope = nullptr;
    module.running = false;
    module.exports = nullptr;
    module.whole = {{}, false};
    module.reexports.clear();
    module.star_import = {};
  }
}

}  // namespace cumulint
