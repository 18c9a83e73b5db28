// From the joined template to a Unit: code and workflows part by part, in their own folders; the rest as one.
#include "workspace/join.h"

#include <set>
#include <utility>

#include "code/join.h"
#include "graph/build-graph.h"
#include "iam/policies.h"
#include "workspace/joined-template.h"

namespace cumulint {
namespace {

class Joiner {
 public:
  Joiner(const StackPlan& plan, const World& world, UnitNeeds needs, const std::string& root)
      : world_(world), needs_(needs), root_(root), made_(std::make_unique<Unit>()) {
    JoinedTemplate joined = join_templates(plan, made_->arena);
    made_->effective = joined.effective;
    made_->given = std::move(joined.given);
    made_->parts = std::move(joined.parts);
  }

  std::unique_ptr<const Unit> join() {
    Unit& unit = *made_;
    const Unit& first = *unit.parts.front().unit;
    unit.file = first.file;
    unit.tree = first.tree;
    unit.written = first.written;
    for (const UnitPart& part : unit.parts) {
      unit.sam_refused = unit.sam_refused || part.unit->sam_refused;
      unit.incomplete = unit.incomplete || part.unit->incomplete;
    }
    unit.conditions = std::make_unique<const Conditions>(*unit.effective, unit.given, unit.arena);
    unit.resolver = std::make_unique<const Resolver>(*unit.effective, *unit.conditions, unit.given);
    unit.names = ResourceNames::build(*unit.effective, *unit.resolver, unit.arena);
    for (const UnitPart& part : unit.parts) read_part(part);
    if (needs_.code) unit.code = joined_code();
    unit.workflows = unit.arena.make<Workflows>(Workflows{unit.arena.copy(workflows_)});
    if (needs_.iam) unit.policies = build_policies(*unit.effective, *unit.resolver, *unit.names, unit.arena);
    const GraphInput input{unit.effective, unit.resolver.get(), unit.names, unit.code, unit.policies, unit.workflows};
    unit.graph = build_graph(input, unit.arena);
    unit.arena.freeze();
    return std::unique_ptr<const Unit>(std::move(made_));
  }

 private:
  /// Places in the part's text and paths from its folder: its resources are read as of a template of its own.
  void read_part(const UnitPart& part) {
    Unit& unit = *made_;
    Template own = *unit.effective;
    own.file = part.unit->file;
    own.tree = part.unit->effective->tree;
    const Resolver resolver(own, *unit.conditions, unit.given);
    const std::span<const Resource> resources =
        unit.effective->resources.subspan(part.first, part.unit->effective->resources.size());
    const std::string path = world_.sources->file(own.file).real_path;
    if (needs_.code) {
      const CodeContext context{*world_.files, *world_.sources, *world_.code, root_, path, false, resources};
      JoinedCode code = join_code({*part.unit->written, own, *unit.names}, resolver, context, unit.arena);
      functions_.insert(functions_.end(), code.facts->functions.begin(), code.facts->functions.end());
      for (std::shared_ptr<const CodeUnit>& source : code.units) unit.code_units.push_back(std::move(source));
    }
    WorkflowFiles files;
    files.files = world_.files;
    files.sources = world_.sources;
    files.folder = std::string(folder_of(path));
    files.root = root_;
    files.machines = resources;
    std::vector<Problem> reported_by_the_part;
    const Workflows* workflows = build_workflows(own, resolver, files, unit.arena, reported_by_the_part);
    workflows_.insert(workflows_.end(), workflows->all.begin(), workflows->all.end());
  }

  const CodeFacts* joined_code() {
    CodeFacts* facts = made_->arena.make<CodeFacts>();
    facts->functions = made_->arena.copy(functions_);
    return facts;
  }

  const World& world_;
  const UnitNeeds needs_;
  const std::string& root_;
  std::unique_ptr<Unit> made_;
  std::vector<FunctionCode> functions_;
  std::vector<Workflow> workflows_;
};

}  // namespace

JoinedUnits join_units(const std::vector<const Unit*>& units, const Links& links, const World& world, UnitNeeds needs,
                       const std::string& root) {
  JoinedUnits joined;
  std::set<const Unit*> taken;
  for (const StackPlan& plan : plan_stacks(units, links, *world.sources)) {
    joined.made.push_back(Joiner(plan, world, needs, root).join());
    joined.all.push_back(joined.made.back().get());
    for (const UnitPart& part : joined.made.back()->parts) taken.insert(part.unit);
  }
  for (const Unit* unit : units)
    if (taken.count(unit) == 0) joined.all.push_back(unit);
  return joined;
}

}  // namespace cumulint
