// AutoPublishAlias: the version of a function's present code, and the alias that points at it.
#include "base/strings.h"
#include "sam/function.h"
#include "sam/names.h"

namespace cumulint::sam {
namespace {

bool is_alias_name(std::string_view name) {
  bool digits_only = true;
  for (const char c : name) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    if (!digit && !letter) return false;
    digits_only = digits_only && digit;
  }
  return !digits_only;
}

/// An alias name as part of a logical id.
std::string id_part(std::string_view name) {
  std::string part;
  for (const char c : name) part += c == '-' ? 'D' : c == '_' ? 'U' : c;
  return part;
}

/// What a new version depends on: the code, or everything if the user asks for it.
std::string version_hash(Context& context, const SamResource& resource, const Draft& main) {
  const std::string_view sha = context.text_of(resource.find("AutoPublishCodeSha256"));
  if (!sha.empty()) return std::string(sha.substr(0, 10));
  const Field* all = resource.find("AutoPublishAliasAllProperties");
  const Maker maker = context.maker(resource);
  if (all != nullptr && is_true(*all->value)) return hash_of(compact_json(*main.properties.value(maker)));
  const Field* code = main.properties.find("Code");
  return hash_of(code == nullptr ? std::string() : compact_json(*code->value));
}

Draft& make_version(Context& context, const SamResource& resource, Draft& main) {
  const Maker maker = context.maker(resource);
  const std::string id = std::string(resource.id()).append("Version").append(version_hash(context, resource, main));
  Draft& version = context.add(resource, id, "AWS::Lambda::Version");
  version.properties.set(maker, "FunctionName", maker.ref(resource.id()));
  version.properties.take(maker, "Description", resource.find("VersionDescription"));
  version.properties.take(maker, "FunctionScalingConfig", resource.find("FunctionScalingConfig"));
  const Field* policy = resource.find("VersionDeletionPolicy");
  if (policy != nullptr) version.attributes.take(maker, "DeletionPolicy", policy);
  else if (!version.attributes.has("DeletionPolicy")) version.attributes.set(maker, "DeletionPolicy", maker.text("Retain"));
  return version;
}

/// The digest goes into the function's description, so that a change of code is a change of the function.
void describe_code(Context& context, const SamResource& resource, Draft& main) {
  const Field* sha = resource.find("AutoPublishCodeSha256");
  const std::string_view digest = context.text_of(sha);
  if (digest.empty()) return;
  const Maker maker = context.maker(resource);
  const Field* old = main.properties.find("Description");
  const Value* said = old != nullptr ? context.resolve_parameters(old->value) : nullptr;
  if (said == nullptr) main.properties.set(maker, "Description", maker.text(digest));
  else if (said->is(ValueKind::text))
    main.properties.set({"Description", old->origin, maker.text(context.join({said->text, " ", digest}))});
  else
    main.properties.set({"Description", old->origin, maker.join(" ", {said, maker.text(digest)})});
}

}  // namespace

Draft* make_alias(Context& context, const SamResource& resource, Draft& main) {
  const Field* given = resource.find("AutoPublishAlias");
  if (given == nullptr) return nullptr;
  const bool is_lookup = given->value->is(ValueKind::expression) && given->value->expression->kind != ExpressionKind::ref;
  const std::string_view name = is_lookup ? std::string_view{} : context.text_of(given);
  if (name.empty()) {
    if (given->value->is(ValueKind::expression))
      context.refuse_value(resource, *given, {"AutoPublishAlias has to be a name that is known before deployment"},
                           "write it out, or refer to a parameter with a default");
    return nullptr;
  }
  if (!is_alias_name(name)) {
    context.refuse_value(resource, *given, {"AutoPublishAlias \"", name,
                                            "\" has to be letters, digits, - and _, and more than digits"});
    return nullptr;
  }
  const Maker maker = context.maker(resource);
  const Draft& version = make_version(context, resource, main);
  const std::string id = std::string(resource.id()).append("Alias").append(id_part(name));
  Draft& alias = context.add(resource, id, "AWS::Lambda::Alias");
  alias.properties.set(maker, "Name", maker.text(name));
  alias.properties.set(maker, "FunctionName", maker.ref(resource.id()));
  alias.properties.set(maker, "FunctionVersion", maker.get_att(version.id, "Version"));
  if (const Field* provisioned = resource.find("ProvisionedConcurrencyConfig"); is_set(provisioned)) alias.properties.set(*provisioned);
  describe_code(context, resource, main);
  context.name(resource.id(), "Version", version.id);
  context.name(resource.id(), "Alias", alias.id);
  return &alias;
}

}  // namespace cumulint::sam
