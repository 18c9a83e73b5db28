// A small reader of PartiQL: tokens, and the shape of a WHERE clause.
#include "rule/partiql.h"

#include <span>
#include <vector>

#include "base/strings.h"

namespace cumulint {
namespace {

struct Token {
  std::string text;    // of a quoted identifier or string: without quotes
  bool is_string = false;
  bool is_name = false;  // an identifier, quoted or not
};
using Tokens = std::span<const Token>;

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '#' ||
         c == ':' || c == '$';
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      const std::size_t close = std::min(text.size(), text.find(c, i + 1));
      tokens.push_back({std::string(text.substr(i + 1, close - i - 1)), c == '\'', c == '"'});
      i = close + 1;
    } else if (is_word(c)) {
      std::size_t end = i;
      while (end < text.size() && is_word(text[end])) ++end;
      tokens.push_back({std::string(text.substr(i, end - i)), false, true});
      i = end;
    } else {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') tokens.push_back({std::string(1, c)});
      ++i;
    }
  }
  return tokens;
}

bool is_keyword(const Token& token, std::string_view word) {
  return token.is_name && !token.is_string && equals_ignoring_case(token.text, word);
}

/// The parts between `word` outside of brackets.
std::vector<Tokens> split_at(Tokens tokens, std::string_view word) {
  std::vector<Tokens> parts;
  std::size_t start = 0;
  int depth = 0;
  bool in_between = false;  // BETWEEN x AND y
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "(" || tokens[i].text == "[") ++depth;
    if (tokens[i].text == ")" || tokens[i].text == "]") --depth;
    if (is_keyword(tokens[i], "BETWEEN")) in_between = true;
    if (depth != 0 || !is_keyword(tokens[i], word)) continue;
    if (in_between && equals_ignoring_case(word, "AND")) {
      in_between = false;
      continue;
    }
    parts.push_back(tokens.subspan(start, i - start));
    start = i + 1;
  }
  parts.push_back(tokens.subspan(start));
  return parts;
}

Tokens without_brackets(Tokens tokens) {
  while (tokens.size() >= 2 && tokens.front().text == "(" && tokens.back().text == ")") {
    int depth = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      depth += tokens[i].text == "(" ? 1 : tokens[i].text == ")" ? -1 : 0;
      if (depth == 0) return tokens;  // "(a) = (b)"
    }
    tokens = tokens.subspan(1, tokens.size() - 2);
  }
  return tokens;
}

bool is_comparison(Tokens tokens, std::string_view key) {
  if (tokens.size() >= 3 && tokens[1].text == "." && tokens[0].is_name) tokens = tokens.subspan(2);  // alias.key
  if (tokens.size() < 2) return false;
  const bool names_key = tokens[0].is_name && tokens[0].text == key;
  if (names_key && (tokens[1].text == "=" || is_keyword(tokens[1], "IN"))) return true;
  return tokens.size() == 3 && tokens[1].text == "=" && tokens[2].is_name && tokens[2].text == key;
}

bool fixes(Tokens where, std::string_view key, unsigned depth) {
  if (depth > 20) return false;
  where = without_brackets(where);
  const std::vector<Tokens> alternatives = split_at(where, "OR");
  if (alternatives.size() > 1) {
    for (Tokens alternative : alternatives)
      if (!fixes(alternative, key, depth + 1)) return false;
    return true;
  }
  const std::vector<Tokens> conditions = split_at(where, "AND");
  if (conditions.size() == 1) return is_comparison(where, key);
  for (Tokens condition : conditions)
    if (fixes(condition, key, depth + 1)) return true;
  return false;
}

}  // namespace

std::string statement_text(const PartialText& statement) {
  std::string out;
  for (const Piece& piece : statement.pieces) out += piece.alternatives.size() == 1 ? piece.alternatives[0].text : "?";
  return out;
}

PartiqlSelect parse_select(std::string_view statement) {
  const std::vector<Token> tokens = tokens_of(statement);
  PartiqlSelect select;
  if (tokens.empty() || !is_keyword(tokens[0], "SELECT")) return select;
  select.is_select = true;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (!is_keyword(tokens[i], "FROM")) continue;
    select.table = tokens[i + 1].text;
    if (i + 3 < tokens.size() && tokens[i + 2].text == ".") select.index = tokens[i + 3].text;
    break;
  }
  return select;
}

bool fixes_key(std::string_view statement, std::string_view partition_key) {
  const std::vector<Token> tokens = tokens_of(statement);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_keyword(tokens[i], "WHERE")) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && !is_keyword(tokens[end], "ORDER")) ++end;
    return fixes(Tokens(tokens).subspan(i + 1, end - i - 1), partition_key, 0);
  }
  return false;
}

}  // namespace cumulint
