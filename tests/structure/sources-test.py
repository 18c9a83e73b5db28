"""The structure tests read C++ by eye measure; this is what they must see."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import finish, functions

SAMPLE = '''\
// A comment with { a brace and "a text.
#include "x.h"
namespace a {
namespace {
struct Plain { int x = 0; };
constexpr int table[] = {1, 2, 3};
int one(int a, std::map<int, int> b = {}) {
  if (a) { return '{'; }
  return 1;
}
}  // namespace
class Thing : public Base {
 public:
  Thing(int a, int b, int c) : a_(a), b_{b} {
    run([&](int x, int y, int z, int v, int w, int u) { return x; });
  }
  bool operator==(const Thing& other) const { return true; }
 private:
  int a_ = 0, b_;
};
template <class A, class B>
auto Thing::many(A a, B b, void (*c)(int, int), int d,
                 int e, int f) -> int {
  const char* text = R"(} ; {)";
  return 0;
}
extern "C" {
void plain(void) { }
}
}  // namespace a
'''

EXPECTED = [("one", 4, 2), ("operator==", 1, 1), ("Thing::many", 6, 6), ("plain", 1, 0), ("Thing", 3, 3)]

found = sorted((f.name, f.lines, f.parameters) for f in functions(SAMPLE))
finish([] if found == sorted(EXPECTED) else [f"expected {sorted(EXPECTED)}", f"found    {found}"])
