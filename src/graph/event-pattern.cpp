// Matching of event patterns.
// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-content-based-filtering.html
#include "graph/event-pattern.h"

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr int deepest = 30;

/// How certainly a predicate holds for whatever the value will be: one candidate may match, another may not.
template <class Holds>
Truth holds_for(const Possible& value, Holds holds) {
  if (value.invalid || (value.open && value.candidates.empty())) return Truth::unknown;
  Truth every = value.open ? Truth::unknown : Truth::yes, any = value.open ? Truth::unknown : Truth::no;
  for (const Candidate& candidate : value.candidates) {
    const Truth one = candidate.absent ? Truth::no : holds(candidate.text);
    every = both(every, one);
    any = either(any, one);
  }
  if (every == Truth::yes) return Truth::yes;
  return any == Truth::no ? Truth::no : Truth::unknown;
}

std::string path_below(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key) : std::string(path) + "." + std::string(key);
}

class PatternMatcher {
 public:
  PatternMatcher(const SentEvent& event, const Resolver& resolver, Arena& arena)
      : event_(event), resolver_(resolver), arena_(arena) {}

  /// All keys of the pattern have to match.
  Truth map(const Field& pattern, const std::string& path, int depth) {
    if (depth > deepest) return Truth::unknown;
    const Choices choices = resolver_.choices(pattern, arena_);
    if (choices.open || choices.items.size() != 1) return Truth::unknown;
    const Value& value = *choices.items[0].field->value;
    if (value.is(ValueKind::list)) return leaf(*choices.items[0].field, path);
    if (!value.is(ValueKind::map)) return Truth::unknown;
    Truth all = Truth::yes;
    for (const Field& key : value.fields) {
      if (key.key == "$or")
        all = both(all, any_of(key, path, depth));
      else
        all = both(all, map(key, path_below(path, key.key), depth + 1));
    }
    return all;
  }

 private:
  Truth any_of(const Field& alternatives, const std::string& path, int depth) {
    Truth any = Truth::no;
    for (const Field& alternative : alternatives.value->fields) any = either(any, map(alternative, path, depth + 1));
    return any;
  }

  /// A list: one of its entries has to match the field's value.
  Truth leaf(const Field& list, const std::string& path) {
    const SentField* sent = event_.find(path);
    const Choices items = resolver_.items(list, arena_);
    Truth any = items.open ? Truth::unknown : Truth::no;
    for (const Choice& item : items.items) any = either(any, entry(*item.field, sent));
    return any;
  }

  Truth entry(const Field& item, const SentField* sent) {
    const bool is_there = sent != nullptr, may_be_there = is_there || event_.has_others;
    if (item.value->is(ValueKind::map)) {
      if (item.value->fields.size() != 1) return Truth::unknown;
      const Field& test = item.value->fields[0];
      if (test.key == "exists") {
        const Truth exists = is_there ? Truth::yes : may_be_there ? Truth::unknown : Truth::no;
        return is_false(*test.value) ? negate(exists) : exists;
      }
      if (!may_be_there) return Truth::no;
      return is_there && sent->value != nullptr ? comparison(test, *sent->value) : Truth::unknown;
    }
    if (!may_be_there) return Truth::no;
    if (!is_there || sent->value == nullptr) return Truth::unknown;
    return equals_some(item, *sent->value);
  }

  Truth equals_some(const Field& item, const Possible& value) {
    const Possible wanted = resolver_.resolve(item, arena_);
    return holds_for(wanted, [&](const PartialText& text) {
      return holds_for(value, [&](const PartialText& sent) { return sent.equals(text); });
    });
  }

  Truth comparison(const Field& test, const Possible& value) {
    if (test.key == "anything-but") return anything_but(test, value);
    const std::string_view text = test.value->literal();
    if (text.empty()) return Truth::unknown;
    return holds_for(value, [&](const PartialText& sent) {
      if (test.key == "prefix") return sent.starts_with(text);
      if (test.key == "suffix") return sent.ends_with(text);
      const std::optional<std::string_view> known = sent.known();
      if (!known) return Truth::unknown;
      if (test.key == "equals-ignore-case") return truth_of(equals_ignoring_case(*known, text));
      if (test.key == "wildcard") return truth_of(matches_wildcard(text, *known));
      return Truth::unknown;
    });
  }

  Truth anything_but(const Field& test, const Possible& value) {
    const Choices items = resolver_.items(test, arena_);
    if (items.open) return Truth::unknown;
    Truth excluded = Truth::no;
    for (const Choice& item : items.items) {
      if (item.field->value->is(ValueKind::map)) {
        if (item.field->value->fields.size() != 1) return Truth::unknown;
        excluded = either(excluded, comparison(item.field->value->fields[0], value));
      } else {
        excluded = either(excluded, equals_some(*item.field, value));
      }
    }
    return negate(excluded);
  }

  const SentEvent& event_;
  const Resolver& resolver_;
  Arena& arena_;
};

}  // namespace

const SentField* SentEvent::find(std::string_view path) const {
  for (const SentField& field : fields)
    if (field.path == path) return &field;
  return nullptr;
}

Truth matches_pattern(const Field& pattern, const SentEvent& event, const Resolver& resolver, Arena& arena,
                      std::string_view at) {
  return PatternMatcher(event, resolver, arena).map(pattern, std::string(at), 0);
}

}  // namespace cumulint
