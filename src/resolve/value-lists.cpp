// Which lists may stand in a field, and their items.
#include <algorithm>

#include "base/strings.h"
#include "resolve/known-parameters.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

std::vector<Field> split_items(const Field& field, std::string_view text, std::string_view delimiter, bool trimmed, Arena& arena) {
  std::vector<Field> items;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(delimiter, start);
    std::string_view item = text.substr(start, end == std::string_view::npos ? end : end - start);
    Value value;
    value.kind = ValueKind::text;
    value.style = ScalarStyle::double_quoted;
    value.text = trimmed ? trim(item) : item;
    items.push_back({"", field.origin, arena.make<Value>(value)});
    if (end == std::string_view::npos) return items;
    start = end + delimiter.size();
  }
}

}  // namespace

Lists ValueWalk::lists(const Field& field, const Scenario& under, int depth) {
  Lists result;
  Found found;
  choices(field, under, found, depth + 1);
  result.open = found.open;
  result.invalid = found.invalid;
  for (const Choice& choice : found.items) {
    const Field& at = *choice.field;
    const Value& value = *at.value;
    if (value.is(ValueKind::list)) {
      ListChoice list;
      for (const Field& item : value.fields) list.items.push_back(below(at, item, ""));
      list.when = choice.when;
      result.choices.push_back(std::move(list));
    } else if (value.is(ValueKind::text) || value.is(ValueKind::map)) {
      result.choices.push_back({{at}, choice.when, false});
    } else if (value.is(ValueKind::absent)) {
      result.choices.push_back({{}, choice.when, false});
    } else if (value.is(ValueKind::expression)) {
      add_list_call(at, choice.when, result, depth);
    }
  }
  return result;
}

// A function that gives a list; others give the one item of it.
void ValueWalk::add_list_call(const Field& field, const Scenario& when, Lists& result, int depth) {
  const Expression& call = *field.value->expression;
  std::string_view delimiter = ",";
  Known texts;
  bool is_parameter = false;
  switch (call.kind) {
    case ExpressionKind::ref: {
      const Parameter* declared = source_.find_parameter(call.target);
      is_parameter = declared != nullptr && is_list_type(declared->type);
      if (!is_parameter && call.target != "AWS::NotificationARNs" && !(declared != nullptr && is_ssm_type(declared->type))) {
        result.choices.push_back({{field}, when, true});
        return;
      }
      texts = parameter(field, when);
      break;
    }
    case ExpressionKind::split:
      delimiter = call.args[0].value->text;
      texts = text(call.args[1], when, depth + 1);
      break;
    case ExpressionKind::get_azs:
    case ExpressionKind::cidr:
    case ExpressionKind::transform:
    case ExpressionKind::unknown: result.open = true; return;
    default: result.choices.push_back({{field}, when, true}); return;
  }
  result.open = result.open || texts.open;
  result.invalid = result.invalid || texts.invalid;
  for (const Candidate& candidate : texts.candidates) {
    const std::optional<std::string_view> whole = candidate.text.known();
    if (!whole || candidate.absent) result.open = true;
    else result.choices.push_back(
          {split_items(*candidate.field, *whole, delimiter, is_parameter, arena_), candidate.when, false});
  }
}

Lists ValueWalk::settled_lists(const Field& field, const Scenario& under, int depth) {
  Lists result = lists(field, under, depth);
  std::vector<ListChoice> all;
  for (ListChoice& list : result.choices) {
    if (list.is_call) {
      all.push_back(std::move(list));
      continue;
    }
    std::vector<ListChoice> ways = {{{}, list.when, false}};
    bool settled = true;
    for (const Field& item : list.items) settled = settled && settle_item(ways, item, depth);
    if (settled) all.insert(all.end(), ways.begin(), ways.end());
    else all.push_back({{field}, list.when, true});  // too many ways: as good as a call
  }
  result.choices = std::move(all);
  return result;
}

// Adds an item to each list; a list is doubled where the item may be left out. False if there are too many.
bool ValueWalk::settle_item(std::vector<ListChoice>& lists, const Field& item, int depth) {
  constexpr std::size_t ways_limit = 16;
  std::vector<ListChoice> next;
  for (ListChoice& list : lists) {
    Found found;
    choices(item, list.when, found, depth + 1);
    if (found.open && found.items.empty()) return false;
    const auto is_absent = [](const Choice& choice) { return choice.field->value->is(ValueKind::absent); };
    const auto absent = std::count_if(found.items.begin(), found.items.end(), is_absent);
    if (absent == 0) {
      list.items.push_back(item);
      next.push_back(std::move(list));
      continue;
    }
    for (const Choice& choice : found.items) {
      ListChoice way = list;
      way.when = choice.when;
      if (!is_absent(choice)) way.items.push_back(*choice.field);
      next.push_back(std::move(way));
    }
    if (next.size() > ways_limit) return false;
  }
  lists = std::move(next);
  return true;
}

void ValueWalk::items(const Field& field, const Scenario& under, Found& found) {
  const Lists all = lists(field, under, 0);
  found.open = found.open || all.open;
  found.invalid = found.invalid || all.invalid;
  for (const ListChoice& list : all.choices)
    for (const Field& item : list.items) {
      Found one;
      choices(item, list.when, one);
      found.open = found.open || one.open;
      found.invalid = found.invalid || one.invalid;
      for (const Choice& choice : one.items)
        if (!choice.field->value->is(ValueKind::absent)) add(found, *choice.field, choice.when);
    }
}

}  // namespace cumulint
