// The questions that rules ask of frozen data.
#include "rule/views.h"

#include "base/strings.h"

namespace cumulint {

UnitView ResourceView::unit_view() const { return {*run_, *unit_}; }

Possible ResourceView::property(std::string_view path, const char* default_text) const {
  return unit_->resolver->property(*resource_, path, *run_->scratch, default_text);
}

Possible ResourceView::property_under(const Scenario& under, std::string_view path, const char* default_text) const {
  Possible all = property(path, default_text);
  if (under.is_fact()) return all;
  std::vector<Candidate> left;
  for (const Candidate& candidate : all.candidates)
    if (consistent(candidate.when, under) != Truth::no) left.push_back(candidate);
  all.candidates = run_->scratch->copy(left);
  return all;
}

Choices ResourceView::choices(std::string_view path) const {
  return unit_->resolver->property_choices(*resource_, path, *run_->scratch);
}

Choices ResourceView::items(std::string_view path) const {
  const Choices lists = choices(path);
  std::vector<Choice> all;
  bool open = lists.open, invalid = lists.invalid;
  for (const Choice& list : lists.items) {
    if (list.field->value->is(ValueKind::absent)) continue;
    const Choices items = unit_->resolver->items(*list.field, *run_->scratch, list.when);
    all.insert(all.end(), items.items.begin(), items.items.end());
    open = open || items.open;
    invalid = invalid || items.invalid;
  }
  return {run_->scratch->copy(all), open, invalid};
}

Truth ResourceView::has(std::string_view path) const {
  const Choices found = choices(path);
  if (found.invalid) return Truth::unknown;
  bool present = found.open, missing = found.open;
  for (const Choice& choice : found.items) {
    (choice.field->value->is(ValueKind::absent) ? missing : present) = true;
  }
  if (present && missing) return Truth::unknown;
  return truth_of(present);
}

Scenario ResourceView::exists() const { return unit_->resolver->exists(*resource_, *run_->scratch); }

const GraphNode& ResourceView::node() const {
  const GraphNode* node = unit_->graph->find(*resource_);
  CUMULINT_ASSERT(node != nullptr);
  return *node;
}

bool ResourceView::has_role(RoleFlag flag) const { return unit_->graph->has_role(node(), flag); }

const FunctionCode* ResourceView::code() const {
  return unit_->code == nullptr ? nullptr : unit_->code->find(*resource_);
}

std::vector<ResourceView> UnitView::resources() const {
  std::vector<ResourceView> all;
  for (const Resource& resource : effective().resources) all.push_back(view(resource));
  return all;
}

std::vector<ResourceView> UnitView::resources(std::initializer_list<std::string_view> types) const {
  std::vector<ResourceView> all;
  for (const Resource& resource : effective().resources)
    for (std::string_view type : types)
      if (resource.type == type) all.push_back(view(resource));
  return all;
}

Possible UnitView::resolve(const Field& field, const Scenario& under) const {
  return unit_->resolver->resolve(field, *run_->scratch, under);
}

Choices UnitView::choices(const Field& field, const Scenario& under) const {
  return unit_->resolver->choices(field, *run_->scratch, under);
}

Choices UnitView::items(const Field& list, const Scenario& under) const {
  return unit_->resolver->items(list, *run_->scratch, under);
}

Choices UnitView::find(const Field& field, std::string_view path, const Scenario& under) const {
  return unit_->resolver->find(field, path, *run_->scratch, under);
}

std::string_view UnitView::path() const { return run_->application->sources->file(unit_->file).path; }

ApplicationView UnitView::application() const { return ApplicationView(*run_); }

std::vector<UnitView> ApplicationView::units() const {
  std::vector<UnitView> all;
  for (const Unit* unit : run_->application->units) all.emplace_back(*run_, *unit);
  return all;
}

ResourceView Delivery::source() const {
  CUMULINT_ASSERT(from_resource());
  return unit.view(*edge->from->resource);
}

ResourceView Delivery::target() const {
  CUMULINT_ASSERT(to_resource());
  return unit.view(*edge->to->resource);
}

bool Delivery::is(EdgeKind kind, std::string_view from_type, std::string_view to_type) const {
  return edge->kind == kind && from_resource() && to_resource() && edge->from->type == from_type &&
         edge->to->type == to_type;
}

Possible Delivery::from(std::string_view path, const char* default_text) const {
  return source().property_under(edge->when, path, default_text);
}

Possible Delivery::to(std::string_view path, const char* default_text) const {
  return target().property_under(edge->when, path, default_text);
}

Possible Delivery::setting(std::string_view path, const char* default_text) const {
  if (edge->via == nullptr) return {};
  return unit.view(*edge->via).property_under(edge->when, path, default_text);
}

}  // namespace cumulint
