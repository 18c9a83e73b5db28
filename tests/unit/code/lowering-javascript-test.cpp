// The program form of JavaScript and TypeScript.

#include <doctest/doctest.h>

#include <string>

#include "code/code-unit.h"

using namespace cumulint;

namespace {

std::string javascript(const std::string& text) {
  return print_program(*build_code_unit(text, {Language::javascript})->program);
}

std::string typescript(const std::string& text) {
  return print_program(*build_code_unit(text, {Language::typescript})->program);
}

std::string value_of(const std::string& expression) {
  const std::string printed = javascript("x = " + expression + ";\n");
  return printed.substr(4, printed.size() - 5);
}

}  // namespace

TEST_CASE("JavaScript: imports of all kinds") {
  CHECK(javascript("import a, { b, c as d } from 'm';\nimport * as n from './n.mjs';\nimport 'side';\n") ==
        "import \"m\" default as a\nimport \"m\" b as b\nimport \"m\" c as d\nimport \"./n.mjs\" as n\n"
        "import \"side\" \n");
  CHECK(javascript("const { a, b: { c } } = require('m');\nconst d = await import(`./${x}`);\n") ==
        "{a: a, b: {c: c}} = import(\"m\")\nd = await import(text(\"./\", x))\n");
  CHECK(typescript("import type { A } from 'a';\nimport { type B, C } from 'b';\nimport d = require('d');\n") ==
        "import type \"a\" A as A\nimport type \"b\" B as B\nimport \"b\" C as C\nimport \"d\" as d\n");
}

TEST_CASE("JavaScript: exports of ES modules") {
  CHECK(javascript("export const a = 1, { b, c: [d] } = x;\nexport function f() {}\nexport class G {}\n") ==
        "a = 1\n{b: b, c: [d]} = x\nexport a = a\nexport b = b\nexport d = d\nfunction f()\nexport f = f\nclass G\n"
        "export G = G\n");
  CHECK(javascript("export default async () => 1;\nexport { a as b };\nexport { c as d } from './m';\n"
                   "export * from './n';\nexport * as o from './o';\n") ==
        "export default = async function() {…}\n  return 1\nexport b = a\nexport d from \"./m\" c\n"
        "export  from \"./n\" *\nexport o from \"./o\" *\n");
  CHECK(javascript("export default function named() {}\n") == "function named()\nexport default = named\n");
  CHECK(typescript("export type { A } from 'a';\nexport interface B {}\nexport = c;\n") == "export  = c\n");
  CHECK(typescript("export enum Table { Orders = 'orders', Rest }\nexport abstract class C extends D<E> implements F {}\n") ==
        "class Table\n  Orders = \"orders\"\n  Rest\nexport Table = Table\nclass C < D\nexport C = C\n");
}

TEST_CASE("JavaScript: exports of CommonJS and of compiled modules") {
  CHECK(javascript("exports.a = 1;\nmodule.exports.b = f;\nmodule.exports = { c };\nexports['d'] = 2;\n") ==
        "export a = 1\nexport b = f\nexport  = {c: c}\nexport d = 2\n");
  CHECK(javascript("const h = exports.h = () => 1;\nexports = module.exports = f();\nexports.x = exports.y = g();\n") ==
        "h = function() {…}\n  return 1\nexport h = h\nexport  = f()\nexport y = g()\nexport x = exports.y\n");
  CHECK(javascript("const m_1 = __importStar(require('./m'));\n__exportStar(require('./n'), exports);\n"
                   "Object.defineProperty(exports, '__esModule', { value: true });\n"
                   "Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return m_1.a; } });\n") ==
        "m_1 = import(\"./m\")\nexport  from \"./n\" *\nexport __esModule = true\nexport a = m_1.a\n");
  CHECK(javascript("0 && (module.exports = { handler });\n") == "export handler = handler\n");
  CHECK(javascript("function f() { exports.late = 1; }\n") == "function f()\n  exports.late = 1\n");
  CHECK(value_of("(0, m_1.f)(y)") == "m_1.f(y)");
}

TEST_CASE("JavaScript: expressions") {
  CHECK(value_of("`a${b}c\\n${d}`") == "text(\"a\", b, \"c\\n\", d)");
  CHECK(value_of("`plain`") == "\"plain\"");
  CHECK(value_of("(a ?? b) || c && !d") == "((a ?? b) or (c and (not d)))");
  CHECK(value_of("a?.b?.[c]?.(d)") == "a?.b?.[c]?.(d)");
  CHECK(value_of("new AWS.S3({ a, 'b': 1, [c]: 2, ...d, e() {} })") ==
        "new AWS.S3({a: a, b: 1, [c]: 2, ...d, e: function e() {…}})");
  CHECK(value_of("[, a, ...b]") == "[unknown(), a, ...b]");
  CHECK(value_of("a ? b : c") == "if(a, b, c)");
  CHECK(value_of("'a' + 'b' + c") == "((\"a\" + \"b\") + c)");
  CHECK(value_of("typeof a === 'x'") == "((type of a) == \"x\")");
  CHECK(value_of("void 0") == "null");
  CHECK(value_of("tag`a`") == "tag(\"a\")");
  CHECK(value_of("<div a='b'>{f()}</div>").find("f()") != std::string::npos);
  CHECK(typescript("x = (<A>b)!.c as unknown as D satisfies E;\n") == "x = b.c\n");
}

