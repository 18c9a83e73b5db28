// The server through the eyes of a client.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/strings.h"
#include "lsp/client.h"
#include "lsp/json-rpc.h"

using namespace cumulint;
using lsp::Json;
using test::Client;

namespace {

constexpr const char* config = "select: [sqs-visibility-timeout]\n";
const std::string one = "sqs-visibility-timeout", none;

/// Where "60" stands in test::slow_template.
const Json value_range = test::range(7, 25, 7, 27);

Json actions_at(Client& client, const std::string& path, const Json& range) {
  return client.request("textDocument/codeAction",
                        Json::object({{"textDocument", Json::object({{"uri", test::uri(path)}})},
                                      {"range", range},
                                      {"context", Json::object({{"diagnostics", Json::array()}})}}))["result"];
}

}  // namespace

TEST_CASE("a client that announces nothing is served: UTF-16, the ends as words") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  const Json answer = client.start();
  CHECK(answer["result"]["capabilities"]["textDocumentSync"]["change"].integer() == 2);
  CHECK(answer["result"]["capabilities"]["positionEncoding"].is_null());
  client.open("template.yaml", test::slow_template);
  REQUIRE(client.codes("template.yaml") == one);
  const Json diagnostic = client.diagnostics("template.yaml").items()[0];
  CHECK(diagnostic["range"] == value_range);
  CHECK(diagnostic["severity"].integer() == 1);
  CHECK(diagnostic["source"].text() == "cumulint");
  CHECK(contains(diagnostic["codeDescription"]["href"].text(), "sqs-visibility-timeout.md"));
  CHECK(contains(diagnostic["message"].text(), "\ntemplate.yaml:"));
  CHECK(diagnostic["relatedInformation"].is_null());
}

TEST_CASE("related places are places where the client knows them") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start("{\"textDocument\": {\"publishDiagnostics\": {\"relatedInformation\": true}}}");
  client.open("template.yaml", test::slow_template);
  const Json diagnostic = client.diagnostics("template.yaml").items().at(0);
  CHECK(diagnostic["relatedInformation"].items().at(0)["location"]["uri"].text() == test::uri("template.yaml"));
  CHECK(!contains(diagnostic["message"].text(), "template.yaml:"));
}

TEST_CASE("changes come as ranges and as whole texts; findings follow") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start();
  client.open("template.yaml", test::slow_template);
  client.change("template.yaml", value_range, "900");
  CHECK(client.codes("template.yaml") == none);
  client.change("template.yaml", test::range(7, 25, 7, 28), "61");
  CHECK(client.codes("template.yaml") == one);
  client.change("template.yaml", {}, "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n");
  CHECK(client.codes("template.yaml") == none);
  client.close("template.yaml");
  CHECK(client.diagnostics("template.yaml").items().empty());
}

TEST_CASE("columns count in UTF-16 unless UTF-8 was agreed on") {
  std::string text = test::slow_template;
  text.replace(text.find("VisibilityTimeout: 60"), 21, "VisibilityTimeout: 60");
  text.replace(text.find("    Properties:\n      VisibilityTimeout: 60\n"), 43,
               "    Properties: {QueueName: é𝒳, VisibilityTimeout: 60,\n");
  text.replace(text.find("      RedrivePolicy"), 6, "     ");
  text.replace(text.find("maxReceiveCount: 5}\n"), 20, "maxReceiveCount: 5}}\n");
  for (const bool utf8 : {false, true}) {
    Client client;
    client.outside.file(".cumulint.yaml", config);
    const Json answer = client.start(utf8 ? "{\"general\": {\"positionEncodings\": [\"utf-8\", \"utf-16\"]}}"
                                          : "{\"general\": {\"positionEncodings\": [\"utf-16\"]}}");
    CHECK(answer["result"]["capabilities"]["positionEncoding"].text() == (utf8 ? "utf-8" : "utf-16"));
    client.open("template.yaml", text);
    REQUIRE(client.codes("template.yaml") == one);
    const Json start = client.diagnostics("template.yaml").items()[0]["range"]["start"];
    CHECK(start["line"].integer() == 6);
    CHECK(start["character"].integer() == (utf8 ? 55 : 52));
    client.change("template.yaml", test::range(6, utf8 ? 55 : 52, 6, utf8 ? 57 : 54), "900");
    CHECK(client.codes("template.yaml") == none);
  }
}

