// Facts of CloudFormation's resource types that rules rest on.

#include "schema/schema.h"

#include <doctest/doctest.h>

#include <string>

using namespace cumulint::schema;

TEST_CASE("a type has its properties, with kinds, required ones and nested ones") {
  const ResourceType* function = find_resource_type("AWS::Lambda::Function");
  REQUIRE(function);
  REQUIRE(function->find_property("Timeout"));
  CHECK(function->find_property("Timeout")->type().kind() == TypeKind::integer);
  CHECK(function->find_property("Role")->is_required());
  CHECK(!function->find_property("Timeout")->is_required());
  CHECK(function->find_property("FunctionName")->replaces());
  CHECK(!function->find_property("timeout"));

  const Type& dead_letters = function->find_property("DeadLetterConfig")->type();
  CHECK(dead_letters.kind() == TypeKind::object);
  CHECK(dead_letters.name() == "DeadLetterConfig");
  CHECK(dead_letters.find_property("TargetArn")->type().kind() == TypeKind::string);

  const Type& layers = function->find_property("Layers")->type();
  CHECK(layers.kind() == TypeKind::array);
  CHECK(layers.element().kind() == TypeKind::string);
}

TEST_CASE("a property's only values are known, numbers too") {
  const auto values = find_resource_type("AWS::Lambda::Function")->find_property("PackageType")->type().allowed_values();
  REQUIRE(values.size() == 2);
  CHECK(values[0] == "Image");
  CHECK(values[1] == "Zip");
  const auto days = find_resource_type("AWS::Logs::LogGroup")->find_property("RetentionInDays")->type().allowed_values();
  REQUIRE(days.size() == 22);
  CHECK(days[3] == "7");
  CHECK(find_resource_type("AWS::Lambda::Function")->find_property("Runtime")->type().allowed_values().empty());
}

TEST_CASE("a union has its alternatives") {
  const Type& redrive = find_resource_type("AWS::SQS::Queue")->find_property("RedrivePolicy")->type();
  REQUIRE(redrive.kind() == TypeKind::one_of);
  REQUIRE(redrive.alternative_count() == 2);
  CHECK(redrive.alternative(0).kind() == TypeKind::json);
  CHECK(redrive.alternative(1).kind() == TypeKind::string);
}

TEST_CASE("what AWS does where a property is not set") {
  const ResourceType* queue = find_resource_type("AWS::SQS::Queue");
  CHECK(queue->find_property("VisibilityTimeout")->default_value() == "30");
  CHECK(!queue->find_property("QueueName")->default_value());
  CHECK(find_resource_type("AWS::Lambda::Function")->find_property("Timeout")->default_value() == "3");
  const Type& integration = find_resource_type("AWS::ApiGateway::Method")->find_property("Integration")->type();
  CHECK(integration.find_property("TimeoutInMillis")->default_value() == "29000");
  // A default that the database writes as a JSON string.
  CHECK(find_resource_type("AWS::ApiGateway::DomainName")->find_property("RoutingMode")->default_value() ==
        "BASE_PATH_MAPPING_ONLY");
}

TEST_CASE("what GetAtt and Ref return") {
  const ResourceType* queue = find_resource_type("AWS::SQS::Queue");
  CHECK(queue->find_attribute("Arn")->type().kind() == TypeKind::string);
  CHECK(!queue->find_attribute("Url"));
  CHECK(queue->ref_returns() == "QueueUrl");
  CHECK(find_resource_type("AWS::Lambda::Function")->ref_returns() == "FunctionName");
  CHECK(find_resource_type("AWS::ApiGateway::Stage")->ref_returns() == "StageName");
  CHECK(queue->arn_template() == "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}");
  CHECK(queue->is_stateful());
  CHECK(!find_resource_type("AWS::Lambda::Function")->is_stateful());
}

TEST_CASE("a property points at what it may refer to") {
  const auto relations = find_resource_type("AWS::Lambda::Function")->find_property("Role")->relations();
  REQUIRE(relations.size() == 1);
  CHECK(relations[0].target().name() == "AWS::IAM::Role");
  CHECK(relations[0].member() == "Arn");
  CHECK(find_resource_type("AWS::Lambda::Function")->find_property("Handler")->relations().empty());
}

TEST_CASE("types are sorted, complete, and hold none of SAM's") {
  CHECK(resource_types().size() > 1700);
  for (std::size_t i = 1; i < resource_types().size(); ++i)
    CHECK_MESSAGE(resource_types()[i - 1].name() < resource_types()[i].name(), resource_types()[i].name());
  CHECK(!find_resource_type("AWS::Serverless::Function"));
  CHECK(!find_resource_type("AWS::SQS::Queues"));
  CHECK(!find_resource_type(""));
}

// Walks what a type reaches within `depth` levels, so that a wrong index is seen.
std::size_t reachable_properties(std::span<const Property> properties, std::size_t depth) {
  std::size_t count = 0;
  for (const Property& property : properties) {
    CHECK(!property.name().empty());
    ++count;
    const Type* type = &property.type();
    while (type->kind() == TypeKind::array || type->kind() == TypeKind::map) type = &type->element();
    if (depth > 0) count += reachable_properties(type->properties(), depth - 1);
  }
  return count;
}

TEST_CASE("nested types can be reached") {
  std::size_t count = 0;
  for (const ResourceType& type : resource_types()) {
    count += reachable_properties(type.properties(), 3);
    for (const Attribute& attribute : type.attributes()) CHECK(attribute.type().kind() <= TypeKind::one_of);
  }
  CHECK(count > 30000);
}

TEST_CASE("a typo is told what it meant") {
  CHECK(nearest_attribute(*find_resource_type("AWS::SQS::Queue"), "ARN") == "Arn");
  CHECK(nearest_attribute(*find_resource_type("AWS::SQS::Queue"), "Completely").empty());
}
