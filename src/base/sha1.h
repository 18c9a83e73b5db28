// SHA-1, for identifiers that AWS derives from it; never for security.
#pragma once

#include <string>
#include <string_view>

namespace cumulint {

/// The digest in 40 lower-case hex digits.
std::string sha1_hex(std::string_view bytes);

}  // namespace cumulint
