// Routers' routes are kept in the router's object: a list of maps, each with method, path and function.

#include "code/routes.h"

#include <algorithm>
#include <string>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::string_view path_fields[] = {"path", "rawPath", "resource", "requestContext.path",
                                            "requestContext.resourcePath", "requestContext.http.path"};
constexpr std::string_view method_fields[] = {"httpMethod", "requestContext.http.method", "requestContext.httpMethod"};
constexpr std::string_view key_fields[] = {"routeKey", "requestContext.routeKey"};
constexpr std::string_view routes_field = "#routes", included_field = "#included";
constexpr int max_router_depth = 6;

template <std::size_t size>
bool is_one_of(std::string_view text, const std::string_view (&list)[size]) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

struct RouteTest {
  std::string_view path, method;
  bool empty() const { return path.empty() && method.empty(); }
};

/// The path that the first segment was cut from: "path#1"; of a path without its slashes, "path#s", it is the first.
bool is_first_segment(std::string_view field) {
  return ends_with(field, "#1") && is_one_of(field.substr(0, field.size() - 2), path_fields);
}

/// `${event.httpMethod} ${event.path}` is put together as a route key is.
bool is_route_key(const Meaning& text) {
  const auto is_field = [&](std::size_t at, const auto& fields) {
    const Meaning* hole = text.parts[at].hole;
    return hole != nullptr && hole->kind == MeaningKind::event && is_one_of(hole->text, fields);
  };
  const auto is_root = [&](std::size_t at) {
    const Meaning* hole = text.parts[at].hole;
    return hole != nullptr && hole->kind == MeaningKind::event && is_first_segment(hole->text);
  };
  return text.parts.size() == 3 && is_field(0, method_fields) && !text.parts[1].hole && text.parts[1].text == " " &&
         (is_field(2, path_fields) || is_root(2));
}

bool is_read(const Expr& expr) {
  return expr.kind == ExprKind::name || expr.kind == ExprKind::member || expr.kind == ExprKind::index;
}

bool joins_reads(const Expr& expr, int depth = 0) {
  if (depth > 2 || (expr.kind != ExprKind::interpolation && (expr.kind != ExprKind::binary || expr.op != Op::add)))
    return false;
  return std::all_of(expr.args.begin(), expr.args.end(), [&](const Operand& one) {
    return one.value->kind == ExprKind::text || is_read(*one.value) || joins_reads(*one.value, depth + 1);
  });
}

/// The field of the event that an expression reads; asks only what can have no effect.
std::string_view event_field(Interpreter& interpreter, const Expr& expr, CallFrame& frame) {
  const bool is_get = expr.kind == ExprKind::call && expr.base->kind == ExprKind::member &&
                      (expr.base->text == "get" || expr.base->text == "upper" || expr.base->text == "lower");
  if (!is_read(expr) && !is_get && !joins_reads(expr)) return {};
  const Meanings values = interpreter.evaluate(expr, frame);
  const Meaning* text = values.items.size() == 1 ? find_kind(values, MeaningKind::text) : nullptr;
  if (text && is_route_key(*text)) return key_fields[0];
  const Meaning* field = find_kind(values, MeaningKind::event);
  return field ? field->text : std::string_view{};
}

RouteTest test_of(std::string_view field, std::string_view literal) {
  if (is_first_segment(field)) return {.path = literal, .method = {}};
  if (is_one_of(field, path_fields)) return {.path = literal, .method = {}};
  if (is_one_of(field, method_fields)) return {.path = {}, .method = literal};
  if (!is_one_of(field, key_fields)) return {};
  const std::size_t space = literal.find(' ');
  if (space == std::string_view::npos) return {.path = literal, .method = {}};
  return {.path = literal.substr(space + 1), .method = literal.substr(0, space)};
}

void merge(RouteTest& into, const RouteTest& other) {
  if (into.path.empty()) into.path = other.path;
  if (into.method.empty()) into.method = other.method;
}

std::string_view literal_operand(Interpreter& interpreter, const Expr& expr, CallFrame& frame) {
  if (expr.kind == ExprKind::text) return expr.text;
  if (expr.kind != ExprKind::name && expr.kind != ExprKind::member) return {};
  return literal_of(interpreter.evaluate(expr, frame));
}

