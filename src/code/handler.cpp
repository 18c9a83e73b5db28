// Finds handlers: CodeUri or Code, inline code, images, layers.

#include "code/handler.h"

#include <algorithm>
#include <vector>

#include "base/strings.h"
#include "code/missing-paths.h"

namespace cumulint {
namespace {

using Missing = FunctionCode::Missing;

struct RuntimeFamily {
  std::string_view prefix;
  Language language;
};
constexpr RuntimeFamily families[] = {
    {"python", Language::python}, {"nodejs", Language::javascript}, {"java", Language::java},
    {"go", Language::go},         {"dotnet", Language::csharp},     {"ruby", Language::ruby},
};

Language language_of_runtime(std::string_view runtime) {
  for (const RuntimeFamily& family : families)
    if (starts_with(runtime, family.prefix)) return family.language;
  return Language::unknown;
}

/// The text of a property that is known, or the first one possible. `sure` is cleared if others are.
std::string text_of(const Resource& resource, std::string_view path, const Resolver& resolver, Arena& arena, bool& sure) {
  const Possible possible = resolver.property(resource, path, arena);
  sure &= !possible.open && possible.candidates.size() == 1;
  for (const Candidate& candidate : possible.candidates)
    if (const std::optional<std::string_view> text = candidate.absent ? std::nullopt : candidate.text.known())
      return std::string{*text};
  return {};
}

std::string metadata_text(const Resource& resource, std::string_view path) {
  const Field* field = resource.metadata ? resource.metadata->value->find_path(path) : nullptr;
  return field ? std::string{field->value->literal()} : std::string{};
}

/// The module and the name in it: "src/app.handler" -> "src/app", "handler".
void split_handler(std::string_view handler, Language language, std::string& module, std::string& name) {
  const std::size_t slash = handler.rfind('/');
  const std::size_t from = slash == std::string_view::npos ? 0 : slash + 1;
  // Node.js cuts at the first dot of the file name, Python and Ruby at the last.
  const std::size_t dot = language == Language::python ? handler.rfind('.') : handler.find('.', from);
  if (dot == std::string_view::npos || dot < from) {
    module = handler;
    return;
  }
  module = handler.substr(0, dot);
  name = handler.substr(dot + 1);
  if (language == Language::python) std::replace(module.begin(), module.end(), '.', '/');
}

// Layers that AWS and well-known vendors publish: they bring packages, none of the project's code.
constexpr std::string_view public_layers[] = {"Powertools", "LambdaInsights", "Parameters-and-Secrets", "aws-otel",
                                              "AWSSDKPandas", "AWSDataWrangler", "Datadog", "AppConfig", "Klayers",
                                              "newrelic", "Sentry", "chrome-aws-lambda", "CodeGuru"};

void add_layer_folders(const std::string& layer, Language language, std::vector<std::string>& folders) {
  if (language == Language::python)
    folders.insert(folders.end(), {join_path(layer, "python"), layer});
  else
    folders.insert(folders.end(), {join_path(layer, "nodejs/node_modules"), join_path(layer, "nodejs"), layer});
}

/// The folder in which the CDK staged what a property holds: named in Metadata, else by the content's hash that names the
/// object in S3 too. In an assembly within another one it lies beside the outer templates. Empty: not staged here.
std::string asset_of(const Resource& resource, std::string_view property, SourceLibrary& library) {
  const std::string named = metadata_text(resource, "aws:asset:property");
  std::string asset = metadata_text(resource, "aws:asset:path");
  if (!named.empty() && named != property) asset.clear();
  const Field* key = resource.find(std::string{property} + ".S3Key");
  constexpr std::size_t digits = 64;
  const std::string_view object = key ? key->value->literal() : std::string_view{};
  const bool is_hash = object.size() == digits + 4 && ends_with(object, ".zip");
  if (asset.empty() && is_hash) asset = "asset." + std::string{object.substr(0, digits)};
  if (asset.empty()) return {};
  const std::string folder{folder_of(library.context().template_path)};
  for (const std::string& path : {asset, "../" + asset})
    if (library.kind(normalise_path(join_path(folder, path))) != FileKind::missing) return path;
  return {};
}

bool is_public_layer(const Possible& arn) {
  return std::any_of(std::begin(public_layers), std::end(public_layers), [&](std::string_view name) {
    return !arn.candidates.empty() && arn.every([&](const Candidate& one) { return one.text.contains(name); }) != Truth::no &&
           std::any_of(arn.candidates.begin(), arn.candidates.end(),
                       [&](const Candidate& one) { return one.text.contains(name) == Truth::yes; });
  });
}

void add_layers(const Resource& function, const Resolver& resolver, SourceLibrary& library, Arena& arena, HandlerEntry& entry) {
  const Field* layers = function.find("Layers");
  if (!layers) return;
  const Choices items = resolver.items(*layers, arena);
  entry.roots.opaque_layers |= items.open;
  for (const Choice& item : items.items) {
    const Value& value = *item.field->value;
    const Resource* layer = value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::ref
                                ? resolver.source().find_resource(value.expression->target)
                                : nullptr;
    const Field* content = layer ? layer->find("Content") : nullptr;
    const std::string asset = layer ? asset_of(*layer, "Content", library) : std::string{};
    const std::string_view path = !asset.empty() ? asset : content ? content->value->literal() : std::string_view{};
    if (!path.empty() && !contains(path, "://")) {
      const std::string folder = normalise_path(join_path(folder_of(library.context().template_path), path));
      entry.roots.has_extensions |= library.kind(join_path(folder, "extensions")) == FileKind::folder;
      if (library.kind(folder) == FileKind::folder)
        add_layer_folders(folder, entry.language, entry.roots.folders);
      else
        entry.roots.opaque_layers = true;
      continue;
    }
    entry.roots.opaque_layers |= !is_public_layer(resolver.resolve(*item.field, arena));
  }
}

HandlerEntry open_entry(HandlerEntry entry, std::string_view why) {
  entry.found = Truth::unknown;
  entry.why = why;
  return entry;
}

/// Nothing of the code is in the repository.
HandlerEntry elsewhere(HandlerEntry entry, std::string_view why) {
  entry.elsewhere = true;
  return open_entry(std::move(entry), why);
}

/// Names of an existing folder's files that a wrong name may have meant.
std::string nearest_name(SourceLibrary& library, const std::string& path) {
  const std::string folder{folder_of(path)};
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : library.context().files.list(folder))
    if (entry.kind == FileKind::file && language_of(entry.name) != Language::unknown) names.push_back(entry.name);
  const std::vector<std::string_view> views{names.begin(), names.end()};
  return std::string{did_you_mean(file_name_of(path), views)};
}

bool has_source(SourceLibrary& library, const std::string& folder, Language language) {
  for (const DirectoryEntry& entry : library.context().files.list(folder)) {
    const Language found = language_of(entry.name);
    if (entry.kind == FileKind::file && (found == language || (found == Language::typescript && language == Language::javascript)))
      return true;
  }
  return false;
}

bool is_typescript_project(SourceLibrary& library, const std::string& folder) {
  for (const std::string_view name : {"tsconfig.json", "webpack.config.js", "esbuild.js", "Makefile", "rollup.config.js"})
    if (library.kind(join_path(folder, name)) == FileKind::file) return true;
  return false;
}

/// The entry points that SAM's esbuild build is told, relative to the folder.
SourceModule* find_entry_point(const Resource& function, SourceLibrary& library, const std::string& folder,
                               const std::string& module) {
  const Field* points = function.metadata ? function.metadata->value->find_path("BuildProperties.EntryPoints") : nullptr;
  if (!points) return nullptr;
  SourceModule* only = nullptr;
  for (const Field& point : points->value->fields) {
    const std::string path = normalise_path(join_path(folder, point.value->literal()));
    SourceModule* found = library.find_file(path);
    if (!found) continue;
    const std::string_view name = file_name_of(path), stem = name.substr(0, name.rfind('.'));
    if (stem == file_name_of(module)) return found;
    only = points->value->fields.size() == 1 ? found : nullptr;
  }
  return only;
}

void find_module(const Resource& function, SourceLibrary& library, HandlerEntry& entry, const std::string& module, bool sure) {
  const std::string build = metadata_text(function, "BuildMethod");
  if (build == "esbuild") entry.module = find_entry_point(function, library, entry.folder, module);
  if (!entry.module) entry.module = find_handler_module(library, entry.folder, module, entry.language);
  for (std::size_t i = 1; !entry.module && i < entry.roots.folders.size(); ++i)
    entry.module = find_handler_module(library, entry.roots.folders[i], module, entry.language);
  if (entry.module) {
    entry.found = Truth::yes;
    return;
  }
  entry.looked_for = relative_path(normalise_path(join_path(entry.folder, module)), library.context().project_root);
  entry.looked_for += entry.language == Language::python ? ".py" : entry.language == Language::ruby ? ".rb" : ".js";
  const bool compiles = entry.language == Language::javascript &&
                        (!has_source(library, std::string{folder_of(join_path(entry.folder, module))}, entry.language) ||
                         is_typescript_project(library, entry.folder));
  if (!sure || !build.empty() || entry.roots.opaque_layers || compiles || is_build_folder(module)) {
    entry = open_entry(std::move(entry), "the handler's file is made by a build");
    return;
  }
  entry.found = Truth::no;
  entry.missing = Missing::file;
  entry.near_miss = nearest_name(library, join_path(entry.folder, entry.looked_for.substr(entry.looked_for.rfind('/') + 1)));
}

/// What the template says of the code, as text.
struct Written {
  std::string_view handler, path;
  bool sure = true;  // nothing else is possible
};

void find_in_folder(const Resource& function, SourceLibrary& library, HandlerEntry& entry, const Written& written) {
  const auto& [handler, written_path, sure] = written;
  std::string module;
  split_handler(handler, entry.language, module, entry.name);
  FileKind kind = library.kind(entry.folder);
  const bool is_source = kind == FileKind::file && language_of(entry.folder) != Language::unknown;
  if (is_source && starts_with(file_name_of(entry.folder), module + ".")) {  // one source file: it is packed alone
    entry.folder = std::string(folder_of(entry.folder));
    entry.roots.folders[0] = entry.folder;
    kind = FileKind::folder;
  }
  if (kind == FileKind::missing && sure && library.may_read_below(entry.folder)) {
    entry.looked_for = written_path;
    const bool is_asset = metadata_text(function, "aws:asset:path") == written_path;  // of a `cdk synth` elsewhere
    if (is_asset || is_build_folder(written_path) || !metadata_text(function, "BuildMethod").empty()) {
      entry = elsewhere(std::move(entry), "the code folder is made by a build");
      return;
    }
    entry.found = Truth::no;
    entry.missing = Missing::folder;
    entry.near_miss = nearest_path(library, std::string(folder_of(library.context().template_path)), written_path);
    return;
  }
  if (kind != FileKind::folder || !library.may_read(entry.folder)) {
    entry = elsewhere(std::move(entry), kind == FileKind::file ? "the code is an artefact" : "the code lies outside of the project");
    return;
  }
  if (handler.empty()) {
    entry = open_entry(std::move(entry), "the handler is not known");
    return;
  }
  if (entry.language == Language::java || entry.language == Language::go || entry.language == Language::csharp ||
      entry.language == Language::unknown) {
    entry = open_entry(std::move(entry), "the language is not read yet");
    return;
  }
  find_module(function, library, entry, module, sure);
}

/// The code's folder as written: Code or, after SAM, CodeUri; CDK's asset.
std::string local_path(const Resource& function, const Resolver& resolver, SourceLibrary& library, Arena& arena, bool& sure) {
  const Field* code = function.find("Code");
  if (std::string asset = asset_of(function, "Code", library); !asset.empty()) return asset;
  if (!code || code->value->is(ValueKind::map)) return {};
  return text_of(function, "Code", resolver, arena, sure);
}

void find_image(const Resource& function, const Resolver& resolver, SourceLibrary& library, Arena& arena, HandlerEntry& entry) {
  const std::string context = metadata_text(function, "DockerContext");
  const std::string dockerfile = metadata_text(function, "Dockerfile");
  entry = elsewhere(std::move(entry), "the code is a container image");
  if (context.empty() || dockerfile.empty()) return;
  const std::string folder = normalise_path(join_path(folder_of(library.context().template_path), context));
  const ImageEntry image = read_dockerfile(library, folder, dockerfile);
  std::string handler = image.handler;
  if (const Field* command = function.find("ImageConfig.Command"))
    if (command->value->is(ValueKind::list) && !command->value->fields.empty())
      handler = std::string{command->value->fields[0].value->literal()};
  static_cast<void>(resolver);
  static_cast<void>(arena);
  entry.language = image.language;
  if (handler.empty() || entry.language == Language::unknown) return;
  std::string module;
  split_handler(handler, entry.language, module, entry.name);
  for (const std::string& root : image.folders) {
    entry.module = find_handler_module(library, root, module, entry.language);
    if (!entry.module) continue;
    entry.folder = root;
    entry.roots.folders = image.folders;
    entry.found = Truth::yes;
    entry.why = {};
    entry.may_be_built = true;
    return;
  }
}

}  // namespace

