// What may a value be? Every intrinsic, every basis, and which of them can coexist.

#include <doctest/doctest.h>

#include "resolve/print-values.h"
#include "resolve/resolver.h"
#include "resolve/verdict.h"
#include "support/template.h"

namespace cumulint {
namespace {

using Lines = std::vector<std::string>;

/// A template with a queue Q whose properties are asked.
struct Asked {
  std::unique_ptr<test::ReadTemplate> read;
  GivenValues given;
  std::unique_ptr<Conditions> conditions;
  std::unique_ptr<Resolver> resolver;

  explicit Asked(const std::string& text, GivenValues values = {}) : read(test::read_template(text)), given(std::move(values)) {
    conditions = std::make_unique<Conditions>(*read->source, given, read->arena);
    resolver = std::make_unique<Resolver>(*read->source, *conditions, given);
  }

  Possible property(std::string_view path, std::string_view id = "Q", const char* default_text = nullptr) {
    const Resource* resource = read->source->find_resource(id);
    REQUIRE(resource != nullptr);
    return resolver->property(*resource, path, read->arena, default_text);
  }

  /// "60 allowed value: P is 60", one a candidate; then "open" or "invalid".
  Lines lines(const Possible& possible) const {
    Lines lines;
    for (const Candidate& candidate : possible.candidates) {
      std::string line = candidate.absent ? "(not set)" : to_text(candidate.text);
      if (!candidate.when.is_fact())
        line += " " + std::string(to_text(weakest(candidate.when, {}))) + ": " + to_text(candidate.when);
      lines.push_back(line);
    }
    if (possible.open) lines.push_back("open");
    if (possible.invalid) lines.push_back("invalid");
    return lines;
  }
  Lines lines(std::string_view path, std::string_view id = "Q") { return lines(property(path, id)); }
};

const std::string head = R"(
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}
  Size: {Type: Number, AllowedValues: [60, 120]}
  Timeout: {Type: Number, Default: 90}
  Free: {Type: String}
  Many: {Type: CommaDelimitedList, Default: 'a, b'}
  Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /name}
Mappings:
  PerRegion:
    eu-west-1: {Size: 20, Zones: [x, y]}
    us-east-1: {Size: 45, Zones: [x]}
  PerStage:
    dev: {Size: 1}
    prod: {Size: 9}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [!Ref Stage, dev]
  IsNotProd: !Not [{Condition: IsProd}]
  IsIreland: !Equals [!Ref 'AWS::Region', eu-west-1]
  IsChina: !Equals [!Ref 'AWS::Partition', aws-cn]
  IsSnow: !Equals [!Ref Free, snow]
  IsRain: !Equals [!Ref Free, rain]
  Never: !Equals [a, b]
)";

std::string queue(const std::string& value) {
  return head + "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      A: " + value + "\n";
}

Lines of(const std::string& value, const GivenValues& given = {}) { return Asked{queue(value), given}.lines("A"); }

TEST_CASE("literals, parameters and attributes") {
  CHECK(of("5") == Lines{"5"});
  CHECK(of("!Ref Size") == Lines{"60 allowed value: Size is 60", "120 allowed value: Size is 120"});
  CHECK(of("!Ref Timeout") == Lines{"90 parameter default: Timeout is 90", "open"});
  CHECK(of("!Ref Free") == Lines{"${Free}", "open"});
  CHECK(of("!Ref Secret") == Lines{"${Secret}", "open"});
  CHECK(of("!Ref AWS::Region") == Lines{"${AWS::Region}", "open"});
  CHECK(of("!Ref Q") == Lines{"${Q}"});
  CHECK(of("!GetAtt Q.Arn") == Lines{"${Q.Arn}"});
  CHECK(of("!Ref AWS::NoValue") == Lines{"(not set)"});
  CHECK(of("!ImportValue shared-queue") == Lines{"${Fn::ImportValue:shared-queue}", "open"});
  CHECK(of("'{{resolve:ssm:/x}}'") == Lines{"${{{resolve:ssm:/x}}}", "open"});
  CHECK(of("'a-{{resolve:ssm:/x}}-b'") == Lines{"a-${{{resolve:ssm:/x}}}-b"});
}

