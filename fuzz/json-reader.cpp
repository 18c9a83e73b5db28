// Fuzzes the JSON reader: its trees keep their promises, and what it accepts is a flow collection of YAML too.

#include "fuzz/reader-checks.h"

using namespace cumulint;

namespace {

bool same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.span != b.span || a.text != b.text || a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    const Entry &x = a.children[i], &y = b.children[i];
    if (x.key != y.key || x.key_span != y.key_span || !same(*x.value, *y.value)) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const fuzz::PaddedText input(data, size);
  Arena json, yaml;
  const Tree tree = read_json(FileId{0}, input.text(), json);
  fuzz::check(test::broken_promise(tree));
  const bool has_pairs = input.text().find("\\u") != std::string_view::npos;  // of surrogates, which YAML does not know
  if (!tree.errors.empty() || has_pairs) return 0;
  const Tree flow = read_yaml(FileId{0}, input.text(), yaml);
  if (flow.errors.empty() && !same(*tree.root, *flow.root)) fuzz::fail("another tree than YAML's");
  return 0;
}
