// Suppressions: comments and Metadata that silence findings, and the bookkeeping that tells the unused ones.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.h"
#include "rule/reporter.h"
#include "workspace/unit.h"

namespace cumulint {

/// One id of one suppression.
struct SuppressedId {
  std::string id;
  Location id_place;
  SuppressionKind kind = SuppressionKind::comment;
  std::string reason;
  const Unit* unit = nullptr;
  const Resource* resource = nullptr;  // written resource that it covers whole; null: a line or the template
  bool whole_template = false;
  Span removal;                        // what removing the id takes out of the file; empty: no mechanical way
  Span covered;                        // of a comment: the line that it covers, in id_place.file
  bool foreign = false;                // cfn-lint's: never reported as unused or unknown
  bool used = false;
};

/// Every suppression of the units, each once (sources are shared between units), in order of place.
std::vector<SuppressedId> read_suppressions(const Application& application);

/// Marks what they cover, members of groups too, and notes which are used.
void apply_suppressions(std::vector<RawFinding>& findings, std::vector<SuppressedId>& suppressions);

/// "cumulint: ignore[a, b] reason" in a comment's text; no ids if it is none. Spans are relative to `comment`.
struct IgnoreComment {
  std::vector<std::pair<std::string_view, Span>> ids;
  std::string_view reason;
};
IgnoreComment parse_ignore_comment(std::string_view comment);

}  // namespace cumulint
