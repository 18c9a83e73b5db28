// Files beside the template: definitions of APIs.
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

const Value* read_local(Context& context, const Field& use, std::string_view path) {
  const ExpandOptions& options = context.options();
  const Maker maker(context.arena(), use.origin);
  if (options.files == nullptr || options.sources == nullptr || options.template_path.empty()) return open_value(maker);
  const std::string joined = starts_with(path, "/") ? std::string(path) : join_path(folder_of(options.template_path), path);
  const std::string found = normalise_path(joined);
  if (options.files->kind(found) == FileKind::missing) return nullptr;
  const std::string real = options.files->real_path(found);
  if (!lies_below(real, options.root)) return open_value(maker);
  Result<std::string> text = options.files->read(real, max_bytes);
  if (!text) return nullptr;
  const FileId file = options.sources->add(found, real, std::move(*text));
  const Tree tree = read_tree(file, found, options.sources->file(file).text(), context.arena());
  const Cause* cause = context.arena().make<Cause>(Cause{CauseKind::include, 1, use.origin});
  std::vector<Problem> problems;
  return build_value(file, *tree.root, context.arena(), problems, cause);
}

}  // namespace cumulint::sam
