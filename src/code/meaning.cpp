// Alternatives: joining, comparing, putting texts together.

#include "code/meaning.h"

#include <algorithm>
#include <string>

#include "base/strings.h"

namespace cumulint {

Meanings* Scope::find(std::string_view name) {
  for (auto& [known, values] : names)
    if (known == name) return &values;
  return nullptr;
}

void Scope::set(std::string_view name, Meanings values) {
  if (Meanings* known = find(name))
    *known = values;
  else if (names.size() < max_names) {
    if (names.empty()) names.reserve(8);  // most have a few
    names.emplace_back(name, values);
  }
}

Meaning* MeaningStore::make(MeaningKind kind, SourcePlace place, std::string_view text) {
  Meaning* made = arena_.make<Meaning>();
  made->kind = kind;
  made->place = place;
  made->text = text;
  return made;
}

HeapObject* MeaningStore::make_object(std::uint32_t depth) {
  HeapObject& made = objects_.emplace_back();
  made.depth = depth;
  return &made;
}

Scope* MeaningStore::make_scope(Scope* parent, SourceModule* module) {
  Scope& made = scopes_.emplace_back();
  made.parent = parent;
  made.module = module;
  return &made;
}

Meanings MeaningStore::one(const Meaning* meaning, bool open) {
  return {arena_.copy(std::span<const Meaning* const>{&meaning, 1}), open};
}

Meanings MeaningStore::all(const std::vector<const Meaning*>& meanings, bool open) {
  return {arena_.copy(meanings), open};
}

namespace {

/// Tables of functions and lists of routes are long; of texts only a few make sense.
std::size_t limit_for(const Meaning& one) {
  switch (one.kind) {
    case MeaningKind::function:
    case MeaningKind::class_:
    case MeaningKind::partial:
    case MeaningKind::map:
    case MeaningKind::list:
    case MeaningKind::instance: return MeaningStore::max_objects;
    default: return MeaningStore::max_alternatives;
  }
}

}  // namespace

Meanings MeaningStore::join(const Meanings& a, const Meanings& b) {
  if (a.items.data() == b.items.data() && a.items.size() == b.items.size()) return {a.items, a.open || b.open};
  std::vector<const Meaning*> items{a.items.begin(), a.items.end()};
  bool open = a.open || b.open;
  for (const Meaning* other : b.items) {
    const auto same = [other](const Meaning* one) { return same_meaning(*one, *other); };
    if (std::any_of(items.begin(), items.end(), same)) continue;
    if (items.size() >= limit_for(*other)) {
      open = true;
      break;
    }
    items.push_back(other);
  }
  return all(items, open);
}

bool is_literal_text(const Meaning& meaning) {
  return meaning.parts.empty() && (meaning.kind == MeaningKind::text || meaning.kind == MeaningKind::number);
}

namespace {

/// Puts the parts of `piece` behind those of `text`; neighbouring literals become one.
void append_part(std::vector<TextPart>& text, const Meaning* piece, Arena& arena) {
  const auto add_literal = [&](std::string_view literal) {
    if (literal.empty()) return;
    const std::size_t before = text.empty() ? 0 : text.back().text.size();
    if (before + literal.size() > MeaningStore::max_text) {  // a text that grows in a loop of the source is no name
      text.push_back({.hole = arena.make<Meaning>(MeaningKind::external)});
      return;
    }
    if (!text.empty() && !text.back().hole)
      text.back().text = arena.join({text.back().text, literal});
    else
      text.push_back({.text = literal});
  };
  if (!piece || (piece->kind != MeaningKind::text && !is_literal_text(*piece))) {
    text.push_back({.hole = piece});
    if (!piece) text.back().hole = arena.make<Meaning>(MeaningKind::external);
  } else if (piece->parts.empty()) {
    add_literal(piece->text);
  } else {
    for (const TextPart& part : piece->parts)
      if (part.hole)
        text.push_back(part);
      else
        add_literal(part.text);
  }
}

}  // namespace

Meanings MeaningStore::concatenate(std::span<const Meanings> pieces, SourcePlace place) {
  // The product of alternatives, as long as it is small; then the first of each with holes for the rest.
  std::vector<std::vector<TextPart>> texts(1);
  bool is_default = false;
  for (const Meanings& piece : pieces) {
    const bool hole_too = piece.open || piece.nothing();
    const std::size_t choices = piece.items.size() + (hole_too ? 1 : 0);
    const bool fits = texts.size() * choices <= max_alternatives;
    std::vector<std::vector<TextPart>> longer;
    for (const std::vector<TextPart>& text : texts) {
      for (std::size_t i = 0; fits && i < piece.items.size(); ++i) {
        longer.push_back(text);
        append_part(longer.back(), piece.items[i], arena_);
      }
      if (hole_too || !fits) {
        longer.push_back(text);
        append_part(longer.back(), nullptr, arena_);
      }
    }
    for (const Meaning* item : piece.items) is_default |= item->is_default;
    texts = std::move(longer);
    if (texts[0].size() > max_parts) return {};
  }
  std::vector<const Meaning*> made;
  for (const std::vector<TextPart>& text : texts) {
    Meaning* one = make(MeaningKind::text, place);
    one->is_default = is_default;
    if (text.size() == 1 && !text[0].hole)
      one->text = text[0].text;
    else
      one->parts = arena_.copy(text);
    made.push_back(one);
  }
  return all(made, false);
}

namespace {

bool same_parts(std::span<const TextPart> a, std::span<const TextPart> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TextPart& x, const TextPart& y) {
    return x.text == y.text && (x.hole == y.hole || (x.hole && y.hole && same_meaning(*x.hole, *y.hole)));
  });
}

