// Runs the product's own pipeline over files in memory.

#include "support/analyse.h"

#include <doctest/doctest.h>

#include "app/fixer.h"
#include "base/format.h"
#include "output/results.h"
#include "output/text.h"
#include "text/line-index.h"

namespace cumulint::test {
namespace {

constexpr const char* root = "/project";

std::vector<const RegisteredRule*> rules_of(const std::vector<std::string>& ids) {
  std::vector<const RegisteredRule*> rules;
  for (const std::string& id : ids) {
    const RegisteredRule* rule = find_rule(id);
    REQUIRE_MESSAGE(rule != nullptr, "no rule " << id);
    rules.push_back(rule);
  }
  return rules;
}

void prepare(const Files& files, const AnalyseOptions& options, Analysed& made) {
  for (const auto& [path, text] : files) made.files.write(join_path(root, path), text);
  AnalysisRequest& request = made.request;
  request.project = {root, root, root, root};
  request.templates = discover(made.files, request.project, {root}, {}).templates;
  GivenValues given;
  for (const auto& [name, value] : options.parameters) given.parameters[name] = value;
  request.given.assign(request.templates.size(), given);
  request.rules.select = rules_of(options.select);
  request.rules.ignore = rules_of(options.ignore);
  request.rules.production = options.production;
  request.rules.strict = options.strict;
  request.today = options.today;
  request.no_code = options.no_code;
  request.jobs = options.jobs;
}

}  // namespace

std::unique_ptr<Analysed> analyse(const Files& files, const AnalyseOptions& options) {
  std::unique_ptr<Analysed> made = std::make_unique<Analysed>();
  prepare(files, options, *made);
  made->analysis = cumulint::analyse(made->request, {&made->files, &made->sources, &made->code});
  return made;
}

Files fix(const Files& files, const AnalyseOptions& options, bool suggestions) {
  Analysed made;
  prepare(files, options, made);
  const Fixed fixed = fix_findings(made.request, made.files, {suggestions});
  Files after = files;
  for (auto& [path, text] : after) {
    if (const auto found = fixed.texts.find(join_path(root, path)); found != fixed.texts.end()) text = found->second;
  }
  return after;
}

std::vector<const Diagnostic*> Analysed::reported() const {
  std::vector<const Diagnostic*> out;
  for (const Diagnostic& diagnostic : diagnostics()) {
    if (is_reported(diagnostic)) out.push_back(&diagnostic);
  }
  return out;
}

std::string Analysed::file_of(const Diagnostic& diagnostic) const {
  return relative_path(sources.file(diagnostic.labels.at(0).where.file).real_path, root);
}

unsigned Analysed::line_of(const Diagnostic& diagnostic) const {
  const Location where = diagnostic.labels.at(0).where;
  return LineIndex(sources.file(where.file).text()).line_of(where.span.begin) + 1;
}

std::vector<std::string> Analysed::lines() const {
  std::vector<std::string> out;
  for (const Diagnostic* diagnostic : reported()) {
    out.push_back(format("{}:{} {} {}", file_of(*diagnostic), line_of(*diagnostic), diagnostic->rule->id,
                         level_name(diagnostic->level)));
  }
  return out;
}

std::string Analysed::text() const {
  Results results;
  results.diagnostics = diagnostics();
  results.sources = &sources;
  results.base = results.working_folder = root;
  std::string out;
  write_text(results, {}, out);
  return out;
}

}  // namespace cumulint::test
