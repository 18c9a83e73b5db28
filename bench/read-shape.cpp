// Reads one text of a shape that could be slow: `read-shape SHAPE SIZE`. tools/linearity counts its instructions.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "syntax/read.h"
#include "text/source-map.h"

namespace {

using namespace cumulint;

struct Shape {
  const char* name;
  std::string (*make)(int size);
};

std::string repeated(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::string numbered(const std::string& before, int count, const std::string& after) {
  std::string out;
  for (int i = 0; i < count; ++i) out += before + std::to_string(i) + after;
  return out;
}

std::string anchors(int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += "a" + std::to_string(i) + ": &x" + std::to_string(i) + " 1\n";
  for (int i = 0; i < size; ++i) out += "b" + std::to_string(i) + ": *x" + std::to_string(i) + "\n";
  return out;
}

std::string errors(const std::string& line, int size) { return "a:\n" + repeated(line, size) + "b: 1\n"; }

const Shape shapes[] = {
    {"wide-map", [](int n) { return numbered("key", n, ": value\n"); }},
    {"deep-flow", [](int n) { return "a: " + repeated("[", n) + repeated("]", n) + "\n"; }},
    {"long-scalar", [](int n) { return "a: \"" + repeated("x\\n y", n) + "\"\nb: " + repeated("word ", n) + "\n"; }},
    {"anchors", anchors},
    {"comments", [](int n) { return repeated("# comment\na: 1 # other\n", n); }},
    {"documents", [](int n) { return repeated("---\na: 1\n...\n", n); }},
    {"long-keys", [](int n) { return "? \"" + repeated("k", n) + "\"\n: 1\n" + repeated(std::string(200, 'x') + ": 2\n", n / 20); }},
    {"long-flow", [](int n) { return "a: [" + repeated("{b: c}, \"d\", ", n) + "]\n"; }},
    {"block-scalar", [](int n) { return "a: |\n" + repeated("  text\n\n", n) + "b: >\n" + repeated("  text\n", n); }},
    {"merges", [](int n) { return "a: &a {x: 1, y: 2}\n" + numbered("m", n, ": {<<: *a, z: 3}\n"); }},
    {"half-typed-keys", [](int n) { return errors("  Prop\n", n); }},
    {"open-quotes", [](int n) { return errors("  k: \"x\n  l: 'y\n", n); }},
    {"open-brackets", [](int n) { return errors("  k: [x, {y: 1\n", n); }},
    {"open-brackets-on-lines", [](int n) { return errors("  k: [\n", n); }},
    {"tabs", [](int n) { return errors("\tk: 1\n", n); }},
    {"bad-indentation", [](int n) { return errors("    k: \"1\"\n   l: 2\n", n); }},
    {"second-colons", [](int n) { return errors("  k: l: m\n", n); }},
    {"stray-lines", [](int n) { return errors("  k: 1\nstray\n", n); }},
    {"stray-lines-among-keys", [](int n) { return "a:\n" + numbered("  k", n, ": 1\nstray\n") + "b: 1\n"; }},
    {"unspaced-keys", [](int n) { return errors("  Key:x\n    l: 1\n    - m\n", n); }},
    {"open-json", [](int n) { return "{" + repeated("\"a\": {\n\"b\": \"x\n", n); }},
    {"broken-json", [](int n) { return "{\n" + repeated("  \"a\" 1\n", n) + "}\n"; }},
};

}  // namespace

int main(int count, char** arguments) {
  const std::string name = count > 1 ? arguments[1] : "";
  const int size = count > 2 ? std::atoi(arguments[2]) : 1000;
  for (const Shape& shape : shapes) {
    if (name.empty()) std::printf("%s\n", shape.name);
    if (name != shape.name) continue;
    std::string text = shape.make(size);
    const std::size_t bytes = text.size();
    text.append(SourceFile::padding, '\0');
    Arena arena;
    const Tree tree = read_tree(FileId{0}, "template", {text.data(), bytes}, arena);
    std::printf("%zu bytes, %zu errors\n", bytes, tree.errors.size());
  }
  return 0;
}
