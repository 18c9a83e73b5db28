// Who yields: one cause, one finding. The table of RULES.md.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rule/grouping.h"

namespace cumulint {
namespace {

struct Yield {
  std::string_view keeps, yields;
  std::string_view about = {};  // only where they share a subject that starts so
};

// In order: where several keepers fire, the first keeps and the later ones yield too.
constexpr Yield yields[] = {
    {"sqs-subscription-queue-timeout", "sqs-visibility-timeout"},
    {"sqs-subscription-queue-timeout", "sqs-visibility-margin"},
    {"sqs-subscription-queue-timeout", "sqs-no-dlq"},
    {"sqs-subscription-queue-timeout", "sqs-partial-batch"},
    {"sqs-no-dlq", "sqs-visibility-timeout", "sqs-subscription:"},
    {"sqs-no-dlq", "sqs-visibility-margin", "sqs-subscription:"},
    {"sqs-no-dlq", "sqs-partial-batch", "sqs-subscription:"},
    {"sqs-visibility-timeout", "sqs-visibility-margin"},
    {"sqs-dlq-self", "sqs-dlq-retention"},
    {"sqs-dlq-type", "sqs-dlq-retention"},
    {"partial-batch-ignored", "sqs-partial-batch"},
    {"partial-batch-ignored", "swallowed-failure"},
    {"partial-batch-ignored", "partial-batch-never-returned"},
    {"swallowed-failure", "partial-batch-never-returned"},
    {"sqs-concurrency-conflict", "sqs-reserved-concurrency"},
    {"dynamodb-scan-in-api", "dynamodb-unpaginated"},
    {"sqs-policy-missing", "s3-notification-permission"},
    {"recursive-trigger", "lambda-sync-chain"},
    {"recursive-trigger", "lambda-chain-timeout"},
    {"api-timeout", "timeout-budget"},
    {"lambda-chain-timeout", "timeout-budget"},
    {"iam-wildcard-action", "iam-unused-permission"},
    {"iam-wildcard-resource", "iam-unused-permission"},
    {"hardcoded-secret", "secret-in-environment"},
    {"hardcoded-secret", "parameter-no-echo"},
    {"secret-in-environment", "parameter-no-echo"},
    {"s3-public", "public-resource-policy"},
    {"alarm-unknown-metric", "alarm-dimension-mismatch"},
    {"api-duplicate-route", "sam-property-conflict"},
    {"workflow-error-name", "workflow-task-no-retry"},
    {"saga-missing-compensation", "workflow-task-no-catch"},
    {"event-pattern-invalid", "event-pattern-never-matches"},
    {"event-pattern-invalid", "sns-filter-never-matches"},
};

bool is_validity_rule(const RawFinding& finding) {
  constexpr std::string_view ids[] = {"template-syntax", "duplicate-key", "unknown-property", "wrong-type",
                                      "invalid-value", "missing-property", "invalid-intrinsic", "sam-property-conflict"};
  return std::find(std::begin(ids), std::end(ids), finding.diagnostic.rule->id) != std::end(ids);
}

bool share_a_subject(const RawFinding& a, const RawFinding& b, std::string_view prefix) {
  if (a.unit != b.unit) return false;
  return std::any_of(a.subjects.begin(), a.subjects.end(), [&](const std::string& subject) {
    return subject.starts_with(prefix) && std::find(b.subjects.begin(), b.subjects.end(), subject) != b.subjects.end();
  });
}

void keep_facts(RawFinding& keeper, const RawFinding& dropped) {
  const auto& labels = dropped.diagnostic.labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Label label = labels[i];
    label.kind = LabelKind::related;
    if (i == 0) label.text = dropped.diagnostic.message;
    const bool shown = std::any_of(keeper.diagnostic.labels.begin(), keeper.diagnostic.labels.end(),
                                   [&](const Label& l) { return l.where == label.where; });
    if (!shown) keeper.diagnostic.labels.push_back(std::move(label));
  }
}

}  // namespace

void apply_yields(std::vector<RawFinding>& findings) {
  std::map<std::string_view, std::vector<std::size_t>> by_rule;
  for (std::size_t i = 0; i < findings.size(); ++i) by_rule[findings[i].diagnostic.rule->id].push_back(i);
  std::vector<bool> dropped(findings.size(), false);
  for (const Yield& yield : yields) {
    const auto keepers = by_rule.find(yield.keeps), yielders = by_rule.find(yield.yields);
    if (keepers == by_rule.end() || yielders == by_rule.end()) continue;
    for (std::size_t weak : yielders->second)
      for (std::size_t strong : keepers->second) {
        if (dropped[weak] || dropped[strong] || !share_a_subject(findings[strong], findings[weak], yield.about)) continue;
        dropped[weak] = true;
        if (findings[weak].group.empty()) keep_facts(findings[strong], findings[weak]);
      }
  }
  // A rule of template validity yields to any other on the same span.
  std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
  const auto place = [](const RawFinding& f) {
    const Location where = f.diagnostic.labels[0].where;
    return std::pair(std::uint32_t(where.file), where.span.begin);
  };
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!dropped[i] && !is_validity_rule(findings[i])) taken.insert(place(findings[i]));
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (is_validity_rule(findings[i]) && findings[i].diagnostic.rule->id != "template-syntax" &&
        taken.count(place(findings[i])) != 0)
      dropped[i] = true;
  std::vector<RawFinding> kept;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!dropped[i]) kept.push_back(std::move(findings[i]));
  findings = std::move(kept);
}

}  // namespace cumulint
