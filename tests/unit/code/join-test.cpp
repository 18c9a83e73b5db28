// Whole functions: template and sources in memory, facts out.

#include <doctest/doctest.h>

#include <string>

#include "code-application.h"

using namespace cumulint;
using namespace cumulint::test;

TEST_CASE("a handler's calls and their targets") {
  const Application facts{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          TABLE: !Ref Orders
)", {{"src/app.py", R"(
import os
import boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
def handler(event, context):
    return table.scan()["Items"]
)"}}};
  CHECK(facts.text() == R"(Fn (python)
  found: yes at src/app.py:5
  known: yes
  call: dynamodb:Scan at src/app.py:6 -> Orders reads Items
  environment: TABLE at src/app.py:4 required
  client: dynamodb at src/app.py:4
)");
}
