// Takes a rule's page apart.
#include "output/rule-page.h"

#include "base/strings.h"

namespace cumulint {
namespace {

bool is_fence(std::string_view line) { return starts_with(trim(line), "```"); }

/// "```yaml fail" -> "```yaml": the rest is for the tests.
std::string_view without_attributes(std::string_view line) {
  const std::size_t space = line.find(' ', line.find("```"));
  return space == std::string_view::npos ? line : line.substr(0, space);
}

/// Without "# expect: …", which is for the tests as well.
std::string_view without_expectation(std::string_view line) {
  std::size_t at = std::min(line.find("# expect: "), line.find("// expect: "));
  if (at == std::string_view::npos) return line;
  while (at > 0 && line[at - 1] == ' ') --at;
  return line.substr(0, at);
}

/// Markdown's emphasis and links reduced to their words.
std::string plain(std::string_view markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const char c = markdown[i];
    if (c == '`' || c == '*') continue;
    const std::size_t middle = c == '[' ? markdown.find("](", i) : std::string_view::npos;
    const std::size_t end = middle == std::string_view::npos ? middle : markdown.find(')', middle);
    if (end != std::string_view::npos) {
      out += plain(markdown.substr(i + 1, middle - i - 1));
      i = end;
    } else {
      out += c;
    }
  }
  return out;
}

std::string first_sentence(std::string_view text) {
  const std::size_t stop = text.find(". ");
  const std::size_t end = text.find("\n\n");
  return std::string(text.substr(0, std::min(stop == std::string_view::npos ? stop : stop + 1, end)));
}

void append_line(std::string& out, std::string_view line) {
  const bool blank = trim(line).empty();
  if (out.empty() && blank) return;
  if (!out.empty()) out += blank ? "\n\n" : ends_with(out, "\n") ? "" : " ";
  while (ends_with(out, "\n\n\n")) out.pop_back();
  out += plain(trim(line));
}

}  // namespace

std::string pascal_case(std::string_view id) {
  std::string out;
  for (const std::string_view word : split(id, '-')) {
    if (word.empty()) continue;
    out += static_cast<char>(word[0] >= 'a' && word[0] <= 'z' ? word[0] - 'a' + 'A' : word[0]);
    out += word.substr(1);
  }
  return out;
}

RulePage parse_rule_page(std::string_view page) {
  RulePage parsed;
  std::string introduction, why;
  std::string_view section;
  bool fenced = false;
  for (const std::string_view line : split(page, '\n')) {
    const bool fence = is_fence(line);
    if (!fenced && starts_with(line, "## ")) section = trim(line.substr(3));
    const bool shown = section != "More cases";
    if (shown) {
      parsed.markdown += fence && !fenced ? without_attributes(line) : without_expectation(line);
      parsed.markdown += '\n';
    }
    if (fence) fenced = !fenced;
    if (fence || fenced || starts_with(line, "#")) continue;
    if (section.empty()) append_line(introduction, line);
    if (section == "Why") append_line(why, line);
  }
  parsed.why = std::string(trim(why.empty() ? introduction : why));
  parsed.summary = first_sentence(introduction.empty() ? parsed.why : std::string(trim(introduction)));
  parsed.markdown = std::string(trim(parsed.markdown)) + "\n";
  return parsed;
}

}  // namespace cumulint
