// Units meet by the names that one defines and another uses.

#include "workspace/link.h"

#include <doctest/doctest.h>

#include <memory>

#include "text/memory-file-system.h"
#include "workspace/build-unit.h"

using namespace cumulint;

namespace {

struct Workspace {
  MemoryFileSystem files;
  SourceMap sources;
  CodeStore code;
  std::vector<std::unique_ptr<const Unit>> units;

  void add(const std::string& path, const std::string& text) {
    files.write(path, text);
    UnitRequest request;
    request.path = request.real_path = path;
    request.needs = {false, false};
    Result<std::unique_ptr<const Unit>> built = build_unit(request, {&files, &sources, &code});
    REQUIRE(built);
    units.push_back(std::move(*built));
  }

  /// "from -> to name", a line each.
  std::string links() {
    std::vector<const Unit*> pointers;
    for (const std::unique_ptr<const Unit>& unit : units) pointers.push_back(unit.get());
    std::string out;
    for (const Links::Link& link : link_units(pointers, sources).links) {
      out += sources.file(link.from->file).path + " -> " + sources.file(link.to->file).path + " " +
             std::string(link.symbol->name);
      if (link.stack != nullptr) out += " by " + std::string(link.stack->id);
      out += "\n";
    }
    return out;
  }
};

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

TEST_CASE("a file that can't be read is an Error, one that is wrong is a unit") {
  Workspace workspace;
  UnitRequest request;
  request.path = request.real_path = "gone.yaml";
  CHECK(!build_unit(request, {&workspace.files, &workspace.sources, &workspace.code}));
  workspace.add("broken.yaml", "Resources:\n  A: [\n");
  CHECK(!workspace.units.front()->problems.empty());
}
