// AWS::Serverless::Connector: what one resource needs to use another, as policies and permissions.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
#include <algorithm>

#include "base/strings.h"
#include "sam/connector-end.h"
#include "sam/names.h"
#include "sam/parts.h"
#include "sam/properties.h"
#include "sam/tables.h"

namespace cumulint::sam {
namespace {

constexpr PropertyRule rules[] = {{"Source", Shape::any, true}, {"Destination", Shape::any, true}, {"Permissions", Shape::list, true, true}};

/// Fills in what the table says of the two ends: `<source.Arn>` and its kin.
class Grant {
 public:
  Grant(Context& context, const SamResource& connector, const Maker& maker, const ConnectorEnd& source, const ConnectorEnd& destination)
      : context_(context), connector_(connector), maker_(maker), source_(source), destination_(destination) {}

  const Value* fill(const Value& value) {
    if (value.is(ValueKind::text)) return fill_text(value.text);
    std::vector<Field> fields;
    for (const Field& field : value.fields) fields.push_back(maker_.field(field.key, fill(*field.value)));
    return value.is(ValueKind::list) ? maker_.list(std::move(fields)) : maker_.map(std::move(fields));
  }

  bool good() const { return good_; }

 private:
  const Value* lookup(std::string_view placeholder) {
    const std::size_t dot = placeholder.find('.');
    const ConnectorEnd& end = placeholder.substr(0, dot) == "source" ? source_ : destination_;
    const std::string_view name = placeholder.substr(dot + 1);
    if (const Value* value = end.property(maker_, name)) return value;
    good_ = false;
    context_.refuse(connector_, connector_.written->origin.key_place(), Refusal::value, {end.side, ".", name, " is missing"});
    return maker_.text("");
  }

  const Value* fill_text(std::string_view text) {
    const std::size_t open = text.find('<');
    if (open == std::string_view::npos) return contains(text, "${") ? maker_.sub(text) : maker_.text(text);
    if (open == 0 && text.find('>') == text.size() - 1) return lookup(text.substr(1, text.size() - 2));
    std::string made;
    std::vector<Field> variables;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t close = text[at] == '<' ? text.find('>', at) : std::string_view::npos;
      if (close == std::string_view::npos) {
        made += text[at++];
        continue;
      }
      const std::string_view placeholder = text.substr(at + 1, close - at - 1);
      const std::string name = (starts_with(placeholder, "source") ? "Source" : "Destination") +
                               std::string(placeholder.substr(placeholder.find('.') + 1));
      made.append("${").append(name).append("}");
      variables.push_back(maker_.field(context_.arena().copy(name), lookup(placeholder)));
      at = close + 1;
    }
    return maker_.sub(made, std::move(variables));
  }

  Context& context_;
  const SamResource& connector_;
  Maker maker_;
  const ConnectorEnd &source_, &destination_;
  bool good_ = true;
};

class Connection {
 public:
  Connection(Context& context, const SamResource& connector, std::string_view suffix, const ConnectorEnd& source, const ConnectorEnd& destination)
      : context_(context), connector_(connector), suffix_(suffix), maker_(context.maker(connector)), source_(source), destination_(destination) {}

  void make(std::vector<std::string_view>& made) {
    const std::string_view json = find_connector(source_.type, destination_.type);
    const Field& permissions = *connector_.find("Permissions");
    if (json.empty()) {
      context_.refuse_value(connector_, permissions, {"there is no connector from ", source_.type, " to ", destination_.type});
      return;
    }
    profile_ = read_entry(json, context_.arena());
    if (!permissions.value->is(ValueKind::list) || !check(permissions)) return;
    const std::string_view kind = profile_->find("kind")->value->text;
    if (kind == "permission") make_permissions(permissions, made);
    else if (kind == "role") make_policy(made);
    else make_resource_policy(kind == "queue", made);
  }

 private:
  std::string_view id(std::string_view middle) const { return context_.join({connector_.id(), middle, suffix_}); }

  bool asks_for(std::string_view category) const {
    for (const Field& item : connector_.find("Permissions")->value->fields)
      if (item.value->literal() == category) return true;
    return false;
  }

  bool check(const Field& permissions) {
    const Value& access = *profile_->find("access")->value;
    for (const Field& item : permissions.value->fields)
      if (access.find(item.value->literal()) == nullptr) {
        context_.refuse_value(connector_, item, {"a connector from ", source_.type, " to ", destination_.type, " gives no ", item.value->literal()});
        return false;
      }
    if (permissions.value->fields.empty()) {
      context_.refuse_value(connector_, permissions, {"Permissions can't be empty"});
      return false;
    }
    const Field* combinations = profile_->find("combinations");
    if (combinations == nullptr) return true;
    for (const Field& combination : combinations->value->fields) {
      bool all = combination.value->fields.size() == permissions.value->fields.size();
      for (const Field& category : combination.value->fields) all = all && asks_for(category.value->text);
      if (all) return true;
    }
    context_.refuse_value(connector_, permissions, {"a connector from ", source_.type, " to ", destination_.type, " can't give these Permissions alone"});
    return false;
  }

