// Places in files, as byte offsets. Lines and columns are derived late, by whoever prints them.
#pragma once

#include <cstdint>

namespace cumulint {

/// A range of bytes, half open.
struct Span {
  std::uint32_t begin = 0, end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr bool operator==(Span, Span) = default;
};

/// Index of a file in the SourceMap.
enum class FileId : std::uint32_t { none = 0xffffffff };

struct Location {
  FileId file = FileId::none;
  Span span;

  friend constexpr bool operator==(Location, Location) = default;
};

}  // namespace cumulint
