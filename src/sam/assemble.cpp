// Puts the drafts among the plain resources, each after what caused it, and rewrites references everywhere.
#include "sam/assemble.h"

#include <algorithm>
#include <unordered_map>

#include "sam/references.h"

namespace cumulint::sam {
namespace {

class Assembler {
 public:
  explicit Assembler(Context& context) : context_(context), arena_(context.arena()), references_(context) {}

  const Template* assemble() {
    const Template& written = context_.written();
    Template* made = arena_.make<Template>(written);
    collect_drafts();
    for (const Resource& resource : written.resources) place(resource);
    made->resources = arena_.copy(resources_);
    made->by_id = index();
    made->conditions = conditions();
    made->outputs = outputs();
    made->transforms = other_transforms();
    made->globals = nullptr;
    made->has_sam = false;
    made->root = root(*made);
    return made;
  }

 private:
  /// The resource of the text that a draft stands for: of an implicit API, the function that asked for it.
  static const Resource* cause_of(const Draft& draft) {
    const Resource* cause = draft.subject.resource;
    while (cause->generated && cause->written != nullptr) cause = cause->written;
    return cause;
  }

  void collect_drafts() {
    for (Draft& draft : context_.drafts())
      if (!draft.dropped) drafts_[draft.declared != nullptr ? draft.declared : cause_of(draft)].push_back(&draft);
  }

  void place(const Resource& resource) {
    const auto made = drafts_.find(&resource);
    if (made != drafts_.end())
      for (const Draft* draft : made->second) resources_.push_back(built(*draft));
    const bool replaced = context_.find(resource.id) != nullptr;  // an implicit API overrides a declared one
    if (!replaced && context_.find_sam(resource.id) == nullptr) resources_.push_back(rewritten(resource));
  }

  Resource built(const Draft& draft) {
    const Subject& subject = draft.subject;
    const Maker maker = context_.maker(subject);
    Resource made;
    made.id = draft.id;
    made.type = draft.type;
    made.generated = draft.declared == nullptr;
    made.origin = made.generated ? maker.origin() : draft.declared->origin;
    if (made.generated)
      made.origin.value = subject.event != nullptr ? subject.event->origin.value : subject.resource->origin.value;
    const bool is_plain = draft.declared != nullptr && context_.find_sam(draft.id) == nullptr;
    made.written = is_plain ? nullptr : cause_of(draft);
    made.event_field = subject.event != nullptr ? subject.event : subject.resource->event_field;
    if (made.event_field != nullptr) made.event = made.event_field->key;

    Fields body;
    const Field* type = draft.declared != nullptr ? draft.declared->body->find("Type") : nullptr;
    body.set({"Type", type != nullptr ? type->origin : maker.origin(), maker.text(draft.type)});
    set_condition(draft, maker, made, body);
    set_dependencies(draft, maker, made, body);
    for (const Field& attribute : draft.attributes.list()) body.set(references_.rewritten(attribute));
    made.metadata = find_kept(body, "Metadata");
    Field properties = draft.declared != nullptr ? *draft.declared->properties : maker.field("Properties", nullptr);
    properties.key = "Properties";
    properties.value = references_.rewritten(maker.map(draft.properties.list()));
    made.properties = maker.keep(properties);
    if (!draft.properties.empty()) body.set(properties);
    made.body = maker.map(body.list());
    return made;
  }

  void set_condition(const Draft& draft, const Maker& maker, Resource& made, Fields& body) {
    made.condition = draft.condition;
    if (draft.condition.empty()) return;
    const Resource& cause = *draft.subject.resource;
    const bool is_written = cause.condition_field != nullptr && cause.condition == draft.condition;
    made.condition_field =
        is_written ? cause.condition_field : maker.keep(maker.field("Condition", maker.text(draft.condition)));
    body.set({"Condition", made.condition_field->origin, made.condition_field->value});
  }

  void set_dependencies(const Draft& draft, const Maker& maker, Resource& made, Fields& body) {
    std::vector<Field> items;
    // Of what connectors make SAM translates no dependencies but those on connectors that come later.
    const SamResource* cause = context_.find_sam(draft.subject.resource->id);
    const bool as_written = cause != nullptr && cause->type == "Connector";
    for (const std::string_view id : draft.depends_on)
      for (const std::string_view target : as_written ? std::vector<std::string_view>{id} : references_.dependencies(id)) {
        const bool known = std::any_of(items.begin(), items.end(), [&](const Field& f) { return f.value->text == target; });
        if (known) continue;
        Field item = maker.field({}, maker.text(target));
        if (draft.declared != nullptr)
          for (const Field& written : draft.declared->depends_on)
            if (written.value->literal() == id) item.origin = written.origin;
        items.push_back(item);
      }
    made.depends_on = arena_.copy(items);
    if (!items.empty()) body.set(maker, "DependsOn", maker.list(std::move(items)));
  }

