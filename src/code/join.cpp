// Follows every function of a template from its handler, then looks at all literals below their folders.

#include "code/join.h"

#include <algorithm>
#include <set>

#include "base/strings.h"
#include "code/build-facts.h"
#include "code/interpreter.h"
#include "code/missing-paths.h"
#include "code/source-folders.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

constexpr std::size_t shortest_secret = 8;

const LanguageModel* model_of(Language language) {
  switch (language) {
    case Language::python: return &python_model();
    case Language::javascript:
    case Language::typescript: return &javascript_model();
    default: return nullptr;
  }
}

/// A name that was probably meant: a typo away, or with more or less at its end.
std::string_view near_name(std::string_view name, std::span<const std::string_view> names) {
  if (const std::string_view near = did_you_mean(name, names); !near.empty()) return near;
  for (const std::string_view other : names)
    if (other.size() > 2 && (contains(other, name) || contains(name, other))) return other;
  return {};
}

class Join {
 public:
  Join(const Templates& templates, const Resolver& resolver, const CodeContext& context, Arena& arena)
      : written_(templates.written),
        effective_(templates.effective),
        resolver_(resolver),
        context_(context),
        arena_(arena),
        library_(context),
        names_(templates.names) {}

  JoinedCode run() {
    CodeFacts* facts = arena_.make<CodeFacts>();
    std::vector<FunctionCode> functions;
    const bool all = context_.functions.data() == nullptr;
    for (const Resource& resource : all ? effective_.resources : context_.functions)
      if (resource.type == "AWS::Lambda::Function") functions.push_back(follow(resource));
    if (context_.literals) read_folders();
    facts->functions = arena_.copy(functions);
    facts->literals = arena_.copy(literals_);
    facts->missing_paths = arena_.copy(find_missing_paths(written_, library_, arena_));
    facts->suppression_comments = arena_.copy(comments_);
    JoinedCode joined{facts, {}, library_.uses()};
    for (const SourceModule& module : library_.modules()) joined.units.push_back(module.unit);
    return joined;
  }

 private:
  FunctionCode follow(const Resource& function) {
    const CodeValues values{function, resolver_, names_, arena_};
    HandlerEntry entry = find_handler(function, resolver_, library_, arena_);
    const bool is_new = !entry.folder.empty() && !entry.is_implied && folders_.count(entry.folder) == 0;
    if (is_new && library_.kind(entry.folder) == FileKind::folder && library_.may_read(entry.folder)) folders_.insert(entry.folder);
    if (entry.module) note_source(*entry.module);
    const LanguageModel* model = entry.module && entry.found != Truth::no ? model_of(entry.module->unit->language) : nullptr;
    if (!model) {
      if (entry.module && entry.why.empty() && entry.found != Truth::no) entry.why = "the language is not read yet";
      FunctionCode made = build_function_code(function, entry, nullptr, values);
      made.files = files(entry.module);
      return made;
    }
    MeaningStore store;
    Trace trace;
    trace.reads_computed_names = entry.roots.has_extensions;
    if (entry.roots.opaque_layers) trace.set_unknown("a layer can't be looked into");
    library_.forget_runs();
    entry.roots.number = library_.imports().number_of(entry.roots);
    Interpreter interpreter{Walk{library_, entry.roots, *model, store, trace, &values}};
    interpreter.load(*entry.module, nullptr);
    const Meaning* definition = run_handler(interpreter, entry, trace);
    FunctionCode made = build_function_code(function, entry, &trace, values);
    if (definition) made.handler = location_of(definition->place);
    if (entry.missing == FunctionCode::Missing::handler) made.missing_at = {entry.module->file, {}};
    made.files = files(nullptr);
    library_.forget_runs();
    return made;
  }

  /// The definition of the handler, if it is one of ours.
  const Meaning* run_handler(Interpreter& interpreter, HandlerEntry& entry, Trace& trace) {
    Meanings handler;
    std::vector<std::string_view> parts = split(entry.name, '.');
    if (entry.name.empty() || parts.empty()) {
      entry.found = Truth::unknown;
      trace.set_unknown("the handler is not known");
      return nullptr;
    }
    const bool is_there = interpreter.exports_name(*entry.module, parts[0]);
    handler = interpreter.exported(*entry.module, parts[0]);
    CallFrame frame{.module = entry.module};
    frame.scope = entry.module->scope;
    for (std::size_t i = 1; i < parts.size(); ++i) handler = interpreter.member(handler, parts[i], nullptr, frame);
    if (!is_there) {
      const bool certain = !interpreter.is_exhausted() && !entry.module->program().broken && !entry.module->program().open && !interpreter.exports_open(*entry.module);
      entry.found = certain && !entry.may_be_built ? Truth::no : Truth::unknown;
      entry.looked_for = entry.name;
      if (entry.found == Truth::no) {
        entry.missing = FunctionCode::Missing::handler;
        const std::vector<std::string_view> names = interpreter.exported_names(*entry.module);
        entry.near_miss = near_name(entry.name, names);
      }
      trace.set_unknown("the handler is not there");
      return nullptr;
    }
    interpreter.run_handler(handler, *entry.module);
    const Meaning* definition = find_kind(handler, MeaningKind::function);
    return definition ? definition : handler.nothing() ? nullptr : handler.items[0];
  }

  std::span<const FileId> files(const SourceModule* only) {
    std::vector<FileId> made;
    for (const SourceModule& module : library_.modules())
      if (module.scope || &module == only) {
        made.push_back(module.file);
        note_source(module);
      }
    return arena_.copy(made);
  }

  /// Literals and comments of a source, once.
  void note_source(const SourceModule& module) {
    if (!noted_.insert(&module).second) return;
    for (const Span comment : module.program().suppression_comments) comments_.push_back(location_of({&module, comment}));
    if (!context_.literals || contains(module.path, "/node_modules/")) return;
    for (const Literal& literal : module.program().literals) {
      if (literal.text.size() < shortest_secret) continue;
      const bool matters = is_secret_name(literal.assigned_to) || !find_secrets(literal.text).empty();
      if (matters) literals_.push_back({location_of({&module, literal.span}), literal.text, literal.assigned_to});
    }
  }

  void read_folders() {
    for (const std::string& folder : folders_)
      for (const std::string& path : source_files(context_.files, folder)) {
        if (!seen_.insert(path).second || library_.kind(path) != FileKind::file || !library_.may_read(path)) continue;
        if (const SourceModule* module = library_.find_if_matters(path, may_matter)) note_source(*module);
      }
  }

  const Template& written_;
  const Template& effective_;
  const Resolver& resolver_;
  const CodeContext& context_;
  Arena& arena_;
  SourceLibrary library_;
  const ResourceNames& names_;
  std::set<std::string> folders_, seen_;
  std::set<const SourceModule*> noted_;
  std::vector<CodeLiteral> literals_;
  std::vector<Location> comments_;
};

}  // namespace

JoinedCode join_code(const Templates& templates, const Resolver& resolver, const CodeContext& context, Arena& arena) {
  Join join{templates, resolver, context, arena};
  return join.run();
}

}  // namespace cumulint
