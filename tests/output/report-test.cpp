// Reports for other tools: JSON, SARIF, JUnit, Markdown.

#include <doctest/doctest.h>

#include <algorithm>

#include "lsp/json-rpc.h"
#include "output/baseline.h"
#include "output/github.h"
#include "output/json.h"
#include "output/junit.h"
#include "output/rule-page.h"
#include "output/sample.h"
#include "output/sarif-writer.h"
#include "output/sarif.h"
#include "output/shown.h"
#include "output/summary.h"
#include "output/text.h"

using namespace cumulint;
using lsp::Json;

namespace {

using Writer = void (*)(const Results&, std::string&);

std::string written(Writer write, const Results& results) {
  std::string out;
  write(results, out);
  return out;
}

Json parsed(const std::string& text) {
  const std::optional<Json> json = lsp::parse_json(text);
  REQUIRE(json);
  return *json;
}

Json sarif_run(const Results& results) { return parsed(written(write_sarif, results))["runs"].items().at(0); }

}  // namespace

TEST_CASE("no output holds a secret, nor a hidden finding") {
  const test::Sample sample;
  std::string text;
  write_text(sample.results, {}, text);
  for (const Writer write : {write_json, write_sarif, write_github, write_junit, write_summary})
    text += written(write, sample.results);
  CHECK(text.find(test::sample_secret) == std::string::npos);
  CHECK(text.find("w0rd-Tr4") == std::string::npos);
  CHECK(text.find("for production only") == std::string::npos);
  CHECK(text.find("nobody sees this") == std::string::npos);
}

TEST_CASE("JSON has both ends, edits, and suppressed findings apart") {
  const test::Sample sample;
  const Json report = parsed(written(write_json, sample.results));
  CHECK(report["version"].integer() == 1);
  CHECK(report["summary"]["errors"].integer() == 2);
  CHECK(report["summary"]["hiddenProduction"].integer() == 1);
  REQUIRE(report["findings"].items().size() == 3);
  const Json& slow = report["findings"].items()[1];
  CHECK(slow["file"].text() == "stack/my template.yaml");
  CHECK(slow["line"].integer() == 4);
  CHECK(slow["column"].integer() == 50);
  CHECK(slow["related"].items().at(0)["file"].text() == "src/app.py");
  CHECK(slow["related"].items().at(0)["endLine"].integer() == 4);
  CHECK(slow["fixes"].items().at(0)["edits"].items().at(0)["replacement"].text() == "720");
  CHECK(slow["chain"].is_true());
  REQUIRE(report["suppressed"].items().size() == 1);
  CHECK(report["suppressed"].items()[0]["suppression"]["reason"].text() == "we know");
}

TEST_CASE("SARIF: relative encoded URIs, UTF-16 columns, code flows, fixes, suppressions") {
  const test::Sample sample;
  const Json run = sarif_run(sample.results);
  CHECK(run["columnKind"].text() == "utf16CodeUnits");
  CHECK(run["invocations"].items().at(0)["executionSuccessful"].is_true());
  REQUIRE(run["results"].items().size() == 4);
  const Json& slow = run["results"].items()[1];
  const Json& place = slow["locations"].items().at(0)["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"].text() == "stack/my%20template.yaml");
  CHECK(place["artifactLocation"]["uriBaseId"].text() == "%SRCROOT%");
  // 𝒳 counts two.
  CHECK(place["region"]["startColumn"].integer() == 51);
  CHECK(place["region"]["endColumn"].integer() == 53);
  CHECK(slow["codeFlows"].items().at(0)["threadFlows"].items().at(0)["locations"].items().size() == 2);
  CHECK(slow["relatedLocations"].items().at(0)["id"].integer() == 1);
  CHECK(slow["message"]["text"].text().find("[it is sent here, 100%](1)") != std::string::npos);
  CHECK(slow["partialFingerprints"]["cumulint/v1"].text().size() == 16);
  const Json& change = slow["fixes"].items().at(0)["artifactChanges"].items().at(0);
  CHECK(change["replacements"].items().at(0)["insertedContent"]["text"].text() == "720");
  CHECK(run["results"].items()[3]["suppressions"].items().at(0)["justification"].text() == "we know");
  CHECK(run["results"].items()[2]["message"]["text"].text().find("\\[here\\]") != std::string::npos);
}

