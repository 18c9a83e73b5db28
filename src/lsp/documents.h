// Documents: the texts that an editor has open, kept in step with its changes.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "lsp/json.h"
#include "text/line-index.h"

namespace cumulint::lsp {

struct Document {
  std::string uri;  // as the editor spells it
  std::string path;
  std::string text;
  std::int64_t version = 0;
};

class Documents {
 public:
  /// Null if the URI is no file's.
  Document* open(const Json& text_document);
  /// Applies `contentChanges` in order: ranges, or whole texts. Null if the document is not open.
  Document* change(const Json& params, ColumnUnit unit);
  /// The path of the document that was closed; empty if it was not open.
  std::string close(const Json& text_document);
  const Document* find_path(const std::string& path) const;
  bool empty() const { return by_uri_.empty(); }
  const std::map<std::string, Document>& all() const { return by_uri_; }

 private:
  std::map<std::string, Document> by_uri_;
};

}  // namespace cumulint::lsp
