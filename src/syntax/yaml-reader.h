// The YAML reader's state: one pass over the text, in files of its own for lines, anchors, scalars, flow and block.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/read.h"
#include "syntax/scalar-text.h"

namespace cumulint::yaml {

/// Anchor and tag of a node, as far as they are read.
struct Properties {
  const char* begin = nullptr;
  std::string_view tag;
  int anchor = -1;  // index in the reader's table
};

/// One use of a node: what an Entry keeps of it.
struct Use {
  Node* value = nullptr;
  Span written;
  bool aliased = false;
};

/// What stands first in a line: perhaps a key, perhaps a whole value.
struct Head {
  enum Kind : std::uint8_t { nothing, plain, quoted, node } kind = nothing;
  Properties properties;
  const char* begin = nullptr;  // with properties
  const char *content = nullptr, *end = nullptr;
  std::string_view text;        // decoded, of a scalar on one line
  ScalarStyle style = ScalarStyle::plain;
  bool multi_line = false;
  bool is_key = false;          // `:` follows, and it is consumed
  Use use;                      // of an alias or a flow collection
};

/// Reads strictly first and stops at the first error. Then reads again, `tolerant`: each error is reported, repaired
/// with a guess from the layout, and all else is kept. So sound text never pays for the guesses.
class Reader {
 public:
  Reader(Arena& arena, std::string_view text, const ReadLimits& limits, bool json, bool tolerant);
  /// False if a strict reading failed; the tree is then of no use.
  bool read(Tree& tree);
  /// Why a strict reading failed.
  const SyntaxError& failure() const { return failure_; }

 private:
  // Lines (yaml-lines.cpp)
  static constexpr int no_scalar = 0x7fffffff;
  bool next_token(int tab_limit = no_scalar);
  void add_comment();
  void start_line(const char* line);
  int block_above() const;
  const char* past_conflict(const char* line);
  void tab_indentation();
  void skip_line();
  void skip_deeper_lines(int indent);
  bool is_fresh() const { return p_ == first_token_; }
  int column() const { return static_cast<int>(p_ - line_) + shift_; }
  bool at_marker() const { return p_ == line_ && is_document_marker(p_); }
  bool at_document_end() const { return *p_ == '\0' || (p_ == line_ && (*p_ == '%' || is_document_marker(p_))); }
  bool at_indicator(char c) const { return *p_ == c && is_space_or_end(p_[1]); }
  void error(const char* begin, const char* end, std::string_view message, std::string_view help);
  void fatal(const char* at, std::string_view message, std::string_view help);
  void read_documents();
  void read_directive();
  void read_document();
  void skip_rest();
  void skip_to_json();
  void finish(Tree& tree);

  // Nodes (yaml-lines.cpp)
  Span span(const char* begin, const char* end) const {
    return {static_cast<std::uint32_t>(begin - begin_), static_cast<std::uint32_t>(end - begin_)};
  }
  Use use_of(Node* node, const Properties& properties);
  Use empty(const char* at, const Properties& properties);
  Use broken(const char* at);
  Use scalar(ScalarStyle style, const char* begin, const char* end, std::string_view text, const Properties& properties);
  Use collection(NodeKind kind, bool flow, Span span, std::size_t first_entry, const Properties& properties);
  bool enter();  // false: too deep
  void leave() { --depth_; }
  void count_nodes(std::uint64_t count);

  // Properties, aliases, merges (yaml-anchors.cpp)
  bool at_property() const { return *p_ == '&' || *p_ == '!'; }
  void read_properties(Properties& properties);
  void read_tag(Properties& properties);
  void scan_tag();
  void read_anchor(Properties& properties);
  void join_properties(Properties& outer, const Properties& inner);
  Use read_alias();
  void merge(std::size_t first_entry);

  // Scalars (yaml-scalar.cpp)
  std::string_view decode_quoted(const char* begin, const char* end, char quote);
  void read_quoted(Head& head);
  void read_plain_head(Head& head, bool flow);
  void check_flow_colon();
  Use finish_plain(const Head& head, int indent, const Properties& properties);
  Use read_block_scalar(int indent, const Properties& properties);

