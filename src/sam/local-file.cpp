// Files beside the template: definitions of APIs, included texts.
#include "sam/local-file.h"

#include "base/strings.h"
#include "model/build-template.h"
#include "sam/location.h"
#include "syntax/read.h"

namespace cumulint::sam {
namespace {

constexpr std::size_t max_bytes = 5'000'000;

bool lies_below(std::string_view path, std::string_view root) {
  return root.empty() || path == root || (starts_with(path, root) && (ends_with(root, "/") || path.substr(root.size(), 1) == "/"));
}

/// A reference that nothing resolves: whatever the file says is possible.
const Value* open_value(const Maker& maker) { return maker.call("Fn::Transform", maker.map({{"Name", maker.text("AWS::Include")}})); }

}  // namespace

LocalFile read_local_file(const ExpandOptions& options, std::string_view path, Arena& arena) {
  if (options.files == nullptr || options.sources == nullptr || options.template_path.empty()) return {.may_be_read = false};
  const std::string joined = starts_with(path, "/") ? std::string(path) : join_path(folder_of(options.template_path), path);
  const std::string found = normalise_path(joined);
  const bool exists = options.files->kind(found) != FileKind::missing;
  const std::string real = exists ? options.files->real_path(found) : found;
  if (options.used != nullptr) options.used->push_back({real, exists});
  if (!exists) return {};
  const std::string root = options.root.empty() ? std::string() : options.files->real_path(options.root);
  if (!lies_below(real, root)) return {.may_be_read = false};
  Result<std::string> text = options.files->read(real, max_bytes);
  if (!text) return {};
  const FileId file = options.sources->add(root.empty() ? found : relative_path(real, root), real, std::move(*text));
  return {true, read_tree(file, found, options.sources->file(file).text(), arena)};
}

const Value* read_local(Context& context, const Field& use, std::string_view path) {
  const LocalFile local = read_local_file(context.options(), path, context.arena());
  if (!local.may_be_read) return open_value(Maker(context.arena(), use.origin));
  if (local.tree.root == nullptr) return nullptr;
  const Cause* cause = context.arena().make<Cause>(Cause{CauseKind::include, 1, use.origin});
  std::vector<Problem> problems;
  return build_value(local.tree.file, *local.tree.root, context.arena(), problems, cause);
}

}  // namespace cumulint::sam
