// What a write sends, and whether it passes the filter of the trigger behind what it writes to.
#include <array>

#include "base/strings.h"
#include "graph/event-pattern.h"
#include "resolve/json-text.h"

namespace cumulint {
namespace {

/// What a call on a bucket, table or stream makes happen.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
struct WriteEvents {
  std::string_view service, operation;
  std::string_view events[2];  // of a bucket: event names; of a table's stream: eventName
};
constexpr WriteEvents writes[] = {
    {"s3", "PutObject", {"s3:ObjectCreated:Put"}},
    {"s3", "CopyObject", {"s3:ObjectCreated:Copy"}},
    {"s3", "CompleteMultipartUpload", {"s3:ObjectCreated:CompleteMultipartUpload"}},
    {"s3", "UploadFile", {"s3:ObjectCreated:Put", "s3:ObjectCreated:CompleteMultipartUpload"}},
    {"s3", "UploadFileobj", {"s3:ObjectCreated:Put", "s3:ObjectCreated:CompleteMultipartUpload"}},
    {"s3", "Upload", {"s3:ObjectCreated:Put", "s3:ObjectCreated:CompleteMultipartUpload"}},
    {"s3", "DeleteObject", {"s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated"}},
    {"s3", "DeleteObjects", {"s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated"}},
    {"dynamodb", "PutItem", {"INSERT", "MODIFY"}},
    {"dynamodb", "UpdateItem", {"INSERT", "MODIFY"}},
    {"dynamodb", "DeleteItem", {"REMOVE", ""}},
    {"dynamodb", "BatchWriteItem", {"", ""}},
    {"dynamodb", "TransactWriteItems", {"", ""}},
    {"sqs", "SendMessage", {}},
    {"sqs", "SendMessageBatch", {}},
    {"sns", "Publish", {}},
    {"sns", "PublishBatch", {}},
    {"events", "PutEvents", {}},
    {"kinesis", "PutRecord", {}},
    {"kinesis", "PutRecords", {}},
    {"firehose", "PutRecord", {}},
    {"firehose", "PutRecordBatch", {}},
};

constexpr WriteEvents modifies{"dynamodb", "UpdateItem", {"MODIFY", ""}};

/// Is it the value that the record's item has for a key attribute, or all of its Keys?
bool is_own_key(std::string_view argument, std::string_view event_path) {
  const std::string path = without_indexes(event_path);
  if (argument == "Key") return path == "Records[].dynamodb.Keys";
  const std::string_view rest = argument.substr(4), attribute = rest.substr(0, rest.find('.'));
  for (const std::string_view image : {"Keys.", "NewImage.", "OldImage."}) {
    const std::string own = "Records[].dynamodb." + std::string(image) + std::string(attribute);
    if (path == own || starts_with(path, own + ".")) return true;
  }
  return false;
}

/// An update of the item that the stream's record is of, or of one that a condition says is there, inserts none.
bool updates_existing(const SdkCall& call) {
  if (call.operation != "UpdateItem") return false;
  bool has_key = false, is_recorded = true;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument& argument = call.arguments[i];
    const bool is_condition = argument.name == "ConditionExpression" && argument.value.possible.candidates.size() == 1;
    if (is_condition && argument.value.possible.candidates[0].text.starts_with("attribute_exists(") == Truth::yes) return true;
    const bool is_map = i + 1 < call.arguments.size() && starts_with(call.arguments[i + 1].name, std::string(argument.name) + ".");
    if ((argument.name != "Key" && !starts_with(argument.name, "Key.")) || is_map) continue;
    has_key = true;
    is_recorded = is_recorded && is_own_key(argument.name, argument.value.event_path);
  }
  return has_key && is_recorded;
}

const WriteEvents* find_write(const SdkCall& call) {
  if (call.service == "dynamodb" && updates_existing(call)) return &modifies;
  for (const WriteEvents& write : writes)
    if (write.service == call.service && write.operation == call.operation) return &write;
  return nullptr;
}

/// Holds for all of them, for none, or it depends.
template <class Holds>
Truth for_events(const WriteEvents& write, Holds holds) {
  Truth every = Truth::yes, any = Truth::no;
  for (std::string_view event : write.events) {
    if (event.empty()) continue;
    every = both(every, holds(event));
    any = either(any, holds(event));
  }
  if (write.events[0].empty()) return Truth::unknown;
  return every == Truth::yes ? Truth::yes : any == Truth::no ? Truth::no : Truth::unknown;
}

Possible possible_of(std::string_view one, std::string_view other, const Field& place, Arena& arena) {
  std::vector<Candidate> candidates;
  for (std::string_view text : {one, other}) {
    if (text.empty()) continue;
    const std::span<const Alternative> alternatives = arena.copy(std::vector<Alternative>{Alternative{text, {}}});
    Candidate candidate;
    candidate.field = &place;
    candidate.text.pieces =
        arena.copy(std::vector<Piece>{Piece{.alternatives = alternatives, .open = false, .reference = {}}});
    candidates.push_back(candidate);
  }
  Possible possible;
  possible.candidates = arena.copy(candidates);
  possible.open = candidates.empty();
  return possible;
}

// ---- buckets

/// The entries of PutBucketNotificationConfiguration, which the CDK passes on, have a list of Events.
Truth passes_event_type(const Field& entry, const WriteEvents& write, const Resolver& resolver, Arena& arena) {
  const Field* wanted = entry.value->find("Event");
  if (wanted == nullptr) wanted = entry.value->find("Events");
  if (wanted == nullptr) return Truth::unknown;
  const Choices items = resolver.items(*wanted, arena);
  Truth any = items.open ? Truth::unknown : Truth::no;
  for (const Choice& item : items.items) {
    const std::string_view pattern = item.field->value->literal();
    if (pattern.empty())
      any = either(any, Truth::unknown);
    else
      any = either(
          any, for_events(write, [&](std::string_view event) { return truth_of(matches_wildcard(pattern, event)); }));
  }
  return any;
}

Truth passes_rule(const Field& rule, const Possible& key, const Resolver& resolver, Arena& arena) {
  const Field *name = rule.value->find("Name"), *value = rule.value->find("Value");
  if (name == nullptr || value == nullptr) return Truth::unknown;
  const bool is_prefix = equals_ignoring_case(name->value->literal(), "prefix");
  Truth every = key.open || key.candidates.empty() ? Truth::unknown : Truth::yes,
        any = key.open ? Truth::unknown : Truth::no;
  for (const Candidate& wanted : resolver.resolve(*value, arena).candidates) {
    const std::optional<std::string_view> text = wanted.text.known();
    for (const Candidate& written : key.candidates) {
      const Truth one = !text       ? Truth::unknown
                        : is_prefix ? written.text.starts_with(*text)
                                    : written.text.ends_with(*text);
      every = both(every, one);
      any = either(any, one);
    }
  }
  if (value->value->is(ValueKind::text) && value->value->text.empty()) return Truth::yes;
  return every == Truth::yes ? Truth::yes : any == Truth::no && !key.candidates.empty() ? Truth::no : Truth::unknown;
}

// ---- what messages carry

SentEvent event_of(const SdkCall& call) {
  SentEvent event;
  if (const Argument* source = call.find("Entries[].Source"))
    event.fields.push_back({"source", &source->value.possible});
  if (const Argument* type = call.find("Entries[].DetailType"))
    event.fields.push_back({"detail-type", &type->value.possible});
  return event;
}

/// Each of the entries that the call sends, with the fields of its detail where code writes them out.
std::vector<SentEvent> events_of(const SdkCall& call, Arena& arena) {
  constexpr std::string_view detail = "Entries[].Detail.";
  std::vector<SentEvent> events(1);
  for (const Argument& argument : call.arguments) {
    if (argument.name == "Entries[]" && !events.back().fields.empty()) events.emplace_back();
    std::vector<SentField>& fields = events.back().fields;
    if (argument.name == "Entries[].Source") fields.push_back({"source", &argument.value.possible});
    if (argument.name == "Entries[].DetailType") fields.push_back({"detail-type", &argument.value.possible});
    if (starts_with(argument.name, detail))
      fields.push_back({arena.copy("detail." + std::string(argument.name.substr(detail.size()))), &argument.value.possible});
  }
  return events;
}

/// A message whose body code writes as JSON.
SentEvent message_of(const SdkCall& call, Arena& arena) {
  SentEvent message;
  constexpr std::string_view body = "MessageBody.";
  if (call.operation != "SendMessage") return message;
  for (const Argument& argument : call.arguments)
    if (starts_with(argument.name, body))
      message.fields.push_back({arena.copy("body." + std::string(argument.name.substr(body.size()))), &argument.value.possible});
  return message;
}

/// Message attributes by name; code names them all, unless something is spread into the call.
SentEvent attributes_of(const SdkCall& call) {
  SentEvent event;
  event.has_others = call.spread_arguments || call.operation != "Publish" || call.find("MessageAttributes") != nullptr;
  constexpr std::string_view before = "MessageAttributes.", after = ".StringValue";
  for (const Argument& argument : call.arguments) {
    if (!starts_with(argument.name, before) || !ends_with(argument.name, after)) continue;
    const std::size_t size = argument.name.size() - before.size() - after.size();
    event.fields.push_back({argument.name.substr(before.size(), size), &argument.value.possible});
  }
  return event;
}

Truth passes_subscription(const Edge& edge, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  const Choices policies = resolver.find(*edge.settings, "FilterPolicy", arena, edge.when);
  const Choices scopes = resolver.find(*edge.settings, "FilterPolicyScope", arena, edge.when);
  for (const Choice& policy : policies.items) {
    if (policy.field->value->is(ValueKind::absent)) continue;
    for (const Choice& scope : scopes.items)
      if (!scope.field->value->is(ValueKind::absent) && scope.field->value->literal() != "MessageAttributes")
        return Truth::unknown;
    return matches_pattern(*policy.field, attributes_of(call), resolver, arena);
  }
  return Truth::yes;
}

std::string_view criteria_of(const Edge& edge) {
  return edge.kind == EdgeKind::pipe ? "SourceParameters.FilterCriteria.Filters" : "FilterCriteria.Filters";
}

/// FilterCriteria: one of its patterns has to match.
Truth passes_criteria(const Edge& edge, const SentEvent& record, const Resolver& resolver, Arena& arena) {
  const Choices lists = resolver.find(*edge.settings, criteria_of(edge), arena, edge.when);
  Truth any = Truth::no;
  bool has_filters = false;
  for (const Choice& list : lists.items) {
    if (list.field->value->is(ValueKind::absent)) continue;
    for (const Choice& filter : resolver.items(*list.field, arena, list.when).items) {
      has_filters = true;
      const Field* pattern = filter.field->value->find("Pattern");
      const Value* parsed = pattern == nullptr ? nullptr : parse_json_text(*pattern, arena);
      if (parsed == nullptr) return Truth::unknown;
      Field top = *pattern;
      top.value = parsed;
      any = either(any, matches_pattern(*arena.make<Field>(top), record, resolver, arena));
    }
  }
  return has_filters ? any : Truth::yes;
}

/// Of a record of a table's stream only its eventName is known.
Truth passes_criteria(const Edge& edge, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  SentEvent record = call.service == "sqs" ? message_of(call, arena) : SentEvent{};
  const WriteEvents* write = find_write(call);
  const Possible names =
      write == nullptr ? Possible{} : possible_of(write->events[0], write->events[1], *edge.settings, arena);
  if (call.service == "dynamodb") record.fields.push_back({"eventName", &names});
  return passes_criteria(edge, record, resolver, arena);
}

/// Keys begin with the destination's Prefix, up to an expression of Firehose's own (!{timestamp:…}), else with the year.
Truth begins_delivered_keys(std::string_view wanted, const Field& destination, const Resolver& resolver, Arena& arena) {
  const Field* prefix = destination.value->find("Prefix");
  if (prefix == nullptr) return wanted[0] >= '0' && wanted[0] <= '9' ? Truth::unknown : Truth::no;
  const Possible value = resolver.resolve(*prefix, arena);
  if (value.open || value.candidates.size() != 1) return Truth::unknown;
  const std::optional<std::string_view> known = value.candidates[0].text.known();
  if (!known) return Truth::unknown;
  const std::string_view fixed = known->substr(0, known->find("!{"));
  if (starts_with(fixed, wanted)) return Truth::yes;
  return starts_with(wanted, fixed) ? Truth::unknown : Truth::no;
}

Truth passes_delivered_rule(const Field& rule, const Field& destination, const Resolver& resolver, Arena& arena) {
  const Field *name = rule.value->find("Name"), *value = rule.value->find("Value");
  if (name == nullptr || value == nullptr || !value->value->is(ValueKind::text)) return Truth::unknown;
  if (value->value->text.empty()) return Truth::yes;
  if (!equals_ignoring_case(name->value->literal(), "prefix")) return Truth::unknown;
  return begins_delivered_keys(value->value->text, destination, resolver, arena);
}

/// What a bucket tells EventBridge of a write.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
SentEvent object_event(const SdkCall& call, const Field& place, Arena& arena) {
  const WriteEvents* write = find_write(call);
  SentEvent event;
  if (write == nullptr || write->events[0].empty()) return event;
  const bool creates = starts_with(write->events[0], "s3:ObjectCreated");
  event.fields.push_back({"source", arena.make<Possible>(possible_of("aws.s3", {}, place, arena))});
  event.fields.push_back(
      {"detail-type", arena.make<Possible>(possible_of(creates ? "Object Created" : "Object Deleted", {}, place, arena))});
  event.fields.push_back({"detail.bucket.name", &call.target.possible});
  if (const Argument* key = call.find("Key")) event.fields.push_back({"detail.object.key", &key->value.possible});
  return event;
}

/// From a bus to a rule: its pattern. Schedules are set off by no event.
Truth passes_rule_pattern(const Resource& rule, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  const Field* pattern = rule.find("EventPattern");
  if (pattern == nullptr) return Truth::no;
  if (call.service != "events" && call.service != "s3") return Truth::unknown;
  const Value* parsed = pattern->value->is(ValueKind::text) ? parse_json_text(*pattern, arena) : pattern->value;
  if (parsed == nullptr) return Truth::unknown;
  Field top = *pattern;
  top.value = parsed;
  const Field& wanted = *arena.make<Field>(top);
  if (call.service == "s3") return matches_pattern(wanted, object_event(call, *pattern, arena), resolver, arena);
  Truth any = Truth::no;
  for (const SentEvent& event : events_of(call, arena)) any = either(any, matches_pattern(wanted, event, resolver, arena));
  return any;
}

// ---- tests of the event in code

Truth passes_test(const EventGuard& guard, const PartialText& text) {
  Truth any = Truth::no;
  for (const std::string_view wanted : guard.texts) switch (guard.test) {
      case EventTest::equals: any = either(any, text.equals(wanted)); break;
      case EventTest::starts_with: any = either(any, text.starts_with(wanted)); break;
      case EventTest::ends_with: any = either(any, text.ends_with(wanted)); break;
      case EventTest::contains: any = either(any, text.contains(wanted)); break;
      case EventTest::present: break;
    }
  return any;
}

Truth passes_test(const EventGuard& guard, const Possible* value) {
  if (value == nullptr || value->candidates.empty() || value->open || value->invalid) {
    const bool is_partly_known = value != nullptr && !value->invalid && value->candidates.size() == 1;
    return is_partly_known ? passes_test(guard, value->candidates[0].text) : Truth::unknown;
  }
  Truth every = Truth::yes, any = Truth::no;
  for (const Candidate& candidate : value->candidates) {
    const Truth one = passes_test(guard, candidate.text);
    every = both(every, one), any = either(any, one);
  }
  return every == Truth::yes || any == Truth::no ? every : Truth::unknown;
}

PartialText text_of(std::string_view text, Alternative& alternative, Piece& piece) {
  alternative = {text, {}};
  piece = {.alternatives = std::span(&alternative, 1), .open = false, .reference = {}};
  return {std::span(&piece, 1)};
}

Truth passes_test(const EventGuard& guard, std::string_view text) {
  Alternative alternative;
  Piece piece;
  return passes_test(guard, text_of(text, alternative, piece));
}

bool sends_records(const Edge& trigger) {
  return trigger.kind == EdgeKind::mapping || trigger.kind == EdgeKind::subscription ||
         (trigger.kind == EdgeKind::bucket_notification && trigger.label != "EventBridge");
}

/// eventSource of a record.
std::string_view source_of(const Edge& trigger) {
  if (trigger.kind == EdgeKind::subscription) return "aws:sns";
  constexpr std::pair<std::string_view, std::string_view> sources[] = {{"AWS::S3::Bucket", "aws:s3"},
                                                                       {"AWS::SQS::Queue", "aws:sqs"},
                                                                       {"AWS::Kinesis::Stream", "aws:kinesis"},
                                                                       {"AWS::DynamoDB::Table", "aws:dynamodb"}};
  for (const auto& [type, source] : sources)
    if (sends_records(trigger) && trigger.from->type == type) return source;
  return {};
}

Truth passes_test(const EventGuard& guard, const Edge& trigger, const SdkCall& write) {
  const std::string path = without_indexes(guard.path);
  if (guard.test == EventTest::present) {
    if (path == "Records") return truth_of(sends_records(trigger));
    return path == "detail" && trigger.kind == EdgeKind::rule_target ? Truth::yes : Truth::unknown;
  }
  const WriteEvents* events = find_write(write);
  if (path == "Records[].eventName" && events != nullptr && sends_records(trigger))
    return for_events(*events, [&](std::string_view event) {
      return passes_test(guard, starts_with(event, "s3:") ? event.substr(3) : event);
    });
  if ((path == "Records[].eventSource" || path == "Records[].EventSource") && !source_of(trigger).empty())
    return passes_test(guard, source_of(trigger));
  const bool is_key = path == "Records[].s3.object.key" || path == "detail.object.key";
  const Argument* key = is_key && write.service == "s3" ? write.find("Key") : nullptr;
  if (key != nullptr) return passes_test(guard, &key->value.possible);
  if (write.service != "events") return Truth::unknown;
  const SentEvent event = event_of(write);
  const SentField* field = event.find(path);
  return field != nullptr ? passes_test(guard, field->value) : Truth::unknown;
}

}  // namespace