/// The literal start of a pattern for paths: "^/users/(\\d+)" and "/^\\/users\\/\\d+/" begin with "/users/".
std::string_view start_of_pattern(std::string_view pattern, bool is_literal, Arena& arena) {
  if (is_literal) pattern.remove_prefix(1);  // its delimiter
  if (!starts_with(pattern, "^")) return {};
  std::string start;
  for (std::size_t i = 1; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size() && (pattern[i + 1] == '/' || pattern[i + 1] == '-')) continue;
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
    if (!is_plain || (c == '/' && is_literal && pattern[i - 1] != '\\')) break;
    start += c;
  }
  return start.size() > 1 ? arena.copy(std::string_view{start}) : std::string_view{};
}

/// /^\/users/.test(path), path.match(/^\/users/), re.match(r"^/users", path)
RouteTest pattern_test(Interpreter& interpreter, const Expr& call, CallFrame& frame) {
  const std::string_view method = call.base->text;
  if (method != "test" && method != "match" && method != "fullmatch" && method != "exec") return {};
  const Expr *pattern = call.base->base, *of = call.args[0].value;
  if (call.args.size() > 1) pattern = call.args[0].value, of = call.args[1].value;
  if (of->kind == ExprKind::regex) std::swap(pattern, of);
  const bool is_literal = pattern->kind == ExprKind::regex;
  if (!is_literal && pattern->kind != ExprKind::text) return {};
  const std::string_view start = start_of_pattern(pattern->text, is_literal, interpreter.store().arena());
  return start.empty() ? RouteTest{} : test_of(event_field(interpreter, *of, frame), start);
}

RouteTest find_test(Interpreter& interpreter, const Expr& expr, CallFrame& frame, int depth) {
  RouteTest found;
  if (depth > 8) return found;
  if (expr.kind == ExprKind::call && expr.base->kind == ExprKind::member && !expr.args.empty() && expr.args.size() < 3)
    if (RouteTest by_pattern = pattern_test(interpreter, expr, frame); !by_pattern.empty()) return by_pattern;
  if (expr.kind == ExprKind::call && expr.base->kind == ExprKind::member && expr.args.size() == 1 &&
      (expr.base->text == "startswith" || expr.base->text == "startsWith") &&
      expr.args[0].value->kind == ExprKind::text)
    return test_of(event_field(interpreter, *expr.base->base, frame), expr.args[0].value->text);
  if (expr.kind != ExprKind::binary) return found;
  const Expr &left = *expr.args[0].value, &right = *expr.args[1].value;
  if (expr.op == Op::and_ || expr.op == Op::or_) {
    merge(found, find_test(interpreter, left, frame, depth + 1));
    merge(found, find_test(interpreter, right, frame, depth + 1));
  } else if (expr.op == Op::equal) {
    std::string_view field = event_field(interpreter, left, frame);
    const Expr& other = field.empty() ? left : right;
    if (field.empty()) field = event_field(interpreter, right, frame);
    if (!field.empty()) found = test_of(field, literal_operand(interpreter, other, frame));
  } else if (expr.op == Op::in && right.kind == ExprKind::list && !right.args.empty()) {
    const std::string_view field = event_field(interpreter, left, frame);
    if (!field.empty()) found = test_of(field, literal_operand(interpreter, *right.args[0].value, frame));
  }
  return found;
}

void enter(Interpreter& interpreter, RouteTest test, SourcePlace place, CallFrame& frame) {
  if (test.empty()) return;
  if (!test.method.empty()) frame.http_method = test.method;
  const bool refines = test.path.empty();
  if (refines && !frame.route) return;
  TracedRoute made;
  made.path = refines ? frame.route->path : test.path;
  const bool is_segment = !made.path.empty() && (made.path[0] == '_' || (made.path[0] >= 'a' && made.path[0] <= 'z'));
  if (is_segment) made.path = interpreter.store().arena().join({"/", made.path});
  made.method = frame.http_method.empty() ? "ANY" : frame.http_method;
  made.place = place;
  made.serves = {frame.function, frame.module};
  Trace& trace = interpreter.trace();
  trace.has_router = true;
  for (TracedRoute& known : trace.routes)
    if (known.place == place && known.path == made.path && known.method == made.method) {
      frame.route = &known;
      return;
    }
  frame.route = &trace.routes.emplace_back(made);
}

}  // namespace

Meanings path_segments(Interpreter& interpreter, std::string_view field, SourcePlace place) {
  constexpr std::size_t most = 6;
  constexpr std::string_view numbers[] = {"#0", "#1", "#2", "#3", "#4", "#5"};
  const bool is_stripped = ends_with(field, "#s");
  if (is_stripped) field.remove_suffix(2);
  if (!is_one_of(field, path_fields)) return {};
  MeaningStore& store = interpreter.store();
  Meaning* list = store.make(MeaningKind::list, place);
  list->object = store.make_object(0);
  for (std::size_t i = is_stripped ? 1 : 0; i < most; ++i)
    list->object->items.push_back(store.one(store.make(MeaningKind::event, place, store.arena().join({field, numbers[i]}))));
  list->object->open = true;
  return store.one(list);
}

