// CodeUnit: one source text in program form, whatever its path; its imports are names.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "code/program.h"

namespace cumulint {

/// Frozen after it is built; shared by all templates and editor versions that use the same text.
struct CodeUnit {
  std::string text;                  // its own copy: paths and versions come and go
  Language language = Language::unknown;
  Arena arena;
  const Program* program = nullptr;  // never null
};

/// The grammar to read a text with. `jsx` of TypeScript: the tsx grammar. `json`: a module of JavaScript that exports the
/// one value of the text.
struct Dialect {
  Language language = Language::unknown;
  bool jsx = false;
  bool json = false;
  friend bool operator==(Dialect, Dialect) = default;
};

Dialect dialect_of(std::string_view path);

/// Parses and lowers. Texts over 1 MB, minified ones and languages without a lowering give an open program.
std::shared_ptr<const CodeUnit> build_code_unit(std::string_view text, Dialect dialect);

}  // namespace cumulint
