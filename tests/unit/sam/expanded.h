// Templates expanded from text, and their values in one line.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sam/expand.h"
#include "support/template.h"

namespace cumulint::sam {

/// `{a: b}`, `[a, b]`, `Ref(X)`, `GetAtt(X.Arn)` however it is written.
inline std::string shown(const Value& value) {
  if (value.is(ValueKind::text)) return std::string(value.text);
  if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::get_att)
    return "GetAtt(" + std::string(value.expression->target) + "." + std::string(value.expression->attribute) + ")";
  if (value.is(ValueKind::expression))
    return std::string(value.expression->name) + "(" + shown(*value.expression->argument->value) + ")";
  if (!value.is(ValueKind::list) && !value.is(ValueKind::map)) return "-";
  const bool is_list = value.is(ValueKind::list);
  std::string text;
  for (const Field& field : value.fields)
    text += (text.empty() ? "" : ", ") + (is_list ? "" : std::string(field.key) + ": ") + shown(*field.value);
  return (is_list ? "[" : "{") + text + (is_list ? "]" : "}");
}

struct Expanded {
  std::unique_ptr<test::ReadTemplate> read;
  std::vector<Problem> problems;
  bool refused = false;
  const Template* made = nullptr;

  /// "Fn AWS::Lambda::Function" in order.
  std::vector<std::string> resources() const {
    std::vector<std::string> all;
    for (const Resource& resource : made->resources) all.push_back(std::string(resource.id) + " " + std::string(resource.type));
    return all;
  }
  bool has(std::string_view id) const { return made->find_resource(id) != nullptr; }
  const Resource& resource(std::string_view id) const {
    const Resource* found = made->find_resource(id);
    REQUIRE_MESSAGE(found != nullptr, std::string(id));
    return *found;
  }
  /// A property as text; "-" if it is not there.
  std::string property(std::string_view id, std::string_view path) const {
    const Field* field = resource(id).find(path);
    return field == nullptr ? "-" : shown(*field->value);
  }
  /// "'the text at fault': the message" of each refusal.
  std::vector<std::string> refusals() const {
    std::vector<std::string> all;
    for (const Problem& problem : problems) all.push_back("'" + read->written(problem.where.span) + "': " + std::string(problem.message));
    return all;
  }
  std::string place(std::string_view id) const { return read->written(resource(id).origin.key); }
};

inline std::unique_ptr<Expanded> expanded(std::string text, ExpandOptions options = {}) {
  auto result = std::make_unique<Expanded>();
  result->read = test::read_template(std::move(text));
  result->made = expand(*result->read->source, options, result->read->arena, result->problems, result->refused);
  return result;
}

inline std::unique_ptr<Expanded> expanded_resources(const std::string& resources) {
  return expanded("Transform: AWS::Serverless-2016-10-31\nResources:\n" + resources);
}

using Lines = std::vector<std::string>;

}  // namespace cumulint::sam
