// AWS's SDKs for JavaScript: v3 clients, commands, paginators and document clients; v2 clients with callbacks or
// `.promise()`; what wraps them.

#include <string>

#include "base/strings.h"
#include "code/packages-javascript.h"
#include "code/services.h"

namespace cumulint {
namespace {

constexpr std::string_view v3_packages = "@aws-sdk/client-";
constexpr std::string_view document_package = "@aws-sdk/lib-dynamodb";

// Document clients have short names for DynamoDB's operations.
struct ShortName {
  std::string_view name, operation;
};
constexpr ShortName document_operations[] = {
    {"Get", "GetItem"},           {"Put", "PutItem"},
    {"Update", "UpdateItem"},     {"Delete", "DeleteItem"},
    {"BatchGet", "BatchGetItem"}, {"BatchWrite", "BatchWriteItem"},
    {"TransactGet", "TransactGetItems"}, {"TransactWrite", "TransactWriteItems"},
};

std::string_view document_operation(std::string_view name) {
  for (const ShortName& one : document_operations)
    if (one.name == name) return one.operation;
  return name;
}

// Methods of clients that are no operations.
constexpr std::string_view not_operations[] = {"destroy", "config", "middlewareStack", "on", "makeRequest",
                                               "setupRequestListeners", "defineService", "batch", "createSet",
                                               "getSignedUrl", "getSignedUrlPromise", "createPresignedPost", "then", "catch"};

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

/// "@aws-sdk/client-sfn.SFNClient" -> "states"
std::string_view service_of(std::string_view path) {
  if (starts_with(path, document_package)) return "dynamodb";
  const std::string_view package = path.substr(v3_packages.size());
  return service_prefix(package.substr(0, package.find_first_of("./")));
}

/// A callback gets an error, then the result.
void run_callback(Interpreter& interpreter, CallSite& site, std::size_t position, const Meanings& result) {
  if (site.has(position, {})) interpreter.call_back(site.argument(position, {}), {Meanings{}, result}, site);
}

struct Operation {
  std::string_view service, name;
  bool paginated = false;
};

Meanings note_call(Interpreter& interpreter, CallSite& site, const Operation& operation, const Meanings& parameters) {
  SdkOptions options{.paginated = operation.paginated};
  const std::vector<TracedArgument> arguments = arguments_of(interpreter.store(), parameters, options.spread);
  return note_operation(interpreter, {operation.service, operation.name, arguments}, site, options);
}

// v3

/// A command keeps its parameters until it is sent.
Meanings make_command(Interpreter& interpreter, CallSite& site, std::string_view service, std::string_view operation) {
  MeaningStore& store = interpreter.store();
  const Meanings made = make_sdk(interpreter, {.role = SdkRole::command, .service = service, .operation = operation}, site);
  Meaning* command = store.arena().make<Meaning>(*made.items[0]);
  command->object = store.make_object(0);
  command->object->items.push_back(site.argument(0, {}));
  return store.one(command);
}

/// A class of a client package: XClient, X (with operations as methods), XCommand.
Meanings v3_member(Interpreter& interpreter, CallSite& site) {
  const std::string_view service = service_of(site.path);
  const std::string_view name = last_part(site.path);
  const bool of_documents = starts_with(site.path, document_package);
  if (ends_with(name, "Command")) {
    std::string_view operation = name.substr(0, name.size() - 7);
    if (of_documents) operation = document_operation(operation);
    return make_command(interpreter, site, service, operation);
  }
  if (starts_with(name, "paginate")) {
    const std::string_view operation = document_operation(name.substr(8));
    return note_call(interpreter, site, {service, operation, true}, site.argument(1, {}));
  }
  if (starts_with(name, "waitUntil")) {
    const std::string_view operation = waiter_operation(name.substr(9));
    return operation.empty() ? Meanings{} : note_call(interpreter, site, {service, operation}, site.argument(1, {}));
  }
  if (!site.constructs) return {};
  if (ends_with(name, "Exception") || ends_with(name, "Error") || ends_with(name, "Fault")) return interpreter.made(site.path, site);
  return make_client(interpreter, service, site, ends_with(name, "Client") ? name.substr(0, name.size() - 6) : name);
}

/// DynamoDBDocumentClient.from(client), DynamoDBDocument.from(client): a view of a client.
Meanings document_client(Interpreter& interpreter, CallSite& site) {
  return make_sdk(interpreter, {.role = SdkRole::client, .service = "dynamodb", .type = "DocumentClient"}, site);
}

/// new Upload({ client, params: { Bucket, Key, Body } }) puts an object.
Meanings upload(Interpreter& interpreter, CallSite& site) {
  note_call(interpreter, site, {"s3", "PutObject"}, option(site, 0, "params"));
  return interpreter.made(site.path, site);
}

/// A URL that somebody else will use: with which rights of this function is not known.
Meanings sign(Interpreter& interpreter, CallSite& site) {
  interpreter.hand_over(site, site.path);
  return {};
}

Meanings send(Interpreter& interpreter, const Meaning& client, CallSite& site) {
  const Meanings sent = site.argument(0, {});
  Meanings result = {{}, false};
  bool is_known = !sent.open;
  for (const Meaning* one : sent.items) {
    if (one->kind != MeaningKind::sdk || one->sdk->role != SdkRole::command) {
      is_known = false;
      continue;
    }
    const Meanings given = one->object && !one->object->items.empty() ? one->object->items[0] : Meanings{};
    result = interpreter.store().join(result, note_call(interpreter, site, {one->sdk->service, one->sdk->operation}, given));
  }
  if (!is_known && !find_sdk(sent, SdkRole::command))
    result = interpreter.store().join(result, note_call(interpreter, site, {client.sdk->service, {}}, {}));
  run_callback(interpreter, site, 1, result);
  return result;
}

// v2

/// new AWS.DynamoDB.DocumentClient(), new S3() of aws-sdk/clients/s3
Meanings v2_client(Interpreter& interpreter, CallSite& site) {
  std::string_view name = site.path.substr(std::string_view{"aws-sdk"}.size());
  if (starts_with(name, "/clients/")) {
    name.remove_prefix(9);
    if (name == "all" || starts_with(name, "all.")) name.remove_prefix(3);
  }
  if (starts_with(name, ".")) name.remove_prefix(1);
  if (starts_with(name, "default.")) name.remove_prefix(8);
  const std::string_view first = name.substr(0, name.find('.'));
  if (!site.constructs || first.empty()) return {};
  constexpr std::string_view no_services[] = {"Credentials", "SharedIniFileCredentials", "Config", "Endpoint",
                                              "HttpRequest", "Signers", "ChainableTemporaryCredentials", "EC2MetadataCredentials",
                                              "CognitoIdentityCredentials", "TemporaryCredentials", "EnvironmentCredentials"};
  for (const std::string_view one : no_services)
    if (one == first) return interpreter.made(site.path, site);
  const bool of_documents = last_part(site.path) == "DocumentClient";
  const std::string lowered = lower(first);
  const std::string_view service = interpreter.store().arena().copy(std::string_view{lowered});
  return make_client(interpreter, service_prefix(service), site, of_documents ? std::string_view{"DocumentClient"} : first);
}

constexpr ShortName renamed_operations[] = {{"upload", "PutObject"}};

std::string_view operation_of(Interpreter& interpreter, const SdkThing& client, std::string_view method) {
  for (const ShortName& one : renamed_operations)
    if (one.name == method && client.service == "s3") return one.operation;
  std::string capital{method};
  if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 32);
  const std::string_view operation = interpreter.store().arena().copy(std::string_view{capital});
  return client.service == "dynamodb" && (client.type == "DocumentClient" || client.type == "DynamoDBDocument")
             ? document_operation(operation)
             : operation;
}

constexpr PackageEntry entries[] = {
    {"@aws-sdk/lib-dynamodb.DynamoDBDocumentClient.from", document_client},
    {"@aws-sdk/lib-dynamodb.DynamoDBDocument.from", document_client},
    {"@aws-sdk/lib-dynamodb.*", v3_member},
    {"@aws-sdk/client-*", v3_member},
    {"@aws-sdk/lib-storage.Upload", upload},
    {"@aws-sdk/s3-request-presigner.getSignedUrl", sign},
    {"@aws-sdk/s3-presigned-post.createPresignedPost", sign},
    {"@aws-sdk/util-dynamodb.*", [](Interpreter&, CallSite& site) { return site.argument(0, {}); }},
    {"aws-sdk.*", v2_client},
    {"aws-sdk/clients/*", v2_client},
};

}  // namespace