/// Functions that were looked up in a table of routes remember theirs.
bool serves_same(const Meaning& a, const Meaning& b) {
  return std::equal(a.otherwise.items.begin(), a.otherwise.items.end(), b.otherwise.items.begin(), b.otherwise.items.end(),
                    [](const Meaning* x, const Meaning* y) { return x->text == y->text; });
}

}  // namespace

bool same_meaning(const Meaning& a, const Meaning& b) {
  if (&a == &b) return true;
  if (a.kind != b.kind || a.text != b.text || a.object != b.object || a.function != b.function || a.class_ != b.class_ ||
      a.scope != b.scope || a.module != b.module || a.index != b.index)
    return false;
  if (a.kind == MeaningKind::function && !serves_same(a, b)) return false;
  if ((a.base || b.base) && !(a.base && b.base && same_meaning(*a.base, *b.base))) return false;
  if (a.kind == MeaningKind::text || a.kind == MeaningKind::environment)
    return a.place == b.place && same_parts(a.parts, b.parts);
  if (a.sdk != b.sdk) {
    if (!a.sdk || !b.sdk) return false;
    return a.sdk->role == b.sdk->role && a.sdk->service == b.sdk->service && a.sdk->type == b.sdk->type &&
           a.sdk->operation == b.sdk->operation && hash_meanings(a.sdk->name) == hash_meanings(b.sdk->name);
  }
  return true;
}

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) { return (hash ^ value) * 1099511628211ull + (hash >> 29); }

std::uint64_t hash_one(const Meaning& one, int depth) {
  std::uint64_t hash = mix(static_cast<std::uint64_t>(one.kind), hash_text(one.text));
  hash = mix(hash, reinterpret_cast<std::uintptr_t>(one.object));
  hash = mix(hash, reinterpret_cast<std::uintptr_t>(one.function) ^ reinterpret_cast<std::uintptr_t>(one.scope));
  hash = mix(hash, reinterpret_cast<std::uintptr_t>(one.class_) ^ one.index);
  if (depth == 0) return hash;
  if (one.base) hash = mix(hash, hash_one(*one.base, depth - 1));
  for (const TextPart& part : one.parts)
    hash = mix(mix(hash, hash_text(part.text)), part.hole ? hash_one(*part.hole, depth - 1) : 7);
  if (one.sdk) {
    hash = mix(hash, hash_text(one.sdk->service) ^ hash_text(one.sdk->operation) ^ hash_text(one.sdk->type));
    for (const Meaning* name : one.sdk->name.items) hash = mix(hash, hash_one(*name, depth - 1));
  }
  return hash;
}

}  // namespace

HeapObject MeaningStore::merged(const Meanings& values) {
  HeapObject made;
  made.open = values.open;
  for (const Meaning* one : values.items) {
    if (one->kind == MeaningKind::null || one->kind == MeaningKind::boolean) continue;
    if (one->kind != MeaningKind::map) {
      made.open = true;
      continue;
    }
    for (const auto& [name, field] : one->object->fields) {
      const Meanings* before = find_field(made, name);
      set_field(made, name, before ? join(*before, field) : field);
    }
    made.rest = join(made.rest, one->object->rest);
    made.keys = join(made.keys, one->object->keys);
    made.open |= one->object->open;
  }
  return made;
}

std::uint64_t hash_meanings(const Meanings& values) {
  std::uint64_t hash = values.open ? 3 : 5;
  for (const Meaning* one : values.items) hash = mix(hash, hash_one(*one, 3));
  return hash;
}

std::string_view literal_of(const Meanings& values) {
  if (values.open || values.items.size() != 1 || !is_literal_text(*values.items[0])) return {};
  return values.items[0]->text;
}

const Meaning* find_kind(const Meanings& values, MeaningKind kind) {
  for (const Meaning* one : values.items)
    if (one->kind == kind) return one;
  return nullptr;
}

const Meaning* find_sdk(const Meanings& values, SdkRole role) {
  for (const Meaning* one : values.items)
    if (one->kind == MeaningKind::sdk && one->sdk->role == role) return one;
  return nullptr;
}

const Meanings* find_field(const HeapObject& object, std::string_view name) {
  for (const auto& [known, values] : object.fields)
    if (known == name) return &values;
  return nullptr;
}

void set_field(HeapObject& object, std::string_view name, Meanings values) {
  for (auto& [known, old] : object.fields)
    if (known == name) {
      old = values;
      return;
    }
  if (object.fields.size() < HeapObject::max_fields)
    object.fields.emplace_back(name, values);
  else
    object.open = true;
}

}  // namespace cumulint
