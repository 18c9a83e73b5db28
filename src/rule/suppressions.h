// Suppressions: comments and Metadata that silence findings, and the bookkeeping that tells the unused ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "workspace/unit.h"

namespace cumulint {

/// One id of one suppression. `id_place` is where the id is written.
struct SuppressedId {
  std::string id;
  Location id_place;
  SuppressionKind kind = SuppressionKind::comment;
  std::string reason;
  const Resource* resource = nullptr;  // Metadata of a resource, or a comment on a logical id: covers it whole
  bool whole_template = false;         // Metadata of the template
  FileId file = FileId::none;
  std::uint32_t line_begin = 0, line_end = 0;  // byte range of the line that a comment covers
  bool foreign = false;                // cfn-lint's ids: never reported as unused or unknown
  bool used = false;
};

/// Reads every suppression of a unit: template comments, Metadata, and comments of its sources.
std::vector<SuppressedId> read_suppressions(const Unit& unit, const SourceMap& sources);

/// Parses "cumulint: ignore[a, b] reason" in a comment's text; empty if it is none. Places are relative to `text`.
struct IgnoreComment {
  std::vector<std::pair<std::string, Span>> ids;
  std::string reason;
};
IgnoreComment parse_ignore_comment(std::string_view text);

}  // namespace cumulint
