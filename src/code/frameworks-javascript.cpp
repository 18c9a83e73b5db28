// Packages around a handler: middy, Powertools, X-Ray, readers of the environment.

#include <algorithm>

#include "base/strings.h"
#include "code/packages-javascript.h"
#include "code/services.h"

namespace cumulint {
namespace {

Meanings first_argument(Interpreter&, CallSite& site) { return site.argument(0, {}); }

Meanings itself(Interpreter& interpreter, CallSite& site) { return interpreter.store().one(site.receiver); }

// middy

/// middy(handler), a handler with middlewares around it.
Meanings make_middy(Interpreter& interpreter, CallSite& site) {
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings made = interpreter.made("middy", bare);
  set_field(*made.items[0]->object, "#handler", site.argument(0, {}));
  return made;
}

/// sqsPartialBatchFailure(): it makes the handler's settled promises batchItemFailures.
Meanings make_batch_middleware(Interpreter& interpreter, CallSite& site) { return interpreter.made("middy.batch", site); }

bool is_batch_middleware(const Meanings& values) {
  return std::any_of(values.items.begin(), values.items.end(), [](const Meaning* one) {
    if (one->kind == MeaningKind::list)
      return std::any_of(one->object->items.begin(), one->object->items.end(), is_batch_middleware);
    return one->kind == MeaningKind::made && one->text == "middy.batch";
  });
}

Meanings middy_use(Interpreter& interpreter, CallSite& site) {
  interpreter.call_callbacks(site);
  if (is_batch_middleware(site.argument(0, {}))) set_field(*site.receiver->object, "#batch", site.argument(0, {}));
  return itself(interpreter, site);
}

Meanings middy_handler(Interpreter& interpreter, CallSite& site) {
  set_field(*site.receiver->object, "#handler", site.argument(0, {}));
  return itself(interpreter, site);
}

Meanings call_middy(Interpreter& interpreter, CallSite& site) {
  const Meanings* handler = find_field(*site.receiver->object, "#handler");
  if (handler && !handler->nothing()) {
    const Meanings result = interpreter.call(*handler, site);
    if (!find_field(*site.receiver->object, "#batch")) return result;
    interpreter.trace().uses_batch_processor = true;
    CallSite bare{.frame = site.frame, .place = site.receiver->place};
    return interpreter.made("middy.batch.Response", bare);
  }
  interpreter.trace().set_unknown("a handler that is made by something unknown");
  return {};
}

// Powertools

/// processPartialResponse(event, recordHandler, processor, { context })
Meanings process_batch(Interpreter& interpreter, CallSite& site) {
  Trace& trace = interpreter.trace();
  trace.uses_batch_processor = true;
  CallFrame& frame = *site.frame;
  const Circumstances outside = frame.now;
  frame.now.in_record_loop = trace.loops_over_records = true;
  ++frame.now.loops;
  MeaningStore& store = interpreter.store();
  const Meaning* event = find_kind(site.argument(0, {}), MeaningKind::event);
  Meanings record;
  if (event) record = store.one(store.make(MeaningKind::event, site.place, "Records[]"));
  interpreter.call_back(site.argument(1, {}), {record}, site);
  frame.now = outside;
  return interpreter.made("@aws-lambda-powertools/batch.Response", site);
}

/// The table in which idempotency keeps its records: read and written for every event.
Meanings make_persistence(Interpreter& interpreter, CallSite& site) {
  for (const std::string_view name : {"PutItem", "UpdateItem"})
    note_operation(interpreter, {"dynamodb", name, {{"TableName", option(site, 0, "tableName")}}}, site);
  return interpreter.made("@aws-lambda-powertools/idempotency.store", site);
}

/// getParameter("/name"): the value may stand in the template.
Meanings get_parameter(Interpreter& interpreter, CallSite& site) {
  const Meanings name = site.argument(0, {});
  note_operation(interpreter, {"ssm", "GetParameter", {{"Name", name}}}, site);
  Meaning* stored = interpreter.store().make(MeaningKind::stored, site.place);
  stored->otherwise = name;
  return interpreter.store().one(stored);
}

Meanings get_parameters(Interpreter& interpreter, CallSite& site) {
  return note_operation(interpreter, {"ssm", "GetParametersByPath", {{"Path", site.argument(0, {})}}}, site);
}

Meanings get_secret(Interpreter& interpreter, CallSite& site) {
  return note_operation(interpreter, {"secretsmanager", "GetSecretValue", {{"SecretId", site.argument(0, {})}}}, site);
}

/// captureAsyncFunc("name", async (subsegment) => …): what the function gives.
Meanings capture_function(Interpreter& interpreter, CallSite& site) {
  return interpreter.call_back(site.argument(1, {}), {interpreter.store().external("subsegment")}, site);
}

/// metricScope((metrics) => async (event, context) => …): the inner function.
Meanings metric_scope(Interpreter& interpreter, CallSite& site) {
  return interpreter.call_back(site.argument(0, {}), {interpreter.store().external("aws-embedded-metrics.metrics")}, site);
}

// readers of the environment

Meanings load_env_file(Interpreter& interpreter, CallSite&) {
  interpreter.trace().loads_env_file = true;
  return {};
}

bool is_optional(const Meanings& field) {
  return std::any_of(field.items.begin(), field.items.end(), [](const Meaning* one) {
    if (starts_with(one->text, "joi.") || starts_with(one->text, "yup.") || starts_with(one->text, "@hapi/joi."))
      return !contains(one->text, ".required()") || contains(one->text, ".default()");
    if (starts_with(one->text, "valibot.optional") || starts_with(one->text, "valibot.nullish")) return true;
    return contains(one->text, ".optional()") || contains(one->text, ".default()") || contains(one->text, ".nullish()") ||
           contains(one->text, ".catch()") || (one->kind == MeaningKind::made && one->object && !one->object->items.empty() &&
           find_kind(one->object->items[0], MeaningKind::map) &&
           find_field(*find_kind(one->object->items[0], MeaningKind::map)->object, "default"));
  });
}

/// What a schema reads from process.env: one variable a field.
Meanings read_by_schema(Interpreter& interpreter, CallSite& site, const Meanings& schema, const Meanings& source) {
  const Meaning* fields = find_kind(schema, MeaningKind::map);
  const Meaning* from = find_kind(source, MeaningKind::external);
  if (!fields || !from || from->text != "process.env") return {};
  MeaningStore& store = interpreter.store();
  Meaning* made = store.make(MeaningKind::map, site.place);
  made->object = store.make_object(interpreter.depth_of(*site.frame));
  made->object->open = true;
  for (const auto& [name, field] : fields->object->fields) {
    const bool optional = is_optional(field);
    const SourcePlace place = field.items.empty() ? site.place : field.items[0]->place;
    set_field(*made->object, name, interpreter.read_environment({name, place, !optional, optional}, *site.frame));
  }
  return store.one(made);
}

/// z.object({…}) and what is chained to it keep the fields.
Meanings schema_method(Interpreter& interpreter, CallSite& site) {
  const std::string_view method = site.path.substr(site.path.rfind('.') + 1);
  const Meanings* own = site.receiver && site.receiver->object ? find_field(*site.receiver->object, "#fields") : nullptr;
  const Meanings fields = own ? *own : site.argument(0, {});
  const bool validates = method == "parse" || method == "parseAsync" || method == "validateSync" || method == "cast";
  if (own && validates) return read_by_schema(interpreter, site, fields, site.argument(0, {}));
  if (own && (method == "safeParse" || method == "validate" || method == "validateAsync")) {
    const Meanings data = read_by_schema(interpreter, site, fields, site.argument(0, {}));
    Meaning* result = interpreter.store().make(MeaningKind::map, site.place);
    result->object = interpreter.store().make_object(0);
    result->object->open = true;
    set_field(*result->object, method == "safeParse" ? "data" : "value", data);
    return interpreter.store().one(result);
  }
  interpreter.call_callbacks(site);
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings made = interpreter.made(interpreter.store().arena().join({site.path, "()"}), bare);
  if (own || method == "object" || method == "strictObject") set_field(*made.items[0]->object, "#fields", fields);
  return made;
}

/// valibot's parse(schema, process.env), superstruct's create(process.env, schema), Joi.attempt(process.env, schema)
template <std::size_t schema, std::size_t source>
Meanings parse_by(Interpreter& interpreter, CallSite& site) {
  const Meaning* made = find_kind(site.argument(schema, {}), MeaningKind::made);
  const Meanings* fields = made && made->object ? find_field(*made->object, "#fields") : nullptr;
  return fields ? read_by_schema(interpreter, site, *fields, site.argument(source, {})) : Meanings{};
}

/// envalid: cleanEnv(process.env, { TABLE: str(), LEVEL: str({ default: "info" }) })
Meanings clean_env(Interpreter& interpreter, CallSite& site) {
  return read_by_schema(interpreter, site, site.argument(1, {}), site.argument(0, {}));
}

/// t3's createEnv({ server: { TABLE: z.string() }, runtimeEnv: process.env }), or with the values one by one.
Meanings create_env(Interpreter& interpreter, CallSite& site) {
  Meanings values = option(site, 0, "runtimeEnv");
  if (values.nothing()) values = option(site, 0, "runtimeEnvStrict");
  if (find_kind(values, MeaningKind::map)) return values;
  MeaningStore& store = interpreter.store();
  Meaning* all = store.make(MeaningKind::map, site.place);
  all->object = store.make_object(0);
  for (const std::string_view part : {"server", "client", "shared"})
    for (const auto& [name, field] : store.merged(option(site, 0, part)).fields) set_field(*all->object, name, field);
  return read_by_schema(interpreter, site, store.one(all), values);
}

/// env-var: env.get("TABLE").required().asString()
Meanings env_get(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = literal_of(site.argument(0, {}));
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings made = interpreter.made("env-var.variable", bare);
  if (name.empty())
    interpreter.trace().reads_computed_names = true;
  else
    set_field(*made.items[0]->object, "name", site.argument(0, {}));
  return made;
}

Meanings env_variable_method(Interpreter& interpreter, CallSite& site) {
  const std::string_view method = site.path.substr(site.path.rfind('.') + 1);
  HeapObject& variable = *site.receiver->object;
  if (method == "required" || method == "default") set_field(variable, method, site.argument(0, {}));
  const Meanings* name = find_field(variable, "name");
  if (!starts_with(method, "as") || !name) return itself(interpreter, site);
  const Meanings* otherwise = find_field(variable, "default");
  const bool required = find_field(variable, "required") != nullptr;
  return interpreter.read_environment({literal_of(*name), site.receiver->place, required && !otherwise,
                                       otherwise || !required, otherwise ? *otherwise : Meanings{}},
                                      *site.frame);
}

constexpr PackageEntry entries[] = {
    {"@middy/core", make_middy},
    {"middy", make_middy},
    {"middy.use", middy_use},
    {"@middy/sqs-partial-batch-failure", make_batch_middleware},
    {"@middy/event-batch-response", make_batch_middleware},
    {"middy.before", middy_use},
    {"middy.after", middy_use},
    {"middy.onError", middy_use},
    {"middy.handler", middy_handler},
    {"middy.__call__", call_middy},
    {"@aws-lambda-powertools/batch.processPartialResponse", process_batch},
    {"@aws-lambda-powertools/batch.processPartialResponseSync", process_batch},
    {"@aws-lambda-powertools/idempotency.makeIdempotent", first_argument},
    {"@aws-lambda-powertools/idempotency/dynamodb.DynamoDBPersistenceLayer", make_persistence},
    {"@aws-lambda-powertools/tracer.Tracer.captureAWSv3Client", first_argument},
    {"@aws-lambda-powertools/tracer.Tracer.captureAWSClient", first_argument},
    {"@aws-lambda-powertools/tracer.Tracer.captureAWS", first_argument},
    {"@aws-lambda-powertools/parameters/ssm.getParameter", get_parameter},
    {"@aws-lambda-powertools/parameters/ssm.getParameters", get_parameters},
    {"@aws-lambda-powertools/parameters/ssm.SSMProvider.get", get_parameter},
    {"@aws-lambda-powertools/parameters/secrets.getSecret", get_secret},
    {"@aws-lambda-powertools/parameters/secrets.SecretsProvider.get", get_secret},
    {"aws-xray-sdk*.captureAsyncFunc", capture_function},
    {"aws-xray-sdk*.captureFunc", capture_function},
    {"aws-xray-sdk*.captureCallbackFunc", capture_function},
    {"aws-xray-sdk*.capture*", first_argument},
    {"aws-embedded-metrics.metricScope", metric_scope},
    {"dotenv.config", load_env_file},
    {"dotenv-flow.config", load_env_file},
    {"dotenv-safe.config", load_env_file},
    {"@dotenvx/dotenvx.config", load_env_file},
    {"zod.*", schema_method},
    {"zod.z.*", schema_method},
    {"zod/v4.*", schema_method},
    {"valibot.parse", parse_by<0, 1>},
    {"valibot.*", schema_method},
    {"superstruct.create", parse_by<1, 0>},
    {"superstruct.*", schema_method},
    {"joi.attempt", parse_by<1, 0>},
    {"joi.*", schema_method},
    {"@hapi/joi.*", schema_method},
    {"yup.*", schema_method},
    {"envalid.cleanEnv", clean_env},
    {"@t3-oss/env-*.createEnv", create_env},
    {"env-var.get", env_get},
    {"env-var.variable.*", env_variable_method},
    {"awslambda.streamifyResponse", first_argument},
    {"lambda-stream.streamifyResponse", first_argument},
    {"@sentry/serverless.AWSLambda.wrapHandler", first_argument},
    {"@sentry/aws-serverless.wrapHandler", first_argument},
    {"datadog-lambda-js.datadog", first_argument},
    {"@lumigo/tracer.trace", first_argument},
    {"lambda-multi-value-headers", first_argument},
};

}  // namespace

std::span<const PackageEntry> javascript_framework_entries() { return entries; }

}  // namespace cumulint
