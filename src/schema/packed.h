// How the packed tables lie in memory: tools/pack-schemas writes them, packed.S embeds them, nothing is read at start.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace cumulint::schema {

extern "C" const char cumulint_packed_text[];

/// A text of the packed pool: two bytes of length, then the bytes.
class Text {
 public:
  std::string_view view() const {
    std::uint16_t size;
    std::memcpy(&size, cumulint_packed_text + offset_, sizeof size);
    return {cumulint_packed_text + offset_ + sizeof size, size};
  }
  operator std::string_view() const { return view(); }
  friend bool operator==(const Text& a, std::string_view b) { return a.view() == b; }

 private:
  std::uint32_t offset_;
};

/// `count` neighbours in a packed table.
struct Range {
  std::uint32_t first;
  std::uint32_t count;

  template <class T>
  std::span<const T> of(const T* table) const {
    return {table + first, count};
  }
};

}  // namespace cumulint::schema
