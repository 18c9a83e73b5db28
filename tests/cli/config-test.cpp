// .cumulint.yaml, and the commands that print.

#include <doctest/doctest.h>

#include "app/config.h"
#include "base/strings.h"
#include "lsp/json-rpc.h"
#include "support/memory-outside.h"
#include "support/paths.h"

using namespace cumulint;
using test::MemoryOutside;

TEST_CASE("the nearest configuration above the arguments counts, up to the project's root") {
  MemoryOutside outside;
  outside.file(".git/HEAD", "");
  outside.file("a/template.yaml", test::slow_template);
  outside.file("b/template.yaml", test::slow_template);
  outside.file(".cumulint.yaml", "select: [sqs-no-dlq]\n");
  outside.file("a/.cumulint.yaml", "select: [sqs-visibility-timeout]\n");
  CHECK(outside.run({"check", "a"}) == 1);
  CHECK(outside.run({"check", "b/template.yaml"}) == 0);
  CHECK(outside.run({"check", "b", "--select", "sqs-visibility-timeout"}) == 1);
  CHECK(outside.run({"check", "b", "--config", "a/.cumulint.yaml"}) == 1);
}

TEST_CASE("samconfig.toml names the template, whatever its name is; what a build made is looked at only when named") {
  MemoryOutside outside;
  outside.file("samconfig.toml", "[default.build.parameters]\ntemplate = \"infra/app.tmpl\"\n"
                                 "[default.deploy.parameters]\ntemplate_file = \".aws-sam/build/template.yaml\"\n");
  outside.file(".aws-sam/build/template.yaml", test::slow_template);
  CHECK(outside.run({"check", "--select", "sqs-visibility-timeout"}) == 0);
  CHECK(outside.run({"check", "--select", "sqs-visibility-timeout", ".aws-sam/build"}) == 1);
  outside.file("infra/app.tmpl", test::slow_template);
  CHECK(outside.run({"check", "--select", "sqs-visibility-timeout"}) == 1);
}

TEST_CASE("the configuration's settings are those of the command line") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  outside.file("generated/template.yaml", test::slow_template);
  outside.file(".cumulint.yaml",
               "select: sqs-visibility-timeout\nfail-on: never\nexclude:\n  - generated/\nprofile: production\n");
  CHECK(outside.run({"check"}) == 0);
  CHECK(contains(outside.output, "1 error in 1 template"));
  // Excluded is excluded, also where a hook names the file.
  CHECK(outside.run({"check", "generated/template.yaml"}) == 0);
  CHECK(outside.output == "");
  CHECK(outside.run({"check", "--fail-on", "error"}) == 1);
}

TEST_CASE("unknown keys and values are errors with a place and a hint") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  outside.file(".cumulint.yaml", "strict: false\nfail_on: error\n");
  CHECK(outside.run({"check"}) == 2);
  CHECK(outside.errors ==
        "cumulint: The configuration can't be used: /project/.cumulint.yaml:2:1: there is no setting fail_on; did you "
        "mean "
        "fail-on?\n");
  outside.file(".cumulint.yaml", "profile: prod\n");
  CHECK(outside.run({"check"}) == 2);
  CHECK(contains(outside.errors, "1:10: there is no prod for profile"));
  outside.file(".cumulint.yaml", "ignore: [sqs-no-dql]\n");
  CHECK(outside.run({"check"}) == 2);
  CHECK(contains(outside.errors, "did you mean sqs-no-dlq?"));
  outside.file(".cumulint.yaml", "ignore: [\n");
  CHECK(outside.run({"check"}) == 2);
  outside.file(".cumulint.yaml", "- a\n");
  CHECK(outside.run({"check"}) == 2);
}

TEST_CASE("init writes a configuration that changes nothing, once") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  outside.run({"check"});
  const std::string before = outside.output;
  CHECK(outside.run({"init"}) == 0);
  outside.run({"check"});
  CHECK(outside.output == before);
  CHECK(outside.run({"init"}) == 2);
}

TEST_CASE("every setting that init explains is known") {
  MemoryOutside outside;
  outside.run({"init"});
  std::string text = outside.text(".cumulint.yaml"), uncommented;
  for (const std::string_view line : split(text, '\n')) {
    if (starts_with(line, "# ") && contains(line, ":") && !contains(line, "Settings of"))
      uncommented += std::string(line.substr(2)) + "\n";
    else if (starts_with(line, "#  "))
      uncommented += std::string(line.substr(2)) + "\n";
  }
  outside.file(".cumulint.yaml", uncommented);
  outside.run({"check"});
  CHECK(!contains(outside.errors, "there is no setting"));
  CHECK(!contains(outside.errors, "can't be used: /project/.cumulint.yaml"));
}

TEST_CASE("explain prints the page, rules lists all, help has examples") {
  MemoryOutside outside;
  CHECK(outside.run({"explain", "sqs-visibility-timeout"}) == 0);
  CHECK(starts_with(outside.output, "# sqs-visibility-timeout\n"));
  CHECK(contains(outside.output, "Level: error"));
  CHECK(!contains(outside.output, "# expect"));
  CHECK(outside.run({"explain", "sqs-visibility-timout"}) == 2);
  CHECK(outside.run({"rules"}) == 0);
  CHECK(contains(outside.output, "sqs-no-dlq "));
  CHECK(outside.run({"rules", "--format", "json"}) == 0);
  CHECK(contains(outside.output, "\"id\": \"sqs-no-dlq\""));
  CHECK(outside.run({"--help"}) == 0);
  CHECK(contains(outside.output, "Examples:"));
  CHECK(outside.run({}) == 0);
  CHECK(outside.run({"check", "--help"}) == 0);
  CHECK(contains(outside.output, "--stdin-filename"));
  CHECK(outside.run({"--version"}) == 0);
  CHECK(starts_with(outside.output, "cumulint "));
}

TEST_CASE("completions know the commands") {
  MemoryOutside outside;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    CHECK(outside.run({"completions", shell}) == 0);
    CHECK(contains(outside.output, "expand"));
  }
  CHECK(outside.run({"completions", "bsh"}) == 2);
}

TEST_CASE("the schema for editors knows the settings that the program knows") {
  const Result<std::string> schema =
      real_file_system().read(test::source_dir() + "/schemas/cumulint-config.schema.json", 100'000);
  REQUIRE(schema);
  const std::optional<lsp::Json> json = lsp::parse_json(*schema);
  REQUIRE(json);
  std::string names;
  for (const auto& [name, property] : (*json)["properties"].members()) {
    names += name + " ";
    const Result<Config> config = parse_config(name + ":\n", ".cumulint.yaml");
    if (!config) CHECK(!contains(config.error().message, "there is no setting"));
  }
  // A key that is like none of them is answered by the list of all.
  const Result<Config> unknown = parse_config("zzzzzzzzzzzzzzzz: 1\n", ".cumulint.yaml");
  REQUIRE(!unknown);
  const std::string& message = unknown.error().message;
  std::string listed = message.substr(message.find("known are ") + 10);
  for (const std::string_view word : split(listed, ' ')) {
    std::string name(word);
    while (ends_with(name, ",") || ends_with(name, ".")) name.pop_back();
    if (name != "and") CHECK(contains(names, name + " "));
  }
}
