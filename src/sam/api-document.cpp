// OpenAPI documents: reading, checking, finding places in them.
#include "base/strings.h"
#include "model/scalar.h"
#include "sam/apis.h"

namespace cumulint::sam {
namespace {

constexpr int operation_levels = 3;  // paths, path items, operations

constexpr std::string_view methods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace", any_method};

/// An empty document as SAM makes it.
void make_skeleton(Context& context, ApiDocument& document) {
  const Maker maker = context.maker(document.subject());
  document.managed = document.has_body = document.is_open_api = document.has_paths = true;
  document.is_open_api_3 = document.is_http;
  const Value* version = maker.text(document.is_http ? "3.0.1" : "2.0");
  document.root.set(maker, document.is_http ? "openapi" : "swagger", version);
  document.root.set(maker, "info", maker.map({{"version", maker.text("1.0")}, {"title", maker.ref("AWS::StackName")}}));
  document.paths_field = maker.field("paths", maker.map(std::vector<Field>{}));
  document.paths = Editable(document.paths_field, operation_levels);
}

void read_body(ApiDocument& document, const Field& body) {
  document.has_body = true;
  document.written = &body;
  if (!body.value->is(ValueKind::map)) {
    document.opaque = body.value;
    return;
  }
  document.root = Fields(*body.value);
  const Field* paths = document.root.find("paths");
  const Field *swagger = document.root.find("swagger"), *open_api = document.root.find("openapi");
  document.is_open_api_3 = open_api != nullptr && starts_with(open_api->value->literal(), "3");
  const bool has_version = document.is_open_api_3 || (swagger != nullptr && starts_with(swagger->value->literal(), "2"));
  if (paths == nullptr) return;
  document.has_paths = true;
  document.paths_field = *paths;
  document.paths = Editable(*paths, operation_levels);
  document.is_open_api = has_version && document.paths.is_map();
  if (paths->value->is(ValueKind::null)) document.paths = Editable::empty_map(*paths);
  document.root.erase("paths");
}

void refuse_shape(Context& context, const ApiDocument& document, const Editable& at, std::string_view what) {
  if (at.field().value->is(ValueKind::broken)) return context.refuse_silently();
  context.refuse_value(document.subject(), at.field(), {what, " in the API definition has to be a map"});
}

}  // namespace

bool ApiDocument::is_method(std::string_view key) {
  for (const std::string_view method : methods)
    if (equals_ignoring_case(method, key)) return true;
  return false;
}

bool ApiDocument::wants_open_api_3() const {
  const Field* version = api->find("OpenApiVersion");
  return is_open_api_3 || (version != nullptr && starts_with(version->value->literal(), "3"));
}

std::string normal_method(std::string_view method) {
  std::string normal = lower(method);
  return normal == "any" ? std::string(any_method) : normal;
}

Editable& ApiDocument::path_item(std::string_view path, const Maker& maker) {
  if (Editable* known = paths.find(path)) return *known;
  return paths.set(Editable::empty_map(maker.field(maker.arena().copy(path), maker.map(std::vector<Field>{}))));
}

Editable* ApiDocument::find_operation(std::string_view path, std::string_view method) {
  Editable* item = paths.find(path);
  Editable* found = nullptr;
  if (item == nullptr) return nullptr;
  item->each_map(
      [&](Editable& map) {
        for (Editable& operation : map.children())
          if (found == nullptr && normal_method(operation.key()) == method) found = &operation;
      },
      [](Editable&) {});
  return found;
}

const Value* ApiDocument::body(const Maker& maker) const {
  if (opaque != nullptr) return opaque;
  Fields all = root;
  if (has_paths) all.set({"paths", paths_field.origin, paths.value(maker)});
  return all.value(maker);
}

const Value* ApiDocument::find(std::string_view dotted_path) const {
  const std::size_t dot = dotted_path.find('.');
  const Field* field = root.find(dotted_path.substr(0, dot));
  if (field == nullptr || dot == std::string_view::npos) return field == nullptr ? nullptr : field->value;
  field = field->value->find_path(dotted_path.substr(dot + 1));
  return field == nullptr ? nullptr : field->value;
}

void ApiDocument::set(const Maker& maker, std::string_view dotted_path, const Value* value) {
  const std::size_t dot = dotted_path.find('.');
  const std::string_view key = dotted_path.substr(0, dot);
  const Field* old = root.find(key);
  if (dot != std::string_view::npos)
    value = with_path(maker, old != nullptr ? old->value : nullptr, dotted_path.substr(dot + 1), value);
  root.set(old != nullptr ? Field{old->key, old->origin, value} : maker.field(key, value));
}

void read_document(Context& context, const SamResource& api, bool is_http) {
  ApiDocument& document = context.apis().documents[api.id()];
  document.api = &api;
  document.is_http = is_http;
  const Field *body = api.find("DefinitionBody"), *uri = api.find("DefinitionUri"), *merges = api.find("MergeDefinitions");
  document.merges = merges != nullptr && is_true(*merges->value);
  if (body != nullptr) read_body(document, *body);
  else if (uri == nullptr) make_skeleton(context, document);
}

bool check_document(Context& context, ApiDocument& document) {
  bool good = true;
  // For nothing else SAM needs to look into them.
  const bool looks_at_methods = is_set(document.api->find(document.is_http ? "Auth.DefaultAuthorizer" : "Auth"));
  if (document.is_http && !looks_at_methods) return true;
  for (Editable& item : document.paths.children()) {
    if (starts_with(item.key(), "Fn::")) continue;
    item.each_map(
        [&](Editable& map) {
          for (Editable& method : map.children())
            if (looks_at_methods && ApiDocument::is_method(method.key()))
              method.each_map([](Editable&) {},
                              [&](Editable& wrong) {
                                good = false;
                                refuse_shape(context, document, wrong, context.join({"operation ", method.key()}));
                              });
        },
        [&](Editable& wrong) {
          good = false;
          refuse_shape(context, document, wrong, context.join({"path ", item.key()}));
        });
  }
  return good;
}

bool ApiDocument::is_macro() const {
  return opaque != nullptr && (!opaque->is(ValueKind::expression) || opaque->expression->name == "Fn::Transform");
}

}  // namespace cumulint::sam
