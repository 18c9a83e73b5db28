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

/// Files beside /app/template.yaml, and what was looked for.
struct Beside {
  MemoryFileSystem files;
  SourceMap sources;
  std::vector<FileUse> used;

  Beside() {
    files.write("/app/api.yaml", "openapi: 3.0.1\npaths: {/a: {get: {operationId: one}}}\n");
    files.write("/other/api.yaml", "paths: {}\n");
  }
  std::unique_ptr<Expanded> expand(const std::string& text) {
    ExpandOptions options;
    options.files = &files;
    options.sources = &sources;
    options.template_path = "/app/template.yaml";
    options.root = "/app";
    options.used = &used;
    return expanded(text, options);
  }
  std::unique_ptr<Expanded> expand_api(const std::string& property) {
    return expand("Transform: AWS::Serverless-2016-10-31\nResources:\n"
                  "  Api: {Type: AWS::Serverless::Api, Properties: {StageName: v1, " + property + "}}\n");
  }
};

std::string include(const std::string& path) {
  return "Fn::Transform: {Name: AWS::Include, Parameters: {Location: " + path + "}}";
}

TEST_CASE("a local definition is read, with the template's property as cause") {
  Beside beside;
  const auto it = beside.expand_api("DefinitionUri: api.yaml");
  CHECK(it->property("Api", "Body.paths./a.get.operationId") == "one");
  CHECK(it->resource("Api").find("Body.paths")->origin.cause->kind == CauseKind::include);
  REQUIRE(beside.used.size() == 1);
  CHECK(beside.used[0].path == "/app/api.yaml");
  CHECK(beside.used[0].found);
}

TEST_CASE("AWS::Include of a local file is the file, and SAM sees it") {
  Beside beside;
  const auto it = beside.expand_api("DefinitionBody: {" + include("api.yaml") + "}");
  CHECK(it->property("Api", "Body.paths./a.get.operationId") == "one");
  CHECK(it->resource("Api").find("Body.paths")->origin.cause->kind == CauseKind::include);
}

TEST_CASE("AWS::Include stands for resources, mappings and pairs of properties, beside others") {
  Beside beside;
  beside.files.write("/app/parts/handlers.yaml",
                     "Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !FindInMap [Names, First, Key]}}\n"
                     "Worker: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: a.b, CodeUri: s3://b/k}}\n");
  beside.files.write("/app/names.json", "{\"First\": {\"Key\": \"one\"}}");
  beside.files.write("/app/settings.yaml", "Timeout: 9\nMemorySize: 512\n");
  const auto it = beside.expand("Transform: AWS::Serverless-2016-10-31\nMappings:\n  Names: {" + include("names.json") + "}\n"
                                "Resources:\n  Own: {Type: AWS::SQS::Queue}\n  " + include("parts/handlers.yaml") + "\n"
                                "  Front:\n    Type: AWS::Serverless::Function\n"
                                "    Properties: {Runtime: python3.13, Handler: a.b, CodeUri: s3://b/k, " + include("settings.yaml") + "}\n");
  CHECK_FALSE(it->refused);
  CHECK(it->has("Own"));
  CHECK(it->has("Topic"));
  CHECK(it->has("WorkerRole"));
  CHECK(it->property("Front", "Timeout") == "9");
  const Origin& timeout = it->resource("Front").find("Timeout")->origin;
  CHECK(beside.sources.text(timeout.value_place()) == "9");
  CHECK(timeout.cause->kind == CauseKind::include);
  CHECK(beside.sources.file(it->resource("Topic").origin.file).path == "parts/handlers.yaml");
  CHECK(it->made->find_mapping("Names")->definition->find("First") != nullptr);
}

TEST_CASE("the Transform section may include sections that the template lacks") {
  Beside beside;
  beside.files.write("/app/resources.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}\n");
  const std::string transform = "Transform: {Name: AWS::Include, Parameters: {Location: resources.yaml}}\n";
  CHECK(beside.expand(transform + "Outputs: {O: {Value: !Ref T}}\n")->has("T"));
  CHECK_FALSE(beside.expand(transform + "Resources: {Q: {Type: AWS::SQS::Queue}}\n")->has("T"));
}

