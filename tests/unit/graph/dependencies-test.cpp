// Which resources depend on each other in a circle.

#include <doctest/doctest.h>

#include "graph/dependencies.h"
#include "support/resolved.h"

using namespace cumulint;

namespace {

/// "A -> B -> A", a line a cycle.
std::string cycles(const std::string& text) {
  const auto resolved = test::resolve_template(text);
  std::string lines;
  for (const DependencyCycle& cycle :
       find_dependency_cycles(*resolved->effective, *resolved->resolver, resolved->arena())) {
    lines += cycle.path[0].from->id;
    for (const Dependency& step : cycle.path) (lines += " -> ") += step.to->id;
    lines += "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("a circle of references and DependsOn is found once, by its shortest way") {
  CHECK(cycles(R"(
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: k, Value: !Ref B}]}}
  B: {Type: AWS::SQS::Queue, DependsOn: C}
  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'x-${A.QueueName}', Tags: [{Key: k, Value: !GetAtt B.Arn}]}}
  D: {Type: AWS::SQS::Queue, DependsOn: [A, B]}
)") == "B -> C -> B\n");
  CHECK(cycles("Resources:\n  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.Arn}}\n") == "A -> A\n");
  CHECK(cycles("Resources:\n  A: {Type: AWS::SQS::Queue, DependsOn: B}\n  B: {Type: AWS::SQS::Queue}\n").empty());
}

TEST_CASE("references that never exist together make no circle") {
  const std::string text = R"(
Parameters: {P: {Type: String}}
Conditions: {IsProd: !Equals [!Ref P, prod], IsDev: !Not [!Condition IsProd]}
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: k, Value: !If [IsProd, !Ref B, x]}]}}
  B: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: k, Value: !If [CONDITION, !Ref A, x]}]}}
)";
  const auto with = [&](const std::string& condition) {
    std::string changed = text;
    return changed.replace(changed.find("CONDITION"), 9, condition);
  };
  CHECK(cycles(with("IsDev")).empty());
  CHECK(cycles(with("IsProd")) == "A -> B -> A\n");
}

TEST_CASE("a variable of a Sub's own map is no reference, its value is") {
  CHECK(cycles(R"(
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub ['${B}-${!A}', {B: x}]}}
  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref A}}
)")
            .empty());
}
