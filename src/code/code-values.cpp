// Meanings to Possible: alternatives become candidates, holes stay holes.

#include "code/code-values.h"

#include <algorithm>

#include "base/strings.h"
#include "model/make.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

constexpr std::size_t max_candidates = 32;
constexpr std::size_t max_product = 8;

struct ServiceTypes {
  std::string_view service;
  std::vector<std::string_view> types;
};

const std::vector<std::string_view>& types_of(std::string_view service) {
  static const std::vector<ServiceTypes> table{
      {"dynamodb", {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"}},
      {"s3", {"AWS::S3::Bucket"}},
      {"sqs", {"AWS::SQS::Queue"}},
      {"sns", {"AWS::SNS::Topic"}},
      {"lambda", {"AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version"}},
      {"events", {"AWS::Events::EventBus"}},
      {"states", {"AWS::StepFunctions::StateMachine", "AWS::StepFunctions::StateMachineAlias", "AWS::StepFunctions::StateMachineVersion"}},
      {"kinesis", {"AWS::Kinesis::Stream"}},
      {"firehose", {"AWS::KinesisFirehose::DeliveryStream"}},
      {"secretsmanager", {"AWS::SecretsManager::Secret"}},
      {"ssm", {"AWS::SSM::Parameter"}},
      {"kms", {"AWS::KMS::Key", "AWS::KMS::Alias"}},
      {"logs", {"AWS::Logs::LogGroup"}},
      {"cognito-idp", {"AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient"}},
      {"scheduler", {"AWS::Scheduler::ScheduleGroup"}},
      {"sagemaker", {"AWS::SageMaker::Endpoint"}},
      {"ecs", {"AWS::ECS::Cluster"}},
      {"batch", {"AWS::Batch::JobQueue"}},
      {"codebuild", {"AWS::CodeBuild::Project"}},
      {"codepipeline", {"AWS::CodePipeline::Pipeline"}},
      {"glue", {"AWS::Glue::Job", "AWS::Glue::Crawler"}},
      {"rds-data", {"AWS::RDS::DBCluster"}},
      {"athena", {"AWS::Athena::WorkGroup"}},
  };
  static const std::vector<std::string_view> none;
  for (const ServiceTypes& one : table)
    if (one.service == service) return one.types;
  return none;
}

bool is_source(const SourceModule& module) {
  return module.inline_node || (language_of(module.path) != Language::unknown && !ends_with(module.path, ".json"));
}

bool names_the_function(const Meaning& one) {
  return (one.kind == MeaningKind::environment && one.text == "AWS_LAMBDA_FUNCTION_NAME") ||
         (one.kind == MeaningKind::context &&
          (one.text == "function_name" || one.text == "functionName" || one.text == "invoked_function_arn" ||
           one.text == "invokedFunctionArn"));
}

}  // namespace

Location location_of(const SourcePlace& place) {
  if (!place.module) return {};
  const SourceModule& module = *place.module;
  if (!module.inline_node) return {module.file, place.span};
  if (module.places) return {module.file, module.places->in_file(place.span)};
  return {module.file, place_of_inline(module.template_text, *module.inline_node, module.inline_pieces, place.span)};
}

/// What is being put together.
struct CodeValues::Sink {
  CodeValue value;
  std::vector<Candidate> candidates;
  bool open = false;
  int alternatives = 0, functions = 0;

  void add(const Candidate& candidate) {
    if (candidates.size() < max_candidates)
      candidates.push_back(candidate);
    else
      open = true;
  }
  void add(const Possible& possible) {
    for (const Candidate& candidate : possible.candidates) add(candidate);
    open |= possible.open || possible.invalid;
  }
  /// What a configuration file says is no literal of the code.
  void note_literal(const Meaning& literal, bool is_default) {
    if (literal.place.module && !is_source(*literal.place.module)) return;
    const Location where = location_of(literal.place);
    if (!value.from_literal) value.literal = where;
    value.from_literal = true;
    value.literal_is_env_default |= is_default;
  }
};

const Field* CodeValues::field_of(const Meaning& literal, std::string_view text) const {
  const Location where = location_of(literal.place);
  Value* value = arena_.make<Value>();
  value->kind = ValueKind::text;
  value->style = ScalarStyle::double_quoted;
  value->text = text;
  Field* field = arena_.make<Field>();
  field->origin = {.file = where.file, .key = where.span, .value = where.span, .cause = nullptr};
  field->value = value;
  return field;
}

Possible CodeValues::environment(std::string_view name, bool& defined) const {
  const Field* variables = function_.find("Environment.Variables");
  if (!variables) variables = function_.find("Environment");
  defined = false;
  if (!variables) return {{}, false, false};
  if (variables->value->is(ValueKind::map) && variables->key == "Variables") {
    const Field* variable = variables->value->find(name);
    if (!variable) return {{}, false, false};
    defined = true;
    return resolver_.resolve(*variable, arena_, resolver_.exists(function_, arena_));
  }
  // Environment or Variables are an expression: whichever way it goes, the variable may be in it.
  const Field* whole = function_.find("Environment");
  const Choices choices = resolver_.find(*whole, arena_.join({"Variables.", name}), arena_, resolver_.exists(function_, arena_));
  Possible found{{}, choices.open, choices.invalid};
  std::vector<Candidate> candidates;
  for (const Choice& choice : choices.items) {
    if (choice.field->value->is(ValueKind::absent)) continue;
    defined = true;
    const Possible one = resolver_.resolve(*choice.field, arena_, choice.when);
    candidates.insert(candidates.end(), one.candidates.begin(), one.candidates.end());
    found.open |= one.open;
  }
  defined |= found.open;
  found.candidates = arena_.copy(candidates);
  return found;
}

std::string_view CodeValues::variable_like(std::string_view name) const {
  const Field* variables = function_.find("Environment.Variables");
  if (!variables || !variables->value->is(ValueKind::map)) return name;
  for (const Field& variable : variables->value->fields)
    if (equals_ignoring_case(variable.key, name)) return variable.key;
  return name;
}

std::string_view CodeValues::written_variable(std::string_view name) const {
  const Field* variable = function_.find(arena_.join({"Environment.Variables.", name}));
  if (!variable || !variable->value->is(ValueKind::text) || contains(variable->value->text, "{{resolve:")) return {};
  return variable->value->text;
}

void CodeValues::add_environment(const Meaning& read, Sink& sink) const {
  bool defined = false;
  const std::string_view name = read.index != 0 ? variable_like(read.text) : read.text;
  const Possible possible = environment(name, defined);
  if (sink.alternatives == 1) sink.value.environment = arena_.copy(name);
  if (defined) {
    sink.add(possible);
    return;
  }
  // Not defined: the default holds; without one the code fails or finds nothing.
  for (const Meaning* fallback : read.otherwise.items) add(*fallback, sink);
  sink.open |= read.otherwise.open || read.otherwise.nothing();
}

Possible CodeValues::possible_of(const Meaning& hole) const {
  if (hole.kind == MeaningKind::environment) {
    bool defined = false;
    const Possible possible = environment(hole.text, defined);
    if (defined) return possible;
  }
  if (hole.kind != MeaningKind::environment && hole.kind != MeaningKind::stored) return {};
  Sink sink;
  add(hole, sink);
  return {arena_.copy(sink.candidates), sink.open, false};
}

/// A literal of inline code that Fn::Sub fills in: what it is then.
bool CodeValues::add_substituted(const Meaning& literal, Sink& sink) const {
  const Value* whole = literal.place.module ? literal.place.module->substituted : nullptr;
  if (!whole || !contains(literal.text, "${")) return false;
  const std::span<const Field> args = whole->expression->args;
  const bool has_map = args.size() > 1 && args[1].value->is(ValueKind::map);
  const std::string_view copied = arena_.copy(literal.text);
  const Maker maker{arena_, field_of(literal, copied)->origin};
  std::vector<Field> variables;
  if (has_map) variables.assign(args[1].value->fields.begin(), args[1].value->fields.end());
  const Field* field = maker.keep(maker.field({}, has_map ? maker.sub(copied, variables) : maker.sub(copied)));
  sink.add(resolver_.resolve(*field, arena_, resolver_.exists(function_, arena_)));
  return true;
}

void CodeValues::add_text(const Meaning& text, Sink& sink) const {
  if (text.parts.empty() && add_substituted(text, sink)) return;
  if (text.parts.empty()) {
    const std::string_view copied = arena_.copy(text.text);
    const Alternative alternative{copied, {}};
    const Piece piece{arena_.copy(std::span{&alternative, 1}), false, {}};
    sink.add({.field = field_of(text, copied), .text = {arena_.copy(std::span{&piece, 1})}, .when = {}});
    sink.note_literal(text, text.is_default);
    return;
  }
  struct Partial {
    std::vector<Piece> pieces;
    Scenario when;
  };
  std::vector<Partial> texts(1);
  for (const TextPart& part : text.parts) {
    Possible possible;
    if (!part.hole) {
      const Alternative alternative{arena_.copy(part.text), {}};
      const Piece piece{arena_.copy(std::span{&alternative, 1}), false, {}};
      for (Partial& one : texts) one.pieces.push_back(piece);
      continue;
    }
    possible = possible_of(*part.hole);
    // A reference is a part whatever it will be: `reports-${AWS::AccountId}`.
    const bool is_reference = possible.candidates.size() == 1 && possible.candidates[0].text.whole_reference() != nullptr;
    if ((possible.open && !is_reference) || possible.candidates.empty() || texts.size() * possible.candidates.size() > max_product) {
      for (Partial& one : texts) one.pieces.push_back({.alternatives = {}, .open = true, .reference = {}});
      continue;
    }
    std::vector<Partial> longer;
    for (const Partial& one : texts)
      for (const Candidate& candidate : possible.candidates) {
        Partial next = one;
        next.pieces.insert(next.pieces.end(), candidate.text.pieces.begin(), candidate.text.pieces.end());
        next.when = resolver_.conditions().with(one.when, candidate.when, arena_);
        longer.push_back(std::move(next));
      }
    texts = std::move(longer);
  }
  const Field* field = field_of(text, {});
  for (const Partial& one : texts) sink.add({.field = field, .text = {arena_.copy(one.pieces)}, .when = one.when});
}

/// The value of an SSM parameter that the template defines.
void CodeValues::add_stored(const Meaning& stored, Sink& sink) const {
  const CodeValue name = make_target(stored.otherwise, "ssm", stored.place);
  const Field* value = name.resource ? name.resource->find("Value") : nullptr;
  if (!value) {
    sink.open = true;
    return;
  }
  sink.add(resolver_.resolve(*value, arena_, resolver_.exists(*name.resource, arena_)));
}

void CodeValues::add(const Meaning& one, Sink& sink) const {
  if (names_the_function(one)) ++sink.functions;
  switch (one.kind) {
    case MeaningKind::text:
    case MeaningKind::number:
    case MeaningKind::boolean: add_text(one, sink); break;
    case MeaningKind::null: sink.add({.field = field_of(one, {}), .text = {}, .when = {}, .absent = true}); break;
    case MeaningKind::environment: add_environment(one, sink); break;
    case MeaningKind::stored: add_stored(one, sink); break;
    case MeaningKind::event:
      if (sink.alternatives == 1) sink.value.event_path = arena_.copy(one.text);
      sink.open = true;
      break;
    case MeaningKind::result: {  // the URL of a queue by its name; the literal was met where it was asked for
      Sink named;
      for (const Meaning* name : one.otherwise.items) add(*name, named);
      for (const Candidate& candidate : named.candidates) sink.add(candidate);
      sink.open |= named.open || one.otherwise.open || one.otherwise.nothing();
      break;
    }
    default: sink.open = true;
  }
}

CodeValue CodeValues::make(const Meanings& values, SourcePlace where) const {
  Sink sink;
  sink.alternatives = static_cast<int>(values.items.size());
  sink.open = values.open;
  for (const Meaning* one : values.items) add(*one, sink);
  const bool has_place = values.items.size() == 1 && values.items[0]->place.module;
  sink.value.where = location_of(has_place ? values.items[0]->place : where);
  sink.value.possible = {arena_.copy(sink.candidates), sink.open, false};
  if (sink.functions > 0 && sink.functions == sink.alternatives && !values.open) sink.value.resource = &function_;
  return sink.value;
}

CodeValue CodeValues::make_target(const Meanings& values, std::string_view service, SourcePlace where) const {
  CodeValue value = make(values, where);
  if (!value.resource) find_resource(value, service);
  return value;
}

/// All candidates that name anything of the template name the same.
void CodeValues::find_resource(CodeValue& value, std::string_view service) const {
  const std::vector<std::string_view>& types = types_of(service);
  const Resource* found = nullptr;
  for (const Candidate& candidate : value.possible.candidates) {
    if (candidate.absent) continue;
    for (const Named& named : names_.find_all(candidate, types, arena_)) {
      if (!named.resource) continue;
      if (!types.empty() && std::find(types.begin(), types.end(), named.resource->type) == types.end()) continue;
      if (found && found != named.resource) return;
      found = named.resource;
    }
  }
  value.resource = found;
}

}  // namespace cumulint
