// The YAML reader's lines: tokens, comments, errors, documents and the making of nodes.
#include <algorithm>
#include <cstring>

#include "base/strings.h"
#include "syntax/yaml-reader.h"

namespace cumulint::yaml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

Reader::Reader(Arena& arena, std::string_view text, const ReadLimits& limits, bool json, bool tolerant)
    : arena_(arena), limits_(limits), json_(json), tolerant_(tolerant), strict_(!tolerant), source_(text), begin_(text.data()),
      end_(text.data() + text.size()), p_(begin_), line_(begin_), first_token_(begin_) {
  if (starts_with(text, byte_order_mark)) start_line(begin_ + byte_order_mark.size());
}

void Reader::start_line(const char* line) {
  p_ = line_ = first_token_ = line;
  shift_ = 0;
}

/// Goes to the next token over blanks, comments and line breaks; true if it stands first in its line. A tab must not
/// indent: it is white space only right of column `tab_limit`, as in the further lines of a plain scalar.
bool Reader::next_token(int tab_limit) {
  bool new_line = p_ == line_;
  for (;;) {
    while (*p_ == ' ') ++p_;
    if (*p_ == '\t') {
      if (new_line && column() <= tab_limit) tab_indentation();
      p_ = skip_blanks(p_);
    }
    if (*p_ == '#') {
      add_comment();
      if (tab_limit >= 0) tab_limit = no_scalar;
    }
    if (!is_break(*p_)) break;
    const char* line = skip_break(p_);
    if (std::memcmp(line, byte_order_mark.data(), byte_order_mark.size()) == 0) line += byte_order_mark.size();
    start_line(past_conflict(line));
    new_line = true;
  }
  if (new_line) first_token_ = p_;
  return is_fresh();
}

void Reader::add_comment() {
  const char* const start = p_;
  const char* const stop = static_cast<const char*>(std::memchr(p_, '\n', static_cast<std::size_t>(end_ - p_)));
  p_ = stop == nullptr ? end_ : stop;
  if (const void* lone = std::memchr(start, '\r', static_cast<std::size_t>(p_ - start))) {
    p_ = static_cast<const char*>(lone);
  }
  comments_.push_back({span(start, p_), std::all_of(line_, start, is_blank)});
}

/// A merge conflict that nobody has resolved is one error, and its first side is read.
const char* Reader::past_conflict(const char* line) {
  const auto starts = [&](const char* at, std::string_view mark) {
    return static_cast<std::size_t>(end_ - at) > mark.size() && std::memcmp(at, mark.data(), mark.size()) == 0;
  };
  const auto next_line = [&](const char* at) {
    while (!is_break_or_end(*at)) ++at;
    return is_break(*at) ? skip_break(at) : at;
  };
  if (!tolerant_ || strict_) return line;
  if (starts(line, "<<<<<<< ")) {
    error(line, line + 7, "an unresolved merge conflict", "keep one side, and remove the markers");
    in_conflict_ = true;
    return next_line(line);
  }
  if (!in_conflict_ || !starts(line, "=======")) return line;
  const char* at = line;
  while (at < end_ && !starts(at, ">>>>>>> ")) {
    const char* const next = next_line(at);
    if (next == at) return line;
    at = next;
  }
  in_conflict_ = false;
  return next_line(at);
}

/// The column of the line above if it ends with a colon: what follows belongs below it. Else -1.
int Reader::block_above() const {
  if (line_ == begin_) return -1;
  const char* end = line_ - 1;
  while (end > begin_ && (is_blank(end[-1]) || is_break(end[-1]))) --end;
  if (end == begin_ || end[-1] != ':') return -1;
  const char* start = end;
  while (start > begin_ && !is_break(start[-1])) --start;
  const char* const token = skip_blanks(start);
  const std::string_view blanks(start, static_cast<std::size_t>(token - start));
  return blanks == tabbed_ ? tabbed_column_ : static_cast<int>(blanks.size());
}

/// A tab counts as much as brings the line to an even column, and below a key: the guess that fits most files.
void Reader::tab_indentation() {
  const char* const tab = p_;
  const char* const token = skip_blanks(p_);
  error(tab, token, "a tab in the indentation", "indent with spaces: YAML allows no tabs here");
  if (failed_) return;
  int width = column();
  for (const char* c = tab; c < token; ++c) width += *c == ' ' ? 1 : 2 - width % 2;
  const std::string_view blanks(line_, static_cast<std::size_t>(token - line_));
  if (blanks == tabbed_)
    width = tabbed_column_;
  else if (const int above = block_above(); width <= above)
    width = above + 2;
  tabbed_ = blanks;
  tabbed_column_ = width;
  shift_ = width - static_cast<int>(token - line_);
}

void Reader::skip_line() {
  while (!is_break_or_end(*p_)) ++p_;
}

/// Skips what is deeper than a column: the content that nothing can be made of.
void Reader::skip_deeper_lines(int indent) {
  do skip_line();
  while (next_token(-1) && column() > indent && !at_document_end());
}

/// One error a line: what follows from the first one is no news.
void Reader::error(const char* begin, const char* end, std::string_view message, std::string_view help) {
  if (stopped_) return;
  if (strict_) {
    if (!failed_) failed_at_ = p_;
    if (!failed_) failure_ = {span(begin, end), message, help, false};
    failed_ = true;
    p_ = end_;
    return;
  }
  const Span where = span(begin, end);
  if (!errors_.empty()) {
    const std::uint32_t last = errors_.back().where.begin;
    const std::uint32_t from = std::min(last, where.begin), to = std::max(last, where.begin);
    const std::string_view between = source_.substr(from, to - from);
    if (between.find('\n') == std::string_view::npos) return;
  }
  errors_.push_back({where, message, help, false});
}

