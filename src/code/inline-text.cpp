// Puts inline code together.

#include "code/inline-text.h"

#include <algorithm>

#include "model/expression.h"
#include "syntax/read.h"

namespace cumulint {
namespace {

constexpr int max_depth = 4;                     // of Fn::Join in Fn::Join
constexpr std::size_t max_text = 4 * 1024 * 1024;

void add(InlineText& to, std::string_view text, const Node* node, bool is_reference) {
  const std::uint32_t begin = static_cast<std::uint32_t>(to.text.size());
  to.text += text;
  to.pieces.push_back({begin, static_cast<std::uint32_t>(to.text.size()), node, is_reference});
}

bool add_value(InlineText& to, const Value& value, int depth);

bool add_join(InlineText& to, const Expression& join, int depth) {
  if (join.args.size() != 2 || !join.args[0].value->is(ValueKind::text) || !join.args[1].value->is(ValueKind::list)) return false;
  bool is_first = true;
  for (const Field& item : join.args[1].value->fields) {
    if (!is_first) to.text += join.args[0].value->text;
    is_first = false;
    if (to.text.size() > max_text || !add_value(to, *item.value, depth + 1)) return false;
  }
  return true;
}

bool add_value(InlineText& to, const Value& value, int depth) {
  if (value.is(ValueKind::text) && value.node) return add(to, value.text, value.node, false), true;
  if (!value.is(ValueKind::expression) || depth > max_depth) return false;
  const Expression& expression = *value.expression;
  switch (expression.kind) {
    case ExpressionKind::join: return add_join(to, expression, depth);
    case ExpressionKind::sub: return expression.args.size() == 1 && add_value(to, *expression.args[0].value, depth + 1);
    case ExpressionKind::ref: return add(to, "${" + std::string(expression.target) + "}", value.node, true), true;
    case ExpressionKind::get_att:
      if (expression.attribute.empty()) return false;
      return add(to, "${" + std::string(expression.target) + "." + std::string(expression.attribute) + "}", value.node, true), true;
    default: return false;
  }
}

}  // namespace

std::optional<InlineText> read_inline(const Value& value) {
  InlineText made;
  if (value.is(ValueKind::text)) {
    made.node = value.node;
    if (made.node) made.text = made.node->text;
  } else if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::join) {
    made.node = value.node;
    if (!add_join(made, *value.expression, 0)) return std::nullopt;
  } else if (value.is(ValueKind::expression) && value.expression->kind == ExpressionKind::sub && !value.expression->args.empty()) {
    return value.expression->args[0].value->is(ValueKind::text) ? read_inline(*value.expression->args[0].value) : std::nullopt;
  }
  return made.node ? std::optional(std::move(made)) : std::nullopt;
}

Span place_of_inline(std::string_view template_text, const Node& whole, std::span<const InlinePiece> pieces, Span span) {
  const auto behind = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                       [](std::uint32_t at, const InlinePiece& piece) { return at < piece.begin; });
  if (behind == pieces.begin()) return whole.span;
  const InlinePiece& piece = *(behind - 1);
  if (!piece.node) return whole.span;
  if (piece.is_reference) return piece.node->span;
  const std::uint32_t length = piece.end - piece.begin;
  const std::uint32_t begin = std::min(span.begin > piece.begin ? span.begin - piece.begin : 0, length);
  const std::uint32_t end = std::clamp(span.end > piece.begin ? span.end - piece.begin : 0, begin, length);
  return in_file(template_text, *piece.node, {begin, end});
}

}  // namespace cumulint
