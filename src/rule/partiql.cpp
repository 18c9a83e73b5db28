// A tokenizer and a condition parser, as much of PartiQL as conditions on keys need.

#include "rule/partiql.h"

#include <vector>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr char hole = '\x01';  // stands for what is not known
constexpr int max_depth = 50;

enum class TokenKind : std::uint8_t { word, name, literal, sign, hole, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // without quotes
  std::size_t begin = 0, end = 0;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ';'; }

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '$' ||
         c == ':' || c == '#' || static_cast<unsigned char>(c) >= 0x80;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { take(); }

  const Token& now() const { return now_; }
  bool is(std::string_view word) const { return now_.kind == TokenKind::word && equals_ignoring_case(now_.text, word); }
  bool is_sign(char sign) const { return now_.kind == TokenKind::sign && now_.text[0] == sign; }

  void take() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    now_ = {TokenKind::end, {}, at_, at_};
    if (at_ == text_.size()) return;
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      const std::size_t close = text_.find(c, at_ + 1);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
      const std::string_view inner = text_.substr(begin + 1, at_ - begin - (close == std::string_view::npos ? 1 : 2));
      const bool unknown = inner.find(hole) != std::string_view::npos;
      now_ = {c == '\'' ? TokenKind::literal : unknown ? TokenKind::hole : TokenKind::name, inner, begin, at_};
    } else if (c == hole || is_word(c)) {
      while (at_ < text_.size() && (is_word(text_[at_]) || text_[at_] == hole)) ++at_;
      const std::string_view word = text_.substr(begin, at_ - begin);
      const bool number = c >= '0' && c <= '9';
      const bool unknown = word.find(hole) != std::string_view::npos;
      now_ = {unknown ? TokenKind::hole : number ? TokenKind::literal : TokenKind::word, word, begin, at_};
    } else {
      const bool compares = c == '<' || c == '>' || c == '!';
      const bool is_double = compares && at_ + 1 < text_.size() && (text_[at_ + 1] == '=' || text_[at_ + 1] == '>');
      at_ += is_double ? 2 : 1;
      now_ = {c == '?' ? TokenKind::literal : TokenKind::sign, text_.substr(begin, at_ - begin), begin, at_};
    }
  }

  /// Over a list in brackets; the opening one is now.
  void skip_brackets() {
    int open = 0;
    do {
      open += is_sign('(') || is_sign('[');
      open -= is_sign(')') || is_sign(']');
      take();
    } while (open > 0 && now_.kind != TokenKind::end);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Token now_;
};

/// Conditions: is `key` fixed by them?
class KeyCondition {
 public:
  KeyCondition(std::string_view text, std::string_view key) : tokens_(text), key_(key) {}

  Truth parse() { return any_of(0); }

 private:
  Truth any_of(int depth) {  // … OR …: every term must fix it
    Truth all = all_of(depth);
    while (tokens_.is("or")) {
      tokens_.take();
      all = both(all, all_of(depth));
    }
    return all;
  }

  Truth all_of(int depth) {  // … AND …: one is enough
    Truth one = term(depth);
    while (tokens_.is("and")) {
      tokens_.take();
      one = either(one, term(depth));
    }
    return one;
  }

  Truth term(int depth) {
    if (depth > max_depth) return Truth::unknown;
    if (tokens_.is("not")) {
      tokens_.take();
      return term(depth + 1) == Truth::unknown ? Truth::unknown : Truth::no;
    }
    if (tokens_.is_sign('(')) {
      tokens_.take();
      const Truth inner = any_of(depth + 1);
      if (tokens_.is_sign(')')) tokens_.take();
      return inner;
    }
    return comparison();
  }

  Truth comparison() {
    const Truth left = operand();
    if (tokens_.is_sign('=')) {
      tokens_.take();
      return either(left, operand());
    }
    if (tokens_.is("in")) {
      tokens_.take();
      if (tokens_.is_sign('(') || tokens_.is_sign('['))
        tokens_.skip_brackets();
      else
        operand();
      return left;
    }
    if (tokens_.is("between")) {
      tokens_.take();
      operand();
      if (tokens_.is("and")) tokens_.take();
      operand();
      return Truth::no;
    }
    if (tokens_.is("is")) {
      while (tokens_.is("is") || tokens_.is("not")) tokens_.take();
      tokens_.take();
      return Truth::no;
    }
    if (tokens_.now().kind == TokenKind::sign && !tokens_.is_sign(')')) {  // <, >=, <> …
      tokens_.take();
      operand();
      return Truth::no;
    }
    // Nothing behind it: a call such as begins_with(…), or a hole that may be a whole condition.
    return left == Truth::unknown ? Truth::unknown : Truth::no;
  }

  /// Is it the key? unknown: a hole.
  Truth operand() {
    const Token first = tokens_.now();
    tokens_.take();
    if (first.kind == TokenKind::hole) return Truth::unknown;
    bool is_path = false;
    while (tokens_.is_sign('.') || tokens_.is_sign('[') || tokens_.is_sign('(')) {
      is_path = true;
      if (tokens_.is_sign('.')) {
        tokens_.take();
        tokens_.take();
      } else {
        tokens_.skip_brackets();
      }
    }
    const bool is_name = first.kind == TokenKind::word || first.kind == TokenKind::name;
    return truth_of(is_name && !is_path && first.text == key_);
  }

  Tokens tokens_;
  std::string_view key_;
};

std::string flat_text(const PartialText& text) {
  std::string flat;
  for (const Piece& piece : text.pieces) {
    if (piece.alternatives.size() == 1 && !piece.open)
      flat += piece.alternatives[0].text;
    else
      flat += hole;
  }
  return flat;
}

}  // namespace

PartiqlSelect::PartiqlSelect(const PartialText& statement) {
  const std::string text = flat_text(statement);
  Tokens tokens{text};
  if (tokens.now().kind == TokenKind::hole) return;
  is_select_ = truth_of(tokens.is("select"));
  while (tokens.now().kind != TokenKind::end && !tokens.is("from")) tokens.take();
  if (tokens.now().kind == TokenKind::end) {
    complete_ = false;
    return;
  }
  tokens.take();  // FROM
  tokens.take();  // the table
  if (tokens.is_sign('.')) {
    tokens.take();
    index_ = tokens.now().text;
    tokens.take();
  }
  for (; tokens.now().kind != TokenKind::end; tokens.take()) {
    complete_ = complete_ && tokens.now().kind != TokenKind::hole;
    if (!tokens.is("where")) continue;
    has_condition_ = true;
    condition_ = text.substr(tokens.now().end);
    return;
  }
}

Truth PartiqlSelect::fixes(std::string_view key) const {
  if (!has_condition_) return complete_ ? Truth::no : Truth::unknown;
  return KeyCondition{condition_, key}.parse();
}

}  // namespace cumulint
