// Python's expressions to program form.

#include <string>

#include "base/strings.h"
#include "code/lower-python.h"
#include "code/source-text.h"

namespace cumulint {
namespace {

Op operator_of(Py token) {
  switch (token) {
    case Py::plus: return Op::add;
    case Py::minus: return Op::subtract;
    case Py::star: return Op::multiply;
    case Py::slash: return Op::divide;
    case Py::percent: return Op::modulo;
    case Py::bar: return Op::pipe;
    case Py::and_: return Op::and_;
    case Py::or_: return Op::or_;
    case Py::equal:
    case Py::is: return Op::equal;
    case Py::not_equal:
    case Py::is_not: return Op::not_equal;
    case Py::less:
    case Py::less_equal:
    case Py::greater:
    case Py::greater_equal: return Op::less;
    case Py::in: return Op::in;
    case Py::not_in: return Op::not_in;
    default: return Op::other;
  }
}

struct Prefix {
  bool raw = false, formatted = false;
};

Prefix prefix_of(std::string_view start) {
  Prefix prefix;
  for (const char c : start) {
    prefix.raw |= c == 'r' || c == 'R';
    prefix.formatted |= c == 'f' || c == 'F' || c == 't' || c == 'T';
  }
  return prefix;
}

}  // namespace

const Expr* PythonLowering::child() {
  const Expr* found = nullptr;
  children([&] {
    if (is_named() && !found) found = expression();
  });
  return found ? found : make(ExprKind::unknown, span());
}

std::vector<const Expr*> PythonLowering::child_expressions() {
  std::vector<const Expr*> found;
  children([&] {
    if (is_named()) found.push_back(expression());
  });
  return found;
}

const Expr* PythonLowering::expression() {
  const Span here = span();
  switch (py()) {
    case Py::identifier:
    case Py::dotted_name: return name(here, text());
    case Py::string: return string();
    case Py::concatenated_string: return concatenated_string();
    case Py::attribute: return member();
    case Py::subscript: return subscript();
    case Py::call: return call();
    case Py::list:
    case Py::tuple:
    case Py::set:
    case Py::expression_list:
    case Py::pattern_list:
    case Py::tuple_pattern:
    case Py::list_pattern: return sequence(ExprKind::list);
    case Py::dictionary: return map();
    case Py::list_comprehension:
    case Py::dictionary_comprehension:
    case Py::set_comprehension:
    case Py::generator_expression: return comprehension();
    case Py::binary_operator:
    case Py::boolean_operator: return binary();
    case Py::comparison_operator: return comparison();
    case Py::lambda: return lambda();
    case Py::conditional_expression: {
      std::vector<const Expr*> parts = child_expressions();  // then, condition, else
      if (parts.size() == 3) std::swap(parts[0], parts[1]);
      Expr* made = make(parts.size() == 3 ? ExprKind::conditional : ExprKind::unknown, here);
      made->args = operands(parts);
      return made;
    }
    case Py::type:
    case Py::generic_type: return type_expression();
    case Py::parenthesized_expression:
    case Py::as_pattern_target: return child();
    default: return literal_or_operator(here);
  }
}

const Expr* PythonLowering::literal_or_operator(Span here) {
  const auto around = [&](ExprKind kind) {
    Expr* made = make(kind, here);
    made->base = child();
    return made;
  };
  switch (py()) {
    case Py::integer:
    case Py::float_: return make(ExprKind::number, here, text());
    case Py::true_: return make(ExprKind::boolean, here, "true");
    case Py::false_: return make(ExprKind::boolean, here, "false");
    case Py::none: return make(ExprKind::null, here);
    case Py::await: return around(ExprKind::await);
    case Py::yield: {
      Expr* made = around(ExprKind::yield);
      if (made->base && starts_with(trim(text(here).substr(5)), "from")) made->base = spread(made->base);
      return made;
    }
    case Py::list_splat:
    case Py::list_splat_pattern:
    case Py::dictionary_splat: return around(ExprKind::spread);
    case Py::not_operator:
    case Py::unary_operator: {
      const bool is_not = py() == Py::not_operator;
      Expr* made = make(ExprKind::unary, here);
      made->op = is_not ? Op::not_ : Op::negate;
      made->args = operands({child()});
      return made;
    }
    case Py::named_expression: {
      Expr* made = make(ExprKind::assign, here);
      made->args = operands(child_expressions());
      if (made->args.size() != 2) made->kind = ExprKind::unknown;
      return made;
    }
    default: {
      Expr* made = make(ExprKind::unknown, here);
      made->args = operands(child_expressions());
      return made;
    }
  }
}

const Expr* PythonLowering::sequence(ExprKind kind) {
  Expr* made = make(kind, span());
  std::vector<Operand> items;
  for (const Expr* item : child_expressions())
    items.push_back({.value = item->kind == ExprKind::spread ? item->base : item,
                     .spread = item->kind == ExprKind::spread});
  made->args = keep(items);
  return made;
}

/// Literal parts and holes of one string node.
void PythonLowering::string_parts(std::vector<const Expr*>& parts) {
  Prefix prefix;
  children([&] {
    if (py() == Py::string_start) {
      prefix = prefix_of(text());
    } else if (py() == Py::string_content) {
      std::string_view decoded = prefix.raw ? text() : decode_escapes(text(), arena_);
      if (prefix.formatted) decoded = decode_doubled_braces(decoded, arena_);
      parts.push_back(make(ExprKind::text, span(), decoded));
    } else if (py() == Py::interpolation) {
      const Expr* hole = nullptr;
      children([&](TSFieldId field) {
        if (field == fields_.expression) hole = expression();
      });
      parts.push_back(hole ? hole : make(ExprKind::unknown, span()));
    }
  });
}

const Expr* PythonLowering::text_of_parts(const std::vector<const Expr*>& parts, Span here) {
  bool plain = true;
  for (const Expr* part : parts) plain &= part->kind == ExprKind::text;
  if (plain) {
    std::string_view whole = parts.empty() ? std::string_view{} : parts[0]->text;
    if (parts.size() > 1) {
      std::string joined;
      for (const Expr* part : parts) joined += part->text;
      whole = arena_.copy(std::string_view{joined});
    }
    if (!in_type_) note_literal(here, whole);
    return make(ExprKind::text, here, whole);
  }
  for (const Expr* part : parts)
    if (part->kind == ExprKind::text) note_literal(part->span, part->text);
  Expr* made = make(ExprKind::interpolation, here);
  made->args = operands(parts);
  return made;
}

const Expr* PythonLowering::string() {
  std::vector<const Expr*> parts;
  string_parts(parts);
  return text_of_parts(parts, span());
}

const Expr* PythonLowering::concatenated_string() {
  std::vector<const Expr*> parts;
  children([&] {
    if (py() == Py::string) string_parts(parts);
  });
  return text_of_parts(parts, span());
}

const Expr* PythonLowering::member() {
  Expr* made = make(ExprKind::member, span());
  children([&](TSFieldId field) {
    if (field == fields_.object) made->base = expression();
    if (field == fields_.attribute) made->text = text(), made->name_span = span();
  });
  if (!made->base) made->base = make(ExprKind::unknown, made->span);
  return made;
}

const Expr* PythonLowering::subscript() {
  const Assigned none{*this, {}};
  Expr* made = make(ExprKind::index, span());
  std::vector<const Expr*> subscripts;
  children([&](TSFieldId field) {
    if (field == fields_.value) made->base = expression();
    if (field != fields_.subscript) return;
    if (py() == Py::slice) made->kind = ExprKind::slice;
    subscripts.push_back(expression());
  });
  if (!made->base) made->base = make(ExprKind::unknown, made->span);
  made->args = operands(subscripts);
  return made;
}

const Expr* PythonLowering::call() {
  const Assigned none{*this, {}};  // what is passed to a call is not what is assigned
  Expr* made = make(ExprKind::call, span());
  children([&](TSFieldId field) {
    if (field == fields_.function) made->base = expression();
    if (field != fields_.arguments) return;
    if (py() == Py::argument_list)
      made->args = keep(arguments());
    else
      made->args = operands({expression()});
  });
  if (!made->base) made->base = make(ExprKind::unknown, made->span);
  const Expr& callee = *made->base;
  if ((callee.text == "import_module" || callee.text == "__import__") && !made->args.empty()) {
    made->kind = ExprKind::import_;
    made->base = made->args[0].value;
    if (made->base->kind == ExprKind::text) made->text = made->base->text;
  }
  return made;
}

std::vector<Operand> PythonLowering::arguments() {
  std::vector<Operand> made;
  std::string_view first_text;
  children([&] {
    if (!is_named()) return;
    if (py() == Py::keyword_argument) {
      made.push_back(keyword_argument());
    } else if (py() == Py::list_splat || py() == Py::dictionary_splat) {
      made.push_back({.value = child(), .spread = true});
    } else {
      // get("API_KEY", "…"): what follows a name is that name's value.
      const Assigned assigned{*this, made.size() == 1 ? first_text : std::string_view{}};
      const Expr* value = expression();
      if (made.empty() && value->kind == ExprKind::text && value->text.find(' ') == std::string_view::npos)
        first_text = value->text;
      made.push_back({.value = value});
    }
  });
  return made;
}

Operand PythonLowering::keyword_argument() {
  Operand made;
  children([&](TSFieldId field) {
    if (field == fields_.name) made.name = text(), made.name_span = span();
    if (field == fields_.value) {
      const Assigned assigned{*this, made.name};
      made.value = expression();
    }
  });
  if (!made.value) made.value = make(ExprKind::unknown, span());
  return made;
}

Operand PythonLowering::pair() {
  Operand made;
  children([&](TSFieldId field) {
    if (field == fields_.key) {
      const Assigned none{*this, {}};
      const Expr* key = expression();
      if (key->kind == ExprKind::text)
        made.name = key->text, made.name_span = key->span;
      else
        made.key = key;
    } else if (field == fields_.value) {
      const Assigned assigned{*this, made.name};
      made.value = expression();
    }
  });
  if (!made.value) made.value = make(ExprKind::unknown, span());
  return made;
}

const Expr* PythonLowering::map() {
  Expr* made = make(ExprKind::map, span());
  std::vector<Operand> pairs;
  children([&] {
    if (py() == Py::pair) pairs.push_back(pair());
    if (py() == Py::dictionary_splat) pairs.push_back({.value = child(), .spread = true});
  });
  made->args = keep(pairs);
  return made;
}

void PythonLowering::clause(std::vector<Operand>& clauses) {
  if (py() == Py::if_clause) {
    clauses.push_back({.value = child()});
    return;
  }
  Operand made;
  children([&](TSFieldId field) {
    if (field == fields_.left) made.key = expression();
    if (field == fields_.right && is_named()) made.value = expression();
  });
  if (!made.value) made.value = make(ExprKind::unknown, span());
  clauses.push_back(made);
}

const Expr* PythonLowering::comprehension() {
  Expr* made = make(ExprKind::comprehension, span());
  std::vector<Operand> clauses;
  children([&](TSFieldId field) {
    if (field == fields_.body && py() == Py::pair) {
      Expr* one = make(ExprKind::map, span());
      one->args = keep(std::vector<Operand>{pair()});
      made->base = one;
    } else if (field == fields_.body) {
      made->base = expression();
    } else if (py() == Py::for_in_clause || py() == Py::if_clause) {
      clause(clauses);
    }
  });
  if (!made->base) made->base = make(ExprKind::unknown, made->span);
  made->args = keep(clauses);
  return made;
}

const Expr* PythonLowering::binary() {
  Expr* made = make(ExprKind::binary, span());
  std::vector<const Expr*> sides;
  children([&](TSFieldId field) {
    if (field == fields_.operator_)
      made->op = operator_of(py());
    else if (is_named())
      sides.push_back(expression());
  });
  if (sides.size() != 2) made->kind = ExprKind::unknown;
  made->args = operands(sides);
  return made;
}

const Expr* PythonLowering::comparison() {
  const Assigned none{*this, {}};
  const Span here = span();
  std::vector<const Expr*> sides;
  std::vector<Op> ops;
  children([&] {
    if (is_named())
      sides.push_back(expression());
    else
      ops.push_back(operator_of(py()));
  });
  const Expr* all = nullptr;  // a < b < c is a < b and b < c
  for (std::size_t i = 0; i + 1 < sides.size() && i < ops.size(); ++i) {
    Expr* one = make(ExprKind::binary, here);
    one->op = ops[i];
    one->args = operands({sides[i], sides[i + 1]});
    if (!all) {
      all = one;
      continue;
    }
    Expr* joined = make(ExprKind::binary, here);
    joined->op = Op::and_;
    joined->args = operands({all, one});
    all = joined;
  }
  return all ? all : make(ExprKind::unknown, here);
}

const Expr* PythonLowering::lambda() {
  Expr* made = make(ExprKind::function, span());
  Function* function = arena_.make<Function>();
  function->span = function->name_span = span();
  Stmt* result = statement(StmtKind::return_, span());
  children([&](TSFieldId field) {
    if (field == fields_.parameters) function->parameters = keep(parameters());
    if (field == fields_.body) result->span = span(), result->value = expression();
  });
  function->body = keep(std::vector<const Stmt*>{result});
  made->function = function;
  return made;
}

const Expr* PythonLowering::type_expression() {
  const bool outer = in_type_;
  in_type_ = true;
  const Expr* made = nullptr;
  if (py() == Py::generic_type) {
    Expr* index = make(ExprKind::index, span());
    std::vector<const Expr*> arguments;
    children([&] {
      if (py() == Py::type_parameter)
        arguments = child_expressions();
      else if (is_named())
        index->base = expression();
    });
    index->args = operands(arguments);
    made = index;
  } else {
    made = child();
  }
  in_type_ = outer;
  return made;
}

std::vector<FunctionParameter> PythonLowering::parameters() {
  std::vector<FunctionParameter> made;
  children([&] {
    if (!is_named()) return;
    if (const FunctionParameter one = parameter(); !one.name.empty() || one.pattern) made.push_back(one);
  });
  return made;
}

FunctionParameter PythonLowering::parameter() {
  FunctionParameter made;
  made.span = span();
  const auto named = [&] {
    if (py() == Py::list_splat_pattern || py() == Py::dictionary_splat_pattern) {
      made.rest = py() == Py::list_splat_pattern;
      made.keywords = !made.rest;
      children([&] {
        if (is_named()) made.name = text();
      });
    } else if (py() == Py::identifier) {
      made.name = text();
    } else if (py() == Py::tuple_pattern) {
      made.pattern = expression();
    }
  };
  switch (py()) {
    case Py::default_parameter:
    case Py::typed_parameter:
    case Py::typed_default_parameter:
      children([&](TSFieldId field) {
        if (field == fields_.type) {
          made.type = type_expression();
        } else if (field == fields_.value) {
          const Assigned assigned{*this, made.name};
          made.default_value = expression();
        } else if (is_named()) {
          named();
        }
      });
      break;
    default: named();
  }
  return made;
}

}  // namespace cumulint
