// One syntax tree for YAML and JSON, with exact places. Order and duplicate keys are kept; an alias is a shared node.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/span.h"

namespace cumulint {

enum class NodeKind : std::uint8_t { scalar, sequence, mapping, broken };
enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

struct Node;

/// A pair of a mapping or an item of a sequence. What belongs to one use (an alias, a merge) is here, not in the node.
struct Entry {
  std::string_view key;           // decoded; empty for an item
  Span key_span;                  // with quotes
  Span written;                   // what stands here: the value (with its tag and anchor), or `*alias`
  const Node* value = nullptr;    // never null: an empty value is a plain scalar with an empty span
  const Node* key_node = nullptr; // for complex keys and aliases as keys; null for plain text keys
  bool merged = false;            // came in through `<<`
  bool aliased = false;           // `value` was reached through `*alias`
  std::uint32_t looped = 0;       // how many Fn::ForEach made of the text; 0: it is none of them
};

struct Node {
  NodeKind kind = NodeKind::scalar;
  ScalarStyle style = ScalarStyle::plain;
  bool flow = false;                  // [a, b] or {a: b}, as all of JSON
  std::string_view tag;               // "!Ref", "!Fn::Sub", "!!str"; empty if none
  Span span;                          // with quotes, without tag and anchor
  std::string_view text;              // of a scalar, decoded; a view of the file where possible
  std::span<const Entry> children;    // of a mapping or sequence
  std::uint32_t users = 1;            // how often the node is used: > 1 where it is anchored and aliased
};

struct Comment {
  Span span;          // from '#' (or the opening delimiter) to before the line break
  bool own_line = false;
};

/// A broken place in the text. The rest of the tree is kept.
struct SyntaxError {
  Span where;
  std::string_view message;  // a sentence fragment, lower case, no full stop
  std::string_view help;     // the repair; may be empty
  bool fatal = false;   // nothing usable could be read
};

/// What a reader made of one document (the first; further documents are in `documents`).
struct Tree {
  FileId file = FileId::none;
  std::string_view source;                // the file's whole text
  const Node* root = nullptr;             // never null after reading; an empty file has an empty plain scalar
  std::span<const Node* const> documents; // all documents, root first
  std::span<const Comment> comments;
  std::span<const SyntaxError> errors;    // in order of place
  bool complete = true;                   // false if anything was skipped or repaired
  bool json = false;
};

/// The pair's value for `key` in a mapping (the last written wins over merged ones; of duplicates the first); null if none.
const Entry* find_entry(const Node& mapping, std::string_view key);

/// Is the plain scalar null in YAML 1.1's sense (empty, ~, null)? Quoted text never is.
bool is_null(const Node& scalar);

}  // namespace cumulint