void enter_route(Interpreter& interpreter, const Expr& condition, CallFrame& frame) {
  enter(interpreter, find_test(interpreter, condition, frame, 0), interpreter.place(frame, condition), frame);
}

Meanings look_up_routes(Interpreter& interpreter, const Meaning& map, const Meanings& key) {
  if (key.items.size() != 1) return {};
  const Meaning& asked = *key.items[0];
  const std::string_view field = asked.kind == MeaningKind::event                            ? asked.text
                                 : asked.kind == MeaningKind::text && is_route_key(asked) ? key_fields[0]
                                                                                           : std::string_view{};
  if (field.empty() || test_of(field, "GET /").empty()) return {};
  MeaningStore& store = interpreter.store();
  std::vector<const Meaning*> found;
  for (const auto& [name, values] : map.object->fields) {
    const RouteTest test = test_of(field, name);
    for (const Meaning* one : values.items) {
      if (found.size() == MeaningStore::max_objects) return {};
      if (one->kind == MeaningKind::function) {
        Meaning* serves = store.arena().make<Meaning>(*one);
        serves->otherwise = store.join(store.text(test.method, map.place), store.text(test.path, map.place));
        one = serves;
      }
      found.push_back(one);
    }
  }
  found.insert(found.end(), map.object->rest.items.begin(), map.object->rest.items.end());
  return store.all(found, true);
}

void enter_looked_up(Interpreter& interpreter, const Meaning& function, CallFrame& frame) {
  const auto& served = function.otherwise.items;
  const bool has_both = served.size() == 2;  // an empty method and an empty path are never the same
  const RouteTest test{.path = has_both ? served[1]->text : std::string_view{}, .method = has_both ? served[0]->text : std::string_view{}};
  enter(interpreter, test, function.place, frame);
}

void enter_case(Interpreter& interpreter, const Expr& subject, const Case& one, CallFrame& frame) {
  if (one.patterns.empty() || one.is_default) return;
  const auto test = [&](const Expr& value, const Expr& pattern) {
    const Expr& literal = pattern.kind == ExprKind::binary && pattern.op == Op::pipe ? *pattern.args[0].value : pattern;
    if (literal.kind != ExprKind::text) return RouteTest{};
    return test_of(event_field(interpreter, value, frame), literal.text);
  };
  const Expr& pattern = *one.patterns[0];
  RouteTest found;
  if (subject.kind == ExprKind::boolean && subject.text == "true") {  // switch (true) { case path === "/x": … }
    found = find_test(interpreter, pattern, frame, 0);
  } else if (subject.kind == ExprKind::list && pattern.kind == ExprKind::list) {
    for (std::size_t i = 0; i < std::min(subject.args.size(), pattern.args.size()); ++i)
      merge(found, test(*subject.args[i].value, *pattern.args[i].value));
  } else {
    found = test(subject, pattern);
  }
  enter(interpreter, found, {frame.module, one.span}, frame);
}

namespace {

const Meaning& list_field(Interpreter& interpreter, const Meaning& router, std::string_view name) {
  if (const Meanings* known = find_field(*router.object, name)) return *known->items[0];
  Meaning* list = interpreter.store().make(MeaningKind::list, router.place);
  list->object = interpreter.store().make_object(0);
  set_field(*router.object, name, interpreter.store().one(list));
  return *list;
}

}  // namespace

void add_route(Interpreter& interpreter, const Meaning& router, const NewRoute& made, CallSite& site) {
  if (!router.object) return;
  MeaningStore& store = interpreter.store();
  Meaning* route = store.make(MeaningKind::map, site.place);
  route->object = store.make_object(0);
  route->text = made.method;
  set_field(*route->object, "path", made.path);
  set_field(*route->object, "function", made.functions);
  list_field(interpreter, router, routes_field).object->items.push_back(store.one(route));
}

void include_router(Interpreter& interpreter, const Meaning& router, const Meanings& other, const Meanings& prefix) {
  if (!router.object) return;
  for (const Meaning* one : other.items) {
    if (!one->object || one == &router) continue;
    Meaning* included = interpreter.store().make(MeaningKind::map, one->place);
    included->object = interpreter.store().make_object(0);
    set_field(*included->object, "router", interpreter.store().one(one));
    set_field(*included->object, "prefix", prefix);
    list_field(interpreter, router, included_field).object->items.push_back(interpreter.store().one(included));
  }
}

