// Paths as Lambda sees them lead back to the function's folder. What a file says may be another thing once deployed, so
// nothing is decided by it: texts are defaults, switches are unknown.

#include "code/config-files.h"

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
constexpr std::string_view task_root = "/var/task";
constexpr std::string_view task_root_variable = "LAMBDA_TASK_ROOT";
constexpr int max_values = 20'000;  // of one YAML file, aliases followed
constexpr int max_depth = 40;

/// The text, with the folder of the function where its environment variable stands; empty if more is unknown.
std::string known_path(const Meaning& path) {
  const auto is_root = [](const Meaning* hole) {
    return hole && hole->kind == MeaningKind::environment && hole->text == task_root_variable;
  };
  if (is_root(&path)) return std::string{task_root};
  if (path.kind == MeaningKind::environment && is_literal_text(path.otherwise.items.size() == 1 ? *path.otherwise.items[0] : path))
    return std::string{path.otherwise.items[0]->text};
  if (path.kind != MeaningKind::text) return {};
  if (path.parts.empty()) return std::string{path.text};
  std::string whole;
  for (const TextPart& part : path.parts) {
    if (part.hole && !is_root(part.hole)) return {};
    whole += part.hole ? task_root : part.text;
  }
  return whole;
}

/// new URL("./config.json", import.meta.url): beside the module.
std::string known_path(Interpreter& interpreter, const Meanings& given) {
  if (given.open || given.items.size() != 1) return {};
  const Meaning& one = *given.items[0];
  const bool is_url = one.kind == MeaningKind::made && ends_with(one.text, "URL") && one.object->items.size() == 2;
  if (!is_url) return known_path(one);
  const std::string path = known_path(interpreter, one.object->items[0]);
  const std::string base = known_path(interpreter, one.object->items[1]);
  return path.empty() || base.empty() ? std::string{} : join_path(folder_of(base), path);
}

SourceModule* find_task_file(Interpreter& interpreter, std::string path) {
  const std::string root{task_root};
  path = normalise_path(path);
  if (starts_with(path, root + "/"))
    path.erase(0, root.size() + 1);
  else if (path.empty() || path[0] == '/')
    return nullptr;
  for (const std::string& folder : interpreter.roots().folders)
    if (SourceModule* found = interpreter.library().find_file(normalise_path(join_path(folder, path)))) return found;
  return nullptr;
}

/// Makes meanings of a document.
class DocumentValues {
 public:
  DocumentValues(MeaningStore& store, const SourceModule& module) : store_(store), module_(module) {}

  Meanings value(const Node& node, int depth) {
    if (++made_ > max_values || depth > max_depth) return {};
    const SourcePlace place{&module_, node.span};
    if (node.kind == NodeKind::scalar) return scalar(node, place);
    const bool is_map = node.kind == NodeKind::mapping;
    Meaning* made = store_.make(is_map ? MeaningKind::map : MeaningKind::list, place);
    made->object = store_.make_object(0);
    for (const Entry& entry : node.children) {
      const Meanings inner = value(*entry.value, depth + 1);
      if (is_map)
        set_field(*made->object, entry.key, inner);
      else
        made->object->items.push_back(inner);
    }
    return store_.one(made);
  }

 private:
  Meanings scalar(const Node& node, SourcePlace place) {
    constexpr std::string_view switches[] = {"", "true", "false", "null", "~", "yes", "no", "on", "off"};
    if (node.style == ScalarStyle::plain && std::find(std::begin(switches), std::end(switches), node.text) != std::end(switches))
      return {};
    Meaning* made = store_.make(MeaningKind::text, place, node.text);
    made->is_default = true;
    return store_.one(made);
  }

  MeaningStore& store_;
  const SourceModule& module_;
  int made_ = 0;
};

bool is_document(std::string_view path) {
  return ends_with(path, ".json") || ends_with(path, ".yaml") || ends_with(path, ".yml");
}

/// dirname(path), Path(path).parent
Meanings dirname(Interpreter& interpreter, CallSite& site) { return folder_of_path(interpreter, site.argument(0, {})); }

/// Path("a", "b"), and what gives its argument back as far as we care.
Meanings joined(Interpreter& interpreter, CallSite& site) {
  std::vector<Meanings> parts;
  for (const CallArgument& argument : site.arguments) {
    if (!parts.empty()) parts.push_back(interpreter.store().text("/", site.place));
    parts.push_back(argument.values);
  }
  return parts.empty() ? interpreter.store().text(".", site.place) : interpreter.store().concatenate(parts, site.place);
}

Meanings same_path(Interpreter&, CallSite& site) { return site.argument(0, {}); }

Meanings working_folder(Interpreter& interpreter, CallSite&) { return interpreter.store().text(task_root, {}); }

