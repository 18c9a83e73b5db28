// What the fuzz targets of the readers share: a tree must keep its promises, or the run stops.

#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/arena.h"
#include "support/tree-checks.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint::fuzz {

/// A text as readers want it: with NUL bytes behind it.
class PaddedText {
 public:
  PaddedText(const unsigned char* data, std::size_t size) : padded_(reinterpret_cast<const char*>(data), size), size_(size) {
    padded_.append(SourceFile::padding, '\0');
  }
  std::string_view text() const { return {padded_.data(), size_}; }

 private:
  std::string padded_;
  std::size_t size_;
};

[[noreturn]] inline void fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

inline void check(const std::string& wrong) {
  if (!wrong.empty()) fail(wrong);
}

}  // namespace cumulint::fuzz
