// Fuzzes the YAML reader: its trees keep their promises, and libyaml makes the same tree of what it accepts.

#include "fuzz/reader-checks.h"
#include "support/libyaml-reader.h"

using namespace cumulint;

namespace {

/// Known differences (tests/unit/syntax/oracle-test.cpp): tags and directives that we do not resolve, characters that
/// are line breaks in YAML 1.1 only, keys without text behind a question mark.
bool is_known_difference(std::string_view text) {
  for (std::string_view part : {"%", "!<", "[?", "? ", "?\n", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"}) {
    if (text.find(part) != std::string_view::npos) return true;
  }
  return text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF";
}

bool is_beyond_limits(const Tree& tree) {
  for (const SyntaxError& error : tree.errors) {
    for (std::string_view words : {"too deeply", "too many"}) {
      if (error.message.find(words) != std::string_view::npos) return true;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const fuzz::PaddedText input(data, size);
  Arena ours, theirs;
  const Tree tree = read_yaml(FileId{0}, input.text(), ours, {200, 2'000, 200});
  fuzz::check(test::broken_promise(tree));
  const test::OracleTree oracle = test::read_by_libyaml(input.text(), theirs);
  if (is_known_difference(input.text()) || is_beyond_limits(tree)) return 0;
  if (oracle.accepted && !tree.errors.empty()) fuzz::fail("only we refuse it: " + std::string(tree.errors[0].message));
  if (!oracle.accepted && tree.errors.empty()) fuzz::fail("only we accept it: " + oracle.error);
  if (oracle.accepted) fuzz::check(test::tree_difference(tree, oracle.tree, true));
  return 0;
}