TEST_CASE("given values are facts, also for lists and pseudo parameters") {
  const GivenValues given{{{"Timeout", "30"}, {"Size", "7"}, {"Many", "x,y"}, {"AWS::Region", "cn-north-1"}, {"Secret", "/other"}}};
  CHECK(of("!Ref Timeout", given) == Lines{"30"});
  CHECK(of("!Ref Size", given) == Lines{"7"});
  CHECK(of("!Select [1, !Ref Many]", given) == Lines{"y"});
  CHECK(of("!Join ['+', !Ref Many]", given) == Lines{"x+y"});
  CHECK(of("!Sub '${AWS::Region}/${AWS::Partition}/${AWS::URLSuffix}'", given) == Lines{"cn-north-1/aws-cn/amazonaws.com.cn"});
  CHECK(of("!If [IsChina, a, b]", given) == Lines{"a"});
  CHECK(of("!Ref Secret", given) == Lines{"${Secret}", "open"});
}

TEST_CASE("If: both ways, under its own condition, and decided ones") {
  CHECK(of("!If [IsProd, 1, 2]") == Lines{"1 condition: IsProd is true", "2 condition: IsProd is false"});
  CHECK(of("!If [Never, 1, 2]") == Lines{"2"});
  CHECK(of("!If [IsProd, !If [IsProd, 1, 2], 3]") == Lines{"1 condition: IsProd is true", "3 condition: IsProd is false"});
  CHECK(of("!If [IsProd, !If [IsDev, 1, 2], 3]") == Lines{"2 condition: IsProd is true", "3 condition: IsProd is false"});
  CHECK(of("!If [IsProd, 1, !If [IsNotProd, 2, 3]]") == Lines{"1 condition: IsProd is true", "2 condition: IsProd is false"});
  CHECK(of("!If [IsSnow, 1, !Ref AWS::NoValue]") == Lines{"1 condition: IsSnow is true", "(not set) condition: IsSnow is false"});
  CHECK(of("!If [IsProd, !Ref Stage, x]") == Lines{"prod condition: IsProd is true", "x condition: IsProd is false"});
  CHECK(of("!If [IsSnow, !Ref Free, x]") == Lines{"snow condition: IsSnow is true", "x condition: IsSnow is false"});
  CHECK(of("!If [Undeclared, 1, 2]") == Lines{"open", "invalid"});
}

TEST_CASE("FindInMap: known keys, a Region, parameters limited by the keys") {
  CHECK(of("!FindInMap [PerRegion, eu-west-1, Size]") == Lines{"20"});
  CHECK(of("!FindInMap [PerRegion, !Ref AWS::Region, Size]") ==
        Lines{"20 allowed value: AWS::Region is eu-west-1", "45 allowed value: AWS::Region is us-east-1"});
  CHECK(of("!FindInMap [PerStage, !Ref Stage, Size]") == Lines{"1 allowed value: Stage is dev", "9 allowed value: Stage is prod"});
  CHECK(of("!FindInMap [PerStage, !Ref Free, Size]") == Lines{"1 allowed value: Free is dev", "9 allowed value: Free is prod"});
  CHECK(of("!If [IsIreland, !FindInMap [PerRegion, !Ref AWS::Region, Size], 0]") ==
        Lines{"20 condition: IsIreland is true", "0 condition: IsIreland is false"});
  CHECK(of("!FindInMap [PerStage, test, Size, {DefaultValue: 3}]") == Lines{"3"});
  CHECK(of("!FindInMap [PerStage, !Ref Stage, Size, {DefaultValue: 3}]") ==
        Lines{"3 allowed value: Stage is test", "1 allowed value: Stage is dev", "9 allowed value: Stage is prod"});
  CHECK(of("!FindInMap [PerRegion, !Ref AWS::Region, Size, {DefaultValue: 3}]") ==
        Lines{"20 allowed value: AWS::Region is eu-west-1", "45 allowed value: AWS::Region is us-east-1", "open"});
  CHECK(of("!FindInMap [PerStage, test, Size]") == Lines{"open", "invalid"});
  CHECK(of("!Select [0, !FindInMap [PerRegion, eu-west-1, Zones]]") == Lines{"x"});
}

