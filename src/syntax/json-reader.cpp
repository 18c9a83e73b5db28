// JSON by RapidJSON's SAX interface: iterative, with the places that RapidJSON itself does not know.
#include "syntax/json-reader.h"

#include <rapidjson/reader.h>

#include <vector>

#include "base/strings.h"

namespace cumulint {
namespace {

/// The text as RapidJSON sees it. The stock stream is copied inside strings and numbers, so its position is stale in
/// callbacks; this one is always passed by reference.
class Stream {
 public:
  using Ch = char;
  Stream(const char* begin, const char* p) : begin_(begin), p_(p) {}
  Ch Peek() const { return *p_; }
  Ch Take() { return *p_++; }
  std::size_t Tell() const { return static_cast<std::size_t>(p_ - begin_); }
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }
  const char* position() const { return p_; }

 private:
  const char* begin_;
  const char* p_;
};

/// Builds the tree. RapidJSON calls it behind each token: where the token starts follows from where the last one ended.
class Builder {
 public:
  using Ch = char;
  Builder(const char* begin, const char* first, const Stream& stream, Arena& arena, const ReadLimits& limits)
      : begin_(begin), last_end_(first), stream_(stream), arena_(arena), limits_(limits) {
    entries_.reserve(64);
  }

  bool Null() { return literal(); }
  bool Bool(bool) { return literal(); }
  bool Int(int) { return literal(); }
  bool Uint(unsigned) { return literal(); }
  bool Int64(std::int64_t) { return literal(); }
  bool Uint64(std::uint64_t) { return literal(); }
  bool Double(double) { return literal(); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return literal(); }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    const Span span = token();
    return add(scalar(ScalarStyle::double_quoted, span, text_of(span, {text, size})));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const Span span = token();
    Entry& entry = open_.back().pair;
    entry.key_span = span;
    entry.key = text_of(span, {text, size});
    return true;
  }

  bool StartObject() { return start(); }
  bool StartArray() { return start(); }
  bool EndObject(rapidjson::SizeType) { return end(NodeKind::mapping); }
  bool EndArray(rapidjson::SizeType) { return end(NodeKind::sequence); }

  const Node* root() const { return root_; }

 private:
  struct Open {
    std::uint32_t begin = 0;
    std::size_t first_entry = 0;
    Entry pair;
  };

  const char* token_start() const {
    const char* p = last_end_;
    while (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t' || *p == ',' || *p == ':') ++p;
    return p;
  }

  Span token() {
    const char* const p = token_start();
    last_end_ = stream_.position();
    return {static_cast<std::uint32_t>(p - begin_), static_cast<std::uint32_t>(last_end_ - begin_)};
  }

  /// RapidJSON takes a bracket only behind the call.
  Span bracket() {
    const char* const p = token_start();
    last_end_ = p + 1;
    return {static_cast<std::uint32_t>(p - begin_), static_cast<std::uint32_t>(last_end_ - begin_)};
  }

  /// A string without escapes is a view of the file: every escape is longer than its text.
  std::string_view text_of(Span quoted, std::string_view decoded) {
    if (quoted.size() == decoded.size() + 2) return {begin_ + quoted.begin + 1, decoded.size()};
    return arena_.copy(decoded);
  }

  Node* scalar(ScalarStyle style, Span span, std::string_view text) {
    Node* node = arena_.make<Node>();
    node->style = style;
    node->span = span;
    node->text = text;
    return node;
  }

  bool literal() {
    const Span span = token();
    return add(scalar(ScalarStyle::plain, span, {begin_ + span.begin, span.size()}));
  }

  bool start() {
    open_.push_back({bracket().begin, entries_.size(), {}});
    return open_.size() <= limits_.depth;
  }

  bool end(NodeKind kind) {
    const Span close = bracket();
    const Open done = open_.back();
    open_.pop_back();
    Node* node = arena_.make<Node>();
    node->kind = kind;
    node->flow = true;
    node->span = {done.begin, close.end};
    node->children = arena_.copy(std::span<const Entry>(entries_).subspan(done.first_entry));
    entries_.resize(done.first_entry);
    return add(node);
  }

  bool add(const Node* node) {
    if (open_.empty()) {
      root_ = node;
      return true;
    }
    Entry entry = open_.back().pair;
    entry.value = node;
    entry.written = node->span;
    entries_.push_back(entry);
    return ++nodes_ <= limits_.nodes;
  }

  const char* begin_;
  const char* last_end_;
  const Stream& stream_;
  Arena& arena_;
  const ReadLimits& limits_;
  const Node* root_ = nullptr;
  std::uint32_t nodes_ = 0;
  std::vector<Open> open_;
  std::vector<Entry> entries_;  // a stack: of all collections that are being read
};

}  // namespace

JsonOutcome read_strict_json(std::string_view text, Arena& arena, const ReadLimits& limits, Tree& tree) {
  const char* const first = text.data() + (starts_with(text, "\xEF\xBB\xBF") ? 3 : 0);
  Stream stream(text.data(), first);
  Builder builder(text.data(), first, stream, arena, limits);
  rapidjson::Reader reader;
  constexpr unsigned flags =
      rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, builder);
  if (result.IsError()) return {false, static_cast<std::uint32_t>(result.Offset())};
  if (stream.position() != text.data() + text.size()) return {};  // a NUL byte
  const Node* const documents[] = {builder.root()};
  tree.root = builder.root();
  tree.documents = arena.copy(std::span<const Node* const>(documents));
  return {true, 0};
}

}  // namespace cumulint
