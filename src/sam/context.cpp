// The state of one expansion.
#include "sam/context.h"

#include <algorithm>

#include "base/strings.h"
#include "sam/apis.h"
#include "sam/globals.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view serverless = "AWS::Serverless::";

std::string partition_of(const ExpandOptions& options) {
  if (options.partition) return *options.partition;
  if (!options.region) return "aws";
  if (starts_with(*options.region, "cn-")) return "aws-cn";
  if (starts_with(*options.region, "us-gov-")) return "aws-us-gov";
  return "aws";
}

const Field* given_or_null(const Field* field) { return is_given(field) ? field : nullptr; }

}  // namespace

const Field* SamResource::find(std::string_view path) const { return given_or_null(properties->find_path(path)); }
const Field* Event::find(std::string_view path) const { return given_or_null(properties->find_path(path)); }

Origin Subject::origin(Arena& arena) const {
  const Origin& place = event != nullptr ? event->origin : resource->origin;
  Origin user = place;
  user.value = {};
  return {place.file, place.key, {}, arena.make<Cause>(Cause{CauseKind::sam, 1, user})};
}

Context::Context(const Template& written, const ExpandOptions& options, Arena& arena, std::vector<Problem>& problems)
    : written_(&written),
      options_(&options),
      arena_(&arena),
      problems_(&problems),
      globals_(std::make_unique<Globals>(*this)),
      apis_(std::make_unique<Apis>()),
      partition_(partition_of(options)) {}

Context::~Context() = default;

SamResource* Context::find_sam(std::string_view id) {
  const auto at = sam_by_id_.find(id);
  return at == sam_by_id_.end() ? nullptr : at->second;
}

SamResource& Context::add_sam(const Resource& resource) {
  SamResource& added = resources_.emplace_back();
  added.written = &resource;
  added.type = resource.type;
  if (starts_with(added.type, serverless)) added.type.remove_prefix(serverless.size());
  added.properties = globals_->merged(resource, added.type);
  sam_by_id_[resource.id] = &added;
  return added;
}

Draft& Context::add(const Subject& subject, std::string_view id, std::string_view type) {
  Draft& draft = drafts_.emplace_back(Draft{arena_->copy(id), type, subject, {}, {}, {}, {}, nullptr, false});
  const Resource& cause = *subject.resource;
  draft.condition = cause.condition;
  for (const std::string_view attribute : {"DeletionPolicy", "UpdateReplacePolicy"})
    if (const Field* field = cause.body->find(attribute)) draft.attributes.take(maker(subject), attribute, field);
  if (const Resource* declared = find_written(id); declared != nullptr && !is_replaceable(*declared, cause)) {
    refuse(subject, declared->origin.key_place(), Refusal::conflict,
           {"SAM makes a ", type, " named ", id, " here, but the template declares a resource of this name"},
           "rename the declared resource");
    draft.dropped = true;
    return draft;
  }
  Draft*& known = draft_by_id_[draft.id];
  if (known != nullptr) known->dropped = true;  // as in AWS's own translator the later one wins
  known = &draft;
  return draft;
}

bool Context::is_replaceable(const Resource& declared, const Resource& cause) const {
  // A SAM resource may become its own successor; an implicit API takes the place of a declared one.
  return &declared == &cause || (cause.generated && declared.id == cause.id);
}

Draft& Context::add_main(const SamResource& resource, std::string_view type) {
  Draft& draft = add(resource, resource.id(), type);
  const Resource& written = *resource.written;
  draft.declared = written.generated ? nullptr : &written;
  draft.attributes = {};
  for (const Field& field : written.body->fields)
    if (is_main_attribute(field.key)) draft.attributes.set(field);
  for (const Field& item : written.depends_on) draft.depends_on.push_back(item.value->literal());
  return draft;
}

bool Context::is_main_attribute(std::string_view key) {
  return key == "DeletionPolicy" || key == "UpdateReplacePolicy" || key == "Metadata" || key == "CreationPolicy" ||
         key == "UpdatePolicy";
}

Draft* Context::find(std::string_view id) {
  const auto at = draft_by_id_.find(id);
  return at == draft_by_id_.end() || at->second->dropped ? nullptr : at->second;
}