TEST_CASE("a quick fix repairs, and a comment suppresses; both are found by line alone") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start();
  client.open("template.yaml", test::slow_template);
  // Some clients send columns in other units than they announce.
  const Json actions = actions_at(client, "template.yaml", test::range(7, 0, 7, 0));
  REQUIRE(actions.items().size() == 2);
  CHECK(actions.items()[0]["isPreferred"].is_true());
  CHECK(actions.items()[0]["kind"].text() == "quickfix");
  const std::string fixed = test::apply_edit(actions.items()[0], "template.yaml", test::slow_template);
  CHECK(contains(fixed, "VisibilityTimeout: 720\n"));
  CHECK(actions.items()[1]["title"].text() == "Ignore sqs-visibility-timeout here");
  const std::string ignored = test::apply_edit(actions.items()[1], "template.yaml", test::slow_template);
  CHECK(contains(ignored, "VisibilityTimeout: 60  # cumulint: ignore[sqs-visibility-timeout]\n"));
  client.change("template.yaml", {}, ignored);
  CHECK(client.codes("template.yaml") == none);
  CHECK(actions_at(client, "template.yaml", test::range(0, 0, 0, 0)).items().empty());
}

TEST_CASE("edits carry versions where the client wants documentChanges") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start("{\"workspace\": {\"workspaceEdit\": {\"documentChanges\": true}}}");
  client.open("template.yaml", test::slow_template);
  const Json actions = actions_at(client, "template.yaml", value_range);
  const Json change = actions.items().at(0)["edit"]["documentChanges"].items().at(0);
  CHECK(change["textDocument"]["version"].integer() == 1);
  CHECK(change["edits"].items().at(0)["newText"].text() == "720");
}

TEST_CASE("while a text is broken, what was found before stays; then it is judged anew") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start();
  client.open("template.yaml", test::slow_template);
  client.change("template.yaml", {}, "Resour");
  CHECK(client.codes("template.yaml") == one);
  client.change("template.yaml", {}, test::slow_template);
  CHECK(client.codes("template.yaml") == one);
}

TEST_CASE("files that are no templates get no findings") {
  Client client;
  client.start();
  client.open("compose.yaml", "services: {}\n");
  CHECK(client.diagnostics("compose.yaml").items().empty());
}

TEST_CASE("the life of a server: before initialize, unknown methods, shutdown, exit") {
  Client client;
  CHECK(client.request("textDocument/codeAction", Json::object())["error"]["code"].integer() == -32002);
  client.start();
  CHECK(client.request("textDocument/hover", Json::object())["error"]["code"].integer() == -32601);
  client.notify("$/cancelRequest", Json::object({{"id", 1}}));
  CHECK(client.request("shutdown", {})["result"].is_null());
  CHECK(client.request("textDocument/codeAction", Json::object())["error"]["code"].integer() == -32600);
  CHECK(!client.exit_status());
  client.notify("exit", {});
  CHECK(client.exit_status() == 0);
}

TEST_CASE("exit without shutdown is status 1") {
  Client client;
  client.start();
  client.notify("exit", {});
  CHECK(client.exit_status() == 1);
}

