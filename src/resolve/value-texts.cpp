// Which texts may stand in a field.
#include "base/strings.h"
#include "resolve/known-parameters.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

constexpr int depth_limit = 300;

std::string encode_base64(std::string_view text) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    const std::uint32_t bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    out += digits[bits >> 18];
    out += digits[bits >> 12 & 63];
    out += i + 1 < text.size() ? digits[bits >> 6 & 63] : '=';
    out += i + 2 < text.size() ? digits[bits & 63] : '=';
  }
  return out;
}

}  // namespace

Known ValueWalk::text(const Field& field, const Scenario& under, int depth) {
  Known known;
  Found found;
  choices(field, under, found, depth);
  known.open = known.has_rest = found.open;
  known.invalid = found.invalid;
  for (const Choice& choice : found.items) {
    if (known.candidates.size() >= candidate_limit) {
      known.open = known.has_rest = true;
      break;
    }
    scalar(*choice.field, choice.when, known, depth);
  }
  if (known.candidates.size() > candidate_limit) {
    known.candidates.resize(candidate_limit);
    known.open = known.has_rest = true;
  }
  return known;
}

Possible ValueWalk::possible(const Known& known) {
  Possible result;
  result.candidates = arena_.copy(known.candidates);
  // With no candidate left, as under a scenario in which nothing deploys, nothing is known.
  result.open = known.open || known.candidates.empty();
  result.invalid = known.invalid;
  result.arena = &arena_;
  return result;
}

void ValueWalk::add_text(Known& known, const Field& field, std::string_view text, const Scenario& when) {
  Candidate candidate;
  candidate.field = arena_.make<Field>(field);
  candidate.when = when;
  Piece piece;
  piece.alternatives = {arena_.make<Alternative>(Alternative{text, {}}), 1};
  candidate.text.pieces = {arena_.make<Piece>(piece), 1};
  known.candidates.push_back(candidate);
}

void ValueWalk::add_hole(Known& known, const Field& field, const Reference& reference, const Scenario& when) {
  Candidate candidate;
  candidate.field = arena_.make<Field>(field);
  candidate.when = when;
  Piece piece;
  piece.open = true;
  piece.reference = reference;
  candidate.text.pieces = {arena_.make<Piece>(piece), 1};
  known.candidates.push_back(candidate);
}

void ValueWalk::add_all(Known& known, const Known& more) {
  known.candidates.insert(known.candidates.end(), more.candidates.begin(), more.candidates.end());
  known.open = known.open || more.open;
  known.invalid = known.invalid || more.invalid;
  if (more.has_rest) known.rest = known.has_rest ? Reference{} : more.rest;
  known.has_rest = known.has_rest || more.has_rest;
}

