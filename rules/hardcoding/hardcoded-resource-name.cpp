// Flags names of resources that are literals in SDK calls: the code works in one deployment only.

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Services whose target is a resource that a stack names.
std::string_view kind_of(std::string_view service) {
  constexpr std::pair<std::string_view, std::string_view> kinds[] = {
      {"dynamodb", "table"}, {"s3", "bucket"},  {"sqs", "queue"},          {"sns", "topic"},    {"lambda", "function"},
      {"states", "state machine"}, {"events", "event bus"}, {"kinesis", "stream"}, {"secretsmanager", "secret"},
      {"firehose", "delivery stream"},
  };
  for (const auto& [name, kind] : kinds)
    if (name == service) return kind;
  return {};
}

/// Public things, the default bus, and what is no name at all.
bool is_harmless(std::string_view service, std::string_view text) {
  if (text.empty() || text == "default" || starts_with(text, "/")) return true;
  return service == "s3" && (contains(text, "amazonaws") || starts_with(text, "arn:aws:s3:::aws-"));
}

const Candidate* literal_of(const SdkCall& call) {
  for (const Candidate& candidate : call.target.possible.candidates)
    if (!candidate.absent && candidate.text.known() && !is_harmless(call.service, *candidate.text.known())) return &candidate;
  return nullptr;
}

/// The literal that the function, by this call, takes for the resource's name; null if it takes none.
const Candidate* name_of(const UnitView& unit, const FunctionCode& code, const SdkCall& call) {
  if (!call.target.from_literal) return nullptr;
  const bool is_default = call.target.literal_is_env_default;
  if (!is_default && !call.target.environment.empty()) return nullptr;
  if (is_default && !lacks_variable(unit.view(*code.function), call.target.environment)) return nullptr;
  return literal_of(call);
}

void report_name(const SdkCall& call, const Candidate* literal, std::string_view kind, Reporter& report) {
  const bool is_default = call.target.literal_is_env_default;
  Finding finding = report.finding(fact());
  if (call.on_object.file == FileId::none) {
    finding.at(call);
  } else {  // a boto3 Table or Bucket: the call that makes it has the name
    finding.at(call.on_object).about(call).identity(std::string(call.service) + ":" + std::string(*literal->text.known()));
  }
  finding.level(is_default ? Level::note : Level::warning)
      .say("the ", kind, " of ", call.operation, " is the literal ", *literal,
           is_default ? ", the default of a variable that the template does not set" : "")
      .why("the code works in one deployment only, and a second stack writes into the first one's data")
      .help("pass the name in an environment variable of the function, with !Ref");
  if (call.target.literal.file != FileId::none) finding.related(call.target.literal, "the literal");
  if (call.target.resource != nullptr) finding.related(*call.target.resource, "it names ", *call.target.resource);
}

/// Functions that share a call may take different names: the first that takes a literal is reported.
void check(const CodeCall& reached, Reporter& report) {
  const std::string_view kind = kind_of(reached.call->service);
  if (kind.empty()) return;
  for (std::size_t i = 0; i < reached.functions.size(); ++i) {
    const Candidate* literal = name_of(reached.unit, *reached.functions[i], *reached.calls[i]);
    if (literal != nullptr) return report_name(*reached.calls[i], literal, kind, report);
  }
}

}  // namespace

extern constinit const Rule hardcoded_resource_name{
    .info = {.id = "hardcoded-resource-name", .level = Level::warning, .tags = {"reliability"}, .section = "11.3"},
    .needs = {.code = true},
    .on_call = check,
};

}  // namespace cumulint::rules
