// Says where a replaced piece stood: by a regular expression's anchors, else by its looks.
#include "code/replaced-text.h"

#include <string>

#include "base/strings.h"

namespace cumulint {
namespace {

/// The literal that a simple regular expression looks for; empty if it is none. An unescaped dot is taken for a dot.
std::string plain_text(std::string_view regex) {
  std::string plain;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    char c = regex[i];
    if (c == '\\') {
      if (++i == regex.size()) return {};
      c = regex[i];
      const bool is_letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (is_letter_or_digit) return {};
    } else if (std::string_view("[](){}*+?|^$").find(c) != std::string_view::npos) {
      return {};
    }
    plain += c;
  }
  return plain;
}

}  // namespace

bool is_decoding(const Replacement& replacement) {
  const std::string plain = replacement.is_regex ? plain_text(replacement.pattern) : std::string(replacement.pattern);
  return plain == "+" && (replacement.with == " " || replacement.with == "%20");
}

Meanings replace_in_unknown(MeaningStore& store, const Replacement& replacement, SourcePlace place) {
  std::string_view pattern = replacement.pattern;
  bool at_start = false, at_end = false;
  if (replacement.is_regex) {
    at_start = starts_with(pattern, "^");
    at_end = ends_with(pattern, "$") && !ends_with(pattern, "\\$");
    pattern = pattern.substr(at_start ? 1 : 0);
    if (at_end) pattern.remove_suffix(1);
  }
  const std::string plain = replacement.is_regex ? plain_text(pattern) : std::string(pattern);
  if (plain.empty() || contains(replacement.with, "\\") || contains(replacement.with, "$")) return {};
  if (!at_start && !at_end) {
    at_end = starts_with(plain, ".") && !contains(plain, "/");  // an extension
    at_start = ends_with(plain, "/");                           // a folder
  }
  if (at_start == at_end) return {};
  const Meanings with = store.text(store.arena().copy(replacement.with), place), rest;
  const Meanings parts[] = {at_start ? with : rest, at_start ? rest : with};
  return store.concatenate(parts, place);
}

}  // namespace cumulint