TEST_CASE("AWS::Include of what is not here or broken, and other macros, stay open") {
  Beside beside;
  beside.files.write("/app/broken.yaml", "paths: [\n");
  for (const std::string macro : {"{Name: AWS::Include, Parameters: {Location: s3://b/api.yaml}}", "{Name: Mine}",
                                  "{Name: AWS::Include, Parameters: {Location: gone.yaml}}",
                                  "{Name: AWS::Include, Parameters: {Location: ../other/api.yaml}}",
                                  "{Name: AWS::Include, Parameters: {Location: broken.yaml}}"}) {
    const auto it = beside.expand_api("DefinitionBody: {Fn::Transform: " + macro + "}");
    CHECK_FALSE(it->refused);
    CHECK(it->resource("Api").find("Body")->value->expression->kind == ExpressionKind::transform);
  }
}

TEST_CASE("nothing is read from outside the root") {
  Beside beside;
  const auto it = beside.expand_api("DefinitionUri: ../other/api.yaml");
  CHECK_FALSE(it->refused);
  CHECK(it->resource("Api").find("Body")->value->is(ValueKind::expression));
}

TEST_CASE("an implicit API has the tags that its functions' own text propagates") {
  const auto tags = [](const std::string& globals, const std::string& own) {
    const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {" + globals + "}}\nResources:\n"
                             "  A: {Type: AWS::Serverless::Function, Properties: {Runtime: r, Handler: h, InlineCode: x, " + own +
                             ", Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}}}\n");
    return it->property("ServerlessRestApi", "Tags");
  };
  CHECK(tags("PropagateTags: true, Tags: {g: h}", "Timeout: 3") == "[{Key: g, Value: h}]");
  CHECK(tags("PropagateTags: true, Tags: {g: h}", "Tags: {a: b}") == "[{Key: a, Value: b}]");
  CHECK(tags("PropagateTags: true", "PropagateTags: false, Tags: {a: b}") == "[{Key: a, Value: b}]");
  CHECK(tags("Tags: {g: h}", "Tags: {a: b}") == "-");
}

TEST_CASE("route settings of a conditional function are conditional") {
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [a, b]}\nResources:\n" +
                           function("A", "        Get: {Type: HttpApi, Properties: {Path: /, Method: get, RouteSettings: {ThrottlingBurstLimit: 3}}}\n") +
                           "    Condition: C\n");
  CHECK(it->property("ServerlessHttpApiApiGatewayDefaultStage", "RouteSettings") == "{GET /: Fn::If([C, {ThrottlingBurstLimit: 3}, Ref(AWS::NoValue)])}");
}

TEST_CASE("of two APIs that share a domain the last one says under which condition it exists") {
  const std::string domain = "Properties: {StageName: p, Domain: {DomainName: a.example, CertificateArn: c}}}\n";
  const auto it = expanded("Transform: AWS::Serverless-2016-10-31\nConditions: {C: !Equals [a, b]}\nResources:\n"
                           "  A: {Type: AWS::Serverless::Api, Condition: C, " + domain + "  B: {Type: AWS::Serverless::Api, " + domain);
  for (const Resource& resource : it->made->resources)
    if (resource.type == "AWS::ApiGateway::DomainName") CHECK(resource.condition.empty());
  CHECK(it->resource("ABasePathMapping").condition == "C");
}

TEST_CASE("events are merged into a definition that has paths, and the last one of a method counts") {
  const auto merged = [](const std::string& paths) {
    return expanded_resources("  Api: {Type: AWS::Serverless::Api, Properties: {StageName: p, MergeDefinitions: true, DefinitionBody: {openapi: 3.0.1, paths: " +
                              paths + "}}}\n" + function("A", "        E: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}\n") +
                              function("B", "        E: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}\n"));
  };
  const auto it = merged("{/b: {get: {}}}");
  CHECK_FALSE(it->refused);
  CHECK(it->property("Api", "Body.paths./a.get.x-amazon-apigateway-integration.uri").find("${B.Arn}") != std::string::npos);
  CHECK(merged("{}")->property("Api", "Body.paths") == "{}");
}

}  // namespace
}  // namespace cumulint::sam
