// JSON that is written as text.
#include "resolve/json-text.h"

#include "base/strings.h"
#include "model/build-template.h"
#include "model/make.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint {
namespace {

/// Copies a structure; every place becomes that of `origin`, and texts become Subs if they stood in one.
const Value* moved(const Value& value, const Maker& make, bool in_sub) {
  if (value.is(ValueKind::text) && in_sub && contains(value.text, "${")) return make.sub(value.text);
  if (!value.is(ValueKind::list) && !value.is(ValueKind::map)) {
    Value copy = value;
    copy.node = nullptr;
    return make.arena().make<Value>(copy);
  }
  std::vector<Field> fields;
  for (const Field& field : value.fields) fields.push_back(make.field(field.key, moved(*field.value, make, in_sub)));
  return value.is(ValueKind::list) ? make.list(std::move(fields)) : make.map(std::move(fields));
}

}  // namespace

const Value* parse_json_text(const Field& field, Arena& arena) {
  const Value& value = *field.value;
  if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::to_json_string) {
    const Value* structure = value.expression->argument->value;
    return structure->is(ValueKind::list) || structure->is(ValueKind::map) ? structure : nullptr;
  }
  const bool in_sub = value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::sub;
  const std::string_view text = in_sub ? value.expression->args[0].value->literal() : value.literal();
  const std::string_view trimmed = trim(text);
  if (trimmed.size() < 2 || (trimmed[0] != '{' && trimmed[0] != '[') || starts_with(trimmed, "{{")) return nullptr;
  if (in_sub && value.expression->args.size() > 1) return nullptr;  // variables of its own: left as it is
  const std::string_view padded = arena.join({trimmed, std::string_view("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", SourceFile::padding)});
  const Tree tree = read_json(field.origin.file, padded.substr(0, trimmed.size()), arena);
  if (!tree.errors.empty() || !tree.complete || tree.root->kind == NodeKind::scalar) return nullptr;
  std::vector<Problem> ignored;
  const Value* structure = build_value(field.origin.file, *tree.root, arena, ignored);
  return moved(*structure, Maker{arena, field.origin}, in_sub);
}

}  // namespace cumulint
