// Builds CodeUnits.

#include "code/code-unit.h"

#include "code/grammars.h"
#include "text/file-system.h"

namespace cumulint {

Dialect dialect_of(std::string_view path) {
  const std::string_view extension = extension_of(path);
  if (extension == ".json") return {.language = Language::javascript, .json = true};
  return {.language = language_of(path), .jsx = extension == ".tsx"};
}

std::shared_ptr<const CodeUnit> build_code_unit(std::string_view text, Dialect dialect) {
  const std::shared_ptr<CodeUnit> unit = std::make_shared<CodeUnit>();
  unit->text = text;
  unit->language = dialect.language;
  unit->program = parse_source(unit->text, dialect, unit->arena);
  unit->arena.freeze();
  return unit;
}

}  // namespace cumulint
