// The languages that Lambda code is written in.
#pragma once

#include <cstdint>
#include <string_view>

namespace cumulint {

enum class Language : std::uint8_t { unknown, python, javascript, typescript, java, go, csharp, ruby };

std::string_view language_name(Language language);

/// By the file's extension (".py", ".mjs", ".tsx" …).
Language language_of(std::string_view path);

}  // namespace cumulint
