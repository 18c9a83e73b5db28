// Small text helpers that every layer uses. ASCII only where case matters, as AWS's names are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cumulint {

bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);
bool contains(std::string_view text, std::string_view part);
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

/// The whole text as a decimal integer; nothing if it is not one or overflows.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Does `text` fit `pattern` with `*` (any run) and `?` (any one byte)? Linear in practice: no recursion.
bool matches_wildcard(std::string_view pattern, std::string_view text);

/// Optimal string alignment distance, at most `limit` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate nearest to `name` within a distance that a typo explains; empty if none is near.
std::string_view did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

/// "a", "a and b", "a, b and c".
std::string join_words(std::span<const std::string_view> words);

/// FNV-1a, for tables and content keys (not for security).
constexpr std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash;
}

}  // namespace cumulint
