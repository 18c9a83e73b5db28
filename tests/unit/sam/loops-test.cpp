// Fn::ForEach.

#include <doctest/doctest.h>

#include "unit/sam/expanded.h"

namespace cumulint::sam {
namespace {

std::string loop(const std::string& collection) {
  return R"(Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'a, b-c'}
  Open: {Type: CommaDelimitedList}
Mappings: {Map: {Row: {Cell: [x, y]}}}
Resources:
  Fn::ForEach::Queues:
    - Name
    - )" + collection + R"(
    - Queue&{Name}:
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Sub '${Name}-jobs', Tags: [{Key: name, Value: !Ref Name}]}
)";
}

TEST_CASE("a loop over texts makes what it says, with the loop as cause") {
  const auto it = expanded(loop("[one, two]"));
  CHECK(it->resources() == Lines{"Queueone AWS::SQS::Queue", "Queuetwo AWS::SQS::Queue"});
  CHECK(it->property("Queuetwo", "QueueName") == "two-jobs");
  CHECK(it->property("Queuetwo", "Tags") == "[{Key: name, Value: two}]");
  const Field& name = *it->resource("Queueone").find("QueueName");
  REQUIRE(name.origin.cause != nullptr);
  CHECK(name.origin.cause->kind == CauseKind::for_each);
  CHECK(name.origin.cause->users == 2);
  CHECK(it->read->written(it->resource("Queueone").origin.key) == "Queue&{Name}");
  CHECK_FALSE(it->made->has_unknown_macro);
}

TEST_CASE("a reference by a text that the loop makes stays a reference") {
  const auto it = expanded(R"(Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - [One]
    - ${Name}Queue: {Type: AWS::SQS::Queue}
      ${Name}Note:
        Type: AWS::SSM::Parameter
        Properties:
          Type: String
          Value: !Ref
            Fn::Sub: ${Name}Queue
)");
  const Field& value = *it->resource("OneNote").find("Value");
  REQUIRE(value.value->is(ValueKind::expression));
  CHECK(value.value->expression->target == "OneQueue");
}

TEST_CASE("a loop stands in properties too, beside other pairs, and takes a mapping's default") {
  const auto it = expanded(R"(Transform: AWS::LanguageExtensions
Mappings: {Map: {Row: {Cell: [x, y]}}}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          Own: '1'
          Fn::ForEach::Variables:
            - Name
            - !FindInMap [Map, Other, Cell, {DefaultValue: [a, b]}]
            - Url${Name}: !Sub 'https://${Name}.example.com'
      Fn::ForEach::Sizes:
        - Size
        - !FindInMap [Map, Row, Cell]
        - Key${Size}: !Ref Size
)");
  CHECK(it->property("Fn", "Environment.Variables") ==
        "{Own: 1, Urla: https://a.example.com, Urlb: https://b.example.com}");
  CHECK(it->property("Fn", "Keyy") == "y");
}

TEST_CASE("a loop over a parameter takes its default, in ids without what ids can't hold") {
  CHECK(expanded(loop("!Ref Names"))->resources() == Lines{"Queuea AWS::SQS::Queue", "Queuebc AWS::SQS::Queue"});
}

TEST_CASE("a loop over a parameter takes the given value first") {
  GivenValues given;
  given.parameters["Names"] = "z";
  ExpandOptions options;
  options.given = &given;
  CHECK(expanded(loop("!Ref Names"), options)->resources() == Lines{"Queuez AWS::SQS::Queue"});
}

TEST_CASE("a loop over a cell of a mapping") {
  CHECK(expanded(loop("!FindInMap [Map, Row, Cell]"))->resources() == Lines{"Queuex AWS::SQS::Queue", "Queuey AWS::SQS::Queue"});
}

TEST_CASE("what a loop over the unknown makes stays open") {
  const auto it = expanded(loop("!Ref Open"));
  CHECK(it->resources() == Lines{});
  CHECK(it->made->has_unknown_macro);
}

TEST_CASE("loops in loops see the outer name") {
  const auto it = expanded(R"(Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Outer:
    - A
    - [x, y]
    - Fn::ForEach::Inner:
        - B
        - [p, '${A}']
        - '${A}${B}': {Type: AWS::SNS::Topic}
)");
  CHECK(it->resources() == Lines{"xp AWS::SNS::Topic", "xx AWS::SNS::Topic", "yp AWS::SNS::Topic", "yy AWS::SNS::Topic"});
}

TEST_CASE("loops that multiply beyond measure stay as they are") {
  std::string text = "Transform: AWS::LanguageExtensions\nResources:\n";
  std::string indent = "  ";
  for (char name = 'A'; name < 'I'; ++name) {
    text += indent + "Fn::ForEach::" + name + ":\n" + indent + "- " + name + "\n" + indent + "- [a, b, c, d, e, f, g, h, i, j]\n" + indent + "-\n";
    indent += "  ";
  }
  text += indent + "T${A}${B}${C}${D}${E}${F}${G}${H}: {Type: AWS::SNS::Topic}\n";
  const auto it = expanded(text);
  CHECK(it->made->has_unknown_macro);
}

TEST_CASE("SAM sees the functions of a loop") {
  const auto it = expanded(R"(Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Functions:
    - N
    - [One]
    - 'Fn${N}':
        Type: AWS::Serverless::Function
        Properties: {Runtime: python3.12, Handler: a.b, InlineCode: x, Events: {E: {Type: HttpApi, Properties: {Path: !Sub '/${N}', Method: get}}}}
)");
  CHECK_FALSE(it->refused);
  CHECK(it->has("FnOneRole"));
  CHECK(it->property("ServerlessHttpApi", "Body.paths./One").find("FnOne.Arn") != std::string::npos);
}

}  // namespace
}  // namespace cumulint::sam
