// The walk over the references in a value, each with the scenario of the Ifs around it.
#pragma once

#include "base/arena.h"
#include "model/expression.h"
#include "resolve/resolver.h"

namespace cumulint {

/// Calls `found(field, id, when)` for every Ref, GetAtt and `${}` below `field`; does not enter a field for which
/// `skip(field)` holds.
template <class Found, class Skip>
class ReferenceWalk {
 public:
  ReferenceWalk(const Conditions& conditions, Arena& arena, Found found, Skip skip)
      : conditions_(conditions), arena_(arena), found_(found), skip_(skip) {}

  void walk(const Field& field, const Scenario& when, int depth = 0) {
    constexpr int deepest = 300;
    if (depth > deepest || skip_(field)) return;
    const Value& value = *field.value;
    for (const Field& part : value.fields) walk(part, when, depth + 1);
    if (value.is(ValueKind::expression)) expression(field, *value.expression, when, depth);
  }

 private:
  void expression(const Field& field, const Expression& e, const Scenario& when, int depth) {
    switch (e.kind) {
      case ExpressionKind::ref:
      case ExpressionKind::get_att: return found_(field, e.target, when);
      case ExpressionKind::if_: return branches(e, when, depth);
      case ExpressionKind::sub:
        for (const SubPart& part : e.parts) {
          if (!part.is_variable) continue;
          if (part.local != nullptr)
            walk(*part.local, when, depth + 1);
          else
            found_(field, part.target, when);
        }
        return;
      default:
        for (const Field& argument : e.args) walk(argument, when, depth + 1);
    }
  }

  void branches(const Expression& e, const Scenario& when, int depth) {
    if (e.args.size() != 3) return;
    for (const bool is : {true, false}) {
      if (conditions_.holds(e.target, when) == (is ? Truth::no : Truth::yes)) continue;
      walk(e.args[is ? 1 : 2], conditions_.with(when, e.target, is, arena_), depth + 1);
    }
  }

  const Conditions& conditions_;
  Arena& arena_;
  Found found_;
  Skip skip_;
};

template <class Found>
void walk_references(const Field& field, const Conditions& conditions, Arena& arena, const Scenario& when,
                     Found found) {
  const auto nothing = [](const Field&) { return false; };
  ReferenceWalk(conditions, arena, found, nothing).walk(field, when);
}

}  // namespace cumulint
