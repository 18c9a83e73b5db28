// Which file an import or require() of JavaScript and TypeScript means: Node's resolution, TypeScript's paths and
// baseUrl, workspaces of a monorepo, layers.

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"
#include "code/modules.h"

namespace cumulint {
namespace {

constexpr int max_extends = 5;           // tsconfig.json files that extend each other
constexpr std::size_t max_packages = 200;  // folders of a workspace pattern

constexpr std::array<std::string_view, 9> javascript_first = {".js",  ".mjs", ".cjs", ".jsx", ".ts",
                                                              ".tsx", ".mts", ".cts", ".json"};
constexpr std::array<std::string_view, 10> typescript_first = {".ts",  ".tsx", ".mts", ".cts",  ".js",
                                                               ".mjs", ".cjs", ".jsx", ".json", ".d.ts"};

// TypeScript's sources import by the name of the file that will be built.
struct Built {
  std::string_view built, source;
};
constexpr Built built_extensions[] = {{".js", ".ts"}, {".js", ".tsx"}, {".mjs", ".mts"}, {".cjs", ".cts"}, {".jsx", ".tsx"}};
constexpr std::string_view built_folders[] = {"dist/", "lib/", "build/", "out/"};

/// The value of a JSON file; null if there is none.
const Expr* read_json_value(SourceLibrary& library, const std::string& path) {
  if (library.kind(path) != FileKind::file) return nullptr;
  const SourceModule* module = library.find_file(path);
  if (!module || module->program().body.size() != 1) return nullptr;
  return module->program().body[0]->value;
}

const Expr* field(const Expr* map, std::string_view name) {
  if (!map || map->kind != ExprKind::map) return nullptr;
  for (const Operand& pair : map->args)
    if (pair.name == name) return pair.value;
  return nullptr;
}

std::string_view text_of(const Expr* value) {
  return value && value->kind == ExprKind::text ? value->text : std::string_view{};
}

/// What `*` of `pattern` stands for in `name`; false if they don't fit.
bool fits(std::string_view pattern, std::string_view name, std::string_view& star) {
  const std::size_t at = pattern.find('*');
  if (at == std::string_view::npos) return pattern == name;
  const std::string_view before = pattern.substr(0, at), after = pattern.substr(at + 1);
  if (name.size() < before.size() + after.size() || !starts_with(name, before) || !ends_with(name, after)) return false;
  star = name.substr(before.size(), name.size() - before.size() - after.size());
  return true;
}

std::string with_star(std::string_view target, std::string_view star) {
  std::string made{target};
  if (const std::size_t at = made.find('*'); at != std::string::npos) made.replace(at, 1, star);
  return made;
}

/// "@scope/name/deep/file" -> "@scope/name"
std::string_view package_of(std::string_view specifier) {
  std::size_t end = specifier.find('/');
  if (starts_with(specifier, "@") && end != std::string_view::npos) end = specifier.find('/', end + 1);
  return specifier.substr(0, end);
}

class Resolver {
 public:
  Resolver(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from)
      : library_(library), roots_(roots), from_(from), folder_(folder_of(from.path)) {}

  /// The path of the source that `specifier` means; empty if it is none of ours.
  std::string find(std::string_view specifier) {
    if (starts_with(specifier, "./") || starts_with(specifier, "../") || specifier == "." || specifier == "..")
      return file_at(normalise_path(join_path(folder_, specifier)));
    if (starts_with(specifier, "/opt/")) return in_layer(specifier.substr(5));
    if (starts_with(specifier, "#")) return by_subpath_import(specifier);
    if (std::string found = by_compiler_paths(specifier); !found.empty()) return found;
    return in_workspace(specifier);
  }

  /// Does a package.json from here up, or of a layer, name the package?
  bool is_listed(std::string_view specifier) {
    const std::string_view package = package_of(specifier);
    const auto lists = [&](const std::string& folder) {
      return !version_in(read_json_value(library_, join_path(folder, "package.json")), package).empty();
    };
    if (upwards(lists)) return true;
    for (const std::string& root : roots_.folders)
      if (lists(root) || library_.kind(join_path(join_path(root, "node_modules"), package)) == FileKind::folder) return true;
    return false;
  }

