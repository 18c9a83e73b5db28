// The program form as text: what golden files hold.

#include <string>

#include "code/program.h"

namespace cumulint {
namespace {

constexpr std::string_view op_names[] = {"",   "+",  "-",  "*", "/",  "%",      "or",         "and",    "??",     "not",
                                         "==", "!=", "<",  "in", "not in", "instance of", "type of", "-", "|", "op"};

std::string_view op_text(Op op) { return op_names[static_cast<std::size_t>(op)]; }

class Printer {
 public:
  std::string take(const Program& program) {
    if (program.open) line("open");
    block(program.body);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_.append(indent_ * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  void block(Block statements) {
    for (const Stmt* statement : statements) print(*statement);
  }

  void nested(std::string_view head, Block statements) {
    line(head);
    ++indent_;
    block(statements);
    --indent_;
  }

  std::string text(const Expr* expr) const;
  std::string operand(const Operand& one) const;
  std::string operands(std::span<const Operand> list, std::string_view between = ", ") const;
  std::string parameters(const Function& function) const;
  std::string function_head(const Function& function) const;
  void function(const Function& function);
  void print(const Stmt& statement);
  void print_compound(const Stmt& statement);
  void import(const Import& import);

  std::string out_;
  std::size_t indent_ = 0;
};

std::string quoted(std::string_view text) {
  std::string out{'"'};
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + '"';
}

std::string Printer::operand(const Operand& one) const {
  if (one.spread) return "..." + text(one.value);
  if (!one.name.empty()) return std::string{one.name} + ": " + text(one.value);
  if (one.key) return "[" + text(one.key) + "]: " + text(one.value);
  return text(one.value);
}

std::string Printer::operands(std::span<const Operand> list, std::string_view between) const {
  std::string out;
  for (const Operand& one : list) {
    if (!out.empty()) out += between;
    out += operand(one);
  }
  return out;
}

std::string Printer::text(const Expr* expr) const {
  if (!expr) return "nothing";
  switch (expr->kind) {
    case ExprKind::unknown: return "unknown(" + operands(expr->args) + ")";
    case ExprKind::text: return quoted(expr->text);
    case ExprKind::number:
    case ExprKind::boolean:
    case ExprKind::name: return std::string{expr->text};
    case ExprKind::null: return "null";
    case ExprKind::regex: return "regex";
    case ExprKind::member: return text(expr->base) + (expr->optional ? "?." : ".") + std::string{expr->text};
    case ExprKind::index: return text(expr->base) + (expr->optional ? "?.[" : "[") + operands(expr->args) + "]";
    case ExprKind::slice: return text(expr->base) + "[:]";
    case ExprKind::call: return text(expr->base) + (expr->optional ? "?.(" : "(") + operands(expr->args) + ")";
    case ExprKind::construct: return "new " + text(expr->base) + "(" + operands(expr->args) + ")";
    case ExprKind::list: return "[" + operands(expr->args) + "]";
    case ExprKind::map: return "{" + operands(expr->args) + "}";
    case ExprKind::interpolation: return "text(" + operands(expr->args) + ")";
    case ExprKind::binary: return "(" + operands(expr->args, " " + std::string{op_text(expr->op)} + " ") + ")";
    case ExprKind::unary: return "(" + std::string{op_text(expr->op)} + " " + operands(expr->args) + ")";
    case ExprKind::conditional: return "if(" + operands(expr->args) + ")";
    case ExprKind::function: return function_head(*expr->function) + " {…}";
    case ExprKind::class_: return "class";
    case ExprKind::await: return "await " + text(expr->base);
    case ExprKind::yield: return "yield " + text(expr->base);
    case ExprKind::spread: return "..." + text(expr->base);
    case ExprKind::assign: return "(" + operands(expr->args, " = ") + ")";
    case ExprKind::comprehension: return "each(" + text(expr->base) + " of " + operands(expr->args) + ")";
    case ExprKind::import_: return "import(" + (expr->text.empty() ? text(expr->base) : quoted(expr->text)) + ")";
    case ExprKind::with_default: return operands(expr->args, " ?= ");
    case ExprKind::type: return "type " + std::string{expr->text};
  }
  return {};
}

std::string Printer::parameters(const Function& function) const {
  std::string out;
  for (const FunctionParameter& one : function.parameters) {
    if (!out.empty()) out += ", ";
    if (one.rest) out += "...";
    if (one.keywords) out += "...:";
    out += one.pattern ? text(one.pattern) : std::string{one.name};
    if (one.type) out += ": " + text(one.type);
    if (one.default_value) out += " = " + text(one.default_value);
  }
  return out;
}

std::string Printer::function_head(const Function& function) const {
  std::string head = function.asynchronous ? "async function" : "function";
  if (!function.name.empty()) head += " " + std::string{function.name};
  head += "(" + parameters(function) + ")";
  if (function.result_type) head += ": " + text(function.result_type);
  return head;
}

void Printer::function(const Function& function) {
  for (const Expr* decorator : function.decorators) line("@" + text(decorator));
  nested(function_head(function), function.body);
}

void Printer::import(const Import& import) {
  std::string from(import.level, '.');
  from += import.module;
  std::string out = (import.type_only ? "import type " : "import ") + quoted(from);
  if (!import.whole) out += " " + std::string{import.name};
  if (!import.local.empty()) out += " as " + std::string{import.local};
  line(out);
}

void Printer::print(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::expression:
      if (statement.value && statement.value->kind == ExprKind::function)
        nested(function_head(*statement.value->function), statement.value->function->body);
      else
        line(text(statement.value));
      break;
    case StmtKind::assign: {
      std::string out = statement.enters ? "with " : "";
      out += text(statement.target);
      if (statement.type) out += ": " + text(statement.type);
      if (statement.value) out += " " + std::string{op_text(statement.op)} + "= " + text(statement.value);
      line(out);
      if (statement.value && statement.value->kind == ExprKind::function) {
        ++indent_;
        block(statement.value->function->body);
        --indent_;
      }
      break;
    }
    case StmtKind::delete_: line("delete " + text(statement.value)); break;
    case StmtKind::return_: line(statement.value ? "return " + text(statement.value) : "return"); break;
    case StmtKind::raise: line(statement.value ? "raise " + text(statement.value) : "raise"); break;
    case StmtKind::break_: line("break"); break;
    case StmtKind::continue_: line("continue"); break;
    case StmtKind::outer: line("outer " + text(statement.value)); break;
    case StmtKind::function: function(*statement.function); break;
    case StmtKind::import_: import(*statement.import); break;
    default: print_compound(statement);
  }
}

void Printer::print_compound(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::if_:
      nested("if " + text(statement.value), statement.body);
      if (!statement.otherwise.empty()) nested("else", statement.otherwise);
      break;
    case StmtKind::switch_:
      line("switch " + text(statement.value));
      ++indent_;
      for (const Case& one : statement.cases) {
        std::string head = one.is_default ? "default" : "case";
        if (!one.is_default)
          for (const Expr* pattern : one.patterns) head += " " + text(pattern);
        if (one.guard) head += " if " + text(one.guard);
        nested(head, one.body);
      }
      --indent_;
      break;
    case StmtKind::loop:
      nested("loop " + (statement.target ? text(statement.target) + " in " : "") + text(statement.value), statement.body);
      if (!statement.otherwise.empty()) nested("else", statement.otherwise);
      break;
    case StmtKind::try_:
      nested("try", statement.body);
      for (const Catch& one : statement.catches) {
        std::string head = "catch";
        for (const Expr* type : one.types) head += " " + text(type);
        if (!one.name.empty()) head += " as " + std::string{one.name};
        nested(head, one.body);
      }
      if (!statement.otherwise.empty()) nested("else", statement.otherwise);
      if (!statement.finally_.empty()) nested("finally", statement.finally_);
      break;
    case StmtKind::class_: {
      std::string head = "class " + std::string{statement.class_->name};
      for (const Expr* base : statement.class_->bases) head += " < " + text(base);
      nested(head, statement.class_->body);
      break;
    }
    case StmtKind::export_: {
      std::string head = "export " + std::string{statement.export_->name};
      if (!statement.export_->from.empty())
        head += " from " + quoted(statement.export_->from) + " " + std::string{statement.export_->source_name};
      if (statement.value) head += " = " + text(statement.value);
      line(head);
      if (statement.value && statement.value->kind == ExprKind::function) {
        ++indent_;
        block(statement.value->function->body);
        --indent_;
      }
      break;
    }
    default: nested("block", statement.body);
  }
}

}  // namespace

std::string print_program(const Program& program) { return Printer{}.take(program); }

}  // namespace cumulint
