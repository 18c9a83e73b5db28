// GraphQL APIs: what is made of them, and how strictly SAM reads them.

#include <doctest/doctest.h>

#include "unit/sam/expanded.h"

namespace cumulint::sam {
namespace {

std::unique_ptr<Expanded> graphql(const std::string& properties, const std::string& attributes = {}) {
  return expanded_resources("  G: {Type: AWS::Serverless::GraphQLApi, " + attributes + "Properties: {SchemaInline: s, " + properties + "}}\n" +
                            "  T: {Type: AWS::SNS::Topic}\n");
}
bool refuses(const std::string& properties) { return graphql(properties)->refused; }

TEST_CASE("settings that SAM does not know are refused in every part of a GraphQL API") {
  const std::string auth = "Auth: {Type: AWS_IAM}, ";
  CHECK_FALSE(refuses("Auth: {Type: AWS_IAM}"));
  CHECK(refuses("Auth: {Type: AWS_IAM, Other: x}"));
  CHECK(refuses("Auth: {Type: AWS_LAMBDA, LambdaAuthorizer: {}}"));
  CHECK(refuses(auth + "Cache: {ApiCachingBehavior: a, Ttl: 1, Type: b, Other: x}"));
  CHECK(refuses(auth + "DomainName: {CertificateArn: a, DomainName: b, Other: x}"));
  CHECK(refuses(auth + "ApiKeys: {K: {Other: x}}"));
  CHECK(refuses(auth + "Logging: all"));
  CHECK(refuses(auth + "DataSources: {DynamoDb: {D: {TableName: t, Other: x}}}"));
  CHECK(refuses(auth + "DataSources: {DynamoDb: {D: {TableName: t, DeltaSync: {BaseTableTTL: 1}}}}"));
}

TEST_CASE("a function has a data source, code and a runtime, or an Id alone") {
  const auto function = [](const std::string& settings) { return refuses("Auth: {Type: AWS_IAM}, Functions: {F: {" + settings + "}}"); };
  CHECK_FALSE(function("DataSource: NONE, InlineCode: x, Runtime: {Name: a, Version: b}"));
  CHECK(function("DataSource: NONE, InlineCode: x"));
  CHECK(function("DataSource: NONE, InlineCode: x, Runtime: {Name: a}"));
  CHECK(function("DataSource: NONE, Runtime: {Name: a, Version: b}"));
  CHECK(function("InlineCode: x, Runtime: {Name: a, Version: b}"));
  CHECK_FALSE(function("Id: x"));
  CHECK(function("Id: x, Name: y"));
}

TEST_CASE("a resolver needs a pipeline, and gets code and a runtime of SAM's own if it has none") {
  const std::string start = "Auth: {Type: AWS_IAM}, Functions: {F: {Id: f}}, Resolvers: {Query: {a: {";
  const auto it = graphql(start + "Pipeline: [F], Runtime: {Name: mine, Version: 9}}}}");
  CHECK_FALSE(it->refused);
  CHECK(it->property("GQuerya", "Runtime") == "{Name: APPSYNC_JS, RuntimeVersion: 1.0.0}");
  CHECK(graphql(start + "Pipeline: [F], InlineCode: x, Runtime: {Name: mine, Version: 9}}}}")->property("GQuerya", "Runtime.Name") == "mine");
  CHECK(refuses(start + "InlineCode: x, Runtime: {Name: a, Version: b}}}}"));
  CHECK(refuses(start + "Pipeline: [F], InlineCode: x}}}"));
}

TEST_CASE("all parts depend on what the API depends on, a resolver on the schema") {
  const auto it = graphql("Auth: {Type: AWS_IAM}, Functions: {F: {Id: f}}, Resolvers: {Query: {a: {Pipeline: [F]}}}", "DependsOn: T, ");
  const auto depends = [&](std::string_view id) { return it->resource(id).depends_on[0].value->literal(); };
  CHECK(depends("G") == "T");
  CHECK(depends("GSchema") == "T");
  CHECK(depends("GCloudWatchRole") == "T");
  CHECK(depends("GQuerya") == "GSchema");
}

TEST_CASE("logging without a level logs everything") {
  CHECK(graphql("Auth: {Type: AWS_IAM}, Logging: {ExcludeVerboseContent: true}")->property("G", "LogConfig.FieldLogLevel") == "ALL");
}

}  // namespace
}  // namespace cumulint::sam