std::string without_indexes(std::string_view path) {
  std::string out;
  bool inside = false;
  for (char c : path) {
    if (c == ']') inside = false;
    if (!inside) out += c;
    if (c == '[') inside = true;
  }
  return out;
}

Truth passes_guard(const Edge& trigger, const SdkCall& write, const EventGuard& guard) {
  const Truth passed = passes_test(guard, trigger, write);
  return guard.holds ? passed : negate(passed);
}

bool is_triggering_write(const SdkCall& call) {
  if (find_write(call) != nullptr) return true;
  return (call.service == "lambda" && (call.operation == "Invoke" || call.operation == "InvokeAsync")) ||
         (call.service == "states" && starts_with(call.operation, "Start"));
}

Truth passes_bucket_notification(const Field& entry, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  const WriteEvents* write = find_write(call);
  if (write == nullptr || call.service != "s3") return Truth::unknown;
  Truth passed = passes_event_type(entry, *write, resolver, arena);
  const Argument* key = call.find("Key");
  const Possible unknown;
  for (std::string_view path : {"Filter.S3Key.Rules", "Filter.Key.FilterRules"})
    for (const Choice& list : resolver.find(entry, path, arena).items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      for (const Choice& rule : resolver.items(*list.field, arena, list.when).items)
        passed =
            both(passed, passes_rule(*rule.field, key == nullptr ? unknown : key->value.possible, resolver, arena));
    }
  return passed;
}

