// What a template offers under a name, and what it asks for by name.
#include <optional>
#include <string_view>

#include "base/strings.h"
#include "workspace/link.h"

namespace cumulint {
namespace {

constexpr std::string_view ssm_reference = "{{resolve:ssm:";

/// The one text that a field has in every deployment.
std::optional<std::string_view> known_text(const Unit& unit, const Field& field, Arena& arena) {
  const Possible possible = unit.resolver->resolve(field, arena);
  if (possible.open || possible.invalid || possible.candidates.size() != 1) return std::nullopt;
  return possible.candidates.front().absent ? std::nullopt : possible.candidates.front().text.known();
}

class SymbolCollector {
 public:
  explicit SymbolCollector(Unit& unit) : unit_(unit) {}

  void offer(Symbol::Kind kind, const Field* name) {
    if (name == nullptr) return;
    if (const std::optional<std::string_view> text = known_text(unit_, *name, unit_.arena)) {
      unit_.exports.push_back({kind, *text, name});
    }
  }
  void want(Symbol::Kind kind, const Field* name) {
    if (name == nullptr) return;
    if (const std::optional<std::string_view> text = known_text(unit_, *name, unit_.arena)) {
      unit_.imports.push_back({kind, *text, name});
    }
  }
  void want_text(Symbol::Kind kind, std::string_view name, const Field& field) {
    unit_.imports.push_back({kind, name, &field});
  }

  /// Every Fn::ImportValue and `{{resolve:ssm:name}}` below a field. The reader bounds the depth.
  void walk(const Field& field) {
    const Value& value = *field.value;
    if (value.is(ValueKind::text)) return find_ssm_reference(value.text, field);
    if (value.is(ValueKind::expression)) {
      const Expression& expression = *value.expression;
      if (expression.kind == ExpressionKind::import_value && !expression.args.empty()) {
        want(Symbol::Kind::export_, &expression.args.front());
      }
      for (const Field& argument : expression.args) walk(argument);
      return;
    }
    for (const Field& child : value.fields) walk(child);
  }

 private:
  void find_ssm_reference(std::string_view text, const Field& field) {
    const std::size_t at = text.find(ssm_reference);
    if (at == std::string_view::npos) return;
    std::string_view name = text.substr(at + ssm_reference.size());
    name = name.substr(0, name.find("}}"));
    name = name.substr(0, name.find(':'));  // a version follows
    if (!name.empty()) want_text(Symbol::Kind::ssm_parameter, name, field);
  }

  Unit& unit_;
};

void collect_nested_templates(const Template& source, SymbolCollector& collector) {
  for (const Resource& resource : source.resources) {
    const bool stack = resource.type == "AWS::CloudFormation::Stack";
    const bool application = resource.type == "AWS::Serverless::Application";
    if (!stack && !application) continue;
    const Field* place = resource.find(stack ? "TemplateURL" : "Location");
    if (place == nullptr || !place->value->is(ValueKind::text)) continue;
    if (contains(place->value->text, "://")) continue;  // S3
    collector.want_text(Symbol::Kind::nested_template, place->value->text, *place);
  }
}

}  // namespace

void collect_symbols(Unit& unit) {
  SymbolCollector collector(unit);
  for (const Output& output : unit.effective->outputs) {
    collector.offer(Symbol::Kind::export_, output.export_name);
    collector.walk(*output.value);
  }
  for (const Parameter& parameter : unit.effective->parameters) {
    if (starts_with(parameter.type, "AWS::SSM::Parameter::") && parameter.default_value != nullptr) {
      collector.want(Symbol::Kind::ssm_parameter, parameter.default_value);
    }
  }
  for (const Resource& resource : unit.effective->resources) {
    if (resource.type == "AWS::SSM::Parameter") collector.offer(Symbol::Kind::ssm_parameter, resource.find("Name"));
    collector.walk(*resource.properties);
  }
  collect_nested_templates(*unit.written, collector);
}

}  // namespace cumulint
