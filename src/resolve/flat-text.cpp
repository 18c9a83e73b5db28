// Flattening of partial texts and of written expressions.
#include "resolve/flat-text.h"

#include "model/expression.h"

namespace cumulint {
namespace {

constexpr unsigned first_index = 0x80;
constexpr int deepest = 20;            // of Joins and Subs in each other
constexpr std::size_t most_texts = 8;  // combinations of alternatives

bool flatten_at(const Value& value, const Template& source, FlatText& out, int depth);

Reference reference_to(const Template& source, std::string_view target, std::string_view attribute) {
  return {target, attribute, source.find_resource(target)};
}

bool flatten_parts(const Expression& sub, const Template& source, FlatText& out, int depth) {
  for (const SubPart& part : sub.parts) {
    if (!part.is_variable)
      out.add_text(part.text);
    else if (part.local == nullptr)
      out.add_hole(reference_to(source, part.target, part.attribute));
    else if (!flatten_at(*part.local->value, source, out, depth))
      return false;
  }
  return true;
}

bool flatten_join(const Expression& join, const Template& source, FlatText& out, int depth) {
  if (join.args.size() != 2 || !join.args[0].value->is(ValueKind::text)) return false;
  const Value& list = *join.args[1].value;
  if (!list.is(ValueKind::list)) return false;
  bool first = true;
  for (const Field& item : list.fields) {
    if (!first) out.add_text(join.args[0].value->text);
    first = false;
    if (!flatten_at(*item.value, source, out, depth)) return false;
  }
  return true;
}

bool flatten_expression(const Expression& e, const Template& source, FlatText& out, int depth) {
  switch (e.kind) {
    case ExpressionKind::ref:
      if (e.target.empty() || e.target == "AWS::NoValue") return false;
      out.add_hole(reference_to(source, e.target, {}));
      return true;
    case ExpressionKind::get_att:
      if (e.target.empty() || e.attribute.empty()) return false;
      out.add_hole(reference_to(source, e.target, e.attribute));
      return true;
    case ExpressionKind::sub: return flatten_parts(e, source, out, depth);
    case ExpressionKind::join: return flatten_join(e, source, out, depth);
    default: return false;
  }
}

bool flatten_at(const Value& value, const Template& source, FlatText& out, int depth) {
  if (depth > deepest || out.holes.size() >= FlatText::most_holes) return false;
  if (value.is(ValueKind::text)) {
    out.add_text(value.text);
    return true;
  }
  return value.is(ValueKind::expression) && flatten_expression(*value.expression, source, out, depth + 1);
}

/// Adds one piece to every text; each alternative makes a copy.
std::vector<FlatText> extended(std::vector<FlatText> texts, const Piece& piece, const Conditions& conditions,
                               Arena& arena) {
  if (piece.alternatives.empty()) {
    for (FlatText& text : texts) text.add_hole(piece.reference);
    return texts;
  }
  if (piece.alternatives.size() == 1 && piece.alternatives[0].when.is_fact()) {
    for (FlatText& text : texts) text.add_text(piece.alternatives[0].text);
    return texts;
  }
  std::vector<FlatText> all;
  for (const FlatText& text : texts)
    for (const Alternative& alternative : piece.alternatives) {
      if (consistent(text.when, alternative.when) == Truth::no) continue;
      all.push_back(text);
      all.back().add_text(alternative.text);
      all.back().when = conditions.with(text.when, alternative.when, arena);
    }
  return all.size() > most_texts ? std::vector<FlatText>{} : all;
}

}  // namespace

void FlatText::add_text(std::string_view literal) {
  for (char c : literal)
    if (c != hole_mark) text += c;
}

void FlatText::add_hole(const Reference& reference) {
  std::size_t index = 0;
  while (index < holes.size() && (reference.target.empty() || !(holes[index] == reference))) ++index;
  if (index == holes.size() && index < most_holes) holes.push_back(reference);
  if (index >= holes.size()) index = holes.size() - 1;
  text += hole_mark;
  text += static_cast<char>(first_index + index);
}

const Reference* FlatText::hole_at(std::string_view part, std::size_t position) const {
  if (position + 1 >= part.size() || part[position] != hole_mark) return nullptr;
  const std::size_t index = static_cast<unsigned char>(part[position + 1]) - first_index;
  return index < holes.size() ? &holes[index] : nullptr;
}

const Reference* FlatText::whole_hole(std::string_view part) const {
  return part.size() == 2 ? hole_at(part, 0) : nullptr;
}

std::string FlatText::canonical(std::string_view part) const {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const Reference* hole = hole_at(part, i);
    if (hole == nullptr) {
      out += part[i];
      continue;
    }
    if (hole->target.empty()) return {};
    out += hole_mark;
    out += hole->target;
    out += hole_mark;
    out += hole->attribute;
    out += hole_mark;
    ++i;
  }
  return out;
}

std::string FlatText::shown(std::string_view part) const {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const Reference* hole = hole_at(part, i);
    if (hole == nullptr) {
      out += part[i];
      continue;
    }
    out += "${";
    out += hole->target.empty() ? "?" : hole->target;
    if (!hole->attribute.empty()) (out += '.') += hole->attribute;
    out += '}';
    ++i;
  }
  return out;
}

std::vector<FlatText> flatten(const PartialText& text, const Conditions& conditions, Arena& arena) {
  std::vector<FlatText> texts(1);
  for (const Piece& piece : text.pieces) {
    if (texts.empty() || texts[0].holes.size() >= FlatText::most_holes) return {};
    texts = extended(std::move(texts), piece, conditions, arena);
  }
  return texts;
}

bool flatten_written(const Value& value, const Template& source, FlatText& out) {
  return flatten_at(value, source, out, 0);
}

}  // namespace cumulint
