// HTTP requests of JavaScript: fetch, axios, Node's http and https, got, undici and their like.

#include <string>

#include "base/strings.h"
#include "code/packages-javascript.h"
#include "code/urls.h"

namespace cumulint {
namespace {

std::string_view upper_case(Interpreter& interpreter, std::string_view text) {
  std::string made{text};
  for (char& c : made)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return interpreter.store().arena().copy(std::string_view{made});
}

/// The method that an options object names; `otherwise` if it names none, empty if that is unknown.
std::string_view method_of(Interpreter& interpreter, const CallSite& site, std::size_t options, std::string_view otherwise) {
  const Meanings named = option(site, options, "method");
  if (const std::string_view literal = literal_of(named); !literal.empty()) return upper_case(interpreter, literal);
  return named.nothing() && options_known(site, options) ? otherwise : std::string_view{};
}

Truth has_option(const CallSite& site, std::size_t position, std::string_view name) {
  const Meanings given = option(site, position, name);
  if (!given.nothing()) return Truth::yes;
  return given.open || !options_known(site, position) ? Truth::unknown : Truth::no;
}

/// `new URL(path, base)`, `new Request(url)`: the text that they stand for.
Meanings url_of(Interpreter& interpreter, const Meanings& given) {
  const Meaning* made = find_kind(given, MeaningKind::made);
  if (!made || (made->text != "URL" && made->text != "Request" && made->text != "url.URL")) return given;
  const std::vector<Meanings>& items = made->object->items;
  if (items.empty()) return {};
  if (items.size() == 1) return items[0];
  return url_below(interpreter.store(), items[1], items[0], made->place);
}

Meanings request(Interpreter& interpreter, CallSite& site, TracedHttp made) {
  made.url = url_of(interpreter, made.url);
  made.place = site.place;
  made.ignored = site.ignored;
  made.raises_for_status = made.library == "axios";
  interpreter.call_callbacks(site);
  return interpreter.http_call(std::move(made), site);
}

TracedHttp http(std::string_view library, std::string_view method, const Meanings& url, Truth has_timeout) {
  return {.library = library, .method = method, .url = url, .has_timeout = has_timeout};
}

Meanings call_fetch(Interpreter& interpreter, CallSite& site) {
  return request(interpreter, site, http("fetch", method_of(interpreter, site, 1, "GET"), site.argument(0, {}),
                                         has_option(site, 1, "signal")));
}

// axios

/// The instance that axios.create or got.extend made; null for the library itself.
const Meaning* instance_of(const CallSite& site) {
  return site.receiver && site.receiver->kind == MeaningKind::made && ends_with(site.receiver->text, ".instance") ? site.receiver
                                                                                                                  : nullptr;
}

/// A default of the instance, or of the library: axios.defaults.baseURL = "…".
const Meanings* default_option(Interpreter& interpreter, const CallSite& site, std::string_view name) {
  const Meaning* instance = instance_of(site);
  const bool has_config = instance && !instance->object->items.empty();
  const Meaning* config = has_config ? find_kind(instance->object->items[0], MeaningKind::map) : nullptr;
  if (const Meanings* own = config ? find_field(*config->object, name) : nullptr) return own;
  for (const std::string_view library : {"axios.defaults", "axios.default.defaults"})
    if (const Meanings* given = interpreter.package_field(library, name)) return given;
  return nullptr;
}

Meanings axios_request(Interpreter& interpreter, CallSite& site, std::string_view method, const Meanings& url,
                       std::size_t config) {
  Truth has_timeout = either(has_option(site, config, "timeout"), has_option(site, config, "signal"));
  Meanings whole = url_below(interpreter.store(), option(site, config, "baseURL"), url, site.place);
  const Meaning* instance = instance_of(site);
  if (default_option(interpreter, site, "timeout") || default_option(interpreter, site, "signal"))
    has_timeout = Truth::yes;
  else if (instance && (instance->object->items.empty() || !find_kind(instance->object->items[0], MeaningKind::map)))
    has_timeout = either(has_timeout, Truth::unknown);
  if (const Meanings* base = default_option(interpreter, site, "baseURL"))
    whole = url_below(interpreter.store(), *base, whole, site.place);
  return request(interpreter, site, http("axios", method, whole, has_timeout));
}

/// axios(config), axios(url, config), axios.request(config)
Meanings call_axios(Interpreter& interpreter, CallSite& site) {
  const bool by_config = find_kind(site.argument(0, {}), MeaningKind::map) != nullptr;
  const std::size_t config = by_config ? 0 : 1;
  const Meanings url = by_config ? option(site, 0, "url") : site.argument(0, {});
  return axios_request(interpreter, site, method_of(interpreter, site, config, "GET"), url, config);
}

template <std::size_t config>
Meanings call_axios_method(Interpreter& interpreter, CallSite& site) {
  const std::string_view method = site.path.substr(site.path.rfind('.') + 1);
  return axios_request(interpreter, site, upper_case(interpreter, method), site.argument(0, {}), config);
}

/// axios.create, got.extend: defaults for all its requests.
Meanings create_instance(Interpreter& interpreter, CallSite& site) {
  const std::string_view library = site.path.substr(0, site.path.find('.'));
  const Meanings made = interpreter.made(interpreter.store().arena().join({library, ".instance"}), site);
  HeapObject& object = *made.items[0]->object;
  if (object.items.empty()) {
    Meaning* none = interpreter.store().make(MeaningKind::map, site.place);
    none->object = interpreter.store().make_object(0);
    object.items.push_back(interpreter.store().one(none));
  }
  set_field(object, "defaults", object.items[0]);  // client.defaults.baseURL = "…"
  return made;
}

// Node's http and https

/// The URL that the options of http.request describe.
Meanings described_url(Interpreter& interpreter, const CallSite& site, std::string_view protocol) {
  Meanings host = option(site, 0, "hostname");
  if (host.nothing()) host = option(site, 0, "host");
  const Meanings path = option(site, 0, "path");
  if (host.nothing()) return {};
  const Meanings parts[] = {interpreter.store().text(protocol, site.place), host,
                            path.nothing() && !path.open ? interpreter.store().text("/", site.place) : path};
  return interpreter.store().concatenate(parts, site.place);
}

Meanings node_request(Interpreter& interpreter, CallSite& site) {
  const bool described = find_kind(site.argument(0, {}), MeaningKind::map) != nullptr;
  const std::size_t options = described ? 0 : 1;
  const Meanings url = described ? described_url(interpreter, site, starts_with(site.path, "https") ? "https://" : "http://")
                                 : site.argument(0, {});
  const bool is_get = ends_with(site.path, ".get");
  const std::string_view method = is_get ? "GET" : method_of(interpreter, site, options, "GET");
  // A timeout may also be set on what this returns.
  return request(interpreter, site, http("http", method, url, either(has_option(site, options, "timeout"), Truth::unknown)));
}

// others

Meanings other_request(Interpreter& interpreter, CallSite& site) {
  const std::string_view method = site.path.substr(site.path.rfind('.') + 1);
  const std::string_view library = site.path.substr(0, site.path.find('.'));
  const bool named = method == "get" || method == "post" || method == "put" || method == "patch" || method == "delete" ||
                     method == "head";
  const bool by_options = find_kind(site.argument(0, {}), MeaningKind::map) != nullptr;
  Meanings url = site.argument(0, {});
  if (by_options) url = option(site, 0, "url").nothing() ? option(site, 0, "uri") : option(site, 0, "url");
  for (const std::string_view base : {"prefixUrl", "prefix", "baseURL"}) {
    const Meanings* of_instance = default_option(interpreter, site, base);
    const Meanings given = option(site, by_options ? 0 : 1, base);
    url = url_below(interpreter.store(), of_instance && given.nothing() ? *of_instance : given, url, site.place);
  }
  const std::string_view verb = named ? upper_case(interpreter, method) : method_of(interpreter, site, by_options ? 0 : 1, "GET");
  return request(interpreter, site, http(library, verb, url, Truth::unknown));
}

constexpr PackageEntry entries[] = {
    {"fetch", call_fetch},
    {"globalThis.fetch", call_fetch},
    {"node-fetch", call_fetch},
    {"node-fetch.default", call_fetch},
    {"cross-fetch", call_fetch},
    {"cross-fetch.fetch", call_fetch},
    {"isomorphic-fetch", call_fetch},
    {"undici.fetch", call_fetch},
    {"axios", call_axios},
    {"axios.request", call_axios},
    {"axios.create", create_instance},
    {"axios.get", call_axios_method<1>},
    {"axios.delete", call_axios_method<1>},
    {"axios.head", call_axios_method<1>},
    {"axios.options", call_axios_method<1>},
    {"axios.post", call_axios_method<2>},
    {"axios.put", call_axios_method<2>},
    {"axios.patch", call_axios_method<2>},
    {"axios.default", call_axios},
    {"axios.default.create", create_instance},
    {"axios.default.get", call_axios_method<1>},
    {"axios.default.delete", call_axios_method<1>},
    {"axios.default.post", call_axios_method<2>},
    {"axios.default.put", call_axios_method<2>},
    {"axios.default.patch", call_axios_method<2>},
    {"axios.instance.__call__", call_axios},
    {"axios.instance.request", call_axios},
    {"axios.instance.get", call_axios_method<1>},
    {"axios.instance.delete", call_axios_method<1>},
    {"axios.instance.head", call_axios_method<1>},
    {"axios.instance.post", call_axios_method<2>},
    {"axios.instance.put", call_axios_method<2>},
    {"axios.instance.patch", call_axios_method<2>},
    {"http.request", node_request},
    {"http.get", node_request},
    {"https.request", node_request},
    {"https.get", node_request},
    {"got", other_request},
    {"got.get", other_request},
    {"got.post", other_request},
    {"got.put", other_request},
    {"got.patch", other_request},
    {"got.delete", other_request},
    {"got.got", other_request},
    {"got.extend", create_instance},
    {"got.instance.*", other_request},
    {"undici.request", other_request},
    {"ky", other_request},
    {"ky.get", other_request},
    {"ky.post", other_request},
    {"ky.put", other_request},
    {"ky.delete", other_request},
    {"ky.create", create_instance},
    {"ky.extend", create_instance},
    {"ky.instance.*", other_request},
    {"superagent.get", other_request},
    {"superagent.post", other_request},
    {"superagent.put", other_request},
    {"superagent.delete", other_request},
    {"request", other_request},
    {"request.get", other_request},
    {"request.post", other_request},
    {"request-promise", other_request},
    {"request-promise-native", other_request},
};

}  // namespace

std::span<const PackageEntry> javascript_http_entries() { return entries; }

}  // namespace cumulint
