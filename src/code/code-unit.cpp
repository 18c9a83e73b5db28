// Builds CodeUnits.

#include "code/code-unit.h"

#include "base/strings.h"
#include "code/grammars.h"
#include "text/file-system.h"

namespace cumulint {

Dialect dialect_of(std::string_view path) {
  const std::string_view extension = extension_of(path);
  if (extension == ".json") return {.language = Language::javascript, .json = true};
  return {.language = language_of(path), .jsx = extension == ".tsx"};
}

std::uint64_t content_key(std::string_view text, Dialect dialect) {
  const std::uint64_t grammar = static_cast<std::uint64_t>(dialect.language) * 4 + dialect.jsx * 2 + dialect.json;
  return hash_text(text) * 31 + grammar;
}

std::shared_ptr<const CodeUnit> build_code_unit(std::string_view text, Dialect dialect) {
  const std::shared_ptr<CodeUnit> unit = std::make_shared<CodeUnit>();
  unit->content = content_key(text, dialect);
  unit->text = text;
  unit->language = dialect.language;
  unit->program = parse_source(unit->text, dialect, unit->arena);
  unit->arena.freeze();
  return unit;
}

}  // namespace cumulint