TEST_CASE("Fn::ToJsonString is the text of its structure, and can be looked into") {
  CHECK(of("{Fn::ToJsonString: {a: [x, 'y\"z'], b: {}}}") == Lines{R"({"a":["x","y\"z"],"b":{}})"});
  CHECK(of("{Fn::ToJsonString: {a: !Ref Stage}}") ==
        Lines{R"({"a":"dev"} allowed value: Stage is dev)", R"({"a":"test"} allowed value: Stage is test)",
              R"({"a":"prod"} allowed value: Stage is prod)"});
  CHECK(of("{Fn::ToJsonString: {a: !Sub 'x-${Q.Arn}', n: 5, l: !Ref Many}}") == Lines{R"({"a":"x-${Q.Arn}","n":${?},"l":${?}})"});
  CHECK(of("{Fn::ToJsonString: [a, !If [IsProd, b, !Ref AWS::NoValue]]}") == Lines{"${?}"});
  Asked asked{queue("{Fn::ToJsonString: {maxReceiveCount: 3, arn: !GetAtt Q.Arn}}")};
  CHECK(asked.lines("A.maxReceiveCount") == Lines{"3"});
  CHECK(asked.lines("A.arn") == Lines{"${Q.Arn}"});
  CHECK(asked.lines("A.other") == Lines{"(not set)"});
}

TEST_CASE("an included text opens what it may reach, and nothing else") {
  const std::string include = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/x}}";
  Asked asked{head + "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {A: 1, B: {C: 1, " + include + "}}}\n  R: {Type: AWS::SQS::Queue, " +
              include + "}\n  S: {Type: AWS::SQS::Queue, Properties: {A: 1, " + include + "}}\n"};
  CHECK(asked.lines("A") == Lines{"1"});
  CHECK(asked.lines("D") == Lines{"(not set)"});
  CHECK(asked.lines("B.C") == Lines{"1"});
  CHECK(asked.lines("B.D") == Lines{"open"});
  CHECK(asked.lines("A", "R") == Lines{"open"});
  CHECK(asked.lines("A", "S") == Lines{"1"});
  CHECK(asked.lines("D", "S") == Lines{"open"});
}

TEST_CASE("texts of several parts are known piece by piece") {
  CHECK(of("!Sub 'a-${Stage}-b'") == Lines{"a-dev-b allowed value: Stage is dev", "a-test-b allowed value: Stage is test",
                                           "a-prod-b allowed value: Stage is prod"});
  CHECK(of("!Sub '${Stage}/${Stage}'").size() == 3);
  CHECK(of("!Sub '${Stage}/${Size}'") == Lines{"{dev|test|prod}/{60|120}"});
  CHECK(of("!Sub 'x-${Timeout}'") == Lines{"x-90 parameter default: Timeout is 90", "x-${Timeout}"});
  CHECK(of("!Sub ['${X}-${Y}', {X: 1, Y: !GetAtt Q.Arn}]") == Lines{"1-${Q.Arn}"});
  CHECK(of("!Join ['', ['arn:', !Ref 'AWS::Partition', ':sqs']]") == Lines{"arn:${AWS::Partition}:sqs"});
  CHECK(of("!Join [',', [a, !Ref AWS::NoValue, b]]") == Lines{"a,b"});
  CHECK(of("!Join [',', [a, !If [IsProd, b, !Ref AWS::NoValue]]]") ==
        Lines{"a,b condition: IsProd is true", "a condition: IsProd is false"});
  CHECK(of("!Join [',', !Ref Many]") == Lines{"a,b parameter default: Many is a, b", "open"});
  CHECK(of("!Join [',', !Ref Ids]") == Lines{"${?}"});
  CHECK(of("!Join ['-', !Split ['.', a.b.c]]") == Lines{"a-b-c"});
  CHECK(of("!Select [1, !Split ['/', !Sub 'x/${Stage}']]").size() == 3);
  CHECK(of("!Select [0, !GetAZs '']") == Lines{"open"});
  CHECK(of("!Base64 hello") == Lines{"aGVsbG8="});
  CHECK(of("{'Fn::Length': [a, b, !If [IsProd, c, !Ref AWS::NoValue]]}") ==
        Lines{"3 condition: IsProd is true", "2 condition: IsProd is false"});
}

