// The analysis behind the language server: keeps units, makes new ones of what changed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/analysis.h"
#include "app/config.h"
#include "app/outside.h"
#include "lsp/pipeline.h"
#include "text/memory-file-system.h"

namespace cumulint {

class EditorPipeline final : public lsp::Pipeline {
 public:
  explicit EditorPipeline(Outside& outside) : outside_(outside), overlay_(&outside.files()) {}

  void set_text(const std::string& path, std::string text) override;
  void drop_text(const std::string& path) override;
  std::string update(const std::string& path) override;
  std::shared_ptr<const lsp::Checked> check(const std::string& project) override;
  std::vector<std::string> take_messages() override;

 private:
  /// What one version of a project's state lives in. A new one starts when old texts have piled up.
  struct Sources {
    SourceMap map;
    std::size_t bytes = 0;
  };
  struct Template {
    std::shared_ptr<const Unit> unit;
    bool broken = false;
  };
  struct Session {
    Project project;
    Config config;
    AnalysisRequest request;
    std::shared_ptr<Sources> sources = std::make_shared<Sources>();
    std::map<std::string, Template> templates;  // by real path
    std::map<std::string, bool> searched;       // folders whose templates are known
  };

  Session& session_of(const std::string& path, std::string& name);
  void configure(Session& session, const std::string& folder);
  void build(Session& session, const std::string& path);
  /// Templates in the folders above a source: one of them may use it.
  void look_around(Session& session, const std::string& path);
  void renew_sources(Session& session);

  Outside& outside_;
  MemoryFileSystem overlay_;
  CodeStore code_;
  std::map<std::string, Session> sessions_;
  std::vector<std::string> messages_;
};

}  // namespace cumulint