  const Field* find_kept(const Fields& fields, std::string_view key) {
    const Field* found = fields.find(key);
    return found == nullptr ? nullptr : arena_.make<Field>(*found);
  }

  Resource rewritten(const Resource& resource) {
    if (references_.nothing_to_do()) return resource;
    const Value* body = references_.rewritten(resource.body);
    std::vector<Field> items;
    for (const Field& item : resource.depends_on)
      for (const std::string_view target : references_.dependencies(item.value->literal()))
        items.push_back({{}, item.origin, target == item.value->literal()
                                              ? item.value
                                              : Maker(arena_, item.origin).text(target)});
    const bool same_depends = std::equal(items.begin(), items.end(), resource.depends_on.begin(), resource.depends_on.end(),
                                         [](const Field& a, const Field& b) { return a.value == b.value; });
    if (body == resource.body && same_depends) return resource;
    Resource made = resource;
    made.depends_on = arena_.copy(items);
    if (!same_depends) {
      const Maker maker(arena_, resource.origin);
      Fields fields(*body);
      if (const Field* old = fields.find("DependsOn")) fields.set({"DependsOn", old->origin, maker.list(std::move(items))});
      body = fields.value(maker);
    }
    made.body = body;
    if (const Field* properties = body->find("Properties")) made.properties = properties;
    if (resource.metadata != nullptr) made.metadata = body->find("Metadata");
    return made;
  }

  std::span<const std::uint32_t> index() {
    std::vector<std::uint32_t> order(resources_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return resources_[a].id < resources_[b].id; });
    return arena_.copy(order);
  }

  std::span<const Condition> conditions() {
    std::vector<Condition> all(context_.written().conditions.begin(), context_.written().conditions.end());
    if (!references_.nothing_to_do())
      for (Condition& condition : all)
        if (const Field made = references_.rewritten(*condition.definition); made.value != condition.definition->value)
          condition.definition = arena_.make<Field>(made);
    for (const Context::AddedCondition& added : context_.added_conditions())
      all.push_back({added.name, added.definition->origin, added.definition});
    return arena_.copy(all);
  }

  std::span<const Output> outputs() {
    if (references_.nothing_to_do()) return context_.written().outputs;
    std::vector<Output> all(context_.written().outputs.begin(), context_.written().outputs.end());
    for (Output& output : all) {
      output.value = arena_.make<Field>(references_.rewritten(*output.value));
      if (output.export_name != nullptr) output.export_name = arena_.make<Field>(references_.rewritten(*output.export_name));
    }
    return arena_.copy(all);
  }

  std::span<const Field> other_transforms() {
    std::vector<Field> others;
    for (const Field& transform : context_.written().transforms)
      if (transform.value->literal() != "AWS::Serverless-2016-10-31") others.push_back(transform);
    return arena_.copy(others);
  }

  const Value* root(const Template& made) {
    const Value& written = *context_.written().root;
    const Maker maker(arena_, Origin{context_.written().file, {}, {}, nullptr});
    Fields fields;
    for (const Field& field : written.fields) {
      if (field.key == "Globals" || field.key == "Transform" || field.key == "Conditions") continue;
      if (field.key == "Resources") {
        Fields resources;
        for (const Resource& resource : made.resources) resources.set({resource.id, resource.origin, resource.body});
        fields.set({field.key, field.origin, resources.value(maker)});
      } else {
        fields.set(field.key == "Outputs" ? references_.rewritten(field) : field);
      }
    }
    if (!made.transforms.empty()) fields.set(maker, "Transform", maker.list(std::vector<Field>(made.transforms.begin(), made.transforms.end())));
    if (!made.conditions.empty()) {
      Fields conditions;
      for (const Condition& condition : made.conditions)
        conditions.set({condition.name, condition.origin, condition.definition->value});
      fields.set(maker, "Conditions", conditions.value(maker));
    }
    return fields.value(maker);
  }

  Context& context_;
  Arena& arena_;
  References references_;
  std::unordered_map<const Resource*, std::vector<const Draft*>> drafts_;
  std::vector<Resource> resources_;
};

}  // namespace

const Template* assemble(Context& context) { return Assembler(context).assemble(); }

}  // namespace cumulint::sam
