// Lookups in the packed IAM actions, and the walk over those that a pattern names.

#include "schema/actions.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint::schema {
namespace {

extern "C" {
extern const Service cumulint_packed_services[], cumulint_packed_services_end[];
extern const Action cumulint_packed_actions[];
extern const ActionResource cumulint_packed_action_resources[];
extern const ResourceKind cumulint_packed_resource_kinds[];
}

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool less_without_case(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower_case(x) < lower_case(y); });
}

template <class Record, class Name>
const Record* find_without_case(std::span<const Record> records, std::string_view wanted, Name name) {
  const auto found =
      std::lower_bound(records.begin(), records.end(), wanted,
                       [&](const Record& record, std::string_view text) { return less_without_case(name(record), text); });
  return found != records.end() && equals_ignoring_case(name(*found), wanted) ? &*found : nullptr;
}

std::string_view literal_start(std::string_view pattern) { return pattern.substr(0, pattern.find_first_of("*?")); }

// The sorted actions that begin with what stands before the pattern's first wildcard.
std::span<const Action> narrowed(std::span<const Action> actions, std::string_view pattern) {
  const std::string_view start = literal_start(pattern);
  const auto begins_before = [&](const Action& action, std::string_view text) {
    return less_without_case(action.name().substr(0, text.size()), text);
  };
  const auto begins_after = [&](std::string_view text, const Action& action) {
    return less_without_case(text, action.name().substr(0, text.size()));
  };
  const auto first = std::lower_bound(actions.begin(), actions.end(), start, begins_before);
  const auto last = std::upper_bound(first, actions.end(), start, begins_after);
  return {first, last};
}

}  // namespace

const ResourceKind& ActionResource::kind() const { return cumulint_packed_resource_kinds[packed_ >> 1]; }

const Service& Action::service() const { return cumulint_packed_services[service_]; }

std::span<const ActionResource> Action::resources() const {
  return {cumulint_packed_action_resources + first_resource_, resource_count_};
}

std::span<const Action> Service::actions() const { return actions_.of(cumulint_packed_actions); }

std::span<const ResourceKind> Service::resource_kinds() const { return kinds_.of(cumulint_packed_resource_kinds); }

std::span<const Service> services() { return {cumulint_packed_services, cumulint_packed_services_end}; }

const Service* find_service(std::string_view prefix) {
  return find_without_case(services(), prefix, [](const Service& service) { return service.prefix(); });
}

const Action* find_action(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return nullptr;
  const Service* service = find_service(name.substr(0, colon));
  if (!service) return nullptr;
  return find_without_case(service->actions(), name.substr(colon + 1), [](const Action& action) { return action.name(); });
}

ActionCursor::ActionCursor(std::string_view pattern) {
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) {  // only a lone `*` names actions without a service
    if (pattern.empty() || pattern.find_first_not_of('*') != std::string_view::npos) return;
    service_pattern_ = action_pattern_ = "*";
  } else {
    service_pattern_ = pattern.substr(0, colon);
    action_pattern_ = pattern.substr(colon + 1);
  }
  services_ = services();
  if (literal_start(service_pattern_).size() < service_pattern_.size()) return;
  const Service* service = find_service(service_pattern_);
  services_ = service ? std::span<const Service>(service, 1) : std::span<const Service>{};
}

bool ActionCursor::enter_next_service() {
  while (!services_.empty()) {
    const Service& service = services_.front();
    services_ = services_.subspan(1);
    if (!matches_action_pattern(service_pattern_, service.prefix())) continue;
    actions_ = narrowed(service.actions(), action_pattern_);
    return true;
  }
  return false;
}

const Action* ActionCursor::next() {
  do {
    while (!actions_.empty()) {
      const Action& action = actions_.front();
      actions_ = actions_.subspan(1);
      if (matches_action_pattern(action_pattern_, action.name())) return &action;
    }
  } while (enter_next_service());
  return nullptr;
}

bool matches_action_pattern(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || lower_case(pattern[p]) == lower_case(text[t]))) {
      ++p, ++t;
    } else if (star != std::string_view::npos) {  // the last star takes one more byte; earlier ones need no second try
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace cumulint::schema
