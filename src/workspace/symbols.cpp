// What a template offers under a name, and what it asks for by name.
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "resolve/arn-forms.h"
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

/// The text of a name with `*` for each part that the deployment gives. Calls other than Sub and Join are such parts.
std::string form_of(const Field& field, int depth = 0) {
  constexpr int deepest = 8;
  const Value& value = *field.value;
  if (value.is(ValueKind::text)) return std::string(value.text);
  if (!value.is(ValueKind::expression) || depth > deepest) return "*";
  const Expression& call = *value.expression;
  std::string form;
  if (call.kind == ExpressionKind::sub) {
    for (const SubPart& part : call.parts) form += part.is_variable ? std::string("*") : std::string(part.text);
    return form;
  }
  const bool joins = call.kind == ExpressionKind::join && call.args.size() == 2 && call.args[1].value->is(ValueKind::list);
  if (!joins) return "*";
  for (const Field& item : call.args[1].value->fields) {
    if (&item != call.args[1].value->fields.data()) form += call.args[0].value->literal();
    form += form_of(item, depth + 1);
  }
  return form;
}

/// "*-topic" says which name is meant, "*-*" does not.
bool tells_enough(std::string_view form) {
  constexpr std::ptrdiff_t least = 3;
  return std::count_if(form.begin(), form.end(), [](unsigned char c) { return std::isalnum(c) != 0; }) >= least;
}

class SymbolCollector {
 public:
  explicit SymbolCollector(Unit& unit) : unit_(unit) {}

  void offer(Symbol::Kind kind, const Field* name, const Field* value) {
    if (name == nullptr || value == nullptr) return;
    if (const std::optional<std::string_view> text = name_in(*name)) unit_.exports.push_back({kind, *text, name, value});
  }
  void want(Symbol::Kind kind, const Field* name) {
    if (name == nullptr) return;
    if (const std::optional<std::string_view> text = name_in(*name)) unit_.imports.push_back({kind, *text, name});
  }
  void want_text(Symbol::Kind kind, std::string_view name, const Field& field) {
    unit_.imports.push_back({kind, name, &field});
  }

  /// The name that a resource is given, if there is one.
  void offer_name_of(const Resource& resource) {
    const ArnForm* form = find_arn_form(resource.type);
    if (form == nullptr || form->name_property.empty()) return;
    const Field* name = resource.find(form->name_property);
    const std::optional<std::string_view> text = name == nullptr ? std::nullopt : known_text(unit_, *name, unit_.arena);
    if (text && text->size() >= shortest_name) unit_.exports.push_back({Symbol::Kind::resource_name, *text, name, name});
  }
  /// Values that may be the bare name of a resource.
  void want_names(const Value& values) {
    for (const Field& one : values.fields)
      if (one.value->literal().size() >= shortest_name && one.value->literal().size() <= longest_name)
        want_text(Symbol::Kind::resource_name, one.value->literal(), one);
  }

  /// Every Fn::ImportValue and `{{resolve:ssm:name}}` below a field. The reader bounds the depth.
  void walk(const Field& field) {
    const Value& value = *field.value;
    if (value.is(ValueKind::text)) {
      find_ssm_reference(value.text, field);
      return find_name(value.text, field);
    }
    if (value.is(ValueKind::expression)) {
      if (value.expression->kind == ExpressionKind::sub || value.expression->kind == ExpressionKind::join)
        find_name(form_of(field), field);
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
  static constexpr std::size_t shortest_name = 4, longest_name = 256;  // shorter ones are anybody's

  /// The last part of an ARN or of a queue's URL.
  void find_name(std::string_view text, const Field& field) {
    if (!starts_with(text, "arn:") && !starts_with(text, "https://sqs.")) return;
    const std::size_t before = text.find_last_of(":/");
    const std::string_view name = text.substr(before + 1);
    if (name.size() >= shortest_name && !contains(name, "*"))
      want_text(Symbol::Kind::resource_name, unit_.arena.copy(name), field);
  }

  std::optional<std::string_view> name_in(const Field& field) {
    if (const std::optional<std::string_view> text = known_text(unit_, field, unit_.arena)) return text;
    const std::string form = form_of(field);
    return tells_enough(form) ? std::optional<std::string_view>(unit_.arena.copy(form)) : std::nullopt;
  }

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

/// After SAM: an application of the text is a stack. The CDK uploads a nested template, and says in Metadata where it lies.
void collect_nested_templates(const Template& effective, SymbolCollector& collector) {
  for (const Resource& resource : effective.resources) {
    if (resource.type != "AWS::CloudFormation::Stack") continue;
    const Field* place = resource.find("TemplateURL");
    if (place == nullptr) continue;
    const Field* asset = resource.metadata == nullptr ? nullptr : resource.metadata->value->find("aws:asset:path");
    const std::string_view path = asset != nullptr ? asset->value->literal() : place->value->literal();
    if (path.empty() || contains(path, "://")) continue;  // S3
    collector.want_text(Symbol::Kind::nested_template, path, *place);
  }
}

}  // namespace

void collect_symbols(Unit& unit) {
  SymbolCollector collector(unit);
  for (const Output& output : unit.effective->outputs) {
    collector.offer(Symbol::Kind::export_, output.export_name, output.value);
    collector.walk(*output.value);
  }
  for (const Parameter& parameter : unit.effective->parameters) {
    if (starts_with(parameter.type, "AWS::SSM::Parameter::") && parameter.default_value != nullptr) {
      collector.want(Symbol::Kind::ssm_parameter, parameter.default_value);
    }
  }
  for (const Resource& resource : unit.effective->resources) {
    if (resource.type == "AWS::SSM::Parameter")
      collector.offer(Symbol::Kind::ssm_parameter, resource.find("Name"), resource.find("Value"));
    collector.offer_name_of(resource);
    collector.walk(*resource.properties);
    if (const Field* variables = resource.find("Environment.Variables")) collector.want_names(*variables->value);
    if (const Field* dimensions = resource.find("Dimensions"); dimensions != nullptr && ends_with(resource.type, "::Alarm"))
      for (const Field& dimension : dimensions->value->fields) collector.want_names(*dimension.value);
  }
  collect_nested_templates(*unit.effective, collector);
}

}  // namespace cumulint
