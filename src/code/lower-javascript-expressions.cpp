// JavaScript's and TypeScript's expressions to program form.

#include "base/strings.h"
#include "code/lower-javascript.h"
#include "code/source-text.h"

namespace cumulint {
namespace {

Op operator_of(Js token) {
  switch (token) {
    case Js::plus: return Op::add;
    case Js::minus: return Op::subtract;
    case Js::star: return Op::multiply;
    case Js::slash: return Op::divide;
    case Js::percent: return Op::modulo;
    case Js::bar: return Op::pipe;
    case Js::and_: return Op::and_;
    case Js::or_: return Op::or_;
    case Js::coalesce: return Op::coalesce;
    case Js::equal:
    case Js::strict_equal: return Op::equal;
    case Js::not_equal:
    case Js::strict_not_equal: return Op::not_equal;
    case Js::less:
    case Js::less_equal:
    case Js::greater:
    case Js::greater_equal: return Op::less;
    case Js::in: return Op::in;
    case Js::instance_of: return Op::instance_of;
    default: return Op::other;
  }
}

constexpr int max_binary_chain = 1000;

bool is_short_circuit(Op op) { return op == Op::and_ || op == Op::or_ || op == Op::coalesce; }

}  // namespace

Op compound_operator(Js token) {
  switch (token) {
    case Js::plus_assign: return Op::add;
    case Js::or_assign: return Op::or_;
    case Js::and_assign: return Op::and_;
    case Js::coalesce_assign: return Op::coalesce;
    default: return Op::other;
  }
}

const Expr* JavaScriptLowering::unknown(Span here) { return make(ExprKind::unknown, here); }

const Expr* JavaScriptLowering::child() {
  const Expr* found = nullptr;
  children([&] {
    if (is_named() && !found) found = expression();
  });
  return found ? found : unknown(span());
}

const Expr* JavaScriptLowering::last_child() {
  const Expr* found = nullptr;
  children([&] {
    if (is_named() && js() != Js::type_arguments) found = expression();
  });
  return found ? found : unknown(span());
}

std::vector<const Expr*> JavaScriptLowering::child_expressions() {
  std::vector<const Expr*> found;
  children([&] {
    if (!is_named()) return;
    if (js() == Js::type_annotation || js() == Js::type_arguments || js() == Js::type_parameters) return;
    found.push_back(expression());
  });
  return found;
}

Expr* JavaScriptLowering::around(ExprKind kind) {
  Expr* made = make(kind, span());
  children([&] {
    if (is_named() && !made->base) made->base = expression();
  });
  if (!made->base && kind != ExprKind::yield) made->base = unknown(made->span);
  return made;
}

const Expr* JavaScriptLowering::expression() {
  const Span here = span();
  switch (js()) {
    case Js::member_expression: return member();
    case Js::subscript_expression: return subscript();
    case Js::call_expression: return call();
    case Js::new_expression: return construct();
    case Js::array:
    case Js::array_pattern: return list();
    case Js::object:
    case Js::object_pattern: return map();
    case Js::arrow_function:
    case Js::function_expression:
    case Js::generator_function:
    case Js::method_definition: return function_expression();
    case Js::class_: {
      Expr* made = make(ExprKind::class_, here);
      made->declared = class_of({});
      return made;
    }
    case Js::assignment_pattern:
    case Js::object_assignment_pattern: return with_default(here);
    case Js::rest_pattern:
    case Js::spread_element: return around(ExprKind::spread);
    case Js::computed_property_name:
    case Js::parenthesized_expression:
    case Js::as_expression:
    case Js::satisfies_expression:
    case Js::non_null_expression:
    case Js::instantiation_expression: return child();
    case Js::type_assertion: return last_child();
    default: return literal(here);
  }
}

const Expr* JavaScriptLowering::literal(Span here) {
  switch (js()) {
    case Js::identifier:
    case Js::property_identifier:
    case Js::private_property_identifier:
    case Js::shorthand_property_identifier:
    case Js::shorthand_property_identifier_pattern:
    case Js::this_:
    case Js::super:
    case Js::import_:
    case Js::meta_property: return name(here, text());
    case Js::string: return text_literal(here, unquoted());
    case Js::template_string: return template_string();
    case Js::number: return make(ExprKind::number, here, text());
    case Js::true_: return make(ExprKind::boolean, here, "true");
    case Js::false_: return make(ExprKind::boolean, here, "false");
    case Js::null:
    case Js::undefined: return make(ExprKind::null, here);
    case Js::regex: return make(ExprKind::regex, here, text());
    default: return operation(here);
  }
}

const Expr* JavaScriptLowering::operation(Span here) {
  switch (js()) {
    case Js::binary_expression: return binary();
    case Js::unary_expression: return unary();
    case Js::update_expression: return update();
    case Js::ternary_expression: {
      Expr* made = make(ExprKind::conditional, here);
      std::vector<const Expr*> parts = child_expressions();
      if (parts.size() != 3) made->kind = ExprKind::unknown;
      made->args = operands(parts);
      return made;
    }
    case Js::assignment_expression:
    case Js::augmented_assignment_expression: return assignment_value();
    case Js::sequence_expression: return sequence();
    case Js::await_expression: return around(ExprKind::await);
    case Js::yield_expression: {
      const bool delegates = starts_with(trim(text().substr(5)), "*");
      Expr* made = around(ExprKind::yield);
      if (made->base && delegates) made->base = spread(made->base);
      return made;
    }
    default: {  // JSX, errors
      Expr* made = make(ExprKind::unknown, here);
      made->args = operands(child_expressions());
      return made;
    }
  }
}

/// The content of the string at the cursor, as written.
std::string_view JavaScriptLowering::unquoted() const {
  const std::string_view written = text();
  return written.size() >= 2 ? written.substr(1, written.size() - 2) : std::string_view{};
}

const Expr* JavaScriptLowering::text_literal(Span here, std::string_view raw) {
  const std::string_view decoded = decode_escapes(raw, arena_);
  note_literal(here, decoded);
  return make(ExprKind::text, here, decoded);
}

const Expr* JavaScriptLowering::template_string() {
  const Span here = span();
  if (here.size() < 2) return unknown(here);
  std::vector<const Expr*> parts;
  std::uint32_t from = here.begin + 1;
  const auto literal_until = [&](std::uint32_t end) {
    if (end > from) parts.push_back(text_literal({from, end}, text(Span{from, end})));
  };
  children([&] {
    if (js() != Js::template_substitution) return;
    literal_until(span().begin);
    from = span().end;
    const Assigned none{*this, {}};
    parts.push_back(child());
  });
  if (parts.empty()) return text_literal(here, unquoted());
  literal_until(here.end - 1);
  Expr* made = make(ExprKind::interpolation, here);
  made->args = operands(parts);
  return made;
}

const Expr* JavaScriptLowering::member() {
  Expr* made = make(ExprKind::member, span());
  children([&](TSFieldId field) {
    if (field == fields_.object) made->base = expression();
    if (field == fields_.property) made->text = text(), made->name_span = span();
    if (js() == Js::optional_chain) made->optional = true;
  });
  if (!made->base) made->base = unknown(made->span);
  return made;
}

const Expr* JavaScriptLowering::subscript() {
  const Assigned none{*this, {}};
  Expr* made = make(ExprKind::index, span());
  std::vector<const Expr*> index;
  children([&](TSFieldId field) {
    if (field == fields_.object) made->base = expression();
    if (field == fields_.index) index.push_back(expression());
    if (js() == Js::optional_chain) made->optional = true;
  });
  if (!made->base) made->base = unknown(made->span);
  if (index.empty()) index.push_back(unknown(made->span));
  made->args = operands(index);
  return made;
}

const Expr* JavaScriptLowering::call() {
  const Assigned none{*this, {}};  // what is passed to a call is not what is assigned
  Expr* made = make(ExprKind::call, span());
  bool imports = false;
  children([&](TSFieldId field) {
    if (js() == Js::optional_chain || js() == Js::question_dot) made->optional = true;
    if (field == fields_.function) {
      imports = js() == Js::import_;
      made->base = expression();
    } else if (field == fields_.arguments) {
      made->args = js() == Js::arguments ? keep(arguments()) : operands({expression()});
    }
  });
  if (!made->base) made->base = unknown(made->span);
  imports |= made->base->kind == ExprKind::name && made->base->text == "require";
  if (!imports || made->args.empty() || made->args[0].spread) return without_interop(made);
  made->kind = ExprKind::import_;
  made->base = made->args[0].value;
  if (made->base->kind == ExprKind::text) made->text = made->base->text;
  return made;
}

const Expr* JavaScriptLowering::construct() {
  const Assigned none{*this, {}};
  Expr* made = make(ExprKind::construct, span());
  children([&](TSFieldId field) {
    if (field == fields_.constructor) made->base = expression();
    if (field == fields_.arguments) made->args = keep(arguments());
  });
  if (!made->base) made->base = unknown(made->span);
  return made;
}

Operand JavaScriptLowering::item() {
  if (js() == Js::spread_element || js() == Js::rest_pattern) return {.value = child(), .spread = true};
  return {.value = expression()};
}

std::vector<Operand> JavaScriptLowering::arguments() {
  std::vector<Operand> made;
  std::string_view first_text;
  children([&] {
    if (!is_named()) return;
    // header("Authorization", "…"): what follows a name is that name's value.
    const Assigned assigned{*this, made.size() == 1 ? first_text : std::string_view{}};
    made.push_back(item());
    const Expr& value = *made[0].value;
    if (made.size() == 1 && value.kind == ExprKind::text && value.text.find(' ') == std::string_view::npos)
      first_text = value.text;
  });
  return made;
}

const Expr* JavaScriptLowering::list() {
  Expr* made = make(ExprKind::list, span());
  std::vector<Operand> items;
  bool is_hole = true;  // [, b]
  children([&] {
    if (js() == Js::comma) {
      if (is_hole) items.push_back({.value = unknown(span())});
      is_hole = true;
    } else if (is_named()) {
      items.push_back(item());
      is_hole = false;
    }
  });
  made->args = keep(items);
  return made;
}

const Expr* JavaScriptLowering::map() {
  Expr* made = make(ExprKind::map, span());
  std::vector<Operand> pairs;
  children([&] {
    if (is_named()) pairs.push_back(pair());
  });
  made->args = keep(pairs);
  return made;
}

/// A pair, a shorthand, a method or a rest of an object or an object pattern.
Operand JavaScriptLowering::pair() {
  switch (js()) {
    case Js::spread_element:
    case Js::rest_pattern: return item();
    case Js::object_assignment_pattern: {  // { TABLE = 'x' }
      const Expr* value = expression();
      const Expr& target = *value->args[0].value;
      if (target.kind != ExprKind::name) return {.value = value};
      return {.name = target.text, .name_span = target.span, .value = value};
    }
    case Js::pair:
    case Js::pair_pattern:
    case Js::method_definition: break;
    default: {  // a shorthand
      const Expr* value = expression();
      return {.name = value->text, .name_span = value->span, .value = value};
    }
  }
  Operand made;
  const bool is_method = js() == Js::method_definition;
  children([&](TSFieldId field) {
    if (field == fields_.key || (is_method && field == fields_.name)) key(made);
    if (field != fields_.value) return;
    const Assigned assigned{*this, made.name};
    made.value = expression();
  });
  if (is_method) made.value = function_expression();
  if (!made.value) made.value = unknown(span());
  return made;
}

void JavaScriptLowering::key(Operand& pair) {
  const Assigned none{*this, {}};
  const Expr* written = expression();
  const bool computed = js() == Js::computed_property_name && written->kind != ExprKind::text;
  if (computed)
    pair.key = written;
  else
    pair.name = written->text, pair.name_span = written->span;
}

const Expr* JavaScriptLowering::with_default(Span here) {
  Expr* made = make(ExprKind::with_default, here);
  const Expr* target = nullptr;
  const Expr* value = nullptr;
  children([&](TSFieldId field) {
    if (field == fields_.left) target = expression();
    if (field != fields_.right) return;
    const Assigned assigned{*this, target ? assigned_name(*target) : std::string_view{}};
    value = expression();
  });
  made->args = operands({target ? target : unknown(here), value ? value : unknown(here)});
  return made;
}

/// A long chain (a + b + c …) leans to the left: its spine is walked in a loop, so that it doesn't count as depth.
const Expr* JavaScriptLowering::binary() {
  int levels = 0;
  const auto goes_left = [&] {
    if (!to_first_child()) return false;
    if (js() == Js::binary_expression) return true;
    to_parent();
    return false;
  };
  while (levels < max_binary_chain && goes_left()) ++levels;
  const Expr* left = nullptr;  // of the level below
  for (;; --levels) {
    Expr* made = make(ExprKind::binary, span());
    std::vector<const Expr*> sides;
    children([&](TSFieldId field) {
      if (field == fields_.operator_)
        made->op = operator_of(js());
      else if (is_named() && sides.empty() && left)
        sides.push_back(left);
      else if (is_named())
        sides.push_back(side(made->op));
    });
    if (sides.size() != 2) made->kind = ExprKind::unknown;
    made->args = operands(sides);
    left = made;
    if (levels == 0) return left;
    to_parent();
  }
}

/// An operand: literals that are compared or computed with are not what is assigned, defaults are.
const Expr* JavaScriptLowering::side(Op op) {
  if (is_short_circuit(op) || op == Op::none || op == Op::add) return expression();
  const Assigned none{*this, {}};
  return expression();
}

const Expr* JavaScriptLowering::unary() {
  Expr* made = make(ExprKind::unary, span());
  made->op = Op::other;
  children([&](TSFieldId field) {
    if (field == fields_.argument) made->args = operands({expression()});
    if (field != fields_.operator_) return;
    made->text = text();
    if (js() == Js::not_) made->op = Op::not_;
    if (js() == Js::minus) made->op = Op::negate;
    if (js() == Js::type_of) made->op = Op::type_of;
  });
  if (made->args.empty()) made->args = operands({unknown(made->span)});
  if (made->text == "void" && made->args[0].value->kind == ExprKind::number) return make(ExprKind::null, made->span);
  return made;
}

/// x++ is x += 1.
const Expr* JavaScriptLowering::update() {
  Expr* made = make(ExprKind::assign, span());
  made->op = Op::subtract;
  const Expr* target = nullptr;
  children([&](TSFieldId field) {
    if (field == fields_.argument) target = expression();
    if (js() == Js::increment) made->op = Op::add;
  });
  if (!target) target = unknown(made->span);
  made->args = operands({target, make(ExprKind::number, made->span, "1")});
  return made;
}

/// `(0, module.f)(x)` calls f: literals before the last comma do nothing.
const Expr* JavaScriptLowering::sequence() {
  const std::vector<const Expr*> values = child_expressions();
  bool only_last = !values.empty();
  for (std::size_t i = 0; i + 1 < values.size(); ++i) only_last &= values[i]->kind == ExprKind::number;
  if (only_last) return values.back();
  Expr* made = make(ExprKind::unknown, span());
  made->args = operands(values);
  return made;
}

const Expr* JavaScriptLowering::assignment_value() {
  Expr* made = make(ExprKind::assign, span());
  const Expr* target = nullptr;
  const Expr* value = nullptr;
  children([&](TSFieldId field) {
    if (field == fields_.left) target = expression();
    if (field == fields_.operator_) made->op = compound_operator(js());
    if (field != fields_.right) return;
    const Assigned assigned{*this, target ? assigned_name(*target) : std::string_view{}};
    value = expression();
  });
  made->args = operands({target ? target : unknown(made->span), value ? value : unknown(made->span)});
  return made;
}

/// Names, members, generics (an index), arrays (a list), unions (a pipe); what else there is stays unknown.
const Expr* JavaScriptLowering::type_expression() {
  const Span here = span();
  switch (js()) {
    case Js::type_identifier:
    case Js::identifier:
    case Js::predefined_type: return name(here, text());
    case Js::nested_type_identifier: {
      Expr* made = make(ExprKind::member, here);
      children([&](TSFieldId field) {
        if (field == fields_.name)
          made->text = text(), made->name_span = span();
        else if (is_named())
          made->base = type_expression();
      });
      if (!made->base) made->base = unknown(here);
      return made;
    }
    case Js::type_annotation:
    case Js::readonly_type:
    case Js::parenthesized_type: {
      const std::vector<const Expr*> parts = type_parts();
      return parts.empty() ? unknown(here) : parts[0];
    }
    case Js::literal_type: return child();
    case Js::array_type: {
      Expr* made = make(ExprKind::list, here);
      made->args = operands(type_parts());
      return made;
    }
    case Js::lookup_type:
    case Js::generic_type: return type_application();
    case Js::union_type: {
      Expr* made = make(ExprKind::binary, here);
      made->op = Op::pipe;
      made->args = operands(type_parts());
      if (made->args.size() != 2) made->kind = ExprKind::unknown;
      return made;
    }
    default: return unknown(here);
  }
}

/// Map<string, T> is Map[string, T], T['field'] is T["field"].
const Expr* JavaScriptLowering::type_application() {
  Expr* made = make(ExprKind::index, span());
  std::vector<const Expr*> arguments;
  children([&] {
    if (js() == Js::type_arguments)
      arguments = type_parts();
    else if (is_named() && made->base)
      arguments.push_back(type_expression());
    else if (is_named())
      made->base = type_expression();
  });
  if (!made->base) made->base = unknown(made->span);
  made->args = operands(arguments);
  return made;
}

std::vector<const Expr*> JavaScriptLowering::type_parts() {
  std::vector<const Expr*> parts;
  children([&] {
    if (is_named()) parts.push_back(type_expression());
  });
  return parts;
}

}  // namespace cumulint
