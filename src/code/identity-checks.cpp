// Packages and calls with which code asks its callers who they are: tokens, signatures, the Authorization header.
#include "code/identity-checks.h"

#include <algorithm>

#include "base/strings.h"
#include "code/interpreter.h"

namespace cumulint {
namespace {

Meanings check_identity(Interpreter& interpreter, CallSite& site) {
  interpreter.trace().checks_authorization = true;
  interpreter.call_callbacks(site);
  return interpreter.made(interpreter.store().arena().join({site.path, "()"}), site);
}

constexpr PackageEntry entries[] = {
    // Python
    {"jwt.decode", check_identity},
    {"jose.jwt.decode", check_identity},
    {"jose.jws.verify", check_identity},
    {"authlib.jose.jwt.decode", check_identity},
    {"fastapi.security.*", check_identity},
    {"flask_jwt_extended.*jwt_required", check_identity},
    {"flask_httpauth.*", check_identity},
    {"firebase_admin.auth.verify_id_token", check_identity},
    {"google.oauth2.id_token.verify_*", check_identity},
    {"stripe.Webhook.construct_event", check_identity},
    {"nacl.signing.VerifyKey", check_identity},
    {"slack_sdk.signature.SignatureVerifier", check_identity},
    // JavaScript; `jose` checks with functions of its own
    {"jose.jwtVerify", check_identity},
    {"jsonwebtoken.verify", check_identity},
    {"aws-jwt-verify.*", check_identity},
    {"express-jwt.*", check_identity},
    {"express-oauth2-jwt-bearer.auth", check_identity},
    {"passport.authenticate", check_identity},
    {"koa-jwt", check_identity},
    {"hono/jwt.*", check_identity},
    {"hono/bearer-auth.bearerAuth", check_identity},
    {"hono/basic-auth.basicAuth", check_identity},
    {"discord-interactions.verifyKey*", check_identity},
    {"google-auth-library.OAuth2Client.verifyIdToken", check_identity},
};

}  // namespace

std::span<const PackageEntry> identity_entries() { return entries; }

bool reads_proof(const Expr& call, const CallSite& site) {
  if (!call.base || call.base->kind != ExprKind::member || site.arguments.empty()) return false;
  static constexpr std::string_view methods[] = {"header", "get", "getHeader", "get_header", "getlist", "get_header_value"};
  if (std::find(std::begin(methods), std::end(methods), call.base->text) == std::end(methods)) return false;
  const std::string name = lower(literal_of(site.arguments[0].values));
  return name == "authorization" || contains(name, "signature");
}

}  // namespace cumulint
