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
  if (service == "s3" && (contains(text, "amazonaws") || starts_with(text, "arn:aws:s3:::aws-"))) return true;
  return service == "lambda" && starts_with(text, "arn:") && contains(text, ":aws:");
}

const Candidate* literal_of(const SdkCall& call) {
  for (const Candidate& candidate : call.target.possible.candidates)
    if (!candidate.absent && candidate.text.known() && !is_harmless(call.service, *candidate.text.known())) return &candidate;
  return nullptr;
}

/// The variable whose default the literal is: does a function that gets here surely lack it?
bool is_undefined(const CodeCall& reached, std::string_view variable) {
  for (const FunctionCode* code : reached.functions)
    if (code->function != nullptr && lacks_variable(reached.unit.view(*code->function), variable)) return true;
  return false;
}

void check(const CodeCall& reached, Reporter& report) {
  const SdkCall& call = *reached.call;
  const std::string_view kind = kind_of(call.service);
  if (kind.empty() || !call.target.from_literal) return;
  const Candidate* literal = literal_of(call);
  if (literal == nullptr) return;
  const bool is_default = call.target.literal_is_env_default;
  if (is_default && !is_undefined(reached, call.target.environment)) return;
  if (!is_default && !call.target.environment.empty()) return;
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
  if (call.target.literal.file != FileId::none)
    finding.related(call.target.literal, "the literal");
  if (call.target.resource != nullptr) finding.related(*call.target.resource, "it names ", *call.target.resource);
}

}  // namespace

extern constinit const Rule hardcoded_resource_name{
    .info = {.id = "hardcoded-resource-name", .level = Level::warning, .tags = {"reliability"}, .section = "11.3"},
    .needs = {.code = true},
    .on_call = check,
};

}  // namespace cumulint::rules
