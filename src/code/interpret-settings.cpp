// What reads environment variables for the code: pydantic's settings, whose fields are variables, and packages for settings.
// https://docs.pydantic.dev/latest/concepts/pydantic_settings/

#include <algorithm>

#include "base/strings.h"
#include "code/interpreter.h"

namespace cumulint {
namespace {

/// A value among a call's named arguments, a map's fields, or a class's names: `SettingsConfigDict(env_prefix="X")`.
const Meanings* setting(const Meanings& values, std::string_view name) {
  for (const Meaning* one : values.items) {
    if (one->kind == MeaningKind::class_ && one->scope)
      if (const Meanings* found = one->scope->find(name)) return found;
    if (one->object && one->kind != MeaningKind::class_)
      if (const Meanings* found = find_field(*one->object, name)) return found;
  }
  return nullptr;
}

const Meaning* field_call(const Meanings& written) {
  for (const Meaning* one : written.items)
    if (one->kind == MeaningKind::made && (ends_with(one->text, "Field()") || ends_with(one->text, ".Field"))) return one;
  return nullptr;
}

/// Field("x"), Field(default=…), `= "x"`; Field(...) and nothing are none.
bool has_default(const Meanings& written) {
  const Meaning* call = field_call(written);
  if (!call) return !written.nothing();
  const HeapObject& given = *call->object;
  const bool is_ellipsis = !given.items.empty() && given.items[0].nothing();
  return find_field(given, "default") || find_field(given, "default_factory") || (!given.items.empty() && !is_ellipsis);
}

const Stmt* declaration_of(const Class& of, std::string_view name) {
  for (const Stmt* one : of.body)
    if (one->kind == StmtKind::assign && one->target && one->target->kind == ExprKind::name && one->target->text == name) return one;
  return nullptr;
}

/// `X | None`, `Optional[X]`, `ClassVar[X]`: nobody has to set it.
bool may_be_missing(const Expr* type) {
  if (!type) return false;
  if (type->kind == ExprKind::null || type->text == "Optional" || type->text == "ClassVar" || type->text == "None") return true;
  if (type->base && may_be_missing(type->base)) return true;
  return type->op == Op::pipe &&
         std::any_of(type->args.begin(), type->args.end(), [](const Operand& one) { return may_be_missing(one.value); });
}

}  // namespace

bool Interpreter::settings_class(const Meaning& of_class, int depth) {
  if (!of_class.object || depth > 12 || !spend()) return false;
  for (const Meanings& base : of_class.object->items)
    for (const Meaning* one : base.items)
      if ((one->kind == MeaningKind::external && ends_with(one->text, "BaseSettings")) ||
          (one->kind == MeaningKind::class_ && settings_class(*one, depth + 1)))
        return true;
  return false;
}

/// The variable behind a field: its alias, else the prefix and its name. Empty: nobody knows.
std::string_view Interpreter::settings_variable(const Meaning& of_class, std::string_view name, const Meanings& written) {
  if (const Meaning* call = field_call(written))
    for (const std::string_view alias : {"validation_alias", "alias", "env"})
      if (const Meanings* given = find_field(*call->object, alias)) return literal_of(*given);
  std::string variable{name};
  for (const std::string_view holder : {"model_config", "Config"}) {
    const Meaning* owner = nullptr;
    const Meanings* config = class_member(of_class, holder, 0, &owner);
    const Meanings* prefix = config ? setting(*config, "env_prefix") : nullptr;
    if (prefix && literal_of(*prefix).empty() && !find_kind(*prefix, MeaningKind::text)) return {};
    if (prefix) variable.insert(0, literal_of(*prefix));
  }
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return store_.arena().copy(std::string_view{variable});
}

Meanings Interpreter::settings_field(const Meaning& of_class, std::string_view name, const Meaning& owner, CallFrame& frame) {
  const Stmt* declared = owner.class_ ? declaration_of(*owner.class_, name) : nullptr;
  const Meanings* own = owner.scope ? owner.scope->find(name) : nullptr;
  const Meanings written = own ? *own : Meanings{};
  const std::string_view variable = settings_variable(of_class, name, written);
  if (variable.empty()) {
    trace_.reads_computed_names = true;
    return {};
  }
  const Meaning* config_owner = nullptr;
  bool is_elsewhere = false;  // a file, a nested model, another source of settings
  for (const std::string_view holder : {"model_config", "Config"})
    if (const Meanings* config = class_member(of_class, holder, 0, &config_owner))
      is_elsewhere |= setting(*config, "env_file") || setting(*config, "env_nested_delimiter") || setting(*config, "secrets_dir") ||
                      find_kind(*config, MeaningKind::external);
  is_elsewhere |= class_member(of_class, "settings_customise_sources", 0, &config_owner) != nullptr;
  trace_.reads_computed_names |= is_elsewhere;
  const bool optional = is_elsewhere || has_default(written) || (declared && may_be_missing(declared->type));
  const Meaning* call = field_call(written);
  const Meanings* named = call ? find_field(*call->object, "default") : nullptr;
  const Meanings otherwise = named ? *named : call ? call->object->items.empty() ? Meanings{} : call->object->items[0] : written;
  const SourcePlace place = declared ? SourcePlace{owner.scope->module, declared->target->span} : of_class.place;
  const Meanings read = read_environment({variable, place, !optional, optional, otherwise, true}, frame);
  return find_kind(written, MeaningKind::instance) ? written : read;
}

/// Making the object reads all fields that are not given.
void Interpreter::read_settings(const Meaning& of_class, const CallSite& site, int depth) {
  if (!of_class.class_ || depth > 12) return;
  for (const Stmt* one : of_class.class_->body) {
    if (one->kind != StmtKind::assign || !one->target || one->target->kind != ExprKind::name) continue;
    const std::string_view name = one->target->text;
    if (one->type && !site.has(99, name)) settings_field(of_class, name, of_class, *site.frame);
  }
  for (const Meanings& base : of_class.object->items)
    if (const Meaning* found = find_kind(base, MeaningKind::class_)) read_settings(*found, site, depth + 1);
}

namespace {

bool is_variable_name(std::string_view name) {
  return name.size() > 1 && name[0] >= 'A' && name[0] <= 'Z' && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

}  // namespace

/// decouple's config("TABLE"), environs' env.str("TABLE"): packages for settings read variables, with or without a default.
Meanings Interpreter::read_by_package(std::string_view path, CallSite& site) {
  const std::string lowered = lower(path);
  constexpr std::string_view words[] = {"env", "conf", "setting", "convict"};
  if (std::none_of(std::begin(words), std::end(words), [&](std::string_view word) { return contains(lowered, word); })) return {};
  for (const CallArgument& argument : site.arguments)  // convict({ table: { env: "TABLE" } })
    for (const auto& [name, option] : store_.merged(argument.values).fields)
      if (const Meaning* map = find_kind(option, MeaningKind::map))
        if (const Meanings* variable = find_field(*map->object, "env"); variable && !literal_of(*variable).empty())
          read_environment({literal_of(*variable), site.place, false, true}, *site.frame);
  const std::string_view name = literal_of(site.argument(0, {}));
  if (!is_variable_name(name)) return {};
  return read_environment({name, site.place, false, true, site.argument(1, "default")}, *site.frame);
}

}  // namespace cumulint
