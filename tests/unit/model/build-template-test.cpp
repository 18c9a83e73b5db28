// Templates as records: shapes, places, intrinsics, and what is wrong with them.

#include <doctest/doctest.h>

#include "support/template.h"

namespace cumulint {
namespace {

using test::ReadTemplate;
using test::read_template;
using Lines = std::vector<std::string>;

std::string queue(const std::string& properties) {
  return "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n" + properties;
}

const Expression& call(const ReadTemplate& read, std::string_view path) {
  const Value& value = *read.property("Q", path).value;
  REQUIRE(value.is(ValueKind::expression));
  return *value.expression;
}

TEST_CASE("sections become records in file order") {
  const auto read = read_template(R"(AWSTemplateFormatVersion: '2010-09-09'
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Description: shop
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod], NoEcho: yes}
Mappings:
  Sizes: {dev: {Memory: 128}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Zebra:
    Type: AWS::SQS::Queue
    Condition: IsProd
    DependsOn: [Ape, Bear]
  Ape: {Type: AWS::SNS::Topic, DependsOn: Bear}
  Bear: {Type: AWS::SNS::Topic}
Outputs:
  Url: {Value: !Ref Zebra, Condition: IsProd, Export: {Name: shop-url}}
)");
  const Template& t = *read->source;
  CHECK(read->problem_lines() == Lines{});
  CHECK(t.is_template);
  CHECK(t.has_sam);
  CHECK(t.has_language_extensions);
  CHECK_FALSE(t.has_unknown_macro);
  CHECK(t.description == "shop");
  REQUIRE(t.parameters.size() == 1);
  CHECK(t.parameters[0].default_value->value->text == "dev");
  CHECK(t.parameters[0].allowed_values.size() == 2);
  CHECK(t.parameters[0].no_echo);
  REQUIRE(t.resources.size() == 3);
  CHECK(t.resources[0].id == "Zebra");
  CHECK(t.resources[0].condition == "IsProd");
  CHECK(t.resources[0].depends_on.size() == 2);
  CHECK(t.resources[1].depends_on[0].value->text == "Bear");
  CHECK(t.find_resource("Bear") == &t.resources[2]);
  CHECK(t.find_resource("Cat") == nullptr);
  CHECK(t.find_mapping("Sizes")->definition->find_path("dev.Memory")->value->text == "128");
  CHECK(t.find_condition("IsProd")->definition->value->expression->kind == ExpressionKind::equals);
  CHECK(t.outputs[0].export_name->value->text == "shop-url");
  CHECK(t.outputs[0].condition == "IsProd");
}

TEST_CASE("a resource without properties has an absent field at its id") {
  const auto read = read_template("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n");
  const Resource& q = read->source->resources[0];
  CHECK(q.properties->value->is(ValueKind::absent));
  CHECK(read->written(q.properties->origin.value_place().span) == "Q");
  CHECK(q.find("QueueName") == nullptr);
}

TEST_CASE("short and long forms are one type") {
  for (const bool is_short : {true, false}) {
    const auto read = read_template(queue(is_short ? R"(      A: !Ref P
      B: !GetAtt Q.Arn
      C: !GetAtt [Q, Outputs.X.Y]
      D: !GetAtt Q.Outputs.X
      E: !Sub '${A}-${Q.Arn}-${!kept}'
      F: !If [C, 1, 2]
      G: !Join ['-', [a, !Ref P]]
      H: !FindInMap [M, !Ref 'AWS::Region', x]
)"
                                                   : R"(      A: {Ref: P}
      B: {'Fn::GetAtt': Q.Arn}
      C: {'Fn::GetAtt': [Q, Outputs.X.Y]}
      D: {'Fn::GetAtt': [Q, Outputs.X]}
      E: {'Fn::Sub': '${A}-${Q.Arn}-${!kept}'}
      F: {'Fn::If': [C, 1, 2]}
      G: {'Fn::Join': ['-', [a, {Ref: P}]]}
      H: {'Fn::FindInMap': [M, {Ref: 'AWS::Region'}, x]}
)"));
    CAPTURE(is_short);
    CHECK(read->problem_lines() == Lines{});
    CHECK(call(*read, "A").kind == ExpressionKind::ref);
    CHECK(call(*read, "A").target == "P");
    CHECK(call(*read, "B").target == "Q");
    CHECK(call(*read, "B").attribute == "Arn");
    CHECK(call(*read, "C").attribute == "Outputs.X.Y");
    CHECK(call(*read, "D").attribute == "Outputs.X");
    const auto parts = call(*read, "E").parts;
    REQUIRE(parts.size() == 5);
    CHECK(parts[0].target == "A");
    CHECK(parts[1].text == "-");
    CHECK(parts[2].target == "Q");
    CHECK(parts[2].attribute == "Arn");
    CHECK(parts[4].text == "${kept}");
    CHECK_FALSE(parts[4].is_variable);
    CHECK(call(*read, "F").target == "C");
    CHECK(call(*read, "F").args[2].value->text == "2");
    CHECK(call(*read, "G").args[1].value->fields.size() == 2);
    CHECK(call(*read, "H").args.size() == 3);
  }
}

TEST_CASE("the parts of a GetAtt have places of their own") {
  const auto read = read_template(queue("      B: !GetAtt 'Other.Arn'\n"));
  const Expression& get_att = call(*read, "B");
  CHECK(read->written(get_att.args[0].origin.value) == "Other");
  CHECK(read->written(get_att.args[1].origin.value) == "Arn");
  CHECK(read->written(read->property("Q", "B").origin.value) == "!GetAtt 'Other.Arn'");
}

TEST_CASE("a variable of a Sub's own map is bound to it") {
  const auto read = read_template(queue("      B: !Sub ['${Name}/${Q.Arn}/${P}', {Name: x, Q.Arn: y}]\n"));
  const auto parts = call(*read, "B").parts;
  CHECK(parts[0].local->value->text == "x");
  CHECK(parts[2].local->value->text == "y");
  CHECK(parts[4].local == nullptr);
}

TEST_CASE("Condition is a function where conditions are made, and a key elsewhere") {
  const auto read = read_template(R"(Conditions:
  A: !Equals [1, 1]
  B: {Condition: A}
  C: !Not [!Condition A]
Resources:
  R:
    Type: AWS::IAM::Policy
    Properties: {Condition: x, Statement: {Condition: {StringEquals: {a: b}}}}
)");
  CHECK(read->problem_lines() == Lines{});
  CHECK(read->source->find_condition("B")->definition->value->expression->kind == ExpressionKind::condition);
  CHECK(read->property("R", "Condition").value->is(ValueKind::text));
  CHECK(read->property("R", "Statement.Condition.StringEquals.a").value->text == "b");
}

TEST_CASE("wrong calls are reported once, where they are, and broken") {
  struct Case {
    const char *text, *expected;
  };
  const Case cases[] = {
      {"!Ref [a]", "invalid-intrinsic at '[a]': Ref takes the name of a parameter or resource"},
      {"!GetAtt Queue", "invalid-intrinsic at 'Queue': Fn::GetAtt takes a logical id and an attribute, not 'Queue'"},
      {"!If [A, 1]", "invalid-intrinsic at '[A, 1]': Fn::If takes three arguments, not 2"},
      {"!Join ['-']", "invalid-intrinsic at '['-']': Fn::Join takes a list of a delimiter and a list"},
      {"!Join ['-', x]", "invalid-intrinsic at 'x': Fn::Join takes a list, or a function that gives one"},
      {"!Select [2, [a, b]]", "invalid-intrinsic at '2': Fn::Select takes item 2 (the first is 0) of a list of 2"},
      {"!Select [x, [a]]", "invalid-intrinsic at 'x': Fn::Select takes a whole number as index, not 'x'"},
      {"!FindInMap [a, b]", "invalid-intrinsic at '[a, b]': Fn::FindInMap takes three arguments, not 2"},
      {"!Sub 'a ${b-c} d'",
       "invalid-intrinsic at '${b-c}': Fn::Sub has the variable '${b-c}': names have only letters, digits, '_', '.' and ':'"},
      {"!Sub 'a ${.b} c'", "invalid-intrinsic at '${.b}': Fn::Sub has the variable '${.b}': a dot stands between a resource and its attribute"},
      {"!Sub '${Q.}'", "invalid-intrinsic at '${Q.}': Fn::Sub has the variable '${Q.}': a dot stands between a resource and its attribute"},
      {"!Subs 'x'", "invalid-intrinsic at ''x'': there is no function !Subs"},
      {"{'Fn::Gett': [a, b]}", "invalid-intrinsic at ''Fn::Gett'': there is no function Fn::Gett"},
      {"{'Fn::If': [A, 1, 2], Other: 1}",
       "invalid-intrinsic at ''Fn::If'': Fn::If stands beside other keys: a function call is a map of one pair"},
      {"!Equals [a, b]", "invalid-intrinsic at '[a, b]': Fn::Equals is not allowed in values"},
  };
  for (const Case& one : cases) {
    const auto read = read_template(queue(std::string("      A: ") + one.text + "\n"));
    CAPTURE(std::string(one.text));
    CHECK(read->problem_lines() == Lines{one.expected});
    CHECK(read->property("Q", "A").value->is(ValueKind::broken));
    REQUIRE_FALSE(read->problems.empty());
    CHECK(read->problems[0].resource == "Q");
  }
}

TEST_CASE("what looks unusual but deploys is no problem") {
  const char* texts[] = {
      "!Select [0, !GetAZs '']",      "!GetAZs ''",
      "!Sub 'echo $HOME ${!PATH} $'", "!Sub '${ Spaced }'",
      "!Cidr [!GetAtt V.CidrBlock, 2, 8]", "!Split [',', !ImportValue x]",
      "{Ref: {a: b}, Other: 1}",      "{Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: x}}, Other: 1}",
      "!Base64 {'Fn::Sub': x}",       "!!str 123",
  };
  for (const char* text : texts) {
    const auto read = read_template(queue(std::string("      A: ") + text + "\n"));
    CAPTURE(std::string(text));
    CHECK(read->problem_lines() == Lines{});
  }
}

TEST_CASE("shape errors keep everything else") {
  const auto read = read_template(R"(AWSTemplateFormatVersion: 2012-01-01
Parameters:
  NoType: {Default: x}
  Odd: {Type: Strnig}
  Listed: {Type: String, Default: [a]}
Mappings:
  Flat: {a: b}
Conditions:
  Always: true
Resources:
  Q:
    Type: AWS::SQS::Queue
    Propertys: {}
  T: text
  U: {Properties: {A: 1}}
  V: {Type: AWS::SNS::Topic, Condition: !Ref X}
Outputs:
  O: {Description: x}
)");
  CHECK(read->problem_lines() ==
        Lines{
            "template-syntax at '2012-01-01': AWSTemplateFormatVersion must be 2010-09-09, the only one there is",
            "template-syntax at 'NoType': parameter NoType has no Type",
            "template-syntax at 'Strnig': the Type of parameter Odd is no parameter type",
            "template-syntax at '[a]': the Default of parameter Listed must be a text",
            "template-syntax at 'b': key a of mapping Flat must hold a map",
            "template-syntax at 'true': condition Always must be a condition function",
            "template-syntax at 'Propertys': resource Q has the attribute 'Propertys', which resources don't have",
            "template-syntax at 'text': resource T must be a map with Type and Properties",
            "template-syntax at 'U': resource U has no Type",
            "template-syntax at '!Ref X': Condition must be a name",
            "template-syntax at 'O': output O has no Value",
        });
  CHECK(read->source->resources.size() == 4);
  CHECK(read->problems[2].help == "did you mean String?");
}

TEST_CASE("a key that stands twice is reported at the second; the last one counts") {
  const auto read = read_template(queue("      A: 1\n      B: 2\n      A: 3\n"));
  REQUIRE(read->problems.size() == 1);
  CHECK(read->problem_lines()[0] == "duplicate-key at 'A': key 'A' appears twice in this mapping");
  CHECK(read->problems[0].where.span.begin > read->problems[0].related[0].span.begin);
  CHECK(read->property("Q", "A").value->text == "3");
}

TEST_CASE("merged and aliased values say whence they came") {
  const auto read = read_template(R"(Base: &base
  Timeout: 30
  Size: &size 128
Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      <<: *base
      Size: 256
      Other: *size
)");
  CHECK(read->problem_lines() == Lines{});
  const Field& timeout = read->property("Q", "Timeout");
  CHECK(read->written(timeout.origin.value) == "30");
  REQUIRE(timeout.origin.cause != nullptr);
  CHECK(timeout.origin.cause->kind == CauseKind::merge);
  CHECK(timeout.origin.cause->users == 2);
  CHECK(read->property("Q", "Size").value->text == "256");
  CHECK(read->property("Q", "Size").origin.cause == nullptr);
  const Field& other = read->property("Q", "Other");
  REQUIRE(other.origin.cause != nullptr);
  CHECK(other.origin.cause->kind == CauseKind::alias);
  CHECK(other.origin.cause->users == 2);
  CHECK(read->written(other.origin.cause->user.value) == "*size");
  CHECK(read->written(other.origin.value) == "&size 128");
}

TEST_CASE("aliases of aliases are not copied without end") {
  std::string text = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      A0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "      A" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  const auto read = read_template(text);
  CHECK(read->arena.bytes() < 40'000'000);
  CHECK(read->source->find_resource("Q") != nullptr);
}

TEST_CASE("booleans are read as YAML 1.1 has them, account ids stay text") {
  const auto read = read_template(queue("      A: yes\n      B: 'yes'\n      C: 'true'\n      D: Off\n      E: 012345678901\n      F: 2024-01-01\n"));
  CHECK(is_true(*read->property("Q", "A").value));
  CHECK_FALSE(is_true(*read->property("Q", "B").value));
  CHECK(is_true(*read->property("Q", "C").value));
  CHECK(is_false(*read->property("Q", "D").value));
  CHECK(read->property("Q", "E").value->text == "012345678901");
  CHECK(read->property("Q", "F").value->text == "2024-01-01");
}

TEST_CASE("transforms may be a text, a list, or a map with parameters") {
  CHECK(read_template("Transform: AWS::Serverless-2016-10-31\nResources: {}\n")->source->has_sam);
  const auto map = read_template("Transform: {Name: MyMacro, Parameters: {a: b}}\nResources: {Q: {Type: 'A::B::C'}}\n");
  CHECK(map->source->has_unknown_macro);
  CHECK(map->source->transforms.size() == 1);
  const auto list = read_template("Transform: [AWS::Serverless-2016-10-31, {Name: Mine}]\nResources: {Q: {Type: 'A::B::C'}}\n");
  CHECK(list->source->has_sam);
  CHECK(list->source->has_unknown_macro);
}

TEST_CASE("loops and included texts stay in place, and hide what they make") {
  const auto read = read_template(R"(Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic${Name}: {Type: AWS::SNS::Topic}
  Q: {Type: AWS::SQS::Queue}
)");
  CHECK(read->problem_lines() == Lines{});
  CHECK(read->source->resources.size() == 1);
  CHECK(read->source->has_unknown_macro);
  const Field* loop = read->source->root->find_path("Resources")->value->find("Fn::ForEach::Topics");
  REQUIRE(loop != nullptr);
  REQUIRE(loop->value->is(ValueKind::expression));
  CHECK(loop->value->expression->kind == ExpressionKind::for_each);
}

TEST_CASE("JSON templates have the same records") {
  const auto read = read_template(R"({"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"A": 5, "B": {"Ref": "P"}}}}})", true);
  CHECK(read->problem_lines() == Lines{});
  CHECK(read->property("Q", "A").value->json_number);
  CHECK(call(*read, "B").target == "P");
}

