// Event sources that Lambda polls: each becomes an event source mapping.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html
#include "base/strings.h"
#include "sam/events.h"
#include "sam/permission.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

struct Source {
  std::string_view type;
  std::string_view arn;             // the property that names the source
  bool needs_start = false;         // a stream: StartingPosition is required
  std::string_view managed_policy;  // of the role
};

constexpr Source sources[] = {
    {"SQS", "Queue", false, "service-role/AWSLambdaSQSQueueExecutionRole"},
    {"Kinesis", "Stream", true, "service-role/AWSLambdaKinesisExecutionRole"},
    {"DynamoDB", "Stream", true, "service-role/AWSLambdaDynamoDBExecutionRole"},
    {"MSK", "Stream", true, "service-role/AWSLambdaMSKExecutionRole"},
    {"MQ", "Broker", false, ""},
    {"SelfManagedKafka", "", false, ""},
    {"DocumentDB", "Cluster", false, ""},
};

// All sources take these, whatever they mean there.
constexpr PropertyRule rules[] = {
    {"BatchSize", Shape::number},
    {"BisectBatchOnFunctionError", Shape::boolean},
    {"Broker"},
    {"Cluster"},
    {"CollectionName"},
    {"ConsumerGroupId", Shape::text},
    {"DatabaseName"},
    {"DestinationConfig", Shape::map},
    {"DynamicPolicyName", Shape::boolean, false, true},
    {"Enabled", Shape::boolean},
    {"FilterCriteria", Shape::map},
    {"FullDocument"},
    {"FunctionResponseTypes", Shape::list},
    {"KafkaBootstrapServers", Shape::list},
    {"KmsKeyArn"},
    {"LoggingConfig", Shape::map},
    {"MaximumBatchingWindowInSeconds", Shape::number},
    {"MaximumRecordAgeInSeconds", Shape::number},
    {"MaximumRetryAttempts", Shape::number},
    {"MetricsConfig", Shape::map},
    {"ParallelizationFactor", Shape::number},
    {"ProvisionedPollerConfig", Shape::map},
    {"Queue"},
    {"Queues", Shape::list},
    {"ScalingConfig", Shape::map},
    {"SchemaRegistryConfig", Shape::map},
    {"SecretsManagerKmsKeyId", Shape::text, false, true},
    {"SourceAccessConfigurations", Shape::list},
    {"StartingPosition"},
    {"StartingPositionTimestamp"},
    {"Stream"},
    {"Topics", Shape::list},
    {"TumblingWindowInSeconds", Shape::number},
};

// What goes into the mapping under its own name.
constexpr std::string_view copied[] = {
    "BatchSize", "BisectBatchOnFunctionError", "Enabled", "FilterCriteria", "FunctionResponseTypes", "KmsKeyArn",
    "LoggingConfig", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts",
    "MetricsConfig", "ParallelizationFactor", "ProvisionedPollerConfig", "Queues", "ScalingConfig",
    "SourceAccessConfigurations", "StartingPosition", "StartingPositionTimestamp", "Topics",
    "TumblingWindowInSeconds"};

const Source* find_source(std::string_view type) {
  for (const Source& source : sources)
    if (source.type == type) return &source;
  return nullptr;
}

bool require(Context& context, const Event& event, std::string_view property) {
  const Field* field = event.properties->find(property);
  if (is_given(field)) return true;
  if (field != nullptr && field->value->is(ValueKind::broken)) return false;
  context.refuse(event.subject(), event.field->origin.key_place(), Refusal::value, {property, " is required"});
  return false;
}

bool is_empty_list(const Field* field) {
  return field == nullptr || (field->value->is(ValueKind::list) && field->value->fields.empty());
}

bool check_kafka(Context& context, const Event& event) {
  bool good = true;
  for (const std::string_view name : {"KafkaBootstrapServers", "Topics", "SourceAccessConfigurations"})
    if (is_empty_list(event.find(name))) good = require(context, event, name) && good;
  for (const std::string_view name : {"KafkaBootstrapServers", "Topics", "SourceAccessConfigurations"})
    if (const Field* field = event.find(name); field != nullptr && is_empty_list(field)) {
      context.refuse_value(event.subject(), *field, {name, " has to have an item"});
      good = false;
    }
  return good;
}

bool check_schema_registry(Context& context, const Event& event) {
  const Field* registry = event.find("SchemaRegistryConfig");
  if (!is_set(registry)) return true;
  if (!registry->value->is(ValueKind::map)) {
    context.refuse_value(event.subject(), *registry, {"SchemaRegistryConfig has to be a map"});
    return false;
  }
  constexpr PropertyRule needed[] = {{"SchemaRegistryURI", Shape::any, true},
                                     {"EventRecordFormat", Shape::text, true, true},
                                     {"SchemaValidationConfigs", Shape::list, true, true},
                                     {"AccessConfigs", Shape::list, false, true}};
  if (!check_properties(context, {event.subject(), registry, "SchemaRegistryConfig.", true}, *registry->value, needed)) return false;
  const Field *format = registry->value->find("EventRecordFormat"), *accesses = registry->value->find("AccessConfigs");
  if (format->value->text != "JSON" && format->value->text != "SOURCE") {
    context.refuse_value(event.subject(), *format, {"EventRecordFormat has to be JSON or SOURCE"});
    return false;
  }
  if (!is_given(accesses)) return true;
  for (const Field& access : accesses->value->fields)
    if (!is_given(access.value->find("Type")) || !is_given(access.value->find("URI"))) {
      context.refuse_value(event.subject(), access, {"an item of AccessConfigs needs Type and URI"});
      return false;
    }
  return true;
}

