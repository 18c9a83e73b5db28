// The slow path of Arena: new blocks, which double up to a limit.
#include "base/arena.h"

#include <algorithm>

namespace cumulint {

void* Arena::allocate_slow(std::size_t size, std::size_t alignment) {
  CUMULINT_ASSERT(!frozen_);
  constexpr std::size_t first_block = 4096, largest_block = std::size_t{1} << 20;
  const std::size_t grown = std::min(largest_block, first_block << std::min<std::size_t>(blocks_.size(), 8));
  const std::size_t block = std::max(grown, size + alignment);
  // Not value-initialised: zeroing a block costs more than everything else done to it.
  blocks_.emplace_back(new std::byte[block]);
  bytes_ += block;
  next_ = reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  end_ = next_ + block;
  return allocate(size, alignment);
}

std::string_view Arena::copy(std::string_view text) {
  char* memory = static_cast<char*>(allocate(text.size() + 1, 1));
  if (!text.empty()) std::memcpy(memory, text.data(), text.size());
  memory[text.size()] = '\0';
  return {memory, text.size()};
}

std::string_view Arena::join(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  char* memory = static_cast<char*>(allocate(size + 1, 1));
  char* out = memory;
  for (std::string_view part : parts) out = std::copy(part.begin(), part.end(), out);
  *out = '\0';
  return {memory, size};
}

}  // namespace cumulint
