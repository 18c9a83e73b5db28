// Sub and Join: texts of several parts.
#include <algorithm>

#include "resolve/value-walk.h"

namespace cumulint {
namespace {

Piece text_piece(std::string_view text, Arena& arena) {
  Piece piece;
  piece.alternatives = {arena.make<Alternative>(Alternative{text, {}}), 1};
  return piece;
}

Piece hole_piece(const Reference& reference) {
  Piece piece;
  piece.open = true;
  piece.reference = reference;
  return piece;
}

/// More than one thing may stand here.
bool is_choice(const Known& part) { return part.candidates.size() != 1 || part.has_rest; }

/// Do two parts choose by the same atoms, so that the first candidate of one goes with the first of the other?
bool same_choice(const Known& a, const Known& b) {
  if (a.has_rest != b.has_rest) return false;
  return std::equal(a.candidates.begin(), a.candidates.end(), b.candidates.begin(), b.candidates.end(),
                    [](const Candidate& x, const Candidate& y) {
                      return std::equal(x.when.atoms.begin(), x.when.atoms.end(), y.when.atoms.begin(), y.when.atoms.end(),
                                        [](const Atom& p, const Atom& q) {
                                          return p.subject == q.subject && p.literal == q.literal;
                                        });
                    });
}

}  // namespace

void ValueWalk::sub(const Field& field, const Scenario& when, Known& known, int depth) {
  std::vector<Known> parts;
  for (const SubPart& part : field.value->expression->parts) {
    Known one;
    if (!part.is_variable) {
      add_text(one, field, part.text, when);
    } else if (part.local != nullptr) {
      one = text(below(field, *part.local, field.key), when, depth + 1);
    } else if (!part.attribute.empty()) {
      add_hole(one, field, {part.target, part.attribute, source_.find_resource(part.target)}, when);
    } else {
      // As a Ref that stands here would be.
      Expression call;
      call.kind = ExpressionKind::ref;
      call.name = "Ref";
      call.target = part.target;
      call.argument = &field;
      Value value;
      value.kind = ValueKind::expression;
      value.expression = arena_.make<Expression>(call);
      Field variable = field;
      variable.value = arena_.make<Value>(value);
      one = text(variable, when, depth + 1);
    }
    parts.push_back(std::move(one));
  }
  concatenate(field, parts, when, known);
}

void ValueWalk::join(const Field& field, const Scenario& when, Known& known, int depth) {
  const Expression& call = *field.value->expression;
  const Lists all = settled_lists(call.args[1], when, depth + 1);
  known.invalid = known.invalid || all.invalid;
  if (all.open) {
    known.open = known.has_rest = known.has_rest || all.choices.size() > 0;
    if (all.choices.empty()) add_hole(known, field, {}, when);
  }
  for (const ListChoice& list : all.choices) {
    if (known.candidates.size() >= candidate_limit) break;
    join_items(field, list, call.args[0].value->text, known, depth);
  }
}

void ValueWalk::join_items(const Field& field, const ListChoice& list, std::string_view delimiter, Known& known, int depth) {
  std::vector<Known> parts;
  const auto add_delimiter = [&] {
    if (parts.empty() || delimiter.empty()) return;
    Known between;
    add_text(between, field, delimiter, list.when);
    parts.push_back(std::move(between));
  };
  if (list.is_call) return add_hole(known, field, {}, list.when);  // a list of unknown size
  for (const Field& item : list.items) {
    add_delimiter();
    parts.push_back(text(item, list.when, depth + 1));
  }
  concatenate(field, parts, list.when, known);
}

void ValueWalk::append(std::vector<Piece>& pieces, const Known& part) const {
  if (!is_choice(part)) {
    if (part.candidates[0].absent) return;
    pieces.insert(pieces.end(), part.candidates[0].text.pieces.begin(), part.candidates[0].text.pieces.end());
    return;
  }
  std::vector<Alternative> alternatives;
  bool open = part.has_rest || part.candidates.empty();
  for (const Candidate& candidate : part.candidates) {
    const std::optional<std::string_view> text = candidate.text.known();
    if (text) alternatives.push_back({*text, candidate.when});
    else open = true;
  }
  Piece piece;
  piece.alternatives = arena_.copy(alternatives);
  piece.open = open;
  piece.reference = part.rest;
  pieces.push_back(piece);
}

void ValueWalk::concatenate(const Field& field, const std::vector<Known>& parts, const Scenario& when, Known& known) {
  Scenario base = when;
  for (const Known& part : parts) {
    known.invalid = known.invalid || part.invalid;
    // What has one value only may have it in one scenario only: with another nothing deploys.
    if (!is_choice(part)) base = merged(base, part.candidates[0].when, arena_);
  }
  if (conditions_.consistent(base, {}) == Truth::no) return;
  if (expand(field, parts, base, known)) return;
  std::vector<Piece> pieces;
  for (const Known& part : parts) append(pieces, part);
  Candidate candidate;
  candidate.field = arena_.make<Field>(field);
  candidate.when = base;
  candidate.text.pieces = join_known(pieces);
  known.candidates.push_back(candidate);
}

// With one choice among the parts each of its candidates makes a text of its own. Parts that choose alike go together.
bool ValueWalk::expand(const Field& field, const std::vector<Known>& parts, const Scenario& when, Known& known) {
  const Known* choice = nullptr;
  for (const Known& part : parts) {
    if (!is_choice(part)) continue;
    if (choice != nullptr && !same_choice(*choice, part)) return false;
    choice = &part;
  }
  if (choice == nullptr) return false;
  const std::size_t rounds = choice->candidates.size() + (choice->has_rest ? 1 : 0);
  for (std::size_t round = 0; round < rounds; ++round) {
    const bool is_rest = round == choice->candidates.size();
    if (!is_rest && consistent(when, choice->candidates[round].when) == Truth::no) continue;
    std::vector<Piece> pieces;
    for (const Known& part : parts) {
      if (!is_choice(part)) append(pieces, part);
      else if (is_rest) pieces.push_back(hole_piece(part.rest));
      else if (!part.candidates[round].absent)
        pieces.insert(pieces.end(), part.candidates[round].text.pieces.begin(), part.candidates[round].text.pieces.end());
    }
    Candidate candidate;
    candidate.field = arena_.make<Field>(is_rest || parts.size() > 1 ? field : *choice->candidates[round].field);
    candidate.when = is_rest ? when : merged(when, choice->candidates[round].when, arena_);
    candidate.text.pieces = join_known(pieces);
    known.candidates.push_back(candidate);
  }
  return true;
}

// Adjacent known texts as one, so that known() answers.
std::span<const Piece> ValueWalk::join_known(const std::vector<Piece>& pieces) const {
  std::vector<Piece> joined;
  std::string text;
  const auto flush = [&] {
    if (!text.empty()) joined.push_back(text_piece(arena_.copy(text), arena_));
    text.clear();
  };
  for (const Piece& piece : pieces) {
    if (!piece.open && piece.alternatives.size() == 1) {
      text += piece.alternatives[0].text;
      continue;
    }
    flush();
    joined.push_back(piece);
  }
  flush();
  return arena_.copy(joined);
}

}  // namespace cumulint
