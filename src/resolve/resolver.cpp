// The questions of the Resolver.
#include "resolve/resolver.h"

#include "base/strings.h"
#include "resolve/value-walk.h"

namespace cumulint {
namespace {

Choices finished(const Found& found, Arena& arena) {
  Choices result;
  result.items = arena.copy(found.items);
  result.open = found.open;
  result.invalid = found.invalid;
  return result;
}

}  // namespace

Resolver::Resolver(const Template& source, const Conditions& conditions, const GivenValues& given)
    : source_(&source), conditions_(&conditions), given_(&given) {}

Possible Resolver::resolve(const Field& field, Arena& arena, const Scenario& under) const {
  ValueWalk walk{*source_, *conditions_, *given_, arena};
  return walk.possible(walk.text(field, under));
}

Choices Resolver::choices(const Field& field, Arena& arena, const Scenario& under) const {
  Found found;
  ValueWalk{*source_, *conditions_, *given_, arena}.choices(field, under, found);
  return finished(found, arena);
}

Choices Resolver::items(const Field& list, Arena& arena, const Scenario& under) const {
  Found found;
  ValueWalk{*source_, *conditions_, *given_, arena}.items(list, under, found);
  return finished(found, arena);
}

Choices Resolver::find(const Field& field, std::string_view path, Arena& arena, const Scenario& under) const {
  Found found;
  ValueWalk{*source_, *conditions_, *given_, arena}.find(field, path, under, found);
  return finished(found, arena);
}

Choices Resolver::property_choices(const Resource& resource, std::string_view path, Arena& arena) const {
  return find(*resource.properties, path, arena, exists(resource, arena));
}

Possible Resolver::property(const Resource& resource, std::string_view path, Arena& arena, const char* default_text) const {
  ValueWalk walk{*source_, *conditions_, *given_, arena};
  Found found;
  walk.find(*resource.properties, path, exists(resource, arena), found);
  Known known;
  known.open = found.open;
  known.invalid = found.invalid;
  for (Choice& choice : found.items) {
    // What is not set has no place of its own: the resource's name is it.
    if (choice.field->value->is(ValueKind::absent) && choice.field->origin.key == resource.properties->origin.key) {
      Field* at_name = arena.make<Field>(*choice.field);
      at_name->origin = resource.origin;
      at_name->origin.value = {};
      choice.field = at_name;
    }
    const Known one = walk.text(*choice.field, choice.when);
    known.open = known.open || one.open;
    known.invalid = known.invalid || one.invalid;
    for (const Candidate& candidate : one.candidates) {
      if (known.candidates.size() >= ValueWalk::candidate_limit) known.open = true;
      else known.candidates.push_back(candidate);
    }
  }
  if (default_text != nullptr) {
    Piece piece;
    piece.alternatives = {arena.make<Alternative>(Alternative{arena.copy(default_text), {}}), 1};
    const std::span<const Piece> pieces{arena.make<Piece>(piece), 1};
    for (Candidate& candidate : known.candidates)
      if (candidate.absent) candidate.text.pieces = pieces;
  }
  return walk.possible(known);
}

Scenario Resolver::exists(const Resource& resource, Arena& arena) const {
  if (resource.condition.empty()) return {};
  return conditions_->with({}, resource.condition, true, arena);
}

}  // namespace cumulint
