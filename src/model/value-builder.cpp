// Syntax nodes to values.
#include "model/value-builder.h"

#include <array>

#include "base/strings.h"
#include "model/parse-expression.h"

namespace cumulint {
namespace {

/// Aliases can nest deeper than the reader's depth limit; all later passes may recurse to this depth.
constexpr int depth_limit = 300;
/// Each use of an alias gets values of its own, with exact origins, until this many nodes were copied; then uses share.
constexpr std::uint32_t copy_limit = 20'000;

bool is_pair_of_map(std::string_view key) { return key == "Fn::Transform" || starts_with(key, "Fn::ForEach::"); }

std::string_view place_name(Surroundings where) {
  switch (where) {
    case Surroundings::conditions: return "Conditions";
    case Surroundings::rules: return "Rules";
    case Surroundings::plain: return "Parameters and Mappings";
    case Surroundings::values:
    case Surroundings::free: return "values";
  }
  return "";
}

std::string_view nearest_function(std::string_view name, Arena& arena) {
  std::vector<std::string_view> bare;
  for (const Intrinsic& intrinsic : intrinsics())
    bare.push_back(starts_with(intrinsic.name, "Fn::") ? intrinsic.name.substr(4) : intrinsic.name);
  const std::string_view best = did_you_mean(name, bare);
  return best.empty() ? best : arena.join({"did you mean ", best, "?"});
}

}  // namespace

const Value* ValueBuilder::build(const Node& node, Surroundings where, const Cause* cause) {
  return build_node(node, {where, cause, 0, false});
}

Field ValueBuilder::build_field(const Entry& entry, Surroundings where, const Cause* cause) {
  return field(entry, {where, cause, 0, false});
}

void ValueBuilder::report(std::string_view rule, Location where, std::string_view message, std::string_view help) {
  Problem problem;
  problem.rule = rule;
  problem.where = where;
  problem.message = message;
  problem.help = help;
  report(problem);
}

void ValueBuilder::report(Problem problem) {
  const std::uint64_t key = hash_text(problem.rule) ^ (std::uint64_t{problem.where.span.begin} << 32 | problem.where.span.end);
  if (!reported_.insert(key).second) return;
  problems_.push_back(problem);
}

const Value* ValueBuilder::broken(const Node& node) {
  Value value;
  value.kind = ValueKind::broken;
  value.node = &node;
  return arena_.make<Value>(value);
}

const Value* ValueBuilder::copied_before(const Node& node, const Context& context) const {
  if (!context.is_copy || copies_ < copy_limit) return nullptr;
  const auto known = shared_.find(&node);
  return known == shared_.end() ? nullptr : known->second;
}

const Value* ValueBuilder::build_node(const Node& node, const Context& context) {
  if (const Value* known = copied_before(node, context)) return known;
  if (context.depth > depth_limit) {
    report("template-syntax", place(node.span), "the text nests too deeply");
    return broken(node);
  }
  if (context.is_copy) ++copies_;
  const Value* value = node.tag.empty() ? build_untagged(node, context) : build_tagged(node, context);
  if (node.users > 1 || context.is_copy) shared_.emplace(&node, value);
  return value;
}

const Value* ValueBuilder::build_untagged(const Node& node, const Context& context) {
  switch (node.kind) {
    case NodeKind::scalar: return build_scalar(node, context);
    case NodeKind::sequence: return build_list(node, context);
    case NodeKind::mapping: return build_map(node, context);
    case NodeKind::broken: return broken(node);
  }
  return broken(node);
}

// A short form, or one of YAML's own tags.
const Value* ValueBuilder::build_tagged(const Node& node, const Context& context) {
  if (starts_with(node.tag, "!!") || node.tag == "!" || starts_with(node.tag, "!<") || starts_with(node.tag, "tag:")) {
    const Value* value = build_untagged(node, context);
    if (!value->is(ValueKind::text) && !value->is(ValueKind::null)) return value;
    Value text = *value;
    if (node.tag == "!!str" || node.tag == "!") text.kind = ValueKind::text, text.style = ScalarStyle::double_quoted;
    return arena_.make<Value>(text);
  }
  const std::string_view name = long_name(node.tag);
  if (name.empty()) {
    if (!is_silent(context) && !starts_with(node.tag, "!Rain::"))  // a function of another tool, which makes templates
      report("invalid-intrinsic", place(node.span), arena_.join({"there is no function ", node.tag}),
             nearest_function(node.tag.substr(1), arena_));
    return broken(node);
  }
  Field argument;
  argument.key = name;
  argument.origin = {file_, node.span, node.span, context.cause};
  argument.value = build_untagged(node, {context.where, context.cause, context.depth + 1, context.is_copy});
  return call(node, name, argument, context);
}

const Value* ValueBuilder::build_scalar(const Node& node, const Context& context) {
  Value value;
  value.node = &node;
  value.style = node.style;
  value.text = node.text;
  value.kind = ValueKind::text;
  value.json_number = dialect_.json && node.style == ScalarStyle::plain;
  if (node.tag.empty() && is_null(node)) {
    value.kind = ValueKind::null;
    value.text = {};
    if (!is_silent(context) && dialect_.nulls_are_reported)
      report("template-syntax", place(node.span), "null is no value in a template", "write a value, or remove the key");
  }
  return arena_.make<Value>(value);
}

const Value* ValueBuilder::build_list(const Node& node, const Context& context) {
  std::vector<Field> items;
  items.reserve(node.children.size());
  for (const Entry& entry : node.children) items.push_back(field(entry, context));
  Value value;
  value.kind = ValueKind::list;
  value.node = &node;
  value.fields = arena_.copy(items);
  return arena_.make<Value>(value);
}

const Value* ValueBuilder::build_map(const Node& node, const Context& context) {
  const std::vector<const Entry*> entries = effective_entries(node, context.where);
  const bool conditional = context.where == Surroundings::conditions || context.where == Surroundings::rules;
  if (entries.size() == 1) {
    const std::string_view key = entries[0]->key;
    if ((is_function_key(key) && !starts_with(key, "Fn::ForEach::")) || (conditional && key == "Condition"))
      return build_call(node, *entries[0], context);
  }
  std::vector<Field> fields;
  fields.reserve(entries.size());
  for (const Entry* entry : entries) {
    const bool is_function = is_function_key(entry->key) && entry->key_node == nullptr;
    if (is_function && !is_pair_of_map(entry->key) && (entry->key != "Ref" || entry->value->kind == NodeKind::scalar)) {
      report_beside(node, *entry, context);
      return broken(node);
    }
    Field pair = field(*entry, context);
    if (is_function && is_pair_of_map(entry->key)) pair.value = call(*entry->value, entry->key, pair, context);
    fields.push_back(pair);
  }
  Value value;
  value.kind = ValueKind::map;
  value.node = &node;
  value.fields = arena_.copy(fields);
  return arena_.make<Value>(value);
}

void ValueBuilder::report_beside(const Node& mapping, const Entry& function, const Context& context) {
  if (is_silent(context) || dialect_.unknown_macro) return;
  for (const Entry& other : mapping.children) {
    if (other.key == function.key) continue;  // twice the same: a duplicate key, already reported
    return report("invalid-intrinsic", place(function.key_span),
                  arena_.join({function.key, " stands beside other keys: a function call is a map of one pair"}));
  }
}

const Value* ValueBuilder::build_call(const Node& node, const Entry& entry, const Context& context) {
  const Field argument = field(entry, context);
  return call(node, entry.key, argument, context);
}

bool ValueBuilder::allowed(const Intrinsic& intrinsic, Surroundings where) const {
  if (dialect_.unknown_macro || where == Surroundings::free) return true;
  if (where == Surroundings::plain)  // a transform may make mappings, and its parameters come from functions
    return intrinsic.kind == ExpressionKind::transform || dialect_.language_extensions;
  switch (intrinsic.allowed) {
    case Allowed::anywhere: return true;
    case Allowed::values: return where == Surroundings::values;
    case Allowed::conditions: return where == Surroundings::conditions || where == Surroundings::rules;
    case Allowed::rules: return where == Surroundings::rules;
  }
  return true;
}

const Value* ValueBuilder::call(const Node& node, std::string_view name, const Field& argument, const Context& context) {
  const Intrinsic* intrinsic = find_intrinsic(name);
  const bool silent = is_silent(context);
  if (intrinsic == nullptr && !silent && !dialect_.unknown_macro) {
    report("invalid-intrinsic", argument.origin.key_place(), arena_.join({"there is no function ", name}),
           nearest_function(starts_with(name, "Fn::") ? name.substr(4) : name, arena_));
    return broken(node);
  }
  if (intrinsic != nullptr && !allowed(*intrinsic, context.where)) {
    report("invalid-intrinsic", argument.origin.key_place(),
           arena_.join({name, " is not allowed in ", place_name(context.where)}),
           intrinsic->allowed == Allowed::conditions ? "define a condition under Conditions and use its name" : "");
    return broken(node);
  }
  std::vector<Problem> problems;
  Value value;
  value.node = &node;
  value.expression = intrinsic == nullptr
                         ? parse_expression(name, argument, arena_, problems)
                         : parse_call({*intrinsic, name, argument, dialect_.language_extensions}, arena_, problems);
  value.kind = value.expression == nullptr ? ValueKind::broken : ValueKind::expression;
  if (!silent && !dialect_.unknown_macro)
    for (const Problem& problem : problems) report(problem);
  return arena_.make<Value>(value);
}

const Cause* ValueBuilder::cause_of(const Entry& entry, const Origin& origin, const Context& context) {
  const Node& node = *entry.value;
  if (entry.merged) {
    const std::uint32_t users = std::max<std::uint32_t>(node.users, 2);  // where it is written, and here
    return arena_.make<Cause>(Cause{CauseKind::merge, users, origin});
  }
  if (entry.looped > 0)  // even one round replaced texts: what is written is not what counts
    return arena_.make<Cause>(Cause{CauseKind::for_each, std::max<std::uint32_t>(entry.looped, 2), origin});
  // The anchored text itself is no alias, but a change of it changes all others too.
  if (entry.aliased || node.users > 1) return arena_.make<Cause>(Cause{CauseKind::alias, node.users, origin});
  return context.cause;
}

const Graft* ValueBuilder::graft_of(const Node& node) const {
  if (grafts_ == nullptr) return nullptr;
  const auto found = grafts_->find(&node);
  return found == grafts_->end() ? nullptr : &found->second;
}

Field ValueBuilder::field(const Entry& entry, const Context& context) {
  const Node& node = *entry.value;
  const Graft* graft = graft_of(node);
  if (graft != nullptr && !graft->is_value)
    return ValueBuilder{graft->file, dialect_, arena_, problems_}.build_field(entry, context.where, graft->cause);
  Origin origin{file_, entry.key_span, entry.written, context.cause};
  const bool is_item = entry.key.empty() && entry.key_span.empty() && entry.key_node == nullptr;
  if (is_item) origin.key = entry.written;
  const Cause* cause = cause_of(entry, origin, context);
  if (entry.aliased) {
    const auto anchored = written_.find(&node);
    origin.value = anchored == written_.end() ? node.span : anchored->second;
  } else if (node.users > 1) {
    written_.emplace(&node, entry.written);
  }
  origin.cause = cause;
  if (graft != nullptr)
    return {entry.key, origin, ValueBuilder{graft->file, dialect_, arena_, problems_}.build(node, context.where, graft->cause)};
  const Context below{context.where, cause, context.depth + 1, context.is_copy || entry.aliased || entry.merged};
  return {entry.key, origin, build_node(node, below)};
}

std::vector<const Entry*> ValueBuilder::effective_entries(const Node& mapping, Surroundings where) {
  std::vector<const Entry*> entries;
  entries.reserve(mapping.children.size());
  const bool is_large = mapping.children.size() > 12;
  std::unordered_map<std::string_view, const Entry*> seen;
  const auto find_seen = [&](std::string_view key) -> const Entry* {
    if (is_large) {
      const auto at = seen.find(key);
      return at == seen.end() ? nullptr : at->second;
    }
    for (const Entry* entry : entries)
      if (entry->key == key) return entry;
    return nullptr;
  };
  const auto add = [&](const Entry& entry) {
    entries.push_back(&entry);
    if (is_large) seen.emplace(entry.key, &entry);
  };
  for (const Entry& entry : mapping.children) {
    if (entry.merged) continue;
    const Entry* first = find_seen(entry.key);
    const bool is_text = entry.key_node == nullptr || entry.key_node->kind == NodeKind::scalar;
    if (first != nullptr && is_text && where != Surroundings::free) {
      Problem problem;
      problem.rule = "duplicate-key";
      problem.where = place(entry.key_span);
      problem.message = arena_.join({"key '", entry.key, "' appears twice in this mapping"});
      problem.why = "only one of them counts";
      problem.help = "remove or rename one of them";
      problem.related = arena_.copy(std::vector<Location>{place(first->key_span)});
      problem.related_texts = arena_.copy(std::vector<std::string_view>{"it stands here first"});
      report(problem);
    }
    add(entry);
  }
  for (const Entry& entry : mapping.children)
    if (entry.merged && find_seen(entry.key) == nullptr) add(entry);
  return entries;
}

}  // namespace cumulint