TEST_CASE("more than 32 values are open") {
  std::string values;
  for (int i = 0; i < 40; ++i) values += (i == 0 ? "" : ", ") + std::string("v") + std::to_string(i);
  Asked asked{"Parameters:\n  P: {Type: String, AllowedValues: [" + values +
              "]}\nResources:\n  Q: {Type: 'AWS::SQS::Queue', Properties: {A: !Ref P}}\n"};
  const Possible possible = asked.property("A");
  CHECK(possible.candidates.size() == 32);
  CHECK(possible.open);
}

TEST_CASE("a resource's own Condition is part of every fact about it") {
  Asked asked{head + R"(Resources:
  Q:
    Type: AWS::SQS::Queue
    Condition: IsProd
    Properties:
      A: 5
      B: !If [IsDev, 1, 2]
)"};
  CHECK(asked.lines("A") == Lines{"5 condition: IsProd is true"});
  CHECK(asked.lines("B") == Lines{"2 condition: IsProd is true"});
  CHECK(asked.lines(asked.property("C", "Q", "30")) == Lines{"(not set) condition: IsProd is true"});
  CHECK(asked.property("C", "Q", "30").candidates[0].text.integer() == 30);
}

TEST_CASE("candidates say where they were written") {
  Asked asked{queue("!If [IsProd, !Ref Timeout, !FindInMap [PerStage, dev, Size]]")};
  const Possible possible = asked.property("A");
  REQUIRE(possible.candidates.size() == 2);
  const Origin& from_parameter = possible.candidates[0].field->origin;
  CHECK(asked.read->written(from_parameter.value) == "90");
  CHECK(from_parameter.cause->kind == CauseKind::parameter);
  CHECK(asked.read->written(from_parameter.cause->user.value) == "!Ref Timeout");
  const Origin& from_mapping = possible.candidates[1].field->origin;
  CHECK(asked.read->written(from_mapping.value) == "1");
  CHECK(from_mapping.cause->kind == CauseKind::mapping);
}

TEST_CASE("paths lead through Ifs, lists of one item and JSON texts") {
  Asked asked{head + R"(Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      Redrive: !If [IsProd, {target: !GetAtt D.Arn, count: 5}, !Ref AWS::NoValue]
      Json: '{"count": 7, "target": {"Fn::GetAtt": ["D", "Arn"]}}'
      JsonSub: !Sub '{"target": "${D.Arn}", "count": 3}'
      Included: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: x}}, a: 1}
      Text: word
  D: {Type: AWS::SQS::Queue}
)"};
  CHECK(asked.lines("Redrive.count") == Lines{"5 condition: IsProd is true", "(not set) condition: IsProd is false"});
  CHECK(asked.lines("Json.count") == Lines{"7"});
  CHECK(asked.lines("Json.target") == Lines{"${D.Arn}"});
  CHECK(asked.lines("JsonSub.target") == Lines{"${D.Arn}"});
  CHECK(asked.lines("JsonSub.count") == Lines{"3"});
  CHECK(asked.lines("Included.a") == Lines{"1"});
  CHECK(asked.lines("Included.b") == Lines{"open"});
  CHECK(asked.lines("Missing.deep") == Lines{"(not set)"});
  CHECK(asked.lines("Text.deep") == Lines{"open", "invalid"});
}