/// file.read(), text.strip(), buffer.toString(): the text is what the file is. file.write() and the like give nothing.
Meanings text_of_file(Interpreter& interpreter, CallSite& site) {
  constexpr std::string_view readers[] = {"read", "decode", "strip", "toString", "trim"};
  const std::string_view method = site.path.substr(site.path.rfind('.') + 1);
  const bool reads = std::find(std::begin(readers), std::end(readers), method) != std::end(readers);
  return reads ? interpreter.store().one(site.receiver) : Meanings{};
}

/// yaml.safe_load(file), YAML.parse(text)
Meanings parse(Interpreter& interpreter, CallSite& site) {
  Meanings found = {{}, site.argument(0, {}).open};
  for (const Meaning* one : site.argument(0, {}).items)
    found = interpreter.store().join(found, one->kind == MeaningKind::made && one->text == opened_file
                                                ? parsed_file(interpreter, *one)
                                                : Meanings{});
  return found.nothing() ? Meanings{} : found;
}

Meanings read_document(Interpreter& interpreter, CallSite& site) {
  return parsed_file(interpreter, *open_file(interpreter, site).items[0]);
}

/// readFile(path, [options,] (error, data) => …)
Meanings read_then(Interpreter& interpreter, CallSite& site) {
  const Meanings opened = open_file(interpreter, site);
  if (site.arguments.size() < 2) return opened;
  interpreter.call_back(site.arguments.back().values, {interpreter.store().one(interpreter.store().make(MeaningKind::null, {})), opened},
                        site);
  return opened;
}

constexpr PackageEntry entries[] = {
    {"builtins.open", open_file},
    {"io.open", open_file},
    {"codecs.open", open_file},
    {"aiofiles.open", open_file},
    {"cumulint.file.*", text_of_file},
    {"os.path.dirname", dirname},
    {"os.path.abspath", same_path},
    {"os.path.realpath", same_path},
    {"os.path.normpath", same_path},
    {"os.getcwd", working_folder},
    {"pathlib.Path", joined},
    {"pathlib.PurePath", joined},
    {"pathlib.PurePosixPath", joined},
    {"pathlib.Path.cwd", working_folder},
    {"yaml.safe_load", parse},
    {"yaml.load", parse},
    {"yaml.full_load", parse},
    {"fs.readFileSync", open_file},
    {"fs.readFile", read_then},
    {"fs.promises.readFile", open_file},
    {"fs/promises.readFile", open_file},
    {"fs-extra.readFileSync", open_file},
    {"fs-extra.readFile", open_file},
    {"fs-extra.readJson", read_document},
    {"fs-extra.readJsonSync", read_document},
    {"path.dirname", dirname},
    {"path.normalize", same_path},
    {"process.cwd", working_folder},
    {"url.fileURLToPath", same_path},
    {"js-yaml.load", parse},
    {"js-yaml.safeLoad", parse},
    {"yaml.parse", parse},
};

}  // namespace

Meanings own_path(Interpreter& interpreter, const SourceModule& module, bool folder) {
  for (const std::string& root : interpreter.roots().folders) {
    const std::string relative = relative_path(module.path, root);
    if (module.inline_node || relative == module.path) continue;
    const std::string path = std::string{task_root} + "/" + relative;
    const std::string_view wanted = folder ? folder_of(path) : std::string_view{path};
    return interpreter.store().text(interpreter.store().arena().copy(wanted), {});
  }
  return {};
}

Meanings parsed_file(Interpreter& interpreter, const Meaning& opened) {
  const std::string path = opened.object->items.empty() ? std::string{} : known_path(interpreter, opened.object->items[0]);
  const SourceModule* module = is_document(path) ? find_task_file(interpreter, path) : nullptr;
  if (!module) return {};
  const SourceFile& file = interpreter.library().context().sources.file(module->file);
  const Tree tree = read_tree(module->file, path, file.text(), interpreter.store().arena(), {.depth = max_depth, .nodes = max_values});
  return tree.errors.empty() ? DocumentValues{interpreter.store(), *module}.value(*tree.root, 0) : Meanings{};
}

Meanings open_file(Interpreter& interpreter, CallSite& site) {
  Meaning* opened = interpreter.store().make(MeaningKind::made, site.place, opened_file);
  opened->object = interpreter.store().make_object(0);
  if (site.has(0, "file")) opened->object->items.push_back(site.argument(0, "file"));
  return interpreter.store().one(opened);
}

Meanings folder_of_path(Interpreter& interpreter, const Meanings& path) {
  const std::string known = known_path(interpreter, path);
  if (known.empty()) return {};
  const std::string_view folder = folder_of(known);
  return interpreter.store().text(folder.empty() ? "." : interpreter.store().arena().copy(folder), {});
}

std::span<const PackageEntry> file_entries() { return entries; }

}  // namespace cumulint
