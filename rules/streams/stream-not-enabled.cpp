// Flags uses of a table's stream where the table has none.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

bool asks_for_stream(const Value& value, std::string_view table) {
  if (!value.is(ValueKind::expression)) return false;
  const Expression& expression = *value.expression;
  if (expression.kind == ExpressionKind::get_att && expression.target == table && expression.attribute == "StreamArn")
    return true;
  for (const SubPart& part : expression.parts)
    if (part.is_variable && part.local == nullptr && part.target == table && part.attribute == "StreamArn") return true;
  return false;
}

/// The first field below `field` that reads the table's StreamArn, or null.
const Field* use_below(const Field& field, std::string_view table, unsigned depth) {
  if (depth > 200) return nullptr;
  if (asks_for_stream(*field.value, table)) return &field;
  const std::span<const Field> below = field.value->is(ValueKind::expression) ? field.value->expression->args : field.value->fields;
  for (const Field& next : below)
    if (const Field* found = use_below(next, table, depth + 1)) return found;
  return nullptr;
}

void check(const ResourceView& table, Reporter& report) {
  const Verdict without = some(table.property("StreamSpecification.StreamViewType"),
                               [](const Candidate& c) { return truth_of(c.absent); });
  if (!without || table.has("StreamSpecification") == Truth::yes) return;
  for (const ResourceView& user : table.unit_view().resources()) {
    const Field* use = use_below(*user.resource().properties, table.id(), 0);
    if (use == nullptr || consistent(without.first->when, user.exists()) == Truth::no) continue;
    report.finding(without)
        .at(*use)
        .about(user)
        .say(user, " uses the stream of table ", table, ", which has none")
        .why("the deployment fails")
        .help("give the table a StreamSpecification with a StreamViewType (NEW_AND_OLD_IMAGES, say)")
        .related(table, "the table");
  }
}

}  // namespace

extern constinit const Rule stream_not_enabled{
    .info = {.id = "stream-not-enabled", .level = Level::error, .tags = {"reliability"}, .section = "6.1"},
    .types = {"AWS::DynamoDB::Table"},
    .on_resource = check,
};

}  // namespace cumulint::rules
