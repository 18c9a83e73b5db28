// Reading of policy documents.
#include "iam/statements.h"

namespace cumulint {
namespace {

bool is_present(const Field& field) { return !field.value->is(ValueKind::absent) && !field.value->is(ValueKind::null); }

}  // namespace

PartialText unknown_text(Arena& arena) {
  return {arena.copy(std::vector<Piece>{Piece{.alternatives = {}, .open = true, .reference = {}}})};
}

PartialText literal_text(std::string_view text, Arena& arena) {
  const std::span<const Alternative> one = arena.copy(std::vector<Alternative>{Alternative{text, {}}});
  return {arena.copy(std::vector<Piece>{Piece{.alternatives = one, .open = false, .reference = {}}})};
}

void StatementReader::add_item(const Field& field, const Scenario& under, std::vector<PolicyItem>& out, bool& open) {
  const Possible possible = resolver_.resolve(field, arena_, under);
  if (possible.invalid) {
    open = true;
    return;
  }
  for (const Candidate& value : possible.candidates)
    if (!value.absent) out.push_back({value.field, value.text, value.when});
  if (!possible.open) return;
  if (!possible.candidates.empty()) {
    open = true;
    return;
  }
  // A reference alone may come without a candidate: keep what is written.
  FlatText written;
  PartialText text = unknown_text(arena_);
  if (flatten_written(*field.value, resolver_.source(), written) && written.whole_hole(written.text) != nullptr)
    text = {arena_.copy(std::vector<Piece>{Piece{.alternatives = {}, .open = true, .reference = written.holes[0]}})};
  out.push_back({&field, text, under});
}

std::span<const PolicyItem> StatementReader::items(const Field& list, const Scenario& under, bool& open) {
  std::vector<PolicyItem> all;
  const Choices choices = resolver_.items(list, arena_, under);
  for (const Choice& item : choices.items)
    if (is_present(*item.field)) add_item(*item.field, item.when, all, open);
  if (choices.open || choices.invalid) {  // a list that only the deployment knows: anything may be in it
    open = true;
    all.push_back({&list, unknown_text(arena_), under});
  }
  return arena_.copy(all);
}

Effect StatementReader::read_effect(const Field& map, const Scenario& under) {
  const Field* field = map.value->find("Effect");
  if (field == nullptr) return Effect::unknown;
  const Possible effect = resolver_.resolve(*field, arena_, under);
  if (effect.open || effect.candidates.size() != 1) return Effect::unknown;
  if (effect.candidates[0].text.equals("Allow") == Truth::yes) return Effect::allow;
  return effect.candidates[0].text.equals("Deny") == Truth::yes ? Effect::deny : Effect::unknown;
}

void StatementReader::read_principals(const Field& field, const Scenario& under, Statement& statement) {
  std::vector<PolicyItem> all;
  std::vector<std::string_view> kinds;
  const Choices choices = resolver_.choices(field, arena_, under);
  statement.open = statement.open || choices.open || choices.invalid;
  for (const Choice& choice : choices.items) {
    const Value& value = *choice.field->value;
    if (!value.is(ValueKind::map)) {
      add_item(*choice.field, choice.when, all, statement.open);
      kinds.resize(all.size(), "*");
      continue;
    }
    for (const Field& kind : value.fields) {
      const std::span<const PolicyItem> some = items(kind, choice.when, statement.open);
      all.insert(all.end(), some.begin(), some.end());
      kinds.resize(all.size(), kind.key);
    }
  }
  statement.principals = arena_.copy(all);
  statement.principal_kinds = arena_.copy(kinds);
}

void StatementReader::read_conditions(const Field& field, const Scenario& under, Statement& statement) {
  std::vector<PolicyCondition> all;
  const Choices choices = resolver_.choices(field, arena_, under);
  statement.open = statement.open || choices.open || choices.invalid;
  for (const Choice& choice : choices.items) {
    if (choice.field->value->is(ValueKind::expression)) statement.open = true;
    for (const Field& operation : choice.field->value->fields)
      for (const Choice& map : resolver_.choices(operation, arena_, choice.when).items)
        for (const Field& key : map.field->value->fields)
          all.push_back({operation.key, key.key, items(key, map.when, statement.open)});
  }
  statement.conditions = arena_.copy(all);
}

Statement StatementReader::read(const Field& field, const Scenario& under) {
  Statement statement;
  statement.field = &field;
  statement.effect = read_effect(field, under);
  statement.when = under;
  const Cause* cause = field.origin.cause;
  statement.from_sam_template = field.value->node == nullptr && cause != nullptr && cause->kind == CauseKind::sam;
  if (statement.effect == Effect::unknown) statement.open = true;
  for (const Field& part : field.value->fields) {
    if (part.key == "Action")
      statement.actions = items(part, under, statement.open);
    else if (part.key == "NotAction")
      statement.not_actions = items(part, under, statement.open);
    else if (part.key == "Resource")
      statement.resources = items(part, under, statement.open);
    else if (part.key == "NotResource")
      statement.not_resources = items(part, under, statement.open);
    else if (part.key == "Principal")
      read_principals(part, under, statement);
    else if (part.key == "NotPrincipal")
      statement.open = true;
    else if (part.key == "Condition")
      read_conditions(part, under, statement);
    else if (part.key == "Fn::Transform")
      statement.open = true;
  }
  return statement;
}

/// A statement that allows here and denies there is two.
void StatementReader::read_each(const Field& field, const Scenario& under, std::vector<Statement>& out) {
  const Field* effect = field.value->find("Effect");
  const Possible effects = effect != nullptr ? resolver_.resolve(*effect, arena_, under) : Possible{};
  if (effects.open || effects.candidates.size() < 2) return out.push_back(read(field, under));
  for (const Candidate& one : effects.candidates) out.push_back(read(field, one.when));
}

void StatementReader::statement(const Field& field, const Scenario& under, std::vector<Statement>& out, bool& open) {
  const Choices choices = resolver_.choices(field, arena_, under);
  open = open || choices.open || choices.invalid;
  for (const Choice& choice : choices.items) {
    if (choice.field->value->is(ValueKind::map))
      read_each(*choice.field, choice.when, out);
    else if (is_present(*choice.field))
      open = true;
  }
}

std::span<const Statement> StatementReader::document(const Field& document, const Scenario& under, bool& open) {
  std::vector<Statement> all;
  const Choices lists = resolver_.find(document, "Statement", arena_, under);
  open = open || lists.open || lists.invalid;
  for (const Choice& list : lists.items) {
    if (!is_present(*list.field)) continue;
    const Choices items = resolver_.items(*list.field, arena_, list.when);
    open = open || items.open || items.invalid;
    for (const Choice& item : items.items) statement(*item.field, item.when, all, open);
  }
  return arena_.copy(all);
}

}  // namespace cumulint
