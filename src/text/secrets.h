// What looks like a credential, and how much of it any output may show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace cumulint {

/// A credential in a text: `secret` is the part that must not be shown (of a URL: its password).
struct SecretMatch {
  std::string_view provider;  // "AWS secret access key", "GitHub token" …; static text
  Span whole, secret;
};

/// Credentials of known providers in `text`: prefix, alphabet, length; documented examples and placeholders are none.
std::vector<SecretMatch> find_secrets(std::string_view text);

/// Is `name` a secret name in RULES.md's sense (DB_PASSWORD, apiKey; not TOKEN_URL)?
bool is_secret_name(std::string_view name);

/// Does a value look like a generic credential: at least 8 characters, a letter and a digit or symbol, entropy, no
/// placeholder, path, ARN, sentence, hash or regex?
bool looks_generic_secret(std::string_view value);

/// `text` with every credential in it masked: never more than 4 characters or a quarter of a value, nothing of a URL's
/// password. For every frame and quoted value in every output.
std::string mask_secrets(std::string_view text);

/// One value shown masked, for messages.
std::string mask_value(std::string_view value);

}  // namespace cumulint
