// The server's life: initialize, requests, shutdown, exit.
#include "lsp/server.h"

#include <algorithm>

#include "lsp/actions.h"
#include "lsp/uri.h"

namespace cumulint::lsp {

void Server::receive(std::string_view bytes) {
  stream_.feed(bytes);
  while (!exit_status_) {
    const std::optional<std::string> content = stream_.next();
    if (!content) break;
    handle(*content);
  }
  if (!exit_status_) analyse_changes();
}

void Server::handle(const std::string& content) {
  const std::optional<Json> message = parse_json(content);
  if (!message) return send(error_response({}, ErrorCode::parse_error, "The message is no JSON."));
  const Json &id = (*message)["id"], &method = (*message)["method"];
  if (!method.is_text()) {
    const bool is_response = message->has("result") || message->has("error");
    if (!is_response) send(error_response(id, ErrorCode::invalid_request, "The message has no method."));
    return;
  }
  if (id.is_null()) return handle_notification(method.text(), (*message)["params"]);
  handle_request(method.text(), id, (*message)["params"]);
}

void Server::handle_request(const std::string& method, const Json& id, const Json& params) {
  if (method == "initialize") return send(response(id, initialize(params)));
  if (!initialized_) return send(error_response(id, ErrorCode::not_initialized, "initialize comes first."));
  if (shut_down_) return send(error_response(id, ErrorCode::invalid_request, "The server is shutting down."));
  if (method == "shutdown") {
    shut_down_ = true;
    return send(response(id, {}));
  }
  if (method == "textDocument/codeAction") {
    analyse_changes();  // what came before the request counts
    return send(response(id, code_action(params)));
  }
  send(error_response(id, ErrorCode::method_not_found, "There is no method " + method + "."));
}

void Server::handle_notification(const std::string& method, const Json& params) {
  if (method == "exit") {
    exit_status_ = shut_down_ ? 0 : 1;
  } else if (!initialized_ || shut_down_) {
    return;  // the protocol says: dropped
  } else if (method == "initialized") {
    watch_files();
  } else if (method == "textDocument/didOpen") {
    open(params);
  } else if (method == "textDocument/didChange") {
    change(params);
  } else if (method == "textDocument/didClose") {
    close(params);
  } else if (method == "workspace/didChangeWatchedFiles") {
    watched_files_changed(params);
  }
}

Json Server::initialize(const Json& params) {
  initialized_ = true;
  const Json& capabilities = params["capabilities"];
  const std::vector<Json>& encodings = capabilities["general"]["positionEncodings"].items();
  const bool utf8 = std::find(encodings.begin(), encodings.end(), Json("utf-8")) != encodings.end();
  abilities_.unit = utf8 ? ColumnUnit::bytes : ColumnUnit::utf16;
  abilities_.related_information = capabilities["textDocument"]["publishDiagnostics"]["relatedInformation"].is_true();
  watches_files_ = capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"].is_true();
  abilities_.document_changes = capabilities["workspace"]["workspaceEdit"]["documentChanges"].is_true();

  Json sync = Json::object({{"openClose", true}, {"change", 2}, {"save", Json::object({{"includeText", false}})}});
  Json answer = Json::object({{"textDocumentSync", std::move(sync)},
                              {"codeActionProvider", Json::object({{"codeActionKinds", Json::array({"quickfix"})}})}});
  if (!encodings.empty()) answer.set("positionEncoding", utf8 ? "utf-8" : "utf-16");
  return Json::object({{"capabilities", std::move(answer)},
                       {"serverInfo", Json::object({{"name", "cumulint"}, {"version", version_}})}});
}

/// Templates and sources change outside the editor too: a branch is switched, a generator runs.
void Server::watch_files() {
  if (!watches_files_) return;
  const Json glob = Json::object({{"globPattern", "**/*.{yaml,yml,json,template,py,js,mjs,cjs,ts,mts,cts,tsx}"}});
  const Json options = Json::object({{"watchers", Json::array({glob})}});
  const Json registration = Json::object(
      {{"id", "watched-files"}, {"method", "workspace/didChangeWatchedFiles"}, {"registerOptions", options}});
  send(Json::object({{"jsonrpc", "2.0"},
                     {"id", "watched-files"},
                     {"method", "client/registerCapability"},
                     {"params", Json::object({{"registrations", Json::array({registration})}})}}));
}

Json Server::code_action(const Json& params) {
  const std::optional<std::string> path = path_of_uri(params["textDocument"]["uri"].text());
  const auto project = path ? project_of_.find(*path) : project_of_.end();
  if (project == project_of_.end()) return Json::array();
  const std::shared_ptr<const Checked> checked = projects_[project->second].checked;
  if (checked == nullptr) return Json::array();
  const std::vector<Json>& only = params["context"]["only"].items();
  if (!only.empty() && std::find(only.begin(), only.end(), Json("quickfix")) == only.end()) return Json::array();
  return code_actions(*checked, abilities_, documents_, *path, params["range"]);
}

void Server::show(int type, std::string_view method, const std::string& message) {
  send(notification(method, Json::object({{"type", type}, {"message", message}})));
}

}  // namespace cumulint::lsp
