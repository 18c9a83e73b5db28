// Answers textDocument/codeAction from the findings themselves, never from what the client sends back of them.
#include "lsp/actions.h"

#include <map>

#include "lsp/uri.h"

namespace cumulint::lsp {
namespace {

class ActionMaker {
 public:
  ActionMaker(const Checked& checked, const ClientAbilities& abilities, const Documents& documents)
      : checked_(checked), abilities_(abilities), documents_(documents), converter_(checked, abilities) {}

  void add(const Diagnostic& finding, std::size_t number, Json& actions) {
    const Json diagnostic = converter_.diagnostic(finding, number);
    bool preferred = true;
    for (const Fix& fix : finding.fixes) {
      actions.push(action(fix.title, fix.edits, diagnostic, preferred && fix.safety == FixSafety::safe));
      preferred = false;
    }
    const FileId file = finding.labels.front().where.file;
    if (const std::optional<Edit> edit =
            suppression_edit(checked_.sources->file(file), converter_.lines(file), finding)) {
      actions.push(action("Ignore " + std::string(finding.rule->id) + " here", {*edit}, diagnostic, false));
    }
  }

  Converter& converter() { return converter_; }

 private:
  Json action(const std::string& title, const std::vector<Edit>& edits, const Json& diagnostic, bool preferred) {
    Json out = Json::object({{"title", title},
                             {"kind", "quickfix"},
                             {"diagnostics", Json::array({diagnostic})},
                             {"edit", workspace_edit(edits)}});
    if (preferred) out.set("isPreferred", true);
    return out;
  }

  Json workspace_edit(const std::vector<Edit>& edits) {
    std::map<std::string, Json> by_path;
    for (const Edit& edit : edits) {
      Json& list = by_path.try_emplace(converter_.path(edit.where.file), Json::array()).first->second;
      list.push(Json::object({{"range", converter_.range(edit.where)}, {"newText", edit.replacement}}));
    }
    Json changes = abilities_.document_changes ? Json::array() : Json::object();
    for (auto& [path, list] : by_path) {
      const Document* document = documents_.find_path(path);
      const std::string uri = document != nullptr ? document->uri : uri_of_path(path);
      if (!abilities_.document_changes) {
        changes.set(uri, std::move(list));
        continue;
      }
      Json version = document != nullptr ? Json(document->version) : Json();
      Json identifier = Json::object({{"uri", uri}, {"version", std::move(version)}});
      changes.push(Json::object({{"textDocument", std::move(identifier)}, {"edits", std::move(list)}}));
    }
    return Json::object({{abilities_.document_changes ? "documentChanges" : "changes", std::move(changes)}});
  }

  const Checked& checked_;
  const ClientAbilities& abilities_;
  const Documents& documents_;
  Converter converter_;
};

}  // namespace

Json code_actions(const Checked& checked, const ClientAbilities& abilities, const Documents& documents,
                  const std::string& path, const Json& range) {
  Json actions = Json::array();
  ActionMaker maker(checked, abilities, documents);
  const std::uint32_t first = range["start"]["line"].position(), last = range["end"]["line"].position();
  for (std::size_t i = 0; i < checked.diagnostics.size(); ++i) {
    const Location where = checked.diagnostics[i].labels.front().where;
    if (maker.converter().path(where.file) != path) continue;
    const LineIndex& lines = maker.converter().lines(where.file);
    if (lines.line_of(where.span.begin) > last || lines.line_of(where.span.end) < first) continue;
    maker.add(checked.diagnostics[i], i, actions);
  }
  return actions;
}

}  // namespace cumulint::lsp