bool check_filters(Context& context, const Event& event) {
  const Field* criteria = event.find("FilterCriteria");
  if (criteria == nullptr || !criteria->value->is(ValueKind::map)) return true;
  for (const Field& field : criteria->value->fields)
    if (field.key != "Filters") {
      context.refuse(event.subject(), field.origin.key_place(), Refusal::conflict, {"FilterCriteria has Filters, and no ", field.key});
      return false;
    }
  return true;
}

bool check_source(Context& context, const Event& event, const Source& source) {
  if (!check_event(context, event, rules)) return false;
  // SAM refuses it, as Lambda would; the rules look at the mapping all the same.
  if (source.needs_start) require(context, event, "StartingPosition");
  if (!source.arn.empty() && !require(context, event, source.arn)) return false;
  if (source.type == "DocumentDB" && !require(context, event, "DatabaseName")) return false;
  if (source.type == "SelfManagedKafka" && !check_kafka(context, event)) return false;
  const bool is_kafka = source.type == "SelfManagedKafka" || source.type == "MSK";
  const Field* group = event.find("ConsumerGroupId");
  if (group != nullptr && !is_kafka) {
    context.refuse_conflict(event.subject(), *group, {"ConsumerGroupId is for Kafka, not for ", source.type});
    return false;
  }
  return check_filters(context, event) && check_schema_registry(context, event);
}

/// ConsumerGroupId and SchemaRegistryConfig lie one level deeper in the mapping.
void set_kafka_config(Context& context, const Event& event, std::string_view key, Draft& mapping) {
  const Maker maker = context.maker(event.subject());
  Fields config;
  if (const Field* group = event.find("ConsumerGroupId"); is_set(group)) config.take(maker, "ConsumerGroupId", group);
  if (const Field* registry = event.find("SchemaRegistryConfig"); is_set(registry))
    config.set({"SchemaRegistryConfig", registry->origin, context.resolve_parameters(registry->value)});
  if (!config.empty()) mapping.properties.set(maker, key, config.value(maker));
}

void set_source_settings(Context& context, const Event& event, Draft& mapping) {
  const Maker maker = context.maker(event.subject());
  if (event.type == "MSK") {
    set_kafka_config(context, event, "AmazonManagedKafkaEventSourceConfig", mapping);
  } else if (event.type == "SelfManagedKafka") {
    Fields endpoints;
    endpoints.take(maker, "KafkaBootstrapServers", event.find("KafkaBootstrapServers"));
    mapping.properties.set(maker, "SelfManagedEventSource", maker.map({{"Endpoints", endpoints.value(maker)}}));
    set_kafka_config(context, event, "SelfManagedKafkaEventSourceConfig", mapping);
  } else if (event.type == "DocumentDB") {
    Fields config;
    for (const std::string_view name : {"DatabaseName", "CollectionName", "FullDocument"})
      config.take(maker, name, event.find(name));
    mapping.properties.set(maker, "DocumentDBEventSourceConfig", config.value(maker));
  }
}

}  // namespace

bool is_polled(std::string_view type) { return find_source(type) != nullptr; }

void expand_polled_event(Context& context, const Event& event, const EventTarget& target) {
  const Source& source = *find_source(event.type);
  if (!check_source(context, event, source)) return;
  const Maker maker = context.maker(event.subject());
  Draft& mapping = context.add(event.subject(), event_id(context, event), "AWS::Lambda::EventSourceMapping");
  mapping.properties.set(maker, "FunctionName", function_name(maker, target));
  if (!source.arn.empty()) mapping.properties.take(maker, "EventSourceArn", event.find(source.arn));
  for (const std::string_view name : copied) mapping.properties.take(maker, name, event.find(name));
  set_source_settings(context, event, mapping);
  if (const Field* destinations = event.find("DestinationConfig"); is_set(destinations))
    if (const Value* made = failure_destination(context, event, target.role))
      mapping.properties.set({"DestinationConfig", destinations->origin, made});
  if (target.role != nullptr && !source.managed_policy.empty())
    add_managed_policy(context, *target.role, event.subject(), source.managed_policy);
  add_broker_policies(context, event, target.role);
}

const Value* failure_destination(Context& context, const Event& event, Draft* role) {
  const Field* config = event.find("DestinationConfig");
  if (config->value->is(ValueKind::expression))
    return context.refuse_value(event.subject(), *config, {"DestinationConfig has to be a map with OnFailure, not a function"}), nullptr;
  if (!config->value->is(ValueKind::map)) return config->value;
  const Field* failure = config->value->find("OnFailure");
  if (failure == nullptr || (!failure->value->is(ValueKind::map) && !failure->value->is(ValueKind::expression))) {
    if (failure == nullptr || !failure->value->is(ValueKind::broken))
      context.refuse_value(event.subject(), failure != nullptr ? *failure : *config,
                           {"DestinationConfig.OnFailure has to be a map"});
    return nullptr;
  }
  if (!failure->value->is(ValueKind::map)) return config->value;
  const Field *type = failure->value->find("Type"), *destination = failure->value->find("Destination");
  const Maker maker = context.maker(event.subject());
  if (is_given(type)) {
    const std::string_view kind = type->value->literal();
    if (kind != "SQS" && kind != "SNS" && kind != "S3" && kind != "Kafka") {
      context.refuse_value(event.subject(), *type, {"the Type of a failure destination has to be SQS, SNS, S3 or Kafka"});
      return nullptr;
    }
    if (role != nullptr && kind != "Kafka" && is_given(destination))
      add_event_policy(*role, maker, destination_policy(maker, event_id(context, event), kind, destination->value));
  }
  Fields rest(*failure->value);
  rest.erase("Type");  // SAM's own word, the mapping has none
  Fields made(*config->value);
  made.set({"OnFailure", failure->origin, rest.value(maker)});
  return made.value(maker);
}

}  // namespace cumulint::sam
