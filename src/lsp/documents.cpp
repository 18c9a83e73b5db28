// Incremental synchronisation.
#include "lsp/documents.h"

#include <algorithm>

#include "lsp/uri.h"

namespace cumulint::lsp {
namespace {

std::uint32_t offset_of(const LineIndex& lines, const Json& position, ColumnUnit unit) {
  return lines.offset({position["line"].position(), position["character"].position()}, unit);
}

void apply(const Json& change, ColumnUnit unit, std::string& text) {
  const Json& range = change["range"];
  if (!range.is_object()) {
    text = change["text"].text();
    return;
  }
  const LineIndex lines(text);
  const std::uint32_t begin = offset_of(lines, range["start"], unit);
  const std::uint32_t end = std::max(begin, offset_of(lines, range["end"], unit));
  text.replace(begin, end - begin, change["text"].text());
}

}  // namespace

Document* Documents::open(const Json& text_document) {
  const std::string& uri = text_document["uri"].text();
  const std::optional<std::string> path = path_of_uri(uri);
  if (!path) return nullptr;
  Document& document = by_uri_[uri];
  document = {uri, *path, text_document["text"].text(), text_document["version"].integer().value_or(0)};
  return &document;
}

Document* Documents::change(const Json& params, ColumnUnit unit) {
  const auto found = by_uri_.find(params["textDocument"]["uri"].text());
  if (found == by_uri_.end()) return nullptr;
  for (const Json& change : params["contentChanges"].items()) apply(change, unit, found->second.text);
  found->second.version = params["textDocument"]["version"].integer().value_or(found->second.version);
  return &found->second;
}

std::string Documents::close(const Json& text_document) {
  const auto found = by_uri_.find(text_document["uri"].text());
  if (found == by_uri_.end()) return {};
  std::string path = found->second.path;
  by_uri_.erase(found);
  return path;
}

const Document* Documents::find_path(const std::string& path) const {
  for (const auto& [uri, document] : by_uri_) {
    if (document.path == path) return &document;
  }
  return nullptr;
}

}  // namespace cumulint::lsp
