// Code actions: fixes, and suppressing a finding by a comment.
#pragma once

#include <vector>

#include "lsp/convert.h"
#include "lsp/documents.h"

namespace cumulint::lsp {

/// The actions for the findings that start on a line of `range` in `path`. The range is the editor's: columns of it are
/// not trusted, some clients send them in other units than they announce.
Json code_actions(const Checked& checked, const ClientAbilities& abilities, const Documents& documents,
                  const std::string& path, const Json& range);

/// The edit that suppresses a finding; nothing where no comment can stand (JSON).
std::optional<Edit> suppression_edit(const SourceFile& file, const LineIndex& lines, const Diagnostic& finding);

}  // namespace cumulint::lsp
