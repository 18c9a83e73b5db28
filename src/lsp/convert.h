// From diagnostics to the protocol's values.
#pragma once

#include <map>
#include <string>

#include "diag/diagnostic.h"
#include "lsp/json.h"
#include "lsp/pipeline.h"
#include "text/line-index.h"

namespace cumulint::lsp {

/// What the client said at `initialize`.
struct ClientAbilities {
  ColumnUnit unit = ColumnUnit::utf16;
  bool related_information = false;
  bool document_changes = false;
};

/// Converts the findings of one state of one project; line indexes are made once.
class Converter {
 public:
  Converter(const Checked& checked, const ClientAbilities& abilities) : checked_(checked), abilities_(abilities) {}

  Json diagnostic(const Diagnostic& finding, std::size_t number);
  Json range(Location where);
  const std::string& path(FileId file) const { return checked_.sources->file(file).real_path; }
  const LineIndex& lines(FileId file);

 private:
  std::string message(const Diagnostic& finding);

  const Checked& checked_;
  const ClientAbilities& abilities_;
  std::map<FileId, LineIndex> lines_;
};

}  // namespace cumulint::lsp
