// expand, graph and debug: that they are wired to their layers.

#include <doctest/doctest.h>

#include "base/strings.h"
#include "lsp/json-rpc.h"
#include "support/memory-outside.h"

using namespace cumulint;
using test::MemoryOutside;

TEST_CASE("graph is JSON with nodes and edges, or Mermaid, or dot") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"graph", "template.yaml"}) == 0);
  const std::optional<lsp::Json> graph = lsp::parse_json(outside.output);
  REQUIRE(graph);
  CHECK((*graph)["nodes"].items().size() >= 3);
  CHECK(contains(outside.output, "\"kind\":\"mapping\"") + contains(outside.output, "\"kind\": \"mapping\"") == 1);
  CHECK(outside.run({"graph", "--format", "mermaid"}) == 0);
  CHECK(contains(outside.output, "Worker"));
  CHECK(outside.run({"graph", "--format", "dot"}) == 0);
  CHECK(contains(outside.output, "digraph"));
  CHECK(outside.run({"graph", "--format", "svg"}) == 2);
  CHECK(outside.run({"graph", "gone.yaml"}) == 2);
}

TEST_CASE("debug shows trees, values and facts") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"debug", "tree", "template.yaml"}) == 0);
  CHECK(contains(outside.output, "VisibilityTimeout"));
  CHECK(outside.run({"debug", "values", "template.yaml", "Jobs.VisibilityTimeout"}) == 0);
  CHECK(contains(outside.output, "60"));
  CHECK(outside.run({"debug", "facts", "template.yaml"}) == 0);
  CHECK(contains(outside.output, "Worker"));
  CHECK(outside.run({"debug", "fcts", "template.yaml"}) == 2);
  CHECK(contains(outside.errors, "did you mean facts?"));
}

TEST_CASE("expand hands on a call that it can't read as it stands, with what it refers to") {
  MemoryOutside outside;
  outside.file("template.yaml", "Resources:\n  Q: {Type: AWS::SQS::Queue}\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n"
                                          "      TopicName: !GetAtt [Q, {Fn::Other: x}]\n");
  outside.run({"expand", "--resources", "template.yaml"});
  CHECK(contains(outside.output, R"({"Fn::GetAtt":["Q",{"Fn::Other":"x"}]})"));
  CHECK(contains(outside.output, R"("refs":["Q.?"])"));
}

TEST_CASE("expand prints what SAM makes, with the functions' roles") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"expand", "template.yaml"}) == 0);
  CHECK(contains(outside.output, "AWS::Lambda::EventSourceMapping"));
  CHECK(outside.run({"expand", "--resources", "template.yaml"}) == 0);
  CHECK(contains(outside.output, "WorkerRole"));
}