 private:
  template <class Visit>  // bool(folder); true: found
  bool upwards(Visit visit) const {
    const std::string& root = library_.context().project_root;
    for (std::string folder = folder_; !folder.empty(); folder = folder_of(folder)) {
      if (visit(folder)) return true;
      if (folder == root || folder == "/") return false;
    }
    return false;
  }

  bool is_file(const std::string& path) const { return library_.kind(path) == FileKind::file; }

  /// A file or a folder's index at a path with or without an extension.
  std::string file_at(const std::string& path, int depth = 0) {
    if (library_.kind(path) == FileKind::file) return path;
    const bool typescript = from_.unit && from_.unit->language == Language::typescript;
    for (const std::string_view extension : typescript ? std::span<const std::string_view>{typescript_first} : javascript_first)
      if (std::string named = path + std::string{extension}; is_file(named)) return named;
    for (const Built& one : built_extensions)
      if (ends_with(path, one.built))
        if (std::string source = path.substr(0, path.size() - one.built.size()) + std::string{one.source}; is_file(source))
          return source;
    if (depth > 2 || library_.kind(path) != FileKind::folder) return {};
    if (std::string main = main_of(path, depth); !main.empty()) return main;
    return file_at(join_path(path, "index"), depth + 3);
  }

  /// The file that a package's folder stands for; what is built from sources is looked for in the sources.
  std::string main_of(const std::string& folder, int depth) {
    const Expr* package = read_json_value(library_, join_path(folder, "package.json"));
    for (const std::string_view name : {text_of(field(package, "source")), text_of(field(package, "module")),
                                        text_of(field(package, "main")), entry_of_exports(field(package, "exports"))}) {
      if (name.empty()) continue;
      const std::string written = normalise_path(join_path(folder, name));
      if (std::string found = file_at(written, depth + 1); !found.empty()) return found;
      if (std::string found = source_of_built(folder, name); !found.empty()) return found;
    }
    if (!package) return {};
    return file_at(join_path(folder, "src/index"), depth + 3);
  }

  std::string source_of_built(const std::string& folder, std::string_view name) {
    if (starts_with(name, "./")) name.remove_prefix(2);
    for (const std::string_view built : built_folders)
      if (starts_with(name, built))
        return file_at(normalise_path(join_path(folder, "src/" + std::string{name.substr(built.size())})), 3);
    return {};
  }

  /// The target of "." in a package's exports, by the first condition that has one.
  static std::string_view entry_of_exports(const Expr* exports) {
    for (int depth = 0; exports && depth < 4; ++depth) {
      if (exports->kind == ExprKind::text) return exports->text;
      const Expr* inner = nullptr;
      for (const std::string_view key : {".", "source", "import", "require", "node", "default"})
        if (!inner) inner = field(exports, key);
      exports = inner;
    }
    return {};
  }

  /// `/opt/nodejs/x` is x in the folder nodejs of some layer.
  std::string in_layer(std::string_view path) {
    for (const std::string& root : roots_.folders) {
      if (std::string found = file_at(normalise_path(join_path(root, path))); !found.empty()) return found;
      if (!starts_with(path, "nodejs/")) continue;
      if (std::string found = file_at(normalise_path(join_path(root, path.substr(7)))); !found.empty()) return found;
    }
    return {};
  }

  /// "imports" of the nearest package.json.
  std::string by_subpath_import(std::string_view specifier) {
    std::string found;
    upwards([&](const std::string& folder) {
      const Expr* package = read_json_value(library_, join_path(folder, "package.json"));
      if (!package) return false;
      const Expr* imports = field(package, "imports");
      for (const Operand& pair : imports && imports->kind == ExprKind::map ? imports->args : std::span<const Operand>{}) {
        std::string_view star;
        if (!found.empty() || !fits(pair.name, specifier, star)) continue;
        const std::string_view target = entry_of_exports(pair.value);
        if (!target.empty()) found = file_at(normalise_path(join_path(folder, with_star(target, star))));
      }
      return true;
    });
    return found;
  }

