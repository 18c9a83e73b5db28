// EventInvokeConfig: what happens to asynchronous invocations, and the destinations that SAM makes for them.
#include "sam/function.h"
#include "sam/names.h"
#include "sam/properties.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

class InvokeConfig {
 public:
  InvokeConfig(Context& context, const SamResource& resource, const EventTarget& target)
      : context_(context),
        resource_(resource),
        target_(target),
        maker_(context.maker(resource)),
        id_(context.join({resource.id(), "EventInvokeConfig"})) {}

  void make() {
    const Field* config = resource_.find("EventInvokeConfig");
    const Field* destinations = resource_.find("EventInvokeConfig.DestinationConfig");
    const Value* made = maker_.map(std::vector<Field>{});
    if (destinations != nullptr) {
      if (!destinations->value->is(ValueKind::map) && !destinations->value->is(ValueKind::expression)) {
        if (!destinations->value->is(ValueKind::broken))
          context_.refuse_value(resource_, *destinations, {"EventInvokeConfig.DestinationConfig has to be a map"});
        return;
      }
      Fields fields;
      for (const std::string_view side : {"OnSuccess", "OnFailure"}) set_destination(*destinations, side, fields);
      made = fields.value(maker_);
    }
    Draft& draft = context_.add(resource_, id_, "AWS::Lambda::EventInvokeConfig");
    draft.properties.set(destinations != nullptr ? Field{"DestinationConfig", destinations->origin, made}
                                                 : maker_.field("DestinationConfig", made));
    draft.properties.set(maker_, "FunctionName", maker_.ref(resource_.id()));
    for (const std::string_view name : {"MaximumEventAgeInSeconds", "MaximumRetryAttempts"})
      if (const Field* field = config->value->find(name); is_given(field))
        draft.properties.set({name, field->origin, context_.resolve_parameters(field->value)});
    draft.properties.set(maker_, "Qualifier", target_.alias != nullptr ? target_.alias->properties.find("Name")->value
                                                                       : maker_.text("$LATEST"));
    if (target_.alias != nullptr) draft.depends_on.push_back(target_.alias->id);
  }

 private:
  void set_destination(const Field& destinations, std::string_view side, Fields& fields) {
    const Field* destination = destinations.value->find(side);
    if (!is_given(destination)) return;
    if (!destination->value->is(ValueKind::map)) {
      if (!destination->value->is(ValueKind::broken))
        context_.refuse_value(resource_, *destination,
                              {"EventInvokeConfig.DestinationConfig.", side, " has to be a map"});
      return;
    }
    const Field *type = destination->value->find("Type");
    const Field* written = known_destination(destination->value->find("Destination"));
    const std::string_view kind = is_given(type) ? type->value->literal() : std::string_view{};
    if (kind != "SQS" && kind != "SNS" && kind != "EventBridge" && kind != "Lambda" && kind != "S3Bucket") {
      if (!is_given(type) || !type->value->is(ValueKind::broken))
        context_.refuse_value(resource_, is_given(type) ? *type : *destination,
                              {"the Type of ", side, " has to be SQS, SNS, EventBridge, Lambda or S3Bucket"});
      return;
    }
    const bool is_makable = kind == "SQS" || kind == "SNS";
    if (!is_given(written) && !is_makable) {
      context_.refuse_value(resource_, *destination, {"Destination is required for ", kind});
      return;
    }
    if (is_given(written) && written->value->is(ValueKind::broken)) {
      context_.refuse_value(resource_, *written, {"the Destination of ", id_, " is malformed"});
      return;
    }
    const bool is_shared = destination->origin.cause != nullptr && destination->origin.cause->kind == CauseKind::globals;
    const Value* shared = is_shared && !is_given(written) ? context_.shared_target(destination->origin) : nullptr;
    const Value* arn = shared != nullptr ? shared : is_makable ? made_or_written(side, kind, written) : written->value;
    if (is_shared && !is_given(written)) context_.shared_target(destination->origin) = arn;
    if (target_.role != nullptr)
      add_inline_policy(*target_.role, maker_, destination_policy(maker_, context_.join({id_, side}), kind, arn));
    const Field made = is_given(written) ? Field{"Destination", written->origin, arn} : maker_.field("Destination", arn);
    fields.set({side, destination->origin, maker_.map(std::vector<Field>{made})});
  }

  /// SAM looks at destinations with parameters by value.
  const Field* known_destination(const Field* written) {
    if (!is_given(written)) return written;
    const Value* known = context_.resolve_parameters(written->value);
    return known == written->value ? written : maker_.keep({written->key, written->origin, known});
  }

  /// A queue or topic that SAM makes, in the cases in which the user gives none.
  const Value* made_or_written(std::string_view side, std::string_view kind, const Field* written) {
    if (!is_given(written)) return make_target(side, kind, {});
    const Value& value = *written->value;
    if (!value.is(ValueKind::expression) || value.expression->kind != ExpressionKind::if_) return &value;
    const std::span<const Field> args = value.expression->args;
    if (args.size() != 3) {
      context_.refuse_value(resource_, *written, {"the Fn::If of ", id_, " needs three arguments"});
      return &value;
    }
    const bool then = is_no_value(*args[1].value), otherwise = is_no_value(*args[2].value);
    if (then == otherwise) return &value;
    std::string_view condition = value.expression->target;
    if (otherwise)
      condition = context_.add_condition(
          resource_, context_.join({"NOT", condition, hash_of(id_)}),
          maker_.call("Fn::Not", maker_.list({maker_.map({{"Condition", maker_.text(condition)}})})));
    return maker_.if_(condition, make_target(side, kind, condition), then ? args[2].value : args[1].value);
  }

  const Value* make_target(std::string_view side, std::string_view kind, std::string_view condition) {
    const bool is_queue = kind == "SQS";
    const std::string_view id = context_.join({id_, side, is_queue ? "Queue" : "Topic"});
    Draft& draft = context_.add(resource_, id, is_queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic");
    context_.name(resource_.id(), is_queue ? "DestinationQueue" : "DestinationTopic", id);
    if (!condition.empty()) draft.condition = draft.condition.empty() ? condition : both(draft.condition, condition);
    return is_queue ? maker_.get_att(id, "Arn") : maker_.ref(id);
  }

  std::string_view both(std::string_view a, std::string_view b) {
    const auto named = [&](std::string_view name) { return maker_.map({{"Condition", maker_.text(name)}}); };
    return context_.add_condition(resource_, context_.join({a, "AND", b, hash_of(resource_.id())}),
                                  maker_.call("Fn::And", maker_.list({named(a), named(b)})));
  }

  Context& context_;
  const SamResource& resource_;
  const EventTarget& target_;
  Maker maker_;
  std::string_view id_;
};

}  // namespace

void make_event_invoke_config(Context& context, const SamResource& resource, const EventTarget& target) {
  const Field* config = resource.find("EventInvokeConfig");
  if (!is_set(config) || (!config->value->is(ValueKind::map) && !config->value->is(ValueKind::expression))) return;
  InvokeConfig(context, resource, target).make();
}

}  // namespace cumulint::sam