  Draft& add(std::string_view id, std::string_view type, std::vector<std::string_view>& made) {
    Draft& draft = context_.add(connector_, id, type);
    for (const Field& item : connector_.written->depends_on) draft.depends_on.push_back(item.value->literal());
    const Field* metadata = connector_.written->metadata;
    Fields all = metadata != nullptr ? Fields(*metadata->value) : Fields();
    const Value* ends = maker_.map({{"Source", maker_.map({{"Type", maker_.text(source_.written_type)}})},
                                    {"Destination", maker_.map({{"Type", maker_.text(destination_.written_type)}})}});
    all.set(maker_, "aws:sam:connectors", maker_.map({{connector_.id(), ends}}));
    draft.attributes.set(maker_, "Metadata", all.value(maker_));
    made.push_back(draft.id);
    return draft;
  }

  const Value* statements() {
    Grant grant(context_, connector_, maker_, source_, destination_);
    std::vector<const Value*> all;
    for (const Field& category : profile_->find("access")->value->fields)
      if (asks_for(category.key))
        for (const Field& statement : category.value->fields) all.push_back(grant.fill(*statement.value));
    if (!grant.good()) return nullptr;
    return maker_.map({{"Version", maker_.text("2012-10-17")}, {"Statement", maker_.list(all)}});
  }

  void make_policy(std::vector<std::string_view>& made) {
    const ConnectorEnd& worker = profile_->find("role")->value->text == "source" ? source_ : destination_;
    const Value* role = role_of(context_, maker_, worker);
    if (role == nullptr) {
      context_.refuse_value(connector_, *connector_.properties->find(worker.side),
                            {worker.side, " has no role that SAM can see: it has to be a role of this template"});
      return;
    }
    const Value* document = statements();
    if (document == nullptr) return;
    Draft& policy = add(id("Policy"), "AWS::IAM::ManagedPolicy", made);
    policy.properties.set(maker_, "PolicyDocument", document);
    policy.properties.set(maker_, "Roles", maker_.list({role}));
    if (const Field* first = profile_->find("first")) make_depend(first->value->text, policy.id);
  }

  void make_resource_policy(bool is_queue, std::vector<std::string_view>& made) {
    const Value* target = is_queue ? destination_.property(maker_, "QueueUrl") : destination_.property(maker_, "Arn");
    if (target == nullptr) {
      context_.refuse(connector_, connector_.written->origin.key_place(), Refusal::value,
                      {"Destination.", is_queue ? "QueueUrl" : "Arn", " is missing"});
      return;
    }
    const Value* document = statements();
    if (document == nullptr) return;
    Draft& policy = add(id(is_queue ? "QueuePolicy" : "TopicPolicy"), is_queue ? "AWS::SQS::QueuePolicy" : "AWS::SNS::TopicPolicy", made);
    policy.properties.set(maker_, "PolicyDocument", document);
    policy.properties.set(maker_, is_queue ? "Queues" : "Topics", maker_.list({target}));
  }

  void make_permissions(const Field& permissions, std::vector<std::string_view>& made) {
    for (const Field& item : permissions.value->fields) {
      Grant grant(context_, connector_, maker_, source_, destination_);
      const Value* filled = grant.fill(*profile_->find("access")->value->find(item.value->text)->value);
      const Value* function = destination_.property(maker_, "Arn");
      if (function == nullptr)
        context_.refuse(connector_, connector_.written->origin.key_place(), Refusal::value, {"Destination.Arn is missing"});
      if (!grant.good() || function == nullptr) return;
      Draft& permission = add(id(context_.join({item.value->text, "LambdaPermission"})), "AWS::Lambda::Permission", made);
      permission.properties.set(maker_, "FunctionName", function);
      for (const Field& field : filled->fields) permission.properties.set(field);
    }
  }

  /// The state machine, or the one mapping between the two, waits for the policy.
  void make_depend(std::string_view what, std::string_view policy) {
    if (what == "source") {
      if (!source_.id.empty()) depend(source_.id, policy);
      return;
    }
    if (source_.id.empty() || destination_.id.empty()) return;
    std::vector<std::string_view> mappings;
    for (const Draft& draft : context_.drafts())
      if (!draft.dropped && draft.type == "AWS::Lambda::EventSourceMapping" && joins(draft.properties.find("EventSourceArn"), draft.properties.find("FunctionName")))
        mappings.push_back(draft.id);
    for (const Resource& plain : context_.written().resources)
      if (plain.type == "AWS::Lambda::EventSourceMapping" && context_.find(plain.id) == nullptr &&
          joins(plain.find("EventSourceArn"), plain.find("FunctionName")))
        mappings.push_back(plain.id);
    if (mappings.size() == 1) depend(mappings.front(), policy);
  }

