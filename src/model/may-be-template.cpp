// Discovery: does a file look like a template? A byte search that never parses.
#include <algorithm>
#include <cstring>
#include <iterator>
#include <string>

#include "base/strings.h"
#include "model/build-template.h"

namespace cumulint {
namespace {

std::string_view without_quotes(std::string_view key) {
  if (key.size() >= 2 && (key[0] == '"' || key[0] == '\'') && key.back() == key[0]) return key.substr(1, key.size() - 2);
  return key;
}

/// The key of a line "key: …" that starts in its first column; empty if there is none.
std::string_view key_at(std::string_view text, std::size_t line_start) {
  const std::size_t end = text.find_first_of(":\n", line_start);
  if (end == std::string_view::npos || text[end] != ':') return {};
  return without_quotes(trim(text.substr(line_start, end - line_start)));
}

/// Is `name` a key of the outermost level? In block style such a key stands in the first column.
bool is_block_key(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    std::size_t start = at;
    if (start > 0 && (text[start - 1] == '"' || text[start - 1] == '\'')) --start;
    const bool first_column = start == 0 || text[start - 1] == '\n' || text[start - 1] == '\r' ||
                              (start == 3 && text.substr(0, 3) == "\xef\xbb\xbf");
    if (first_column && key_at(text, start) == name) return true;
  }
  return false;
}

/// Follows brackets and quotes of JSON and flow style; tells at which depth an offset lies.
class FlowDepth {
 public:
  explicit FlowDepth(std::string_view text) : text_(text) {}

  /// Offsets must not go down from call to call: the text is walked once.
  int at(std::size_t offset) {
    for (; at_ < offset; ++at_) step(text_[at_]);
    return depth_;
  }

 private:
  void step(char c) {
    if (quote_ != '\0') {
      if (c == '\\' && quote_ == '"') ++at_;
      else if (c == quote_) quote_ = '\0';
      return;
    }
    if (c == '"') quote_ = c;
    if (c == '{' || c == '[') ++depth_;
    if (c == '}' || c == ']') --depth_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  char quote_ = '\0';
};

bool is_flow_key(std::string_view text, std::string_view name) {
  FlowDepth depth(text);
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
    std::size_t start = at, end = at + name.size();
    if (start > 0 && end < text.size() && text[start - 1] == '"' && text[end] == '"') --start, ++end;
    const std::size_t colon = text.find_first_not_of(" \t\r\n", end);
    if (depth.at(start) == 1 && colon != std::string_view::npos && text[colon] == ':') return true;
  }
  return false;
}

bool is_utf16(std::string_view text) { return starts_with(text, "\xff\xfe") || starts_with(text, "\xfe\xff"); }

/// Is it a template of templates, as `sam init` takes them?
bool makes_templates(std::string_view text) {
  return contains(text, "{{cookiecutter.") || contains(text, "{{ cookiecutter.") ||
         (contains(text, "{%") && contains(text, "cookiecutter"));
}

std::string without_nul(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != '\0'; });
  return out;
}

}  // namespace

bool may_be_template(std::string_view text) {
  if (is_utf16(text)) return may_be_template(without_nul(text.substr(2)));  // found, to say that it can't be read
  // Every type of resource and every transform of AWS has "::".
  if (!contains(text, "::") && !contains(text, "AWSTemplateFormatVersion")) return false;
  if (makes_templates(text)) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first == std::string_view::npos) return false;
  const bool flow = text[first] == '{';
  const auto is_key = [&](std::string_view name) { return flow ? is_flow_key(text, name) : is_block_key(text, name); };
  if (is_key("AWSTemplateFormatVersion")) return true;
  if (contains(text, "AWS::Serverless-2016-10-31") && is_key("Transform")) return true;
  return contains(text, "Type") && is_key("Resources");
}

}  // namespace cumulint
