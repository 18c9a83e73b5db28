// Whole functions: template and sources in memory, facts out.

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "code-application.h"

using namespace cumulint;
using namespace cumulint::test;

TEST_CASE("inline code that Fn::Sub fills in") {
  const Application application{R"(
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: !Sub
          - |
            import boto3
            db = boto3.client("dynamodb")
            def handler(event, context):
                db.scan(TableName="${Orders}")
                db.scan(TableName="${Other}")
                db.scan(TableName="plain")
          - Other: users
)", {}};
  const FunctionCode& code = application.function("Fn");
  REQUIRE(code.found == cumulint::Truth::yes);
  REQUIRE(code.calls.size() == 3);
  REQUIRE(code.calls[0].target.resource);
  CHECK(code.calls[0].target.resource->id == "Orders");
  CHECK_FALSE(code.calls[0].target.from_literal);
  CHECK(code.calls[1].target.possible.candidates[0].text.known() == "users");
  CHECK(code.calls[2].target.from_literal);
}

TEST_CASE("a function that names no code has it beside the template") {
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: src/app.handler}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: none.handler}
)", {{"src/app.py", "def handler(event, context):\n    return 1\n"}}};
  CHECK(application.function("Fn").found == cumulint::Truth::yes);
  CHECK(application.function("Other").found == cumulint::Truth::unknown);
}

TEST_CASE("what a layer imports lies with each function that uses it") {
  const std::string app = "from shared import read\ndef handler(event, context):\n    return read()\n";
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13, Handler: app.handler, Layers: [!Ref Common]}}
Resources:
  Common: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: common}}
  First: {Type: AWS::Serverless::Function, Properties: {CodeUri: first}}
  Second: {Type: AWS::Serverless::Function, Properties: {CodeUri: second}}
  Third: {Type: AWS::Serverless::Function, Properties: {CodeUri: first}}
)", {{"common/python/shared.py",
     "import boto3\nimport settings\ndef read():\n    boto3.client('dynamodb').scan(TableName=settings.TABLE)\n"},
    {"first/app.py", app}, {"first/settings.py", "TABLE = 'one'\n"},
    {"second/app.py", app}, {"second/settings.py", "TABLE = 'two'\n"}}};
  for (const auto& [function, table] : {std::pair{"First", "one"}, std::pair{"Second", "two"}, std::pair{"Third", "one"}}) {
    const FunctionCode& code = application.function(function);
    REQUIRE(code.calls.size() == 1);
    REQUIRE(code.calls[0].target.possible.candidates.size() == 1);
    CHECK(code.calls[0].target.possible.candidates[0].text.known() == table);
    CHECK(code.files.size() == 3);
  }
}

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
  file: src/app.py
)");
}

TEST_CASE("inline code of Fn::Join's lines, with references between them") {
  const Application application{R"yaml(
Resources:
  Orders: {Type: AWS::DynamoDB::Table}
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile:
          Fn::Join:
            - "\n"
            - - import boto3
              - "client = boto3.client('dynamodb')"
              - !Join ["", ["TABLE = '", !Ref Orders, "'"]]
              - "def handler(event, context):"
              - "    return client.scan(TableName=TABLE)"
  Unknown:
    Type: AWS::Lambda::Function
    Properties: {Runtime: python3.13, Handler: index.handler, Code: {ZipFile: !Join ["\n", !Split [",", !ImportValue code]]}}
)yaml", {}};
  const FunctionCode& code = application.function("Fn");
  CHECK(code.known);
  REQUIRE(code.calls.size() == 1);
  REQUIRE(code.calls[0].target.resource != nullptr);
  CHECK(code.calls[0].target.resource->id == "Orders");
  const std::string_view text = application.sources().file(code.calls[0].where.file).text();
  const Span span = code.calls[0].where.span;
  CHECK(text.substr(span.begin, span.end - span.begin) == "client.scan(TableName=TABLE)");
  CHECK(application.function("Unknown").elsewhere);
}

