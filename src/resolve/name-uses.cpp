// Uses of names in a template.
#include "resolve/name-uses.h"

#include "base/strings.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 400;
constexpr int steps_limit = 1'000'000;  // aliased text may be met very often

class Collector {
 public:
  Collector(const Template& source, const Conditions* conditions, Arena& arena)
      : source_(source), conditions_(conditions), arena_(arena) {}

  std::vector<NameUse> collect() {
    for (const Resource& resource : source_.resources) collect_resource(resource);
    for (const Output& output : source_.outputs) collect_output(output);
    collect_conditions();
    user_ = {};
    for (const Field& transform : source_.transforms) walk(transform, {}, nullptr, 0);
    if (source_.has_sam && source_.globals != nullptr) walk({"Globals", {}, source_.globals}, {}, nullptr, 0);
    return std::move(uses_);
  }

 private:
  void collect_resource(const Resource& resource) {
    user_ = {};
    user_.resource = &resource;
    Scenario exists;
    if (!resource.condition.empty()) {
      if (resource.condition_field != nullptr) add_condition(resource.condition, *resource.condition_field, {});
      if (conditions_ != nullptr) exists = conditions_->with({}, resource.condition, true, arena_);
      if (conditions_ != nullptr && conditions_->holds(resource.condition) == Truth::no) return;
    }
    for (const Field& id : resource.depends_on) {
      NameUse use = at(id, exists, nullptr);
      use.kind = NameUseKind::depends_on;
      use.target = id.value->literal();
      uses_.push_back(use);
    }
    walk(*resource.properties, exists, nullptr, 0);
    if (!resource.body->is(ValueKind::map)) return;
    for (const Field& attribute : resource.body->fields) {
      if (attribute.key == "Connectors") collect_connectors(attribute, exists);
      user_.in_metadata = attribute.key == "Metadata";
      if (attribute.key != "Properties" && attribute.key != "DependsOn" && attribute.key != "Condition" && attribute.key != "Type")
        walk(attribute, exists, nullptr, 0);
    }
  }

  /// SAM's connectors inside a resource have a Condition and a DependsOn of their own.
  void collect_connectors(const Field& connectors, const Scenario& exists) {
    if (!connectors.value->is(ValueKind::map)) return;
    for (const Field& connector : connectors.value->fields) {
      const Field* condition = connector.value->find("Condition");
      if (condition != nullptr && condition->value->is(ValueKind::text))
        add_condition(condition->value->text, *condition, exists);
    }
  }

  void collect_output(const Output& output) {
    user_ = {};
    user_.output = &output;
    Scenario exists;
    if (!output.condition.empty()) {
      Field field{"Condition", output.origin, output.value->value};
      if (const Field* outputs = source_.root->find("Outputs"))
        if (const Field* body = outputs->value->find(output.name))
          if (const Field* condition = body->value->find("Condition")) field = *condition;
      add_condition(output.condition, field, {});
      if (conditions_ != nullptr) exists = conditions_->with({}, output.condition, true, arena_);
      if (conditions_ != nullptr && conditions_->holds(output.condition) == Truth::no) return;
    }
    walk(*output.value, exists, nullptr, 0);
    if (output.export_name != nullptr) walk(*output.export_name, exists, nullptr, 0);
  }

  void collect_conditions() {
    user_ = {};
    user_.in_conditions = true;
    for (const Condition& condition : source_.conditions) {
      user_.condition = &condition;
      walk(*condition.definition, {}, nullptr, 0);
    }
    user_.condition = nullptr;
    if (source_.rules != nullptr) walk({"Rules", {}, source_.rules}, {}, nullptr, 0);
  }

  NameUse at(const Field& field, const Scenario& when, const Cause* cause) const {
    NameUse use = user_;
    use.field = field;
    if (use.field.origin.cause == nullptr) use.field.origin.cause = cause;
    use.when = when;
    use.under_if = if_depth_ > 0;
    return use;
  }

