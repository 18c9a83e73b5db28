// The table of credential formats: a fixed prefix, an alphabet, a length.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cumulint {

/// What may follow the prefix.
enum class SecretAlphabet : std::uint8_t {
  base32_upper,   // A-Z 2-7
  hex_lower,      // 0-9 a-f
  alphanumeric,
  url_safe,       // alphanumeric - _
  base64,         // alphanumeric + / =
  dotted          // url_safe and '.'
};

struct SecretPattern {
  std::string_view provider;
  std::string_view prefix;
  SecretAlphabet alphabet = SecretAlphabet::alphanumeric;
  std::uint16_t shortest = 0, longest = 0;  // of what follows the prefix
  bool is_identifier = false;               // no secret by itself: an access key id
};

/// Ordered: a longer prefix stands before a shorter one that it starts with.
std::span<const SecretPattern> secret_patterns();
bool is_in(SecretAlphabet alphabet, char c);

}  // namespace cumulint