TEST_CASE("items come once each, with the scenario in which they are there") {
  Asked asked{head + R"(Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      L: [a, !If [IsProd, b, !Ref AWS::NoValue], !If [IsDev, c, d]]
      Whole: !If [IsProd, [a], [b, c]]
      One: x
      Param: !Ref Many
      Ids: !Ref Ids
)"};
  const auto items = [&](std::string_view path) {
    Lines lines;
    const Choices found = asked.resolver->items(*asked.read->source->find_resource("Q")->find(path), asked.read->arena);
    for (const Choice& choice : found.items)
      lines.push_back(std::string(choice.field->value->literal()) + (choice.when.is_fact() ? "" : " if " + to_text(choice.when)));
    if (found.open) lines.push_back("open");
    return lines;
  };
  CHECK(items("L") == Lines{"a", "b if IsProd is true", "c if IsDev is true", "d if IsDev is false"});
  CHECK(items("Whole") == Lines{"a if IsProd is true", "b if IsProd is false", "c if IsProd is false"});
  CHECK(items("One") == Lines{"x"});
  CHECK(items("Param") == Lines{"a if Many is a, b", "b if Many is a, b", "open"});
  CHECK(items("Ids") == Lines{"open"});
}

TEST_CASE("scenarios that exclude each other") {
  Asked asked{queue("1")};
  Arena& arena = asked.read->arena;
  const Conditions& conditions = *asked.conditions;
  const auto scenario = [&](std::initializer_list<std::pair<const char*, bool>> atoms) {
    Scenario result;
    for (const auto& [name, is] : atoms) result = conditions.with(result, name, is, arena);
    return result;
  };
  CHECK(consistent(scenario({{"IsProd", true}}), scenario({{"IsDev", true}})) == Truth::no);
  CHECK(consistent(scenario({{"IsProd", false}}), scenario({{"IsDev", false}})) == Truth::yes);  // test
  CHECK(consistent(scenario({{"IsProd", true}}), scenario({{"IsNotProd", true}})) == Truth::no);
  CHECK(consistent(scenario({{"IsSnow", true}}), scenario({{"IsRain", true}})) == Truth::no);
  CHECK(consistent(scenario({{"IsSnow", false}}), scenario({{"IsRain", false}})) == Truth::yes);
  CHECK(consistent(scenario({{"IsSnow", true}}), scenario({{"IsProd", true}})) == Truth::yes);
  CHECK(consistent(scenario({{"IsIreland", true}}), scenario({{"IsChina", true}})) == Truth::no);
  CHECK(conditions.holds("Never") == Truth::no);
  CHECK(conditions.holds("IsSnow") == Truth::unknown);
  CHECK(conditions.holds("IsDev", scenario({{"IsProd", true}})) == Truth::no);
  CHECK(conditions.holds("IsNotProd", scenario({{"IsDev", true}})) == Truth::yes);
  CHECK(scenario({{"Never", false}}).is_fact());
}

TEST_CASE("rules, minimum lengths and mappings limit what can be") {
  Asked asked{R"(
Parameters:
  Stage: {Type: String}
  Cert: {Type: String, MinLength: 1}
  Tier: {Type: String}
Rules:
  Known: {Assertions: [{Assert: !Contains [[dev, prod], !Ref Stage]}]}
Mappings:
  M: {small: {x: 1}, large: {x: 2}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [!Ref Stage, dev]
  NoCert: !Equals [!Ref Cert, '']
  IsSmall: !Equals [!Ref Tier, small]
  IsOne: !Equals [!FindInMap [M, !Ref Tier, x], '1']
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {A: !If [IsProd, 1, !If [IsDev, 2, 3]]}}
)"};
  CHECK(asked.read->problem_lines() == Lines{});
  CHECK(asked.lines("A") == Lines{"1 condition: IsProd is true", "2 condition: IsProd is false"});
  CHECK(asked.conditions->holds("NoCert") == Truth::no);
  const Scenario small = asked.conditions->with({}, "IsSmall", true, asked.read->arena);
  CHECK(asked.conditions->holds("IsOne", small) == Truth::yes);
}

TEST_CASE("conditions that refer to themselves, or to nothing, decide nothing") {
  Asked asked{R"(
Conditions:
  A: !Not [!Condition B]
  B: !Not [!Condition A]
  C: !Not [!Condition Missing]
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {A: !If [A, 1, 2]}}
)"};
  CHECK(asked.conditions->holds("A") == Truth::unknown);
  CHECK(asked.conditions->holds("C") == Truth::unknown);
  CHECK(asked.lines("A").size() == 2);
}

