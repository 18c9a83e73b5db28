// ParseMemory: where tree-sitter's many small pieces of memory come from while one source is parsed.
#pragma once

namespace cumulint {

/// While it lives, tree-sitter's memory on this thread comes from blocks that are given back all at once at its end: trees
/// need not be deleted. Nothing made meanwhile may be used, or deleted, afterwards. They don't nest.
class ParseMemory {
 public:
  ParseMemory();
  ~ParseMemory();
  ParseMemory(const ParseMemory&) = delete;
  ParseMemory& operator=(const ParseMemory&) = delete;
};

/// Makes tree-sitter ask here; without a ParseMemory it then gets ordinary memory. Done by the first ParseMemory.
/// `false` gives tree-sitter its own allocator back, for benchmarks; no parser or tree may be alive.
void install_parse_memory(bool really = true);

}  // namespace cumulint
