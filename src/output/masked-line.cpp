// A source line with every credential masked, known ones and those that a secret name gives away.
#include <algorithm>

#include "base/strings.h"
#include "output/shown.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// The name that stands before position `at` of `text`, across quotes, spaces and one ':' or '='.
std::string_view name_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto skip = [&](std::string_view characters) {
    while (end > 0 && characters.find(text[end - 1]) != std::string_view::npos) --end;
  };
  skip(" \t\"'");
  if (end == 0 || (text[end - 1] != ':' && text[end - 1] != '=')) return {};
  --end;
  skip(" \t\"']");
  std::size_t begin = end;
  while (begin > 0 && is_name_character(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

/// Values on this line whose name says that they are secret: `DB_PASSWORD: hunter2…`.
void add_named_secrets(std::string_view line, std::uint32_t offset, std::vector<Span>& found) {
  constexpr std::string_view ends = " \t\"',;{}[]()";
  for (std::size_t i = 0; i < line.size();) {
    if (ends.find(line[i]) != std::string_view::npos || line[i] == ':' || line[i] == '=') {
      ++i;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(ends, i), line.size());
    const std::string_view value = line.substr(i, end - i), name = name_before(line, i);
    if (!name.empty() && is_secret_name(name) && looks_generic_secret(value)) {
      found.push_back({offset + static_cast<std::uint32_t>(i), offset + static_cast<std::uint32_t>(end)});
    }
    // `name=value` and `name:value` without a space: the value starts behind the sign.
    const std::size_t sign = value.find_first_of(":=");
    i = sign == std::string_view::npos || sign == 0 ? end : i + sign + 1;
  }
}

/// As many characters as the value has, so that carets below the line stay true.
std::string mask_of_same_width(std::string_view value) {
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const std::size_t width = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is_start));
  const std::string mask = printable(mask_value(value));
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (is_start(mask[i]) && shown++ == width) break;
    out += mask[i];
  }
  return shown < width ? out + std::string(width - shown, '*') : out;
}

}  // namespace

std::string Shown::masked_line(FileId file, std::uint32_t line) {
  File& opened_file = opened(file);
  const std::string_view text = opened_file.lines.line(line);
  const std::uint32_t begin = opened_file.lines.line_start(std::min(line, opened_file.lines.line_count() - 1));
  const std::uint32_t end = begin + static_cast<std::uint32_t>(text.size());
  std::vector<Span> hidden;
  for (const Span secret : opened_file.secrets) {
    if (secret.begin < end && secret.end > begin)
      hidden.push_back({std::max(secret.begin, begin), std::min(secret.end, end)});
  }
  add_named_secrets(text, begin, hidden);
  std::sort(hidden.begin(), hidden.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::string out;
  std::uint32_t at = begin;
  for (const Span secret : hidden) {
    if (secret.end <= at) continue;
    const Span rest{std::max(secret.begin, at), secret.end};
    out += printable(text.substr(at - begin, rest.begin - at));
    out += mask_of_same_width(text.substr(rest.begin - begin, rest.size()));
    at = rest.end;
  }
  return out + printable(text.substr(at - begin));
}

}  // namespace cumulint
