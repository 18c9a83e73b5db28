// JavaScript's and TypeScript's functions, classes and enumerations to program form.

#include "code/lower-javascript.h"

namespace cumulint {

/// The function, arrow or method at the cursor.
const Function* JavaScriptLowering::function() {
  Function* made = arena_.make<Function>();
  made->span = span();
  made->name_span = {made->span.begin, made->span.begin};
  made->binds_this = js() != Js::arrow_function;
  made->generator = js() == Js::generator_function || js() == Js::generator_function_declaration;
  made->of = js() == Js::method_definition ? class_ : nullptr;
  const Class* outer = class_;
  if (made->binds_this) class_ = nullptr;
  ++functions_;
  children([&](TSFieldId field) {
    if (js() == Js::async) made->asynchronous = true;
    if (js() == Js::static_) made->is_static = true;
    if (js() == Js::get) made->is_property = true;
    if (js() == Js::star) made->generator = true;
    if (field == fields_.name) made->name = text(), made->name_span = span();
    if (field == fields_.parameters) made->parameters = keep(parameters());
    if (field == fields_.parameter)
      made->parameters = keep(std::vector<FunctionParameter>{{.name = text(), .span = span()}});
    if (field == fields_.return_type) made->result_type = type_expression();
    if (field == fields_.body && js() == Js::statement_block) {
      made->body = block();
    } else if (field == fields_.body) {
      Stmt* result = statement(StmtKind::return_, span());
      result->value = expression();
      made->body = keep(Statements{result});
    }
  });
  --functions_;
  class_ = outer;
  made->is_constructor = made->of && made->name == "constructor";
  return made;
}

const Expr* JavaScriptLowering::function_expression() {
  const Assigned none{*this, {}};
  Expr* made = make(ExprKind::function, span());
  made->function = function();
  return made;
}

const Stmt* JavaScriptLowering::function_statement(std::span<const Expr* const> decorators) {
  const Assigned none{*this, {}};
  Stmt* made = statement(StmtKind::function, span());
  const Function* declared = function();
  if (!decorators.empty()) {
    Function* decorated = arena_.make<Function>(*declared);
    decorated->decorators = decorators;
    declared = decorated;
  }
  made->function = declared;
  return made;
}

/// The class at the cursor; decorators may also stand inside its node.
const Class* JavaScriptLowering::class_of(std::span<const Expr* const> decorators) {
  Class* made = arena_.make<Class>();
  made->span = span();
  made->name_span = {made->span.begin, made->span.begin};
  std::vector<const Expr*> all(decorators.begin(), decorators.end());
  const Class* outer = class_;
  class_ = made;
  children([&](TSFieldId field) {
    if (js() == Js::decorator) all.push_back(child());
    if (field == fields_.name) made->name = text(), made->name_span = span();
    if (js() == Js::class_heritage) made->bases = keep(heritage());
    if (field == fields_.body) made->body = class_body();
  });
  class_ = outer;
  made->decorators = keep(all);
  return made;
}

/// JavaScript: the expression; TypeScript: that of `extends`, interfaces have no code.
std::vector<const Expr*> JavaScriptLowering::heritage() {
  std::vector<const Expr*> bases;
  children([&] {
    if (js() == Js::extends_clause)
      children([&](TSFieldId field) {
        if (field == fields_.value) bases.push_back(expression());
      });
    else if (is_expression())
      bases.push_back(expression());
  });
  return bases;
}

/// `implements_clause` and its like are not expressions.
bool JavaScriptLowering::is_expression() const { return is_named() && js() != Js::other; }

Block JavaScriptLowering::class_body() {
  const Assigned none{*this, {}};
  Statements members;
  std::vector<const Expr*> decorators;  // TypeScript: siblings before the method
  children([&] {
    switch (js()) {
      case Js::decorator: decorators.push_back(child()); return;
      case Js::method_definition: members.push_back(function_statement(keep(decorators))); break;
      case Js::field_definition:
      case Js::public_field_definition: members.push_back(field()); break;
      case Js::class_static_block: {
        Stmt* made = statement(StmtKind::block, span());
        children([&](TSFieldId field) {
          if (field == fields_.body) made->body = block();
        });
        members.push_back(made);
        break;
      }
      default: break;
    }
    if (is_named()) decorators.clear();
  });
  return keep(members);
}

const Stmt* JavaScriptLowering::field() {
  Stmt* made = statement(StmtKind::assign, span());
  made->declares = true;
  children([&](TSFieldId field) {
    // The JavaScript grammar calls the field "property".
    if (field == fields_.name || field == fields_.property) made->target = expression();
    if (field == fields_.type) made->type = type_expression();
    if (field != fields_.value) return;
    const Assigned assigned{*this, made->target ? assigned_name(*made->target) : std::string_view{}};
    made->value = expression();
  });
  return made;
}

const Stmt* JavaScriptLowering::enumeration() {
  Stmt* made = statement(StmtKind::class_, span());
  Class* declared = arena_.make<Class>();
  declared->span = span();
  declared->is_enum = true;
  Statements members;
  children([&](TSFieldId field) {
    if (field == fields_.name) declared->name = text(), declared->name_span = span();
    if (js() == Js::enum_body)
      children([&] {
        if (is_named()) enumerator(members);
      });
  });
  declared->body = keep(members);
  made->class_ = declared;
  return made;
}

void JavaScriptLowering::enumerator(Statements& out) {
  Stmt* made = statement(StmtKind::assign, span());
  made->declares = true;
  const auto named = [&] { made->target = name(span(), js() == Js::string ? unquoted() : text()); };
  if (js() != Js::enum_assignment) {
    named();
  } else {
    children([&](TSFieldId field) {
      if (field == fields_.name) named();
      if (field == fields_.value) made->value = expression();
    });
  }
  if (made->target) out.push_back(made);
}

std::vector<FunctionParameter> JavaScriptLowering::parameters() {
  std::vector<FunctionParameter> made;
  children([&] {
    if (!is_named()) return;
    if (const FunctionParameter one = parameter(); one.name != "this") made.push_back(one);  // `this: T` is a type only
  });
  return made;
}

FunctionParameter JavaScriptLowering::parameter() {
  FunctionParameter made;
  made.span = span();
  if (js() != Js::required_parameter && js() != Js::optional_parameter) {  // JavaScript: a pattern
    target_of(made);
    return made;
  }
  children([&](TSFieldId field) {
    if (js() == Js::accessibility_modifier || js() == Js::override_modifier || js() == Js::readonly_)
      made.is_field = true;
    if (field == fields_.type) made.type = type_expression();
    if (field == fields_.value) {
      const Assigned assigned{*this, made.name};
      made.default_value = expression();
    } else if ((field == fields_.pattern || field == fields_.name) && made.name.empty() && !made.pattern) {
      target_of(made);
    }
  });
  return made;
}

/// The pattern at the cursor.
void JavaScriptLowering::target_of(FunctionParameter& parameter) {
  const Expr* target = expression();
  if (target->kind == ExprKind::with_default) {
    parameter.default_value = target->args[1].value;
    target = target->args[0].value;
  }
  if (target->kind == ExprKind::spread) {
    parameter.rest = true;
    target = target->base;
  }
  if (target->kind == ExprKind::name)
    parameter.name = target->text;
  else
    parameter.pattern = target;
}

}  // namespace cumulint
