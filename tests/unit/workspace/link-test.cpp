// Units meet by the names that one defines and another uses.

#include "unit/workspace/workspace.h"

using namespace cumulint;
using cumulint::test::Workspace;

namespace {

constexpr const char* exporter =
    "Resources:\n  T: {Type: AWS::SNS::Topic}\n"
    "Outputs:\n  Topic: {Value: !Ref T, Export: {Name: shared-topic}}\n";
constexpr const char* importer =
    "Resources:\n  S:\n    Type: AWS::SNS::Subscription\n"
    "    Properties: {TopicArn: !ImportValue shared-topic, Protocol: email, Endpoint: a@example.com}\n";

}  // namespace

TEST_CASE("an import finds the template that exports its name") {
  Workspace workspace;
  workspace.add("a.yaml", exporter);
  workspace.add("b.yaml", importer);
  CHECK(workspace.links() == "b.yaml -> a.yaml shared-topic\n");
}

TEST_CASE("a name that two templates export links to neither") {
  Workspace workspace;
  workspace.add("a.yaml", exporter);
  workspace.add("b.yaml", exporter);
  workspace.add("c.yaml", importer);
  CHECK(workspace.links() == "");
}

TEST_CASE("nested stacks and applications are found by path, from their parent's folder") {
  Workspace workspace;
  workspace.add("stacks/child.yaml", exporter);
  workspace.add("stacks/parent.yaml",
                "Transform: AWS::Serverless-2016-10-31\nResources:\n"
                "  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml}}\n"
                "  Remote: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "
                "\"https://s3.amazonaws.com/b/child.yaml\"}}\n");
  CHECK(workspace.links() == "stacks/parent.yaml -> stacks/child.yaml ./child.yaml by Child\n");
}

TEST_CASE("an SSM parameter that one template defines and another reads") {
  Workspace workspace;
  workspace.add(
      "a.yaml",
      "Resources:\n  P: {Type: AWS::SSM::Parameter, Properties: {Name: /shop/table, Type: String, Value: orders}}\n");
  workspace.add(
      "b.yaml",
      "Parameters:\n  Table: {Type: \"AWS::SSM::Parameter::Value<String>\", Default: /shop/table}\n"
      "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: \"{{resolve:ssm:/shop/table:3}}\"}}\n");
  CHECK(workspace.links() == "b.yaml -> a.yaml /shop/table\nb.yaml -> a.yaml /shop/table\n");
}

/// A template with one export of this name, and one that imports that name.
std::string linked_by(const std::string& export_name, const std::string& import_name) {
  Workspace workspace;
  workspace.add("a.yaml", "Parameters: {Stage: {Type: String, Default: dev}}\nResources:\n  T: {Type: AWS::SNS::Topic}\n"
                          "Outputs:\n  Topic: {Value: !Ref T, Export: {Name: " + export_name + "}}\n");
  workspace.add("b.yaml", "Parameters: {Stage: {Type: String, Default: dev}, Base: {Type: String}}\n"
                          "Resources:\n  S: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue {" + import_name + "}}}\n");
  return workspace.links();
}

TEST_CASE("names that only the deployment completes meet by their known parts") {
  CHECK(linked_by("!Sub \"${AWS::StackName}-topic\"", "\"Fn::Sub\": \"${Base}-topic\"") == "b.yaml -> a.yaml *-topic\n");
  CHECK(linked_by("!Sub \"${AWS::StackName}-topic\"", "\"Fn::Sub\": base-topic") == "b.yaml -> a.yaml base-topic\n");
  CHECK(linked_by("!Join [\"-\", [!Ref Stage, topic]]", "\"Fn::Sub\": \"${Stage}-topic\"") == "b.yaml -> a.yaml *-topic\n");
  CHECK(linked_by("!Sub \"${AWS::StackName}-topic\"", "\"Fn::Sub\": \"${Base}-queue\"") == "");
  CHECK(linked_by("!Sub \"${AWS::StackName}-${Stage}\"", "\"Fn::Sub\": \"${Base}-${Stage}\"") == "");
}

TEST_CASE("a form that two templates offer links to neither") {
  Workspace workspace;
  const std::string offer = "Resources:\n  T: {Type: AWS::SNS::Topic}\n"
                            "Outputs:\n  Topic: {Value: !Ref T, Export: {Name: !Sub \"${AWS::StackName}-topic\"}}\n";
  workspace.add("a.yaml", offer);
  workspace.add("b.yaml", offer);
  workspace.add("c.yaml", "Resources:\n  S: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue prod-topic}}\n");
  CHECK(workspace.links() == "");
}

TEST_CASE("a file that can't be read is an Error, one that is wrong is a unit") {
  Workspace workspace;
  UnitRequest request;
  request.path = request.real_path = "gone.yaml";
  CHECK(!build_unit(request, {&workspace.files, &workspace.sources, &workspace.code}));
  workspace.add("broken.yaml", "Resources:\n  A: [\n");
  CHECK(!workspace.units.front()->problems.empty());
}
