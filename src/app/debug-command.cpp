// cumulint debug: what the layers below the rules know of a file or folder.
#include "app/analysis.h"
#include "app/command.h"
#include "app/preparation.h"
#include "base/format.h"
#include "code/fact-stats.h"
#include "code/print-facts.h"
#include "resolve/print-values.h"
#include "syntax/print-tree.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

/// Any file, template or not.
Status print_tree_of(const Options& options, Outside& outside) {
  const std::string& path = options.analysis.paths[0];
  Result<std::string> text = outside.files().read(absolute_path(outside.files(), outside.working_folder(), path), max_file_bytes);
  if (!text) return fail(outside, text.error().message);
  SourceMap sources;
  Arena arena;
  const FileId file = sources.add(path, path, std::move(*text));
  const Tree tree = read_tree(file, path, sources.file(file).text(), arena);
  outside.print(print_tree(tree, options.format == "json"));
  return Status::clean;
}

Status print_units(const Options& options, Outside& outside) {
  Result<Preparation> prepared = prepare(options.analysis, outside);
  if (!prepared) return fail(outside, prepared.error().message);
  if (prepared->request.templates.empty()) return fail(outside, "No template was found.");
  prepared->request.run_rules = false;
  SourceMap sources;
  CodeStore code;
  const std::unique_ptr<const Analysis> analysis = analyse(prepared->request, {prepared->files.get(), &sources, &code});
  FactStats stats;
  std::string out;
  for (const std::shared_ptr<const Unit>& unit : analysis->units) {
    if (options.subject == "values") {
      const std::string values = print_values(*unit->resolver, sources, options.place);
      if (values.empty() && !options.place.empty()) return fail(outside, format("The template has no {}.", options.place));
      out += values;
    } else if (options.statistics) {
      stats.add(*unit->code);
    } else {
      append(out, "template {}\n", sources.file(unit->tree.file).path);
      out += print_facts(*unit->code, sources);
    }
  }
  outside.print(options.statistics ? stats.print() : out);
  return Status::clean;
}

}  // namespace

Status run_debug(const Options& options, Outside& outside) {
  return options.subject == "tree" ? print_tree_of(options, outside) : print_units(options, outside);
}

}  // namespace cumulint