TEST_CASE("SARIF describes each rule once, with help and severity") {
  const test::Sample sample;
  const Json run = sarif_run(sample.results);
  for (const Json& result : run["results"].items()) {
    if (result["ruleIndex"].is_null()) continue;  // the sample's rule is not registered
    const Json& rule =
        run["tool"]["driver"]["rules"].items().at(static_cast<std::size_t>(*result["ruleIndex"].integer()));
    CHECK(rule["id"].text() == result["ruleId"].text());
    CHECK(!rule["help"]["text"].text().empty());
    CHECK(rule["help"]["markdown"].text().find("# expect") == std::string::npos);
    CHECK(!rule["shortDescription"]["text"].text().empty());
    CHECK(rule["name"].text().find('-') == std::string::npos);
  }
}

TEST_CASE("SARIF names what could not be read") {
  test::Sample sample;
  sample.results.notices.push_back({"/project/gone.yaml", "The file gone.yaml can't be read."});
  const Json run = sarif_run(sample.results);
  const Json& invocation = run["invocations"].items().at(0);
  CHECK(invocation["executionSuccessful"].boolean() == false);
  CHECK(invocation["toolExecutionNotifications"].items().at(0)["message"]["text"].text() ==
        "The file gone.yaml can't be read.");
}

TEST_CASE("fingerprints outlive moved lines and tell equal findings apart") {
  test::Sample sample;
  const std::vector<std::string> before = fingerprints(sample.results);
  for (Diagnostic& finding : sample.diagnostics) finding.labels.front().where.span = {0, 1};
  CHECK(fingerprints(sample.results) == before);
  CHECK(before[2] != before[3]);  // same rule, file and logical path
}

TEST_CASE("JUnit and Markdown escape") {
  const test::Sample sample;
  const std::string junit = written(write_junit, sample.results), summary = written(write_summary, sample.results);
  CHECK(junit.find("the file ends [here] &lt;b&gt;, &quot;now&quot; &amp; then") != std::string::npos);
  CHECK(junit.find("tests=\"3\" failures=\"3\"") != std::string::npos);
  CHECK(summary.find("the file ends \\[here\\] \\<b\\>") != std::string::npos);
  CHECK(summary.find("2 errors, 1 note in 1 template") != std::string::npos);
}

TEST_CASE("a baseline takes what it holds out of the report, and nothing else") {
  test::Sample sample;
  const std::string baseline = make_baseline(sample.results);
  std::vector<Diagnostic> later = sample.diagnostics;
  Diagnostic added = later[0];
  added.identity.logical_path = "elsewhere";
  later.push_back(added);
  Results results = sample.results;
  results.diagnostics = later;
  const Result<std::size_t> applied = apply_baseline(baseline, results, later);
  REQUIRE(applied);
  CHECK(*applied == 3);
  CHECK(later[0].suppressed.kind == SuppressionKind::baseline);
  CHECK(later.back().suppressed.kind == SuppressionKind::none);
  CHECK(!apply_baseline("{]", results, later));
}

TEST_CASE("paths are relative to a folder, also above it") {
  CHECK(path_from("/a/b", "/a/b/c.yaml") == "c.yaml");
  CHECK(path_from("/a/b/d", "/a/b/c.yaml") == "../c.yaml");
  CHECK(path_from("/a/b", "/x/y.yaml") == "/x/y.yaml");
  CHECK(path_from(".", "c.yaml") == "c.yaml");
}

TEST_CASE("what a terminal could obey is not printed") {
  CHECK(printable("a\x1b[31mb") == "a\xEF\xBF\xBD[31mb");
  CHECK(printable("ok\xFF") == "ok\xEF\xBF\xBD");
  CHECK(printable("日本") == "日本");
  CHECK(printable("\xC2\x9B") == "\xEF\xBF\xBD");  // the one-byte CSI
}

TEST_CASE("the SARIF writer's URIs keep slashes and encode the rest") {
  CHECK(sarif::encode_uri("a b/ü#%.yaml") == "a%20b/%C3%BC%23%25.yaml");
}

TEST_CASE("a rule's page gives a summary, the reasons and a page without tests") {
  const RulePage page = parse_rule_page(
      "# some-rule\n\nOne *thing*. And more.\n\n## Why\n\nBecause [AWS](https://x) says\nso.\n\n## Fails\n\n"
      "```yaml fail\nA: b # expect: some-rule\n```\n\n## More cases\n\n```yaml pass\nC: d\n```\n");
  CHECK(page.summary == "One thing.");
  CHECK(page.why == "Because AWS says so.");
  CHECK(page.markdown.find("```yaml\nA: b\n```") != std::string::npos);
  CHECK(page.markdown.find("More cases") == std::string::npos);
  CHECK(pascal_case("api-no-auth") == "ApiNoAuth");
}
