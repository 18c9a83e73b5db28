// Joins base URLs and paths as HTTP clients do.

#include "code/urls.h"

#include "base/strings.h"

namespace cumulint {
namespace {

/// What a text starts or ends with, if that is literal.
std::string_view literal_end(const Meanings& text, bool first) {
  if (text.items.empty() || text.items[0]->kind != MeaningKind::text) return {};
  const Meaning& one = *text.items[0];
  if (one.parts.empty()) return one.text;
  const TextPart& part = first ? one.parts.front() : one.parts.back();
  return part.hole ? std::string_view{} : part.text;
}

/// `axios.get(process.env.URL)`: a variable that stands alone or first holds the whole address.
bool begins_with_variable(const Meanings& text) {
  if (text.items.empty()) return false;
  const Meaning& one = *text.items[0];
  if (one.kind != MeaningKind::text) return one.kind == MeaningKind::environment;
  return !one.parts.empty() && one.parts.front().hole && one.parts.front().hole->kind == MeaningKind::environment;
}

}  // namespace

Meanings url_below(MeaningStore& store, const Meanings& base, const Meanings& path, SourcePlace place) {
  const std::string_view start = literal_end(path, true);
  if (base.nothing() || contains(start.substr(0, 8), "://") || begins_with_variable(path)) return path;
  const bool joined = start.empty() || starts_with(start, "/") || ends_with(literal_end(base, false), "/");
  const Meanings parts[] = {base, store.text(joined ? "" : "/", place), path};
  return store.concatenate(parts, place);
}

}  // namespace cumulint
