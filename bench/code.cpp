// What the code front end costs beside the bare tree-sitter parse of the same sources, in one run: `bench-code`.
// The sources: all that the functions below CUMULINT_BENCH_CORPUS (a folder of templates and code) reach, else fixtures'.
// Code analysis beside the parse of the same files is code_of_templates / read_and_parse, both in CPU time; bare_parse is
// the parse of texts in memory.

#include <benchmark/benchmark.h>
#include <tree_sitter/api.h>

#include <cstdlib>
#include <unordered_map>
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
  std::unordered_map<std::string, const CodeUnit*> files;  // those of the units that are not inline, by path

  World() {
    analysis = analyse_all(prepared, sources, true);
    std::unordered_set<const CodeUnit*> seen;
    for (const std::shared_ptr<const Unit>& unit : analysis->units)
      for (const std::shared_ptr<const CodeUnit>& code : unit->code_units)
        if (!code->program->open && is_parsed(*code) && seen.insert(code.get()).second) units.push_back(code);
    std::unordered_map<std::string_view, const CodeUnit*> by_text;
    for (const std::shared_ptr<const CodeUnit>& unit : units) by_text[unit->text] = unit.get();
    for (const std::shared_ptr<const Unit>& unit : analysis->units)
      for (const FileUse& file : unit->files) find_source(file.path, by_text);
  }

 private:
  void find_source(const std::string& path, std::unordered_map<std::string_view, const CodeUnit*>& by_text) {
    if (language_of(path) == Language::unknown) return;
    const Result<std::string> text = real_outside().files().read(path, max_file_bytes);
    const auto found = text ? by_text.find(*text) : by_text.end();
    if (found == by_text.end()) return;
    files.emplace(path, found->second);
    by_text.erase(found);
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

void parse_bare(const CodeUnit& unit, std::string_view text) {
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, grammar_of(unit.language));
  TSTree* tree = ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  benchmark::DoNotOptimize(tree);
  ts_tree_delete(tree);
  ts_parser_delete(parser);
}

void bare_parse(benchmark::State& state) {
  world();
  install_parse_memory(false);  // bare: with the allocator that everyone gets
  std::size_t bytes = 0;
  for (auto _ : state)
    for (const std::shared_ptr<const CodeUnit>& unit : world().units) {
      parse_bare(*unit, unit->text);
      bytes += unit->text.size();
    }
  install_parse_memory();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

/// The bare parse of the same files from disk, and of inline code from memory.
void read_and_parse(benchmark::State& state) {
  World& all = world();
  install_parse_memory(false);
  std::unordered_set<const CodeUnit*> on_disk;
  for (const auto& [path, unit] : all.files) on_disk.insert(unit);
  for (auto _ : state) {
    for (const auto& [path, unit] : all.files) parse_bare(*unit, *real_outside().files().read(path, max_file_bytes));
    for (const std::shared_ptr<const CodeUnit>& unit : all.units)
      if (on_disk.count(unit.get()) == 0) parse_bare(*unit, unit->text);
  }
  install_parse_memory();
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
BENCHMARK(read_and_parse)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_and_lower)->Unit(benchmark::kMillisecond);
BENCHMARK(code_of_templates)->Unit(benchmark::kMillisecond);
BENCHMARK(templates_alone)->Unit(benchmark::kMillisecond);
BENCHMARK(templates_with_code)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
