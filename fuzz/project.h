// A project in memory, made of a fuzzer's bytes: a template, and behind a NUL byte the code of its function.

#pragma once

#include "fuzz/reader-checks.h"
#include "support/memory-outside.h"

namespace cumulint::fuzz {

struct ProjectText {
  std::string text, code;

  ProjectText(const unsigned char* data, std::size_t size) : text(reinterpret_cast<const char*>(data), size) {
    const std::size_t end = text.find('\0');
    if (end == std::string::npos) return;
    code = text.substr(end + 1);
    text.resize(end);
  }

  void write_to(test::MemoryOutside& outside) const {
    outside.file("template.yaml", text);
    outside.file("src/app.py", code);
    outside.file("app.js", code);
  }
};

/// Does the text read without an error?
inline bool is_sound(const std::string& text) {
  const PaddedText padded(reinterpret_cast<const unsigned char*>(text.data()), text.size());
  Arena arena;
  return read_tree(FileId{0}, "template.yaml", padded.text(), arena).complete;
}

}  // namespace cumulint::fuzz