Draft& Context::edit(const Resource& plain) {
  if (Draft* known = find(plain.id)) return *known;
  Draft& draft = drafts_.emplace_back(Draft{plain.id, plain.type, plain, {}, {}, {}, {}, &plain, false});
  draft.properties = Fields(*plain.properties->value);
  for (const Field& field : plain.body->fields)
    if (field.key != "Type" && field.key != "Properties" && field.key != "Condition" && field.key != "DependsOn")
      draft.attributes.set(field);
  draft.condition = plain.condition;
  for (const Field& item : plain.depends_on) draft.depends_on.push_back(item.value->literal());
  draft_by_id_[draft.id] = &draft;
  return draft;
}

void Context::name(std::string_view id, std::string_view property, std::string_view made) {
  names_[join({id, ".", property})] = arena_->copy(made);
}

std::string_view Context::named(std::string_view id, std::string_view property) const {
  const auto at = names_.find(join({id, ".", property}));
  return at == names_.end() ? std::string_view{} : at->second;
}

void Context::rename(std::string_view id, std::string_view made) { renames_[id] = {arena_->copy(made)}; }

std::string_view Context::renamed(std::string_view id) const {
  const auto at = renames_.find(id);
  const bool is_layer = at != renames_.end() && sam_by_id_.at(at->first)->type == "LayerVersion";
  return is_layer ? at->second.front() : std::string_view{};
}

void Context::depends_on_all(std::string_view id, std::vector<std::string_view> made) {
  for (Draft& draft : drafts_) {  // of what other connectors made before
    const SamResource* cause = find_sam(draft.subject.resource->id);
    const auto at = std::find(draft.depends_on.begin(), draft.depends_on.end(), id);
    if (cause == nullptr || cause->type != "Connector" || at == draft.depends_on.end()) continue;
    draft.depends_on.insert(draft.depends_on.erase(at), made.begin(), made.end());
  }
  renames_[id] = std::move(made);
}

std::string_view Context::add_condition(const Subject& subject, std::string_view name, const Value* definition) {
  if (const Condition* written = written_->find_condition(name)) return written->name;
  for (const AddedCondition& added : conditions_)
    if (added.name == name) return added.name;
  const Maker make = maker(subject);
  const std::string_view kept = arena_->copy(name);
  conditions_.push_back({kept, make.keep(make.field(kept, definition))});
  return kept;
}

std::string_view Context::set_condition(const Subject& subject, std::string_view name, const Value* definition) {
  const Maker make = maker(subject);
  for (AddedCondition& added : conditions_)
    if (added.name == name) {
      added.definition = make.keep(make.field(added.name, definition));
      return added.name;
    }
  return add_condition(subject, name, definition);
}

std::string_view Context::text_of(const Field* field) {
  return field == nullptr ? std::string_view{} : resolve(field->value)->literal();
}

void Context::refuse(const Subject& subject, Location where, Refusal kind, std::initializer_list<std::string_view> words,
                     std::string_view help) {
  refused_ = true;
  Problem problem;
  problem.rule = kind == Refusal::conflict ? "sam-property-conflict" : "invalid-value";
  problem.where = where;
  problem.resource = subject.resource->id;
  const std::string_view said = arena_->join(words);
  if (subject.event != nullptr)
    problem.message = arena_->join({"event ", subject.event->key, " of ", subject.resource->id, " (",
                                    subject.resource->id, subject.event->key, "): ", said});
  else
    problem.message = arena_->join({subject.resource->id, ": ", said});
  problem.why = "SAM refuses the template";
  problem.help = arena_->copy(help);
  problems_->push_back(problem);
}

void Context::refuse_value(const Subject& subject, const Field& field, std::initializer_list<std::string_view> words,
                           std::string_view help) {
  refuse(subject, field.origin.value_place(), Refusal::value, words, help);
}

void Context::refuse_conflict(const Subject& subject, const Field& field, std::initializer_list<std::string_view> words,
                              std::string_view help) {
  refuse(subject, field.origin.key_place(), Refusal::conflict, words, help);
}

void Context::refuse_template(Location where, std::initializer_list<std::string_view> words, std::string_view help) {
  refused_ = true;
  Problem problem;
  problem.rule = "invalid-value";
  problem.where = where;
  problem.message = arena_->join(words);
  problem.why = "SAM refuses the template";
  problem.help = arena_->copy(help);
  problems_->push_back(problem);
}

}  // namespace cumulint::sam
