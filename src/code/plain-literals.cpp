// A lexer that knows comments, strings and the name before a string; everything else is skipped.
#include "code/plain-literals.h"

#include <algorithm>
#include <vector>

#include "base/strings.h"
#include "code/source-text.h"

namespace cumulint {
namespace {

constexpr std::size_t longest_string = 20'000;

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class PlainLexer {
 public:
  PlainLexer(std::string_view text, Program& program, Arena& arena) : text_(text), program_(program), arena_(arena) {}

  void run() {
    while (at_ < text_.size())
      if (may_start(text_[at_])) step();
      else ++at_;
    program_.literals = arena_.copy(literals_);
    program_.suppression_comments = arena_.copy(comments_);
  }

 private:
  /// A comment or a string; most characters do not.
  static bool may_start(char c) { return c == '#' || c == '/' || c == '"' || c == '\'' || c == '`'; }
  bool is_ruby() const { return program_.language == Language::ruby; }
  bool sees(std::string_view wanted) const { return starts_with(text_.substr(at_), wanted); }

  void step() {
    const char c = text_[at_];
    if (is_ruby() ? c == '#' : sees("//")) return comment(text_.find('\n', at_));
    if (!is_ruby() && sees("/*")) return comment(end_of("*/", at_ + 2));
    if (sees("\"\"\"")) return string(3, end_of("\"\"\"", at_ + 3), false);
    if (c == '"') return quoted('"');
    if (c == '\'') return is_ruby() ? quoted('\'') : character();
    if (c == '`') return string(1, end_of("`", at_ + 1), false);
    ++at_;
  }

  std::size_t end_of(std::string_view mark, std::size_t from) const {
    const std::size_t found = text_.find(mark, from);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  void comment(std::size_t end) {
    end = std::min(end, text_.size());
    if (contains(text_.substr(at_, end - at_), "cumulint:")) comments_.push_back(span_to(end));
    at_ = end;
  }

  /// A string in one line; a quote that is never closed is none.
  void quoted(char quote) {
    const bool is_verbatim = program_.language == Language::csharp && at_ > 0 && text_[at_ - 1] == '@';
    std::size_t end = at_ + 1;
    for (; end < std::min(text_.size(), at_ + longest_string); ++end) {
      if (text_[end] == '\\' && !is_verbatim) ++end;
      else if (text_[end] == '\n' && !is_verbatim && !is_ruby()) break;
      else if (text_[end] == quote) return string(1, end + 1, !is_verbatim);
    }
    at_ = std::min(end, text_.size());  // what was looked at is not looked at again: linear on any text
  }

  void character() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && end < at_ + 12 && text_[end] != '\'' && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    at_ = std::min(end + 1, text_.size());
  }

  void string(std::size_t quotes, std::size_t end, bool has_escapes) {
    if (end < at_ + 2 * quotes) end = text_.size();
    const std::string_view inside = end >= at_ + 2 * quotes ? text_.substr(at_ + quotes, end - at_ - 2 * quotes) : std::string_view{};
    const bool is_built = contains(inside, is_ruby() ? "#{" : "{") && text_[at_] == '"' && (is_ruby() || is_interpolated());
    if (!inside.empty() && !is_built)
      literals_.push_back({span_to(end), has_escapes ? decode_escapes(inside, arena_) : inside, name_before(at_)});
    at_ = end;
  }

  bool is_interpolated() const { return at_ > 0 && (text_[at_ - 1] == '$' || (at_ > 1 && text_[at_ - 2] == '$')); }

  Span span_to(std::size_t end) const { return {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)}; }

  // ---- what the string is assigned to

  std::size_t skip_back(std::size_t end) const {
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return end;
  }

  std::string_view name_ending_at(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && is_name(text_[begin - 1])) --begin;
    return text_.substr(begin, end - begin);
  }

  /// x = "…", x := "…", const x string = "…", x: "…", "x" => "…", setX("…")
  std::string_view name_before(std::size_t at) const {
    while (at > 0 && (text_[at - 1] == '@' || text_[at - 1] == '$')) --at;
    std::size_t end = skip_back(at);
    if (end == 0) return {};
    const char before = text_[end - 1];
    if (before == '(') return setter(name_ending_at(end - 1));
    if (before == '>' && end > 1 && text_[end - 2] == '=') end -= 2;
    else if (before == '=' && end > 1 && std::string_view("=!<>+").find(text_[end - 2]) == std::string_view::npos)
      end -= text_[end - 2] == ':' ? 2 : 1;
    else if (before == ':') --end;
    else return {};
    end = skip_back(end);
    if (end > 0 && (text_[end - 1] == '"' || text_[end - 1] == '\'')) --end;
    const std::string_view name = name_ending_at(end);
    if (program_.language != Language::go || name != "string") return name;
    return name_ending_at(skip_back(end - name.size()));
  }

  static std::string_view setter(std::string_view method) {
    for (const std::string_view start : {"set", "with", "Set", "With"})
      if (starts_with(method, start) && method.size() > start.size()) return method.substr(start.size());
    return {};
  }

  std::string_view text_;
  Program& program_;
  Arena& arena_;
  std::size_t at_ = 0;
  std::vector<Literal> literals_;
  std::vector<Span> comments_;
};

}  // namespace

void read_plain_literals(std::string_view text, Program& program, Arena& arena) { PlainLexer(text, program, arena).run(); }

}  // namespace cumulint
