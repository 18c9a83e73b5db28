// Coverage of actions and of ARNs.
#include "iam/covers.h"

#include <optional>

#include "base/strings.h"
#include "iam/pattern.h"

namespace cumulint {
namespace {

/// The whole ARN of a resource as signs: partition, Region and account fit anything.
Signs arn_signs(const ArnForm& form, const Signs& name, std::string_view suffix) {
  Signs signs;
  signs.add_text("arn:");
  signs.add(Signs::fitting);
  signs.add_text(":");
  signs.add_text(form.service);
  signs.add_text(":");
  signs.add(Signs::fitting);
  signs.add_text(":");
  signs.add(Signs::fitting);
  signs.add_text(":");
  signs.add_text(form.prefix);
  signs.signs.insert(signs.signs.end(), name.signs.begin(), name.signs.end());
  signs.add_text(suffix);
  return signs;
}

/// The names that a resource may have. AWS makes one up from the stack's name and the logical id.
std::vector<Signs> name_signs(const Resource& resource, const ResourceNames& names, HoleTable& holes, Arena& arena) {
  std::vector<Signs> all;
  for (const FlatText& name : names.names_of(resource, arena)) {
    Signs signs;
    holes.add(signs, name, name.text, false);
    all.push_back(std::move(signs));
  }
  if (!all.empty()) return all;
  Signs made_up;
  const ArnForm* form = find_arn_form(resource.type);
  if (form != nullptr && !form->name_property.empty() && resource.find(form->name_property) == nullptr &&
      resource.type != "AWS::S3::Bucket") {
    made_up.add(holes.sign_of({"AWS::StackName", {}, nullptr}));
    made_up.add_text("-");
    made_up.add_text(resource.id);
    made_up.add_text("-");
  }
  made_up.add(holes.sign_of({resource.id, "", &resource}));
  all.push_back(made_up);
  return all;
}

/// What follows the resource in a pattern against what follows it in the question.
Truth covers_rest(std::string_view rest, std::string_view suffix) {
  if (contains(rest, "${")) return Truth::unknown;
  return truth_of(matches_wildcard(rest, suffix));
}

/// Nothing if the pattern names no resource of this template: then its text decides.
std::optional<Truth> covers_named(const FlatText& pattern, const Resource& resource, std::string_view suffix,
                                  const ResourceNames& names, Arena& arena) {
  bool decided = false;
  Truth best = Truth::no;
  for (const Named& named : names.find(pattern, {}, arena)) {
    if (named.resource == nullptr) continue;
    decided = true;
    if (named.resource == &resource) best = either(best, covers_rest(named.rest, suffix));
  }
  return decided ? std::optional(best) : std::nullopt;
}

Truth covers_text(const FlatText& pattern, const Resource& resource, std::string_view suffix,
                  const ResourceNames& names, Arena& arena) {
  if (const std::optional<Truth> named = covers_named(pattern, resource, suffix, names, arena)) return *named;
  const ArnForm* form = find_arn_form(resource.type);
  if (form == nullptr) return Truth::unknown;
  HoleTable holes;
  Signs pattern_signs;
  holes.add(pattern_signs, pattern, pattern.text, true);
  Truth best = Truth::no;
  for (const Signs& name : name_signs(resource, names, holes, arena))
    best = either(best, matches(pattern_signs, arn_signs(*form, name, suffix)));
  return best;
}

}  // namespace

Truth always(Truth truth, const Scenario& when) {
  if (truth != Truth::yes || when.is_fact()) return truth;
  return certain(when) == Truth::yes ? Truth::yes : Truth::unknown;
}

Truth covers_action(const PolicyItem& item, std::string_view action, const Conditions& conditions, Arena& arena) {
  Truth best = Truth::no;
  const std::vector<FlatText> texts = flatten(item.text, conditions, arena);
  if (texts.empty()) return Truth::unknown;
  for (const FlatText& text : texts) {
    HoleTable holes;
    Signs pattern, name;
    FlatText lowered = text;
    lowered.text = text.holes.empty() ? lower(text.text) : text.text;
    holes.add(pattern, lowered, lowered.text, true);
    name.add_text(lower(action));
    best = either(best, always(matches(pattern, name), text.when));
  }
  return always(best, item.when);
}

Truth covers_resource(const PolicyItem& item, const Resource* resource, std::string_view suffix,
                      const ResourceNames& names, Arena& arena) {
  Truth best = Truth::no;
  const std::vector<FlatText> texts = flatten(item.text, names.resolver().conditions(), arena);
  if (texts.empty()) return Truth::unknown;
  for (const FlatText& text : texts) {
    Truth covers = Truth::unknown;
    if (text.text == "*")
      covers = Truth::yes;
    else if (resource != nullptr)
      covers = covers_text(text, *resource, suffix, names, arena);
    best = either(best, always(covers, text.when));
  }
  return always(best, item.when);
}

}  // namespace cumulint
