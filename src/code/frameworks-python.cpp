// Frameworks of Python handlers: Powertools' resolvers and batch processor, Flask, FastAPI, Chalice and their adapters.

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "code/python-packages.h"
#include "code/routes.h"

namespace cumulint {
namespace {

std::string_view called_name(const CallSite& site) {
  return site.expr && site.expr->base ? site.expr->base->text : std::string_view{};
}

std::string_view upper_case(std::string_view text, Arena& arena) {
  std::string made{text};
  for (char& c : made)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return arena.copy(std::string_view{made});
}

Meanings event_of(Interpreter& interpreter, CallSite& site) {
  return interpreter.store().one(interpreter.store().make(MeaningKind::event, site.place));
}

/// A router or application object under one name, whichever class made it.
Meanings new_router(Interpreter& interpreter, CallSite& site, std::string_view prefix_argument) {
  const Meanings made = interpreter.made("web.Router", site);
  HeapObject& object = *made.items[0]->object;
  set_field(object, "current_event", event_of(interpreter, site));
  if (const CallArgument* prefix = site.find(prefix_argument)) set_field(object, "#prefix", prefix->values);
  return made;
}

Meanings new_application(Interpreter& interpreter, CallSite& site) { return new_router(interpreter, site, ""); }
Meanings new_api_router(Interpreter& interpreter, CallSite& site) { return new_router(interpreter, site, "prefix"); }
Meanings new_blueprint(Interpreter& interpreter, CallSite& site) { return new_router(interpreter, site, "url_prefix"); }

Meanings new_graphql(Interpreter& interpreter, CallSite& site) {
  const Meanings made = interpreter.made("web.GraphQl", site);
  set_field(*made.items[0]->object, "current_event", event_of(interpreter, site));
  return made;
}

/// @app.get("/x"), @app.route("/x", methods=["GET"])
Meanings register_verb(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = called_name(site);
  const Meanings path = site.argument(0, site.find("rule") ? "rule" : site.find("path") ? "path" : "rule");
  if (name != "route" && name != "api_route" && name != "any")
    return route_decorator(interpreter, *site.receiver, upper_case(name, interpreter.store().arena()), path, site);
  std::string_view method = "ANY";
  const Meanings methods = site.argument(1, site.find("method") ? "method" : "methods");
  if (const Meaning* list = find_kind(methods, MeaningKind::list); list && list->object->items.size() == 1)
    method = literal_of(list->object->items[0]);
  else if (const std::string_view one = literal_of(methods); !one.empty())
    method = one;
  return route_decorator(interpreter, *site.receiver, method, path, site);
}

Meanings register_field(Interpreter& interpreter, CallSite& site) {
  return route_decorator(interpreter, *site.receiver, "GRAPHQL", site.argument(1, "field_name"), site);
}

/// not_found, exception_handler …: they run, for no route.
Meanings register_other(Interpreter& interpreter, CallSite& site) {
  const Meanings given = site.argument(0, {});
  if (find_kind(given, MeaningKind::function)) {
    interpreter.call_back(given, {}, site);
    return given;
  }
  return route_decorator(interpreter, *site.receiver, "GRAPHQL", {}, site);
}

Meanings add_api_route(Interpreter& interpreter, CallSite& site) {
  add_route(interpreter, *site.receiver,
            {"ANY", site.argument(0, "path"), site.argument(1, site.find("view_func") ? "view_func" : "endpoint")}, site);
  return {};
}

Meanings add_url_rule(Interpreter& interpreter, CallSite& site) {
  add_route(interpreter, *site.receiver, {"ANY", site.argument(0, "rule"), site.argument(2, "view_func")}, site);
  return {};
}

Meanings include(Interpreter& interpreter, CallSite& site) {
  const std::string_view name = site.find("url_prefix") ? "url_prefix" : "prefix";
  const Meanings prefix = site.has(1, name) ? site.argument(1, name) : Meanings{{}, false};
  const std::string_view what = site.find("blueprint") ? "blueprint" : "router";
  include_router(interpreter, *site.receiver, site.argument(0, what), prefix);
  return {};
}

/// app.mount("/path", other)
Meanings mount(Interpreter& interpreter, CallSite& site) {
  include_router(interpreter, *site.receiver, site.argument(1, "app"), site.argument(0, "path"));
  return {};
}

/// Starlette's Route("/path", endpoint, methods=["GET"]) and Mount("/path", routes=[…]) in a list.
void add_listed_routes(Interpreter& interpreter, const Meaning& router, const Meanings& routes, CallSite& site, int depth = 0) {
  const Meaning* list = find_kind(routes, MeaningKind::list);
  const auto part = [](const Meaning& of, std::size_t place, std::string_view name) {
    const Meanings* named = find_field(*of.object, name);
    return named ? *named : place < of.object->items.size() ? of.object->items[place] : Meanings{};
  };
  for (const Meanings& item : list && depth < 6 ? list->object->items : std::vector<Meanings>{}) {
    const Meaning* one = find_kind(item, MeaningKind::made);
    if (one && ends_with(one->text, ".Route")) {
      const Meaning* methods = find_kind(part(*one, 2, "methods"), MeaningKind::list);
      const bool is_one = methods && methods->object->items.size() == 1;
      CallSite at{.frame = site.frame, .place = one->place};
      add_route(interpreter, router, {is_one ? literal_of(methods->object->items[0]) : "ANY", part(*one, 0, "path"), part(*one, 1, "endpoint")}, at);
    } else if (one && ends_with(one->text, ".Mount")) {
      CallSite bare{.frame = site.frame, .place = one->place};
      const Meanings inner = interpreter.made("web.Router", bare);
      add_listed_routes(interpreter, *inner.items[0], part(*one, 99, "routes"), site, depth + 1);
      include_router(interpreter, router, inner, part(*one, 0, "path"));
      include_router(interpreter, router, part(*one, 1, "app"), part(*one, 0, "path"));
    } else {
      interpreter.trace().routes_complete = false;
    }
  }
}

Meanings new_starlette(Interpreter& interpreter, CallSite& site) {
  const Meanings made = new_application(interpreter, site);
  add_listed_routes(interpreter, *made.items[0], site.argument(1, "routes"), site);
  return made;
}

/// Runs what an adapter was given; of applications that our tables do not make nobody knows what they call.
void run_application(Interpreter& interpreter, const Meanings& application, CallSite& site) {
  const Meaning* router = find_kind(application, MeaningKind::made);
  if (!router || router->text != "web.Router") interpreter.trace().set_unknown("a framework that calls code by itself");
  run_routes(interpreter, application, site);
}

Meanings run_receiver(Interpreter& interpreter, CallSite& site) {
  run_routes(interpreter, interpreter.store().one(site.receiver), site);
  return {};
}

/// Mangum(app), called as a handler; serverless_wsgi.handle_request(app, event, context).
Meanings run_wrapped(Interpreter& interpreter, CallSite& site) {
  const Meaning* adapter = site.receiver;
  if (adapter && adapter->object) {
    const Meanings* named = find_field(*adapter->object, "app");
    run_application(interpreter, named ? *named : adapter->object->items.empty() ? Meanings{} : adapter->object->items[0], site);
  }
  return {};
}

Meanings run_first(Interpreter& interpreter, CallSite& site) {
  run_application(interpreter, site.argument(0, "app"), site);
  return {};
}

Meanings depends(Interpreter& interpreter, CallSite& site) {
  const Meanings made = site.argument(0, "dependency");
  if (made.nothing() && !made.open) return interpreter.made(made_by_type, site);
  CallSite bare{.frame = site.frame, .place = site.place, .spread = true};
  return find_kind(made, MeaningKind::class_) ? interpreter.call(made, bare) : interpreter.call_back(made, {}, site);
}

Meanings batch_response(Interpreter& interpreter, CallSite& site) {
  interpreter.trace().uses_batch_processor = true;
  return interpreter.made("batch.Response", site);
}

void run_records(Interpreter& interpreter, const Meanings& handler, CallSite& site) {
  CallFrame& frame = *site.frame;
  const Circumstances outside = frame.now;
  ++frame.now.loops;
  frame.now.in_record_loop = true;
  Meaning* record = interpreter.store().make(MeaningKind::event, site.place, "Records[]");
  interpreter.call_back(handler, {interpreter.store().one(record)}, site);
  frame.now = outside;
  interpreter.trace().loops_over_records = true;
}

/// process_partial_response(event=event, record_handler=f, processor=processor, context=context)
Meanings process_partial(Interpreter& interpreter, CallSite& site) {
  run_records(interpreter, site.argument(1, "record_handler"), site);
  return batch_response(interpreter, site);
}

/// @batch_processor(record_handler=f, processor=processor)
Meanings batch_decorator(Interpreter& interpreter, CallSite& site) {
  interpreter.trace().uses_batch_processor = true;
  run_records(interpreter, site.argument(0, "record_handler"), site);
  return interpreter.made("powertools.decorator", site);
}

/// with processor(records=batch, handler=f)
Meanings use_processor(Interpreter& interpreter, CallSite& site) {
  interpreter.trace().uses_batch_processor = true;
  run_records(interpreter, site.argument(1, "handler"), site);
  return site.receiver ? interpreter.store().one(site.receiver) : Meanings{};
}

/// @helper.create: crhelper calls the function for such requests of a custom resource.
Meanings register_request(Interpreter&, CallSite& site) {
  const Meanings function = site.argument(0, {});
  if (find_kind(function, MeaningKind::function)) site.receiver->object->items.push_back(function);
  return function;
}

/// helper(event, context)
Meanings run_requests(Interpreter& interpreter, CallSite& site) {
  const std::vector<Meanings> functions = site.receiver->object->items;
  ++site.frame->now.conditions;
  for (const Meanings& function : functions) interpreter.call_back(function, {site.argument(0, {}), site.argument(1, {})}, site);
  --site.frame->now.conditions;
  return {};
}

Meanings new_processor(Interpreter& interpreter, CallSite& site) { return interpreter.made("batch.Processor", site); }

Meanings data_class(Interpreter&, CallSite& site) { return site.argument(0, "data"); }

Meanings parsed_event(Interpreter&, CallSite& site) { return site.argument(0, "event"); }

Meanings nothing(Interpreter&, CallSite&) { return {}; }

constexpr PackageEntry entries[] = {
    {"aws_lambda_powertools.event_handler*.APIGatewayRestResolver", new_application},
    {"aws_lambda_powertools.event_handler*.APIGatewayHttpResolver", new_application},
    {"aws_lambda_powertools.event_handler*.ApiGatewayResolver", new_application},
    {"aws_lambda_powertools.event_handler*.ALBResolver", new_application},
    {"aws_lambda_powertools.event_handler*.LambdaFunctionUrlResolver", new_application},
    {"aws_lambda_powertools.event_handler*.VPCLattice*Resolver", new_application},
    {"aws_lambda_powertools.event_handler*.BedrockAgentResolver", new_application},
    {"aws_lambda_powertools.event_handler*.AppSync*Resolver", new_graphql},
    {"aws_lambda_powertools.event_handler*.BedrockAgentFunctionResolver", new_graphql},
    {"aws_lambda_powertools.event_handler*ppsync*.Router", new_graphql},
    {"aws_lambda_powertools.event_handler*Router", new_application},
    {"flask.Flask", new_application},
    {"flask.Blueprint", new_blueprint},
    {"apiflask.APIFlask", new_application},
    {"fastapi.FastAPI", new_application},
    {"fastapi.APIRouter", new_api_router},
    {"fastapi.applications.FastAPI", new_application},
    {"fastapi.routing.APIRouter", new_api_router},
    {"fastapi.Depends", depends},
    {"fastapi.params.Depends", depends},
    {"fastapi.Security", depends},
    {"chalice.Chalice", new_application},
    {"chalice.Blueprint", new_application},
    {"bottle.Bottle", new_application},
    {"web.Router.get", register_verb},
    {"web.Router.post", register_verb},
    {"web.Router.put", register_verb},
    {"web.Router.patch", register_verb},
    {"web.Router.delete", register_verb},
    {"web.Router.head", register_verb},
    {"web.Router.options", register_verb},
    {"web.Router.route", register_verb},
    {"web.Router.any", register_verb},
    {"web.Router.api_route", register_verb},
    {"web.Router.add_api_route", add_api_route},
    {"web.Router.add_url_rule", add_url_rule},
    {"web.Router.include_router", include},
    {"web.Router.register_blueprint", include},
    {"web.Router.mount", mount},
    {"starlette.applications.Starlette", new_starlette},
    {"starlette.routing.Route", [](Interpreter& interpreter, CallSite& site) { return interpreter.made(site.path, site); }},
    {"starlette.routing.Mount", [](Interpreter& interpreter, CallSite& site) { return interpreter.made(site.path, site); }},
    {"starlette.routing.Router", new_starlette},
    {"web.Router.add_middleware", nothing},
    {"web.Router.use", nothing},
    {"web.Router.resolve", run_receiver},
    {"web.Router.__call__", run_receiver},
    {"web.Router.not_found", register_other},
    {"web.Router.exception_handler", register_other},
    {"web.Router.errorhandler", register_other},
    {"web.Router.before_request", register_other},
    {"web.Router.after_request", register_other},
    {"web.Router.middleware", register_other},
    {"web.Router.on_event", register_other},
    {"web.GraphQl.resolver", register_field},
    {"web.GraphQl.tool", register_other},
    {"web.GraphQl.on_publish", register_other},
    {"web.GraphQl.on_subscribe", register_other},
    {"web.GraphQl.batch_resolver", register_field},
    {"web.GraphQl.include_router", include},
    {"web.GraphQl.resolve", run_receiver},
    {"web.GraphQl.__call__", run_receiver},
    {"mangum.Mangum.__call__", run_wrapped},
    {"mangum.adapter.Mangum.__call__", run_wrapped},
    {"apig_wsgi.make_lambda_handler().__call__", run_wrapped},
    {"serverless_wsgi.handle_request", run_first},
    {"awsgi.response", run_first},
    {"awsgi2.response", run_first},
    {"aws_wsgi.response", run_first},
    {"aws_lambda_powertools.utilities.batch*.process_partial_response", process_partial},
    {"aws_lambda_powertools.utilities.batch*.async_process_partial_response", process_partial},
    {"aws_lambda_powertools.utilities.batch*.batch_processor", batch_decorator},
    {"aws_lambda_powertools.utilities.batch*.async_batch_processor", batch_decorator},
    {"aws_lambda_powertools.utilities.batch*.sqs_batch_processor", batch_decorator},
    {"aws_lambda_powertools.utilities.batch*Processor", new_processor},
    {"crhelper.CfnResource.create", register_request},
    {"crhelper.CfnResource.update", register_request},
    {"crhelper.CfnResource.delete", register_request},
    {"crhelper.CfnResource.poll_create", register_request},
    {"crhelper.CfnResource.poll_update", register_request},
    {"crhelper.CfnResource.poll_delete", register_request},
    {"crhelper.CfnResource.__call__", run_requests},
    {"batch.Processor.__call__", use_processor},
    {"batch.Processor.response", batch_response},
    {"batch.Processor.process", nothing},
    {"aws_lambda_powertools.utilities.data_classes*", data_class},
    {"aws_lambda_powertools.utilities.parser*.parse", parsed_event},
};

}  // namespace

std::span<const PackageEntry> python_framework_entries() { return entries; }

}  // namespace cumulint
