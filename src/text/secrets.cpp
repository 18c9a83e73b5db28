// Finds credentials in text: known formats, private keys, JSON web tokens, passwords in URLs.
#include "text/secrets.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/strings.h"
#include "text/secret-patterns.h"

namespace cumulint {
namespace {

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// No look ahead goes further: the search stays linear on any text.
constexpr std::size_t longest_look = 8192;

double entropy(std::string_view text) {
  std::array<unsigned, 256> counts{};
  for (char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (unsigned count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

/// Words that say "put yours here". Compared in lower case, anywhere in the value.
bool is_placeholder(std::string_view value) {
  const std::string text = lower(value);
  for (std::string_view word : {"example", "changeme", "change-me", "change_me", "placeholder", "your-", "your_", "yourapi",
                                "yoursecret", "yourpassword", "dummy", "insert", "replace", "redacted", "xxxx", "****",
                                "....", "todo", "<", "${", "{{", "%s", "fixme", "0000000", "1234567890abc", "abcdef12345"})
    if (contains(text, word)) return true;
  return false;
}

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// A credential of the table that starts at `at`; an empty span if none does.
SecretMatch match_pattern(std::string_view text, std::size_t at) {
  for (const SecretPattern& pattern : secret_patterns()) {
    if (pattern.prefix[0] != text[at] || !starts_with(text.substr(at), pattern.prefix)) continue;
    const std::size_t begin = at + pattern.prefix.size();
    std::size_t end = begin;
    while (end < text.size() && end - begin <= pattern.longest && is_in(pattern.alphabet, text[end])) ++end;
    const std::size_t length = end - begin;
    if (length < pattern.shortest || length > pattern.longest) continue;
    if (end < text.size() && is_word(text[end])) continue;
    const std::string_view value = text.substr(at, end - at);
    if (is_placeholder(value) || entropy(value.substr(pattern.prefix.size())) < 2.5) continue;
    return {pattern.provider, span_of(at, end), span_of(at, end)};
  }
  return {};
}

SecretMatch match_private_key(std::string_view text, std::size_t at) {
  constexpr std::string_view begin = "-----BEGIN ";
  if (!starts_with(text.substr(at), begin)) return {};
  text = text.substr(0, at + longest_look);
  const std::size_t close = text.find("-----", at + begin.size());
  if (close == std::string_view::npos || close - at > 60) return {};
  if (!ends_with(text.substr(at, close - at), "PRIVATE KEY") &&
      !ends_with(text.substr(at, close - at), "PRIVATE KEY BLOCK"))
    return {};
  const std::size_t tail = text.find("-----END ", close + 5);
  const std::size_t end = tail == std::string_view::npos ? text.size() : tail;
  std::size_t body = 0;
  for (std::size_t i = close + 5; i < end; ++i) body += is_in(SecretAlphabet::base64, text[i]) ? 1 : 0;
  const std::string_view inside = text.substr(close + 5, end - close - 5);
  if (body < 64 || is_placeholder(inside.substr(0, 200))) return {};
  return {"private key", span_of(at, end), span_of(close + 5, end)};
}

SecretMatch match_web_token(std::string_view text, std::size_t at) {
  if (!starts_with(text.substr(at), "eyJ") || (at > 0 && is_word(text[at - 1]))) return {};
  std::size_t end = at, dots = 0, second = 0;
  while (end < text.size() && end - at <= longest_look && is_in(SecretAlphabet::dotted, text[end])) {
    if (text[end] == '.' && ++dots == 1) second = end + 1;
    ++end;
  }
  if (dots != 2 || !starts_with(text.substr(second), "eyJ") || end - at < 60) return {};
  return {"JSON web token", span_of(at, end), span_of(at, end)};
}

/// scheme://user:password@host
SecretMatch match_url_password(std::string_view text, std::size_t colon) {
  if (!starts_with(text.substr(colon), "://")) return {};
  std::size_t begin = colon;
  while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '+' || text[begin - 1] == '-')) --begin;
  if (begin == colon) return {};
  std::size_t separator = 0, end = colon + 3;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '@') break;
    if (c == ':' && separator == 0) separator = end;
    if (c == '/' || c == ' ' || c == '"' || c == '\'' || c == '\n' || c == '?' || c == '<' || c == '>') return {};
  }
  if (end >= text.size() || separator == 0 || end - separator < 4) return {};
  const std::string_view password = text.substr(separator + 1, end - separator - 1);
  const std::string plain = lower(password);
  if (is_placeholder(password) || plain == "password" || plain == "pass" || plain == "secret" ||
      contains(password, "$") || contains(password, "{") || contains(password, "%("))
    return {};
  return {"password in a URL", span_of(begin, end), span_of(separator + 1, end)};
}

SecretMatch match_slack_hook(std::string_view text, std::size_t at) {
  constexpr std::string_view host = "hooks.slack.com/services/T";
  if (!starts_with(text.substr(at), host)) return {};
  std::size_t end = at + host.size() - 1;
  while (end < text.size() && (is_word(text[end]) || text[end] == '/')) ++end;
  const std::size_t secret = at + host.size() - 1;
  if (end - secret < 40 || is_placeholder(text.substr(secret, end - secret))) return {};
  return {"Slack webhook", span_of(at, end), span_of(secret, end)};
}

SecretMatch match_at(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case ':': return match_url_password(text, at);
    case '-': return match_private_key(text, at);
    case 'e': return match_web_token(text, at);
    case 'h': {
      const SecretMatch hook = match_slack_hook(text, at);
      return hook.whole.empty() ? match_pattern(text, at) : hook;
    }
    default: return match_pattern(text, at);
  }
}

