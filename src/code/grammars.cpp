// The tree-sitter grammars: which parses what, and when a text is not worth parsing.

#include "code/grammars.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "code/lower.h"
#include "code/parse-memory.h"
#include "code/plain-literals.h"

extern "C" {
const TSLanguage* tree_sitter_python(void);
const TSLanguage* tree_sitter_javascript(void);
const TSLanguage* tree_sitter_typescript(void);
const TSLanguage* tree_sitter_tsx(void);
}

namespace cumulint {
namespace {

constexpr std::size_t max_source_bytes = 1'000'000;
constexpr std::size_t minified_line = 5'000;  // a line of this many bytes was not written by hand

struct ParserDelete {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

const TSLanguage* grammar_of(Dialect dialect) {
  switch (dialect.language) {
    case Language::python: return tree_sitter_python();
    case Language::javascript: return tree_sitter_javascript();
    case Language::typescript: return dialect.jsx ? tree_sitter_tsx() : tree_sitter_typescript();
    default: return nullptr;
  }
}

/// Most of a long text stands in very long lines.
bool is_minified(std::string_view text) {
  std::size_t in_long_lines = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const void* found = std::memchr(text.data() + begin, '\n', text.size() - begin);
    const std::size_t end = found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : text.size();
    if (end - begin >= minified_line) in_long_lines += end - begin;
    begin = end + 1;
  }
  return in_long_lines * 2 > text.size();
}

const Program* open_program(Language language, Arena& arena) {
  Program* program = arena.make<Program>();
  program->language = language;
  program->open = true;
  return program;
}

/// Of a language without a grammar here: what its tokens say.
const Program* unread_program(std::string_view text, Language language, Arena& arena) {
  Program* program = arena.make<Program>();
  program->language = language;
  program->open = true;
  if (language != Language::unknown) read_plain_literals(text, *program, arena);
  return program;
}

/// JSON is an expression of JavaScript; a module of it exports the value.
const Program* export_value(const Program* program, Arena& arena) {
  if (program->body.size() != 1 || !program->body[0]->value) return program;
  Stmt* exported = arena.make<Stmt>(*program->body[0]);
  exported->kind = StmtKind::export_;
  exported->export_ = arena.make<Export>();
  Program* made = arena.make<Program>(*program);
  made->body = arena.copy(std::vector<const Stmt*>{exported});
  return made;
}

const Program* lower(const TSTree* tree, std::string_view text, Dialect dialect, Arena& arena) {
  const Language language = dialect.language;
  if (dialect.json) return export_value(lower_javascript(tree, text, language, arena), arena);
  switch (language) {
    case Language::python: return lower_python(tree, text, arena);
    case Language::javascript:
    case Language::typescript: return lower_javascript(tree, text, language, arena);
    default: return open_program(language, arena);
  }
}

}  // namespace

const Program* parse_source(std::string_view text, Dialect dialect, Arena& arena) {
  const TSLanguage* grammar = grammar_of(dialect);
  if (text.size() > max_source_bytes || is_minified(text)) return open_program(dialect.language, arena);
  if (!grammar) return unread_program(text, dialect.language, arena);
  const ParseMemory memory;  // outlives the parser; the tree ends with it
  const std::unique_ptr<TSParser, ParserDelete> parser{ts_parser_new()};
  if (!ts_parser_set_language(parser.get(), grammar)) return open_program(dialect.language, arena);
  const TSTree* const tree =
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  if (tree == nullptr) return open_program(dialect.language, arena);
  return lower(tree, text, dialect, arena);
}

}  // namespace cumulint
