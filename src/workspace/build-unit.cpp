// The pipeline from a file to a frozen Unit.
#include "workspace/build-unit.h"

#include <utility>

#include "code/join.h"
#include "graph/build-graph.h"
#include "iam/policies.h"
#include "model/build-template.h"
#include "sam/expand.h"
#include "syntax/read.h"
#include "workspace/link.h"

namespace cumulint {
namespace {

std::optional<std::string> given_value(const GivenValues& given, std::string_view name) {
  const auto found = given.parameters.find(name);
  return found == given.parameters.end() ? std::nullopt : std::optional<std::string>(found->second);
}

void read_syntax(const UnitRequest& request, std::string text, const World& world, Unit& unit) {
  unit.file = world.sources->add(request.path, request.real_path, std::move(text));
  unit.files.push_back({request.real_path, true});
  unit.tree = read_tree(unit.file, request.path, world.sources->file(unit.file).text(), unit.arena);
  unit.incomplete = !unit.tree.complete;
}

void expand_sam(const UnitRequest& request, const World& world, Unit& unit) {
  sam::ExpandOptions options;
  options.region = given_value(unit.given, "AWS::Region");
  options.partition = given_value(unit.given, "AWS::Partition");
  options.account = given_value(unit.given, "AWS::AccountId");
  options.given = &unit.given;
  options.files = world.files;
  options.sources = world.sources;
  options.used = &unit.files;
  options.template_path = request.real_path;
  options.root = request.root;
  unit.effective = sam::expand(*unit.written, options, unit.arena, unit.problems, unit.sam_refused);
}

void prepare_values(Unit& unit) {
  unit.conditions = std::make_unique<const Conditions>(*unit.effective, unit.given, unit.arena);
  unit.resolver = std::make_unique<const Resolver>(*unit.effective, *unit.conditions, unit.given);
  unit.names = ResourceNames::build(*unit.effective, *unit.resolver, unit.arena);
}

void join_sources(const UnitRequest& request, const World& world, Unit& unit) {
  const CodeContext context{*world.files, *world.sources, *world.code, request.root, request.real_path};
  JoinedCode joined = join_code({*unit.written, *unit.effective, *unit.names}, *unit.resolver, context, unit.arena);
  unit.code = joined.facts;
  unit.code_units = std::move(joined.units);
  unit.files.insert(unit.files.end(), joined.files.begin(), joined.files.end());
}

void read_workflows(const UnitRequest& request, const World& world, Unit& unit) {
  WorkflowFiles files;
  files.files = world.files;
  files.sources = world.sources;
  files.folder = std::string(folder_of(request.real_path));
  files.root = request.root;
  files.used = &unit.files;
  unit.workflows = build_workflows(*unit.effective, *unit.resolver, files, unit.arena, unit.problems);
}

}  // namespace

Result<std::unique_ptr<const Unit>> build_unit(const UnitRequest& request, const World& world) {
  Result<std::string> text =
      request.text ? Result<std::string>(*request.text) : world.files->read(request.real_path, max_file_bytes);
  if (!text) return text.error();
  std::unique_ptr<Unit> unit = std::make_unique<Unit>();
  unit->given = request.given;
  read_syntax(request, std::move(*text), world, *unit);
  unit->written = build_template(unit->tree, unit->arena, unit->problems);
  expand_sam(request, world, *unit);
  prepare_values(*unit);
  if (request.needs.code) join_sources(request, world, *unit);
  if (request.needs.iam) unit->policies = build_policies(*unit->effective, *unit->resolver, *unit->names, unit->arena);
  read_workflows(request, world, *unit);
  const GraphInput input{unit->effective, unit->resolver.get(), unit->names, unit->code, unit->policies, unit->workflows};
  unit->graph = build_graph(input, unit->arena);
  collect_symbols(*unit);
  unit->arena.freeze();
  return std::unique_ptr<const Unit>(std::move(unit));
}

}  // namespace cumulint
