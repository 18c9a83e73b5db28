// LineIndex: byte offsets to lines and columns, in the units that each consumer counts in.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cumulint {

enum class ColumnUnit : std::uint8_t { bytes, utf16, code_points };

/// Zero-based; writers add one where their format wants it.
struct Position {
  std::uint32_t line = 0, column = 0;
};

/// Made by a writer on first use of a file; `text` must outlive it. Lines end at LF, CRLF or a lone CR.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// Offsets beyond the end give the end.
  Position position(std::uint32_t offset, ColumnUnit unit) const;
  /// The offset of a position; columns beyond the line give the line's end.
  std::uint32_t offset(Position position, ColumnUnit unit) const;
  /// The text of a line without its line break.
  std::string_view line(std::uint32_t line) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  std::uint32_t line_of(std::uint32_t offset) const;
  std::uint32_t line_start(std::uint32_t line) const { return starts_[line]; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace cumulint