  std::string by_compiler_paths(std::string_view specifier) {
    std::string found;
    upwards([&](const std::string& folder) {
      for (const std::string_view name : {"tsconfig.json", "jsconfig.json"})
        if (is_file(join_path(folder, name))) {
          found = by_config(join_path(folder, name), specifier, 0);
          return true;
        }
      return false;
    });
    return found;
  }

  std::string by_config(const std::string& path, std::string_view specifier, int depth) {
    const Expr* config = read_json_value(library_, path);
    if (!config) return {};
    const std::string folder{folder_of(path)};
    const Expr* options = field(config, "compilerOptions");
    const std::string_view base_url = text_of(field(options, "baseUrl"));
    const std::string base = base_url.empty() ? folder : normalise_path(join_path(folder, base_url));
    const Expr* paths = field(options, "paths");
    if (std::string found = by_paths(paths, base, specifier); !found.empty()) return found;
    if (!base_url.empty())
      if (std::string found = file_at(join_path(base, specifier)); !found.empty()) return found;
    const Expr* extends = field(config, "extends");
    if (!extends || paths || depth == max_extends) return {};
    if (extends->kind == ExprKind::text) return by_extended(folder, extends->text, specifier, depth);
    for (const Operand& one : extends->kind == ExprKind::list ? extends->args : std::span<const Operand>{})
      if (std::string found = by_extended(folder, text_of(one.value), specifier, depth); !found.empty()) return found;
    return {};
  }

  std::string by_extended(const std::string& folder, std::string_view extended, std::string_view specifier, int depth) {
    if (!starts_with(extended, ".")) return {};  // a package's
    std::string path = normalise_path(join_path(folder, extended));
    if (!is_file(path)) path += ".json";
    return by_config(path, specifier, depth + 1);
  }

  std::string by_paths(const Expr* paths, const std::string& base, std::string_view specifier) {
    if (!paths || paths->kind != ExprKind::map) return {};
    const Operand* best = nullptr;  // the longest pattern wins
    std::string_view star, best_star;
    for (const Operand& pair : paths->args)
      if (fits(pair.name, specifier, star) && (!best || pair.name.size() > best->name.size()))
        best = &pair, best_star = pair.name.find('*') == std::string_view::npos ? std::string_view{} : star;
    if (!best || best->value->kind != ExprKind::list) return {};
    for (const Operand& target : best->value->args) {
      const std::string path = normalise_path(join_path(base, with_star(text_of(target.value), best_star)));
      if (std::string found = file_at(path); !found.empty()) return found;
    }
    return {};
  }

  /// A package that the project itself holds: by a link in node_modules, a `file:` version or a workspace.
  std::string in_workspace(std::string_view specifier) {
    const std::string_view package = package_of(specifier);
    const std::string_view rest = specifier.size() > package.size() ? specifier.substr(package.size() + 1) : std::string_view{};
    std::string found;
    upwards([&](const std::string& folder) {
      const Expr* manifest = read_json_value(library_, join_path(folder, "package.json"));
      const std::string_view version = version_in(manifest, package);
      for (const std::string_view scheme : {"file:", "link:", "portal:"})
        if (starts_with(version, scheme))
          found = package_file(normalise_path(join_path(folder, version.substr(scheme.size()))), rest);
      if (!found.empty()) return true;
      if (!version.empty() && !starts_with(version, "workspace:") && version != "*") return true;  // of the registry
      const Expr* workspaces = field(manifest, "workspaces");
      if (const Expr* packages = field(workspaces, "packages")) workspaces = packages;
      if (!workspaces || workspaces->kind != ExprKind::list) return false;
      for (const Operand& pattern : workspaces->args)
        if (found.empty()) found = in_pattern(folder, text_of(pattern.value), package, rest);
      return !found.empty();
    });
    if (!found.empty()) return found;
    for (const std::string& root : roots_.folders)  // of a layer: sources in node_modules that no manifest installs
      if (version_in(read_json_value(library_, join_path(root, "package.json")), package).empty())
        if (std::string path = package_file(join_path(join_path(root, "node_modules"), package), rest);
            !path.empty() && !is_installed(path))
          return path;
    return {};
  }