bool is_build_folder(std::string_view path) {
  static constexpr std::string_view names[] = {"dist", "build", "target", "out", "bin", "publish", ".aws-sam", "lib",
                                               ".build", "output", "package", "packages", ".serverless", "cdk.out"};
  for (const std::string_view part : split(path, '/'))
    if (std::find(std::begin(names), std::end(names), part) != std::end(names)) return true;
  return false;
}

SourceModule* find_handler_module(SourceLibrary& library, const std::string& folder, std::string_view module, Language language) {
  const std::string path = normalise_path(join_path(folder, module));
  const auto first_of = [&](std::initializer_list<std::string_view> endings) -> SourceModule* {
    for (const std::string_view ending : endings)
      if (SourceModule* found = library.find_file(path + std::string{ending})) return found;
    return nullptr;
  };
  switch (language) {
    case Language::python: return first_of({".py", "/__init__.py"});
    case Language::ruby: return first_of({".rb"});
    case Language::javascript:
    case Language::typescript: {
      if (SourceModule* found = first_of({".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"})) return found;
      // dist/app is built from app or src/app, api/dist/app from api/app or api/src/app.
      for (const std::string_view built : {"dist/", "build/", "lib/", "out/", ".build/"}) {
        const std::size_t inner = module.find("/" + std::string{built});
        const bool is_first = starts_with(module, built);
        if (!is_first && (inner == std::string_view::npos || built == "lib/")) continue;
        const std::size_t at = is_first ? 0 : inner + 1;
        const std::string above = join_path(folder, module.substr(0, at));
        const std::string_view rest = module.substr(at + built.size());
        if (SourceModule* found = find_handler_module(library, join_path(above, "src"), rest, language)) return found;
        return find_handler_module(library, above, rest, language);
      }
      return nullptr;
    }
    default: return nullptr;
  }
}

