// Looks up the resources that connectors join, as they are after expansion.
#include "sam/connector-end.h"

#include "model/scalar.h"

namespace cumulint::sam {
namespace {

/// A property of a resource of the result: made by SAM, or plain.
const Field* property_of(Context& context, std::string_view id, std::string_view name) {
  if (const Draft* draft = context.find(id)) return draft->properties.find(name);
  const Resource* plain = context.find_written(id);
  return plain != nullptr ? plain->properties->value->find(name) : nullptr;
}

std::string_view type_of(Context& context, std::string_view id) {
  if (const Draft* draft = context.find(id)) return draft->type;
  const Resource* plain = context.find_written(id);
  return plain != nullptr ? plain->type : std::string_view{};
}

std::string_view role_property(std::string_view type) {
  if (type == "AWS::Lambda::Function") return "Role";
  if (type == "AWS::StepFunctions::StateMachine") return "RoleArn";
  return type == "AWS::AppSync::DataSource" ? "ServiceRoleArn" : std::string_view{};
}

/// Of a rule: the role of its targets.
const Value* role_of_rule(Context& context, std::string_view id) {
  const Field* targets = property_of(context, id, "Targets");
  if (targets == nullptr) return nullptr;
  for (const Field& target : targets->value->fields)
    if (const Field* role = target.value->find("RoleArn")) return role->value;
  return nullptr;
}

/// Is it the Ref of a role, or its Arn?
bool names_role(const Value& value) {
  if (!value.is(ValueKind::expression)) return false;
  const Expression& call = *value.expression;
  return call.kind == ExpressionKind::ref || (call.kind == ExpressionKind::get_att && call.attribute == "Arn");
}

std::string_view arn_reference(std::string_view type) {
  for (const std::string_view by_ref : {"AWS::StepFunctions::StateMachine", "AWS::AppSync::GraphQLApi", "AWS::AppSync::DataSource",
                                        "AWS::SNS::Topic"})
    if (type == by_ref) return "Ref";
  return "GetAtt";
}

std::string_view plain_type(std::string_view type) {
  constexpr std::pair<std::string_view, std::string_view> types[] = {
      {"AWS::Serverless::Function", "AWS::Lambda::Function"},
      {"AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"},
      {"AWS::Serverless::Api", "AWS::ApiGateway::RestApi"},
      {"AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"},
      {"AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"},
      {"AWS::Serverless::GraphQLApi", "AWS::AppSync::GraphQLApi"}};
  for (const auto& [sam, plain] : types)
    if (sam == type) return plain;
  return type;
}

}  // namespace

const Value* ConnectorEnd::property(const Maker& maker, std::string_view name) const {
  if (const Field* given = written->find(name); is_given(given)) return given->value;
  if (id.empty()) return nullptr;
  if (name == "Arn") return arn_reference(type) == "Ref" ? maker.ref(id) : maker.get_att(id, "Arn");
  if (name == "Name" && type == "AWS::StepFunctions::StateMachine") return maker.get_att(id, "Name");
  if (name == "QueueUrl" && type == "AWS::SQS::Queue") return maker.ref(id);
  const bool is_api = type == "AWS::ApiGateway::RestApi" || type == "AWS::ApiGatewayV2::Api";
  if (name == "ResourceId") return type == "AWS::AppSync::GraphQLApi" ? maker.get_att(id, "ApiId") : is_api ? maker.ref(id) : nullptr;
  return name == "Qualifier" && is_api ? maker.text("*") : nullptr;
}

bool read_end(Context& context, const SamResource& connector, const Field& field, std::string_view side, ConnectorEnd& end) {
  end.side = side;
  end.written = field.value;
  if (!field.value->is(ValueKind::map)) {
    if (!field.value->is(ValueKind::broken)) context.refuse_value(connector, field, {side, " has to be a map"});
    return false;
  }
  const Field *id = field.value->find("Id"), *type = field.value->find("Type");
  if (is_given(id)) {
    for (const Field& other : field.value->fields)
      if (other.key != "Id" && other.key != "Qualifier" && is_given(&other)) {
        context.refuse_conflict(connector, other, {side, " takes an Id with a Qualifier, or other settings, not both"});
        return false;
      }
    end.id = id->value->literal();
    if (end.id.empty() || scalar_kind(*id->value) != ScalarKind::text) {
      context.refuse_value(connector, *id, {side, ".Id has to be the logical id of a resource"});
      return false;
    }
    end.type = type_of(context, end.id);
    if (end.type.empty()) {
      context.refuse_value(connector, *id, {"there is no resource ", end.id, " in the template"});
      return false;
    }
    const Resource* declared = context.find_written(end.id);
    end.written_type = declared != nullptr ? declared->type : end.type;
    return true;
  }
  if (!is_given(type) || type->value->literal().empty()) {
    context.refuse_value(connector, field, {side, " needs an Id, or a Type"});
    return false;
  }
  end.written_type = type->value->literal();
  end.type = plain_type(end.written_type);
  return true;
}

const Value* role_of(Context& context, const Maker& maker, const ConnectorEnd& end) {
  if (const Field* name = end.written->find("RoleName"); is_given(name)) return name->value;
  if (end.id.empty()) return nullptr;
  const Value* role = nullptr;
  if (end.type == "AWS::Events::Rule") {
    role = role_of_rule(context, end.id);
  } else if (const std::string_view property = role_property(end.type); !property.empty()) {
    const Field* field = property_of(context, end.id, property);
    role = field != nullptr ? field->value : nullptr;
  }
  if (role == nullptr || !names_role(*role)) return nullptr;
  return maker.ref(role->expression->target);
}

}  // namespace cumulint::sam
