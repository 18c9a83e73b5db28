// Python's statements to program form.

#include "code/lower-python.h"

#include "base/strings.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace cumulint {
namespace {

constexpr std::string_view names[] = {
    "identifier", "string", "concatenated_string", "integer", "float", "true", "false", "none", "ellipsis", "attribute",
    "subscript", "slice", "call", "list", "tuple", "set", "dictionary", "pair", "list_comprehension",
    "dictionary_comprehension", "set_comprehension", "generator_expression", "for_in_clause", "if_clause",
    "binary_operator", "boolean_operator", "comparison_operator", "not_operator", "unary_operator",
    "conditional_expression", "lambda", "await", "yield", "list_splat", "dictionary_splat", "named_expression",
    "parenthesized_expression", "expression_list", "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern",
    "keyword_argument", "argument_list", "string_start", "string_content", "string_end", "interpolation", "dotted_name",
    "type", "generic_type", "type_parameter", "union_type", "member_type", "as_pattern", "as_pattern_target",
    "expression_statement", "assignment", "augmented_assignment", "return_statement", "if_statement", "elif_clause",
    "else_clause", "for_statement", "while_statement", "try_statement", "except_clause", "except_group_clause",
    "finally_clause", "with_statement", "with_clause", "with_item", "function_definition", "class_definition",
    "decorated_definition", "decorator", "raise_statement", "import_statement", "import_from_statement",
    "aliased_import", "relative_import", "import_prefix", "wildcard_import", "match_statement", "case_clause",
    "case_pattern", "union_pattern", "dict_pattern", "class_pattern", "delete_statement", "assert_statement",
    "break_statement", "continue_statement", "pass_statement", "global_statement", "nonlocal_statement", "block",
    "parameters", "lambda_parameters", "default_parameter", "typed_parameter", "typed_default_parameter",
    "dictionary_splat_pattern",
    "+", "-", "*", "/", "%", "|", "and", "or", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not", "+=",
    "async"};
static_assert(std::size(names) == static_cast<std::size_t>(Py::async));

const SymbolTable& symbols() {
  static const SymbolTable table{tree_sitter_python(), names};
  return table;
}

const PythonFields& python_fields() {
  static const PythonFields fields{tree_sitter_python()};
  return fields;
}

bool names_type_checking(const Expr& condition) {
  return (condition.kind == ExprKind::name || condition.kind == ExprKind::member) && condition.text == "TYPE_CHECKING";
}

}  // namespace

PythonFields::PythonFields(const TSLanguage* language) {
  const auto field = [language](std::string_view name) {
    return ts_language_field_id_for_name(language, name.data(), static_cast<std::uint32_t>(name.size()));
  };
  left = field("left"), right = field("right"), type = field("type"), object = field("object");
  attribute = field("attribute"), function = field("function"), arguments = field("arguments");
  value = field("value"), subscript = field("subscript"), key = field("key"), body = field("body");
  operator_ = field("operator"), operators = field("operators"), argument = field("argument");
  name = field("name"), alias = field("alias"), condition = field("condition");
  consequence = field("consequence"), alternative = field("alternative"), parameters = field("parameters");
  return_type = field("return_type"), superclasses = field("superclasses"), definition = field("definition");
  module_name = field("module_name"), subject = field("subject"), guard = field("guard"), cause = field("cause");
  expression = field("expression");
}

PythonLowering::PythonLowering(const TSTree* tree, std::string_view source, Arena& arena)
    : Lowering(tree, source, symbols(), arena), fields_(python_fields()) {}

const Program* PythonLowering::run() { return finish(Language::python, block()); }

Block PythonLowering::block() {
  Statements statements;
  children([&] {
    if (is_named()) statement_at(statements);
  });
  return keep(statements);
}

void PythonLowering::statement_at(Statements& out) {
  switch (py()) {
    case Py::if_statement: out.push_back(if_statement()); break;
    case Py::for_statement:
    case Py::while_statement: out.push_back(loop()); break;
    case Py::try_statement: out.push_back(try_statement()); break;
    case Py::with_statement: with_statement(out); break;
    case Py::function_definition: out.push_back(function_statement({})); break;
    case Py::class_definition: out.push_back(class_statement({})); break;
    case Py::decorated_definition: out.push_back(decorated()); break;
    case Py::import_statement: import_statement(out); break;
    case Py::import_from_statement: import_from(out); break;
    case Py::match_statement: out.push_back(match_statement()); break;
    default: simple_statement(out);
  }
}

