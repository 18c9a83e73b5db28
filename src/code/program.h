// The program form: what every language's syntax tree is lowered to. After it, nothing knows a grammar.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "code/language.h"
#include "text/span.h"

namespace cumulint {

struct Expr;
struct Stmt;
struct Function;
struct Class;

using Block = std::span<const Stmt* const>;

/// What stands in `text`, `base`, `args` of an Expr:
enum class ExprKind : std::uint8_t {
  unknown,        // syntax that we don't model; args: its operands, so that calls inside are seen
  text,           // text: decoded literal (string or bytes; adjacent Python literals joined)
  number,         // text: as written
  boolean,        // text: "true" or "false"
  null,           // None, null, undefined, nil
  regex,          // a regular expression literal
  name,           // text: identifier; "this" and "self" are names, "super" too
  member,         // base.text
  index,          // base[args[0]]
  slice,          // base[a:b]
  call,           // base(args); a decorator, annotation without parentheses is no call
  construct,      // new base(args); Go &T{...}, C# new T { A = x } and a folded builder chain: named args
  list,           // list, array, tuple, set: args
  map,            // {key: value}: args with a name (literal key) or a key (computed), or a spread
  interpolation,  // f"..", `..`, $"..": args in order, literal parts are text
  binary,         // args[0] op args[1]
  unary,          // op args[0]
  conditional,    // args: condition, then, else
  function,       // lambda, arrow, anonymous function: function
  class_,         // class expression: declared
  await,          // await base
  yield,          // yield base (base may be null)
  spread,         // *base, ...base (in lists; in calls the Argument says so)
  assign,         // (target := value), x = y as expression: args[0] target, args[1] value; op as for the statement
  comprehension,  // base: the element (a map: dict); args: clauses {key: target, value: iterable} or {value: condition}
  import_,        // require("x"), import("x"), importlib.import_module("x"): text module, or base if it is computed
  with_default,   // in patterns: args[0] target, args[1] default
  type            // a type where a value may stand (Go conversion, Java X.class): text
};

enum class Op : std::uint8_t {
  none,
  add, subtract, multiply, divide, modulo,
  or_, and_, coalesce, not_,
  equal, not_equal, less, in, not_in,  // less: any ordering comparison; equal: `is` and === too
  instance_of, type_of, negate, pipe,  // pipe: | of numbers, types and sets
  other
};

/// An argument of a call, an item of a list, a pair of a map, a part of a text.
struct Operand {
  std::string_view name = {};        // keyword argument or literal key; empty: positional or computed
  Span name_span = {};               // of the keyword or key
  const Expr* key = nullptr;    // computed key; comprehension: the target
  const Expr* value = nullptr;  // never null
  bool spread = false;          // *args, **kwargs, ...x
};

struct Expr {
  ExprKind kind = ExprKind::unknown;
  Op op = Op::none;
  bool optional = false;        // ?. and ?.[ ] and ?.( )
  Span span = {};                    // whole expression; of text with quotes and prefix
  Span name_span = {};               // member: its name
  std::string_view text = {};
  const Expr* base = nullptr;
  std::span<const Operand> args = {};
  const Function* function = nullptr;
  const Class* declared = nullptr;
};

enum class StmtKind : std::uint8_t {
  expression,  // value
  assign,      // target (name, member, index, or a list / map pattern) = value; op: add for +=, or_ / coalesce for ||= ??=
  delete_,     // value: del x, delete x.y
  return_,     // value may be null; several results: a list
  raise,       // value may be null (re-raise)
  break_, continue_,
  if_,         // value: condition; body; otherwise
  switch_,     // value: subject; cases
  loop,        // target in value (for each), or value (while; null: forever, or a C-style for without test); body; otherwise
  try_,        // body, catches, otherwise (Python's else), finally_
  block,       // body: bare block, `with` (its items are assigns before it), synchronized, using, unsafe …
  function,    // declares function
  class_,      // declares class_
  import_,     // import
  outer,       // global, nonlocal: value is a list of names that belong to an outer scope
  export_      // name = value, exported (see Export)
};

struct Catch {
  Span span = {};
  std::span<const Expr* const> types = {};  // empty: everything
  std::string_view name = {};               // bound exception; empty if none
  Block body = {};
};

struct Case {
  Span span = {};
  std::span<const Expr* const> patterns = {};  // values or patterns (list, map, name = capture); several: any of them
  const Expr* guard = nullptr;
  Block body = {};
  bool is_default = false;                // default:, case _
  bool falls_through = false;
};

/// One name brought in. `import a.b` binds "a" to module "a.b"'s root; `import a.b as c`, `from a import b as c`.
struct Import {
  std::string_view module = {};     // "a.b", "./x", "@aws-sdk/client-s3"; without the leading dots of Python
  std::uint32_t level = 0;     // Python: leading dots
  std::string_view name = {};       // of `from m import name`, `import {name} from`; "default"; "*": all of it
  std::string_view local = {};      // bound to; empty for `from m import *`
  bool whole = false;          // the module itself is bound (import m, import * as m, namespace, using)
  bool type_only = false;      // import type, if TYPE_CHECKING
  Span span = {};
};

/// export / module.exports. name "default" of ES modules; name "" : the whole module is this value (module.exports = …).
struct Export {
  std::string_view name = {};
  std::string_view from = {};   // re-export: module; else empty
  std::string_view source_name = {};  // re-export: the name there; "*": all
};

struct Stmt {
  StmtKind kind = StmtKind::expression;
  Op op = Op::none;
  bool declares = false;       // const, let, var, :=, or an annotated name
  bool enters = false;         // assign: item of `with` / `using`; target may be null
  bool asynchronous = false;   // async for / async with / for await
  Span span = {};
  const Expr* target = nullptr;
  const Expr* value = nullptr;
  const Expr* type = nullptr;  // declared type
  Block body = {}, otherwise = {}, finally_ = {};
  std::span<const Catch> catches = {};
  std::span<const Case> cases = {};
  const Function* function = nullptr;
  const Class* class_ = nullptr;
  const Import* import = nullptr;
  const Export* export_ = nullptr;
};

struct FunctionParameter {
  std::string_view name = {};       // empty if it is a pattern
  Span span = {};
  const Expr* pattern = nullptr;
  const Expr* type = nullptr;
  const Expr* default_value = nullptr;
  bool rest = false;           // *args, ...rest, params
  bool keywords = false;       // **kwargs
  bool is_field = false;       // TypeScript `constructor(private x: T)`
};

struct Function {
  std::string_view name = {};       // empty if anonymous
  Span span = {}, name_span = {};
  std::span<const FunctionParameter> parameters = {};  // with self; of Go methods the receiver first
  std::span<const Expr* const> decorators = {};        // decorators, annotations, attributes
  const Expr* result_type = nullptr;
  Block body = {};                  // an expression body is one return_
  const Class* of = nullptr;   // the class that it is a method of
  bool asynchronous = false, generator = false, is_static = false, is_property = false, is_class_method = false;
  bool binds_this = true;      // false: an arrow function, it sees the outer `this`
  bool is_constructor = false;
};

struct Class {
  std::string_view name = {};
  Span span = {}, name_span = {};
  std::span<const Expr* const> bases = {};
  std::span<const Expr* const> decorators = {};
  Block body = {};                  // fields are assigns with declares, methods are function statements, in order
  bool is_enum = false;
};

/// A string literal; what it is assigned to: variable, key, argument or property name.
struct Literal {
  Span span = {};                   // with quotes
  std::string_view text = {};
  std::string_view assigned_to = {};
};

/// One source text. Everything lives in its CodeUnit's arena.
struct Program {
  Language language = Language::unknown;
  Block body = {};
  std::span<const Span> suppression_comments = {};  // whole comments with "cumulint:"
  std::span<const Literal> literals = {};
  bool broken = false;         // the grammar saw errors: what is missing may be there
  bool open = false;           // not lowered: too large, minified, unknown language, or a limit was met
};

/// The form as text, independent of the source language: golden files, `debug`. A statement a line, two blanks a level.
std::string print_program(const Program& program);

}  // namespace cumulint
