// Reading: bytes to a Tree. Never fails, never throws; what is wrong is in Tree::errors.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "syntax/node.h"

namespace cumulint {

struct ReadLimits {
  std::uint32_t depth = 200;           // for all later passes: they may recurse
  std::uint32_t nodes = 2'000'000;
  std::uint32_t aliases = 100'000;
};

/// Reads YAML. `text` is followed by SourceFile::padding NUL bytes and outlives the tree; nodes live in `arena`.
Tree read_yaml(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits = {});

/// Reads JSON: RapidJSON's SAX first; on an error again by the YAML reader's tolerant flow mode.
Tree read_json(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits = {});

/// JSON if the first character that is no white space is '{' or '[' and the name does not say YAML; else YAML.
Tree read_tree(FileId file, std::string_view path, std::string_view text, Arena& arena, const ReadLimits& limits = {});

/// Maps a range of a scalar's decoded text to the bytes in the file that made it (escapes, folding, indentation): for
/// !Sub, inline code, workflows and event patterns. `source` is the whole file.
Span in_file(std::string_view source, const Node& scalar, Span decoded);

}  // namespace cumulint
