// Documents come, change and go; findings follow.
#include <algorithm>

#include "lsp/server.h"
#include "lsp/uri.h"

namespace cumulint::lsp {
namespace {

constexpr int warning_message = 2;

}  // namespace

void Server::open(const Json& params) {
  const Document* document = documents_.open(params["textDocument"]);
  if (document == nullptr) return;
  pipeline_.set_text(document->path, document->text);
  changed_.insert(document->path);
}

void Server::change(const Json& params) {
  const Document* document = documents_.change(params, abilities_.unit);
  if (document == nullptr) return;
  pipeline_.set_text(document->path, document->text);
  changed_.insert(document->path);
}

void Server::close(const Json& params) {
  const std::string path = documents_.close(params["textDocument"]);
  if (path.empty()) return;
  pipeline_.drop_text(path);
  changed_.insert(path);
}

void Server::watched_files_changed(const Json& params) {
  for (const Json& change : params["changes"].items()) {
    const std::optional<std::string> path = path_of_uri(change["uri"].text());
    // An open document's text is the editor's, whatever the file says.
    if (path && documents_.find_path(*path) == nullptr) changed_.insert(*path);
  }
}

void Server::analyse_changes() {
  std::set<std::string> dirty;
  for (const std::string& path : changed_) {
    const std::string project = pipeline_.update(path);
    const auto before = project_of_.find(path);
    if (before != project_of_.end() && before->second != project) dirty.insert(before->second);
    if (documents_.find_path(path) != nullptr) {
      projects_[project].files.insert(path);
      project_of_[path] = project;
    } else {
      projects_[project].files.erase(path);
      project_of_.erase(path);
    }
    dirty.insert(project);
  }
  changed_.clear();
  for (const std::string& project : dirty) {
    // A project without an open document is nobody's concern.
    projects_[project].checked = projects_[project].files.empty() ? nullptr : pipeline_.check(project);
    publish(project);
  }
  for (const std::string& message : pipeline_.take_messages()) show(warning_message, "window/showMessage", message);
}

std::map<std::string, Json> Server::diagnostics_by_file(const Checked& checked) {
  std::map<std::string, Json> by_file;
  Converter converter(checked, abilities_);
  for (std::size_t i = 0; i < checked.diagnostics.size(); ++i) {
    const std::string& path = converter.path(checked.diagnostics[i].labels.front().where.file);
    by_file.try_emplace(path, Json::array()).first->second.push(converter.diagnostic(checked.diagnostics[i], i));
  }
  return by_file;
}

void Server::publish(const std::string& project) {
  std::map<std::string, Json>& before = published_[project];
  std::map<std::string, Json> now;
  const std::shared_ptr<const Checked>& checked = projects_[project].checked;
  if (checked != nullptr) now = diagnostics_by_file(*checked);
  // While a text is broken, what was found in it before is still worth seeing, after what broke it.
  for (const std::string& path : checked != nullptr ? checked->broken : std::vector<std::string>()) {
    const auto old = before.find(path);
    if (old == before.end()) continue;
    Json& list = now.try_emplace(path, Json::array()).first->second;
    for (const Json& diagnostic : old->second.items()) {
      const std::vector<Json>& have = list.items();
      if (diagnostic["code"] != Json("template-syntax") &&
          std::find(have.begin(), have.end(), diagnostic) == have.end()) {
        list.push(diagnostic);
      }
    }
  }
  for (const auto& [path, diagnostics] : before) {
    if (now.count(path) == 0) publish_file(path, Json::array());
  }
  for (const auto& [path, diagnostics] : now) {
    const auto old = before.find(path);
    const bool opened = documents_.find_path(path) != nullptr;
    // Of an open document each version is answered, so that its editor knows what the findings are about.
    if (opened || old == before.end() || !(old->second == diagnostics)) publish_file(path, diagnostics);
  }
  for (const std::string& path : projects_[project].files) {
    if (now.count(path) == 0 && before.count(path) == 0) publish_file(path, Json::array());
  }
  before = std::move(now);
}

void Server::publish_file(const std::string& path, Json diagnostics) {
  const Document* document = documents_.find_path(path);
  Json params = Json::object({{"uri", document != nullptr ? document->uri : uri_of_path(path)}});
  if (document != nullptr) params.set("version", document->version);
  params.set("diagnostics", std::move(diagnostics));
  send(notification("textDocument/publishDiagnostics", std::move(params)));
}

}  // namespace cumulint::lsp
