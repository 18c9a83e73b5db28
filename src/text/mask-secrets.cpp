// Masks credentials in whatever is printed: frames, quoted values, messages.
#include <algorithm>

#include "base/strings.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/' || c == '=' ||
         c == '_' || c == '-' || c == '.';
}

/// Random-looking runs without a known format: AWS secret access keys, lines of key blocks. Masking too much is harmless.
bool looks_random(std::string_view token) {
  if (token.size() < 32) return false;
  std::size_t upper = 0, lower = 0, digit = 0, separators = 0;
  for (char c : token) {
    if (c >= 'A' && c <= 'Z') ++upper;
    if (c >= 'a' && c <= 'z') ++lower;
    if (c >= '0' && c <= '9') ++digit;
    if (c == '-' || c == '_' || c == '.') ++separators;
  }
  return upper >= 4 && lower >= 4 && digit >= 3 && separators <= token.size() / 16;
}

/// The name before `at`, over blanks, quotes and an assignment sign; empty if none.
std::string_view assigned_name(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'' || text[end - 1] == '`')) --end;
  if (end == 0 || (text[end - 1] != ':' && text[end - 1] != '=' && text[end - 1] != '>')) return {};
  while (end > 0 && std::string_view(":=> ?|").find(text[end - 1]) != std::string_view::npos) --end;
  while (end > 0 && std::string_view("\"' ])").find(text[end - 1]) != std::string_view::npos) --end;
  std::size_t begin = end;
  while (begin > 0 && (is_token(text[begin - 1]) && text[begin - 1] != '=' && text[begin - 1] != '/')) --begin;
  return text.substr(begin, end - begin);
}

bool ends_value(char c) {
  return c == '"' || c == '\'' || c == '`' || c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '}' || c == ')' ||
         c == ']' || c == ';';
}

void add_assigned(std::string_view text, std::vector<Span>& spans) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && !ends_value(text[end])) ++end;
    const std::string_view value = text.substr(i, end - i);
    if (value.size() >= 8 && (looks_random(value) ||
                              (looks_generic_secret(value) && is_secret_name(assigned_name(text, i)))))
      spans.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
    // "Password=hunter22" without quotes: the value starts behind the sign.
    const std::size_t sign = value.find_first_of("=:");
    if (sign != std::string_view::npos && sign + 1 < value.size() && is_secret_name(value.substr(0, sign)) &&
        looks_generic_secret(value.substr(sign + 1)))
      spans.push_back({static_cast<std::uint32_t>(i + sign + 1), static_cast<std::uint32_t>(end)});
    i = end + 1;
  }
}

}  // namespace

std::string mask_value(std::string_view value) {
  const std::size_t shown = std::min<std::size_t>(4, value.size() / 4);
  return std::string(value.substr(0, shown)) + "***";
}

std::string mask_secrets(std::string_view text) {
  std::vector<std::pair<Span, bool>> spans;  // whole values; true: show nothing of it
  for (const SecretMatch& match : find_secrets(text))
    spans.push_back({match.secret, match.provider == "password in a URL" || match.provider == "private key"});
  std::vector<Span> assigned;
  add_assigned(text, assigned);
  for (Span span : assigned) spans.push_back({span, false});
  std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  std::string out;
  std::size_t at = 0;
  for (const auto& [span, hide_all] : spans) {
    if (span.begin < at) {
      at = std::max<std::size_t>(at, span.end);
      continue;
    }
    out += text.substr(at, span.begin - at);
    out += hide_all ? "***" : mask_value(text.substr(span.begin, span.size()));
    at = span.end;
  }
  out += text.substr(std::min(at, text.size()));
  return out;
}

}  // namespace cumulint
