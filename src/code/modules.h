// The source files behind one function, and how their imports find each other.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "code/code-store.h"
#include "code/inline-text.h"
#include "code/meaning.h"
#include "model/template.h"
#include "syntax/scalar-places.h"
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
  const Node* inline_node = nullptr;     // inline code: what is written in the template
  std::vector<InlinePiece> inline_pieces;
  std::string_view template_text;        // and the template around it
  std::optional<ScalarPlaces> places;    // of inline code that is one scalar
  const Value* substituted = nullptr;    // the Fn::Sub or Fn::Join whose text it is: ${…} in it is put in before deployment
  Scope* scope = nullptr;                // null until it was run
  bool running = false;
  HeapObject* exports = nullptr;         // of JavaScript; null if nothing is exported yet
  Meanings whole = {{}, false};          // module.exports = …
  std::vector<SourceModule*> reexports;  // export * from
  std::string_view star_import = {};     // names may come from this package: from x import *

  const Program& program() const { return *unit->program; }
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
  std::uint32_t number = 0;          // given by ImportMemory; 0: what imports mean here is not kept
};

/// What imports were found to mean: the functions of a template share most modules, and each walk asks anew.
class ImportMemory {
 public:
  /// Roots where imports mean the same have one number.
  std::uint32_t number_of(const ImportRoots& roots);
  /// The target, with its text in `arena`; nothing if it is not known yet.
  std::optional<ImportTarget> find(const ImportRoots& roots, const SourceModule& from, const Import& import, Arena& arena) const;
  void keep(const ImportRoots& roots, const SourceModule& from, const Import& import, const ImportTarget& target);

 private:
  struct Key {
    const SourceModule* from;
    std::uint32_t roots, level;
    bool whole;
    std::string module, name;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Known {
    ImportTarget target;
    std::string external;  // the target's text: that of a walk does not last
  };

  static Key key_of(const ImportRoots& roots, const SourceModule& from, const Import& import);

  std::vector<ImportRoots> roots_;
  std::unordered_map<Key, Known, KeyHash> known_;
};

/// Reads sources below the project root, once each. One per template: functions share what they import.
class SourceLibrary {
 public:
  explicit SourceLibrary(const CodeContext& context) : context_(context) {}

  /// Null if there is no such file, or it may not be read.
  SourceModule* find_file(const std::string& path);
  /// The file, unless it was not read before and `matters` says no of its text: then it is not parsed.
  SourceModule* find_if_matters(const std::string& path, bool (*matters)(std::string_view text));
  SourceModule* add_inline(const Template& source, const InlineText& code, Dialect dialect);
  FileKind kind(const std::string& path);
  /// Did a package manager put this package into the folder (pip's dist-info lies beside it)?
  bool is_installed(const std::string& folder, std::string_view package);
  /// Does the path lie in the project root, with all links resolved?
  bool may_read(const std::string& path) const;
  /// The same for what does not exist: its nearest folder that does counts.
  bool may_read_below(const std::string& path) const;
  void forget_runs();  // scopes and exports belong to one walk

  ImportMemory& imports() { return imports_; }
  const CodeContext& context() const { return context_; }
  /// All paths that were asked for, in that order.
  std::vector<FileUse> uses() const;
  const std::deque<SourceModule>& modules() const { return modules_; }

 private:
  struct Known {
    FileKind kind = FileKind::missing;
    bool looked_up = false;  // the kind is known
    bool tried = false;      // find_file was asked for it
    SourceModule* module = nullptr;
  };
  using KnownFiles = std::unordered_map<std::string, Known>;

  /// What is known of the path, its kind in any case.
  Known& look_up(const std::string& path);
  SourceModule* add(const std::string& path, std::string text, Dialect dialect);

  const CodeContext& context_;
  std::deque<SourceModule> modules_;
  KnownFiles known_;
  std::vector<const KnownFiles::value_type*> in_order_;
  std::unordered_map<std::string, std::vector<std::string>> installed_;
  ImportMemory imports_;
};

/// `module` as written, `level` leading dots, seen from `from`. Implemented per language.
ImportTarget resolve_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                            const Import& import, Arena& arena);
ImportTarget resolve_python_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                   const Import& import, Arena& arena);
ImportTarget resolve_javascript_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                       const Import& import, Arena& arena);

}  // namespace cumulint
