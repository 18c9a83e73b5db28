// The index of explicit names, and the look-up of references, names, ARNs and URLs in it.
#include "resolve/resource-names.h"

#include <algorithm>

#include "base/strings.h"
#include "model/expression.h"
#include "resolve/name-forms.h"

namespace cumulint {
namespace {

constexpr int longest_chain = 5;  // of aliases, versions, parameters that stand for something else

/// A name that a resource certainly has in a scenario.
struct KnownName {
  std::string_view canonical;
  const Resource* resource = nullptr;
  const ArnForm* form = nullptr;
  Scenario when;
};

/// Resources that stand for others: what names them names what this property names.
struct StandIn {
  std::string_view type, property;
  std::string_view qualifier_property;  // "-": the logical id
};
constexpr StandIn stand_ins[] = {
    {"AWS::Lambda::Alias", "FunctionName", "Name"},
    {"AWS::Lambda::Version", "FunctionName", "-"},
    {"AWS::StepFunctions::StateMachineVersion", "StateMachineArn", "-"},
    {"AWS::StepFunctions::StateMachineAlias", "DeploymentPreference.StateMachineVersionArn", "Name"},
    {"AWS::Kinesis::StreamConsumer", "StreamARN", ""},
    {"AWS::KMS::Alias", "TargetKeyId", ""},
    {"AWS::SecretsManager::SecretTargetAttachment", "SecretId", ""},
};

bool is_one_of(std::string_view type, NameTypes types) {
  return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

struct ResourceNames::Impl {
  std::span<const KnownName> entries;            // sorted by name
  std::span<const std::string_view> open_types;  // types with resources whose names we don't know

  std::span<const KnownName> named(std::string_view canonical) const {
    const auto first = std::lower_bound(entries.begin(), entries.end(), canonical,
                                        [](const KnownName& name, std::string_view c) { return name.canonical < c; });
    const auto last = std::upper_bound(first, entries.end(), canonical,
                                       [](std::string_view c, const KnownName& name) { return c < name.canonical; });
    return {first, last};
  }
};

namespace {

/// Where a text stands and when; `outside`: what no resource of the template explains is a name of something else.
struct Use {
  const Scenario& when;
  const Field* where;
  bool outside = false;
};

/// One search: the text, what it may be, and where results go.
class Search {
 public:
  Search(const ResourceNames& names, const ResourceNames::Impl& index, Arena& arena)
      : index_(index), resolver_(names.resolver()), arena_(arena) {}

  void field(const Field& field, NameTypes types, const Scenario& under, int depth);
  void candidate(const Candidate& value, NameTypes types, int depth);
  /// Adds what the text names; false if nothing of the template fits and `outside` shall not be added.
  bool text(const FlatText& text, NameTypes types, const Use& use, int depth);

  std::vector<Named> found;

 private:
  void add_open(const Field* field, const Scenario& when, std::string_view shown = {}) {
    found.push_back({.shown = shown, .field = field, .when = when});
  }
  void add_reference(const FlatText& text, const NameCut& cut, Named named, int depth);
  void add_resource(const Resource& resource, Named named, int depth);
  void add_outside(const FlatText& text, const NameCut& cut, NameTypes types, Named named);
  bool add_entries(const FlatText& text, const NameCut& cut, NameTypes types, const Named& named, int depth);
  bool add_entries_named(std::string_view canonical, const NameCut& cut, NameTypes types, const Named& named,
                         int depth);
  bool is_open(const NameCut& cut, NameTypes types) const;

  const ResourceNames::Impl& index_;
  const Resolver& resolver_;
  Arena& arena_;
};

void Search::field(const Field& field, NameTypes types, const Scenario& under, int depth) {
  const Choices choices = resolver_.choices(field, arena_, under);
  if (choices.invalid) return;
  for (const Choice& choice : choices.items) {
    if (choice.field->value->is(ValueKind::absent) || choice.field->value->is(ValueKind::null)) continue;
    FlatText written;
    if (flatten_written(*choice.field->value, resolver_.source(), written) &&
        text(written, types, {choice.when, choice.field}, depth))
      continue;
    const Possible possible = resolver_.resolve(*choice.field, arena_, choice.when);
    if (possible.invalid) continue;
    bool has_hole = false;  // a hole stands for the open end
    for (const Candidate& value : possible.candidates) {
      candidate(value, types, depth);
      has_hole = has_hole || !value.text.known();
    }
    if (!possible.open || has_hole) continue;
    add_open(choice.field, choice.when, arena_.copy(written.shown(written.text)));
  }
  if (choices.open && choices.items.empty()) add_open(&field, under);
}

void Search::candidate(const Candidate& value, NameTypes types, int depth) {
  if (value.absent) return;
  const std::vector<FlatText> texts = flatten(value.text, resolver_.conditions(), arena_);
  if (texts.empty()) return add_open(value.field, value.when);
  for (const FlatText& t : texts) {
    const Scenario when = resolver_.conditions().with(value.when, t.when, arena_);
    text(t, types, {when, value.field, true}, depth);
  }
}

bool Search::text(const FlatText& text, NameTypes types, const Use& use, int depth) {
  const NameCut cut = cut_name(text);
  Named named{.sure = Truth::yes, .type = cut.type, .field = use.where, .when = use.when};
  if (!text.has_hole(cut.qualifier)) named.qualifier = arena_.copy(cut.qualifier);
  named.rest = arena_.copy(text.shown(cut.rest));
  const Reference* reference = text.whole_hole(cut.name);
  if (reference != nullptr && reference->resource != nullptr) {
    add_reference(text, cut, named, depth);
    return true;
  }
  if (cut.kind != NameCut::Kind::reference || reference != nullptr)
    if (add_entries(text, cut, types, named, depth)) return true;
  if (use.outside) add_outside(text, cut, types, named);
  return false;
}

void Search::add_reference(const FlatText& text, const NameCut& cut, Named named, int depth) {
  const Reference& reference = *text.whole_hole(cut.name);
  const Resource& resource = *reference.resource;
  named.shown = resource.id;
  const bool is_stack = resource.type == "AWS::CloudFormation::Stack" || starts_with(resource.type, "Custom::") ||
                        resource.type == "AWS::CloudFormation::CustomResource";
  if (is_stack && !reference.attribute.empty()) {  // an output of another template, a value of a custom resource
    named.sure = Truth::unknown;
    named.type = {};
    named.shown = arena_.copy(text.shown(cut.name));
    found.push_back(named);
    return;
  }
  if (resource.type == "AWS::SSM::Parameter" && reference.attribute == "Value" && depth < longest_chain) {
    if (const Field* value = resource.find("Value")) return field(*value, {}, named.when, depth + 1);
  }
  add_resource(resource, named, depth);
}

void Search::add_resource(const Resource& resource, Named named, int depth) {
  named.when = resolver_.conditions().with(named.when, resolver_.exists(resource, arena_), arena_);
  for (const StandIn& stand_in : stand_ins) {
    if (stand_in.type != resource.type || depth >= longest_chain) continue;
    const Field* property = resource.find(stand_in.property);
    if (property == nullptr) break;
    if (stand_in.qualifier_property == "-")
      named.qualifier = resource.id;
    else if (!stand_in.qualifier_property.empty())
      if (const Field* name = resource.find(stand_in.qualifier_property))
        named.qualifier = name->value->is(ValueKind::text) ? name->value->text : resource.id;
    const std::size_t first = found.size();
    field(*property, {}, named.when, depth + 1);
    for (std::size_t i = first; i < found.size(); ++i) {
      if (!named.qualifier.empty()) found[i].qualifier = named.qualifier;
      found[i].field = named.field;
    }
    return;
  }
  named.resource = &resource;
  named.shown = resource.id;
  named.type = resource.type;
  found.push_back(named);
}

bool Search::add_entries(const FlatText& text, const NameCut& cut, NameTypes types, const Named& named, int depth) {
  const std::string canonical = text.canonical(cut.name);
  if (canonical.empty()) return false;
  if (add_entries_named(canonical, cut, types, named, depth)) return true;
  if (cut.service == "ssm") return add_entries_named("/" + canonical, cut, types, named, depth);
  const std::size_t dash = canonical.rfind('-');  // of a secret's ARN: six characters that AWS adds
  if (cut.service == "secretsmanager" && dash != std::string::npos)
    return add_entries_named(canonical.substr(0, dash), cut, types, named, depth);
  const std::size_t colon = canonical.find(':');  // "function:alias" as a function's name
  if (cut.kind == NameCut::Kind::bare_name && colon != std::string::npos && is_one_of("AWS::Lambda::Function", types)) {
    Named qualified = named;
    qualified.qualifier = arena_.copy(std::string_view(canonical).substr(colon + 1));
    return add_entries_named(canonical.substr(0, colon), cut, types, qualified, depth);
  }
  return false;
}

bool Search::add_entries_named(std::string_view canonical, const NameCut& cut, NameTypes types, const Named& named,
                               int depth) {
  bool any = false;
  for (const KnownName& entry : index_.named(canonical)) {
    const bool fits = cut.kind == NameCut::Kind::arn
                          ? entry.form->service == cut.service && entry.form->prefix == cut.prefix
                          : is_one_of(entry.form->type, types);
    if (!fits || consistent(named.when, entry.when) == Truth::no) continue;
    Named match = named;
    match.when = resolver_.conditions().with(named.when, entry.when, arena_);
    add_resource(*entry.resource, match, depth);
    any = true;
  }
  return any;
}

bool Search::is_open(const NameCut& cut, NameTypes types) const {
  return std::any_of(index_.open_types.begin(), index_.open_types.end(), [&](std::string_view type) {
    if (cut.kind != NameCut::Kind::arn) return is_one_of(type, types);
    const ArnForm* form = find_arn_form(type);
    return form->service == cut.service && form->prefix == cut.prefix;
  });
}

void Search::add_outside(const FlatText& text, const NameCut& cut, NameTypes types, Named named) {
  named.shown = arena_.copy(text.shown(text.text));
  bool known = !text.has_hole(cut.name) && !cut.name.empty();
  const Reference* reference = text.whole_hole(cut.name);
  if (reference != nullptr && starts_with(reference->target, "Fn::ImportValue")) known = true;
  if (!known || is_open(cut, types)) named.sure = Truth::unknown;
  found.push_back(named);
}

/// All names that a resource certainly has, and whether it may have others.
bool collect_names(const Resource& resource, const ArnForm& form, const Resolver& resolver, Arena& arena,
                   std::vector<KnownName>& entries) {
  const Field* name = resource.find(form.name_property);
  if (name == nullptr) return false;
  const Scenario exists = resolver.exists(resource, arena);
  FlatText written;
  std::string written_name;
  if (flatten_written(*name->value, resolver.source(), written)) written_name = written.canonical(written.text);
  if (!written_name.empty()) entries.push_back({arena.copy(written_name), &resource, &form, exists});
  const Possible possible = resolver.resolve(*name, arena, exists);
  bool open = possible.open;
  for (const Candidate& value : possible.candidates) {
    if (value.absent) continue;
    for (const FlatText& text : flatten(value.text, resolver.conditions(), arena)) {
      const std::string canonical = text.canonical(text.text);
      open = open || text.has_hole(text.text);
      if (canonical.empty() || canonical == written_name) continue;
      const Scenario when = resolver.conditions().with(value.when, text.when, arena);
      entries.push_back({arena.copy(canonical), &resource, &form, when});
    }
  }
  return open;
}

}  // namespace

const ResourceNames* ResourceNames::build(const Template& source, const Resolver& resolver, Arena& arena) {
  std::vector<KnownName> entries;
  std::vector<std::string_view> open_types;
  for (const Resource& resource : source.resources) {
    const ArnForm* form = find_arn_form(resource.type);
    if (form == nullptr || form->name_property.empty()) continue;
    const bool open = collect_names(resource, *form, resolver, arena, entries);
    if (open && std::find(open_types.begin(), open_types.end(), form->type) == open_types.end())
      open_types.push_back(form->type);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const KnownName& a, const KnownName& b) { return a.canonical < b.canonical; });
  ResourceNames* names = arena.make<ResourceNames>();
  names->resolver_ = &resolver;
  names->impl_ = arena.make<Impl>(Impl{arena.copy(entries), arena.copy(open_types)});
  return names;
}

std::vector<Named> ResourceNames::find_all(const Field& field, NameTypes types, Arena& arena,
                                           const Scenario& under) const {
  Search search(*this, *impl_, arena);
  search.field(field, types, under, 0);
  return std::move(search.found);
}

std::vector<Named> ResourceNames::find_all(const Candidate& value, NameTypes types, Arena& arena) const {
  Search search(*this, *impl_, arena);
  search.candidate(value, types, 0);
  return std::move(search.found);
}

std::vector<Named> ResourceNames::find(const FlatText& text, NameTypes types, Arena& arena) const {
  Search search(*this, *impl_, arena);
  search.text(text, types, {text.when, nullptr, true}, 0);
  return std::move(search.found);
}

std::vector<FlatText> ResourceNames::names_of(const Resource& resource, Arena& arena) const {
  const ArnForm* form = find_arn_form(resource.type);
  const Field* name = form == nullptr || form->name_property.empty() ? nullptr : resource.find(form->name_property);
  if (name == nullptr) return {};
  std::vector<FlatText> names;
  FlatText written;
  if (flatten_written(*name->value, resolver_->source(), written)) names.push_back(std::move(written));
  const Possible possible = resolver_->resolve(*name, arena, resolver_->exists(resource, arena));
  for (const Candidate& value : possible.candidates) {
    if (value.absent) continue;
    for (FlatText& text : flatten(value.text, resolver_->conditions(), arena)) {
      text.when = resolver_->conditions().with(value.when, text.when, arena);
      names.push_back(std::move(text));
    }
  }
  return names;
}

}  // namespace cumulint
