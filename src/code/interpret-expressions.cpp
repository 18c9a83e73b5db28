// The interpreter's expressions.

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "code/config-files.h"
#include "code/interpreter.h"

namespace cumulint {

Truth truth_of(const Meanings& values) {
  if (values.open || values.nothing()) return Truth::unknown;
  Truth all = Truth::unknown;
  for (const Meaning* one : values.items) {
    Truth truth = Truth::unknown;
    switch (one->kind) {
      case MeaningKind::null: truth = Truth::no; break;
      case MeaningKind::boolean: truth = truth_of(one->text == "true"); break;
      case MeaningKind::number: truth = truth_of(one->text != "0"); break;
      case MeaningKind::text:
        if (one->parts.empty() && !one->is_default) truth = truth_of(!one->text.empty());
        break;
      case MeaningKind::instance:
      case MeaningKind::function:
      case MeaningKind::class_:
      case MeaningKind::sdk: truth = Truth::yes; break;
      default: break;
    }
    if (one != values.items[0] && truth != all) return Truth::unknown;
    all = truth;
  }
  return all;
}

bool Interpreter::spend(std::uint32_t steps) {
  if (steps_ > limits_.steps) return false;
  steps_ += steps;
  if (steps_ > limits_.steps) trace_.set_unknown("the code is too large to be followed");
  return true;
}

Meanings Interpreter::evaluate(const Expr& expr, CallFrame& frame) {
  if (!spend()) return {};
  if (++nesting_ > limits_.nesting) {
    --nesting_;
    trace_.set_unknown("the code is nested too deeply");
    return {};
  }
  const Meanings values = evaluate_compound(expr, frame);
  --nesting_;
  return values;
}

Meanings Interpreter::evaluate_compound(const Expr& expr, CallFrame& frame) {
  const auto constant = [&](MeaningKind kind) { return store_.one(store_.make(kind, place(frame, expr), expr.text)); };
  const auto evaluate_all = [&] {
    for (const Operand& one : expr.args) {
      if (one.key) evaluate(*one.key, frame);
      evaluate(*one.value, frame);
    }
  };
  switch (expr.kind) {
    case ExprKind::text: return constant(MeaningKind::text);
    case ExprKind::number: return constant(MeaningKind::number);
    case ExprKind::boolean: return constant(MeaningKind::boolean);
    case ExprKind::null: return constant(MeaningKind::null);
    case ExprKind::name: return evaluate_name(expr, frame);
    case ExprKind::member: {
      const Meanings base = evaluate(*expr.base, frame);
      if (!expr.optional) consume(base, frame, 0);
      return member(base, expr.text, &expr, frame);
    }
    case ExprKind::index: {
      const Meanings base = evaluate(*expr.base, frame);
      if (!expr.optional) consume(base, frame, 0);
      const Meanings key = index_key(expr, frame);
      return item(base, key, &expr, frame);
    }
    case ExprKind::slice: {
      evaluate_all();
      const Meanings base = evaluate(*expr.base, frame);
      const bool is_text = find_kind(base, MeaningKind::text) || find_kind(base, MeaningKind::environment);
      return is_text ? Meanings{} : base;
    }
    case ExprKind::call:
    case ExprKind::construct: return evaluate_call(expr, frame);
    case ExprKind::list: return evaluate_list(expr, frame);
    case ExprKind::map: return evaluate_map(expr, frame);
    case ExprKind::interpolation: return evaluate_text(expr, frame);
    case ExprKind::binary: return evaluate_binary(expr, frame);
    case ExprKind::conditional: return evaluate_conditional(expr, frame);
    case ExprKind::comprehension: return evaluate_comprehension(expr, frame);
    case ExprKind::import_: return evaluate_import(expr, frame);
    case ExprKind::await:
    case ExprKind::spread: return expr.base ? evaluate(*expr.base, frame) : Meanings{};
    case ExprKind::yield: return evaluate_yield(expr, frame);
    case ExprKind::unary: {
      const Meanings operand = evaluate(*expr.args[0].value, frame);
      const Meaning* number = expr.op == Op::negate ? find_kind(operand, MeaningKind::number) : nullptr;
      if (number) return store_.one(store_.make(MeaningKind::number, number->place, store_.arena().join({"-", number->text})));
      const Truth truth = truth_of(operand);
      if (expr.op != Op::not_ || truth == Truth::unknown) return {};
      return boolean(negate(truth));
    }
    case ExprKind::function: {
      Meaning* made = store_.make(MeaningKind::function, place(frame, expr), expr.function->name);
      made->function = expr.function;
      made->scope = frame.scope;
      if (!expr.function->binds_this)
        made->base = frame.self;
      else if (!model_.assignment_declares)
        made->object = store_.make_object(0);
      return store_.one(made);
    }
    case ExprKind::class_: return store_.one(make_class(*expr.declared, frame));
    case ExprKind::assign: {
      const Meanings values = evaluate(*expr.args[1].value, frame);
      Meanings result = values;
      if (expr.op == Op::or_ || expr.op == Op::coalesce)
        result = choose(evaluate(*expr.args[0].value, frame), values);
      else if (expr.op != Op::none)
        result = {};
      assign(*expr.args[0].value, result, frame, false);
      return result;
    }
    case ExprKind::with_default: return choose(evaluate(*expr.args[0].value, frame), evaluate(*expr.args[1].value, frame));
    case ExprKind::unknown: evaluate_all(); return {};
    case ExprKind::regex:
    case ExprKind::type: return {};
  }
  return {};
}

/// x[a, b] has a list for a key.
Meanings Interpreter::index_key(const Expr& expr, CallFrame& frame) {
  if (expr.args.size() < 2) return expr.args.empty() ? Meanings{} : evaluate(*expr.args[0].value, frame);
  Meaning* made = store_.make(MeaningKind::list, place(frame, expr));
  made->object = store_.make_object(depth_of(frame));
  for (const Operand& one : expr.args) made->object->items.push_back(evaluate(*one.value, frame));
  return store_.one(made);
}

Meanings Interpreter::boolean(Truth truth) {
  return store_.one(store_.make(MeaningKind::boolean, {}, truth == Truth::yes ? "true" : "false"));
}

/// `a or b`, `a ?? b`, a default: what is certainly nothing on the left goes; an environment variable gets its default.
Meanings Interpreter::choose(const Meanings& first, const Meanings& second) {
  std::vector<const Meaning*> kept;
  bool falls_through = first.open || first.nothing();
  for (const Meaning* one : first.items) {
    const Truth truth = truth_of(Meanings{std::span{&one, 1}, false});
    if (one->kind == MeaningKind::environment) {
      Meaning* with = store_.arena().make<Meaning>(*one);
      with->otherwise = one->otherwise.nothing() ? as_defaults(second) : one->otherwise;
      with->has_default = true;
      kept.push_back(with);
    } else {
      if (truth != Truth::no) kept.push_back(one);
      falls_through |= truth != Truth::yes;
    }
  }
  const Meanings left = store_.all(kept, first.open);
  return falls_through ? store_.join(left, second) : left;
}

/// Literals that stand in for an environment variable say so.
Meanings Interpreter::as_defaults(const Meanings& values) {
  std::vector<const Meaning*> made;
  for (const Meaning* one : values.items) {
    Meaning* copy = store_.arena().make<Meaning>(*one);
    copy->is_default = true;
    made.push_back(copy);
  }
  return store_.all(made, values.open);
}

Meanings Interpreter::evaluate_name(const Expr& expr, CallFrame& frame) {
  const std::string_view name = expr.text;
  if (frame.self && (name == "this" || name == "self") && !frame.scope->find(name)) return store_.one(frame.self);
  for (Scope* scope = frame.scope; scope; scope = scope->parent) {
    if (scope->is_class && scope != frame.scope) continue;
    if (const Meanings* values = scope->find(name)) return tested_values(*values, frame);
  }
  if (name == "super" && frame.self && frame.function && frame.function->of) return super_of(frame);
  if (name == "__file__" || name == "__filename" || name == "__dirname") return own_path(*this, *frame.module, name == "__dirname");
  // Outside of classes `this` is the module's exports, or what they were called on: mostly the same.
  if (name == "this" && !model_.assignment_declares) return store_.external("module.exports");
  if (name == "exports" && !model_.assignment_declares) return own_exports(*frame.module);
  const char* path = model_.builtin ? model_.builtin(name) : nullptr;
  if (path) return store_.external(path);
  const std::string_view star = frame.module->star_import;
  return star.empty() || star == "?" ? Meanings{} : store_.external(store_.arena().join({star, ".", name}));
}

/// `super`: the instance, seen as one of its class's base; in a static method the base itself.
Meanings Interpreter::super_of(CallFrame& frame) {
  const Meaning* owner = nullptr;
  const bool is_static = frame.self->kind == MeaningKind::class_;
  for (const Meaning* one = is_static ? frame.self : frame.self->base; one && !owner; one = first_base(*one))
    if (one->class_ == frame.function->of) owner = one;
  const Meaning* base = owner ? first_base(*owner) : nullptr;
  if (!base) return store_.external("builtins.super");
  if (is_static) return store_.one(base);
  Meaning* seen = store_.arena().make<Meaning>(*frame.self);
  seen->base = base;
  seen->class_ = base->class_;
  return store_.one(seen);
}

const Meaning* Interpreter::first_base(const Meaning& of_class) const {
  if (!of_class.object) return nullptr;
  for (const Meanings& base : of_class.object->items)
    if (const Meaning* found = find_kind(base, MeaningKind::class_)) return found;
  return nullptr;
}

Meanings Interpreter::evaluate_list(const Expr& expr, CallFrame& frame) {
  Meaning* made = store_.make(MeaningKind::list, place(frame, expr));
  made->object = store_.make_object(depth_of(frame));
  for (const Operand& one : expr.args) {
    const Meanings values = evaluate(*one.value, frame);
    if (one.spread) {
      made->object->rest = store_.join(made->object->rest, elements(values, frame));
      made->object->open = true;
    } else {
      made->object->items.push_back(values);
    }
  }
  return store_.one(made);
}

Meanings Interpreter::evaluate_map(const Expr& expr, CallFrame& frame) {
  Meaning* made = store_.make(MeaningKind::map, place(frame, expr));
  HeapObject& object = *(made->object = store_.make_object(depth_of(frame)));
  for (const Operand& one : expr.args) {
    if (one.spread) {
      spread_into(object, evaluate_spread(*one.value, frame), one.value->kind == ExprKind::binary);
      continue;
    }
    const Meanings values = evaluate(*one.value, frame);
    const Meanings key = one.key ? evaluate(*one.key, frame) : Meanings{};
    const std::string_view name = one.key ? literal_of(key) : one.name;
    if (name.empty() && one.key) {
      object.rest = store_.join(object.rest, values);
      object.keys = store_.join(object.keys, key);
    } else {
      set_field(object, name, values);
    }
  }
  return store_.one(made);
}

/// In `...(more && {Limit: 5})` what is false puts in nothing.
Meanings Interpreter::evaluate_spread(const Expr& expr, CallFrame& frame) {
  const bool is_optional = expr.kind == ExprKind::binary && expr.op == Op::and_;
  return is_optional ? evaluate_logical(expr, frame, true) : evaluate(expr, frame);
}

void Interpreter::spread_into(HeapObject& object, const Meanings& values, bool may_be_nothing) {
  note_whole_environment(values);
  const Meaning* module = find_kind(values, MeaningKind::module) ? as_map(values) : nullptr;
  const HeapObject added = store_.merged(module ? store_.one(module, values.open) : values);
  may_be_nothing |= values.open || values.items.size() > 1;
  for (const auto& [name, field] : added.fields) {
    const Meanings* before = may_be_nothing ? find_field(object, name) : nullptr;
    set_field(object, name, before ? store_.join(*before, field) : field);
  }
  object.rest = store_.join(object.rest, added.rest);
  object.keys = store_.join(object.keys, added.keys);
  object.open |= added.open;
}

Meanings Interpreter::evaluate_text(const Expr& expr, CallFrame& frame) {
  std::vector<Meanings> parts;
  for (const Operand& one : expr.args) {
    parts.push_back(evaluate(*one.value, frame));
    consume(parts.back(), frame);
  }
  return store_.concatenate(parts, place(frame, expr));
}

namespace {

bool is_textual(const Meanings& values) {
  return std::any_of(values.items.begin(), values.items.end(), [](const Meaning* one) {
    return one->kind == MeaningKind::text || one->kind == MeaningKind::environment || one->kind == MeaningKind::stored;
  });
}

Truth same_constant(const Meanings& a, const Meanings& b) {
  if (a.open || b.open || a.items.size() != 1 || b.items.size() != 1) return Truth::unknown;
  const Meaning &x = *a.items[0], &y = *b.items[0];
  const auto is_constant = [](const Meaning& one) {
    return is_literal_text(one) || one.kind == MeaningKind::boolean || one.kind == MeaningKind::null;
  };
  const auto is_thing = [](const Meaning& one) {
    return one.kind == MeaningKind::sdk || one.kind == MeaningKind::instance || one.kind == MeaningKind::function ||
           one.kind == MeaningKind::map || one.kind == MeaningKind::list;
  };
  if ((x.kind == MeaningKind::null && is_thing(y)) || (y.kind == MeaningKind::null && is_thing(x))) return Truth::no;
  if (!is_constant(x) || !is_constant(y) || x.is_default || y.is_default) return Truth::unknown;
  return truth_of(x.kind == y.kind && x.text == y.text);
}

/// `parseInt(process.env.X, 10) || 3`: what is missing is no number, and that has a default.
bool converts_number(const Expr& expr) {
  constexpr std::string_view conversions[] = {"parseInt", "parseFloat", "Number"};
  if (expr.kind == ExprKind::unary) return expr.op != Op::not_;  // +process.env.X
  return expr.kind == ExprKind::call && (expr.base->kind == ExprKind::name || expr.base->kind == ExprKind::member) &&
         std::find(std::begin(conversions), std::end(conversions), expr.base->text) != std::end(conversions);
}

}  // namespace

/// Of `a && b` only what was tested and found missing is left: nobody needs it.
Meanings Interpreter::as_tested(const Meanings& values) {
  std::vector<const Meaning*> made;
  for (const Meaning* one : values.items) {
    if (one->kind == MeaningKind::environment && !one->has_default) {
      Meaning* tested = store_.arena().make<Meaning>(*one);
      tested->has_default = true;
      one = tested;
    }
    made.push_back(one);
  }
  return store_.all(made, values.open);
}

/// `or`, `and`, `??`.
Meanings Interpreter::evaluate_logical(const Expr& expr, CallFrame& frame, bool is_spread) {
  const Expr &left = *expr.args[0].value, &right = *expr.args[1].value;
  const bool has_fallback = std::exchange(frame.now.has_fallback, expr.op == Op::or_ && converts_number(left));
  const Meanings a = evaluate(left, frame);
  frame.now.has_fallback = has_fallback;
  const Truth truth = truth_of(a);
  if (expr.op == Op::and_ ? truth == Truth::no : truth == Truth::yes) return a;
  const std::size_t tested = frame.tested.size();
  test_environment(left, expr.op == Op::and_, frame);
  frame.now.conditions += truth == Truth::unknown;
  const Meanings b = evaluate(right, frame);
  frame.now.conditions -= truth == Truth::unknown;
  frame.tested.resize(tested);
  if (expr.op == Op::and_) return truth == Truth::yes || is_spread ? b : store_.join(b, as_tested(a));
  return choose(a, b);
}

/// A variable that the template writes in plain is that text: which way `STORE == "sql"` goes is settled.
Meanings Interpreter::settled(const Meanings& values) {
  const bool is_variable = !values.open && values.items.size() == 1 && values.items[0]->kind == MeaningKind::environment;
  if (!is_variable || !values_) return values;
  const std::string_view written = values_->written_variable(values.items[0]->text);
  return written.empty() ? values : store_.text(written, values.items[0]->place);
}

Meanings Interpreter::evaluate_binary(const Expr& expr, CallFrame& frame) {
  if (expr.op == Op::or_ || expr.op == Op::and_ || expr.op == Op::coalesce) return evaluate_logical(expr, frame, false);
  const Expr &left = *expr.args[0].value, &right = *expr.args[1].value;
  const Meanings a = evaluate(left, frame);
  const Meanings b = evaluate(right, frame);
  switch (expr.op) {
    case Op::add: {
      if (const Meaning* list = find_kind(a, MeaningKind::list); list || find_kind(b, MeaningKind::list)) {
        Meaning* made = store_.make(MeaningKind::list, place(frame, expr));
        made->object = store_.make_object(depth_of(frame));
        made->object->rest = store_.join(elements(a, frame), elements(b, frame));
        return store_.one(made);
      }
      consume(a, frame);
      consume(b, frame);
      if (!is_textual(a) && !is_textual(b)) return {};
      const Meanings both[] = {a, b};
      return store_.concatenate(both, place(frame, expr));
    }
    case Op::modulo: return is_textual(a) ? format_percent(a, b, expr, frame) : Meanings{};
    case Op::divide: {  // pathlib's paths are texts
      if (!is_textual(a) && !is_textual(b)) return {};
      const Meanings parts[] = {a, store_.text("/", place(frame, expr)), b};
      return store_.concatenate(parts, place(frame, expr));
    }
    case Op::equal:
    case Op::not_equal: {
      const Truth same = same_constant(settled(a), settled(b));
      if (same == Truth::unknown) return {};
      return boolean(expr.op == Op::equal ? same : negate(same));
    }
    default: return {};
  }
}

/// "…%s…" % value or values.
Meanings Interpreter::format_percent(const Meanings& pattern, const Meanings& values, const Expr& expr, CallFrame& frame) {
  const std::string_view text = literal_of(pattern);
  if (text.empty()) return {};
  std::vector<Meanings> parts;
  std::size_t argument = 0, begin = 0;
  const Meaning* tuple = find_kind(values, MeaningKind::list);
  for (std::size_t at = text.find('%'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('%', at + 2)) {
    parts.push_back(store_.text(text.substr(begin, at - begin), place(frame, expr)));
    begin = at + 2;
    if (text[at + 1] == '%')
      parts.push_back(store_.text("%", {}));
    else
      parts.push_back(tuple ? element_at(values, argument++, frame) : values);
  }
  parts.push_back(store_.text(text.substr(begin), place(frame, expr)));
  return store_.concatenate(parts, place(frame, expr));
}

Meanings Interpreter::evaluate_conditional(const Expr& expr, CallFrame& frame) {
  const Expr& condition = *expr.args[0].value;
  const Truth truth = truth_of(evaluate(condition, frame));
  const auto branch = [&](const Expr& value, bool is) {
    const std::size_t tested = frame.tested.size();
    test_environment(condition, is, frame);
    frame.now.conditions += truth == Truth::unknown;
    const Meanings values = evaluate(value, frame);
    frame.now.conditions -= truth == Truth::unknown;
    frame.tested.resize(tested);
    return values;
  };
  if (truth == Truth::yes) return branch(*expr.args[1].value, true);
  if (truth == Truth::no) return branch(*expr.args[2].value, false);
  const Meanings then = branch(*expr.args[1].value, true);
  const Meanings otherwise = branch(*expr.args[2].value, false);
  return store_.join(then, otherwise);
}

/// `{name: client(name) for name in ("sqs", "sns")}`: a comprehension over a few constants is what it makes of each.
bool Interpreter::unroll_comprehension(const Expr& expr, CallFrame& frame, Meanings& out) {
  constexpr std::size_t most = 8;
  if (expr.args.size() != 1 || !expr.args[0].key) return false;
  const ExprKind kind = expr.args[0].value->kind;
  if (kind != ExprKind::list && kind != ExprKind::name && kind != ExprKind::member) return false;  // asked twice at most
  const Meanings over = evaluate(*expr.args[0].value, frame);
  const Meaning* list = over.items.size() == 1 && !over.open ? find_kind(over, MeaningKind::list) : nullptr;
  if (!list || list->object->open || !list->object->rest.nothing() || list->object->items.size() > most) return false;
  const bool are_constant = std::all_of(list->object->items.begin(), list->object->items.end(), [](const Meanings& item) {
    return item.items.size() == 1 && !item.open && is_literal_text(*item.items[0]);
  });
  if (!are_constant || list->object->items.empty()) return false;
  const std::vector<Meanings> items = list->object->items;
  const bool is_map = expr.base->kind == ExprKind::map;
  Meaning* made = store_.make(is_map ? MeaningKind::map : MeaningKind::list, place(frame, expr));
  made->object = store_.make_object(depth_of(frame));
  for (const Meanings& item : items) {
    CallFrame inner = frame;
    inner.scope = store_.make_scope(frame.scope, frame.module);
    ++inner.now.loops;
    assign(*expr.args[0].key, item, inner, true);
    const Meanings element = evaluate(*expr.base, inner);
    if (is_map)
      spread_into(*made->object, element, false);
    else
      made->object->items.push_back(element);
  }
  out = store_.one(made);
  return true;
}

Meanings Interpreter::evaluate_comprehension(const Expr& expr, CallFrame& frame) {
  if (Meanings unrolled; unroll_comprehension(expr, frame, unrolled)) return unrolled;
  const Circumstances outside = frame.now;
  CallFrame inner = frame;
  inner.scope = store_.make_scope(frame.scope, frame.module);
  bool records = false;
  for (const Operand& clause : expr.args) {
    const Meanings values = evaluate(*clause.value, inner);
    if (!clause.key) continue;
    assign(*clause.key, elements(values, inner), inner, true);
    records |= find_records(values) != nullptr;
    ++inner.now.loops;
  }
  inner.now.conditions += records ? 0 : 1;
  if (records) trace_.loops_over_records = inner.now.in_record_loop = true;
  const Meanings element = evaluate(*expr.base, inner);
  frame.now = outside;
  const Meaning* pair = expr.base->kind == ExprKind::map ? find_kind(element, MeaningKind::map) : nullptr;
  Meaning* made = store_.make(pair ? MeaningKind::map : MeaningKind::list, place(frame, expr));
  made->object = store_.make_object(depth_of(frame));
  made->object->rest = element;
  if (pair) {
    made->object->rest = pair->object->rest;
    for (const auto& field : pair->object->fields) made->object->rest = store_.join(made->object->rest, field.second);
  }
  return store_.one(made);
}

/// A generator's result is a list of what it yields.
Meanings Interpreter::evaluate_yield(const Expr& expr, CallFrame& frame) {
  Meanings values = expr.base ? evaluate(*expr.base, frame) : Meanings{};
  if (expr.base && expr.base->kind == ExprKind::spread) values = elements(values, frame);
  const Meaning* list = frame.returns ? find_kind(frame.result, MeaningKind::list) : nullptr;
  if (!list) {
    Meaning* made = store_.make(MeaningKind::list, place(frame, expr));
    made->object = store_.make_object(0);
    list = made;
    frame.result = store_.one(list);
    frame.returns = true;
  }
  list->object->rest = store_.join(list->object->rest, values);
  return {};
}

}  // namespace cumulint
