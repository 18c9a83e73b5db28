// JSON-RPC 2.0: messages as text and as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lsp/json.h"

namespace cumulint::lsp {

/// Nothing if the text is no JSON, or nested deeper than any message is.
std::optional<Json> parse_json(std::string_view text);
std::string to_text(const Json& value);

enum class ErrorCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  not_initialized = -32002
};

Json response(const Json& id, Json result);
Json error_response(const Json& id, ErrorCode code, std::string_view message);
Json notification(std::string_view method, Json params);

}  // namespace cumulint::lsp
