// Every rule's page is its test: fails where it says, passes where it says, is repaired as it says.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "rule/registry.h"
#include "rules/page.h"
#include "support/analyse.h"
#include "support/paths.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

std::string page_path(const RegisteredRule& rule) {
  return source_dir() + "/rules/" + std::string(rule.family) + "/" + std::string(rule.rule->info.id) + ".md";
}

/// The options of a fence: the rule alone, with what the attributes add.
AnalyseOptions options_of(const PageCase& page_case, std::string_view rule) {
  AnalyseOptions options;
  options.select = {std::string(rule)};
  for (const auto& [key, value] : page_case.options) {
    if (key == "select") {
      for (std::size_t start = 0; start <= value.size();) {
        const std::size_t end = std::min(value.size(), value.find(',', start));
        options.select.push_back(value.substr(start, end - start));
        start = end + 1;
      }
    } else if (key == "profile") {
      options.production = value == "production";
    } else if (key == "strict") {
      options.strict = value == "true";
    } else if (key == "today") {
      options.today = value;
    } else if (key == "parameter") {
      const std::size_t equals = value.find(':');
      options.parameters[value.substr(0, equals)] = value.substr(equals + 1);
    } else if (key == "default-set") {
      options.select.clear();  // what a bare check reports, for level and profile cases
    } else if (key != "fix") {
      FAIL_CHECK("unknown attribute " << key);
    }
  }
  return options;
}

std::string line_text(const std::string& file, unsigned line, const std::string& rule, const std::string& level) {
  return file + ":" + std::to_string(line) + " " + rule + (level.empty() ? "" : " " + level);
}

