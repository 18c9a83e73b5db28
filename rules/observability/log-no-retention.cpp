// Notes logs that are kept, and paid for, for ever.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// The default group is /aws/lambda/<function name>: does a log group of the template carry the function's name?
bool names_function(const PartialText& name, const ResourceView& function) {
  if (name.starts_with("/aws/lambda/") == Truth::no) return false;
  const Reference* whole = name.whole_reference();
  if (whole != nullptr && whole->resource == nullptr) return true;  // a parameter: nobody knows whose it is
  for (const Piece& piece : name.pieces)
    if (piece.reference.target == function.id()) return true;
  const Possible function_name = function.property("FunctionName");
  for (const Candidate& candidate : function_name.candidates) {
    const auto known = candidate.text.known();
    if (known && !candidate.absent && name.ends_with("/" + std::string(*known)) != Truth::no) return true;
    // The same pieces as the function's name behind the prefix.
    if (!candidate.absent && !known && !name.pieces.empty() && !candidate.text.pieces.empty() &&
        name.pieces.back().reference == candidate.text.pieces.back().reference)
      return true;
  }
  return false;
}

bool has_log_group(const ResourceView& function) {
  if (function.has("LoggingConfig.LogGroup") != Truth::no) return true;
  for (const ResourceView& group : function.unit_view().resources({"AWS::Logs::LogGroup", "Custom::LogRetention"})) {
    const Possible name = group.property("LogGroupName");
    if ((name.open || name.invalid) && name.candidates.empty()) return true;
    for (const Candidate& candidate : name.candidates)
      if (names_function(candidate.text, function)) return true;
  }
  return false;
}

constexpr const char* thirty_days = "RetentionInDays: 30";

/// A group that exists already can't be declared: only a suggestion.
std::optional<Edit> bound_logs(const ResourceView& owner) {
  const UnitView unit = owner.unit_view();
  if (owner.resource().generated) return std::nullopt;
  if (owner.is("AWS::Logs::LogGroup")) return insert_properties(unit, owner.resource(), {thirty_days});
  const std::string id(owner.id());
  return insert_resource(unit, written_resource(owner.resource()),
                         {free_id(unit, id + "Logs") + ":", "  Type: AWS::Logs::LogGroup", "  Properties:",
                          "    LogGroupName: !Sub /aws/lambda/${" + id + "}", "    " + std::string(thirty_days)});
}

void check(const UnitView& unit, Reporter& report) {
  if (unit.graph().may_have_unknown_resources) return;
  std::vector<ResourceView> owners = unit.resources({"AWS::Logs::LogGroup"});
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"}))
    if (!function.is_tool_generated()) owners.push_back(function);
  for (const ResourceView& owner : owners) {
    if (owner.is("AWS::Logs::LogGroup") ? owner.has("RetentionInDays") != Truth::no : has_log_group(owner)) continue;
    Finding finding = report.finding(fact());
    if (const auto edit = bound_logs(owner)) finding.fix(FixSafety::suggestion, "keep the logs for 30 days", {*edit});
    finding.at(owner)
        .group("", owners.size(), "the logs of {members} never expire",
               "the logs of {count} resources never expire: {members}")
        .why("they are stored, and paid for, until someone deletes them")
        .help("give each function an AWS::Logs::LogGroup with RetentionInDays (a group that exists already can't be "
              "declared: import it, or set its retention by hand)");
  }
}

}  // namespace

extern constinit const Rule log_no_retention{
    .info = {.id = "log-no-retention",
             .level = Level::note,
             .grouping = Grouping::per_template,
             .fix = FixSafety::suggestion,
             .tags = {"cost"},
             .section = "12.1"},
    .on_unit = check,
};

}  // namespace cumulint::rules
