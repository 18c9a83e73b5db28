// HTTP requests of Python's libraries: requests, urllib, urllib3, httpx, aiohttp.

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "code/python-packages.h"
#include "code/urls.h"

namespace cumulint {
namespace {

constexpr std::string_view verbs[] = {"get", "post", "put", "patch", "delete", "head", "options"};

/// "requests.get", "requests.Session.post": the verb in upper case; empty if it is none.
std::string_view method_of(std::string_view name, Arena& arena) {
  if (std::find(std::begin(verbs), std::end(verbs), name) == std::end(verbs)) return {};
  std::string upper{name};
  for (char& c : upper) c = static_cast<char>(c - 32);
  return arena.copy(std::string_view{upper});
}

/// The name that was called.
std::string_view called_name(const CallSite& site) {
  return site.expr && site.expr->base ? site.expr->base->text : std::string_view{};
}

Truth given_timeout(const CallSite& site, const Meaning* session, Truth otherwise) {
  const CallArgument* given = site.find("timeout");
  if (!given && site.spread) return Truth::unknown;
  if (!given && session && session->object) {
    if (const Meanings* of_session = find_field(*session->object, "timeout"))
      return find_kind(*of_session, MeaningKind::null) ? Truth::no : Truth::yes;
  }
  if (!given) return otherwise;
  if (given->values.items.size() == 1 && given->values.items[0]->kind == MeaningKind::null) return Truth::no;
  return Truth::yes;
}

Meanings request(Interpreter& interpreter, CallSite& site, std::string_view library, Truth default_timeout) {
  const std::string_view name = called_name(site);
  TracedHttp call;
  call.library = library;
  call.method = method_of(name, interpreter.store().arena());
  const bool named = call.method.empty();  // request("GET", url)
  if (named) {
    const std::string_view method = literal_of(site.argument(0, "method"));
    call.method = method_of(lower(method), interpreter.store().arena());
  }
  call.url = site.argument(named ? 1 : 0, "url");
  if (const Meaning* session = site.receiver; session && session->object)
    if (const Meanings* base = find_field(*session->object, "base_url"))
      call.url = url_below(interpreter.store(), *base, call.url, site.place);
  call.has_timeout = given_timeout(site, site.receiver, default_timeout);
  return interpreter.http_call(call, site);
}

// requests and urllib3 wait for ever without a timeout; httpx waits 5 s, aiohttp 300 s.
// https://requests.readthedocs.io/en/latest/user/advanced/#timeouts, https://www.python-httpx.org/advanced/timeouts/
Meanings by_requests(Interpreter& interpreter, CallSite& site) { return request(interpreter, site, "requests", Truth::no); }
Meanings by_httpx(Interpreter& interpreter, CallSite& site) { return request(interpreter, site, "httpx", Truth::yes); }
Meanings by_aiohttp(Interpreter& interpreter, CallSite& site) { return request(interpreter, site, "aiohttp", Truth::unknown); }
Meanings by_urllib3(Interpreter& interpreter, CallSite& site) { return request(interpreter, site, "urllib3", Truth::no); }

Meanings urlopen(Interpreter& interpreter, CallSite& site) {
  TracedHttp call;
  call.library = "urllib";
  call.method = site.has(1, "data") ? "POST" : "GET";
  call.url = site.argument(0, "url");
  if (const Meaning* made = find_kind(call.url, MeaningKind::made); made && made->object) {
    const Meanings* named = find_field(*made->object, "url");
    const Meanings* method = find_field(*made->object, "method");
    if (find_field(*made->object, "data") || made->object->items.size() > 1) call.method = "POST";
    if (method) call.method = literal_of(*method);
    call.url = named ? *named : made->object->items.empty() ? Meanings{} : made->object->items[0];
  }
  call.has_timeout = site.has(2, "timeout") ? Truth::yes : site.spread ? Truth::unknown : Truth::no;
  return interpreter.http_call(call, site);
}

Meanings connection_request(Interpreter& interpreter, CallSite& site) {
  TracedHttp call;
  call.library = "http";
  call.method = literal_of(site.argument(0, "method"));
  const Meaning* connection = site.receiver;
  std::vector<Meanings> parts{interpreter.store().text("https://", site.place)};
  parts.push_back(connection && connection->object && !connection->object->items.empty() ? connection->object->items[0] : Meanings{});
  parts.push_back(site.argument(1, "url"));
  call.url = interpreter.store().concatenate(parts, site.place);
  call.has_timeout = given_timeout(site, connection, Truth::no);
  return interpreter.http_call(call, site);
}

Meanings raise_for_status(Interpreter& interpreter, CallSite& site) {
  if (site.receiver && site.receiver->index < interpreter.trace().http_calls.size())
    interpreter.trace().http_calls[site.receiver->index].raises_for_status = true;
  return {};
}

Meanings request_object(Interpreter& interpreter, CallSite& site) { return interpreter.made("urllib.request.Request", site); }
Meanings new_session(Interpreter& interpreter, CallSite& site) { return interpreter.made("requests.Session", site); }

Meanings join_urls(Interpreter& interpreter, CallSite& site) {
  return url_below(interpreter.store(), site.argument(0, "base"), site.argument(1, "url"), site.place);
}

Meanings itself(Interpreter& interpreter, CallSite& site) {
  return site.receiver ? interpreter.store().one(site.receiver) : Meanings{};
}

constexpr PackageEntry entries[] = {
    {"requests.Session", new_session},
    {"requests.session", new_session},
    {"requests.get", by_requests},
    {"requests.post", by_requests},
    {"requests.put", by_requests},
    {"requests.patch", by_requests},
    {"requests.delete", by_requests},
    {"requests.head", by_requests},
    {"requests.options", by_requests},
    {"requests.request", by_requests},
    {"requests.Session.get", by_requests},
    {"requests.Session.post", by_requests},
    {"requests.Session.put", by_requests},
    {"requests.Session.patch", by_requests},
    {"requests.Session.delete", by_requests},
    {"requests.Session.head", by_requests},
    {"requests.Session.request", by_requests},
    {"httpx.get", by_httpx},
    {"httpx.post", by_httpx},
    {"httpx.put", by_httpx},
    {"httpx.patch", by_httpx},
    {"httpx.delete", by_httpx},
    {"httpx.request", by_httpx},
    {"httpx.Client.get", by_httpx},
    {"httpx.Client.post", by_httpx},
    {"httpx.Client.put", by_httpx},
    {"httpx.Client.patch", by_httpx},
    {"httpx.Client.delete", by_httpx},
    {"httpx.Client.request", by_httpx},
    {"httpx.AsyncClient.get", by_httpx},
    {"httpx.AsyncClient.post", by_httpx},
    {"httpx.AsyncClient.put", by_httpx},
    {"httpx.AsyncClient.patch", by_httpx},
    {"httpx.AsyncClient.delete", by_httpx},
    {"httpx.AsyncClient.request", by_httpx},
    {"aiohttp.ClientSession.get", by_aiohttp},
    {"aiohttp.ClientSession.post", by_aiohttp},
    {"aiohttp.ClientSession.put", by_aiohttp},
    {"aiohttp.ClientSession.patch", by_aiohttp},
    {"aiohttp.ClientSession.delete", by_aiohttp},
    {"aiohttp.ClientSession.request", by_aiohttp},
    {"urllib3.PoolManager.request", by_urllib3},
    {"urllib3.request", by_urllib3},
    {"urllib.parse.urljoin", join_urls},
    {"urllib.request.urlopen", urlopen},
    {"urllib.request.Request", request_object},
    {"http.client.HTTPSConnection.request", connection_request},
    {"http.client.HTTPConnection.request", connection_request},
    {"http.Response.raise_for_status", raise_for_status},
    {"http.Response.__aenter__", itself},
};

}  // namespace

std::span<const PackageEntry> python_http_entries() { return entries; }

}  // namespace cumulint
