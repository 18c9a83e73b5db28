// A template's sections, but for parameters and resources, as records.
#include "model/template-builder.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "model/build-template.h"

namespace cumulint {
namespace {

constexpr std::string_view sam_transform = "AWS::Serverless-2016-10-31";
constexpr std::string_view language_extensions = "AWS::LanguageExtensions";

/// Transforms of AWS that leave the resources which are written as they are.
bool is_known_transform(std::string_view name) {
  return name == sam_transform || name == language_extensions || name == "AWS::CodeDeployBlueGreen" ||
         starts_with(name, "AWS::SecretsManager-") || name == "AWS::ServiceCatalog";
}

/// Does another tool make the template of this text? What it adds and what it puts in is not to be seen.
bool is_input_of_another_tool(std::string_view text) {
  // https://www.serverless.com/framework/docs/guides/variables and https://aws-cloudformation.github.io/rain/
  constexpr std::array<std::string_view, 6> marks = {"${self:", "${opt:", "${sls:", "${file(", "!Rain::", "\"Rain::"};
  return std::any_of(marks.begin(), marks.end(), [text](std::string_view mark) { return contains(text, mark); });
}

/// Is the text broken by statements of Jinja, which make a template of it?
bool has_statements_of_jinja(const Tree& tree) {
  return std::any_of(tree.errors.begin(), tree.errors.end(), [&tree](const SyntaxError& error) {
    return error.where.begin > 0 && tree.source.substr(error.where.begin - 1, 2) == "{%";
  });
}

/// A key that may stand at the top of a template: AWS's start with capitals, those of other tools' files do not.
bool is_like_section(std::string_view key) { return !key.empty() && (key[0] < 'a' || key[0] > 'z'); }

Surroundings surroundings_of(std::string_view section) {
  if (section == "Conditions") return Surroundings::conditions;
  if (section == "Rules") return Surroundings::rules;
  if (section == "Parameters" || section == "Mappings") return Surroundings::plain;
  if (section == "Resources" || section == "Outputs" || section == "Globals") return Surroundings::values;
  return Surroundings::free;
}

bool is_function_pair(const Field& field) { return is_function_key(field.key); }

}  // namespace

TemplateBuilder::TemplateBuilder(const Tree& tree, Arena& arena, std::vector<Problem>& problems, const Grafts* grafts)
    : tree_(tree), arena_(arena), problems_(problems), grafts_(grafts) {
  template_.file = tree.file;
  template_.tree = &tree;
}

const Template* TemplateBuilder::build() {
  const Node& root = *tree_.root;
  dialect_.json = tree_.json;
  dialect_.nulls_are_reported = tree_.complete;
  find_transforms(root);
  template_.is_template = is_meant_to_be_template(root);
  const std::size_t known_problems = problems_.size();
  std::vector<Problem> ignored;
  values_.emplace(tree_.file, dialect_, arena_, template_.is_template ? problems_ : ignored, grafts_);
  build_root(root);
  if (template_.is_template) {
    read_version();
    read_parameters();
    read_mappings();
    read_conditions();
    read_resources();
    read_outputs();
  }
  index_resources();
  name_resources_of_problems(known_problems);
  template_.parameters = arena_.copy(parameters_);
  template_.mappings = arena_.copy(mappings_);
  template_.conditions = arena_.copy(conditions_);
  template_.outputs = arena_.copy(outputs_);
  template_.transforms = arena_.copy(transforms_);
  return arena_.make<Template>(template_);
}

// The transforms decide how all else is read, so they are looked at first.
void TemplateBuilder::find_transforms(const Node& root) {
  if (root.kind != NodeKind::mapping) return;
  dialect_.unknown_macro = is_input_of_another_tool(tree_.source);
  std::vector<Problem> ignored;  // the same text is built again with the other sections
  ValueBuilder builder{tree_.file, dialect_, arena_, ignored};
  for (const Entry& entry : root.children) {
    if (entry.key == "Fn::Transform") dialect_.unknown_macro = true;
    if (entry.key != "Transform") continue;
    const Field field = builder.build_field(entry, Surroundings::free);
    if (field.value->is(ValueKind::list))
      for (const Field& item : field.value->fields) add_transform(item);
    else
      add_transform(field);
  }
  template_.has_language_extensions = dialect_.language_extensions;
  template_.has_unknown_macro = dialect_.unknown_macro;
}

void TemplateBuilder::add_transform(const Field& field) {
  const Field* name = field.value->is(ValueKind::map) ? field.value->find("Name") : &field;
  transforms_.push_back(field);
  const std::string_view literal = name == nullptr ? std::string_view{} : name->value->literal();
  if (literal == sam_transform) template_.has_sam = true;
  if (literal == language_extensions) dialect_.language_extensions = true;
  if (!is_known_transform(literal)) dialect_.unknown_macro = true;
}

// A Resources section with something that has a Type, or one of the keys that only templates have.
bool TemplateBuilder::is_meant_to_be_template(const Node& root) const {
  if (root.kind != NodeKind::mapping || has_statements_of_jinja(tree_)) return false;
  if (find_entry(root, "AWSTemplateFormatVersion") != nullptr) return true;
  const auto is_section = [](const Entry& entry) { return is_like_section(entry.key); };
  if (template_.has_sam && std::all_of(root.children.begin(), root.children.end(), is_section)) return true;
  const Entry* resources = find_entry(root, "Resources");
  if (resources == nullptr || resources->value->kind != NodeKind::mapping) return false;
  return std::any_of(resources->value->children.begin(), resources->value->children.end(), [](const Entry& entry) {
    if (starts_with(entry.key, "Fn::")) return true;
    const Entry* type = entry.value->kind == NodeKind::mapping ? find_entry(*entry.value, "Type") : nullptr;
    return type != nullptr && type->value->kind == NodeKind::scalar && contains(type->value->text, "::");
  });
}

void TemplateBuilder::build_root(const Node& root) {
  Value value;
  value.node = &root;
  if (root.kind != NodeKind::mapping) {
    template_.root = values_->build(root, Surroundings::free);
    return;
  }
  std::vector<Field> sections;
  for (const Entry* entry : values_->effective_entries(root, Surroundings::values))
    sections.push_back(values_->build_field(*entry, surroundings_of(entry->key)));
  value.kind = ValueKind::map;
  value.fields = arena_.copy(sections);
  template_.root = arena_.make<Value>(value);
  const auto value_of = [this](std::string_view name) {
    const Field* field = section_field(name);
    return field == nullptr ? nullptr : field->value;
  };
  template_.globals = value_of("Globals");
  template_.metadata = value_of("Metadata");
  template_.rules = value_of("Rules");
  if (const Value* description = value_of("Description")) template_.description = description->literal();
}

void TemplateBuilder::read_version() {
  const Field* version = section_field("AWSTemplateFormatVersion");
  if (version == nullptr || version->value->is(ValueKind::broken) || version->value->is(ValueKind::null)) return;
  if (version->value->literal() != "2010-09-09")
    syntax(*version, "AWSTemplateFormatVersion must be 2010-09-09, the only one there is");
}

std::span<const Field> TemplateBuilder::section(std::string_view name) {
  const Field* field = section_field(name);
  if (field == nullptr) return {};
  switch (field->value->kind) {
    case ValueKind::map: return field->value->fields;
    case ValueKind::absent:
    case ValueKind::null:
    case ValueKind::broken: return {};
    case ValueKind::expression:  // a transform makes the section
      template_.has_unknown_macro = true;
      return {};
    case ValueKind::text:
    case ValueKind::list: break;
  }
  syntax(*field, join(name, " must be a map"));
  return {};
}

void TemplateBuilder::read_mappings() {
  for (const Field& field : section("Mappings")) {
    if (is_function_pair(field)) continue;
    const Value* definition = field.value;
    if (!definition->is(ValueKind::map) && !definition->is(ValueKind::expression) && !definition->is(ValueKind::broken)) {
      syntax(field, join("mapping ", field.key, " must be a map of maps"));
      definition = arena_.make<Value>(Value{.kind = ValueKind::broken});
    }
    for (const Field& row : definition->is(ValueKind::map) ? definition->fields : std::span<const Field>{})
      if (row.value->is(ValueKind::text) || row.value->is(ValueKind::list))
        syntax(row, join("key ", row.key, " of mapping ", field.key, " must hold a map"),
               "a mapping has two levels of keys: top-level key, second-level key, value");
    mappings_.push_back({field.key, field.origin, definition});
  }
}

void TemplateBuilder::read_conditions() {
  for (const Field& field : section("Conditions")) {
    if (is_function_pair(field)) continue;
    const Value& definition = *field.value;
    if (definition.is(ValueKind::text) || definition.is(ValueKind::list) || definition.is(ValueKind::map))
      syntax(field, join("condition ", field.key, " must be a condition function"),
             "write Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
    conditions_.push_back({field.key, field.origin, arena_.make<Field>(field)});
  }
}

void TemplateBuilder::read_outputs() {
  for (const Field& field : section("Outputs")) {
    if (is_function_pair(field)) continue;
    is_alphanumeric(field, "output");
    outputs_.push_back(read_output(field));
  }
}

Output TemplateBuilder::read_output(const Field& field) {
  Output output;
  output.name = field.key;
  output.origin = field.origin;
  const Value& body = *field.value;
  if (const Field* value = body.find("Value")) {
    output.value = arena_.make<Field>(*value);
  } else {
    const Field missing{"Value", field.origin, arena_.make<Value>()};
    output.value = arena_.make<Field>(missing);
    if (body.is(ValueKind::map) && body.find("Fn::Transform") == nullptr && !template_.has_unknown_macro)
      syntax_at_key(field, join("output ", field.key, " has no Value"));
    if (body.is(ValueKind::text) || body.is(ValueKind::list)) syntax(field, join("output ", field.key, " must be a map"));
  }
  output.condition = name_of(body.find("Condition"), "Condition");
  if (const Field* name = body.find_path("Export.Name")) output.export_name = arena_.make<Field>(*name);
  return output;
}

std::string_view TemplateBuilder::name_of(const Field* field, std::string_view what) {
  if (field == nullptr) return {};
  const Value& value = *field->value;
  if (value.is(ValueKind::text)) return value.text;
  if (!value.is(ValueKind::broken) && !value.is(ValueKind::null) && !template_.has_unknown_macro)
    syntax(*field, join(what, " must be a name"), value.is(ValueKind::expression) ? "functions are not allowed here" : "");
  return {};
}

// "Template format error: Resource name … is non alphanumeric."
bool TemplateBuilder::is_alphanumeric(const Field& field, std::string_view what) {
  const bool good = !field.key.empty() && std::all_of(field.key.begin(), field.key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
  if (!good && !template_.has_unknown_macro && !template_.has_language_extensions)
    syntax_at_key(field, join("the name of ", what, " '", field.key, "' may have letters and digits only"));
  return good;
}

void TemplateBuilder::index_resources() {
  template_.resources = arena_.copy(resources_);
  std::vector<std::uint32_t> indexes(resources_.size());
  for (std::uint32_t i = 0; i < indexes.size(); ++i) indexes[i] = i;
  std::stable_sort(indexes.begin(), indexes.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return resources_[a].id < resources_[b].id; });
  template_.by_id = arena_.copy(indexes);
}

// Values are built before anything knows in which resource they stand.
void TemplateBuilder::name_resources_of_problems(std::size_t first) {
  std::vector<const Resource*> by_place;
  for (const Resource& resource : template_.resources) by_place.push_back(&resource);
  const auto starts_before = [](const Resource* a, const Resource* b) { return a->origin.key.begin < b->origin.key.begin; };
  std::stable_sort(by_place.begin(), by_place.end(), starts_before);
  for (std::size_t i = first; i < problems_.size(); ++i) {
    const std::uint32_t place = problems_[i].where.span.begin;
    const auto after = std::upper_bound(by_place.begin(), by_place.end(), place, [](std::uint32_t at, const Resource* resource) {
      return at < resource->origin.key.begin;
    });
    if (after == by_place.begin()) continue;
    const Resource& resource = **(after - 1);
    // The empty place of a null may be the very end of its resource.
    if (place <= std::max(resource.origin.key.end, resource.origin.value.end)) problems_[i].resource = resource.id;
  }
}

void TemplateBuilder::syntax(const Field& where, std::string_view message, std::string_view help) {
  values_->report("template-syntax", where.origin.value_place(), message, help);
}
void TemplateBuilder::syntax_at_key(const Field& where, std::string_view message, std::string_view help) {
  values_->report("template-syntax", where.origin.key_place(), message, help);
}

const Template* build_template(const Tree& tree, Arena& arena, std::vector<Problem>& problems, const Grafts* grafts) {
  for (const SyntaxError& error : tree.errors) {
    Problem problem;
    problem.rule = "template-syntax";
    problem.where = {tree.file, error.where};
    problem.message = error.message;
    problem.help = error.help;
    problems.push_back(problem);
  }
  return TemplateBuilder{tree, arena, problems, grafts}.build();
}

const Value* build_value(FileId file, const Node& node, Arena& arena, std::vector<Problem>& problems,
                         const Cause* cause) {
  TemplateDialect dialect;
  dialect.language_extensions = true;  // we don't know where it is included
  return ValueBuilder{file, dialect, arena, problems}.build(node, Surroundings::values, cause);
}

}  // namespace cumulint