const Stmt* PythonLowering::with_value(StmtKind kind) {
  Stmt* made = statement(kind, span());
  std::vector<const Expr*> values = child_expressions();
  if (values.size() == 1) {
    made->value = values[0];
  } else if (!values.empty()) {
    Expr* list = make(ExprKind::list, made->span);
    list->args = operands(values);
    made->value = list;
  }
  return made;
}

void PythonLowering::simple_statement(Statements& out) {
  switch (py()) {
    case Py::expression_statement:
      children([&] {
        if (!is_named()) return;
        if (py() == Py::assignment) return assignment(out);
        if (py() == Py::augmented_assignment) return augmented(out);
        if (py() == Py::string) return;  // a documentation string
        Stmt* made = statement(StmtKind::expression, span());
        made->value = expression();
        out.push_back(made);
      });
      break;
    case Py::return_statement: out.push_back(with_value(StmtKind::return_)); break;
    case Py::raise_statement: out.push_back(with_value(StmtKind::raise)); break;
    case Py::delete_statement: out.push_back(with_value(StmtKind::delete_)); break;
    case Py::global_statement:
    case Py::nonlocal_statement: out.push_back(with_value(StmtKind::outer)); break;
    case Py::break_statement: out.push_back(statement(StmtKind::break_, span())); break;
    case Py::continue_statement: out.push_back(statement(StmtKind::continue_, span())); break;
    case Py::pass_statement: break;
    case Py::block: {
      Stmt* made = statement(StmtKind::block, span());
      made->body = block();
      out.push_back(made);
      break;
    }
    default: out.push_back(with_value(StmtKind::expression));  // assert, print and exec of Python 2, errors
  }
}

void PythonLowering::assignment(Statements& out) {
  Stmt* made = statement(StmtKind::assign, span());
  bool chained = false;
  children([&](TSFieldId field) {
    if (field == fields_.left) {
      made->target = expression();
    } else if (field == fields_.type) {
      made->type = type_expression();
      made->declares = true;
    } else if (field == fields_.right) {
      const Assigned assigned{*this, made->target ? assigned_name(*made->target) : std::string_view{}};
      chained = py() == Py::assignment;
      if (chained)
        assignment(out);
      else
        made->value = expression();
    }
  });
  // a = b = f(): f runs once, so the outer target takes the inner one's value.
  if (chained && !out.empty()) made->value = out.back()->target;
  out.push_back(made);
}

void PythonLowering::augmented(Statements& out) {
  Stmt* made = statement(StmtKind::assign, span());
  made->op = Op::other;
  children([&](TSFieldId field) {
    if (field == fields_.left) made->target = expression();
    if (field == fields_.right) made->value = expression();
    if (py() == Py::plus_equal) made->op = Op::add;
  });
  out.push_back(made);
}

const Stmt* PythonLowering::if_statement() {
  Stmt* first = statement(StmtKind::if_, span());
  Stmt* innermost = first;
  const bool outer = type_checking_;
  const auto branch = [&](Stmt* made, TSFieldId field) {
    if (field == fields_.condition) {
      made->value = expression();
      type_checking_ = outer || names_type_checking(*made->value);
    } else if (field == fields_.consequence) {
      made->body = block();
      type_checking_ = outer;
    }
  };
  children([&](TSFieldId field) {
    if (py() == Py::elif_clause) {
      Stmt* made = statement(StmtKind::if_, span());
      children([&](TSFieldId inner) { branch(made, inner); });
      innermost->otherwise = keep(Statements{made});
      innermost = made;
    } else if (py() == Py::else_clause) {
      innermost->otherwise = body_of(fields_.body);
    } else {
      branch(first, field);
    }
  });
  return first;
}

/// The block in a field of the node at the cursor.
Block PythonLowering::body_of(TSFieldId wanted) {
  Block body;
  children([&](TSFieldId field) {
    if (field == wanted) body = block();
  });
  return body;
}

const Stmt* PythonLowering::loop() {
  Stmt* made = statement(StmtKind::loop, span());
  children([&](TSFieldId field) {
    if (py() == Py::async) made->asynchronous = true;
    if (field == fields_.left) made->target = expression();
    if (field == fields_.right || field == fields_.condition) made->value = expression();
    if (field == fields_.body) made->body = block();
    if (field == fields_.alternative) made->otherwise = body_of(fields_.body);
  });
  return made;
}

