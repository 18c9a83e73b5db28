// Byte offsets to lines and columns.
#include "text/line-index.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// How many units the character that starts with `lead` counts.
std::uint32_t units(char lead, ColumnUnit unit) {
  if (unit == ColumnUnit::bytes) return 1;
  if (is_continuation(lead)) return 0;
  return unit == ColumnUnit::utf16 && static_cast<unsigned char>(lead) >= 0xF0 ? 2 : 1;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  // Editors and the reports' consumers do not count a byte order mark, so the first line starts behind it.
  starts_.push_back(starts_with(text, "\xEF\xBB\xBF") ? 3 : 0);
  for (std::size_t i = starts_[0]; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return after == starts_.begin() ? 0 : static_cast<std::uint32_t>(after - starts_.begin() - 1);
}

Position LineIndex::position(std::uint32_t offset, ColumnUnit unit) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_of(offset);
  std::uint32_t column = 0;
  if (unit == ColumnUnit::bytes) return {line, offset - std::min(offset, starts_[line])};
  for (std::uint32_t i = starts_[line]; i < offset; ++i) column += units(text_[i], unit);
  return {line, column};
}

std::uint32_t LineIndex::offset(Position position, ColumnUnit unit) const {
  if (position.line >= line_count()) return static_cast<std::uint32_t>(text_.size());
  const std::uint32_t start = starts_[position.line];
  const std::string_view text = line(position.line);
  std::uint32_t column = 0, i = 0;
  for (; i < text.size(); ++i) {
    const std::uint32_t size = units(text[i], unit);
    if (size > 0 && column + size > position.column) break;
    column += size;
  }
  return start + i;
}

std::string_view LineIndex::line(std::uint32_t line) const {
  if (line >= line_count()) return {};
  std::size_t end = line + 1 < line_count() ? starts_[line + 1] : text_.size();
  const std::size_t start = starts_[line];
  if (line + 1 < line_count()) {
    --end;
    if (end > start && text_[end] == '\n' && text_[end - 1] == '\r') --end;
  }
  return text_.substr(start, end - start);
}

}  // namespace cumulint
