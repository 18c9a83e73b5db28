// What every lowering file (lower-<language>.cpp) builds on: a cursor over the syntax tree, and makers of program form.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/arena.h"
#include "code/program.h"

namespace cumulint {

/// Lower the syntax tree of `source` to program form in `arena`. They never fail: what they don't know becomes
/// ExprKind::unknown with its operands, what lies too deep is left out and sets Program::open.
const Program* lower_python(const TSTree* tree, std::string_view source, Arena& arena);
const Program* lower_javascript(const TSTree* tree, std::string_view source, Language language, Arena& arena);

/// The name that literals below a target are assigned to: x, self.x, x["x"].
std::string_view assigned_name(const Expr& target);

/// Grammar symbols as a small enumeration of the lowering file: `names[i]` is the node type of enumerator i + 1.
/// From `first_token` on they are tokens ("in"), before it nodes; without it a name is whichever it is.
class SymbolTable {
 public:
  SymbolTable(const TSLanguage* language, std::span<const std::string_view> names,
              std::optional<std::size_t> first_token = {});
  std::uint8_t operator[](TSSymbol symbol) const { return symbol < kinds_.size() ? kinds_[symbol] : 0; }

 private:
  std::vector<std::uint8_t> kinds_;
};

/// Base of a lowering: one cursor that goes down and up again, so that no node is looked up by index.
class Lowering {
 public:
  Lowering(const TSTree* tree, std::string_view source, const SymbolTable& symbols, Arena& arena);
  ~Lowering();
  Lowering(const Lowering&) = delete;
  Lowering& operator=(const Lowering&) = delete;

 protected:
  /// Calls `visit(field)` with the cursor at each child in turn (comments are noted and skipped). `visit` may go down
  /// itself. False, and no call, if the depth limit is met. A visit that wants no field saves its look-up.
  template <class Visit>  // void(TSFieldId) or void()
  bool children(Visit visit) {
    if (depth_ >= max_depth) {
      open_ = true;
      return false;
    }
    const TSNode parent = node_;
    if (!to_first_child()) return true;
    ++depth_;
    do {
      if (note_comment()) continue;
      if constexpr (std::is_invocable_v<Visit&, TSFieldId>)
        visit(ts_tree_cursor_current_field_id(&cursor_));
      else
        visit();
    } while (to_next_sibling());
    --depth_;
    ts_tree_cursor_goto_parent(&cursor_);
    node_ = parent;
    return true;
  }

  // All that moves the cursor: its node is asked for once a move.
  bool to_first_child() { return moved(ts_tree_cursor_goto_first_child(&cursor_)); }
  bool to_next_sibling() { return moved(ts_tree_cursor_goto_next_sibling(&cursor_)); }
  void to_parent() { moved(ts_tree_cursor_goto_parent(&cursor_)); }

  TSNode node() const { return node_; }
  /// The enumerator of the node at the cursor; 0: one that the lowering doesn't name.
  std::uint8_t kind() const { return symbols_[ts_node_symbol(node())]; }
  bool is_named() const { return ts_node_is_named(node()); }
  Span span() const;
  std::string_view text() const;  // of the node at the cursor; a view of the source
  std::string_view text(Span span) const { return source_.substr(span.begin, span.size()); }

  Expr* make(ExprKind kind, Span span, std::string_view text = {}) const;
  const Expr* spread(const Expr* of) const {
    Expr* made = make(ExprKind::spread, of->span);
    made->base = of;
    return made;
  }
  const Expr* name(Span span, std::string_view text) const { return make(ExprKind::name, span, text); }
  std::span<const Operand> operands(const std::vector<const Expr*>& values) const;
  template <class T>
  std::span<const T> keep(const std::vector<T>& items) const {
    return arena_.copy(items);
  }
  Stmt* statement(StmtKind kind, Span span) const;

  /// Notes a literal for hardcoded-secret under the name that `assigned` puts in force (innermost wins).
  void note_literal(Span span, std::string_view text);
  /// While it lives, literals are assigned to `name`.
  class Assigned {
   public:
    Assigned(Lowering& lowering, std::string_view name) : lowering_(lowering), outer_(lowering.assigned_to_) {
      lowering.assigned_to_ = name;
    }
    ~Assigned() { lowering_.assigned_to_ = outer_; }
    Assigned(const Assigned&) = delete;
    Assigned& operator=(const Assigned&) = delete;

   private:
    Lowering& lowering_;
    std::string_view outer_;
  };

  const Program* finish(Language language, Block body);

  static constexpr int max_depth = 250;

  TSTreeCursor cursor_;
  const TSTree* tree_;
  std::string_view source_;
  const SymbolTable& symbols_;
  Arena& arena_;
  int depth_ = 0;
  bool open_ = false;

 private:
  bool note_comment();
  bool has_real_error() const;
  bool moved(bool really) {
    if (really) node_ = ts_tree_cursor_current_node(&cursor_);
    return really;
  }

  TSNode node_;  // at the cursor
  std::string_view assigned_to_;
  std::vector<Literal> literals_;
  std::vector<Span> comments_;
};

}  // namespace cumulint
