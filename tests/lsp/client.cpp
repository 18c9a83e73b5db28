// The scripted client.

#include "lsp/client.h"

#include <doctest/doctest.h>

#include "lsp/json-rpc.h"
#include "text/line-index.h"

namespace cumulint::test {

using lsp::Json;

std::string uri(const std::string& path) { return "file:///project/" + path; }

Json range(unsigned line, unsigned character, unsigned end_line, unsigned end_character) {
  return Json::object({{"start", Json::object({{"line", line}, {"character", character}})},
                       {"end", Json::object({{"line", end_line}, {"character", end_character}})}});
}

Json Client::start(const std::string& capabilities) {
  Json answer =
      request("initialize", Json::object({{"processId", {}}, {"capabilities", *lsp::parse_json(capabilities)}}));
  notify("initialized", Json::object());
  return answer;
}

void Client::open(const std::string& path, const std::string& text) {
  notify("textDocument/didOpen",
         Json::object(
             {{"textDocument",
               Json::object({{"uri", uri(path)}, {"languageId", "yaml"}, {"version", version_++}, {"text", text}})}}));
}

void Client::change(const std::string& path, Json where, const std::string& text) {
  Json change = Json::object({{"text", text}});
  if (where.is_object()) change.set("range", std::move(where));
  notify("textDocument/didChange",
         Json::object({{"textDocument", Json::object({{"uri", uri(path)}, {"version", version_++}})},
                       {"contentChanges", Json::array({std::move(change)})}}));
}

void Client::close(const std::string& path) {
  notify("textDocument/didClose", Json::object({{"textDocument", Json::object({{"uri", uri(path)}})}}));
}

Json Client::request(const std::string& method, Json params) {
  const int id = next_id_++;
  server_.receive(lsp::framed(
      lsp::to_text(Json::object({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}}))));
  for (const Json& message : received_) {
    if (message["id"].integer() == id) return message;
  }
  FAIL("no answer to " << method);
  return {};
}

void Client::notify(const std::string& method, Json params) {
  server_.receive(lsp::framed(lsp::to_text(lsp::notification(method, std::move(params)))));
}

void Client::send(std::string_view bytes) {
  stream_.feed(bytes);
  while (const std::optional<std::string> content = stream_.next()) {
    const std::optional<Json> message = lsp::parse_json(*content);
    REQUIRE(message);
    received_.push_back(*message);
    if ((*message)["method"] == Json("textDocument/publishDiagnostics")) {
      published_[(*message)["params"]["uri"].text()] = (*message)["params"]["diagnostics"];
    }
  }
}

Json Client::diagnostics(const std::string& path) const {
  const auto found = published_.find(uri(path));
  return found == published_.end() ? Json() : found->second;
}

std::string Client::codes(const std::string& path) const {
  std::string out;
  const Json published = diagnostics(path);
  for (const Json& diagnostic : published.items()) out += (out.empty() ? "" : " ") + diagnostic["code"].text();
  return out;
}

std::string apply_edit(const Json& action, const std::string& path, std::string text) {
  const std::vector<Json>& edits = action["edit"]["changes"][uri(path)].items();
  for (std::size_t i = edits.size(); i-- > 0;) {
    const LineIndex lines(text);
    const auto offset = [&](const Json& position) {
      return lines.offset({position["line"].position(), position["character"].position()}, ColumnUnit::utf16);
    };
    const std::uint32_t begin = offset(edits[i]["range"]["start"]), end = offset(edits[i]["range"]["end"]);
    text.replace(begin, end - begin, edits[i]["newText"].text());
  }
  return text;
}

}  // namespace cumulint::test
