// What npm's packages and the language's own objects mean: one table a file, put together in model-javascript.cpp.
#pragma once

#include <span>
#include <string_view>

#include "code/interpreter.h"

namespace cumulint {

std::span<const PackageEntry> javascript_sdk_entries();        // sdk-javascript.cpp: AWS SDK v2 and v3, X-Ray
std::span<const PackageEntry> javascript_builtin_entries();    // builtins-javascript.cpp: Promise, JSON, Object …
std::span<const PackageEntry> javascript_http_entries();       // http-javascript.cpp: fetch, axios, http …
std::span<const PackageEntry> javascript_router_entries();     // routers-javascript.cpp: Express, Hono, Fastify …
std::span<const PackageEntry> nest_entries();                  // nest-javascript.cpp: NestJS
std::span<const PackageEntry> javascript_framework_entries();  // frameworks-javascript.cpp: middy, Powertools, dotenv …

bool javascript_sdk_call(Interpreter& interpreter, const Meaning& thing, std::string_view method, CallSite& site,
                         Meanings& out);
Meanings javascript_of_type(Interpreter& interpreter, const Meanings& type);
bool javascript_sdk_member(Interpreter& interpreter, const Meaning& base, std::string_view name, Meanings& out);

/// The value of a field of an options object at a position; nothing if it is not given.
Meanings option(const CallSite& site, std::size_t position, std::string_view name);
/// Is there an options object of which all is known?
bool options_known(const CallSite& site, std::size_t position);
/// What a router gives its functions: the request, the response, next.
std::vector<Meanings> request_arguments(Interpreter& interpreter, const CallSite& site);

}  // namespace cumulint
