// A rule's page as test cases: its fences, with the attributes that say what each must show.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cumulint::test {

struct Expectation {
  std::string file;
  unsigned line = 0;   // 1-based
  std::string rule;
  std::string level;   // empty: any
};

/// One template fence with the files that follow it (fences with file=…).
struct PageCase {
  enum class Kind { fail, pass, fixed } kind = Kind::pass;
  unsigned page_line = 0;
  std::string template_name = "template.yaml";
  std::map<std::string, std::string> files;  // path -> text, without the expect comments
  std::vector<Expectation> expected;
  std::map<std::string, std::string> options;  // profile, today, parameter, strict, fix=none …
  std::string finding;                          // of a `text finding` fence behind it; empty: none
  unsigned finding_line = 0;
};

/// `problems` gets what is wrong with the page itself (an unknown attribute, a `fixed` fence without a `fail` before it).
std::vector<PageCase> read_page(std::string_view page, std::vector<std::string>& problems);

/// The "## …" headings, in order.
std::vector<std::string> headings(std::string_view page);

}  // namespace cumulint::test
