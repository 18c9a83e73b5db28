// The implicit types of YAML 1.1 (https://yaml.org/type/), as far as templates use them.
#include "model/scalar.h"

#include <string_view>

namespace cumulint {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_digit(text[at]) || text[at] == '_')) ++at;
  return at;
}

bool all_in(std::string_view text, std::string_view alphabet) {
  return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool is_integer(std::string_view unsigned_text) {
  if (unsigned_text == "0") return true;
  if (unsigned_text.size() > 2 && unsigned_text[0] == '0' && unsigned_text[1] == 'x')
    return all_in(unsigned_text.substr(2), "0123456789abcdefABCDEF_");
  if (unsigned_text.size() > 2 && unsigned_text[0] == '0' && unsigned_text[1] == 'b')
    return all_in(unsigned_text.substr(2), "01_");
  if (unsigned_text[0] == '0') return all_in(unsigned_text.substr(1), "01234567_");
  return is_digit(unsigned_text[0]) && all_in(unsigned_text, "0123456789_");
}

bool is_real(std::string_view unsigned_text, bool json) {
  std::size_t at = skip_digits(unsigned_text, 0);
  bool dot = false;
  if (at < unsigned_text.size() && unsigned_text[at] == '.') {
    dot = true;
    at = skip_digits(unsigned_text, at + 1);
  }
  if (at == 0 || unsigned_text == "." || (!dot && !json)) return false;
  if (at < unsigned_text.size() && (unsigned_text[at] == 'e' || unsigned_text[at] == 'E')) {
    ++at;
    if (at < unsigned_text.size() && (unsigned_text[at] == '+' || unsigned_text[at] == '-')) ++at;
    else if (!json) return false;
    const std::size_t digits = at;
    at = skip_digits(unsigned_text, at);
    if (at == digits) return false;
  }
  return at == unsigned_text.size();
}

}  // namespace

ScalarKind scalar_kind(const Value& value) {
  if (value.style != ScalarStyle::plain || value.text.empty()) return ScalarKind::text;
  if (is_true(value) || is_false(value)) return ScalarKind::boolean;
  std::string_view digits = value.text;
  if (digits[0] == '-' || digits[0] == '+') digits.remove_prefix(1);
  if (digits.empty()) return ScalarKind::text;
  if (is_integer(digits)) return ScalarKind::integer;
  return is_real(digits, value.json_number) ? ScalarKind::real : ScalarKind::text;
}

}  // namespace cumulint