TEST_CASE("messages in pieces, in one piece, with junk between, and broken ones") {
  Client client;
  client.start();
  client.take();
  const std::string message = lsp::framed("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"nothing\"}");
  for (const char byte : message) client.send_bytes({&byte, 1});
  CHECK(client.take().size() == 1);
  client.send_bytes(message + message);
  CHECK(client.take().size() == 2);
  client.send_bytes("what is this\r\n\r\n" + message);
  CHECK(client.take().size() == 1);
  client.send_bytes(lsp::framed("{\"id\": 1"));
  const std::vector<Json> answers = client.take();
  REQUIRE(answers.size() == 1);
  CHECK(answers[0]["error"]["code"].integer() == -32700);
  client.send_bytes(lsp::framed(std::string(100'000, '[')));
  CHECK(client.take().size() == 1);
  client.send_bytes("content-length: 2\r\nContent-Type: x\r\n\r\n{}");
  CHECK(client.take().size() == 1);
}

TEST_CASE("an unsaved configuration counts, and a wrong one is told") {
  Client client;
  client.start();
  client.outside.file(".cumulint.yaml", "selec: [x]\n");
  client.open("template.yaml", test::slow_template);
  const std::vector<Json> messages = client.take();
  const auto is_warning = [](const Json& message) { return message["method"] == Json("window/showMessage"); };
  const auto found = std::find_if(messages.begin(), messages.end(), is_warning);
  REQUIRE(found != messages.end());
  CHECK(contains((*found)["params"]["message"].text(), "did you mean select?"));
  client.open(".cumulint.yaml", config);
  CHECK(client.codes("template.yaml") == one);
}

TEST_CASE("URIs with spaces and letters beyond ASCII are the editor's own") {
  Client client;
  client.outside.file(".git/HEAD", "");
  client.outside.file(".cumulint.yaml", config);
  client.start();
  client.open("my%20st%C3%A4ck/template.yaml", test::slow_template);
  CHECK(client.codes("my%20st%C3%A4ck/template.yaml") == one);
}

TEST_CASE("a template that became something else has no findings any more") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.start();
  client.open("template.yaml", test::slow_template);
  client.change("template.yaml", {}, "services: {web: {image: nginx}}\n");
  CHECK(client.codes("template.yaml") == none);
}

TEST_CASE("an unsaved source counts, and its findings follow it") {
  Client client;
  client.outside.file(".cumulint.yaml", "select: [env-var-undefined]\n");
  client.outside.file(".git/HEAD", "");
  client.outside.file("src/app.py", "def handler(event, context):\n    return None\n");
  client.outside.file(
      "template.yaml",
      "Transform: AWS::Serverless-2016-10-31\nResources:\n  Worker:\n    Type: AWS::Serverless::Function\n"
      "    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src/}\n");
  client.start();
  client.open("src/app.py", "import os\ndef handler(event, context):\n    return os.environ['TABLE']\n");
  CHECK(client.codes("src/app.py") == "env-var-undefined");
  client.change("src/app.py", {}, "def handler(event, context):\n    return None\n");
  CHECK(client.codes("src/app.py") == none);
}

TEST_CASE("excluded files are excluded in editors too") {
  Client client;
  client.outside.file(".cumulint.yaml", "exclude: [generated/]\n");
  client.outside.file(".git/HEAD", "");
  client.start();
  client.open("generated/template.yaml", test::slow_template);
  CHECK(client.codes("generated/template.yaml") == none);
}

TEST_CASE("files are watched where the client can, and a change on disk counts") {
  Client client;
  client.outside.file(".cumulint.yaml", config);
  client.outside.file(".git/HEAD", "");
  client.outside.file("other.yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n");
  client.start("{\"workspace\": {\"didChangeWatchedFiles\": {\"dynamicRegistration\": true}}}");
  const std::vector<Json> sent = client.take();
  CHECK(sent.back()["method"].text() == "client/registerCapability");
  client.send_bytes(lsp::framed("{\"jsonrpc\":\"2.0\",\"id\":\"watched-files\",\"result\":null}"));
  CHECK(client.take().empty());
  client.open("template.yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n");
  client.outside.file("other.yaml", test::slow_template);
  client.notify(
      "workspace/didChangeWatchedFiles",
      Json::object({{"changes", Json::array({Json::object({{"uri", test::uri("other.yaml")}, {"type", 2}})})}}));
  CHECK(client.codes("other.yaml") == one);
}
