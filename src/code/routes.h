// Routes that code itself tells apart: registered with a framework's router, or tested for by `if` and `match`.
#pragma once

#include <string_view>

#include "code/interpreter.h"

namespace cumulint {

/// What runs from here on serves the path or method that `condition` asks the event for.
void enter_route(Interpreter& interpreter, const Expr& condition, CallFrame& frame);
void enter_case(Interpreter& interpreter, const Expr& subject, const Case& one, CallFrame& frame);

/// The functions of `{ "GET /orders": list, … }` for the event's route key, path or method: each remembers which route it
/// serves. Nothing if `key` is none of these.
Meanings look_up_routes(Interpreter& interpreter, const Meaning& map, const Meanings& key);
/// Such a function serves its route from here on.
void enter_looked_up(Interpreter& interpreter, const Meaning& function, CallFrame& frame);

/// The segments of the event's path: `path.split("/")`, `path.strip("/").split("/")`. Nothing if `field` is no path.
Meanings path_segments(Interpreter& interpreter, std::string_view field, SourcePlace place);

struct NewRoute {
  std::string_view method;
  Meanings path, functions;  // functions may be several (middlewares, the last serves)
};
/// Notes a route on a router object.
void add_route(Interpreter& interpreter, const Meaning& router, const NewRoute& made, CallSite& site);
/// All routes of `other` under a prefix.
void include_router(Interpreter& interpreter, const Meaning& router, const Meanings& other, const Meanings& prefix);
/// A decorator that registers the function it is put on.
Meanings route_decorator(Interpreter& interpreter, const Meaning& router, std::string_view method, const Meanings& path,
                         CallSite& site);
/// Runs every route of a router, as a request would one of them.
void run_routes(Interpreter& interpreter, const Meanings& router, CallSite& site);

std::span<const PackageEntry> route_entries();

}  // namespace cumulint
