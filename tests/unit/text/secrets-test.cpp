// What counts as a credential, as a secret name, and how much of it is ever shown.

#include "text/secrets.h"

#include <doctest/doctest.h>

using namespace cumulint;

namespace {

std::string joined(std::initializer_list<std::string_view> parts) {  // so that no scanner takes this file for a leak
  std::string out;
  for (std::string_view part : parts) out += part;
  return out;
}

std::string provider_of(const std::string& text) {
  const auto found = find_secrets(text);
  return found.size() == 1 ? std::string(found[0].provider) : "";
}

}  // namespace

TEST_CASE("credentials of known providers are found by prefix, alphabet and length") {
  CHECK(provider_of(joined({"key: AKIA", "Q3EGJHTRVNB5KZ7P"})) == "AWS access key id");
  CHECK(provider_of(joined({"ghp", "_1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ"})) == "GitHub token");
  CHECK(provider_of(joined({"sk_", "live_4eC39HqLyjWDarjtT1zdp7dc"})) == "Stripe key");
  CHECK(provider_of(joined({"postgres://app:", "t0pS3cr3t@db.internal/orders"})) == "password in a URL");
  CHECK(provider_of(joined({"AKIA", "Q3EGJHTRVNB5KZ7"})).empty());    // one character short
  CHECK(provider_of(joined({"xAKIA", "Q3EGJHTRVNB5KZ7P"})).empty());  // part of a longer word
}

TEST_CASE("documented examples and placeholders are no credentials") {
  CHECK(find_secrets(joined({"AKIA", "IOSFODNN7EXAMPLE"})).empty());
  CHECK(find_secrets("postgres://user:password@localhost/db").empty());
  CHECK(find_secrets("postgres://user:${Password}@host/db").empty());
  CHECK(find_secrets("sk_live_xxxxxxxxxxxxxxxxxxxxxxxx").empty());
}

TEST_CASE("secret names are told by their words") {
  for (const char* name : {"DB_PASSWORD", "apiKey", "API_KEY", "githubToken", "privateKey", "APIKEY", "MailSecret"})
    CHECK_MESSAGE(is_secret_name(name), name);
  for (const char* name : {"TOKEN_URL", "SecretArn", "secretName", "PASSWORD_LENGTH", "tokenize", "KEY", "publicKey",
                           "TokenTtl", "passwordFile", "defaultPasswordPolicy", "passwordPolicyCharacters",
                           "userpoolClientGenerateSecret", "SigningTokenKmsKey", "SecretExcludeCharacters"})
    CHECK_MESSAGE(!is_secret_name(name), name);
}

TEST_CASE("generic secrets are random enough and no names, paths or sentences") {
  for (const char* value : {"hunter22Xq", "p4ssw0rd!Zx", "Tr0ub4dor&3"}) CHECK_MESSAGE(looks_generic_secret(value), value);
  for (const char* value : {"short1", "changeme123", "orders-db-password-v2", "/prod/db/password1", "a sentence with 1 digit",
                            "arn:aws:sns:eu-west-1:123456789012:x1", "$.token.value1", "^[A-Z]{3}\\d+$", "aaaaaaaa1"})
    CHECK_MESSAGE(!looks_generic_secret(value), value);
}

TEST_CASE("no output shows more than four characters or a quarter of a value, and nothing of a URL's password") {
  const std::string token = joined({"ghp", "_1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ"});
  CHECK(mask_secrets("token = '" + token + "'") == "token = 'ghp_***'");
  CHECK(mask_secrets(joined({"url: postgres://app:", "t0pS3cr3t@db/orders"})) == "url: postgres://app:***@db/orders");
  CHECK(mask_secrets("DB_PASSWORD: Tr0ub4dor&3x") == "DB_PASSWORD: Tr0***");
  CHECK(mask_secrets("Timeout: 30") == "Timeout: 30");
}