TEST_CASE("some: what holds for every value keeps its basis, what holds for some names them") {
  Asked asked{head + R"(Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      Fixed: 50
      Large: 200
      Sized: !Ref Size
      Default: !Ref Timeout
      Cond: !If [IsProd, 600, 60]
      Time: !If [IsDev, 10, 90]
      Mixed: !If [IsProd, !Ref Size, 900]
)"};
  const auto shorter = [](const Candidate& a, const Candidate& b) { return less(a.text.integer(), b.text.integer()); };
  const auto ask = [&](std::string_view a, std::string_view b) { return some(asked.property(a), asked.property(b), shorter); };
  Verdict v = ask("Fixed", "Sized");  // 50 < 60 and 50 < 120
  CHECK(v.truth == Truth::yes);
  CHECK(v.always);
  CHECK(v.basis == Basis::fact);
  v = ask("Sized", "Large");
  CHECK(v.always);
  v = ask("Sized", "Default");  // 60 < 90, with two assumptions
  CHECK(v.basis == Basis::parameter_default);
  CHECK(to_text(v.when) == "Size is 60 and Timeout is 90");
  v = ask("Sized", "Sized");  // the same parameter on both sides
  CHECK(v.truth == Truth::no);
  v = ask("Cond", "Time");  // only when Stage is test
  CHECK(v.truth == Truth::yes);
  CHECK(v.basis == Basis::condition);
  CHECK(to_text(v.when) == "IsProd is false and IsDev is false");
  v = ask("Mixed", "Large");  // in prod all allowed values are shorter
  CHECK(v.truth == Truth::yes);
  CHECK(v.basis == Basis::condition);
  CHECK(to_text(v.when) == "IsProd is true");
  CHECK_FALSE(v.always);
}

TEST_CASE("questions about texts with holes") {
  Asked asked{head + R"(Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      Arn: !Sub 'arn:aws:s3:::${B}/*'
      Same: !Join ['', ['arn:aws:s3:::', !Ref B, '/*']]
      Other: !Sub 'arn:aws:sqs:${B}'
      Two: !Sub '${Stage}-${Size}'
      Account: 012345678901
  B: {Type: AWS::S3::Bucket}
)"};
  const auto text = [&](std::string_view path) { return asked.property(path).candidates[0].text; };
  CHECK(text("Arn").ends_with("/*") == Truth::yes);
  CHECK(text("Arn").ends_with("x/*") == Truth::unknown);
  CHECK(text("Arn").starts_with("arn:aws:s3:::") == Truth::yes);
  CHECK(text("Arn").starts_with("arn:aws:sqs") == Truth::no);
  CHECK(text("Arn").contains(":s3:") == Truth::yes);
  CHECK(text("Arn").contains("secret") == Truth::unknown);
  CHECK(text("Arn").equals("arn:aws:s3:::b/*") == Truth::unknown);
  CHECK(text("Arn").equals("arn:aws:s3:::b") == Truth::no);
  CHECK(text("Arn").equals(text("Same")) == Truth::yes);
  CHECK(text("Arn").equals(text("Other")) == Truth::no);
  CHECK(text("Two").equals("dev-60") == Truth::unknown);
  CHECK(text("Two").equals("dev-61") == Truth::no);
  CHECK(text("Two").contains("-") == Truth::yes);
  CHECK(text("Two").starts_with("d") == Truth::unknown);
  CHECK(text("Two").ends_with("0") == Truth::yes);
  CHECK(text("Account").integer() == std::nullopt);
  CHECK(text("Account").known() == "012345678901");
}

TEST_CASE("what is not set stands at the resource's name, not at what is set beside it") {
  Asked asked("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: 3\n");
  const Possible retention = asked.property("MessageRetentionPeriod", "Q", "345600");
  REQUIRE(retention.candidates.size() == 1);
  CHECK(retention.candidates[0].absent);
  const Location place = retention.candidates[0].field->origin.value_place();
  CHECK(place.span == asked.read->source->find_resource("Q")->origin.key);
}

}  // namespace
}  // namespace cumulint