TEST_CASE("a name that the code puts together of what a deployment knows") {
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Reports: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "reports-${AWS::AccountId}"}}
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: src, Environment: {Variables: {ACCOUNT: !Ref AWS::AccountId}}}
)", {{"src/app.py", R"(
import os, boto3
class Settings:
    def __init__(self, names): self.names = names
    def __getitem__(self, name): return self.names[name]
settings = Settings({"bucket": f"reports-{os.environ['ACCOUNT']}", "other": "reports-" + os.environ["OTHER"]})
def handler(event, context):
    boto3.client("s3").delete_object(Bucket=settings["bucket"], Key="x")
    boto3.client("s3").delete_object(Bucket=settings["other"], Key="x")
)"}}};
  const FunctionCode& code = application.function("Fn");
  REQUIRE(code.calls.size() == 2);
  REQUIRE(code.calls[0].target.resource != nullptr);
  CHECK(code.calls[0].target.resource->id == "Reports");
  CHECK(code.calls[1].target.resource == nullptr);
}

TEST_CASE("a queue is found by the URL that SQS tells, settings whatever their case") {
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Orders: {Type: AWS::DynamoDB::Table}
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: src, Environment: {Variables: {app_table: !Ref Orders}}}
)", {{"src/app.py", R"(
import boto3
from pydantic_settings import BaseSettings
class Settings(BaseSettings, env_prefix="unused"):
    model_config = {"env_prefix": "APP_"}
    table: str
def handler(event, context):
    sqs = boto3.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName="jobs")["QueueUrl"], MessageBody="x")
    boto3.client("dynamodb").put_item(TableName=Settings().table, Item={})
)"}}};
  const FunctionCode& code = application.function("Fn");
  REQUIRE(code.calls.size() == 3);
  for (const SdkCall& call : code.calls) {
    REQUIRE(call.target.resource != nullptr);
    CHECK(call.target.resource->id == (call.service == "sqs" ? "Jobs" : "Orders"));
    CHECK(call.target.from_literal == (call.operation == "GetQueueUrl"));
  }
  REQUIRE(code.environment.size() == 1);
  CHECK(code.environment[0].name == "app_table");
}

TEST_CASE("a definition that is not there, and what was meant") {
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/of/every/department/Order.asl.json
)", {{"flows/of/every/department/order.asl.json", "{}"}}};
  REQUIRE(application.facts().missing_paths.size() == 1);
  CHECK(application.facts().missing_paths[0].looked_for == "flows/of/every/department/Order.asl.json");
  CHECK(application.facts().missing_paths[0].near_miss == "flows/of/every/department/order.asl.json");
}

namespace {

constexpr const char* one_function = R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: RUNTIME, Handler: app.handler, CodeUri: src/}
)";

bool is_known(const char* runtime, const std::string& path, const std::string& code) {
  std::string text = one_function;
  text.replace(text.find("RUNTIME"), 7, runtime);
  return Application{text, {{path, code}}}.function("Fn").known;
}

}  // namespace

TEST_CASE("a package's object as handler may call what of ours it likes") {
  CHECK_FALSE(is_known("python3.13", "src/app.py",
                       "from cfn_resource import Resource\nhandler = Resource()\n@handler.create\ndef create(event, context):\n"
                       "    return {}\n"));
  CHECK(is_known("python3.13", "src/app.py",
                 "from mangum import Mangum\nfrom fastapi import FastAPI\napp = FastAPI()\nhandler = Mangum(app)\n"));
  CHECK_FALSE(is_known("nodejs22.x", "src/app.mjs", "export { handler } from 'ready-made';\n"));
}

TEST_CASE("what a package hands to our functions is its own affair, our own methods are not") {
  CHECK(is_known("nodejs22.x", "src/app.mjs",
                 "import { createServer } from 'http';\nconst key = (header, callback) => callback(null, header.kid);\n"
                 "export const handler = async (event) => createServer(key);\n"));
  CHECK_FALSE(is_known("nodejs22.x", "src/app.mjs",
                       "import { wrap } from 'util';\nfunction save() { return this.store(); }\n"
                       "export const handler = async (event) => save();\n"));
}

TEST_CASE("a handler below a folder that a build makes is found in its source") {
  const Application application{R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: api/dist/save.handler, CodeUri: ./}
)", {{"api/src/save.ts", "export const handler = async () => process.env.TABLE;\n"}}};
  CHECK(application.function("Fn").found == cumulint::Truth::yes);
}