TEST_CASE("what is no template says so and reports nothing") {
  for (const char* text : {"services: {web: {image: x}}\n", "openapi: 3.0.0\npaths: {/a: {get: {}}}\n", "", "- a\n- b\n", "Resources: [a]\n"}) {
    const auto read = read_template(text);
    CAPTURE(std::string(text));
    CHECK_FALSE(read->source->is_template);
    CHECK(read->problem_lines() == Lines{});
  }
}

TEST_CASE("same_value ignores the order of keys and how a scalar is quoted") {
  const auto read = read_template(queue("      A: {x: 5, y: [!Ref P]}\n      B: {y: [{Ref: P}], x: '5'}\n      C: {x: 5, y: [!Ref R]}\n"));
  CHECK(same_value(*read->property("Q", "A").value, *read->property("Q", "B").value));
  CHECK_FALSE(same_value(*read->property("Q", "A").value, *read->property("Q", "C").value));
}

TEST_CASE("discovery knows templates without parsing") {
  CHECK(may_be_template("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"));
  CHECK(may_be_template("# c\r\nAWSTemplateFormatVersion: 2010-09-09\r\n"));
  CHECK(may_be_template("\"Resources\":\n  Q: {Type: 'AWS::SQS::Queue'}\n"));
  CHECK(may_be_template("Transform: AWS::Serverless-2016-10-31\n"));
  CHECK(may_be_template("{\"a\": {\"Resources\": 1}, \"Resources\" : {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}"));
  CHECK_FALSE(may_be_template("{\"a\": {\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}}"));
  CHECK(may_be_template(std::string_view("\xff\xfe" "R\0e\0s\0o\0u\0r\0c\0e\0s\0:\0\n\0 \0Q\0:\0{\0T\0y\0p\0e\0:\0A\0:\0:\0", 48)));
  CHECK_FALSE(may_be_template("Resources:\n{%- if cookiecutter['x'] %}\n  Jobs:\n    Type: AWS::SQS::Queue\n"));
  CHECK_FALSE(may_be_template("Resources:\n  {{cookiecutter.name}}:\n    Type: AWS::SQS::Queue\n"));
  CHECK_FALSE(may_be_template("services:\n  web:\n    image: x\n"));
  CHECK_FALSE(may_be_template("on: push\njobs:\n  a:\n    steps:\n      - run: |\n          cat > t <<E\n          Resources:\n            Type: AWS::SQS::Queue\n"));
  CHECK_FALSE(may_be_template("openapi: 3.0.0\ninfo:\n  title: AWS::x\n"));
  CHECK_FALSE(may_be_template("apiVersion: v1\nkind: Pod\nspec:\n  resources:\n    limits: {cpu: 1}\n"));
  CHECK_FALSE(may_be_template(""));
}

TEST_CASE("files of other tools are no templates") {
  CHECK(!read_template("{\"dependencies\": {}, \"Transform\": \"AWS::Serverless-2016-10-31\"}")->source->is_template);
  CHECK(read_template("Transform: AWS::Serverless-2016-10-31\n")->source->is_template);
  CHECK(!read_template("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    {%- if x %}\n    Properties: {}\n    {%- endif %}\n")->source->is_template);
  CHECK(read_template("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Metadata: |\n      {% if x %}\n")->source->is_template);
}

TEST_CASE("what other tools put into a template is not to be seen") {
  CHECK(read_template("Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: 'q-${opt:stage, self:provider.stage}'}}\n")->source->has_unknown_macro);
  CHECK(read_template("Resources:\n  N: {Type: !Rain::Module vpc.yml}\n")->source->has_unknown_macro);
  CHECK(!read_template("Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${AWS::Region}-${self}'}}\n")->source->has_unknown_macro);
}

}  // namespace
}  // namespace cumulint
