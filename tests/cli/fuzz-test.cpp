// What the fuzz targets found in whole runs, each in its smallest form.

#include <doctest/doctest.h>

#include "base/strings.h"
#include "support/memory-outside.h"

using namespace cumulint;
using test::MemoryOutside;

namespace {

int check(MemoryOutside& outside, const std::string& text) {
  outside.file("template.yaml", text);
  return outside.run({"check", "--strict", "template.yaml"});
}

}  // namespace

TEST_CASE("fuzz: an event source mapping whose source is its own function") {
  MemoryOutside outside;
  CHECK(check(outside, R"(Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: s3://builds/worker.zip
      Events:
        Job: {Type: SQS, Properties: {Queue: !GetAtt Worker.Arn}}
Transform: AWS::Serverless-2016-10-31
)") < 2);
  CHECK(contains(outside.output, " in 1 template"));
  CHECK(!contains(outside.output, "recursive-trigger"));
}
