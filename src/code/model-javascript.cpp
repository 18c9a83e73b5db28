// JavaScript for the interpreter: its global names and its packages.

#include <algorithm>

#include "base/strings.h"
#include "code/config-files.h"
#include "code/identity-checks.h"
#include "code/packages-javascript.h"

namespace cumulint {
namespace {

// Sorted: looked up for every name that a module neither declares nor imports.
constexpr std::string_view globals[] = {
    "AbortController", "AbortSignal", "AggregateError", "Array", "ArrayBuffer", "Atomics", "BigInt", "BigInt64Array",
    "BigUint64Array", "Blob", "Boolean", "BroadcastChannel", "Buffer", "DataView", "Date", "Error", "EvalError", "Event",
    "EventTarget", "File", "FinalizationRegistry", "Float32Array", "Float64Array", "FormData", "Headers", "Infinity",
    "Int16Array", "Int32Array", "Int8Array", "Intl", "JSON", "Map", "Math", "MessageChannel", "NaN", "Number", "Object",
    "Promise", "Proxy", "RangeError", "ReadableStream", "ReferenceError", "Reflect", "RegExp", "Request", "Response", "Set",
    "SharedArrayBuffer", "String", "Symbol", "SyntaxError", "TextDecoder", "TextEncoder", "TransformStream", "TypeError",
    "URIError", "URL", "URLSearchParams", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap",
    "WeakRef", "WeakSet", "WebSocket", "WritableStream", "__dirname", "__filename", "arguments", "atob", "awslambda",
    "btoa", "clearImmediate", "clearInterval", "clearTimeout", "console", "crypto", "decodeURI", "decodeURIComponent",
    "encodeURI", "encodeURIComponent", "escape", "fetch", "global", "globalThis", "import.meta", "isFinite",
    "isNaN", "module", "parseFloat", "parseInt", "performance", "process", "queueMicrotask", "require", "setImmediate",
    "setInterval", "setTimeout", "structuredClone", "unescape"};

const char* global(std::string_view name) {
  const auto found = std::lower_bound(std::begin(globals), std::end(globals), name);
  return found != std::end(globals) && name == *found ? found->data() : nullptr;  // of a literal: it ends with a NUL
}

/// `module.exports` is what this module exports, `package.default` the package.
bool member(Interpreter& interpreter, CallFrame& frame, const MemberAccess& access, Meanings& out) {
  const auto& [base, name, expr] = access;
  if (base.kind != MeaningKind::external) return false;
  if (base.text == "module.exports") {
    out = interpreter.exported(*frame.module, name);
    return true;
  }
  if (base.text == "module" && name == "exports") {
    out = interpreter.own_exports(*frame.module);
    return true;
  }
  if (base.text == "import.meta" && (name == "url" || name == "filename" || name == "dirname")) {
    out = own_path(interpreter, *frame.module, name == "dirname");
    return true;
  }
  if (name == "default") {
    out = interpreter.store().one(&base);
    return true;
  }
  return javascript_sdk_member(interpreter, base, name, out);
}

/// Settings that may be left out, log lines, and functions that only hand on what they get.
bool tolerates(const Meaning& callee, bool constructs) {
  constexpr std::string_view tolerant[] = {"console.", "Object.", "Promise.", "Boolean", "@aws-lambda-powertools/",
                                           "winston", "pino", "AWS.config.", "aws-sdk.config.", "assert", "tiny-invariant", "invariant"};
  const Meaning& path = callee.kind == MeaningKind::method && callee.base ? *callee.base : callee;
  if (path.kind != MeaningKind::external && path.kind != MeaningKind::made) return false;
  for (const std::string_view one : tolerant)
    if (starts_with(path.text, one)) return true;
  const bool of_sdk = starts_with(path.text, "@aws-sdk/") || starts_with(path.text, "aws-sdk");
  return contains(path.text, "ogger") || (of_sdk && constructs && !ends_with(path.text, "Command"));
}

}  // namespace

const LanguageModel& javascript_model() {
  static const LanguageModel model{
      .calls = {javascript_sdk_entries(), javascript_builtin_entries(), javascript_http_entries(),
                javascript_router_entries(), nest_entries(), javascript_framework_entries(), file_entries(),
                identity_entries()},
      .builtin = global,
      .member = member,
      .of_type = javascript_of_type,
      .sdk_call = javascript_sdk_call,
      .tolerates = tolerates,
      .request = request_arguments,
  };
  return model;
}

}  // namespace cumulint
