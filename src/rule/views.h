// What rules see: frozen data with the questions that they ask of it. Cheap to copy; lives as long as the run.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "code/facts.h"
#include "graph/graph.h"
#include "iam/policies.h"
#include "resolve/verdict.h"
#include "workspace/unit.h"

namespace cumulint {

class UnitView;
class ApplicationView;

/// The run's context behind every view: the application and a scratch arena for answers.
struct RunContext {
  const Application* application = nullptr;
  Arena* scratch = nullptr;
  std::string_view today;  // "2026-11-24"
};

/// A resource of the effective template.
class ResourceView {
 public:
  ResourceView(const RunContext& run, const Unit& unit, const Resource& resource)
      : run_(&run), unit_(&unit), resource_(&resource) {}

  std::string_view id() const { return resource_->id; }
  std::string_view type() const { return resource_->type; }
  bool is(std::string_view type) const { return resource_->type == type; }
  const Resource& resource() const { return *resource_; }
  const Unit& unit() const { return *unit_; }
  UnitView unit_view() const;
  /// A property as scalar, by dotted path, under the resource's Condition. `default_text` stands in where it is absent
  /// and counts as known (AWS's documented default).
  Possible property(std::string_view path, const char* default_text = nullptr) const;
  /// Only the values that can stand there in `under`: for ends of an edge that exists in that scenario.
  Possible property_under(const Scenario& under, std::string_view path, const char* default_text = nullptr) const;
  /// A property as structure (lists, maps), through Ifs and NoValue; absent choices included.
  Choices choices(std::string_view path) const;
  /// The items of a list property.
  Choices items(std::string_view path) const;
  /// Is the property set? yes: in every deployment; no: in none; unknown: in some, or nobody knows.
  Truth has(std::string_view path) const;
  Scenario exists() const;
  const GraphNode& node() const;
  bool has_role(RoleFlag flag) const;
  std::span<const Edge* const> out() const { return node().out; }
  std::span<const Edge* const> in() const { return node().in; }
  /// The code behind a function; null if none was read.
  const FunctionCode* code() const;
  /// Made by a tool (CDK provider …): errors only.
  bool is_tool_generated() const { return has_role(RoleFlag::tool_generated); }

 private:
  const RunContext* run_;
  const Unit* unit_;
  const Resource* resource_;
};

/// One template of the run.
class UnitView {
 public:
  UnitView(const RunContext& run, const Unit& unit) : run_(&run), unit_(&unit) {}

  const Unit& unit() const { return *unit_; }
  const RunContext& run() const { return *run_; }
  const Template& written() const { return *unit_->written; }
  const Template& effective() const { return *unit_->effective; }
  const Graph& graph() const { return *unit_->graph; }
  std::vector<ResourceView> resources() const;
  std::vector<ResourceView> resources(std::initializer_list<std::string_view> types) const;
  ResourceView view(const Resource& resource) const { return {*run_, *unit_, resource}; }
  Possible resolve(const Field& field, const Scenario& under = {}) const;
  Choices choices(const Field& field, const Scenario& under = {}) const;
  Choices items(const Field& list, const Scenario& under = {}) const;
  Choices find(const Field& field, std::string_view path, const Scenario& under = {}) const;
  std::string_view path() const;
  ApplicationView application() const;

 private:
  const RunContext* run_;
  const Unit* unit_;
};

/// All templates of the run.
class ApplicationView {
 public:
  explicit ApplicationView(const RunContext& run) : run_(&run) {}

  const Application& application() const { return *run_->application; }
  std::vector<UnitView> units() const;
  const RunContext& run() const { return *run_; }

 private:
  const RunContext* run_;
};

/// An edge that carries messages or invokes, with both ends' values at hand.
struct Delivery {
  const Edge* edge = nullptr;
  UnitView unit;

  EdgeKind kind() const { return edge->kind; }
  ResourceView source() const;  // only if from_resource()
  ResourceView target() const;
  bool from_resource() const { return edge->from->resource != nullptr; }
  bool to_resource() const { return edge->to->resource != nullptr; }
  bool is(EdgeKind kind, std::string_view from_type, std::string_view to_type) const;
  /// Values of the ends, as far as they can stand there while the edge exists.
  Possible from(std::string_view path, const char* default_text = nullptr) const;
  Possible to(std::string_view path, const char* default_text = nullptr) const;
  /// Of the mapping, subscription, rule target … in between.
  Possible setting(std::string_view path, const char* default_text = nullptr) const;
};

/// One SDK call of one source, with every function of the unit that reaches it.
struct CodeCall {
  const SdkCall* call = nullptr;
  std::span<const FunctionCode* const> functions;  // in file order; never empty
  std::span<const SdkCall* const> calls;           // as functions[i] makes it: names may differ between them
  UnitView unit;
};

}  // namespace cumulint