  void add_condition(std::string_view name, const Field& field, const Scenario& when) {
    NameUse use = at(field, when, nullptr);
    use.kind = NameUseKind::condition;
    use.target = name;
    uses_.push_back(use);
  }

  void walk(const Field& field, const Scenario& when, const Cause* outer, int depth) {
    if (depth > depth_limit || --steps_ < 0) return;
    const Cause* cause = field.origin.cause != nullptr ? field.origin.cause : outer;
    const Value& value = *field.value;
    if (value.is(ValueKind::list) || value.is(ValueKind::map))
      for (const Field& inner : value.fields) walk(inner, when, cause, depth + 1);
    if (value.is(ValueKind::expression)) call(field, when, cause, depth);
  }

  void call(const Field& field, const Scenario& when, const Cause* cause, int depth) {
    const Expression& expression = *field.value->expression;
    NameUse use = at(field, when, cause);
    use.call = &expression;
    switch (expression.kind) {
      case ExpressionKind::ref:
        if (expression.target == "AWS::NoValue") return;
        use.target = expression.target;
        if (!use.target.empty()) uses_.push_back(use);
        break;
      case ExpressionKind::get_att:
        use.kind = NameUseKind::get_att;
        use.target = expression.target;
        use.attribute = expression.attribute;
        if (!use.target.empty()) uses_.push_back(use);
        break;
      case ExpressionKind::condition:
        add_condition(expression.target, *expression.argument, when);
        return;
      case ExpressionKind::find_in_map:
        use.kind = NameUseKind::mapping;
        use.target = expression.target;
        uses_.push_back(use);
        break;
      case ExpressionKind::sub: sub(field, when, cause); break;
      case ExpressionKind::transform:
        use.kind = NameUseKind::transform;
        use.target = expression.target;
        uses_.push_back(use);
        break;
      case ExpressionKind::if_: return branches(expression, when, cause, depth);
      case ExpressionKind::for_each: return;  // its names are made by the loop
      default: break;
    }
    for (const Field& arg : expression.args) walk(arg, when, cause, depth + 1);
  }

  void branches(const Expression& expression, const Scenario& when, const Cause* cause, int depth) {
    add_condition(expression.target, expression.args[0], when);
    const Truth holds = conditions_ == nullptr ? Truth::unknown : conditions_->holds(expression.target, when);
    ++if_depth_;
    for (const bool is : {true, false}) {
      if (holds == truth_of(!is)) continue;
      const Scenario branch = conditions_ == nullptr ? when : conditions_->with(when, expression.target, is, arena_);
      walk(expression.args[is ? 1 : 2], branch, cause, depth + 1);
    }
    --if_depth_;
  }

  void sub(const Field& field, const Scenario& when, const Cause* cause) {
    const Expression& expression = *field.value->expression;
    const Field& text = expression.args[0];
    for (const SubPart& part : expression.parts) {
      if (!part.is_variable || part.local != nullptr) continue;
      Field variable = text;
      variable.key = field.key;
      const Node* node = text.value->node;
      if (node != nullptr && text.origin.file == source_.file && source_.tree != nullptr)
        variable.origin.value = in_file(source_.tree->source, *node, part.decoded);
      NameUse use = at(variable, when, cause);
      use.call = &expression;
      use.kind = part.attribute.empty() ? NameUseKind::ref : NameUseKind::get_att;
      use.target = part.target;
      use.attribute = part.attribute;
      use.in_sub = true;
      if (use.target != "AWS::NoValue") uses_.push_back(use);
    }
  }

  const Template& source_;
  const Conditions* conditions_;
  Arena& arena_;
  NameUse user_;
  int if_depth_ = 0, steps_ = steps_limit;
  std::vector<NameUse> uses_;
};

}  // namespace

std::string_view NameUse::user_name() const {
  if (resource != nullptr) return resource->id;
  if (output != nullptr) return output->name;
  return condition != nullptr ? condition->name : std::string_view{};
}

std::vector<NameUse> collect_name_uses(const Template& source, const Conditions* conditions, Arena& arena) {
  return Collector{source, conditions, arena}.collect();
}

}  // namespace cumulint