// `field->value` is none of what choices() looks through.
void ValueWalk::scalar(const Field& field, const Scenario& when, Known& known, int depth) {
  switch (field.value->kind) {
    case ValueKind::absent: {
      Candidate candidate;
      candidate.field = arena_.make<Field>(field);
      candidate.when = when;
      candidate.absent = true;
      known.candidates.push_back(candidate);
      return;
    }
    case ValueKind::text: return literal(field, when, known);
    case ValueKind::expression: return call(field, when, known, depth);
    case ValueKind::list:
    case ValueKind::map:  // a structure where a text was asked for: something, but no known text
      return add_hole(known, field, {}, when);
    case ValueKind::null:
    case ValueKind::broken: known.invalid = true; return;
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
void ValueWalk::literal(const Field& field, const Scenario& when, Known& known) {
  const std::string_view text = field.value->text;
  if (!contains(text, "{{resolve:")) return add_text(known, field, text, when);
  std::vector<Piece> pieces;
  const auto add_known = [&](std::string_view part) {
    if (part.empty()) return;
    Piece piece;
    piece.alternatives = {arena_.make<Alternative>(Alternative{part, {}}), 1};
    pieces.push_back(piece);
  };
  std::size_t from = 0;
  for (;;) {
    const std::size_t open = text.find("{{resolve:", from);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    add_known(text.substr(from, open - from));
    Piece hole;
    hole.open = true;
    hole.reference = {text.substr(open, close + 2 - open), "", nullptr};
    pieces.push_back(hole);
    from = close + 2;
  }
  add_known(text.substr(from));
  Candidate candidate;
  candidate.field = arena_.make<Field>(field);
  candidate.when = when;
  candidate.text.pieces = arena_.copy(pieces);
  known.open = known.open || candidate.text.whole_reference() != nullptr;
  known.candidates.push_back(candidate);
}

void ValueWalk::call(const Field& field, const Scenario& when, Known& known, int depth) {
  if (depth > depth_limit || !step()) {
    known.open = known.has_rest = true;
    return;
  }
  switch (field.value->expression->kind) {
    case ExpressionKind::ref: return reference(field, when, known);
    case ExpressionKind::get_att: return attribute(field, when, known);
    case ExpressionKind::sub: return sub(field, when, known, depth);
    case ExpressionKind::join: return join(field, when, known, depth);
    case ExpressionKind::select: return select(field, when, known, depth);
    case ExpressionKind::base64: return base64(field, when, known, depth);
    case ExpressionKind::length: return length(field, when, known, depth);
    case ExpressionKind::to_json_string: return to_json(field, when, known, depth);
    case ExpressionKind::import_value: return import(field, when, known, depth);
    case ExpressionKind::cidr:
    case ExpressionKind::get_azs:
    case ExpressionKind::split: return add_hole(known, field, {}, when);
    default:  // macros, loops, functions that we don't know
      known.open = true;
      return add_hole(known, field, {}, when);
  }
}

void ValueWalk::reference(const Field& field, const Scenario& when, Known& known) {
  const std::string_view name = field.value->expression->target;
  if (const Resource* resource = source_.find_resource(name)) return add_hole(known, field, {name, "", resource}, when);
  add_all(known, parameter(field, when));
}

void ValueWalk::attribute(const Field& field, const Scenario& when, Known& known) {
  const Expression& call = *field.value->expression;
  if (call.attribute.empty() || call.target.empty()) return add_hole(known, field, {}, when);
  add_hole(known, field, {call.target, call.attribute, source_.find_resource(call.target)}, when);
}

void ValueWalk::import(const Field& field, const Scenario& when, Known& known, int depth) {
  const Known names = text(field.value->expression->args[0], when, depth + 1);
  known.open = true;
  Reference reference;
  if (names.candidates.size() == 1 && !names.open)
    if (const auto name = names.candidates[0].text.known()) reference.target = arena_.join({"Fn::ImportValue:", *name});
  add_hole(known, field, reference, when);
}

void ValueWalk::base64(const Field& field, const Scenario& when, Known& known, int depth) {
  const Known inner = text(field.value->expression->args[0], when, depth + 1);
  known.open = known.open || inner.open;
  known.has_rest = known.has_rest || inner.has_rest;
  known.invalid = known.invalid || inner.invalid;
  for (const Candidate& candidate : inner.candidates) {
    const std::optional<std::string_view> plain = candidate.text.known();
    if (plain && !candidate.absent) add_text(known, field, arena_.copy(encode_base64(*plain)), candidate.when);
    else add_hole(known, field, {}, candidate.when);
  }
}

void ValueWalk::length(const Field& field, const Scenario& when, Known& known, int depth) {
  const Lists all = settled_lists(*field.value->expression->argument, when, depth + 1);
  known.open = known.open || all.open;
  known.has_rest = known.has_rest || all.open;
  known.invalid = known.invalid || all.invalid;
  for (const ListChoice& list : all.choices) {
    if (list.is_call) add_hole(known, field, {}, list.when);
    else add_text(known, field, arena_.copy(std::to_string(list.items.size())), list.when);
  }
}

void ValueWalk::select(const Field& field, const Scenario& when, Known& known, int depth) {
  const Expression& call = *field.value->expression;
  const Known indexes = text(call.args[0], when, depth + 1);
  const Lists all = settled_lists(call.args[1], when, depth + 1);
  known.open = known.open || all.open || indexes.open;
  known.has_rest = known.has_rest || all.open || indexes.has_rest;
  known.invalid = known.invalid || all.invalid || indexes.invalid;
  for (const ListChoice& list : all.choices)
    for (const Candidate& candidate : indexes.candidates) {
      if (consistent(candidate.when, list.when) == Truth::no) continue;
      const Scenario both_are = merged(list.when, candidate.when, arena_);
      const std::optional<std::int64_t> index = candidate.text.integer();
      if (!index || list.is_call) add_hole(known, field, {}, both_are);
      else if (*index >= 0 && static_cast<std::size_t>(*index) < list.items.size())
        add_all(known, text(list.items[static_cast<std::size_t>(*index)], both_are, depth + 1));
    }
  if (known.candidates.empty() && !known.open) known.invalid = true;  // no such item: nothing deploys
}

}  // namespace cumulint
