// Pipeline: the analysis, as the server asks for it. The command passes it in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "text/source-map.h"

namespace cumulint::lsp {

/// What is known of one project now. Diagnostics point into `sources`.
struct Checked {
  std::vector<Diagnostic> diagnostics;  // those that a user sees
  const SourceMap* sources = nullptr;
  std::vector<std::string> broken;   // paths whose text can't be understood: what was found before still counts
  std::shared_ptr<const void> keep;  // whatever the above lives in
};

/// Paths are absolute. Not thread-safe.
class Pipeline {
 public:
  virtual ~Pipeline() = default;

  /// An editor's text takes the place of the file's.
  virtual void set_text(const std::string& path, std::string text) = 0;
  virtual void drop_text(const std::string& path) = 0;
  /// Something of `path` changed: everything that depends on it is looked at again. The name of its project.
  virtual std::string update(const std::string& path) = 0;
  /// Null if the project holds no template that was looked at.
  virtual std::shared_ptr<const Checked> check(const std::string& project) = 0;
  /// Sentences for the user since the last call: a configuration that can't be used.
  virtual std::vector<std::string> take_messages() = 0;
};

}  // namespace cumulint::lsp