const Stmt* PythonLowering::try_statement() {
  Stmt* made = statement(StmtKind::try_, span());
  std::vector<Catch> catches;
  children([&](TSFieldId field) {
    if (field == fields_.body) made->body = block();
    if (py() == Py::except_clause || py() == Py::except_group_clause) catches.push_back(catch_clause());
    if (py() == Py::else_clause) made->otherwise = body_of(fields_.body);
    if (py() == Py::finally_clause)
      children([&] {
        if (py() == Py::block) made->finally_ = block();
      });
  });
  made->catches = keep(catches);
  return made;
}

Catch PythonLowering::catch_clause() {
  Catch made{.span = span()};
  std::vector<const Expr*> types;
  const auto add_type = [&] {
    const Expr* type = expression();
    if (type->kind == ExprKind::list)
      for (const Operand& one : type->args) types.push_back(one.value);
    else
      types.push_back(type);
  };
  children([&](TSFieldId field) {
    if (py() == Py::block) {
      made.body = block();
    } else if (py() == Py::as_pattern) {
      children([&] {
        if (py() == Py::as_pattern_target)
          made.name = text();
        else if (is_named())
          add_type();
      });
    } else if (field == fields_.alias) {
      made.name = text();
    } else if (is_named()) {
      add_type();
    }
  });
  made.types = keep(types);
  return made;
}

void PythonLowering::with_statement(Statements& out) {
  Stmt* made = statement(StmtKind::block, span());
  children([&](TSFieldId field) {
    if (py() == Py::async) made->asynchronous = true;
    if (py() == Py::with_clause)
      children([&] {
        if (py() == Py::with_item) with_item(out);
      });
    if (field == fields_.body) made->body = block();
  });
  out.push_back(made);
}

void PythonLowering::with_item(Statements& out) {
  Stmt* made = statement(StmtKind::assign, span());
  made->enters = true;
  children([&] {
    if (py() == Py::as_pattern)
      children([&] {
        if (py() == Py::as_pattern_target)
          made->target = child();
        else if (is_named())
          made->value = expression();
      });
    else if (is_named())
      made->value = expression();
  });
  out.push_back(made);
}

const Stmt* PythonLowering::decorated() {
  const Stmt* made = nullptr;
  std::vector<const Expr*> decorators;
  children([&](TSFieldId field) {
    if (py() == Py::decorator) decorators.push_back(child());
    if (field != fields_.definition) return;
    made = py() == Py::class_definition ? class_statement(keep(decorators)) : function_statement(keep(decorators));
  });
  return made ? made : statement(StmtKind::expression, span());
}

const Stmt* PythonLowering::function_statement(std::span<const Expr* const> decorators) {
  Stmt* made = statement(StmtKind::function, span());
  Function* function = arena_.make<Function>();
  function->span = span();
  function->of = class_;
  function->decorators = decorators;
  for (const Expr* decorator : decorators) {
    function->is_static |= decorator->text == "staticmethod";
    function->is_class_method |= decorator->text == "classmethod";
    function->is_property |= decorator->text == "property" || decorator->text == "cached_property";
  }
  const Class* outer = class_;
  class_ = nullptr;
  children([&](TSFieldId field) {
    if (py() == Py::async) function->asynchronous = true;
    if (field == fields_.name) function->name = text(), function->name_span = span();
    if (field == fields_.parameters) function->parameters = keep(parameters());
    if (field == fields_.return_type) function->result_type = type_expression();
    if (field == fields_.body) function->body = block();
  });
  class_ = outer;
  function->is_constructor = function->of && function->name == "__init__";
  made->function = function;
  return made;
}

const Stmt* PythonLowering::class_statement(std::span<const Expr* const> decorators) {
  Stmt* made = statement(StmtKind::class_, span());
  Class* declared = arena_.make<Class>();
  declared->span = span();
  declared->decorators = decorators;
  const Class* outer = class_;
  class_ = declared;
  children([&](TSFieldId field) {
    if (field == fields_.name) declared->name = text(), declared->name_span = span();
    if (field == fields_.superclasses) declared->bases = keep(child_expressions());
    if (field == fields_.body) declared->body = block();
  });
  class_ = outer;
  for (const Expr* base : declared->bases) declared->is_enum |= ends_with(base->text, "Enum");
  made->class_ = declared;
  return made;
}

