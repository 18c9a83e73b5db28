// APIs: implicit ones, documents of the user's, authorizers.

#include <doctest/doctest.h>

#include "text/memory-file-system.h"
#include "unit/sam/expanded.h"

namespace cumulint::sam {
namespace {

std::string function(const std::string& id, const std::string& events) {
  return "  " + id + ":\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.12\n      Handler: a.b\n"
         "      InlineCode: pass\n      Role: arn:aws:iam::123456789012:role/r\n      Events:\n" + events;
}

TEST_CASE("functions share one implicit API, which stands at the first event") {
  const auto it = expanded_resources(function("A", "        Get: {Type: Api, Properties: {Path: /items, Method: get}}\n") +
                                     function("B", "        Put: {Type: Api, Properties: {Path: /items, Method: put}}\n"));
  CHECK(it->property("ServerlessRestApi", "Body.paths./items.get.x-amazon-apigateway-integration.uri").find("${A.Arn}") != std::string::npos);
  CHECK(it->property("ServerlessRestApi", "Body.paths./items.put.x-amazon-apigateway-integration.uri").find("${B.Arn}") != std::string::npos);
  CHECK(it->has("ServerlessRestApiProdStage"));
  CHECK(it->resource("ServerlessRestApi").event == "Get");
  CHECK(it->place("ServerlessRestApi") == "Get");
  CHECK(it->resource("ServerlessRestApi").generated);
}

TEST_CASE("one method of a path calls one function") {
  const auto it = expanded_resources(function("A", "        Get: {Type: Api, Properties: {Path: /x, Method: get}}\n") +
                                     function("B", "        Also: {Type: Api, Properties: {Path: /x, Method: GET}}\n"));
  CHECK(it->refused);
  REQUIRE(it->problems.size() == 1);
  CHECK(it->problems[0].resource == "B");
}

TEST_CASE("a route without path is the default route of an HTTP API") {
  const auto it = expanded_resources(function("A", "        All: {Type: HttpApi}\n"));
  CHECK(it->property("ServerlessHttpApi", "Body.paths.$default").find("isDefaultRoute") != std::string::npos);
  CHECK(it->property("AAllPermission", "SourceArn").find("/${__Stage__}/*") != std::string::npos);
}

TEST_CASE("path parameters are stars in the ARNs of permissions") {
  const auto it = expanded_resources(function("A", "        Get: {Type: Api, Properties: {Path: '/a/{id}/b/{rest+}', Method: get}}\n"));
  CHECK(it->property("AGetPermissionProd", "SourceArn").find("/GET/a/*/b/*") != std::string::npos);
}

TEST_CASE("a default authorizer guards the operations that say nothing else") {
  const auto it = expanded_resources(R"(  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Auth: {DefaultAuthorizer: Pool, Authorizers: {Pool: {UserPoolArn: !GetAtt P.Arn}}}
)" + function("A", R"(        In: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /in, Method: get}}
        Out: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /out, Method: get, Auth: {Authorizer: NONE}}}
)"));
  CHECK_FALSE(it->refused);
  CHECK(it->property("Api", "Body.paths./in.get.security") == "[{Pool: []}]");
  CHECK(it->property("Api", "Body.paths./out.get.security") == "[{NONE: []}]");
  CHECK(it->property("Api", "Body.securityDefinitions.Pool.x-amazon-apigateway-authorizer.providerARNs") == "[GetAtt(P.Arn)]");
}

TEST_CASE("references to Api.Stage mean the stage") {
  const auto it = expanded_resources(R"(  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, DefinitionUri: 's3://b/k'}}
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${Api.Stage}!'}}
)");
  CHECK(it->property("Topic", "DisplayName") == "Fn::Sub(${Apiv1Stage}!)");
}

TEST_CASE("a local definition is read, with the template's property as cause") {
  MemoryFileSystem files;
  files.write("/app/api.yaml", "openapi: 3.0.1\npaths: {/a: {get: {operationId: one}}}\n");
  SourceMap sources;
  ExpandOptions options;
  options.files = &files;
  options.sources = &sources;
  options.template_path = "/app/template.yaml";
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nResources:\n"
                           "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, DefinitionUri: api.yaml}}\n", options);
  CHECK(it->property("Api", "Body.paths./a.get.operationId") == "one");
  CHECK(it->resource("Api").find("Body.paths")->origin.cause->kind == CauseKind::include);
}

}  // namespace
}  // namespace cumulint::sam
