// Credential formats that their providers document or that secret scanners agree on.
#include "text/secret-patterns.h"

namespace cumulint {
namespace {

using A = SecretAlphabet;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
// https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
constexpr SecretPattern patterns[] = {
    {"AWS access key id", "AKIA", A::base32_upper, 16, 16, true},
    {"AWS access key id", "ASIA", A::base32_upper, 16, 16, true},
    {"AWS access key id", "ABIA", A::base32_upper, 16, 16, true},
    {"AWS access key id", "ACCA", A::base32_upper, 16, 16, true},
    {"GitHub token", "github_pat_", A::url_safe, 70, 100, false},
    {"GitHub token", "ghp_", A::alphanumeric, 36, 36, false},
    {"GitHub token", "gho_", A::alphanumeric, 36, 36, false},
    {"GitHub token", "ghu_", A::alphanumeric, 36, 36, false},
    {"GitHub token", "ghs_", A::alphanumeric, 36, 36, false},
    {"GitHub token", "ghr_", A::alphanumeric, 36, 76, false},
    {"GitLab token", "glpat-", A::url_safe, 20, 64, false},
    {"GitLab token", "gldt-", A::url_safe, 20, 64, false},
    {"GitLab token", "glrt-", A::url_safe, 20, 64, false},
    {"Slack token", "xoxb-", A::url_safe, 20, 120, false},
    {"Slack token", "xoxp-", A::url_safe, 20, 120, false},
    {"Slack token", "xoxa-", A::url_safe, 20, 120, false},
    {"Slack token", "xoxr-", A::url_safe, 20, 120, false},
    {"Slack token", "xoxs-", A::url_safe, 20, 120, false},
    {"Slack token", "xapp-", A::url_safe, 20, 160, false},
    {"Stripe key", "sk_live_", A::alphanumeric, 20, 120, false},
    {"Stripe key", "sk_test_", A::alphanumeric, 20, 120, false},
    {"Stripe key", "rk_live_", A::alphanumeric, 20, 120, false},
    {"Stripe key", "rk_test_", A::alphanumeric, 20, 120, false},
    {"Stripe webhook secret", "whsec_", A::base64, 24, 80, false},
    {"Twilio key", "SK", A::hex_lower, 32, 32, false},
    {"SendGrid key", "SG.", A::dotted, 60, 70, false},
    {"Google API key", "AIza", A::url_safe, 35, 35, false},
    {"Google OAuth secret", "GOCSPX-", A::url_safe, 28, 28, false},
    {"Google OAuth token", "ya29.", A::dotted, 40, 300, false},
    {"Azure storage key", "AccountKey=", A::base64, 86, 88, false},
    {"Azure access key", "SharedAccessKey=", A::base64, 40, 48, false},
    {"Anthropic key", "sk-ant-", A::url_safe, 32, 160, false},
    {"OpenAI key", "sk-proj-", A::url_safe, 32, 200, false},
    {"OpenAI key", "sk-", A::alphanumeric, 32, 64, false},
    {"npm token", "npm_", A::alphanumeric, 36, 36, false},
    {"PyPI token", "pypi-", A::url_safe, 50, 250, false},
    {"DigitalOcean token", "dop_v1_", A::hex_lower, 64, 64, false},
    {"Shopify token", "shpat_", A::hex_lower, 32, 32, false},
    {"Hugging Face token", "hf_", A::alphanumeric, 34, 40, false},
    {"Mailgun key", "key-", A::hex_lower, 32, 32, false},
    {"Square token", "sq0atp-", A::url_safe, 22, 22, false},
    {"Square secret", "sq0csp-", A::url_safe, 43, 43, false},
};

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::span<const SecretPattern> secret_patterns() { return patterns; }

bool is_in(SecretAlphabet alphabet, char c) {
  switch (alphabet) {
    case A::base32_upper: return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
    case A::hex_lower: return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    case A::alphanumeric: return is_alphanumeric(c);
    case A::url_safe: return is_alphanumeric(c) || c == '-' || c == '_';
    case A::base64: return is_alphanumeric(c) || c == '+' || c == '/' || c == '=';
    case A::dotted: return is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
  }
  return false;
}

}  // namespace cumulint