bool javascript_sdk_call(Interpreter& interpreter, const Meaning& thing, std::string_view method, CallSite& site,
                         Meanings& out) {
  if (thing.sdk->role != SdkRole::client) return false;
  if (method == "send") return out = send(interpreter, thing, site), true;
  if (method == "waitFor") {  // s3.waitFor("objectExists", parameters, callback)
    const std::string_view operation = waiter_operation(literal_of(site.argument(0, {})));
    if (operation.empty()) return false;
    out = note_call(interpreter, site, {thing.sdk->service, operation}, site.argument(1, {}));
    run_callback(interpreter, site, 2, out);
    return true;
  }
  for (const std::string_view one : not_operations)
    if (one == method) return false;
  out = note_call(interpreter, site, {thing.sdk->service, operation_of(interpreter, *thing.sdk, method)}, site.argument(0, {}));
  // client.listTables(callback) has no parameters
  const bool only_callback = find_kind(site.argument(0, {}), MeaningKind::function) != nullptr;
  run_callback(interpreter, site, only_callback ? 0 : 1, out);
  return true;
}

/// A parameter or field declared as a client of the SDK.
Meanings javascript_of_type(Interpreter& interpreter, const Meanings& type) {
  const Meaning* declared = find_kind(type, MeaningKind::external);
  if (!declared) return {};
  CallSite site{.place = declared->place, .path = declared->text, .constructs = true};
  const std::string_view name = last_part(declared->text);
  if (starts_with(declared->text, document_package) && starts_with(name, "DynamoDBDocument"))
    return document_client(interpreter, site);
  if (starts_with(declared->text, v3_packages) && !ends_with(name, "Command") && !ends_with(name, "Input") && !ends_with(name, "Output"))
    return ends_with(name, "Client") ? v3_member(interpreter, site) : Meanings{};
  return {};
}

/// A constant of the SDK: InvocationType.Event.
bool javascript_sdk_member(Interpreter& interpreter, const Meaning& base, std::string_view name, Meanings& out) {
  if (!starts_with(base.text, v3_packages) || last_part(base.text) != "InvocationType") return false;
  out = interpreter.store().text(name, base.place);
  return true;
}

Meanings option(const CallSite& site, std::size_t position, std::string_view name) {
  const Meanings given = site.argument(position, {});
  const Meaning* map = find_kind(given, MeaningKind::map);
  const Meanings* field = map ? find_field(*map->object, name) : nullptr;
  if (field) return *field;
  return {{}, map ? map->object->open : given.open || !given.nothing()};
}

bool options_known(const CallSite& site, std::size_t position) {
  const Meanings given = site.argument(position, {});
  if (given.nothing()) return !given.open;
  const Meaning* map = find_kind(given, MeaningKind::map);
  return map && !given.open && given.items.size() == 1 && !map->object->open && map->object->rest.nothing();
}

std::span<const PackageEntry> javascript_sdk_entries() { return entries; }

}  // namespace cumulint
