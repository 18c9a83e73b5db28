// The source files behind one function, and how their imports find each other.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "code/code-store.h"
#include "code/meaning.h"
#include "model/template.h"
#include "text/file-system.h"
#include "text/source-map.h"

namespace cumulint {

struct CodeContext {
  const FileSystem& files;
  SourceMap& sources;
  CodeStore& store;
  std::string project_root;    // real path; nothing outside it is read
  std::string template_path;   // as the FileSystem opens it
  bool literals = true;        // hardcoded-secret looks at every file under a CodeUri
  std::span<const Resource> functions = {};  // only these resources of the template are looked at; null: all
};

/// One source text in its place: a file, or the text of a property.
struct SourceModule {
  std::string path;                      // real path; of inline code the template's
  FileId file = FileId::none;
  std::shared_ptr<const CodeUnit> unit;
  const Node* inline_node = nullptr;     // inline code: the scalar in the template
  std::string_view template_text;        // and the template around it
  const Value* substituted = nullptr;    // the Fn::Sub whose text it is: ${…} in it is put in before deployment
  Scope* scope = nullptr;                // null until it was run
  bool running = false;
  HeapObject* exports = nullptr;         // of JavaScript; null if nothing is exported yet
  Meanings whole = {{}, false};          // module.exports = …
  std::vector<SourceModule*> reexports;  // export * from
  std::string_view star_import = {};     // names may come from this package: from x import *

  const Program& program() const { return *unit->program; }
};

/// Reads sources below the project root, once each. One per template: functions share what they import.
class SourceLibrary {
 public:
  explicit SourceLibrary(const CodeContext& context) : context_(context) {}

  /// Null if there is no such file, or it may not be read.
  SourceModule* find_file(const std::string& path);
  /// The file, unless it was not read before and `matters` says no of its text: then it is not parsed.
  SourceModule* find_if_matters(const std::string& path, bool (*matters)(std::string_view text));
  SourceModule* add_inline(const Template& source, const Node& scalar, Dialect dialect);
  FileKind kind(const std::string& path);
  /// Did a package manager put this package into the folder (pip's dist-info lies beside it)?
  bool is_installed(const std::string& folder, std::string_view package);
  /// Does the path lie in the project root, with all links resolved?
  bool may_read(const std::string& path) const;
  /// The same for what does not exist: its nearest folder that does counts.
  bool may_read_below(const std::string& path) const;
  void forget_runs();  // scopes and exports belong to one walk

  const CodeContext& context() const { return context_; }
  const std::vector<FileUse>& uses() const { return uses_; }
  const std::deque<SourceModule>& modules() const { return modules_; }

 private:
  void note(const std::string& path, bool found);
  SourceModule* add(const std::string& path, std::string text, Dialect dialect);

  const CodeContext& context_;
  std::deque<SourceModule> modules_;
  std::unordered_map<std::string, SourceModule*> by_path_;
  std::unordered_map<std::string, FileKind> kinds_;
  std::unordered_map<std::string, std::vector<std::string>> installed_;
  std::vector<FileUse> uses_;
};

/// What an import statement means.
struct ImportTarget {
  SourceModule* module = nullptr;  // one of the sources
  std::string_view external;       // else: the dotted path of a package
  bool missing = false;            // it is local by its form, but not there
  bool unlisted = false;           // a package that no manifest names and no runtime brings: it may be anything
};

/// Where imports are looked for: the function's folder and its layers'.
struct ImportRoots {
  std::vector<std::string> folders;  // of Python: sys.path; of Node.js: for bare names
  bool opaque_layers = false;        // packages may come from layers that we can't look into
  bool has_extensions = false;       // a layer brings programs that run beside the function, with its environment
};

/// `module` as written, `level` leading dots, seen from `from`. Implemented per language.
ImportTarget resolve_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                            const Import& import, Arena& arena);
ImportTarget resolve_python_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                   const Import& import, Arena& arena);
ImportTarget resolve_javascript_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                       const Import& import, Arena& arena);

}  // namespace cumulint