/// Ends the reading: what is read so far stays.
void Reader::fatal(const char* at, std::string_view message, std::string_view help) {
  if (stopped_) return;
  error(at, at, message, help);
  stopped_ = true;
  p_ = end_;
}

bool Reader::enter() {
  ++depth_;
  deepest_ = std::max(deepest_, depth_);
  return depth_ <= limits_.depth;
}

void Reader::count_nodes(std::uint64_t count) {
  nodes_ += count;
  if (nodes_ > limits_.nodes) fatal(p_, "the file has too many values", "split it: nested stacks can share the work");
}

Use Reader::use_of(Node* node, const Properties& properties) {
  node->tag = properties.tag;
  Use use{node, node->span, false};
  if (properties.begin != nullptr) {
    use.written.begin = span(properties.begin, properties.begin).begin;
    if (node->span.empty()) use.written.end = node->span.end;
  }
  if (properties.anchor >= 0) {
    Anchor& anchor = anchors_[static_cast<std::size_t>(properties.anchor)];
    anchor.node = node;
    anchor.height = deepest_ - anchor.height;
    anchor.nodes = nodes_ - anchor.nodes;
    deepest_ = std::max(deepest_, anchor.deepest_before);
  }
  return use;
}

Use Reader::scalar(ScalarStyle style, const char* begin, const char* end, std::string_view text,
                   const Properties& properties) {
  count_nodes(1);
  Node* node = arena_.make<Node>();
  node->style = style;
  node->span = span(begin, end);
  node->text = text;
  return use_of(node, properties);
}

Use Reader::empty(const char* at, const Properties& properties) {
  return scalar(ScalarStyle::plain, at, at, {at, 0}, properties);
}

Use Reader::broken(const char* at) {
  count_nodes(1);
  Node* node = arena_.make<Node>();
  node->kind = NodeKind::broken;
  node->span = span(at, at);
  return use_of(node, {});
}

Use Reader::collection(NodeKind kind, bool flow, Span span, std::size_t first_entry, const Properties& properties) {
  count_nodes(1);
  Node* node = arena_.make<Node>();
  node->kind = kind;
  node->flow = flow;
  node->span = span;
  if (kind == NodeKind::mapping) merge(first_entry);
  node->children = arena_.copy(std::span<const Entry>(entries_).subspan(first_entry));
  entries_.resize(first_entry);
  return use_of(node, properties);
}

void Reader::read_documents() {
  next_token();
  while (!failed_) {
    const bool first = documents_.empty();
    const char* const directives = p_;
    while (*p_ == '%' && p_ == line_) read_directive();
    if (p_ != directives && !(at_marker() && *p_ == '-')) {
      error(directives, directives + 1, "a directive without a document", "put --- on the next line");
    }
    const bool marked = at_marker();
    if (*p_ == '\0' && !marked) return;
    if (marked && *p_ == '.') {
      if (first) error(p_, p_ + 3, "the end of a document that has not begun", "remove the three dots");
      p_ += 3;
      next_token();
      continue;
    }
    if (!marked && !first) error(p_, p_ + 1, "a further document without its start", "put --- before it");
    if (marked) p_ += 3;
    anchors_.clear();
    anchor_names_.clear();
    read_document();
    tag_handles_.clear();
  }
}

void Reader::read_directive() {
  const char* const start = p_;
  skip_line();
  const std::string_view text(start, static_cast<std::size_t>(p_ - start));
  if (starts_with(text, "%TAG ")) {
    const std::string_view handle = trim(text.substr(5));
    tag_handles_.push_back(handle.substr(0, handle.find(' ')));
  } else if (!starts_with(text, "%YAML ")) {
    error(start, p_, "an unknown directive", "only %YAML and %TAG are known");
  }
  next_token(-1);
}

void Reader::read_document() {
  const char* const after_marker = p_;
  const bool fresh = next_token();
  if (json_ && *p_ != '\0' && *p_ != '{' && *p_ != '[') skip_to_json();
  documents_.push_back(block_node(-1, after_marker, fresh, true).value);
  for (;;) {
    next_token();
    if (failed_ || (is_fresh() && at_document_end()) || *p_ == '\0') return;
    error(p_, p_ + 1, "this does not belong to the value before it", "check the indentation, or start a document with ---");
    if (json_) return skip_rest();
    const std::size_t known = entries_.size();
    if (is_fresh()) block_node(-1, p_, true, false);  // only to find where it ends
    entries_.resize(known);
    if (!is_fresh()) skip_line();
  }
}

void Reader::skip_rest() {
  p_ = end_;
  line_ = first_token_ = end_;
}

/// What stands before the first bracket of JSON is nothing.
void Reader::skip_to_json() {
  error(p_, p_ + 1, "this does not belong to the value behind it", "JSON starts with a bracket");
  while (*p_ != '\0' && *p_ != '{' && *p_ != '[') {
    skip_line();
    next_token();
  }
}

void Reader::finish(Tree& tree) {
  if (documents_.empty()) documents_.push_back(empty(begin_, {}).value);
  std::stable_sort(errors_.begin(), errors_.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.where.begin < b.where.begin; });
  tree.root = documents_.front();
  tree.documents = arena_.copy(documents_);
  tree.comments = arena_.copy(comments_);
  tree.errors = arena_.copy(errors_);
  tree.complete = errors_.empty();
}

bool Reader::read(Tree& tree) {
  entries_.reserve(64);
  read_documents();
  if (failed_) return false;
  finish(tree);
  return true;
}

}  // namespace cumulint::yaml
