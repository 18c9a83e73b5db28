// Fields that only events of one kind have, and values that name the sender.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html

#include "code/event-kinds.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

struct Sign {
  std::string_view field, value, kind;  // an empty value: that the field is there
};
// "records" and "event" stand for several kinds: who asks knows which of them the function has.
constexpr Sign signs[] = {
    {"eventSource", "aws:sqs", "SQS"},      {"eventSource", "aws:s3", "S3"},
    {"eventSource", "aws:kinesis", "Kinesis"}, {"eventSource", "aws:dynamodb", "DynamoDB stream"},
    {"EventSource", "aws:sns", "SNS"},      {"Sns", "", "SNS"},
    {"s3", "", "S3"},                       {"dynamodb", "", "DynamoDB stream"},
    {"kinesis", "", "Kinesis"},             {"messageId", "", "SQS"},
    {"receiptHandle", "", "SQS"},           {"Records", "", "records"},
    {"source", "aws.events", "schedule"},   {"detail-type", "Scheduled Event", "schedule"},
    {"source", "", "event"},                {"detail-type", "", "event"},
    {"detail", "", "event"},                {"httpMethod", "", "API"},
    {"requestContext", "", "API"},          {"rawPath", "", "API"},
    {"routeKey", "", "API"},                {"resource", "", "API"},
    {"path", "", "API"},                    {"headers", "", "API"},
};

/// `field` is a path in the event: "Records[].s3".
std::string_view kind_of(std::string_view field, std::string_view value) {
  const std::string_view last = field.substr(field.rfind('.') == std::string_view::npos ? 0 : field.rfind('.') + 1);
  const bool in_records = starts_with(field, "Records[]");
  const bool deep = field.size() > last.size() && !in_records;
  for (const Sign& sign : signs)
    if (sign.field == last && !deep && (sign.value == value || sign.value.empty())) return sign.kind;
  return {};
}

const Meaning* event_of(Interpreter& interpreter, const Expr& expr, CallFrame& frame) {
  const bool is_get = expr.kind == ExprKind::call && expr.base->kind == ExprKind::member && expr.base->text == "get";
  const bool is_read = expr.kind == ExprKind::name || expr.kind == ExprKind::member || expr.kind == ExprKind::index;
  return is_get || is_read ? find_kind(interpreter.evaluate(expr, frame), MeaningKind::event) : nullptr;
}

std::string_view find_kind_of_event(Interpreter& interpreter, const Expr& expr, CallFrame& frame, int depth) {
  if (depth > 4) return {};
  if (expr.kind == ExprKind::binary) {
    const Expr &left = *expr.args[0].value, &right = *expr.args[1].value;
    if (expr.op == Op::and_ || expr.op == Op::or_) {
      const std::string_view found = find_kind_of_event(interpreter, left, frame, depth + 1);
      return found.empty() ? find_kind_of_event(interpreter, right, frame, depth + 1) : found;
    }
    if (expr.op == Op::in && left.kind == ExprKind::text) {
      const Meaning* event = event_of(interpreter, right, frame);
      if (!event) return {};
      return kind_of(event->text.empty() ? left.text : interpreter.store().arena().join({event->text, ".", left.text}), {});
    }
    const Expr& literal = left.kind == ExprKind::text ? left : right;
    if (expr.op != Op::equal || literal.kind != ExprKind::text) return {};
    const Meaning* field = event_of(interpreter, &literal == &left ? right : left, frame);
    return field ? kind_of(field->text, literal.text) : std::string_view{};
  }
  const Meaning* field = event_of(interpreter, expr, frame);
  return field ? kind_of(field->text, {}) : std::string_view{};
}

void enter(Interpreter& interpreter, std::string_view kind, SourcePlace place, CallFrame& frame) {
  if (kind.empty()) return;
  // "records" says less than what was found out before.
  if (frame.event_kind && (kind == "records" || kind == "event")) return;
  std::deque<TracedEventKind>& kinds = interpreter.trace().event_kinds;
  const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const TracedEventKind& one) { return one.kind == kind; });
  frame.event_kind = known != kinds.end() ? &*known : &kinds.emplace_back(TracedEventKind{kind, place, {}});
}

}  // namespace

void enter_event_kind(Interpreter& interpreter, const Expr& condition, CallFrame& frame) {
  enter(interpreter, find_kind_of_event(interpreter, condition, frame, 0), interpreter.place(frame, condition), frame);
}

void enter_event_kind(Interpreter& interpreter, const Expr& subject, const Case& one, CallFrame& frame) {
  if (one.patterns.empty() || one.patterns[0]->kind != ExprKind::text) return;
  if (const Meaning* field = event_of(interpreter, subject, frame))
    enter(interpreter, kind_of(field->text, one.patterns[0]->text), {frame.module, one.span}, frame);
}

}  // namespace cumulint
