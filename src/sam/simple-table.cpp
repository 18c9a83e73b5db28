// AWS::Serverless::SimpleTable: a DynamoDB table with one key.
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {
    {"PointInTimeRecoverySpecification"}, {"PrimaryKey", Shape::map, false, true}, {"ProvisionedThroughput", Shape::map},
    {"SSESpecification", Shape::map},     {"TableName", Shape::text}, {"Tags", Shape::map}};

std::string_view attribute_type(std::string_view written) {
  if (written == "String") return "S";
  if (written == "Number") return "N";
  return written == "Binary" ? "B" : std::string_view{};
}

/// Name and type of the key; false if they are refused.
bool read_key(Context& context, const SamResource& resource, const Maker& maker, const Value*& name, const Value*& type) {
  name = maker.text("id");
  type = maker.text("S");
  const Field* key = resource.find("PrimaryKey");
  if (!is_set(key) || !key->value->is(ValueKind::map)) return true;
  constexpr PropertyRule inner[] = {{"Name", Shape::text, true}, {"Type", Shape::text, true}};
  if (!check_properties(context, {resource, key, "PrimaryKey.", true}, *key->value, inner)) return false;
  for (const Field& part : key->value->fields)
    if (part.value->is(ValueKind::expression) && part.value->expression->kind != ExpressionKind::ref) {
      context.refuse_value(resource, part, {"PrimaryKey.", part.key, " has to be a text, or a parameter"});
      return false;
    }
  const Field *written_name = key->value->find("Name"), *written_type = key->value->find("Type");
  name = written_name->value;
  const std::string_view short_type = attribute_type(context.text_of(written_type));
  if (short_type.empty()) {
    context.refuse_value(resource, *written_type, {"PrimaryKey.Type has to be String, Number or Binary"});
    return false;
  }
  type = maker.at(written_type->origin).text(short_type);
  return true;
}

}  // namespace

void expand_simple_table(Context& context, const SamResource& resource) {
  check_properties(context, {.subject = resource}, *resource.properties, rules);
  const Maker maker = context.maker(resource);
  const Value *name = nullptr, *type = nullptr;
  if (!read_key(context, resource, maker, name, type)) return;
  Draft& table = context.add_main(resource, "AWS::DynamoDB::Table");
  table.properties.set(maker, "AttributeDefinitions",
                       maker.list({maker.map({{"AttributeName", name}, {"AttributeType", type}})}));
  table.properties.set(maker, "KeySchema", maker.list({maker.map({{"AttributeName", name}, {"KeyType", maker.text("HASH")}})}));
  for (const std::string_view property : {"PointInTimeRecoverySpecification", "ProvisionedThroughput", "SSESpecification", "TableName"})
    if (const Field* field = resource.find(property); is_set(field)) table.properties.set(*field);
  if (!table.properties.has("ProvisionedThroughput"))
    table.properties.set(maker, "BillingMode", maker.text("PAY_PER_REQUEST"));
  if (const Field* tags = resource.find("Tags"))
    if (const Value* list = tag_list(context, resource, tags, {})) table.properties.set({"Tags", tags->origin, list});
}

}  // namespace cumulint::sam
