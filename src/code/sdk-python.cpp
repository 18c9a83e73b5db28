// What boto3, aioboto3 and Powertools' parameters mean: clients, resources, paginators, and their methods.

#include <algorithm>

#include "base/strings.h"
#include "code/python-packages.h"
#include "code/services.h"

namespace cumulint {
namespace {

struct Operation {
  std::string_view type, method, operation;
};

// Methods of boto3's resources and S3 transfers that are not the operation's name in snake case.
// https://docs.aws.amazon.com/boto3/latest/reference/services/index.html
constexpr Operation operations[] = {
    {"Table", "load", "DescribeTable"},
    {"Table", "reload", "DescribeTable"},
    {"Table", "delete", "DeleteTable"},
    {"Table", "update", "UpdateTable"},
    {"Bucket", "create", "CreateBucket"},
    {"Bucket", "delete", "DeleteBucket"},
    {"Bucket", "upload_file", "PutObject"},
    {"Bucket", "upload_fileobj", "PutObject"},
    {"Bucket", "download_file", "GetObject"},
    {"Bucket", "download_fileobj", "GetObject"},
    {"Bucket", "copy", "CopyObject"},
    {"Bucket", "load", "ListBuckets"},
    {"Object", "get", "GetObject"},
    {"Object", "put", "PutObject"},
    {"Object", "delete", "DeleteObject"},
    {"Object", "load", "HeadObject"},
    {"Object", "reload", "HeadObject"},
    {"Object", "copy_from", "CopyObject"},
    {"Object", "copy", "CopyObject"},
    {"Object", "upload_file", "PutObject"},
    {"Object", "upload_fileobj", "PutObject"},
    {"Object", "download_file", "GetObject"},
    {"Object", "download_fileobj", "GetObject"},
    {"Queue", "send_message", "SendMessage"},
    {"Queue", "send_messages", "SendMessageBatch"},
    {"Queue", "receive_messages", "ReceiveMessage"},
    {"Queue", "delete_messages", "DeleteMessageBatch"},
    {"Queue", "purge", "PurgeQueue"},
    {"Queue", "delete", "DeleteQueue"},
    {"Message", "delete", "DeleteMessage"},
    {"Topic", "publish", "Publish"},
    {"Topic", "subscribe", "Subscribe"},
    {"client", "upload_file", "PutObject"},
    {"client", "upload_fileobj", "PutObject"},
    {"client", "download_file", "GetObject"},
    {"client", "download_fileobj", "GetObject"},
    {"client", "copy", "CopyObject"},
    {"batch_writer", "put_item", "BatchWriteItem"},
    {"batch_writer", "delete_item", "BatchWriteItem"},
};

// A resource object's type, and its first argument as the API names it.
struct ResourceType {
  std::string_view service, method, type, argument;
};
constexpr ResourceType resource_types[] = {
    {"dynamodb", "Table", "Table", "TableName"},       {"dynamodb", "create_table", "Table", "TableName"},
    {"s3", "Bucket", "Bucket", "Bucket"},              {"s3", "Object", "Object", "Bucket"},
    {"s3", "ObjectSummary", "Object", "Bucket"},       {"sqs", "Queue", "Queue", "QueueUrl"},
    {"sqs", "get_queue_by_name", "Queue", "QueueName"},{"sqs", "create_queue", "Queue", "QueueName"},
    {"sns", "Topic", "Topic", "TopicArn"},             {"sns", "create_topic", "Topic", "Name"},
    {"sqs", "Message", "Message", "QueueUrl"},
};

constexpr std::string_view no_operations[] = {"generate_presigned_url", "generate_presigned_post", "can_paginate", "close",
                                              "exceptions", "meta", "waiter_names", "get_available_subresources",
                                              "wait_until_exists", "wait_until_not_exists", "__enter__", "__exit__"};

std::string_view find_operation(std::string_view type, std::string_view method) {
  for (const Operation& one : operations)
    if (one.type == type && one.method == method) return one.operation;
  return {};
}

Meanings new_client(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = literal_of(site.argument(0, "service_name"));
  return make_client(interpreter, service_prefix(name), site);
}

Meanings new_service(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = literal_of(site.argument(0, "service_name"));
  interpreter.note_client(service_prefix(name), site);
  return make_sdk(interpreter, {.role = SdkRole::service, .service = service_prefix(name)}, site);
}

Meanings new_session(Interpreter& interpreter, CallSite& site) {
  return make_sdk(interpreter, {.role = SdkRole::session}, site);
}

bool call_session(Interpreter& interpreter, std::string_view method, CallSite& site, Meanings& out) {
  if (method == "client" || method == "create_client")
    out = new_client(interpreter, site);
  else if (method == "resource")
    out = new_service(interpreter, site);
  else
    out = {};
  return true;
}

/// The operation behind a method of a client, or empty: it makes no call.
std::string_view client_operation(Interpreter& interpreter, const SdkThing& client, std::string_view method) {
  if (const std::string_view known = find_operation("client", method); !known.empty()) return known;
  return operation_of_snake_case(client.service, method, interpreter.store().arena());
}

/// S3's transfers have positional arguments; the bucket's place differs.
void add_transfer_bucket(std::string_view method, const CallSite& site, std::vector<TracedArgument>& arguments) {
  const bool uploads = starts_with(method, "upload_");
  const bool downloads = starts_with(method, "download_");
  if (!uploads && !downloads && method != "copy") return;
  const std::size_t bucket = downloads ? 0 : 1;
  if (!site.find("Bucket")) arguments.push_back({"Bucket", site.argument(bucket, "Bucket")});
  if (!site.find("Key")) arguments.push_back({"Key", site.argument(bucket + 1, "Key")});
}

bool call_client(Interpreter& interpreter, const SdkThing& client, std::string_view method, CallSite& site, Meanings& out) {
  if (method == "get_paginator" || method == "get_waiter") {
    const std::string_view name = literal_of(site.argument(0, method == "get_waiter" ? "waiter_name" : "operation_name"));
    const bool waits = method == "get_waiter";
    SdkThing thing{.role = waits ? SdkRole::waiter : SdkRole::paginator, .service = client.service};
    thing.operation = waits ? name : operation_of_snake_case(client.service, name, interpreter.store().arena());
    out = make_sdk(interpreter, thing, site);
    return true;
  }
  out = {};
  if (std::find(std::begin(no_operations), std::end(no_operations), method) != std::end(no_operations)) return true;
  std::vector<TracedArgument> arguments = named_arguments(site);
  if (client.service == "s3") add_transfer_bucket(method, site, arguments);
  out = note_operation(interpreter, {client.service, client_operation(interpreter, client, method), arguments}, site);
  return true;
}

bool call_service(Interpreter& interpreter, const SdkThing& service, std::string_view method, CallSite& site, Meanings& out) {
  for (const ResourceType& one : resource_types) {
    if (one.service != service.service || one.method != method) continue;
    const Meanings name = site.argument(0, site.find(one.argument) ? one.argument : "name");
    if (starts_with(method, "get_") || starts_with(method, "create_"))
      note_operation(interpreter, {service.service, method == "get_queue_by_name" ? "GetQueueUrl" : client_operation(interpreter, service, method), named_arguments(site)}, site);
    SdkThing made{.role = SdkRole::resource, .service = service.service, .type = one.type, .name = name};
    if (one.type == "Object") made.key = site.argument(1, "key");
    out = make_sdk(interpreter, made, site);
    return true;
  }
  return call_client(interpreter, service, method, site, out);
}

/// The arguments of a resource object's method, with those that the object brings.
std::vector<TracedArgument> resource_arguments(const SdkThing& thing, std::string_view method, const CallSite& site) {
  std::vector<TracedArgument> arguments = named_arguments(site);
  for (const ResourceType& one : resource_types)
    if (one.service == thing.service && one.type == thing.type) {
      arguments.insert(arguments.begin(), {one.argument, thing.name});
      break;
    }
  if (thing.type == "Object") arguments.push_back({"Key", thing.key});
  const bool takes_key = thing.type == "Bucket" && (starts_with(method, "upload_") || starts_with(method, "download_"));
  if (takes_key && !site.find("Key")) arguments.push_back({"Key", site.argument(starts_with(method, "upload_") ? 1 : 0, "Key")});
  return arguments;
}

bool call_resource(Interpreter& interpreter, const SdkThing& thing, std::string_view method, CallSite& site, Meanings& out) {
  if (method == "batch_writer") {
    SdkThing writer = thing;
    writer.role = SdkRole::batch_writer;
    out = make_sdk(interpreter, writer, site);
    return true;
  }
  if (method == "Object" || method == "Acl" || method == "Version") {
    SdkThing made = thing;
    made.type = "Object";
    if (method == "Object") made.key = site.argument(0, "key");
    out = make_sdk(interpreter, made, site);
    return true;
  }
  out = {};
  if (std::find(std::begin(no_operations), std::end(no_operations), method) != std::end(no_operations)) return true;
  std::string_view operation = find_operation(thing.type, method);
  if (operation.empty()) operation = operation_of_snake_case(thing.service, method, interpreter.store().arena());
  out = note_operation(interpreter, {thing.service, operation, resource_arguments(thing, method, site)}, site, {.object = &thing});
  if (thing.type == "Queue" && method == "receive_messages") {
    SdkThing messages = thing;
    messages.role = SdkRole::collection;
    messages.type = "Message";
    out = make_sdk(interpreter, messages, site);
  }
  return true;
}

bool call_collection(Interpreter& interpreter, const Meaning& meaning, std::string_view method, CallSite& site, Meanings& out) {
  const SdkThing& thing = *meaning.sdk;
  const bool deletes = method == "delete";
  if (thing.service == "s3")
    note_operation(interpreter, {"s3", deletes ? "DeleteObjects" : "ListObjects", named_arguments(site)}, site, {.paginated = true, .object = &thing});
  else if (thing.service == "dynamodb")
    note_operation(interpreter, {"dynamodb", "ListTables", {}}, site);
  out = deletes ? Meanings{} : interpreter.store().one(&meaning);
  return true;
}

bool sdk_call(Interpreter& interpreter, const Meaning& meaning, std::string_view method, CallSite& site, Meanings& out) {
  const SdkThing& thing = *meaning.sdk;
  switch (thing.role) {
    case SdkRole::session: return call_session(interpreter, method, site, out);
    case SdkRole::client: return call_client(interpreter, thing, method, site, out);
    case SdkRole::service: return call_service(interpreter, thing, method, site, out);
    case SdkRole::resource: return call_resource(interpreter, thing, method, site, out);
    case SdkRole::collection: return call_collection(interpreter, meaning, method, site, out);
    case SdkRole::batch_writer: {
      const std::vector<TracedArgument> arguments = named_arguments(site);
      out = note_operation(interpreter, {thing.service, "BatchWriteItem", arguments}, site, {.object = &thing});
      return true;
    }
    case SdkRole::paginator:
      if (method != "paginate") return false;
      out = note_operation(interpreter, {thing.service, thing.operation, named_arguments(site)}, site, {.paginated = true});
      return true;
    case SdkRole::waiter: {
      const std::string_view operation = method == "wait" ? waiter_operation(thing.operation) : std::string_view{};
      out = {};
      if (!operation.empty()) out = note_operation(interpreter, {thing.service, operation, named_arguments(site)}, site);
      return true;
    }
    case SdkRole::command: return false;
  }
  return false;
}

/// parameters.get_parameter("/name"): the value is what the template may define.
Meanings get_parameter(Interpreter& interpreter, CallSite& site) {
  const Meanings name = site.argument(0, site.find("path") ? "path" : "name");
  note_operation(interpreter, {"ssm", "GetParameter", {{"Name", name}}}, site);
  Meaning* stored = interpreter.store().make(MeaningKind::stored, site.place);
  stored->otherwise = name;
  return interpreter.store().one(stored);
}

Meanings get_parameters(Interpreter& interpreter, CallSite& site) {
  return note_operation(interpreter, {"ssm", "GetParametersByPath", {{"Path", site.argument(0, "path")}}}, site);
}

Meanings get_secret(Interpreter& interpreter, CallSite& site) {
  return note_operation(interpreter, {"secretsmanager", "GetSecretValue", {{"SecretId", site.argument(0, "name")}}}, site);
}

/// Powertools' idempotency writes to its table for every event.
Meanings persistence_layer(Interpreter& interpreter, CallSite& site) {
  const Meanings table = site.argument(0, "table_name");
  for (const std::string_view operation : {"PutItem", "UpdateItem"})
    note_operation(interpreter, {"dynamodb", operation, {{"TableName", table}}}, site);
  return interpreter.made("powertools.PersistenceLayer", site);
}

constexpr PackageEntry entries[] = {
    {"boto3.client", new_client},
    {"boto3.resource", new_service},
    {"boto3.Session", new_session},
    {"boto3.session.Session", new_session},
    {"boto3._get_default_session", new_session},
    {"aioboto3.Session", new_session},
    {"aioboto3.session.Session", new_session},
    {"aioboto3.client", new_client},
    {"aioboto3.resource", new_service},
    {"aiobotocore.session.get_session", new_session},
    {"aiobotocore.session.AioSession", new_session},
    {"botocore.session.get_session", new_session},
    {"botocore.session.Session", new_session},
    {"aws_lambda_powertools.utilities.parameters.get_parameter", get_parameter},
    {"aws_lambda_powertools.utilities.parameters.get_parameters", get_parameters},
    {"aws_lambda_powertools.utilities.parameters.get_secret", get_secret},
    {"aws_lambda_powertools.utilities.idempotency*.DynamoDBPersistenceLayer", persistence_layer},
};

/// The service in the module of a stub type: "mypy_boto3_dynamodb.client.DynamoDBClient".
std::string_view stub_service(std::string_view path) {
  for (const std::string_view prefix : {"mypy_boto3_", "types_boto3_", "types_aiobotocore_"})
    if (starts_with(path, prefix)) {
      const std::string_view rest = path.substr(prefix.size());
      return rest.substr(0, rest.find('.'));
    }
  return {};
}

}  // namespace

std::span<const PackageEntry> python_sdk_entries() { return entries; }

bool python_sdk_call(Interpreter& interpreter, const Meaning& thing, std::string_view method, CallSite& site, Meanings& out) {
  return sdk_call(interpreter, thing, method, site, out);
}

bool python_sdk_member(Interpreter& interpreter, CallFrame& frame, const Meaning& base, std::string_view name, Meanings& out) {
  const SdkThing& thing = *base.sdk;
  CallSite site{.frame = &frame, .place = base.place};
  if (name == "meta") return out = interpreter.store().one(&base), true;
  if (name == "client" && thing.role != SdkRole::session) return out = make_client(interpreter, thing.service, site), true;
  const bool is_name = name == "name" || name == "table_name" || name == "bucket_name" || name == "url" || name == "arn" ||
                       name == "queue_url";
  if (is_name && thing.role == SdkRole::resource) return out = thing.name, true;
  if (name == "objects" || name == "object_versions" || name == "tables" || name == "buckets") {
    SdkThing collection = thing;
    collection.role = SdkRole::collection;
    collection.type = name == "tables" ? "Table" : "Object";
    return out = make_sdk(interpreter, collection, site), true;
  }
  return false;
}

Meanings python_type(Interpreter& interpreter, const Meanings& type) {
  for (const Meaning* one : type.items) {
    if (one->kind != MeaningKind::external) continue;
    const std::string_view service = stub_service(one->text);
    if (service.empty()) continue;
    const std::string_view name = one->text.substr(one->text.rfind('.') + 1);
    SdkThing* thing = interpreter.store().arena().make<SdkThing>();
    thing->service = service_prefix(service);
    thing->role = ends_with(name, "Client")            ? SdkRole::client
                  : ends_with(name, "ServiceResource") ? SdkRole::service
                                                       : SdkRole::resource;
    thing->type = name;
    Meaning* made = interpreter.store().make(MeaningKind::sdk, {});
    made->sdk = thing;
    return interpreter.store().one(made, true);
  }
  return {};
}

}  // namespace cumulint