  // Flow collections (yaml-flow.cpp)
  Use read_flow();
  Use flow_collection();
  Use flow_node();
  void flow_pair();
  void flow_item();
  void flow_value(Entry& entry);
  void flow_next() { next_token(-1); }
  const char* flow_entries(const char* begin);
  bool flow_ends(const char* begin);
  void unclosed(const char* begin);
  bool is_stray_close() const;
  bool is_outer_close() const;
  void skip_stray_close();
  bool is_half_typed_flow_pair() const;
  void missing_comma(const char* entry_begin);
  Use flow_too_deep();

  // Block collections (yaml-block.cpp)
  Use block_node(int indent, const char* empty_at, bool keys_allowed, bool dash_at_indent);
  Use block_value(Head& head, int indent, const Properties& properties);
  void read_head(Head& head);
  Use block_mapping(int indent, int column, const Head* first, const Properties& properties);
  Use block_sequence(int indent, int column, const Properties& properties, bool ends_at_keys);
  Use block_too_deep(int indent);
  void read_pair(Head& head, int column);
  void set_key(Entry& entry, const Head& head);
  static void set_key(Entry& entry, const Use& key);
  Use read_explicit_pair(Entry& entry, int column);
  void skip_indicator();
  bool another_entry(int indent, int column, int& entry_column, bool sequence);
  // Guesses of the tolerant reading (yaml-repair.cpp)
  Use repair_second_colon(const Head& head, const Properties& properties);
  bool repair_pair(Entry& entry, Head& head, int column);
  bool skip_stray_line(int column);
  bool is_lost_item() const;
  bool is_key_of_block(const char* below, int column) const;
  bool is_lone_item(std::size_t first_entry) const;
  Use repair_lone_item(std::size_t first_entry, int indent, int column, const Properties& properties);
  Use repair_item(int column);
  void skip_misplaced_item(int column);
  bool is_half_typed_key(int column) const;
  bool is_stray_value(const Head& head, int indent, int column) const;
  bool swallows_pairs(const char* inside, const char* close) const;
  bool is_block_behind_bracket() const;
  bool is_shifted_entry() const;

  Arena& arena_;
  const ReadLimits limits_;
  const bool json_, tolerant_;
  bool strict_;                       // an error ends the reading, or the trial of a flow collection
  std::string_view source_;
  const char *begin_, *end_;
  const char* p_;                     // the reading position
  const char* line_;                  // the start of its line
  const char* first_token_;           // the first token of that line
  bool in_conflict_ = false;          // behind <<<<<<<
  std::string_view tabbed_;           // the last indentation with tabs, and the column that it was taken for
  int tabbed_column_ = -1;
  int shift_ = 0;                     // tabs in the indentation count more columns than bytes
  bool failed_ = false, stopped_ = false;
  const char* failed_at_ = nullptr;
  SyntaxError failure_;
  const char* trusted_from_ = nullptr;  // flow collections before it are read by their layout
  const char* cut_at_ = nullptr;        // where an unclosed collection was ended last
  struct Layout {
    int opener = -1;   // the indentation of the line where the flow collection starts
    int entries = -1;  // the column of its first entry that starts a line
  } layout_;           // of the innermost flow collection
  std::uint32_t open_[2] = {};          // mappings and sequences in flow style around p_
  std::uint32_t depth_ = 0, deepest_ = 0;
  std::uint64_t nodes_ = 0;           // with aliased ones as often as they are used
  std::uint32_t aliases_ = 0;

  int flow_tab_limit_ = -1;             // the indentation of the block around flow collections
  std::vector<std::string_view> tag_handles_;

  struct Anchor {
    std::string_view name;
    Node* node = nullptr;             // null while it is being read
    std::uint32_t height = 0;         // levels below it; while it is read: the depth where it stands
    std::uint32_t deepest_before = 0;
    std::uint64_t nodes = 0;          // below it, as all passes see them; while it is read: those before it
  };
  std::vector<Anchor> anchors_;
  std::unordered_map<std::string_view, int> anchor_names_;
  struct Block {
    int column = 0;
    bool is_sequence = false;
    std::size_t first_entry = 0;
  };
  std::vector<Block> blocks_;         // the block collections around p_
  std::vector<Entry> entries_;        // a stack: of all collections that are being read
  std::vector<const Node*> documents_;
  std::vector<Comment> comments_;
  std::vector<SyntaxError> errors_;
  Decoded decoded_;                   // scratch
};

}  // namespace cumulint::yaml
