// Builds units on several threads and runs the rules over them.
#include "app/analysis.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

namespace cumulint {
namespace {

using BuiltUnit = Result<std::unique_ptr<const Unit>>;

unsigned thread_count(unsigned wanted, std::size_t work) {
  if (wanted == 0) wanted = std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::min<std::size_t>({wanted, work, 64}));
}

/// One slot a template, so that results do not depend on who finishes first.
std::vector<BuiltUnit> build_units(const AnalysisRequest& request, const World& world) {
  const std::size_t count = request.templates.size();
  std::vector<BuiltUnit> built;
  for (std::size_t i = 0; i < count; ++i) built.emplace_back(Error{});
  std::atomic<std::size_t> next{0}, finished{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      built[i] = build_unit(unit_request(request, i), world);
      const std::size_t done = ++finished;
      if (request.progress != nullptr) request.progress->done(done, count);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < thread_count(request.jobs, count); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return built;
}

/// Why nothing of a template can be read: status 2. Null if something can.
const SyntaxError* unreadable(const Unit& unit) {
  if (unit.written->is_template) return nullptr;
  const auto fatal = std::find_if(unit.tree.errors.begin(), unit.tree.errors.end(), [](const SyntaxError& error) { return error.fatal; });
  return fatal == unit.tree.errors.end() ? nullptr : &*fatal;
}

UnitNeeds needs_of_run(const AnalysisRequest& request) {
  return request.run_rules ? unit_needs(request.rules, request.no_code) : UnitNeeds{!request.no_code, true};
}

}  // namespace

UnitNeeds unit_needs(const RuleSelection& rules, bool no_code) {
  const Needs needs = needs_of(rules_to_run(rules));
  return {needs.code && !no_code, needs.iam};
}

UnitRequest unit_request(const AnalysisRequest& request, std::size_t index) {
  const FoundTemplate& found = request.templates[index];
  UnitRequest unit;
  unit.path = relative_path(found.real_path, request.project.base);
  unit.real_path = found.real_path;
  unit.root = request.project.root;
  unit.text = found.text;
  if (index < request.given.size()) unit.given = request.given[index];
  unit.needs = needs_of_run(request);
  return unit;
}

void judge(Analysis& analysis, const AnalysisRequest& request, const World& world) {
  const SourceMap& sources = *world.sources;
  std::vector<const Unit*>& units = analysis.application.units;
  units.clear();
  for (const std::shared_ptr<const Unit>& unit : analysis.units) units.push_back(unit.get());
  analysis.fragments = find_fragments(units);
  std::vector<const Unit*> whole;
  std::copy_if(units.begin(), units.end(), std::back_inserter(whole), [&](const Unit* unit) { return !analysis.fragments.has(*unit); });
  analysis.links = link_units(whole, sources);
  const UnitNeeds needs = needs_of_run(request);
  analysis.joined = join_units(units, analysis.links, world, needs, request.project.root);
  analysis.application.joined = analysis.joined.all;
  analysis.application.sources = &sources;
  analysis.application.links = &analysis.links;
  analysis.application.fragments = &analysis.fragments;
  if (request.run_rules) analysis.report = run_rules(analysis.application, request.rules, request.today);
}

std::unique_ptr<const Analysis> analyse(const AnalysisRequest& request, const World& world) {
  std::unique_ptr<Analysis> analysis = std::make_unique<Analysis>();
  for (std::size_t i = 0; BuiltUnit & built : build_units(request, world)) {
    const FoundTemplate& found = request.templates[i++];
    if (!built) {
      analysis->notices.push_back({found.real_path, built.error().message});
    } else {
      if (const SyntaxError* error = unreadable(**built)) {
        analysis->notices.push_back({found.real_path, "The template " + relative_path(found.real_path, request.project.working_folder) +
                                                          " can't be parsed: " + std::string(error->message) + "; " + std::string(error->help) + "."});
      }
      analysis->units.push_back(std::move(*built));
    }
  }
  judge(*analysis, request, world);
  return analysis;
}

}  // namespace cumulint
