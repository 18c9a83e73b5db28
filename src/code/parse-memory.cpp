// A pool with one free list a size class, so that memory grows with the tree, not with the work done on it. What is larger
// comes from malloc; the pool knows of it.

#include "code/parse-memory.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

namespace cumulint {
namespace {

constexpr std::size_t unit = 16, most_pooled = 1024;
constexpr std::size_t block_size = 64 * 1024, blocks_kept = 64;  // of a thread, between sources

/// Before every piece.
struct alignas(unit) Header {
  std::size_t size = 0;
  enum class Owner : std::uint32_t { nobody, block, pool } owner = Owner::nobody;  // pool: one of its large pieces
  std::uint32_t number = 0;                                                       // of the large piece
};
using Owner = Header::Owner;

/// Tree-sitter's own allocator ends the process too when memory runs out: its code does not look at what it gets.
void* checked(void* memory) {
  if (memory == nullptr) std::abort();
  return memory;
}

struct FreePiece {
  FreePiece* next = nullptr;
};

class Pool {
 public:
  /// `size` is a multiple of the unit.
  void* take(std::size_t size) {
    if (size > most_pooled) return take_large(size);
    FreePiece*& free = free_[size / unit];
    if (free != nullptr) {
      FreePiece* const piece = free;
      free = piece->next;
      return piece;
    }
    const std::size_t whole = size + sizeof(Header);
    if (left_ < whole) grow();
    Header* const header = ::new (next_) Header{size, Owner::block};
    next_ += whole;
    left_ -= whole;
    return header + 1;
  }

  void give_back(Header* header) {
    if (header->owner == Owner::block) {
      FreePiece*& free = free_[header->size / unit];
      free = ::new (header + 1) FreePiece{free};
      return;
    }
    large_[header->number] = large_.back();
    large_[header->number]->number = header->number;
    large_.pop_back();
    std::free(header);
  }

  Header* enlarge(Header* header, std::size_t size) {
    const std::uint32_t number = header->number;
    Header* const moved = static_cast<Header*>(checked(std::realloc(header, size + sizeof(Header))));
    moved->size = size;
    return large_[number] = moved;
  }

  /// Blocks stay for the next source: what is given back to the system would come anew, page for page.
  void clear() {
    for (Header* piece : large_) std::free(piece);
    large_.clear();
    free_.fill(nullptr);
    for (std::size_t i = blocks_kept; i < blocks_.size(); ++i) std::free(blocks_[i]);
    blocks_.resize(std::min(blocks_.size(), blocks_kept));
    used_ = left_ = 0;
  }

  Pool() = default;
  ~Pool() {
    clear();
    for (std::byte* block : blocks_) std::free(block);
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

 private:
  void grow() {
    if (used_ == blocks_.size()) blocks_.push_back(static_cast<std::byte*>(checked(std::malloc(block_size))));
    next_ = blocks_[used_++];
    left_ = block_size;
  }

  void* take_large(std::size_t size) {
    const std::uint32_t number = static_cast<std::uint32_t>(large_.size());
    Header* const header = ::new (checked(std::malloc(size + sizeof(Header)))) Header{size, Owner::pool, number};
    large_.push_back(header);
    return header + 1;
  }

  std::array<FreePiece*, most_pooled / unit + 1> free_ = {};
  std::vector<std::byte*> blocks_;
  std::vector<Header*> large_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0, used_ = 0;  // bytes of the block; blocks
};

thread_local Pool own_pool;
thread_local constinit Pool* active_pool = nullptr;  // the own one, while there is a ParseMemory

Header* header_of(void* memory) { return static_cast<Header*>(memory) - 1; }

std::size_t in_units(std::size_t wanted) { return (wanted + unit - 1) / unit * unit; }

void* allocate(std::size_t wanted) {
  const std::size_t size = in_units(wanted);
  if (active_pool != nullptr) return active_pool->take(size);
  return ::new (checked(std::malloc(size + sizeof(Header)))) Header{size} + 1;
}

void* allocate_zeroed(std::size_t count, std::size_t each) {
  if (each != 0 && count > SIZE_MAX / 2 / each) std::abort();
  return std::memset(allocate(count * each), 0, count * each);
}

void release(void* memory) {
  if (memory == nullptr) return;
  Header* const header = header_of(memory);
  if (header->owner == Owner::nobody)
    std::free(header);
  else
    active_pool->give_back(header);
}

void* reallocate(void* memory, std::size_t wanted) {
  if (memory == nullptr) return allocate(wanted);
  Header* const header = header_of(memory);
  const std::size_t had = header->size;
  if (wanted <= had) return memory;
  if (header->owner == Owner::pool) return active_pool->enlarge(header, in_units(wanted)) + 1;
  void* const larger = allocate(wanted);
  std::memcpy(larger, memory, had);
  release(memory);
  return larger;
}

}  // namespace

void install_parse_memory(bool really) {
  if (really)
    ts_set_allocator(allocate, allocate_zeroed, reallocate, release);
  else
    ts_set_allocator(nullptr, nullptr, nullptr, nullptr);
}

ParseMemory::ParseMemory() {
  static std::once_flag installed;
  std::call_once(installed, [] { install_parse_memory(); });
  active_pool = &own_pool;
}

ParseMemory::~ParseMemory() {
  active_pool = nullptr;
  own_pool.clear();
}

}  // namespace cumulint
