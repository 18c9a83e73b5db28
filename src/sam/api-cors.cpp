// CORS of REST APIs: an OPTIONS method for every path, answered by API Gateway itself.
#include <algorithm>
#include <set>

#include "base/strings.h"
#include "sam/api-body.h"
#include "sam/properties.h"

namespace cumulint::sam {
namespace {

struct Header {
  std::string_view name;
  const Value* value;
  std::string_view type = "string";
};

class Cors {
 public:
  Cors(Context& context, ApiDocument& document)
      : context_(context), document_(document), api_(*document.api), maker_(context.maker(document.subject())) {}

  void add(const Field& cors) {
    if (!can_add(cors)) return;
    if (cors.value->is(ValueKind::map)) {
      constexpr PropertyRule rules[] = {{"AllowMethods"}, {"AllowHeaders"}, {"AllowOrigin"}, {"MaxAge"}, {"AllowCredentials"}};
      if (!check_properties(context_, {api_, &cors, "Cors."}, *cors.value, rules)) return;
      origin_ = given(cors, "AllowOrigin");
      methods_ = given(cors, "AllowMethods");
      headers_ = given(cors, "AllowHeaders");
      max_age_ = given(cors, "MaxAge");
      credentials_ = given(cors, "AllowCredentials");
    } else {
      origin_ = &cors;
    }
    if (!check_origin()) return;
    for (Editable& item : document_.paths.children())
      item.each_map([this](Editable& methods) { add_options(methods); }, [](Editable&) {});
  }

 private:
  const Field* given(const Field& cors, std::string_view key) const {
    const Field* field = cors.value->find(key);
    return is_given(field) ? field : nullptr;
  }

  bool can_add(const Field& cors) {
    if (!is_set(&cors)) return false;
    if (!document_.has_body) {
      context_.refuse_conflict(api_, cors, {"Cors needs a DefinitionBody to write into, DefinitionUri is none"});
      return false;
    }
    if (document_.is_macro()) return false;
    if (document_.is_open_api) return true;
    context_.refuse_conflict(api_, cors, {"Cors can't be added: DefinitionBody is no OpenAPI document"});
    return false;
  }

  bool check_origin() {
    if (origin_ != nullptr && origin_->value->is(ValueKind::text) && origin_->value->text.empty()) {
      context_.refuse_value(api_, *origin_, {"Cors.AllowOrigin can't be empty"});
      return false;
    }
    const bool everybody = origin_ == nullptr || origin_->value->literal() == "'*'";
    // Of a text SAM says nothing: it asks for the boolean.
    const bool with_credentials = credentials_ != nullptr && is_true(*credentials_->value) &&
                                  credentials_->value->style == ScalarStyle::plain;
    if (with_credentials && everybody) {
      context_.refuse_conflict(api_, *credentials_, {"Cors.AllowCredentials can't be true for every origin"},
                               "name the origin in AllowOrigin");
      return false;
    }
    return true;
  }

  /// "'GET,OPTIONS'" of the path's own methods; any method stands for all.
  std::string own_methods(const Editable& item) const {
    std::set<std::string> names{"OPTIONS"};
    for (const Editable& method : item.children()) {
      if (!ApiDocument::is_method(method.key())) continue;
      const std::string name = normal_method(method.key());
      if (name == any_method) names = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};
      std::string upper;
      for (const char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (name != any_method) names.insert(upper);
    }
    std::string text = "'";
    for (const std::string& name : names) text.append(text.size() > 1 ? "," : "").append(name);
    return text + "'";
  }

  void add_options(Editable& methods) {
    for (const Editable& method : methods.children())
      if (equals_ignoring_case(method.key(), "options")) return;
    const std::string own = own_methods(methods);
    std::vector<Header> headers;
    headers.push_back({"Access-Control-Allow-Origin", origin_ != nullptr ? origin_->value : maker_.text("'*'")});
    if (headers_ != nullptr) headers.push_back({"Access-Control-Allow-Headers", headers_->value});
    headers.push_back({"Access-Control-Allow-Methods", methods_ != nullptr ? methods_->value : maker_.text(own)});
    if (max_age_ != nullptr) headers.push_back({"Access-Control-Max-Age", max_age_->value, "integer"});
    if (credentials_ != nullptr && is_true(*credentials_->value))
      headers.push_back({"Access-Control-Allow-Credentials", maker_.text("'true'")});
    methods.set(Editable(maker_.field("options", operation(headers)), 1));
  }

  const Value* operation(const std::vector<Header>& headers) const {
    Fields parameters, described;
    const bool is_3 = document_.wants_open_api_3();
    for (const Header& header : headers) {
      parameters.set(maker_, context_.join({"method.response.header.", header.name}), header.value);
      const Value* type = maker_.map({{"type", maker_.text(header.type)}});
      described.set(maker_, header.name, is_3 ? maker_.map({{"schema", type}}) : type);
    }
    const Value* json = maker_.list({maker_.text("application/json")});
    const auto templated = [&](std::string_view text) { return maker_.map({{"application/json", maker_.text(text)}}); };
    const Value* answer = maker_.map({{"statusCode", maker_.text("200")},
                                      {"responseTemplates", templated("{}\n")},
                                      {"responseParameters", parameters.value(maker_)}});
    const Value* integration = maker_.map({{"type", maker_.text("mock")},
                                           {"requestTemplates", templated("{\n  \"statusCode\" : 200\n}\n")},
                                           {"responses", maker_.map({{"default", answer}})}});
    const Value* response =
        maker_.map({{"headers", described.value(maker_)}, {"description", maker_.text("Default response for CORS method")}});
    return maker_.map({{"summary", maker_.text("CORS support")},
                       {"consumes", is_3 ? nullptr : json},
                       {"produces", is_3 ? nullptr : json},
                       {"x-amazon-apigateway-integration", integration},
                       {"responses", maker_.map({{"200", response}})}});
  }

  Context& context_;
  ApiDocument& document_;
  const SamResource& api_;
  Maker maker_;
  const Field *origin_ = nullptr, *methods_ = nullptr, *headers_ = nullptr, *max_age_ = nullptr, *credentials_ = nullptr;
};

}  // namespace

void add_cors(Context& context, ApiDocument& document) {
  const Field* cors = document.api->find("Cors");
  if (cors == nullptr || cors->value->is(ValueKind::broken) || !has_shape(*cors->value, Shape::text_or_map)) return;
  Cors(context, document).add(*cors);
}

}  // namespace cumulint::sam
