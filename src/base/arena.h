// Arena: bump allocation for what lives and dies with a Unit, a CodeUnit or a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/assert.h"

namespace cumulint {

/// Owns memory for trivially destructible objects that point at each other freely. Not thread-safe: one thread fills
/// it; after `freeze()` any thread may read what is in it and an allocation is a bug.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  /// Makes one T from `args` (aggregate or constructor).
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// Copies a list into the arena.
  template <class T>
  std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    void* memory = allocate(items.size_bytes(), alignof(T));
    std::memcpy(memory, items.data(), items.size_bytes());
    return {static_cast<const T*>(memory), items.size()};
  }
  template <class T>
  std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  /// Copies text into the arena; the result is followed by a NUL byte.
  std::string_view copy(std::string_view text);

  /// Concatenates into the arena.
  std::string_view join(std::initializer_list<std::string_view> parts);

  /// Raw memory, aligned; used by the templates above.
  void* allocate(std::size_t size, std::size_t alignment) {
    const std::uintptr_t start = (next_ + alignment - 1) & ~(static_cast<std::uintptr_t>(alignment) - 1);
    if (start + size > end_ || next_ == 0) return allocate_slow(size, alignment);
    next_ = start + size;
    return reinterpret_cast<void*>(start);
  }

  void freeze() { frozen_ = true; next_ = end_ = 0; }
  std::size_t bytes() const { return bytes_; }

 private:
  void* allocate_slow(std::size_t size, std::size_t alignment);

  std::uintptr_t next_ = 0, end_ = 0;
  std::size_t bytes_ = 0;
  bool frozen_ = false;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace cumulint
