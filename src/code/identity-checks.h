// How code asks its callers who they are.
#pragma once

#include <span>

#include "code/language-model.h"

namespace cumulint {

/// Packages' functions that look at a token or a signature, of Python and of JavaScript.
std::span<const PackageEntry> identity_entries();

/// Does a call look at the header with a caller's proof: `request.header("Authorization")`, `headers.get("x-signature")`?
bool reads_proof(const Expr& call, const CallSite& site);

}  // namespace cumulint