Meanings route_decorator(Interpreter& interpreter, const Meaning& router, std::string_view method, const Meanings& path,
                         CallSite& site) {
  MeaningStore& store = interpreter.store();
  Meaning* registers = store.make(MeaningKind::partial, site.place, method);
  registers->object = store.make_object(0);
  registers->base = store.make(MeaningKind::external, site.place, "cumulint.register");
  set_field(*registers->object, "router", store.one(&router));
  set_field(*registers->object, "method", store.text(method, site.place));
  set_field(*registers->object, "path", path);
  return store.one(registers);
}

namespace {

Meanings register_route(Interpreter& interpreter, CallSite& site) {
  const CallArgument *router = site.find("router"), *method = site.find("method"), *path = site.find("path");
  const Meanings function = site.argument(0, {});
  if (router && method && path && !router->values.nothing())
    add_route(interpreter, *router->values.items[0], {literal_of(method->values), path->values, function}, site);
  return function;
}

constexpr PackageEntry entries[] = {{"cumulint.register", register_route}};

std::string_view join_routes(Arena& arena, std::string_view prefix, std::string_view path) {
  if (ends_with(prefix, "/") && starts_with(path, "/")) prefix.remove_suffix(1);
  if (!prefix.empty() && path == "/") return prefix;
  return prefix.empty() ? path : arena.join({prefix, path});
}

void run_route(Interpreter& interpreter, const Meaning& route, std::string_view prefix, CallSite& site) {
  Trace& trace = interpreter.trace();
  const Meanings* path = find_field(*route.object, "path");
  const Meanings* function = find_field(*route.object, "function");
  const std::string_view written = path ? literal_of(*path) : std::string_view{};
  if (!path || (written.empty() && !find_kind(*path, MeaningKind::text))) trace.routes_complete = false;
  TracedRoute made;
  made.path = join_routes(interpreter.store().arena(), prefix, written);
  if (!prefix.empty() && !starts_with(made.path, "/")) made.path = interpreter.store().arena().join({"/", made.path});
  made.method = route.text;
  made.place = route.place;
  const Meaning* serves = function ? find_kind(*function, MeaningKind::function) : nullptr;
  if (serves) made.serves = {serves->function, serves->scope->module};
  CallFrame& frame = *site.frame;
  TracedRoute* const outer = frame.route;
  frame.route = &trace.routes.emplace_back(made);
  ++frame.now.conditions;
  CallSite inner{.frame = &frame, .place = route.place};
  const auto request = interpreter.model().request;
  const Meanings result = function ? interpreter.call_back(*function, request ? request(interpreter, inner) : std::vector<Meanings>{}, inner)
                                   : Meanings{};
  for (const Meaning* one : result.items) interpreter.note_response(*one);
  --frame.now.conditions;
  frame.route = outer;
}

void run_router(Interpreter& interpreter, const Meaning& router, std::string_view prefix, CallSite& site, int depth) {
  if (!router.object || depth > max_router_depth) return;
  Arena& arena = interpreter.store().arena();
  if (const Meanings* own = find_field(*router.object, "#prefix")) prefix = join_routes(arena, prefix, literal_of(*own));
  if (const Meanings* routes = find_field(*router.object, routes_field))
    for (const Meanings& one : routes->items[0]->object->items) run_route(interpreter, *one.items[0], prefix, site);
  if (const Meanings* included = find_field(*router.object, included_field))
    for (const Meanings& one : included->items[0]->object->items) {
      const HeapObject& object = *one.items[0]->object;
      const Meanings &inner = *find_field(object, "router"), &under = *find_field(object, "prefix");
      const std::string_view literal = literal_of(under);
      if (literal.empty() && (under.open || !under.nothing())) interpreter.trace().routes_complete = false;
      for (const Meaning* other : inner.items)
        run_router(interpreter, *other, join_routes(arena, prefix, literal), site, depth + 1);
    }
}

}  // namespace

void run_routes(Interpreter& interpreter, const Meanings& router, CallSite& site) {
  Trace& trace = interpreter.trace();
  trace.has_router = true;
  if (router.open || router.nothing()) trace.routes_complete = false;
  for (const Meaning* one : router.items) run_router(interpreter, *one, {}, site, 0);
}

std::span<const PackageEntry> route_entries() { return entries; }

}  // namespace cumulint
