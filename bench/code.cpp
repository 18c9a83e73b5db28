// What the code front end costs beside the bare tree-sitter parse of the same sources, in one run: `bench-code`.
// The sources: all that the functions below CUMULINT_BENCH_CORPUS (a folder of templates and code) reach, else fixtures'.
// Code analysis beside the parse of the same files is code_of_templates / bare_parse, both in CPU time.

#include <benchmark/benchmark.h>
#include <tree_sitter/api.h>

#include <cstdlib>
#include <unordered_set>

#include "app/outside.h"
#include "app/preparation.h"
#include "code/code-unit.h"
#include "code/join.h"
#include "code/parse-memory.h"

extern "C" {
const TSLanguage* tree_sitter_python(void);
const TSLanguage* tree_sitter_javascript(void);
const TSLanguage* tree_sitter_typescript(void);
}

namespace {

using namespace cumulint;

std::string corpus() {
  const char* const folder = std::getenv("CUMULINT_BENCH_CORPUS");
  return folder != nullptr ? folder : CUMULINT_SOURCE_DIR "/fixtures";
}

/// What a run knows before it looks into code: the templates, and what discovery saw in the folders.
Preparation prepared_run() {
  AnalysisOptions options;
  options.paths = {corpus()};
  Result<Preparation> made = prepare(options, real_outside());
  if (!made) std::exit(1);
  return std::move(*made);
}

/// Units of all templates; the sources that they use are parsed anew each time.
std::unique_ptr<const Analysis> analyse_all(const Preparation& prepared, SourceMap& sources, bool with_code) {
  AnalysisRequest request = prepared.request;
  request.run_rules = false;
  request.no_code = !with_code;
  request.jobs = 1;
  CodeStore store;
  return analyse(request, {prepared.files.get(), &sources, &store});
}

bool is_parsed(const CodeUnit& code) {
  return code.language == Language::python || code.language == Language::javascript || code.language == Language::typescript;
}

/// Everything that the benchmarks share.
struct World {
  Preparation prepared = prepared_run();
  SourceMap sources;
  std::unique_ptr<const Analysis> analysis;
  std::vector<std::shared_ptr<const CodeUnit>> units;

  World() {
    analysis = analyse_all(prepared, sources, true);
    std::unordered_set<const CodeUnit*> seen;
    for (const std::shared_ptr<const Unit>& unit : analysis->units)
      for (const std::shared_ptr<const CodeUnit>& code : unit->code_units)
        if (!code->program->open && is_parsed(*code) && seen.insert(code.get()).second) units.push_back(code);
  }
};

World& world() {
  static World made;
  return made;
}

const TSLanguage* grammar_of(Language language) {
  switch (language) {
    case Language::python: return tree_sitter_python();
    case Language::typescript: return tree_sitter_typescript();
    default: return tree_sitter_javascript();
  }
}

void bare_parse(benchmark::State& state) {
  world();
  install_parse_memory(false);  // bare: with the allocator that everyone gets
  std::size_t bytes = 0;
  for (auto _ : state)
    for (const std::shared_ptr<const CodeUnit>& unit : world().units) {
      TSParser* parser = ts_parser_new();
      ts_parser_set_language(parser, grammar_of(unit->language));
      TSTree* tree = ts_parser_parse_string(parser, nullptr, unit->text.data(), static_cast<std::uint32_t>(unit->text.size()));
      benchmark::DoNotOptimize(tree);
      ts_tree_delete(tree);
      ts_parser_delete(parser);
      bytes += unit->text.size();
    }
  install_parse_memory();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void parse_and_lower(benchmark::State& state) {
  for (auto _ : state)
    for (const std::shared_ptr<const CodeUnit>& unit : world().units)
      benchmark::DoNotOptimize(build_code_unit(unit->text, {.language = unit->language}));
}

/// All that is done with code, for each template on its own: reading, parsing, lowering and following every function.
void code_of_templates(benchmark::State& state) {
  World& all = world();
  std::unique_ptr<const Preparation> fresh;
  for (auto _ : state) {
    state.PauseTiming();
    fresh = std::make_unique<const Preparation>(prepared_run());
    state.ResumeTiming();
    CodeStore store;
    Arena arena;
    std::vector<JoinedCode> made;  // keeps what templates share, as a run does
    for (const std::shared_ptr<const Unit>& unit : all.analysis->units) {
      const CodeContext context{*fresh->files, all.sources, store, fresh->request.project.root,
                                all.sources.file(unit->file).real_path};
      made.push_back(join_code({*unit->written, *unit->effective, *unit->names}, *unit->resolver, context, arena));
    }
    benchmark::DoNotOptimize(made.data());
  }
}

void templates_alone(benchmark::State& state) {
  for (auto _ : state) {
    SourceMap sources;
    benchmark::DoNotOptimize(analyse_all(world().prepared, sources, false));
  }
}

/// Less `templates_alone`: all that code brings to a run, the graph of its calls and linked templates included.
void templates_with_code(benchmark::State& state) {
  for (auto _ : state) {
    SourceMap sources;
    benchmark::DoNotOptimize(analyse_all(world().prepared, sources, true));
  }
}

BENCHMARK(bare_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_and_lower)->Unit(benchmark::kMillisecond);
BENCHMARK(code_of_templates)->Unit(benchmark::kMillisecond);
BENCHMARK(templates_alone)->Unit(benchmark::kMillisecond);
BENCHMARK(templates_with_code)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
