// The program form of one scan handler in each language against its hand-written text in fixtures/lowering.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "code/code-unit.h"
#include "support/paths.h"

using namespace cumulint;

namespace {

std::string read(const std::string& name) {
  std::ifstream in{test::source_dir() + "/fixtures/lowering/" + name};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string form_of(const std::string& name) {
  return print_program(*build_code_unit(read(name), dialect_of(name))->program);
}

std::string python(const std::string& text) {
  return print_program(*build_code_unit(text, {Language::python})->program);
}

}  // namespace

TEST_CASE("a scan handler in Python has the form that is written down for it") {
  CHECK(form_of("scan.py") == read("scan.py.form"));
}

TEST_CASE("a scan handler in TypeScript has the form that is written down for it") {
  CHECK(form_of("scan.ts") == read("scan.ts.form"));
}

TEST_CASE("Python: imports of all kinds") {
  CHECK(python("import a.b, c as d\nfrom . import e\nfrom ..f.g import h as i, j\nfrom k import *\n") ==
        "import \"a.b\" as a\nimport \"c\" as d\nimport \".\" e as e\nimport \"..f.g\" h as i\n"
        "import \"..f.g\" j as j\nimport \"k\" *\n");
  CHECK(python("if TYPE_CHECKING:\n    from m import T\nimport n\n") ==
        "if TYPE_CHECKING\n  import type \"m\" T as T\nimport \"n\" as n\n");
}

TEST_CASE("Python: strings are decoded, joined and cut at holes") {
  CHECK(python("x = 'a' \"\\x62\\n\" r'\\c'\n") == "x = \"ab\\n\\\\c\"\n");
  CHECK(python("x = f'{{a}}-{b!r:>{w}}' 'c'\n") == "x = text(\"{a}-\", b, \"c\")\n");
}

TEST_CASE("Python: statements that unfold") {
  CHECK(python("a = b = f()\n") == "b = f()\na = b\n");
  CHECK(python("with open(x) as y, z:\n    y.read()\n") == "with y = open(x)\nwith nothing = z\nblock\n  y.read()\n");
  CHECK(python("if a:\n    b()\nelif c:\n    d()\nelse:\n    e()\n") ==
        "if a\n  b()\nelse\n  if c\n    d()\n  else\n    e()\n");
  CHECK(python("if (n := f()) > 1 < 3:\n    pass\n") == "if (((n = f()) < 1) and (1 < 3))\n");
}

TEST_CASE("Python: match") {
  CHECK(python("match event['a'], m:\n    case ('GET', '/x' | '/y'):\n        f()\n    case [a, _] if a:\n        g()\n"
               "    case _:\n        h()\n") ==
        "switch [event[\"a\"], m]\n  case [\"GET\", (\"/x\" | \"/y\")]\n    f()\n  case [a, _] if a\n    g()\n  default\n    h()\n");
}

TEST_CASE("Python: classes, decorators and parameters") {
  CHECK(python("@dataclass\nclass A(B, Enum):\n    x: int = 1\n    @staticmethod\n    def f(a, b: 'T' = 2, *c, d=3, **e) -> C[D]:\n        pass\n") ==
        "class A < B < Enum\n  x: int = 1\n  @staticmethod\n"
        "  function f(a, b: \"T\" = 2, ...c, d = 3, ...:e): C[D]\n");
}

TEST_CASE("what a literal is assigned to") {
  const auto assigned = [](const std::string& text) {
    const std::shared_ptr<const CodeUnit> unit = build_code_unit(text, {Language::python});
    std::string out;
    for (const Literal& literal : unit->program->literals)
      out += std::string{literal.assigned_to} + "=" + std::string{literal.text} + ";";
    return out;
  };
  CHECK(assigned("key = 'v'\n") == "key=v;");
  CHECK(assigned("self.key = a or 'v'\n") == "key=v;");
  CHECK(assigned("d['key'] = 'v'\n") == "=key;key=v;");
  CHECK(assigned("d = {'key': 'v', 'n': ['w']}\n") == "=key;key=v;=n;n=w;");
  CHECK(assigned("f(key='v')\n") == "key=v;");
  CHECK(assigned("x = os.getenv('KEY', 'v')\n") == "=KEY;KEY=v;");
  CHECK(assigned("def f(key='v'):\n    '''doc'''\n") == "key=v;");
  CHECK(assigned("secret = fetch('v')\n") == "=v;");
}

TEST_CASE("suppression comments are kept, others are not") {
  const std::string text = "# plain\nx = 1  # cumulint: ignore[a]\ny = '# cumulint: no'\n";
  const std::shared_ptr<const CodeUnit> unit = build_code_unit(text, {Language::python});
  REQUIRE(unit->program->suppression_comments.size() == 1);
  const Span where = unit->program->suppression_comments[0];
  CHECK(text.substr(where.begin, where.size()) == "# cumulint: ignore[a]");
}

TEST_CASE("what can't be read is open or broken, never an error") {
  CHECK(build_code_unit("def f(:\n  x = = 3\nimport os\n", {Language::python})->program->broken);
  CHECK(build_code_unit(std::string(1'100'000, 'x'), {Language::python})->program->open);
  CHECK(build_code_unit("x=" + std::string(9'000, '1'), {Language::python})->program->open);
  CHECK(build_code_unit("x = " + std::string(3000, '(') + std::string(3000, ')'), {Language::python})->program->open);
  CHECK(build_code_unit("", {Language::python})->program->body.empty());
}