HandlerEntry find_handler(const Resource& function, const Resolver& resolver, SourceLibrary& library, Arena& arena) {
  HandlerEntry entry;
  bool sure = true;
  const std::string runtime = text_of(function, "Runtime", resolver, arena, sure);
  const std::string handler = text_of(function, "Handler", resolver, arena, sure);
  entry.language = language_of_runtime(runtime);
  const Field* code = function.find("Code");
  const Field* text = code ? code->value->find("ZipFile") : nullptr;
  const bool is_here = text && text->origin.file == resolver.source().file;  // not in a file that is included
  if (const std::optional<InlineText> written = is_here ? read_inline(*text->value) : std::nullopt) {
    std::string module;
    split_handler(handler, entry.language, module, entry.name);
    entry.module = library.add_inline(resolver.source(), *written, {entry.language, false});
    if (text->value->is(ValueKind::expression)) entry.module->substituted = text->value;
    entry.found = Truth::yes;
    if (sure && !module.empty() && module != "index") {
      entry.found = Truth::no;
      entry.missing = Missing::file;
      entry.looked_for = module;
      entry.near_miss = "index";
    }
    return entry;
  }
  if (text) return elsewhere(std::move(entry), "the inline code is not known before deployment");
  const bool is_image = (code && code->value->find("ImageUri")) ||
                        !metadata_text(function, "DockerContext").empty();
  if (is_image) {
    find_image(function, resolver, library, arena, entry);
    return entry;
  }
  std::string path = local_path(function, resolver, library, arena, sure);
  if (path.empty() && !code) {
    // `sam build` and `aws cloudformation package` take the template's folder where no code is named.
    path = ".";
    entry.is_implied = true;
    sure = false;
  }
  if (path.empty()) return elsewhere(std::move(entry), "the code is in S3 or not known");
  if (contains(path, "://") || ends_with(path, ".zip") || ends_with(path, ".jar"))
    return elsewhere(std::move(entry), "the code is an artefact");
  entry.folder = normalise_path(join_path(folder_of(library.context().template_path), path));
  entry.roots.folders.push_back(entry.folder);
  add_layers(function, resolver, library, arena, entry);
  find_in_folder(function, library, entry, {handler, path, sure});
  return entry;
}

}  // namespace cumulint
