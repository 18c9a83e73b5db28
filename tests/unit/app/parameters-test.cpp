// Values of parameters: every file format, and which source stands before which.

#include <doctest/doctest.h>

#include "app/parameters.h"
#include "app/samconfig.h"
#include "text/memory-file-system.h"

namespace cumulint {
namespace {

using Values = std::map<std::string, std::string>;

class MemoryOutside final : public Outside {
 public:
  MemoryFileSystem memory;
  const FileSystem& files() const override { return memory; }
  std::string working_folder() const override { return "/app"; }
  std::size_t read_input(char*, std::size_t) override { return 0; }
  void print(std::string_view) override {}
  void complain(std::string_view) override {}
  bool prints_to_terminal() const override { return false; }
  bool complains_to_terminal() const override { return false; }
  std::optional<Error> write_file(const std::string&, std::string_view) override { return std::nullopt; }
  std::string variable(const std::string&) const override { return {}; }
  std::string today() const override { return "2026-11-24"; }
};

Values given(MemoryOutside& outside, const AnalysisOptions& options = {}, const Config& config = {},
             const std::string& path = "/app/template.yaml") {
  const Result<GivenValues> result = given_values(options, config, path, "/app", outside);
  REQUIRE(result);
  return {result->parameters.begin(), result->parameters.end()};
}

TEST_CASE("parameter files have several shapes") {
  for (const char* text :
       {R"([{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "UsePreviousValue": true}])",
        R"(["A=1"])", R"({"Parameters": {"A": "1"}, "Tags": {"x": "y"}})", R"({"A": 1})"}) {
    const Result<Values> values = parse_parameter_file(text, "p.json");
    CAPTURE(std::string(text));
    REQUIRE(values);
    CHECK(*values == Values{{"A", "1"}});
  }
  CHECK(*parse_parameter_file(R"({"Parameters": {"L": ["a", "b"]}})", "p.json") == Values{{"L", "a,b"}});
}

TEST_CASE("a wrong parameter file is named in the error") {
  CHECK_FALSE(parse_parameter_file("{", "p.json"));
  const Result<Values> wrong = parse_parameter_file(R"([{"Key": "A"}])", "p.json");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.find("p.json") != std::string::npos);
}

TEST_CASE("sam's overrides have two forms, quotes and escapes") {
  CHECK(parse_parameter_overrides(R"(A=1 B="two words" C=x\ y D='q')") ==
        Values{{"A", "1"}, {"B", "two words"}, {"C", "x y"}, {"D", "q"}});
  CHECK(parse_parameter_overrides("ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue=\"x, y\"") ==
        Values{{"A", "1"}, {"B", "x, y"}});
  CHECK(parse_parameter_overrides("A= B=2") == Values{{"A", ""}, {"B", "2"}});
}

TEST_CASE("samconfig: deploy before global, one environment") {
  const char* text = R"(version = 0.1
[default.global.parameters]
region = "eu-west-1"
parameter_overrides = "A=global"
[default.deploy.parameters]
parameter_overrides = ["A=deploy", "B=two words"]
[prod.deploy.parameters]
parameter_overrides = "A=\"prod\""
)";
  const Result<SamConfig> standard = parse_samconfig(text, "samconfig.toml", "");
  REQUIRE(standard);
  CHECK(standard->parameters == Values{{"A", "deploy"}, {"B", "two words"}});
  CHECK(standard->region == "eu-west-1");
  CHECK(parse_samconfig(text, "samconfig.toml", "prod")->parameters == Values{{"A", "prod"}});
  CHECK_FALSE(parse_samconfig(text, "samconfig.toml", "test")->has_environment);
  const Result<SamConfig> broken = parse_samconfig("a = ", "samconfig.toml", "");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("samconfig.toml:1") == 0);
}

TEST_CASE("the command line stands before files, those before .cumulint.yaml, that before samconfig.toml") {
  MemoryOutside outside;
  outside.memory.write("/app/samconfig.toml",
                       "[default.deploy.parameters]\nparameter_overrides = \"A=sam B=sam C=sam D=sam\"\n");
  outside.memory.write("/app/p.json", R"({"A": "file", "B": "file"})");
  AnalysisOptions options;
  options.parameters = {"A=line"};
  options.parameter_files = {"p.json"};
  Config config;
  config.folder = "/app";
  config.parameters = {{"A", "config"}, {"B", "config"}, {"C", "config"}};
  CHECK(given(outside, options, config) == Values{{"A", "line"}, {"B", "file"}, {"C", "config"}, {"D", "sam"}});
}

TEST_CASE("samconfig counts for the template that it deploys, not for its neighbours") {
  MemoryOutside outside;
  outside.memory.write("/app/samconfig.toml", "[default.deploy.parameters]\nparameter_overrides = \"A=1\"\n");
  CHECK(given(outside) == Values{{"A", "1"}});
  CHECK(given(outside, {}, {}, "/app/nested.yaml").empty());
  CHECK(given(outside, {}, {}, "/app/sub/template.yaml").empty());
  outside.memory.write(
      "/app/samconfig.toml",
      "[default.deploy.parameters]\nparameter_overrides = \"A=1\"\ntemplate_file = \"sub/stack.yaml\"\n");
  CHECK(given(outside, {}, {}, "/app/sub/stack.yaml") == Values{{"A", "1"}});
  CHECK(given(outside).empty());
}

TEST_CASE("samconfig: the template that is built is the author's, whatever is deployed") {
  MemoryOutside outside;
  outside.memory.write("/app/samconfig.toml",
                       "[default.build.parameters]\ntemplate_file = \"infra/app.tmpl\"\n"
                       "[default.deploy.parameters]\ntemplate = \".aws-sam/build/template.yaml\"\nstack_name = \"shop\"\n");
  CHECK(samconfig_template("/app", "", outside.memory).empty());  // it is not there
  outside.memory.write("/app/infra/app.tmpl", "Resources: {}\n");
  CHECK(samconfig_template("/app", "", outside.memory) == "/app/infra/app.tmpl");
  CHECK(samconfig_template("/app", "prod", outside.memory).empty());
  CHECK(given(outside, {}, {}, "/app/infra/app.tmpl") == Values{{"AWS::StackName", "shop"}});
  CHECK(given(outside).empty());
}

TEST_CASE("a parameter without a value is wrong usage") {
  MemoryOutside outside;
  AnalysisOptions options;
  options.parameters = {"A"};
  CHECK_FALSE(given_values(options, {}, "/app/template.yaml", "/app", outside));
  options.parameters = {};
  options.parameter_files = {"missing.json"};
  CHECK_FALSE(given_values(options, {}, "/app/template.yaml", "/app", outside));
}

}  // namespace
}  // namespace cumulint
