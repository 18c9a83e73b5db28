// Flags resources that wait for each other: CloudFormation can create none of them first.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependence-error

#include <algorithm>
#include <deque>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Resource -> what it waits for, with the reference.
using Links = std::vector<std::vector<const NameUse*>>;

class Cycles {
 public:
  Cycles(const UnitView& unit, const std::vector<NameUse>& uses)
      : template_(unit.effective()), links_(template_.resources.size()), scratch_(*unit.run().scratch) {
    for (const NameUse& use : uses) {
      const bool waits = use.kind == NameUseKind::ref || use.kind == NameUseKind::get_att || use.kind == NameUseKind::depends_on;
      if (waits && !use.in_metadata && use.resource != nullptr && template_.find_resource(use.target) != nullptr)
        links_[index(*use.resource)].push_back(&use);
    }
  }

  std::size_t index(const Resource& resource) const { return static_cast<std::size_t>(&resource - template_.resources.data()); }
  std::size_t target(const NameUse& use) const { return index(*template_.find_resource(use.target)); }

  /// What can be in a cycle: it waits for something that can, and something that can waits for it.
  std::vector<bool> outside() const {
    std::vector<bool> out(links_.size());
    std::vector<std::size_t> waits(links_.size());
    std::vector<std::vector<std::size_t>> waited_by(links_.size());
    for (std::size_t i = 0; i < links_.size(); ++i) {
      waits[i] = links_[i].size();
      for (const NameUse* use : links_[i]) waited_by[target(*use)].push_back(i);
    }
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < links_.size(); ++i)
      if (waits[i] == 0) free.push_back(i);
    while (!free.empty()) {
      const std::size_t at = free.back();
      free.pop_back();
      out[at] = true;
      for (std::size_t by : waited_by[at])
        if (--waits[by] == 0) free.push_back(by);
    }
    return out;
  }

  /// The shortest way from a resource back to itself that can be so in one deployment; empty if there is none.
  std::vector<const NameUse*> find(std::size_t start, const std::vector<bool>& left_out, Scenario& when) const {
    struct Step {
      std::size_t at;
      int before;
      const NameUse* use;
      Scenario when;
    };
    std::vector<Step> steps = {{start, -1, nullptr, {}}};
    std::vector<bool> seen(links_.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
      for (const NameUse* use : links_[steps[i].at]) {
        const std::size_t next = target(*use);
        if (left_out[next] || (seen[next] && next != start)) continue;
        if (consistent(steps[i].when, use->when) != Truth::yes) continue;
        steps.push_back({next, static_cast<int>(i), use, merged(steps[i].when, use->when, scratch_)});
        if (next == start) return way(steps, when);
        seen[next] = true;
      }
    }
    return {};
  }

 private:
  template <class Steps>
  static std::vector<const NameUse*> way(const Steps& steps, Scenario& when) {
    std::vector<const NameUse*> uses;
    when = steps.back().when;
    for (int at = static_cast<int>(steps.size()) - 1; steps[static_cast<std::size_t>(at)].before >= 0;
         at = steps[static_cast<std::size_t>(at)].before)
      uses.push_back(steps[static_cast<std::size_t>(at)].use);
    std::reverse(uses.begin(), uses.end());
    return uses;
  }

  const Template& template_;
  Links links_;
  Arena& scratch_;
};

std::string path_of(const std::vector<const NameUse*>& cycle) {
  std::string path(cycle[0]->resource->id);
  for (const NameUse* use : cycle) path += " -> " + std::string(use->target);
  return path;
}

/// Of all in the cycle the one that is written first: there the finding is.
std::size_t first_written(const std::vector<const NameUse*>& cycle) {
  std::size_t first = 0;
  for (std::size_t i = 1; i < cycle.size(); ++i) {
    const Resource &a = *cycle[i]->resource, &b = *cycle[first]->resource;
    if (!a.generated && (b.generated || a.origin.key.begin < b.origin.key.begin)) first = i;
  }
  return first;
}

void report_cycle(std::vector<const NameUse*> cycle, const Scenario& scenario, Reporter& report) {
  std::rotate(cycle.begin(), cycle.begin() + static_cast<std::ptrdiff_t>(first_written(cycle)), cycle.end());
  Finding finding = report.finding(when(scenario));
  finding.at(*cycle[0]->resource)
      .say(cycle.size() == 1 ? "the resource refers to itself: " : "resources wait for each other: ", path_of(cycle))
      .why("CloudFormation can create none of them first: the deployment fails")
      .help("build a name by Fn::Sub from a parameter instead of a reference, move one reference to a resource of its own "
            "(a policy, a permission, a notification), or split the stack");
  for (const NameUse* use : cycle) {
    finding.about(*use->resource);
    finding.related(use->field, use->resource->id, " waits for ", use->target);
  }
}

void check(const UnitView& unit, Reporter& report) {
  const Template& effective = unit.effective();
  if (!unit.written().is_template) return;
  const std::vector<NameUse> uses = collect_name_uses(effective, unit.unit().conditions.get(), *unit.run().scratch);
  const Cycles cycles{unit, uses};
  // One finding a knot of cycles: what is in one already, is left out of further ones.
  std::vector<bool> left_out = cycles.outside();
  int searches = 100;  // enough for any template that people write; each may look at every reference
  for (std::size_t start = 0; start < effective.resources.size(); ++start) {
    if (left_out[start] || --searches < 0) continue;
    Scenario scenario;
    const std::vector<const NameUse*> cycle = cycles.find(start, left_out, scenario);
    if (cycle.empty()) continue;
    for (const NameUse* use : cycle) left_out[cycles.index(*use->resource)] = true;
    report_cycle(cycle, scenario, report);
  }
}

}  // namespace

extern constinit const Rule circular_dependency{
    .info = {.id = "circular-dependency", .level = Level::error, .tags = {"reliability"}, .aliases = {"E3004"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
