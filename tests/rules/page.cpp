// Reads a rule's page into test cases.

#include "rules/page.h"

#include "base/strings.h"

namespace cumulint::test {
namespace {

struct Fence {
  unsigned line = 0;
  std::string language;
  std::vector<std::string> words;
  std::map<std::string, std::string> attributes;
  std::string text;
};

Fence open_fence(std::string_view info, unsigned line) {
  Fence fence;
  fence.line = line;
  for (std::string_view word : split(info, ' ')) {
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    if (fence.language.empty()) {
      fence.language = word;
    } else if (equals != std::string_view::npos) {
      std::string& value = fence.attributes[std::string(word.substr(0, equals))];
      if (!value.empty()) value += ",";
      value += word.substr(equals + 1);
    } else {
      fence.words.emplace_back(word);
    }
  }
  return fence;
}

std::vector<Fence> fences_of(std::string_view page, std::vector<std::string>& problems) {
  std::vector<Fence> fences;
  Fence* open = nullptr;
  unsigned number = 0;
  for (std::string_view line : split(page, '\n')) {
    ++number;
    if (starts_with(line, "```")) {
      if (open != nullptr) {
        open = nullptr;
      } else {
        fences.push_back(open_fence(line.substr(3), number));
        open = &fences.back();
      }
    } else if (open != nullptr) {
      open->text += std::string(line) + "\n";
    }
  }
  if (open != nullptr) problems.push_back("the last fence is not closed");
  return fences;
}

/// Takes "# expect: id level" comments out of the text and notes them.
std::string take_expectations(const std::string& file, const std::string& text, std::vector<Expectation>& expected) {
  std::string out;
  unsigned number = 0;
  std::vector<std::string_view> lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  for (std::string_view line : lines) {
    ++number;
    for (;;) {
      std::size_t at = line.rfind("# expect: "), mark = 10;
      if (at == std::string_view::npos) at = line.rfind("// expect: "), mark = 11;
      if (at == std::string_view::npos) break;
      const std::vector<std::string_view> words = split(trim(line.substr(at + mark)), ' ');
      expected.push_back({file, number, std::string(words[0]), words.size() > 1 ? std::string(words[1]) : ""});
      line = line.substr(0, at);
      while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    }
    out += std::string(line) + "\n";
  }
  return out;
}

void add_listed_expectations(const std::string& list, PageCase& into) {
  for (std::string_view item : split(list, ',')) {
    const std::vector<std::string_view> parts = split(item, ':');
    if (parts.size() < 2) continue;
    into.expected.push_back({into.template_name, static_cast<unsigned>(parse_integer(parts[0]).value_or(0)),
                             std::string(parts[1]), parts.size() > 2 ? std::string(parts[2]) : ""});
  }
}

PageCase template_case(const Fence& fence, PageCase::Kind kind) {
  PageCase made;
  made.kind = kind;
  made.page_line = fence.line;
  const auto named = fence.attributes.find("name");
  made.template_name = named != fence.attributes.end() ? named->second
                       : fence.language == "json"      ? "template.json"
                                                       : "template.yaml";
  made.files[made.template_name] = take_expectations(made.template_name, fence.text, made.expected);
  made.options = fence.attributes;
  made.options.erase("name");
  if (const auto list = made.options.find("expect"); list != made.options.end()) {
    add_listed_expectations(list->second, made);
    made.options.erase(list);
  }
  return made;
}

}  // namespace

std::vector<PageCase> read_page(std::string_view page, std::vector<std::string>& problems) {
  std::vector<PageCase> cases;
  for (const Fence& fence : fences_of(page, problems)) {
    const std::string word = fence.words.empty() ? "" : fence.words[0];
    const std::string where = "line " + std::to_string(fence.line) + ": ";
    if (word == "fail" || word == "pass" || word == "fixed") {
      cases.push_back(template_case(fence, word == "fail"   ? PageCase::Kind::fail
                                           : word == "pass" ? PageCase::Kind::pass
                                                            : PageCase::Kind::fixed));
    } else if (word == "finding") {
      if (cases.empty()) problems.push_back(where + "a finding without a template before it");
      if (!cases.empty()) cases.back().finding = fence.text, cases.back().finding_line = fence.line;
    } else if (const auto file = fence.attributes.find("file"); file != fence.attributes.end()) {
      if (cases.empty()) problems.push_back(where + "a file without a template before it");
      if (!cases.empty())
        cases.back().files[file->second] = take_expectations(file->second, fence.text, cases.back().expected);
    } else if (!word.empty()) {
      problems.push_back(where + "unknown attribute " + word);
    }
  }
  return cases;
}

std::vector<std::string> headings(std::string_view page) {
  std::vector<std::string> all;
  bool in_fence = false;
  for (std::string_view line : split(page, '\n')) {
    if (starts_with(line, "```")) in_fence = !in_fence;
    if (!in_fence && starts_with(line, "#")) all.emplace_back(line);
  }
  return all;
}

}  // namespace cumulint::test
