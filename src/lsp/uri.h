// file: URIs and paths.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cumulint::lsp {

/// Nothing for other schemes (untitled:, git:): such documents are not analysed.
std::optional<std::string> path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view path);

}  // namespace cumulint::lsp
