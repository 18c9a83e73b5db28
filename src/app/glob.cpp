// Glob matching by dynamic programming over the path: no recursion, no exponential patterns.
#include "app/glob.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace cumulint {
namespace {

enum class TokenKind : std::uint8_t { literal, any_one, set, any_run, any_path, any_folders };

struct Token {
  TokenKind kind = TokenKind::literal;
  char literal = 0;
  std::string_view set;  // of "[a-z]": what stands between the brackets
};

bool in_named_class(std::string_view name, unsigned char c) {
  const bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
  if (name == "alpha") return lower || upper;
  if (name == "digit") return digit;
  if (name == "alnum") return lower || upper || digit;
  if (name == "lower") return lower;
  if (name == "upper") return upper;
  if (name == "space") return c == ' ' || (c >= 9 && c <= 13);
  if (name == "punct") return c > 32 && c < 127 && !lower && !upper && !digit;
  return name == "xdigit" && (digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

bool in_set(std::string_view set, char c) {
  bool negated = false, found = false;
  std::size_t i = 0;
  if (!set.empty() && (set[0] == '!' || set[0] == '^')) negated = true, i = 1;
  const unsigned char byte = static_cast<unsigned char>(c);
  while (i < set.size()) {
    if (set.substr(i, 2) == "[:") {
      const std::size_t end = set.find(":]", i);
      if (end != std::string_view::npos) {
        found = found || in_named_class(set.substr(i + 2, end - i - 2), byte);
        i = end + 2;
        continue;
      }
    }
    if (set[i] == '\\' && i + 1 < set.size()) ++i;
    const unsigned char low = static_cast<unsigned char>(set[i]);
    unsigned char high = low;
    if (i + 2 < set.size() && set[i + 1] == '-') {
      i += 2;
      if (set[i] == '\\' && i + 1 < set.size()) ++i;
      high = static_cast<unsigned char>(set[i]);
    }
    found = found || (low <= byte && byte <= high);
    ++i;
  }
  return found != negated;
}

/// Where the bracket that opens at `at` closes; a ']' right behind the opening is a member.
std::size_t set_end(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^')) ++i;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) return i;
    if (pattern.substr(i, 2) == "[:" && pattern.find(":]", i) != std::string_view::npos) {
      i = pattern.find(":]", i) + 2;
      continue;
    }
    i += pattern[i] == '\\' ? 2 : 1;
  }
  return std::string_view::npos;
}

/// Nothing if the pattern can match nothing: an open bracket, a backslash at its end.
std::optional<std::vector<Token>> tokens_of(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '*') {
      std::size_t end = i;
      while (end < pattern.size() && pattern[end] == '*') ++end;
      const bool at_start = i == 0 || pattern[i - 1] == '/', at_end = end == pattern.size();
      const bool before_slash = !at_end && pattern[end] == '/';
      if (end - i >= 2 && at_start && before_slash) {
        tokens.push_back({TokenKind::any_folders, 0, {}});  // "**/": any number of folders, none too
        i = end;
      } else {
        tokens.push_back({end - i >= 2 && at_start && at_end ? TokenKind::any_path : TokenKind::any_run, 0, {}});
        i = end - 1;
      }
    } else if (c == '?') {
      tokens.push_back({TokenKind::any_one, 0, {}});
    } else if (c == '[') {
      const std::size_t end = set_end(pattern, i);
      if (end == std::string_view::npos) return std::nullopt;
      tokens.push_back({TokenKind::set, 0, pattern.substr(i + 1, end - i - 1)});
      i = end;
    } else {
      if (c == '\\' && ++i == pattern.size()) return std::nullopt;
      tokens.push_back({TokenKind::literal, pattern[i], {}});
    }
  }
  return tokens;
}

bool matches_one(const Token& token, char c) {
  if (token.kind == TokenKind::literal) return token.literal == c;
  return c != '/' && (token.kind == TokenKind::any_one || in_set(token.set, c));
}

}  // namespace

namespace {

/// The plain text at both ends of a pattern decides nearly every question: a large repository asks millions of them.
bool ends_differ(std::string_view pattern, std::string_view path) {
  constexpr std::string_view special = "*?[]\\";
  const std::string_view head = pattern.substr(0, pattern.find_first_of(special));
  if (path.substr(0, head.size()) != head) return true;
  std::string_view tail = pattern.substr(pattern.find_last_of(special) + 1);
  if (!tail.empty() && tail[0] == '/') tail.remove_prefix(1);  // "**/" may stand for nothing
  return path.size() < tail.size() || path.substr(path.size() - tail.size()) != tail;
}

}  // namespace

bool matches_git_pattern(std::string_view pattern, std::string_view path) {
  if (pattern.find_first_of("*?[\\") == std::string_view::npos) return pattern == path;
  if (ends_differ(pattern, path)) return false;
  const std::optional<std::vector<Token>> tokens = tokens_of(pattern);
  if (!tokens) return false;
  // reached[i]: the tokens so far can match the first i bytes of the path.
  std::vector<bool> reached(path.size() + 1, false), next(path.size() + 1);
  reached[0] = true;
  for (const Token& token : *tokens) {
    std::fill(next.begin(), next.end(), false);
    bool running = false;
    for (std::size_t i = 0; i <= path.size(); ++i) {
      switch (token.kind) {
        case TokenKind::any_path: running = running || reached[i], next[i] = running; break;
        case TokenKind::any_run:
          running = reached[i] || (running && i > 0 && path[i - 1] != '/');
          next[i] = running;
          break;
        case TokenKind::any_folders:
          next[i] = reached[i] || (running && i > 0 && path[i - 1] == '/');
          running = running || reached[i];
          break;
        default: next[i] = i > 0 && reached[i - 1] && matches_one(token, path[i - 1]); break;
      }
    }
    std::swap(reached, next);
  }
  return reached[path.size()];
}

}  // namespace cumulint
