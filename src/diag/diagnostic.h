// Findings as plain data: what readers and rules report and writers print.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diag/rule-info.h"
#include "text/span.h"

namespace cumulint {

enum class LabelKind : std::uint8_t {
  primary,
  related,
  hidden,  // printed by no writer; widens where a suppression counts
};

/// A place with its own words. labels[0] of a Diagnostic is the primary one.
struct Label {
  Location where;
  std::string text;
  LabelKind kind = LabelKind::related;
};

struct Edit {
  Location where;
  std::string replacement;
};

/// Sorted, non-overlapping edits.
struct Fix {
  std::string title;
  FixSafety safety = FixSafety::suggestion;
  std::vector<Edit> edits;
};

/// What stays the same when lines move: for baselines and fingerprints. `logical_path` is
/// "Resources/Jobs/Properties/VisibilityTimeout" in templates; in code "path/app.py#handler:dynamodb.scan:Orders".
struct Identity {
  std::string logical_path;
};

enum class SuppressionKind : std::uint8_t { none, comment, metadata, config, baseline };

struct Suppression {
  SuppressionKind kind = SuppressionKind::none;
  std::string reason;
};

struct Diagnostic {
  const RuleInfo* rule = nullptr;
  Level level = Level::warning;
  std::string message, why, help;  // the fact with its numbers; the consequence; the repair
  std::vector<Label> labels;       // labels[0] is the primary place
  std::vector<Fix> fixes;          // alternatives, best first
  std::vector<std::string> members;  // of a grouped finding: logical ids, in file order
  Identity identity;
  Suppression suppressed;          // kept, not dropped: counted, and marked in SARIF
  bool hidden = false;             // a production or strict finding that this run does not report
  bool is_chain = false;           // labels in order are a code flow
};

}  // namespace cumulint