  /// npm writes where it found a package into its lock file; a folder without one was written by hand.
  bool is_installed(const std::string& path) const {
    const std::size_t at = path.rfind("/node_modules/");
    return at != std::string::npos && library_.kind(path.substr(0, at) + "/node_modules/.package-lock.json") == FileKind::file;
  }

  static std::string_view version_in(const Expr* manifest, std::string_view package) {
    for (const std::string_view section : {"dependencies", "devDependencies", "peerDependencies", "optionalDependencies"})
      if (const std::string_view version = text_of(field(field(manifest, section), package)); !version.empty())
        return version;
    return {};
  }

  std::string package_file(const std::string& folder, std::string_view rest) {
    if (rest.empty()) return file_at(folder);
    if (std::string found = file_at(normalise_path(join_path(folder, rest))); !found.empty()) return found;
    if (std::string found = source_of_built(folder, rest); !found.empty()) return found;
    return file_at(normalise_path(join_path(folder, "src/" + std::string{rest})));
  }

  std::string in_pattern(const std::string& folder, std::string_view pattern, std::string_view package,
                         std::string_view rest) {
    const auto is_package = [&](const std::string& path) {
      return text_of(field(read_json_value(library_, join_path(path, "package.json")), "name")) == package;
    };
    if (starts_with(pattern, "./")) pattern.remove_prefix(2);
    if (!ends_with(pattern, "/*")) {
      const std::string path = normalise_path(join_path(folder, pattern));
      return is_package(path) ? package_file(path, rest) : std::string{};
    }
    const std::string parent = normalise_path(join_path(folder, pattern.substr(0, pattern.size() - 2)));
    if (!library_.may_read(parent)) return {};
    std::size_t seen = 0;
    for (const DirectoryEntry& entry : library_.context().files.list(parent)) {
      if (entry.kind != FileKind::folder || ++seen > max_packages) continue;
      const std::string path = join_path(parent, entry.name);
      if (is_package(path)) return package_file(path, rest);
    }
    return {};
  }

  SourceLibrary& library_;
  const ImportRoots& roots_;
  const SourceModule& from_;
  std::string folder_;
};

/// What runtimes bring and what our tables know: never looked for among the sources.
bool is_known_package(std::string_view specifier) {
  return starts_with(specifier, "@aws-sdk/") || starts_with(specifier, "node:") || starts_with(specifier, "@smithy/") ||
         specifier == "aws-sdk" || starts_with(specifier, "aws-sdk/") || starts_with(specifier, "@aws-lambda-powertools/");
}

constexpr std::string_view node_modules[] = {
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net", "os",
    "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder", "timers",
    "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi", "worker_threads", "zlib"};

/// Node.js's own modules: "fs", "fs/promises".
bool is_node_module(std::string_view specifier) {
  const std::string_view first = specifier.substr(0, specifier.find('/'));
  return std::binary_search(std::begin(node_modules), std::end(node_modules), first);
}

}  // namespace

ImportTarget resolve_javascript_import(SourceLibrary& library, const ImportRoots& roots, const SourceModule& from,
                                       const Import& import, Arena& arena) {
  std::string_view specifier = import.module;
  if (specifier.empty()) return {};
  if (starts_with(specifier, "node:")) return {.external = specifier.substr(5)};
  if (is_known_package(specifier)) return {.external = specifier};
  Resolver resolver{library, roots, from};
  const std::string path = resolver.find(specifier);
  const bool is_local = starts_with(specifier, ".") || starts_with(specifier, "/");
  if (path.empty() && is_local) return {.missing = true};
  if (path.empty())
    return {.external = arena.copy(specifier), .unlisted = !is_node_module(specifier) && !resolver.is_listed(specifier)};
  if (SourceModule* module = library.find_file(path)) return {.module = module};
  if (is_local && language_of(path) != Language::unknown) return {.missing = true};  // it lies outside of the project
  return {.external = arena.copy(specifier)};  // an asset: a page, a query …
}

}  // namespace cumulint
