// The way back from decoded text to the bytes of the file.
#include "syntax/scalar-places.h"

#include <algorithm>
#include <functional>

#include "base/strings.h"

namespace cumulint::yaml {
namespace {

int longest_line(std::string_view text) {
  std::size_t longest = 0;
  for (std::string_view line : split(text, '\n')) longest = std::max(longest, line.size());
  return static_cast<int>(longest);
}

/// The spaces of the longest of the blank lines that start at `line`.
int longest_blank_line(const char* line) {
  std::ptrdiff_t longest = 0;
  for (;;) {
    const char* p = line;
    while (*p == ' ') ++p;
    if (!is_break_or_end(*p)) break;
    longest = std::max(longest, p - line);
    if (*p == '\0') break;
    line = skip_break(p);
  }
  return static_cast<int>(longest);
}

/// How far the lines of a block scalar with an explicit indentation are indented: what its first line with text lost.
/// Without such a line no text tells, and any line that is not blank is not part of it.
int block_indent(const char* content, std::string_view decoded) {
  constexpr int beyond_any_line = 1 << 20;
  const std::size_t first = decoded.find_first_not_of('\n');
  if (first == std::string_view::npos) return beyond_any_line;
  const std::size_t first_text = decoded.find_first_not_of("\n ");
  if (first_text == std::string_view::npos) return longest_blank_line(content) - longest_line(decoded);
  const std::size_t line_start = decoded.rfind('\n', first_text) + 1;  // npos + 1 is 0
  const std::size_t kept = first_text - line_start;
  for (const char* line = content; *line != '\0';) {
    const char* p = line;
    while (*p == ' ') ++p;
    if (!is_break_or_end(*p)) return static_cast<int>(p - line) - static_cast<int>(kept);
    if (*p == '\0') break;
    line = skip_break(p);
  }
  return beyond_any_line;
}

void decode_block_again(const char* begin, const char* end, const Node& scalar, Decoded& out) {
  const BlockHeader header = read_block_header(begin + 1);
  const char* p = header.end;
  while (!is_break_or_end(*p)) ++p;
  if (*p == '\0') return;
  const char* const content = skip_break(p);
  const int indent = std::max(1, block_indent(content, scalar.text));
  const BlockScalar found = scan_block_scalar(content, indent, 1, header.chomping, std::max(content, end));
  decode_block_scalar(found, scalar.style == ScalarStyle::folded, out);
}

}  // namespace

void decode_again(const char* begin, const char* end, const Node& scalar, Decoded& out) {
  switch (scalar.style) {
    case ScalarStyle::literal:
    case ScalarStyle::folded: return decode_block_again(begin, end, scalar, out);
    case ScalarStyle::plain: return decode_flow_scalar(begin, end, '\0', out);
    case ScalarStyle::single_quoted:
    case ScalarStyle::double_quoted: {
      const bool is_closed = scan_quoted(begin + 1, *begin, false).close == end - 1;
      return decode_flow_scalar(begin + 1, is_closed ? end - 1 : end, *begin, out);
    }
  }
}

Span in_source(const std::vector<Piece>& pieces, const char* source, Span decoded, Span whole) {
  if (pieces.empty()) return whole;
  const auto piece_at = [&](std::uint32_t position) -> const Piece& {
    const auto after = std::upper_bound(pieces.begin(), pieces.end(), position,
                                        [](std::uint32_t at, const Piece& piece) { return at < piece.decoded; });
    return after == pieces.begin() ? pieces.front() : *(after - 1);
  };
  const Piece& first = piece_at(decoded.begin);
  const std::uint32_t into = std::min(first.size, decoded.begin - first.decoded);
  const char* const begin = into == first.size ? first.end : first.verbatim ? first.begin + into : first.begin;
  const char* end = begin;
  if (!decoded.empty()) {
    const Piece& last = piece_at(decoded.end - 1);
    const std::uint32_t behind = std::min(last.size, decoded.end - last.decoded);
    end = last.verbatim ? last.begin + behind : last.end;
  }
  return {static_cast<std::uint32_t>(begin - source), static_cast<std::uint32_t>(std::max(begin, end) - source)};
}

}  // namespace cumulint::yaml

namespace cumulint {

ScalarPlaces::ScalarPlaces(std::string_view source, const Node& scalar) : source_(source), scalar_(&scalar) {
  if (scalar.kind != NodeKind::scalar || is_verbatim()) return;
  yaml::Decoded again;
  again.pieces = &pieces_;
  yaml::decode_again(source.data() + scalar.span.begin, source.data() + scalar.span.end, scalar, again);
}

Span ScalarPlaces::in_file(Span decoded) const {
  if (scalar_->kind != NodeKind::scalar) return scalar_->span;
  const std::uint32_t size = static_cast<std::uint32_t>(scalar_->text.size());
  decoded.begin = std::min(decoded.begin, size);
  decoded.end = std::clamp(decoded.end, decoded.begin, size);
  if (!is_verbatim()) return yaml::in_source(pieces_, source_.data(), decoded, scalar_->span);
  const std::uint32_t start = static_cast<std::uint32_t>(scalar_->text.data() - source_.data());
  return {start + decoded.begin, start + decoded.end};
}

bool ScalarPlaces::is_verbatim() const {
  const std::string_view text = scalar_->text;
  const std::less_equal<const char*> before;
  return before(source_.data(), text.data()) && before(text.data() + text.size(), source_.data() + source_.size());
}

}  // namespace cumulint
