// Keeps the units of open projects up to date.
#include "app/editor.h"

#include <algorithm>

#include "app/parameters.h"
#include "app/preparation.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

/// Old versions of texts stay in the source map; beyond this all is built anew.
constexpr std::size_t most_source_bytes = 64'000'000;
constexpr std::size_t most_templates_of_a_folder = 100;

bool uses(const Unit& unit, const std::string& path) {
  return std::any_of(unit.files.begin(), unit.files.end(), [&](const FileUse& use) { return use.path == path; });
}

/// A template that is being typed may look like none for a moment; a whole map without Resources is something else.
bool looks_half_typed(const FileSystem& files, const std::string& path) {
  const Result<std::string> text = files.read(path, max_file_bytes);
  if (!text) return false;
  const std::string padded = *text + std::string(SourceFile::padding, '\0');
  Arena arena;
  const Tree tree = read_tree(FileId::none, path, std::string_view(padded).substr(0, text->size()), arena);
  return !tree.errors.empty() || tree.root->kind != NodeKind::mapping;
}

}  // namespace

void EditorPipeline::set_text(const std::string& path, std::string text) { overlay_.write(path, std::move(text)); }

void EditorPipeline::drop_text(const std::string& path) { overlay_.remove(path); }

std::vector<std::string> EditorPipeline::take_messages() { return std::exchange(messages_, {}); }

EditorPipeline::Session& EditorPipeline::session_of(const std::string& path, std::string& name) {
  const Project project = find_project(overlay_, outside_.working_folder(), {path});
  // Without a repository a source and the template above it must still meet: the folder of the outermost template
  // counts.
  std::string root = project.root;
  for (const auto& [known, session] : sessions_) {
    if (lies_in(path, session.project.root)) root = session.project.root;
  }
  name = root;
  const auto [found, added] = sessions_.try_emplace(root);
  Session& session = found->second;
  if (added) {
    session.project = {root, root, root, project.start};
    configure(session, project.start);
  }
  return session;
}

void EditorPipeline::configure(Session& session, const std::string& folder) {
  const Result<Config> config = find_config(overlay_, folder, session.project.root);
  if (!config) messages_.push_back("cumulint: " + config.error().message);
  session.config = config ? *config : Config{};
  AnalysisRequest& request = session.request;
  const Result<RuleSelection> rules = select_rules({}, session.config);
  if (!rules) messages_.push_back("cumulint: " + rules.error().message);
  request.rules = rules ? *rules : RuleSelection{};
  request.project = session.project;
  request.today = outside_.today();
  request.no_code = session.config.no_code;
}

void EditorPipeline::build(Session& session, const std::string& path) {
  const auto known = session.templates.find(path);
  Discovery found;
  if (has_template_name(path)) found = discover(overlay_, session.project, {path}, {.exclude = session.config.exclude});
  if (found.templates.empty()) {
    if (known == session.templates.end()) return;
    if (looks_half_typed(overlay_, path)) {
      known->second.broken = true;
    } else {
      session.templates.erase(known);
    }
    return;
  }
  AnalysisRequest& request = session.request;
  session.sources->bytes += found.templates.front().text.size();
  request.templates.assign(1, std::move(found.templates.front()));
  request.given.clear();
  const Result<GivenValues> given = given_values({}, session.config, path, session.project.root, outside_);
  if (given) request.given.push_back(*given);
  Result<std::unique_ptr<const Unit>> built =
      build_unit(unit_request(request, 0), {&overlay_, &session.sources->map, &code_});
  if (!built) return;
  Template& entry = session.templates[path];
  entry.broken = !(*built)->written->is_template;
  entry.unit = std::move(*built);
}

void EditorPipeline::look_around(Session& session, const std::string& path) {
  for (std::string folder(folder_of(path)); lies_in(folder, session.project.root);
       folder = std::string(folder_of(folder))) {
    if (session.searched.try_emplace(folder, true).second) {
      std::size_t looked_at = 0;
      for (const DirectoryEntry& entry : overlay_.list(folder)) {
        const std::string file = join_path(folder, entry.name);
        const bool candidate =
            entry.kind == FileKind::file && has_template_name(file) && session.templates.count(file) == 0;
        if (candidate && ++looked_at <= most_templates_of_a_folder) build(session, file);
      }
    }
    if (folder == session.project.root || folder_of(folder) == folder) break;
  }
}

void EditorPipeline::renew_sources(Session& session) {
  if (session.sources->bytes < most_source_bytes) return;
  session.sources = std::make_shared<Sources>();
  std::vector<std::string> paths;
  for (const auto& [path, entry] : session.templates) paths.push_back(path);
  session.templates.clear();
  for (const std::string& path : paths) build(session, path);
}

std::string EditorPipeline::update(const std::string& path) {
  std::string name;
  Session& session = session_of(path, name);
  if (file_name_of(path) == config_name) {
    configure(session, std::string(folder_of(path)));
    std::vector<std::string> paths;
    for (const auto& [template_path, entry] : session.templates) paths.push_back(template_path);
    for (const std::string& template_path : paths) build(session, template_path);
    return name;
  }
  if (has_template_name(path)) build(session, path);
  look_around(session, path);
  std::vector<std::string> users;
  for (const auto& [template_path, entry] : session.templates) {
    if (template_path != path && entry.unit != nullptr && uses(*entry.unit, path)) users.push_back(template_path);
  }
  for (const std::string& user : users) build(session, user);
  renew_sources(session);
  return name;
}

std::shared_ptr<const lsp::Checked> EditorPipeline::check(const std::string& project) {
  const auto found = sessions_.find(project);
  if (found == sessions_.end() || found->second.templates.empty()) return nullptr;
  Session& session = found->second;
  struct Kept {
    std::shared_ptr<Sources> sources;
    Analysis analysis;
  };
  const std::shared_ptr<Kept> kept = std::make_shared<Kept>();
  const std::shared_ptr<lsp::Checked> checked = std::make_shared<lsp::Checked>();
  kept->sources = session.sources;
  for (const auto& [path, entry] : session.templates) {
    if (entry.broken) checked->broken.push_back(path);
    if (entry.unit != nullptr) kept->analysis.units.push_back(entry.unit);
  }
  judge(kept->analysis, session.request, {&overlay_, &session.sources->map, &code_});
  for (const Diagnostic& finding : kept->analysis.report.diagnostics) {
    if (is_reported(finding)) checked->diagnostics.push_back(finding);
  }
  checked->sources = &session.sources->map;
  checked->keep = kept;
  return checked;
}

}  // namespace cumulint
