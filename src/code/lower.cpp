// The cursor and the makers that all lowering files share.

#include "code/lower.h"

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::string_view suppression_mark = "cumulint:";

}  // namespace

std::string_view assigned_name(const Expr& target) {
  switch (target.kind) {
    case ExprKind::name:
    case ExprKind::member: return target.text;
    case ExprKind::index:
      return target.args.size() == 1 && target.args[0].value->kind == ExprKind::text ? target.args[0].value->text
                                                                                     : std::string_view{};
    default: return {};
  }
}

SymbolTable::SymbolTable(const TSLanguage* language, std::span<const std::string_view> names,
                         std::optional<std::size_t> first_token) {
  kinds_.resize(ts_language_symbol_count(language));
  for (std::size_t symbol = 0; symbol < kinds_.size(); ++symbol) {
    const char* spelling = ts_language_symbol_name(language, static_cast<TSSymbol>(symbol));
    if (!spelling) continue;
    const bool is_token = ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) == TSSymbolTypeAnonymous;
    const std::size_t begin = first_token && is_token ? *first_token : 0;
    const std::size_t end = first_token && !is_token ? *first_token : names.size();
    for (std::size_t i = begin; i < end; ++i)
      if (names[i] == spelling) kinds_[symbol] = static_cast<std::uint8_t>(i + 1);
  }
}

Lowering::Lowering(const TSTree* tree, std::string_view source, const SymbolTable& symbols, Arena& arena)
    : cursor_(ts_tree_cursor_new(ts_tree_root_node(tree))),
      tree_(tree),
      source_(source),
      symbols_(symbols),
      arena_(arena),
      node_(ts_tree_cursor_current_node(&cursor_)) {}

Lowering::~Lowering() { ts_tree_cursor_delete(&cursor_); }

Span Lowering::span() const {
  const TSNode here = node();
  return {ts_node_start_byte(here), ts_node_end_byte(here)};
}

std::string_view Lowering::text() const { return text(span()); }

Expr* Lowering::make(ExprKind kind, Span span, std::string_view text) const {
  Expr* made = arena_.make<Expr>();
  made->kind = kind;
  made->span = span;
  made->text = text;
  return made;
}

Stmt* Lowering::statement(StmtKind kind, Span span) const {
  Stmt* made = arena_.make<Stmt>();
  made->kind = kind;
  made->span = span;
  return made;
}

std::span<const Operand> Lowering::operands(const std::vector<const Expr*>& values) const {
  std::vector<Operand> made;
  made.reserve(values.size());
  for (const Expr* value : values) made.push_back({.value = value});
  return arena_.copy(made);
}

void Lowering::note_literal(Span span, std::string_view text) {
  if (!text.empty()) literals_.push_back({span, text, assigned_to_});
}

bool Lowering::note_comment() {
  const TSNode here = node();
  if (!ts_node_is_extra(here)) return false;
  if (const std::string_view written = text(); contains(written, suppression_mark)) comments_.push_back(span());
  return true;
}

namespace {

/// What newer versions of a language write and its grammar does not know, though it changes nothing: `export type * from`,
/// `assert { type: 'json' }`.
bool is_harmless(std::string_view error) {
  return error == "type" || starts_with(error, "assert {");
}

}  // namespace

bool Lowering::has_real_error() const {
  const TSNode root = ts_tree_root_node(tree_);
  if (!ts_node_has_error(root)) return false;
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  bool found = false;
  for (bool more = true; more && !found;) {
    const TSNode at = ts_tree_cursor_current_node(&cursor);
    const bool is_error = ts_node_is_error(at);
    found = ts_node_is_missing(at) || (is_error && !is_harmless(text({ts_node_start_byte(at), ts_node_end_byte(at)})));
    if (!is_error && ts_node_has_error(at) && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor))
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
  }
  ts_tree_cursor_delete(&cursor);
  return found;
}

const Program* Lowering::finish(Language language, Block body) {
  Program* program = arena_.make<Program>();
  program->language = language;
  program->body = body;
  program->suppression_comments = arena_.copy(comments_);
  program->literals = arena_.copy(literals_);
  program->broken = has_real_error();
  program->open = open_;
  return program;
}

}  // namespace cumulint