/// First bytes of anything that match_at could find: a table instead of forty comparisons a byte.
constexpr std::array<bool, 256> first_bytes() {
  std::array<bool, 256> table{};
  for (char c : {':', '-', 'e', 'h', 'A', 'g', 'x', 's', 'r', 'w', 'S', 'G', 'y', 'n', 'p', 'd', 'k'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}

bool is_name_like(std::string_view value) {
  // "orders-db-password-v2": words and small numbers between separators.
  bool has_separator = false;
  std::size_t letters = 0, digits = 0;
  for (char c : value) {
    if (c == '-' || c == '_' || c == '.' || c == '/' || c == ':') {
      if (digits > 4 || (letters > 0 && digits > 2)) return false;
      has_separator = true;
      letters = digits = 0;
    } else if (c >= '0' && c <= '9') {
      ++digits;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      if (digits > 0) return false;
      ++letters;
    } else {
      return false;
    }
  }
  return has_separator && !(digits > 4 || (letters > 0 && digits > 2));
}

bool is_regex(std::string_view value) {
  return contains(value, "\\d") || contains(value, "\\w") || contains(value, "(?") || contains(value, "[A-Z") ||
         contains(value, "[a-z") || contains(value, "[0-9") || contains(value, ".*") ||
         (value.front() == '^' && value.back() == '$');
}

/// $context.authorizer.token, $executionToken: a mapping template's or shell's variable, not a value.
bool is_variable(std::string_view value) {
  if (value.empty() || value.front() != '$') return false;
  for (std::string_view known : {"$context.", "$input.", "$util.", "$stageVariables."})
    if (starts_with(value, known)) return true;
  const auto is_name_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
  };
  return std::all_of(value.begin() + 1, value.end(), is_name_part);
}

}  // namespace

std::vector<SecretMatch> find_secrets(std::string_view text) {
  static constexpr std::array<bool, 256> may_start = first_bytes();
  std::vector<SecretMatch> found;
  for (std::size_t i = 0; i + 4 < text.size(); ++i) {
    if (!may_start[static_cast<unsigned char>(text[i])]) continue;
    if (is_word(text[i]) && i > 0 && is_word(text[i - 1])) continue;  // the middle of a word
    const SecretMatch match = match_at(text, i);
    if (match.whole.empty()) continue;
    found.push_back(match);
    i = std::max<std::size_t>(i, match.whole.end - 1);
  }
  return found;
}

namespace {

/// "DB_PASSWORD", "dbPassword" -> db, password.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words{""};
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool after_lower = i > 0 && ((name[i - 1] >= 'a' && name[i - 1] <= 'z') || (name[i - 1] >= '0' && name[i - 1] <= '9'));
    const bool ends_acronym = i > 0 && i + 1 < name.size() && name[i - 1] >= 'A' && name[i - 1] <= 'Z' &&
                              name[i + 1] >= 'a' && name[i + 1] <= 'z';
    if (c == '_' || c == '-' || c == '.' || (is_upper && (after_lower || ends_acronym))) {
      if (!words.back().empty()) words.emplace_back();
      if (!is_upper) continue;
    }
    words.back() += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return false;
  for (std::string_view harmless : {"arn", "name", "id", "path", "url", "uri", "length", "size", "days", "seconds", "ttl",
                                    "lifetime", "expiry", "header", "file", "enabled", "policy", "characters"})
    if (words.back() == harmless) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "kms") return false;  // names a key that nobody gets to see
    // GenerateClientSecret is a switch, passwordPolicyCharacters a rule for others' passwords.
    if (words[i] == "generate" || (i > 0 && words[i] == "policy" && words[i - 1] == "password")) return false;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::string_view word : {"secret", "password", "passwd", "token", "apikey"})
      if (words[i] == word) return true;
    if (i + 1 < words.size() && words[i + 1] == "key" && (words[i] == "api" || words[i] == "private")) return true;
  }
  return false;
}

bool looks_generic_secret(std::string_view value) {
  if (value.size() < 8 || value.size() > 512) return false;
  bool letter = false, digit_or_symbol = false;
  for (char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte >= 0x7f) return false;  // a sentence, or not a token at all
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      letter = true;
    } else if (c != '-' && c != '_' && c != '.' && c != '/' && c != ':') {
      digit_or_symbol = true;
    }
  }
  if (!letter || !digit_or_symbol || entropy(value) < 3.0) return false;
  if (is_placeholder(value) || is_variable(value) || is_name_like(value) || is_regex(value)) return false;
  if (starts_with(value, "arn:") || starts_with(value, "$.") || starts_with(value, "$$.") || contains(value, "://"))
    return false;
  if (value.front() == '/' || starts_with(value, "./") || starts_with(value, "../")) return false;
  if (starts_with(value, "sha256") || starts_with(value, "sha384") || starts_with(value, "sha512")) return false;
  if (starts_with(value, "ssh-rsa") || starts_with(value, "MIIBIjAN")) return false;  // public keys
  return value.find_first_of("()[]{}<>=,;") == std::string_view::npos || ends_with(value, "=");
}

}  // namespace cumulint