/// What the analysis reports, in the words of the page; levels only where the page names one.
std::vector<std::string> reported(const Analysed& analysed, const PageCase& page_case, std::string_view only) {
  std::vector<std::string> lines;
  for (const Diagnostic* diagnostic : analysed.reported()) {
    if (!only.empty() && diagnostic->rule->id != only) continue;
    const std::string file = analysed.file_of(*diagnostic);
    const unsigned line = analysed.line_of(*diagnostic);
    const bool has_level = std::any_of(page_case.expected.begin(), page_case.expected.end(), [&](const Expectation& e) {
      return e.file == file && e.line == line && e.rule == diagnostic->rule->id && !e.level.empty();
    });
    lines.push_back(line_text(file, line, std::string(diagnostic->rule->id),
                              has_level ? std::string(level_name(diagnostic->level)) : ""));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> expected_lines(const PageCase& page_case) {
  std::vector<std::string> lines;
  for (const Expectation& e : page_case.expected) lines.push_back(line_text(e.file, e.line, e.rule, e.level));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string listed(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += "  " + line + "\n";
  return out.empty() ? "  nothing\n" : out;
}

/// CUMULINT_UPDATE_SNAPSHOTS=1 rewrites the `text finding` fences of the page.
void update_finding(const std::string& path, const PageCase& page_case, const std::string& text) {
  std::ifstream in(path);
  std::stringstream all;
  all << in.rdbuf();
  std::string page = all.str();
  const std::string before = "finding\n" + page_case.finding + "```";
  const std::size_t at = page.find(before);
  REQUIRE(at != std::string::npos);
  page.replace(at, before.size(), "finding\n" + text + "```");
  std::ofstream(path) << page;
}

std::string first_finding(const Analysed& analysed) {
  const std::string text = analysed.text();
  const std::size_t end = text.find("\n\n");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

void check_case(const RegisteredRule& rule, const PageCase& page_case) {
  const std::string where = page_path(rule) + ":" + std::to_string(page_case.page_line);
  INFO(where);
  const std::string id(rule.rule->info.id);
  const bool selects_more = page_case.options.count("select") != 0 || page_case.options.count("default-set") != 0;
  const auto analysed = analyse(page_case.files, options_of(page_case, id));
  const std::vector<std::string> got = reported(*analysed, page_case, selects_more && page_case.options.count("default-set") ? id : "");
  const std::vector<std::string> wanted = expected_lines(page_case);
  CHECK_MESSAGE(got == wanted, where << "\nexpected\n" << listed(wanted) << "reported\n" << listed(got) << analysed->text());
  if (page_case.kind == PageCase::Kind::fail) CHECK_MESSAGE(!wanted.empty(), where << ": a failing example expects nothing");
  if (page_case.options.count("fix") != 0) {  // fix=none: nothing is edited, where the rule edits elsewhere
    CHECK_MESSAGE(page_case.options.at("fix") == "none", where);
    CHECK_MESSAGE(fix(page_case.files, options_of(page_case, id), true) == page_case.files, where << ": it is edited");
  }
  if (!page_case.finding.empty()) {
    const std::string text = first_finding(*analysed);
    if (std::getenv("CUMULINT_UPDATE_SNAPSHOTS") != nullptr && text != page_case.finding)
      update_finding(page_path(rule), page_case, text);
    else
      CHECK_MESSAGE(text == page_case.finding, where << "\n" << text);
  }
}

/// The `fail` example before it, after the fix: the text of the page, silent, and stable under a second fix.
void check_fixed(const RegisteredRule& rule, const PageCase& fails, const PageCase& fixed) {
  INFO(page_path(rule) << ":" << fixed.page_line);
  const AnalyseOptions options = options_of(fails, rule.rule->info.id);
  const bool suggestions = rule.rule->info.fix == FixSafety::suggestion;
  const Files once = fix(fails.files, options, suggestions);
  for (const auto& [path, text] : fixed.files) {
    const auto changed = once.find(path);
    CHECK(changed != once.end());
    if (changed != once.end()) CHECK_MESSAGE(changed->second == text, "got\n" << changed->second);
  }
  CHECK(fix(once, options, suggestions) == once);
  CHECK_MESSAGE(analyse(once, options)->reported().empty(), analyse(once, options)->text());
}

}  // namespace

TEST_CASE("every rule's page fails, passes and is repaired as it says") {
  const char* only = std::getenv("CUMULINT_RULE");  // the mutants of one rule are tested by its page alone
  for (const RegisteredRule& rule : registered_rules()) {
    if (only != nullptr && rule.rule->info.id != only) continue;
    std::vector<std::string> problems;
    const std::vector<PageCase> cases = read_page(rule.page, problems);
    CHECK_MESSAGE(problems.empty(), page_path(rule) << ": " << (problems.empty() ? "" : problems[0]));
    for (std::size_t i = 0; i < cases.size(); ++i) {
      check_case(rule, cases[i]);
      if (cases[i].kind != PageCase::Kind::fixed) continue;
      std::size_t fails = i;
      while (fails > 0 && cases[fails].kind != PageCase::Kind::fail) --fails;
      CHECK_MESSAGE(cases[fails].kind == PageCase::Kind::fail, page_path(rule) << ": fixed without a fail before it");
      if (cases[fails].kind == PageCase::Kind::fail) check_fixed(rule, cases[fails], cases[i]);
    }
  }
}

TEST_CASE("every page has a title, its headings, and an example of each kind") {
  for (const RegisteredRule& rule : registered_rules()) {
    INFO(page_path(rule));
    std::vector<std::string> problems;
    const std::vector<PageCase> cases = read_page(rule.page, problems);
    const auto count = [&](PageCase::Kind kind) {
      return std::count_if(cases.begin(), cases.end(), [&](const PageCase& c) { return c.kind == kind; });
    };
    CHECK(count(PageCase::Kind::fail) > 0);
    CHECK(count(PageCase::Kind::pass) > 0);
    if (rule.rule->info.fix == FixSafety::safe) CHECK(count(PageCase::Kind::fixed) > 0);
    if (count(PageCase::Kind::fixed) > 0) CHECK(rule.rule->info.fix != FixSafety::none);
    const std::vector<std::string> titles = headings(rule.page);
    REQUIRE(titles.size() >= 4);
    CHECK(titles[0] == "# " + std::string(rule.rule->info.id));
    const std::vector<std::string> order = {"## Why", "## Fails", "## Passes", "## Fix", "## More cases"};
    std::size_t at = 0;
    for (std::size_t i = 1; i < titles.size(); ++i) {
      const auto found = std::find(order.begin() + static_cast<std::ptrdiff_t>(at), order.end(), titles[i]);
      CHECK_MESSAGE(found != order.end(), "unexpected heading " << titles[i]);
      if (found != order.end()) at = static_cast<std::size_t>(found - order.begin()) + 1;
    }
  }
}

TEST_CASE("rules, families and fix flags are consistent") {
  std::set<std::string_view> seen;
  for (const RegisteredRule& rule : registered_rules()) {
    const RuleInfo& info = rule.rule->info;
    CHECK_MESSAGE(seen.insert(info.id).second, info.id);
    for (std::string_view alias : info.aliases)
      if (!alias.empty()) CHECK_MESSAGE(seen.insert(alias).second, alias);
  }
}
