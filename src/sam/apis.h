// Apis: the OpenAPI documents of the template's APIs while routes, authorizers and the rest are written into them.
#pragma once

#include <map>
#include <set>

#include "sam/context.h"
#include "sam/editable.h"

namespace cumulint::sam {

/// Names an operation of a document.
struct OperationKey {
  std::string_view path, method;
};

/// The document of one API, of SAM's making or the user's.
struct ApiDocument {
  const SamResource* api = nullptr;
  bool is_http = false;
  bool managed = false;         // SAM made it: routes of events go in
  bool merges = false;          // MergeDefinitions: they go into the user's document as well
  bool has_body = false;        // false: the document lies elsewhere (DefinitionUri)
  bool is_open_api = false;     // a map with `paths` and a version: SAM can write into it
  bool is_open_api_3 = false;
  const Field* written = nullptr;  // DefinitionBody as written; null if SAM made it
  const Value* opaque = nullptr;   // a body that is no map: a macro's, or wrong
  Fields root;                  // without `paths`
  Editable paths;               // paths, path items, operations; deeper values stay as they are
  Field paths_field;            // where `paths` stands
  bool has_paths = false;
  bool is_refused = false;      // that events can't write into it has been said
  std::map<std::string_view, std::vector<std::string_view>> path_conditions;  // of events; empty text: unconditional

  std::set<std::pair<std::string_view, std::string>> event_routes;  // path, method: of events, to see a second one
  std::vector<Field> route_settings;                                // of HttpApi events, by route key
  std::vector<std::pair<std::string_view, std::string>> open_keys;  // path, method: ApiKeyRequired: false

  struct Policy {
    const Field* written;
    std::vector<const Value*> resources;
  };
  std::vector<Policy> policies;           // of the API and of events
  std::vector<Field> custom_statements;

  /// Will the document be OpenAPI 3, for what is written in it or for OpenApiVersion?
  bool wants_open_api_3() const;
  /// Is the body only known when a macro or AWS::Include has run? Any other function is no document to SAM.
  bool is_macro() const;
  bool takes_routes() const { return has_body && (managed || merges || is_http); }
  Subject subject() const { return {*api}; }
  /// Maps of operations at a path; made if there is none.
  Editable& path_item(std::string_view path, const Maker& maker);
  Editable* find_operation(std::string_view path, std::string_view method);
  /// Visits every operation that is a map: path, method, operation.
  template <class Visit>
  void each_operation(Visit visit) {
    for (Editable& item : paths.children())
      item.each_map(
          [&](Editable& methods) {
            for (Editable& method : methods.children())
              if (is_method(method.key()))
                method.each_map([&](Editable& operation) { visit(item.key(), method.key(), operation); },
                                [](Editable&) {});
          },
          [](Editable&) {});
  }
  const Value* body(const Maker& maker) const;
  /// A map below the root ("components.securitySchemes"), and its replacement.
  const Value* find(std::string_view dotted_path) const;
  void set(const Maker& maker, std::string_view dotted_path, const Value* value);

  static bool is_method(std::string_view key);
};

constexpr std::string_view any_method = "x-amazon-apigateway-any-method";
/// "get" of "GET", any_method of "ANY" and "x-amazon-apigateway-any-method".
std::string normal_method(std::string_view method);

/// Kept by the Context from prepare_apis on.
struct Apis {
  std::map<std::string_view, ApiDocument> documents;  // by id of the API
  std::vector<std::string_view> plan_conditions;  // of the APIs that share a usage plan

  ApiDocument* find(std::string_view id) {
    const auto at = documents.find(id);
    return at == documents.end() ? nullptr : &at->second;
  }
};

/// `{Api}{Name}Stage`, `{Api}Stage` for a function, `{Api}Stage` and a hash for other names.
std::string stage_id(std::string_view api, const Field* name);
/// DefinitionUri: BodyS3Location, or the text of a local file as Body.
void set_definition_uri(Context& context, const SamResource& api, const Field& uri, Draft& made);

/// Reads DefinitionBody, or makes an empty document where there is neither body nor DefinitionUri.
void read_document(Context& context, const SamResource& api, bool is_http);
/// Paths, path items and operations have to be maps; refuses what is not.
bool check_document(Context& context, ApiDocument& document);

}  // namespace cumulint::sam