const Stmt* PythonLowering::imported(Import import) {
  Stmt* made = statement(StmtKind::import_, span());
  import.span = span();
  import.type_only = type_checking_;
  made->import = arena_.make<Import>(import);
  return made;
}

void PythonLowering::import_statement(Statements& out) {
  children([&] {
    if (py() == Py::dotted_name) {
      const std::string_view module = text();
      out.push_back(imported({.module = module, .local = module.substr(0, module.find('.')), .whole = true}));
    } else if (py() == Py::aliased_import) {
      Import import{.whole = true};
      children([&](TSFieldId field) {
        if (field == fields_.name) import.module = text();
        if (field == fields_.alias) import.local = text();
      });
      out.push_back(imported(import));
    }
  });
}

void PythonLowering::import_from(Statements& out) {
  Import from;
  children([&](TSFieldId field) {
    if (field == fields_.module_name && py() == Py::relative_import) {
      children([&] {
        if (py() == Py::import_prefix) from.level = static_cast<std::uint32_t>(text().size());
        if (py() == Py::dotted_name) from.module = text();
      });
    } else if (field == fields_.module_name) {
      from.module = text();
    } else if (py() == Py::wildcard_import) {
      from.name = "*";
      out.push_back(imported(from));
    } else if (py() == Py::dotted_name) {
      from.name = from.local = text();
      out.push_back(imported(from));
    } else if (py() == Py::aliased_import) {
      children([&](TSFieldId inner) {
        if (inner == fields_.name) from.name = text();
        if (inner == fields_.alias) from.local = text();
      });
      out.push_back(imported(from));
    }
  });
}

const Stmt* PythonLowering::match_statement() {
  Stmt* made = statement(StmtKind::switch_, span());
  std::vector<const Expr*> subjects;
  std::vector<Case> cases;
  children([&](TSFieldId field) {
    if (field == fields_.subject) subjects.push_back(expression());
    if (field == fields_.body)
      children([&] {
        if (py() == Py::case_clause) cases.push_back(case_clause());
      });
  });
  if (subjects.size() == 1) {
    made->value = subjects[0];
  } else {
    Expr* list = make(ExprKind::list, made->span);
    list->args = operands(subjects);
    made->value = list;
  }
  made->cases = keep(cases);
  return made;
}

Case PythonLowering::case_clause() {
  Case made{.span = span()};
  std::vector<const Expr*> patterns;
  children([&](TSFieldId field) {
    if (py() == Py::case_pattern) {
      pattern(patterns);
    } else if (field == fields_.guard) {
      made.guard = child();
    } else if (field == fields_.consequence) {
      made.body = block();
    }
  });
  made.is_default = patterns.size() == 1 && patterns[0]->kind == ExprKind::name && !made.guard;
  made.patterns = keep(patterns);
  return made;
}

void PythonLowering::pattern(std::vector<const Expr*>& patterns) {
  switch (py()) {
    case Py::case_pattern:
    case Py::union_pattern:
    case Py::as_pattern:
      children([&] {
        if (is_named() && py() != Py::as_pattern_target) pattern(patterns);
      });
      if (patterns.empty()) patterns.push_back(name(span(), "_"));  // a bare underscore has no named child
      break;
    case Py::list_pattern:
    case Py::tuple_pattern: {
      std::vector<const Expr*> items;
      children([&] {
        if (is_named() || text() == "_") items.push_back(item_pattern());
      });
      Expr* list = make(ExprKind::list, span());
      list->args = operands(items);
      patterns.push_back(list);
      break;
    }
    case Py::dict_pattern:
    case Py::class_pattern: patterns.push_back(make(ExprKind::unknown, span())); break;
    default: patterns.push_back(expression());
  }
}

/// A pattern inside of another: alternatives are joined by |.
const Expr* PythonLowering::item_pattern() {
  if (!is_named()) return name(span(), "_");
  std::vector<const Expr*> patterns;
  pattern(patterns);
  if (patterns.size() == 1) return patterns[0];
  Expr* any = make(ExprKind::binary, span());
  any->op = Op::pipe;
  any->args = operands(patterns);
  return any;
}

const Program* lower_python(const TSTree* tree, std::string_view source, Arena& arena) {
  return PythonLowering{tree, source, arena}.run();
}

}  // namespace cumulint
