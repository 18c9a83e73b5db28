// Tags of what SAM makes.
#include "sam/tags.h"

#include <algorithm>

namespace cumulint::sam {
namespace {

/// Types that events and options make, and that take a list of tags.
constexpr std::string_view tagged[] = {
    "AWS::Lambda::Function", "AWS::StepFunctions::StateMachine", "AWS::IAM::Role",           "AWS::SQS::Queue",
    "AWS::SNS::Topic",       "AWS::IoT::TopicRule",              "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup", "AWS::S3::Bucket"};

bool takes_tag_list(std::string_view type) {
  return std::find(std::begin(tagged), std::end(tagged), type) != std::end(tagged);
}

const Value* tag(const Maker& maker, const Field& field) {
  const Value* value = field.value->is(ValueKind::null) ? maker.text("") : field.value;
  return maker.map(std::vector<Field>{maker.field("Key", maker.text(field.key)), {"Value", field.origin, value}});
}

/// SAM takes a function in the place of all tags for a map with one key.
Field call_as_pair(const Value& call) {
  Field pair = *call.expression->argument;
  pair.key = call.expression->name;
  return pair;
}

bool check_reserved(Context& context, const Subject& subject, const Field& tags, std::string_view mark) {
  const Field* reserved = tags.value->find(mark);
  if (reserved == nullptr) return true;
  context.refuse(subject, reserved->origin.key_place(), Refusal::conflict, {"tag ", mark, " is SAM's own"},
                 "use another key");
  return false;
}

}  // namespace

const Value* tag_list(Context& context, const Subject& subject, const Field* tags, std::string_view mark) {
  const Maker maker = context.maker(subject);
  std::vector<Field> items;
  if (!mark.empty())
    items.push_back(maker.field({}, maker.map({{"Key", maker.text(mark)}, {"Value", maker.text("SAM")}})));
  if (is_given(tags) && tags->value->is(ValueKind::expression)) {
    items.push_back({{}, tags->origin, tag(maker, call_as_pair(*tags->value))});
  } else if (is_given(tags) && tags->value->is(ValueKind::map)) {
    if (!mark.empty() && !check_reserved(context, subject, *tags, mark)) return nullptr;
    for (const Field& field : tags->value->fields) items.push_back({{}, field.origin, tag(maker, field)});
  }
  return items.empty() ? nullptr : maker.list(std::move(items));
}

const Value* tag_map(Context& context, const Subject& subject, const Field* tags, std::string_view mark) {
  const Maker maker = context.maker(subject);
  Fields fields;
  if (is_given(tags) && tags->value->is(ValueKind::expression)) fields.set(call_as_pair(*tags->value));
  else if (is_given(tags) && tags->value->is(ValueKind::map)) fields = Fields(*tags->value);
  if (!mark.empty()) fields.set(maker, mark, maker.text("SAM"));
  return fields.empty() ? nullptr : fields.value(maker);
}

void propagate_tags(Context& context, const SamResource& owner, std::size_t first_draft) {
  const Field* propagate = owner.find("PropagateTags");
  const Field* tags = owner.find("Tags");
  if (!is_set(propagate) || tags == nullptr) return;
  const Value* list = tag_list(context, owner, tags, {});
  if (list == nullptr) return;
  for (std::size_t i = first_draft; i < context.drafts().size(); ++i) {
    Draft& draft = context.drafts()[i];
    if (takes_tag_list(draft.type))
      draft.properties.set(context.maker(draft.subject), "Tags", list);
  }
}

}  // namespace cumulint::sam