TEST_CASE("JavaScript: statements") {
  CHECK(javascript("for (const { a } of b) f(a);\nfor (const k in o) g(k);\nfor (let i = 0; i < n; i++) h(i);\n") ==
        "loop {a: a} in b\n  f(a)\nloop k in Object.keys(o)\n  g(k)\ni = 0\nloop (i < n)\n  h(i)\n  (i = 1)\n");
  CHECK(javascript("if (a) b(); else if (c) { d(); } else e();\n") ==
        "if a\n  b()\nelse\n  if c\n    d()\n  else\n    e()\n");
  CHECK(javascript("switch (a.b) { case 'x': case 'y': f(); break; case 'z': { g(); return; } default: h(); }\n") ==
        "switch a.b\n  case \"x\" \"y\"\n    f()\n  case \"z\"\n    g()\n    return\n  default\n    h()\n");
  CHECK(javascript("try { a(); } catch { b(); } finally { c(); }\n") ==
        "try\n  a()\ncatch\n  b()\nfinally\n  c()\n");
  CHECK(javascript("a = b.c = d;\nx ?" "?= y;\ndelete a.b;\n'use strict';\nlet z;\n") ==
        "a = d\nb.c = a\nx ?" "?= y\ndelete a.b\nz\n");
}

TEST_CASE("JavaScript: functions and classes") {
  CHECK(javascript("async function* f({ a, b = 1 }, [c], d = 2, ...e) { yield a; }\n") ==
        "async function f({a: a, b: b ?= 1}, [c], d = 2, ...e)\n  yield a\n");
  CHECK(javascript("class A extends B { #x = 1; static y; constructor(z) { super(z); this.#x = z; } get w() { return 1; } }\n") ==
        "class A < B\n  #x = 1\n  y\n  function constructor(z)\n    super(z)\n    this.#x = z\n  function w()\n"
        "    return 1\n");
  CHECK(typescript("@C()\nexport class A {\n  @app.get('/x') public async f(this: A, @P() a?: string[]): Promise<void> {}\n"
                   "  constructor(private readonly db: DynamoDBClient, n: number | undefined = 1) {}\n}\n") ==
        "class A\n  @app.get(\"/x\")\n  async function f(a: [string]): Promise[void]\n"
        "  function constructor(db: DynamoDBClient, n: (number | null) = 1)\nexport A = A\n");
}

TEST_CASE("JavaScript: what a literal is assigned to") {
  const auto assigned = [](const std::string& text) {
    const std::shared_ptr<const CodeUnit> unit = build_code_unit(text, {Language::javascript});
    std::string out;
    for (const Literal& literal : unit->program->literals)
      out += std::string{literal.assigned_to} + "=" + std::string{literal.text} + ";";
    return out;
  };
  CHECK(assigned("const key = process.env.KEY || 'v';\n") == "key=v;");
  CHECK(assigned("this.key = 'v'; o['key'] = 'w';\n") == "key=v;=key;key=w;");
  CHECK(assigned("f({ key: 'v', 'n': ['w'] });\n") == "key=v;=n;n=w;");
  CHECK(assigned("const { key = 'v' } = process.env;\n") == "key=v;");
  CHECK(assigned("class A { key = 'v'; }\n") == "key=v;");
  CHECK(assigned("const secret = get('v');\n") == "=v;");
  CHECK(assigned("const ok = kind === 'v';\n") == "=v;");
  CHECK(assigned("headers.set('authorization', 'v')\n") == "=authorization;authorization=v;");
}

TEST_CASE("JavaScript: long chains are no depth, deep nesting is") {
  std::string chain = "x = 'a'";
  for (int i = 0; i < 900; ++i) chain += " + b";
  CHECK_FALSE(build_code_unit(chain, {Language::javascript})->program->open);
  const std::string deep = "x = " + std::string(3000, '[') + std::string(3000, ']');
  CHECK(build_code_unit(deep, {Language::javascript})->program->open);
}

TEST_CASE("JSON is a module that exports its value") {
  const auto json = [](const std::string& text) { return print_program(*build_code_unit(text, dialect_of("a.json"))->program); };
  CHECK(json("{\"a\": [1, true, null], // c\n \"b\": {},}") == "export  = {a: [1, true, null], b: {}}\n");
  CHECK(json("[\"a\"]") == "export  = [\"a\"]\n");
}

TEST_CASE("JavaScript: what a grammar does not know yet and what is really broken") {
  const auto is_broken = [](Language language, const std::string& text) { return build_code_unit(text, {language})->program->broken; };
  CHECK_FALSE(is_broken(Language::javascript, "import data from './d.json' assert { type: 'json' };\n"));
  CHECK_FALSE(is_broken(Language::typescript, "export type * from './types';\nexport type * as T from './types';\n"));
  CHECK(is_broken(Language::javascript, "import data from './d.json' assert { type: 'json' };\nconst x = (1;\n"));
  CHECK(is_broken(Language::typescript, "export type * from './types';\nfunction f( {\n"));
}
