// What AWS's translator refuses, and what it lets pass: each case was asked of it.

#include <doctest/doctest.h>

#include "text/memory-file-system.h"
#include "unit/sam/expanded.h"

namespace cumulint::sam {
namespace {

const std::string transform = "Transform: AWS::Serverless-2016-10-31\n";
const std::string code = "Runtime: python3.12, Handler: a.b, InlineCode: pass";

std::string fn(const std::string& properties) {
  return "  Fn: {Type: AWS::Serverless::Function, Properties: {" + properties + "}}\n";
}

bool refuses(const std::string& resources) { return expanded_resources(resources)->refused; }

bool refuses_when_deployed(const std::string& properties) {
  MemoryFileSystem files;
  files.write("/app/src/main.py", "");
  ExpandOptions options;
  options.is_deployed = true;
  options.files = &files;
  options.template_path = "/app/template.yaml";
  return expanded(transform + "Resources:\n" + fn(properties), options)->refused;
}

TEST_CASE("a function in a zip file needs Runtime and Handler") {
  CHECK_FALSE(refuses(fn(code)));
  CHECK(refuses(fn("Handler: a.b, InlineCode: pass")));
  CHECK(refuses(fn("Runtime: '', Handler: a.b, InlineCode: pass")));
  CHECK_FALSE(refuses(fn("Runtime: !Ref R, Handler: a.b, InlineCode: pass")));
  CHECK_FALSE(refuses(fn("PackageType: Image, ImageUri: x")));
}

TEST_CASE("PackageType says which settings fit") {
  CHECK(refuses(fn(code + ", PackageType: Tar")));
  CHECK(refuses(fn(code + ", PackageType: !Ref P")));
  CHECK(refuses(fn(code + ", ImageConfig: {Command: [x]}")));
  CHECK_FALSE(refuses(fn(code + ", ImageUri: x")));
  CHECK(refuses(fn("PackageType: Image, ImageUri: x, Handler: a.b")));
  CHECK_FALSE(refuses(fn("PackageType: Image, ImageUri: x, Handler: '', Layers: []")));
}

TEST_CASE("code may be missing before packaging, not in what is deployed") {
  CHECK_FALSE(refuses(fn("Runtime: python3.12, Handler: a.b")));
  CHECK_FALSE(refuses(fn("PackageType: Image")));
  CHECK(refuses_when_deployed("Runtime: python3.12, Handler: a.b"));
  CHECK(refuses_when_deployed("PackageType: Image"));
  CHECK_FALSE(refuses_when_deployed(code));
  CHECK_FALSE(refuses_when_deployed("Runtime: python3.12, Handler: a.b, CodeUri: src/"));
  CHECK(refuses_when_deployed("Runtime: python3.12, Handler: a.b, CodeUri: nowhere/"));
  CHECK_FALSE(refuses_when_deployed("Runtime: java21, Handler: a.b, CodeUri: target/app.jar"));
}

TEST_CASE("a resource is no place for code") {
  CHECK(refuses(fn("Runtime: python3.12, Handler: a.b, CodeUri: !Ref Fn")));
  const auto it = expanded(transform + "Parameters: {Where: {Type: String}}\nResources:\n" + fn("Runtime: python3.12, Handler: a.b, CodeUri: !Ref Where"));
  CHECK_FALSE(it->refused);
}

TEST_CASE("IgnoreGlobals is looked at only where Globals has a section for the type") {
  const std::string ignoring = "Resources:\n  Fn: {Type: AWS::Serverless::Function, IgnoreGlobals: [Handler], Properties: {" + code + "}}\n";
  CHECK_FALSE(expanded(transform + ignoring)->refused);
  CHECK_FALSE(expanded(transform + "Globals: {Api: {Name: x}}\n" + ignoring)->refused);
  CHECK(expanded(transform + "Globals: {Function: {Timeout: 3}}\n" + ignoring)->refused);
  CHECK_FALSE(expanded(transform + "Globals: {Function: {Handler: x}}\n" + ignoring)->refused);
}

TEST_CASE("an empty Globals section says nothing, an empty Resources section is refused") {
  CHECK_FALSE(expanded(transform + "Globals: {}\nResources:\n" + fn(code))->refused);
  CHECK(expanded(transform + "Globals: []\nResources:\n" + fn(code))->refused);
  CHECK(expanded(transform + "Resources: {}\n")->refused);
  CHECK(expanded("Resources: {}\n")->refused);
}

TEST_CASE("DeploymentPreference asks for nothing when it is empty or switched off") {
  CHECK_FALSE(refuses(fn(code + ", DeploymentPreference: {}")));
  CHECK_FALSE(refuses(fn(code + ", DeploymentPreference: {Enabled: ''}")));
  CHECK(refuses(fn(code + ", DeploymentPreference: {Type: AllAtOnce}")));
  CHECK(refuses(fn(code + ", AutoPublishAlias: live, DeploymentPreference: {Enabled: true}")));
}

TEST_CASE("Alarms is a list, in both branches of an Fn::If") {
  const std::string start = code + ", AutoPublishAlias: live, DeploymentPreference: {Type: AllAtOnce, Alarms: ";
  CHECK_FALSE(refuses(fn(start + "!If [C, [a], [b]]}")));
  CHECK(refuses(fn(start + "!If [C, [a], !Ref AWS::NoValue]}")));
  CHECK(refuses(fn(start + "!Ref List}")));
}

TEST_CASE("a rule that starts a state machine takes a role by ARN only") {
  const auto machine = [](const std::string& event) {
    return "  M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: s3://b/k, Events: {E: {" + event + "}}}}\n";
  };
  CHECK_FALSE(refuses(machine("Type: Schedule, Properties: {Schedule: rate(1 day), RoleArn: arn:aws:iam::1:role/r}")));
  CHECK(refuses(machine("Type: Schedule, Properties: {Schedule: rate(1 day), RoleArn: !GetAtt R.Arn}")));
  CHECK_FALSE(refuses(machine("Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), RoleArn: !GetAtt R.Arn}")));
}

std::string api(const std::string& properties) {
  return "  A: {Type: AWS::Serverless::Api, Properties: {StageName: p, " + properties + "}}\n";
}

TEST_CASE("empty settings of an API ask for nothing, even where they could not be written") {
  CHECK_FALSE(refuses(api("DefinitionUri: s3://b/k, Cors: '', Auth: {}, EndpointConfiguration: {}")));
  CHECK(refuses(api("DefinitionUri: s3://b/k, Cors: x")));
}

TEST_CASE("authorizers have to be a map, their scopes a list") {
  CHECK(refuses(api("Auth: {Authorizers: !Ref X}")));
  CHECK(refuses(api("Auth: {Authorizers: {P: {UserPoolArn: x, AuthorizationScopes: s}}}")));
  CHECK_FALSE(refuses(api("Auth: {Authorizers: {P: {UserPoolArn: x, AuthorizationScopes: [s]}}}")));
  CHECK_FALSE(refuses(api("Auth: {DefaultAuthorizer: P}")));
}

TEST_CASE("models need a type, gateway responses can't be functions") {
  CHECK(refuses(api("Models: {User: {properties: {}}}")));
  CHECK_FALSE(refuses(api("Models: {User: {type: object}}")));
  CHECK(refuses(api("GatewayResponses: {UNAUTHORIZED: !Ref X}")));
}

TEST_CASE("validators of a request model are true or false") {
  const auto validates = [](const std::string& setting) {
    return api("Models: {User: {type: object}}") +
           fn(code + ", Events: {E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref A, RequestModel: {Model: User, " + setting + "}}}}");
  };
  CHECK_FALSE(refuses(validates("ValidateBody: true")));
  CHECK(refuses(validates("ValidateBody: 'true'")));
  CHECK(refuses(validates("ValidateParameters: !Ref X")));
}

TEST_CASE("Globals give no DefinitionUri to an API that SAM has filled in already") {
  const std::string globals = transform + "Globals: {Api: {DefinitionUri: s3://b/k}}\nResources:\n";
  CHECK(expanded(globals + "  A: {Type: AWS::Serverless::Api, Properties: {StageName: p}}\n")->refused);
  CHECK_FALSE(expanded(globals + "  A: {Type: AWS::Serverless::Api, Properties: {StageName: p, DefinitionUri: s3://b/l}}\n")->refused);
}

TEST_CASE("an HTTP API with a definition of its own has its name there") {
  const auto http = [](const std::string& properties) { return "  H: {Type: AWS::Serverless::HttpApi, Properties: {" + properties + "}}\n"; };
  CHECK_FALSE(refuses(http("Name: n, Description: d")));
  CHECK(refuses(http("Name: n, DefinitionBody: {openapi: 3.0.1, paths: {}}")));
  CHECK_FALSE(refuses(http("Description: d, DefinitionBody: {openapi: 3.0.1, info: {title: t}, paths: {}}")));
  CHECK(refuses(http("Description: d, DefinitionBody: {openapi: 3.0.1, info: {description: t}, paths: {}}")));
  CHECK(refuses(http("Description: d, DefinitionBody: {a: b}")));
  CHECK_FALSE(refuses(http("Name: n, DefinitionBody: {openapi: 3.0.1, info: {title: !Ref AWS::StackName}, paths: {}}")));
  CHECK(refuses(http("Name: n, DefinitionUri: s3://b/k")));
}

TEST_CASE("a choice of documents is no document to write into, a macro may become one") {
  const std::string body = "Cors: x, DefinitionBody: ";
  CHECK(refuses(api(body + "!If [C, {swagger: '2.0', paths: {}}, {swagger: '2.0', paths: {}}]")));
  CHECK_FALSE(refuses(api(body + "{Fn::Transform: {Name: Mine}}")));
  CHECK(refuses(api("BinaryMediaTypes: [x], DefinitionBody: {a: b}")));
}

TEST_CASE("an application's location and a connector's permissions are written out") {
  CHECK(refuses("  A: {Type: AWS::Serverless::Application, Properties: {Location: !Ref X}}\n"));
  const std::string topic = "  T: {Type: AWS::SNS::Topic}\n  Q: {Type: AWS::SQS::Queue}\n  C: {Type: AWS::Serverless::Connector, Properties: {";
  CHECK_FALSE(refuses(topic + "Source: {Id: T}, Destination: {Id: Q}, Permissions: [Write]}}\n"));
  CHECK(refuses(topic + "Source: {Id: T}, Destination: {Id: Q}, Permissions: !Ref X}}\n"));
  CHECK(refuses(topic + "Source: {Id: T, Arn: x}, Destination: {Id: Q}, Permissions: [Write]}}\n"));
}

std::string on_api(const std::string& type, const std::string& settings) {
  return fn(code + ", Events: {E: {Type: " + type + ", Properties: {Path: /, Method: get, " + settings + "}}}");
}

TEST_CASE("an event can do without API keys only where its API asks for them") {
  CHECK(refuses(on_api("Api", "Auth: {ApiKeyRequired: false}")));
  CHECK(refuses(on_api("Api", "RestApiId: !Ref A, Auth: {ApiKeyRequired: false}") + api("Auth: {ApiKeyRequired: false}")));
  CHECK_FALSE(refuses(on_api("Api", "RestApiId: !Ref A, Auth: {ApiKeyRequired: false}") + api("Auth: {ApiKeyRequired: true}")));
}

TEST_CASE("versions are texts") {
  CHECK_FALSE(refuses(on_api("HttpApi", "PayloadFormatVersion: '2.0'")));
  CHECK(refuses(on_api("HttpApi", "PayloadFormatVersion: 2.0")));
  CHECK_FALSE(refuses(api("OpenApiVersion: '2.0'")));
  CHECK(refuses(api("OpenApiVersion: 2.0")));
}

TEST_CASE("events of an HTTP API need an OpenAPI 3 document with paths to write into") {
  const auto written = [](const std::string& body) {
    return refuses(on_api("HttpApi", "ApiId: !Ref H") + "  H: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: " + body + "}}\n");
  };
  CHECK_FALSE(written("{openapi: 3.0.1, paths: {}}"));
  CHECK(written("{openapi: 3.0.1}"));
  CHECK(written("{swagger: '2.0', paths: {}}"));
  CHECK(written("!If [C, {openapi: 3.0.1, paths: {}}, {openapi: 3.0.1, paths: {}}]"));
  CHECK_FALSE(written("{Fn::Transform: {Name: Mine}}"));
}

TEST_CASE("a JWT authorizer says where the token is") {
  const auto authorizer = [](const std::string& settings) {
    return refuses("  H: {Type: AWS::Serverless::HttpApi, Properties: {Auth: {Authorizers: {J: {" + settings + "}}}}}\n");
  };
  CHECK_FALSE(authorizer("JwtConfiguration: {issuer: i, audience: [a]}, IdentitySource: $request.header.Authorization"));
  CHECK(authorizer("JwtConfiguration: {issuer: i, audience: [a]}"));
  CHECK(authorizer("FunctionArn: f, AuthorizerPayloadFormatVersion: 2.0, Identity: {Headers: [!Ref X]}"));
  CHECK_FALSE(authorizer("FunctionArn: f, AuthorizerPayloadFormatVersion: 2.0, Identity: {Headers: [x]}"));
  CHECK(authorizer("FunctionArn: f, AuthorizerPayloadFormatVersion: 2.0, IdentitySource: x"));
  CHECK(authorizer("JwtConfiguration: {issuer: i, audience: [a]}, IdentitySource: x, Identity: {Headers: [x]}"));
}

TEST_CASE("an event's Properties may be missing, not null") {
  CHECK_FALSE(refuses(fn(code + ", Events: {E: {Type: HttpApi}}")));
  CHECK(refuses(fn(code + ", Events: {E: {Type: HttpApi, Properties: }}")));
}

TEST_CASE("parts of gateway responses are maps") {
  CHECK(refuses(api("GatewayResponses: {UNAUTHORIZED: {ResponseParameters: x}}")));
  CHECK(refuses(api("GatewayResponses: {UNAUTHORIZED: {ResponseParameters: {Headers: x}}}")));
  CHECK_FALSE(refuses(api("GatewayResponses: {UNAUTHORIZED: {ResponseParameters: {Headers: {A: x}}}}")));
}

TEST_CASE("a table's key is a text or a parameter") {
  const auto table = [](const std::string& name) { return "  T: {Type: AWS::Serverless::SimpleTable, Properties: {PrimaryKey: {Name: " + name + ", Type: String}}}\n"; };
  CHECK_FALSE(refuses(table("id")));
  CHECK(refuses(table("[id]")));
  CHECK(refuses(table("!If [C, a, b]")));
}

TEST_CASE("a schema registry is read strictly, filters too") {
  const auto source = [](const std::string& settings) {
    return refuses(fn(code + ", Events: {E: {Type: MSK, Properties: {Stream: s, StartingPosition: LATEST, Topics: [t], " + settings + "}}}"));
  };
  const std::string start = "SchemaRegistryConfig: {SchemaRegistryURI: u, SchemaValidationConfigs: [{Attribute: KEY}], ";
  CHECK_FALSE(source(start + "EventRecordFormat: JSON}"));
  CHECK(source(start + "EventRecordFormat: AVRO}"));
  CHECK(source(start + "EventRecordFormat: JSON, AccessConfigs: [{Type: BASIC_AUTH}]}"));
  CHECK_FALSE(source("FilterCriteria: {Filters: []}"));
  CHECK(source("FilterCriteria: {Filter: []}"));
}

TEST_CASE("logical ids of SAM's resources are letters and digits") {
  CHECK(refuses("  my-fn: {Type: AWS::Serverless::Function, Properties: {" + code + "}}\n"));
  CHECK_FALSE(refuses(fn(code) + "  my-topic: {Type: AWS::SNS::Topic}\n"));
}

TEST_CASE("what triggers a function is listed in texts") {
  const auto s3 = [](const std::string& events) {
    return refuses(fn(code + ", Events: {E: {Type: S3, Properties: {Bucket: !Ref B, Events: " + events + "}}}") + "  B: {Type: AWS::S3::Bucket}\n");
  };
  CHECK_FALSE(s3("['s3:ObjectCreated:*']"));
  CHECK(s3("[!Ref X]"));
}

TEST_CASE("policies are checked even where the function brings its own role") {
  CHECK_FALSE(refuses(fn(code + ", Role: r, Policies: [AWSLambdaExecute]")));
  CHECK(refuses(fn(code + ", Role: r, Policies: [{PolicyName: x}]")));
}

TEST_CASE("tags of an HTTP API have to be written into its document") {
  CHECK(refuses("  H: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionUri: s3://b/k, Tags: {a: b}}}\n"));
}

TEST_CASE("an alias is a text or a parameter") {
  CHECK_FALSE(refuses(fn(code + ", AutoPublishAlias: live")));
  CHECK(refuses(fn(code + ", AutoPublishAlias: !Sub live")));
  CHECK_FALSE(expanded(transform + "Parameters: {Name: {Type: String, Default: live}}\nResources:\n" + fn(code + ", AutoPublishAlias: !Ref Name"))->refused);
}

TEST_CASE("connectors of plain resources are SAM's too") {
  const auto connects = [](const std::string& permission) {
    return expanded("Resources:\n  T: {Type: AWS::SNS::Topic, Connectors: {C: {Properties: {Destination: {Id: Q}, Permissions: [" + permission +
                    "]}}}}\n  Q: {Type: AWS::SQS::Queue}\n");
  };
  CHECK(connects("Read")->refused);
  CHECK(connects("Write")->has("TCQueuePolicy"));
}

TEST_CASE("methods of a definition are looked at only where Auth is written into them") {
  CHECK_FALSE(refuses(api("DefinitionBody: {swagger: '2.0', paths: {/a: {get: }}}")));
  CHECK(refuses(api("Auth: {ApiKeyRequired: true}, DefinitionBody: {swagger: '2.0', paths: {/a: {get: }}}")));
}

TEST_CASE("a definition whose paths are null takes nothing") {
  const std::string body = ", DefinitionBody: {openapi: 3.0.1, paths: }";
  CHECK_FALSE(refuses(api("Name: n" + body)));
  for (const std::string setting : {"Cors: x", "Auth: {DefaultAuthorizer: AWS_IAM}", "BinaryMediaTypes: [x]", "DisableExecuteApiEndpoint: true"})
    CHECK_MESSAGE(refuses(api(setting + body)), setting);
}

TEST_CASE("an HTTP API's paths are looked at where a default authorizer is written into them") {
  const auto http = [](const std::string& auth) {
    return refuses("  H: {Type: AWS::Serverless::HttpApi, Properties: {" + auth + "DefinitionBody: {openapi: 3.0.1, paths: {/a: {get: x}}}}}\n");
  };
  CHECK_FALSE(http(""));
  CHECK(http("Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}, "));
}

TEST_CASE("Globals are checked in a template without SAM's resources too") {
  CHECK(expanded("Globals: {Function: {Foo: x}}\nResources:\n  T: {Type: AWS::SNS::Topic}\n")->refused);
}

TEST_CASE("a condition for a shared usage plan needs a place in the template") {
  const std::string conditional = "Resources:\n  A: {Type: AWS::Serverless::Api, Condition: C, Properties: {StageName: p, Auth: {UsagePlan: {CreateUsagePlan: SHARED}}}}\n";
  CHECK(expanded(conditional)->refused);
  CHECK_FALSE(expanded("Conditions: {C: !Equals [a, b]}\n" + conditional)->refused);
}

TEST_CASE("one route calls one function, where SAM writes the document") {
  const auto twice = [](const std::string& body) {
    const std::string event = ", Events: {E: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref H}}}}}\n";
    return refuses("  F: {Type: AWS::Serverless::Function, Properties: {" + code + event + "  G: {Type: AWS::Serverless::Function, Properties: {" + code + event +
                   "  H: {Type: AWS::Serverless::HttpApi" + body + "}\n");
  };
  CHECK(twice(""));
  CHECK_FALSE(twice(", Properties: {DefinitionBody: {openapi: 3.0.1, paths: {}}}"));
}

}  // namespace
}  // namespace cumulint::sam
