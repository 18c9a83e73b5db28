// Routers of npm's frameworks: Express and what wraps it, Hono, Fastify, Koa, lambda-api, middy, Powertools.

#include "base/strings.h"
#include "code/packages-javascript.h"
#include "code/routes.h"

namespace cumulint {
namespace {

constexpr std::string_view router_object = "cumulint.router";    // any router
constexpr std::string_view route_object = "cumulint.route";      // router.route("/path"), which has methods of its own
constexpr std::string_view served_object = "cumulint.served";    // a function that serves a router's routes

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

std::string_view verb_of(std::string_view method) {
  constexpr std::pair<std::string_view, std::string_view> verbs[] = {
      {"get", "GET"}, {"post", "POST"}, {"put", "PUT"}, {"patch", "PATCH"}, {"delete", "DELETE"}, {"del", "DELETE"},
      {"head", "HEAD"}, {"options", "OPTIONS"}};
  for (const auto& [name, verb] : verbs)
    if (equals_ignoring_case(name, method)) return verb;
  return "ANY";
}

Meanings itself(Interpreter& interpreter, const CallSite& site) { return interpreter.store().one(site.receiver); }

Meanings make_router(Interpreter& interpreter, CallSite& site) {
  const Meanings made = interpreter.made(router_object, site);
  Meanings prefix = option(site, 0, "prefix");  // Koa
  if (prefix.nothing()) prefix = option(site, 0, "base");  // lambda-api, itty-router
  if (!prefix.nothing()) set_field(*made.items[0]->object, "#prefix", prefix);
  return made;
}

/// All functions among the arguments from a position on; lists of them count too.
Meanings functions_from(Interpreter& interpreter, const CallSite& site, std::size_t first) {
  Meanings found = {{}, site.spread};
  for (std::size_t i = first; i < site.arguments.size(); ++i) {
    const Meanings& values = site.arguments[i].values;
    found = interpreter.store().join(found, find_kind(values, MeaningKind::list)
                                                ? interpreter.elements(values, *site.frame)
                                                : values);
  }
  return found;
}

/// A list of paths makes a route of each.
void add_routes(Interpreter& interpreter, const Meaning& router, const NewRoute& made, CallSite& site) {
  const Meaning* list = find_kind(made.path, MeaningKind::list);
  if (!list) return add_route(interpreter, router, made, site);
  for (const Meanings& path : list->object->items) add_route(interpreter, router, {made.method, path, made.functions}, site);
}

/// router.get("/path", …middlewares, handler); also a decorator: @app.get("/path")
Meanings router_method(Interpreter& interpreter, CallSite& site) {
  const std::string_view verb = verb_of(last_part(site.path));
  if (site.arguments.size() == 1) {
    if (find_kind(site.arguments[0].values, MeaningKind::text) && site.receiver)
      return route_decorator(interpreter, *site.receiver, verb, site.arguments[0].values, site);
    return {};
  }
  add_routes(interpreter, *site.receiver, {verb, site.argument(0, {}), functions_from(interpreter, site, 1)}, site);
  return itself(interpreter, site);
}

/// router.on("GET", "/path", handler)
Meanings router_on(Interpreter& interpreter, CallSite& site) {
  const std::string_view verb = verb_of(literal_of(site.argument(0, {})));
  add_routes(interpreter, *site.receiver, {verb, site.argument(1, {}), functions_from(interpreter, site, 2)}, site);
  return itself(interpreter, site);
}

bool is_router(const Meaning& one) { return one.kind == MeaningKind::made && one.text == router_object; }

/// router.use(["/prefix",] …middlewares or routers)
Meanings router_use(Interpreter& interpreter, CallSite& site) {
  Meanings prefix = {{}, false};
  std::size_t first = 0;
  if (find_kind(site.argument(0, {}), MeaningKind::text)) prefix = site.argument(0, {}), first = 1;
  const Meanings functions = functions_from(interpreter, site, first);
  Meanings middlewares = {{}, false};
  for (const Meaning* one : functions.items) {
    if (is_router(*one))
      include_router(interpreter, *site.receiver, interpreter.store().one(one), prefix);
    else
      middlewares = interpreter.store().join(middlewares, interpreter.store().one(one));
  }
  if (functions.open) interpreter.trace().routes_complete = false;
  interpreter.call_back(middlewares, request_arguments(interpreter, site), site);
  return itself(interpreter, site);
}

/// Hono: app.route("/prefix", other). Express: router.route("/path") has the methods. Fastify: app.route({ … }).
/// Powertools: app.route(handler, { method, path }).
Meanings router_route(Interpreter& interpreter, CallSite& site) {
  const Meanings first = site.argument(0, {});
  if (site.arguments.size() == 1 && find_kind(first, MeaningKind::text)) {
    const Meanings made = interpreter.made(route_object, site);
    set_field(*made.items[0]->object, "#router", itself(interpreter, site));
    return made;
  }
  if (find_kind(first, MeaningKind::text)) {
    include_router(interpreter, *site.receiver, site.argument(1, {}), first);
    return itself(interpreter, site);
  }
  const std::size_t options = find_kind(first, MeaningKind::function) ? 1 : 0;
  Meanings path = option(site, options, "url");
  if (path.nothing()) path = option(site, options, "path");
  const Meanings function = options == 1 ? first : option(site, 0, "handler");
  const Meanings methods = option(site, options, "method");
  const Meaning* list = find_kind(methods, MeaningKind::list);
  for (const Meanings& method : list ? list->object->items : std::vector<Meanings>{methods})
    add_routes(interpreter, *site.receiver, {verb_of(literal_of(method)), path, function}, site);
  return itself(interpreter, site);
}

/// router.route("/path").get(handler).post(handler)
Meanings route_method(Interpreter& interpreter, CallSite& site) {
  const Meanings* router = find_field(*site.receiver->object, "#router");
  const std::vector<Meanings>& path = site.receiver->object->items;
  if (router && !path.empty())
    add_routes(interpreter, *router->items[0],
               {verb_of(last_part(site.path)), path[0], functions_from(interpreter, site, 0)}, site);
  return itself(interpreter, site);
}

/// Hono: app.openapi(createRoute({ method, path }), handler)
Meanings router_openapi(Interpreter& interpreter, CallSite& site) {
  add_routes(interpreter, *site.receiver,
             {verb_of(literal_of(option(site, 0, "method"))), option(site, 0, "path"), functions_from(interpreter, site, 1)},
             site);
  return itself(interpreter, site);
}

/// Hono: app.basePath("/api") is a router below the path.
Meanings router_base_path(Interpreter& interpreter, CallSite& site) {
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings made = interpreter.made(router_object, bare);
  const Meanings* outer = find_field(*site.receiver->object, "#prefix");
  const Meanings parts[] = {outer ? *outer : interpreter.store().text("", site.place), site.argument(0, {})};
  set_field(*made.items[0]->object, "#prefix", interpreter.store().concatenate(parts, site.place));
  return made;
}

/// Fastify, lambda-api: app.register((app, options) => …, { prefix })
Meanings router_register(Interpreter& interpreter, CallSite& site) {
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings inner = interpreter.made(router_object, bare);
  include_router(interpreter, *site.receiver, inner, option(site, 1, "prefix"));
  interpreter.call_back(site.argument(0, {}), {inner, site.argument(1, {}), interpreter.store().external("next")}, site);
  return itself(interpreter, site);
}

/// Powertools: app.includeRouter(other, { prefix })
Meanings router_include(Interpreter& interpreter, CallSite& site) {
  include_router(interpreter, *site.receiver, site.argument(0, {}), option(site, 1, "prefix"));
  return itself(interpreter, site);
}

Meanings router_itself(Interpreter& interpreter, CallSite& site) { return itself(interpreter, site); }

Meanings run_router(Interpreter& interpreter, const Meanings& router, CallSite& site) {
  for (const Meaning* one : router.items)
    if (!is_router(*one)) interpreter.trace().set_unknown("a framework that calls code by itself");
  if (router.nothing()) interpreter.trace().set_unknown("an application that is made by something unknown");
  run_routes(interpreter, router, site);
  return {};
}

Meanings router_resolve(Interpreter& interpreter, CallSite& site) {
  return run_router(interpreter, itself(interpreter, site), site);
}

/// serverless(app), serverlessExpress({ app }), handle(app): a handler.
Meanings serve(Interpreter& interpreter, CallSite& site) {
  const Meanings app = option(site, 0, "app");
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings made = interpreter.made(served_object, bare);
  set_field(*made.items[0]->object, "#app", app.nothing() ? site.argument(0, {}) : app);
  return made;
}

Meanings call_served(Interpreter& interpreter, CallSite& site) {
  const Meanings* app = find_field(*site.receiver->object, "#app");
  return run_router(interpreter, app ? *app : Meanings{}, site);
}

/// awsServerlessExpress.proxy(server, event, context)
Meanings proxy(Interpreter& interpreter, CallSite& site) {
  const Meaning* server = find_kind(site.argument(0, {}), MeaningKind::made);
  const Meanings* app = server && server->object ? find_field(*server->object, "#app") : nullptr;
  return run_router(interpreter, app ? *app : site.argument(0, {}), site);
}

/// httpRouterHandler([{ method, path, handler }])
Meanings list_router(Interpreter& interpreter, CallSite& site) {
  CallSite bare{.frame = site.frame, .place = site.place};
  const Meanings router = interpreter.made(router_object, bare);
  Meanings routes = site.argument(0, {});
  if (const Meanings inner = option(site, 0, "routes"); !inner.nothing()) routes = inner;
  const Meaning* list = find_kind(routes, MeaningKind::list);
  if (!list || list->object->open) interpreter.trace().routes_complete = false;
  for (const Meanings& route : list ? list->object->items : std::vector<Meanings>{}) {
    const Meaning* map = find_kind(route, MeaningKind::map);
    const Meanings* path = map ? find_field(*map->object, "path") : nullptr;
    const Meanings* handler = map ? find_field(*map->object, "handler") : nullptr;
    const Meanings* method = map ? find_field(*map->object, "method") : nullptr;
    if (path && handler)
      add_route(interpreter, *router.items[0], {method ? verb_of(literal_of(*method)) : "ANY", *path, *handler}, site);
  }
  const Meanings made = interpreter.made(served_object, bare);
  set_field(*made.items[0]->object, "#app", router);
  return made;
}

constexpr PackageEntry entries[] = {
    {"express", make_router},
    {"express.Router", make_router},
    {"express-promise-router", make_router},
    {"hono.Hono", make_router},
    {"@hono/zod-openapi.OpenAPIHono", make_router},
    {"@hono/zod-openapi.createRoute", [](Interpreter&, CallSite& site) { return site.argument(0, {}); }},
    {"fastify", make_router},
    {"fastify.fastify", make_router},
    {"fastify.Fastify", make_router},
    {"@koa/router", make_router},
    {"koa-router", make_router},
    {"koa", make_router},
    {"lambda-api", make_router},
    {"itty-router.AutoRouter", make_router},
    {"itty-router.IttyRouter", make_router},
    {"itty-router.Router", make_router},
    {"@aws-lambda-powertools/event-handler/rest.Router", make_router},
    {"@aws-lambda-powertools/event-handler/http.Router", make_router},
    {"@aws-lambda-powertools/event-handler/experimental-rest.Router", make_router},
    {"@aws-lambda-powertools/event-handler/experimental-http.Router", make_router},
    {"cumulint.router.get", router_method},
    {"cumulint.router.post", router_method},
    {"cumulint.router.put", router_method},
    {"cumulint.router.patch", router_method},
    {"cumulint.router.delete", router_method},
    {"cumulint.router.del", router_method},
    {"cumulint.router.head", router_method},
    {"cumulint.router.options", router_method},
    {"cumulint.router.all", router_method},
    {"cumulint.router.any", router_method},
    {"cumulint.router.on", router_on},
    {"cumulint.router.use", router_use},
    {"cumulint.router.route", router_route},
    {"cumulint.router.openapi", router_openapi},
    {"cumulint.router.basePath", router_base_path},
    {"cumulint.router.register", router_register},
    {"cumulint.router.includeRouter", router_include},
    {"cumulint.router.routes", router_itself},
    {"cumulint.router.allowedMethods", [](Interpreter&, CallSite&) { return Meanings{}; }},
    {"cumulint.router.callback", router_itself},
    {"cumulint.router.resolve", router_resolve},
    {"cumulint.router.run", router_resolve},
    {"cumulint.router.fetch", router_resolve},
    {"cumulint.router.handle", router_resolve},
    {"cumulint.route.*", route_method},
    {"cumulint.served.__call__", call_served},
    {"cumulint.served.handler", call_served},
    {"serverless-http", serve},
    {"@vendia/serverless-express", serve},
    {"@vendia/serverless-express.configure", serve},
    {"@codegenie/serverless-express", serve},
    {"@fastify/aws-lambda", serve},
    {"aws-lambda-fastify", serve},
    {"hono/aws-lambda.handle", serve},
    {"hono/aws-lambda.streamHandle", serve},
    {"aws-serverless-express.createServer", serve},
    {"aws-serverless-express.proxy", proxy},
    {"@middy/http-router", list_router},
};

}  // namespace

std::vector<Meanings> request_arguments(Interpreter& interpreter, const CallSite& site) {
  MeaningStore& store = interpreter.store();
  return {store.one(store.make(MeaningKind::event, site.place, "#request")), store.external("response"),
          store.external("next")};
}

std::span<const PackageEntry> javascript_router_entries() { return entries; }

}  // namespace cumulint
