// The interpreter's statements: both ways of a condition are followed and joined, a loop's body once.

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "code/event-guards.h"
#include "code/event-kinds.h"
#include "code/interpreter.h"
#include "code/routes.h"
#include "code/syntax-facts.h"

namespace cumulint {
namespace {

using Names = std::vector<std::pair<std::string_view, Meanings>>;

/// What names mean if either of two ways was taken.
Names join_names(MeaningStore& store, Names a, const Names& b) {
  for (const auto& [name, values] : b) {
    const auto same = [&name = name](const auto& pair) { return pair.first == name; };
    if (const auto found = std::find_if(a.begin(), a.end(), same); found != a.end())
      found->second = store.join(found->second, values);
    else
      a.emplace_back(name, values);
  }
  return a;
}

bool mentions_outer(const Expr& condition, const Scope& scope) {
  if (condition.kind == ExprKind::name)
    return std::find(scope.outer.begin(), scope.outer.end(), condition.text) != scope.outer.end();
  for (const Operand& operand : condition.args)
    if (mentions_outer(*operand.value, scope)) return true;
  return false;
}

}  // namespace

Flow Interpreter::run(Block block, CallFrame& frame) {
  if (++nesting_ > limits_.nesting) {
    --nesting_;
    trace_.set_unknown("the code is nested too deeply");
    return Flow::next;
  }
  if (!model_.assignment_declares && !frame.scope->is_class) hoist(block, frame);
  const bool is_module = !frame.function && block.data() == frame.module->program().body.data();
  Flow flow = Flow::next;
  for (const Stmt* statement : block) {
    flow = spend() ? run_statement(*statement, frame) : Flow::leaves;
    if (flow == Flow::leaves && is_module && !is_exhausted()) {  // what stands behind it says what the module would offer
      flow = Flow::next;
      frame.now.after_exit = true;
    }
    if (flow == Flow::leaves) break;
  }
  --nesting_;
  return flow;
}

/// JavaScript's functions are there before the block that declares them runs.
void Interpreter::hoist(Block block, CallFrame& frame) {
  for (const Stmt* statement : block)
    if (statement->kind == StmtKind::function) declare_function(*statement->function, frame);
}

Flow Interpreter::run_statement(const Stmt& statement, CallFrame& frame) {
  switch (statement.kind) {
    case StmtKind::expression: {
      const Expr* dropped = statement.value;
      const auto wraps_promise = [](const Expr& one) {
        return one.kind == ExprKind::call && one.args.empty() && one.base->kind == ExprKind::member && one.base->text == "promise";
      };
      while (dropped && (dropped->kind == ExprKind::await || wraps_promise(*dropped)))
        dropped = dropped->kind == ExprKind::await ? dropped->base : dropped->base->base;
      frame.ignored = dropped;
      if (statement.value) evaluate(*statement.value, frame);
      frame.ignored = nullptr;
      return Flow::next;
    }
    case StmtKind::assign: run_assign(statement, frame); return Flow::next;
    case StmtKind::delete_:
      if (statement.value) evaluate(*statement.value, frame);
      return Flow::next;
    case StmtKind::return_: {
      const Meanings values = statement.value ? evaluate(*statement.value, frame)
                                              : store_.one(store_.make(MeaningKind::null, {frame.module, statement.span}));
      frame.result = frame.returns ? store_.join(frame.result, values) : values;
      frame.returns = true;
      return Flow::leaves;
    }
    case StmtKind::raise:
      if (statement.value) evaluate(*statement.value, frame);
      frame.may_raise |= frame.now.catches == 0;
      return Flow::leaves;
    case StmtKind::break_:
    case StmtKind::continue_: return Flow::leaves;
    case StmtKind::if_: return run_if(statement, frame);
    case StmtKind::switch_: return run_switch(statement, frame);
    case StmtKind::loop: return run_loop(statement, frame);
    case StmtKind::try_: return run_try(statement, frame);
    case StmtKind::block: return run_entered(statement, frame);
    case StmtKind::function:
      if (model_.assignment_declares || frame.scope->is_class) declare_function(*statement.function, frame);
      return Flow::next;
    case StmtKind::class_:
      frame.scope->set(statement.class_->name, store_.one(make_class(*statement.class_, frame)));
      return Flow::next;
    case StmtKind::import_: run_import(*statement.import, frame); return Flow::next;
    case StmtKind::outer:
      for (const Operand& name : std::span{statement.value->kind == ExprKind::list ? statement.value->args
                                                                                    : std::span<const Operand>{}})
        frame.scope->outer.push_back(name.value->text);
      if (statement.value->kind == ExprKind::name) frame.scope->outer.push_back(statement.value->text);
      return Flow::next;
    case StmtKind::export_: run_export(statement, frame); return Flow::next;
  }
  return Flow::next;
}

void Interpreter::run_assign(const Stmt& statement, CallFrame& frame) {
  if (!statement.value) {
    // `x: int` makes a field of a class known, with no value.
    if (frame.scope->is_class && statement.target && statement.target->kind == ExprKind::name)
      frame.scope->set(statement.target->text, {});
    else if (statement.target && statement.declares && statement.target->kind == ExprKind::name)
      frame.scope->set(statement.target->text, store_.one(store_.make(MeaningKind::null, {})));
    return;
  }
  const bool may_skip = statement.op == Op::or_ || statement.op == Op::coalesce;
  frame.now.conditions += may_skip;
  Meanings values = evaluate(*statement.value, frame);
  frame.now.conditions -= may_skip;
  if (statement.enters) values = enter(values, statement, frame);
  if (!statement.target) return;
  if (statement.op != Op::none) {
    const Meanings before = evaluate(*statement.target, frame);
    values = combine(statement.op, before, values, statement, frame);
  }
  assign(*statement.target, values, frame, statement.declares);
}

/// `with x as y`: y is what x's __enter__ gives; packages' things give themselves.
Meanings Interpreter::enter(const Meanings& values, const Stmt& statement, CallFrame& frame) {
  if (find_kind(values, MeaningKind::list)) return elements(values, frame);  // contextlib.contextmanager: what it yields
  const Meaning* instance = find_kind(values, MeaningKind::instance);
  const Meaning* made = find_kind(values, MeaningKind::made);
  if (made && starts_with(made->text, "contextlib.suppress")) frame.entered.push_back(made);
  if (!instance) return values;
  frame.entered.push_back(instance);
  for (const std::string_view name : {"__enter__", "__aenter__"}) {
    const Meanings method = member_of(*instance, name, nullptr, frame);
    if (method.nothing() || !find_kind(method, MeaningKind::function)) continue;
    CallSite site{.frame = &frame, .place = {frame.module, statement.span}};
    return call(method, site);
  }
  return values;
}

/// A block, and the __exit__ of what `with` entered before it.
Flow Interpreter::run_entered(const Stmt& statement, CallFrame& frame) {
  const std::vector<const Meaning*> entered = std::exchange(frame.entered, {});
  const bool catches_missing = frame.now.catches_missing;
  frame.now.catches_missing |= std::any_of(entered.begin(), entered.end(), [](const Meaning* one) { return one->kind == MeaningKind::made; });
  const Flow flow = run(statement.body, frame);
  frame.now.catches_missing = catches_missing;
  for (std::size_t i = entered.size(); i-- > 0;) {
    for (const std::string_view name : {"__exit__", "__aexit__"}) {
      const Meanings method = member_of(*entered[i], name, nullptr, frame);
      if (!find_kind(method, MeaningKind::function)) continue;
      CallSite site{.frame = &frame, .place = {frame.module, statement.span}};
      site.arguments.resize(3);  // the exception, if there is one
      call(method, site);
    }
  }
  return flow;
}

/// The value of an augmented assignment.
Meanings Interpreter::combine(Op op, const Meanings& before, const Meanings& values, const Stmt& statement,
                              CallFrame& frame) {
  if (op == Op::or_ || op == Op::coalesce) return choose(before, values);
  if (op != Op::add) return {};
  if (const Meaning* list = find_kind(before, MeaningKind::list)) {
    list->object->rest = store_.join(list->object->rest, elements(values, frame));
    list->object->open |= values.open;
    return before;
  }
  const Meanings both[] = {before, values};
  return store_.concatenate(both, {frame.module, statement.span});
}

void Interpreter::assign(const Expr& target, const Meanings& values, CallFrame& frame, bool declares) {
  switch (target.kind) {
    case ExprKind::name: assign_name(target.text, values, frame, declares); break;
    case ExprKind::member: store_field(evaluate(*target.base, frame), target.text, values, frame); break;
    case ExprKind::index: store_item(evaluate(*target.base, frame), target, values, frame); break;
    case ExprKind::list: {
      std::size_t place = 0;
      for (const Operand& one : target.args) {
        if (one.spread || one.value->kind == ExprKind::spread) {
          Meaning* rest = store_.make(MeaningKind::list, {});
          rest->object = store_.make_object(frame.now.conditions);
          rest->object->rest = elements(values, frame);
          rest->object->open = true;
          assign(one.value->kind == ExprKind::spread ? *one.value->base : *one.value, store_.one(rest), frame, declares);
        } else {
          assign(*one.value, element_at(values, place, frame), frame, declares);
        }
        ++place;
      }
      break;
    }
    case ExprKind::map:
      for (const Operand& one : target.args) {
        if (one.spread) {
          note_whole_environment(values);
          assign(*one.value, rest_of(values, target, frame), frame, declares);
        } else if (one.key) {
          assign(*one.value, item(values, evaluate(*one.key, frame), &target, frame), frame, declares);
        } else {
          assign_property(one, values, frame, declares);
        }
      }
      break;
    case ExprKind::with_default:
      assign(*target.args[0].value, choose(values, evaluate(*target.args[1].value, frame)), frame, declares);
      break;
    case ExprKind::spread: assign(*target.base, values, frame, declares); break;
    default: break;
  }
}

/// `...rest` in a pattern of objects: all but what the pattern names.
Meanings Interpreter::rest_of(const Meanings& values, const Expr& pattern, CallFrame& frame) {
  const Meaning* map = values.items.size() == 1 && !values.open ? as_map(values) : nullptr;
  if (!map) return find_kind(values, MeaningKind::event) ? Meanings{values.items, true} : Meanings{};
  Meaning* rest = store_.make(MeaningKind::map, map->place);
  rest->object = store_.make_object(depth_of(frame));
  const std::uint32_t depth = rest->object->depth;
  *rest->object = *map->object;
  rest->object->depth = depth;
  auto& fields = rest->object->fields;
  for (const Operand& one : pattern.args)
    fields.erase(std::remove_if(fields.begin(), fields.end(), [&](const auto& field) { return !one.name.empty() && field.first == one.name; }),
                 fields.end());
  return store_.one(rest);
}

/// `{name: target}` on the left of an assignment.
void Interpreter::assign_property(const Operand& one, const Meanings& values, CallFrame& frame, bool declares) {
  Expr* at = store_.arena().make<Expr>();  // the place of the read
  at->kind = ExprKind::member;
  at->span = one.value->span;
  at->optional = one.value->kind == ExprKind::with_default;
  const Meaning* map = values.items.size() == 1 && !values.open ? find_kind(values, MeaningKind::map) : nullptr;
  const bool lacks = map && !map->object->open && map->object->rest.nothing() && !find_field(*map->object, one.name);
  const Meanings found = lacks ? store_.one(store_.make(MeaningKind::null, {})) : member(values, one.name, at, frame);
  assign(*one.value, found, frame, declares);
}

void Interpreter::assign_name(std::string_view name, const Meanings& values, CallFrame& frame, bool declares) {
  Scope* scope = frame.scope;
  const bool is_outer = std::find(scope->outer.begin(), scope->outer.end(), name) != scope->outer.end();
  if (!declares && (is_outer || !model_.assignment_declares)) {
    Scope* holder = is_outer ? scope->parent : scope;
    while (holder && !holder->find(name) && holder->parent) holder = holder->parent;
    if (holder && holder != scope && holder->find(name)) {
      Meanings& old = *holder->find(name);
      // What another activation did may be undone or not have happened: never certain inside a condition.
      old = frame.now.conditions > 0 ? store_.join(values, old) : values;
      return;
    }
  }
  scope->set(name, values);
}

void Interpreter::store_field(const Meanings& owner, std::string_view name, const Meanings& values, CallFrame& frame) {
  for (const Meaning* one : owner.items) {
    if (one->kind == MeaningKind::external && (one->text == "os.environ" || one->text == "process.env"))
      assume_environment(name);
    else if (one->kind == MeaningKind::external)
      store_package_field(one->text, name, values, frame);
    if (one->kind == MeaningKind::class_ && one->scope) one->scope->set(name, values);
    if (one->kind == MeaningKind::module && one->module->scope) one->module->scope->set(name, values);
    if (!one->object) continue;
    const Meanings* old = find_field(*one->object, name);
    const bool certain = owner.items.size() == 1 && one->object->depth >= static_cast<unsigned>(frame.now.conditions);
    set_field(*one->object, name, old && !certain ? store_.join(values, *old) : values);
  }
}

void Interpreter::store_package_field(std::string_view object, std::string_view name, const Meanings& values,
                                      const CallFrame& frame) {
  HeapObject*& fields = package_objects_[object];
  if (!fields) fields = store_.make_object(0);
  const Meanings* old = find_field(*fields, name);
  set_field(*fields, name, old && frame.now.conditions > 0 ? store_.join(values, *old) : values);
}

void Interpreter::store_item(const Meanings& owner, const Expr& target, const Meanings& values, CallFrame& frame) {
  const Meanings key = target.args.empty() ? Meanings{} : evaluate(*target.args[0].value, frame);
  if (const std::string_view name = literal_of(key); !name.empty()) return store_field(owner, name, values, frame);
  for (const Meaning* one : owner.items)
    if (one->object) {
      one->object->rest = store_.join(one->object->rest, values);
      one->object->keys = store_.join(one->object->keys, key);
    }
}

Flow Interpreter::run_if(const Stmt& statement, CallFrame& frame) {
  const Meanings condition = statement.value ? evaluate(*statement.value, frame) : Meanings{};
  Truth truth = truth_of(condition);
  if (truth != Truth::unknown && mentions_outer(*statement.value, *frame.scope)) truth = Truth::unknown;
  if (truth == Truth::yes) return run(statement.body, frame);
  if (truth == Truth::no) return run(statement.otherwise, frame);

  const std::size_t tested = frame.tested.size();
  TracedRoute* const route = frame.route;
  const std::string_view method = frame.http_method;
  spend(static_cast<std::uint32_t>(frame.scope->names.size() / 2));  // both ways copy all names
  const Names before = frame.scope->names;
  const GuardChain* const outside = frame.now.guards;
  const GuardChain* const if_true = find_event_guards(*this, *statement.value, true, frame);
  const GuardChain* const if_false = find_event_guards(*this, *statement.value, false, frame);
  const auto run_under = [&](const GuardChain* guards, Block body) {
    ++frame.now.conditions;
    frame.now.guarding += guards != nullptr;
    if (guards) frame.now.guards = guards;
    const Flow flow = run(body, frame);
    frame.now.guards = outside;
    frame.now.guarding -= guards != nullptr;
    --frame.now.conditions;
    return flow;
  };
  test_environment(*statement.value, true, frame);
  TracedEventKind* const event_kind = frame.event_kind;
  enter_route(*this, *statement.value, frame);
  enter_event_kind(*this, *statement.value, frame);
  const Flow then = run_under(if_true, statement.body);
  frame.tested.resize(tested);
  frame.route = route;
  frame.http_method = method;
  frame.event_kind = event_kind;
  Names after = std::exchange(frame.scope->names, before);
  test_environment(*statement.value, false, frame);
  const Flow otherwise = run_under(if_false, statement.otherwise);
  if (then == Flow::next)
    frame.tested.resize(tested);
  else if (frame.tested.size() > tested)  // what the rest relies on was tested
    for (auto& [name, values] : frame.scope->names) values = tested_values(values, frame);

  if (then == Flow::leaves && otherwise == Flow::leaves) return Flow::leaves;
  if (then == Flow::next && otherwise == Flow::leaves) frame.scope->names = std::move(after);
  if (then == Flow::next && otherwise == Flow::next)
    frame.scope->names = join_names(store_, std::move(after), frame.scope->names);
  if (then == otherwise) return Flow::next;
  // One way has left: the rest runs under what holds on the other.
  const GuardChain* const stays = then == Flow::leaves ? if_false : if_true;
  if (stays) frame.now.guards = stays;
  frame.now.after_exit |= !stays;
  return Flow::next;
}

Flow Interpreter::run_switch(const Stmt& statement, CallFrame& frame) {
  const Meanings subject = statement.value ? evaluate(*statement.value, frame) : Meanings{};
  const std::string_view known = literal_of(subject);
  const Names before = frame.scope->names;
  TracedRoute* const route = frame.route;
  const std::string_view method = frame.http_method;
  TracedEventKind* const event_kind = frame.event_kind;
  Names after;
  bool has_default = false, all_leave = true;
  ++frame.now.conditions;
  for (const Case& one : statement.cases) {
    if (!known.empty() && excludes(one, known)) continue;
    frame.scope->names = before;
    spend(static_cast<std::uint32_t>(before.size() / 2));
    enter_case(*this, *statement.value, one, frame);
    enter_event_kind(*this, *statement.value, one, frame);
    if (one.guard) evaluate(*one.guard, frame);
    bind_pattern(one, subject, frame);
    const Flow flow = run(one.body, frame);
    frame.route = route;
    frame.http_method = method;
    frame.event_kind = event_kind;
    has_default |= one.is_default;
    // `break` ends a case as well as it leaves a loop: only return and raise leave a function.
    const bool leaves = flow == Flow::leaves && leaves_function(one.body);
    all_leave &= leaves;
    frame.now.after_exit |= leaves;
    if (!leaves) after = join_names(store_, std::move(after), frame.scope->names);
  }
  --frame.now.conditions;
  if (has_default && all_leave) return Flow::leaves;
  frame.scope->names = has_default ? std::move(after) : join_names(store_, std::move(after), before);
  return Flow::next;
}

/// Names in a case's pattern are bound to what nobody knows.
void Interpreter::bind_pattern(const Case& one, const Meanings& subject, CallFrame& frame) {
  for (const Expr* pattern : one.patterns) {
    if (!model_.assignment_declares) return;
    if (pattern->kind == ExprKind::name) frame.scope->set(pattern->text, subject);
    for (const Operand& item : pattern->args)
      if (item.value->kind == ExprKind::name) frame.scope->set(item.value->text, {});
  }
}

/// What is sure of a value without running it: literals, names, which keys an object has.
Meanings Interpreter::shape_of(const Expr& expr, CallFrame& frame, int depth) {
  if (depth > 8) return {};
  switch (expr.kind) {
    case ExprKind::text:
    case ExprKind::number:
    case ExprKind::boolean:
    case ExprKind::null:
    case ExprKind::name: return evaluate(expr, frame);
    case ExprKind::map: {
      Meaning* made = store_.make(MeaningKind::map, place(frame, expr));
      made->object = store_.make_object(depth_of(frame));
      for (const Operand& one : expr.args) {
        const Meanings value = shape_of(*one.value, frame, depth + 1);
        if (one.spread)
          spread_into(*made->object, value, false);
        else if (one.key)
          made->object->open = true;
        else
          set_field(*made->object, one.name, value);
      }
      return store_.one(made);
    }
    default: return {};
  }
}

/// Names that a loop assigns may hold what an earlier round gave them.
void Interpreter::foresee(const Block& body, CallFrame& frame) {
  for (const AssignedValue& one : assigned_values(body)) {
    if (!frame.scope->find(one.name)) continue;
    const Meanings later = one.value ? shape_of(*one.value, frame) : Meanings{};
    Meanings& values = *frame.scope->find(one.name);
    values = later.nothing() ? Meanings{values.items, true} : store_.join(values, later);
  }
}

Flow Interpreter::run_loop(const Stmt& statement, CallFrame& frame) {
  foresee(statement.body, frame);
  const Meanings over = statement.value ? evaluate(*statement.value, frame) : Meanings{};
  const Meaning* records = find_records(over);
  const Meaning* list = find_kind(over, MeaningKind::list);
  const bool forever = !statement.target && (!statement.value || truth_of(over) == Truth::yes);
  const bool enters = forever || records || (list && !over.open && !list->object->items.empty());
  const Circumstances outside = frame.now;
  spend(static_cast<std::uint32_t>(frame.scope->names.size() / 2));
  const Names before = frame.scope->names;
  if (statement.target) assign(*statement.target, elements(over, frame), frame, true);
  if (records) trace_.loops_over_records = frame.now.in_record_loop = true;
  frame.now.conditions += enters ? 0 : 1;
  ++frame.now.loops;
  const Flow flow = run(statement.body, frame);
  const bool leaves = flow == Flow::leaves && leaves_function(statement.body);
  const bool after_exit = frame.now.after_exit || (leaves && !enters);
  frame.now = outside;
  frame.now.after_exit |= after_exit;
  if (!enters) frame.scope->names = join_names(store_, frame.scope->names, before);
  if (!statement.otherwise.empty()) run(statement.otherwise, frame);
  return leaves && forever ? Flow::leaves : Flow::next;
}

Flow Interpreter::run_try(const Stmt& statement, CallFrame& frame) {
  const Circumstances outside = frame.now;
  spend(static_cast<std::uint32_t>(frame.scope->names.size() / 2));
  const Names before = frame.scope->names;
  frame.now.catches_missing |= catches_missing_key(statement);
  Flow flow = run(statement.body, frame);
  const bool after_exit = frame.now.after_exit;
  if (flow == Flow::next) flow = run(statement.otherwise, frame);
  Names after = frame.scope->names;
  bool any_next = flow == Flow::next;
  for (const Catch& clause : statement.catches) {
    frame.now = outside;
    ++frame.now.conditions;
    ++frame.now.catches;
    frame.scope->names = join_names(store_, before, after);
    note_catch(clause, frame);
    if (!clause.name.empty())
      frame.scope->set(clause.name, store_.one(store_.make(MeaningKind::failure, {frame.module, clause.span})));
    if (run(clause.body, frame) == Flow::leaves) continue;
    after = any_next ? join_names(store_, after, frame.scope->names) : frame.scope->names;
    any_next = true;
  }
  frame.now = outside;
  frame.now.after_exit |= after_exit;
  frame.scope->names = std::move(after);
  const Flow last = run(statement.finally_, frame);
  return any_next && last == Flow::next ? Flow::next : Flow::leaves;
}

void Interpreter::note_catch(const Catch& clause, CallFrame& frame) {
  TracedCatch made = catch_facts(clause);
  made.place = {frame.module, clause.span};
  made.in_record_loop = frame.now.in_record_loop;
  for (const TracedCatch& known : trace_.catches)
    if (known.place == made.place) return;
  if (trace_.catches.size() >= limits_.facts) return;
  trace_.catches.push_back(made);
}

void Interpreter::declare_function(const Function& function, CallFrame& frame) {
  Meaning* made = store_.make(MeaningKind::function, {frame.module, function.name_span}, function.name);
  made->function = &function;
  made->scope = frame.scope;
  made->class_ = function.of;
  if (function.binds_this && !model_.assignment_declares) made->object = store_.make_object(0);
  Meanings values = store_.one(made);
  // Decorators apply from the inside out. Those of packages leave the function what it is; ours may wrap it.
  for (std::size_t i = function.decorators.size(); i-- > 0;)
    values = decorate(*function.decorators[i], values, frame);
  frame.scope->set(function.name, values);
}

Meanings Interpreter::decorate(const Expr& decorator, const Meanings& function, CallFrame& frame) {
  const Meanings by = evaluate(decorator, frame);
  CallSite site{.expr = &decorator, .frame = &frame, .place = place(frame, decorator)};
  site.arguments.push_back({.values = function});
  const bool is_ours = find_kind(by, MeaningKind::function) || find_kind(by, MeaningKind::instance);
  // @helper.create: a method of a package's object that our tables know.
  const Meaning* method = find_kind(by, MeaningKind::method);
  const bool is_known = method && method->base->kind == MeaningKind::made &&
                        find_entry(store_.arena().join({method->base->text, ".", method->text}));
  const bool is_registration = is_known || find_kind(by, MeaningKind::partial) != nullptr;
  if (!is_ours && !is_registration) return function;
  const Meanings wrapped = call(by, site);
  return find_kind(wrapped, MeaningKind::function) || find_kind(wrapped, MeaningKind::instance) ? wrapped : function;
}

const Meaning* Interpreter::make_class(const Class& declared, CallFrame& frame) {
  Meaning* made = store_.make(MeaningKind::class_, {frame.module, declared.name_span}, declared.name);
  made->class_ = &declared;
  made->object = store_.make_object(frame.now.conditions);
  made->scope = store_.make_scope(frame.scope, frame.module);
  made->scope->is_class = true;
  for (const Expr* base : declared.bases) made->object->items.push_back(evaluate(*base, frame));
  for (const Expr* decorator : declared.decorators) evaluate(*decorator, frame);
  CallFrame body = frame;
  body.scope = made->scope;
  run(declared.body, body);
  return made;
}

void Interpreter::run_export(const Stmt& statement, CallFrame& frame) {
  SourceModule& module = *frame.module;
  if (!module.exports) module.exports = store_.make_object(0);
  const Export& written = *statement.export_;
  if (!written.from.empty()) {
    const Import import{.module = written.from, .name = written.source_name, .span = statement.span};
    const ImportTarget target = resolve_import(library_, roots_, module, import, store_.arena());
    if (target.module) load(*target.module, &frame);
    if (written.source_name == "*" && written.name.empty()) {
      if (target.module) module.reexports.push_back(target.module);
    } else {
      set_field(*module.exports, written.name, imported(target, import));
    }
    return;
  }
  const Meanings values = statement.value ? evaluate(*statement.value, frame) : Meanings{};
  if (written.name.empty())
    module.whole = values;
  else
    set_field(*module.exports, written.name, values);
}

}  // namespace cumulint