  void depend(std::string_view id, std::string_view policy) {
    Draft* draft = context_.find(id);
    if (draft == nullptr) {
      const Resource* plain = context_.find_written(id);
      if (plain == nullptr) return;
      draft = &context_.edit(*plain);
    }
    draft->depends_on.push_back(policy);
  }

  bool joins(const Field* event_source, const Field* function) const {
    return refers_to(event_source, source_.id) && refers_to(function, destination_.id);
  }

  bool refers_to(const Field* field, std::string_view id) const {
    if (field == nullptr || !field->value->is(ValueKind::expression)) return false;
    const Expression& call = *field->value->expression;
    return (call.kind == ExpressionKind::ref || call.kind == ExpressionKind::get_att) && call.target == id;
  }

  Context& context_;
  const SamResource& connector_;
  std::string_view suffix_;
  Maker maker_;
  const ConnectorEnd &source_, &destination_;
  const Value* profile_ = nullptr;
};

/// One embedded connector as a resource of its own.
const Resource* embedded(Context& context, const Resource& source, const Field& connector) {
  Arena& arena = context.arena();
  const Subject subject(source, &connector);
  const Maker maker = context.maker(subject);
  const Field *properties = connector.value->find("Properties"), *reference = nullptr;
  Fields made = is_given(properties) ? Fields(*properties->value) : Fields();
  reference = made.find("SourceReference");
  Fields end;
  if (is_given(reference)) end = Fields(*reference->value);
  end.set(maker, "Id", maker.text(source.id));
  made.erase("SourceReference");
  made.set(maker, "Source", end.value(maker));

  Resource* resource = arena.make<Resource>();
  resource->id = arena.join({source.id, connector.key});
  resource->type = "AWS::Serverless::Connector";
  resource->origin = maker.origin();
  resource->origin.value = connector.origin.value;
  resource->written = &source;
  resource->generated = true;
  Fields body(*connector.value);
  body.set(maker, "Type", maker.text(resource->type));
  body.set(maker, "Properties", made.value(maker));
  resource->body = body.value(maker);
  resource->properties = maker.keep(*resource->body->find("Properties"));
  if (const Field* condition = resource->body->find("Condition")) resource->condition = condition->value->literal();
  if (const Field* metadata = resource->body->find("Metadata")) resource->metadata = maker.keep(*metadata);
  if (const Field* depends = resource->body->find("DependsOn"))
    resource->depends_on = depends->value->is(ValueKind::list) ? depends->value->fields : arena.copy(std::vector<Field>{*depends});
  return resource;
}

}  // namespace

void prepare_connectors(Context& context) {
  for (const Resource& resource : context.written().resources) {
    const Field* connectors = resource.body->find("Connectors");
    if (!is_given(connectors)) continue;
    if (!connectors->value->is(ValueKind::map)) {
      context.refuse_value(resource, *connectors, {"Connectors has to be a map"});
      continue;
    }
    for (const Field& connector : connectors->value->fields) {
      if (!connector.value->is(ValueKind::map)) {
        context.refuse_value(resource, connector, {"connector ", connector.key, " has to be a map"});
        continue;
      }
      if (!is_alphanumeric(connector.key)) {
        context.refuse(resource, connector.origin.key_place(), Refusal::value,
                       {"the name of a connector has to be letters and digits: it becomes part of logical ids"});
        continue;
      }
      context.add_sam(*embedded(context, resource, connector));
    }
    if (context.find_sam(resource.id) == nullptr) context.edit(resource).attributes.erase("Connectors");
  }
}

void expand_connector(Context& context, const SamResource& connector) {
  if (!check_properties(context, {.subject = connector}, *connector.properties, rules)) return;
  const Field& destinations = *connector.find("Destination");
  std::vector<std::string_view> made;
  ConnectorEnd source;
  if (!read_end(context, connector, *connector.find("Source"), "Source", source)) return;
  const bool is_list = destinations.value->is(ValueKind::list);
  const std::vector<Field> ends = is_list ? std::vector<Field>(destinations.value->fields.begin(), destinations.value->fields.end())
                                          : std::vector<Field>{destinations};
  if (ends.empty()) context.refuse_value(connector, destinations, {"Destination can't be empty"});
  for (std::size_t i = 0; i < ends.size(); ++i) {
    ConnectorEnd destination;
    if (!read_end(context, connector, ends[i], "Destination", destination)) continue;
    const std::string_view suffix = is_list ? context.join({"Destination", std::to_string(i)}) : std::string_view{};
    Connection(context, connector, suffix, source, destination).make(made);
  }
  context.depends_on_all(connector.id(), std::move(made));
}

}  // namespace cumulint::sam