Truth passes(const Edge& trigger, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  switch (trigger.kind) {
    case EdgeKind::bucket_notification:
      if (trigger.label == "EventBridge") return Truth::yes;
      return passes_bucket_notification(*trigger.settings, call, resolver, arena);
    case EdgeKind::subscription: return passes_subscription(trigger, call, resolver, arena);
    case EdgeKind::mapping:
    case EdgeKind::pipe: return passes_criteria(trigger, call, resolver, arena);
    case EdgeKind::bus_rule: return passes_rule_pattern(*trigger.to->resource, call, resolver, arena);
    default: return Truth::yes;
  }
}

bool writes_back(const SdkCall& write, std::string_view path) {
  const Argument* key = write.service == "s3" ? write.find("Key") : nullptr;
  const std::string plain = without_indexes(path);
  return key != nullptr && (plain == "Records[].s3.object.key" || plain == "detail.object.key") &&
         without_indexes(key->value.event_path) == plain;
}

Truth passes_again(const Edge& trigger, const SdkCall& write, const Resolver& resolver, Arena& arena) {
  const WriteEvents* events = find_write(write);
  return events == nullptr ? Truth::unknown : passes_event_type(*trigger.settings, *events, resolver, arena);
}

Truth passes_further(const Edge& trigger, const SdkCall& call, const Resolver& resolver, Arena& arena) {
  if (trigger.kind == EdgeKind::bus_rule) return passes_rule_pattern(*trigger.to->resource, call, resolver, arena);
  Truth any = Truth::no;
  for (const SentEvent& event : events_of(call, arena)) {
    SentEvent record;  // the message of the queue is the event
    for (const SentField& field : event.fields)
      record.fields.push_back({arena.copy("body." + std::string(field.path)), field.value});
    any = either(any, passes_criteria(trigger, record, resolver, arena));
  }
  return any;
}

Truth passes_delivery(const Edge& trigger, const Edge& delivery, const Resolver& resolver, Arena& arena) {
  if (trigger.label == "EventBridge") return Truth::yes;
  constexpr WriteEvents put{"s3", "PutObject", {"s3:ObjectCreated:Put"}};
  Truth passed = passes_event_type(*trigger.settings, put, resolver, arena);
  for (std::string_view path : {"Filter.S3Key.Rules", "Filter.Key.FilterRules"})
    for (const Choice& list : resolver.find(*trigger.settings, path, arena).items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      for (const Choice& rule : resolver.items(*list.field, arena, list.when).items)
        passed = both(passed, passes_delivered_rule(*rule.field, *delivery.settings, resolver, arena));
    }
  return passed;
}

}  // namespace cumulint
