// What sources in memory do, as text.

#include "support/code-trace.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/strings.h"
#include "code/interpreter.h"
#include "text/memory-file-system.h"

namespace cumulint::test {
namespace {

constexpr std::string_view folder = "/app/";

struct File {
  std::string name, text;
  std::size_t first_line = 0;  // in the whole
};

std::vector<File> split_files(std::string_view main, std::string_view sources) {
  std::vector<File> files{{std::string{main}, "", 0}};
  std::size_t number = 0;
  for (const std::string_view line : split(sources, '\n')) {
    ++number;
    const std::size_t at = line.find(" file: ");
    if (at != std::string_view::npos && at < 3) {
      files.push_back({std::string{trim(line.substr(at + 7))}, "", number});
      continue;
    }
    files.back().text += std::string{line} + "\n";
  }
  return files;
}

struct Run {
  MemoryFileSystem files;
  SourceMap sources;
  CodeStore store;
  CodeContext context{.files = files, .sources = sources, .store = store, .project_root = "/app", .template_path = "/app/t.yaml"};
  SourceLibrary library{context};
  ImportRoots roots{{"/app"}};
  MeaningStore meanings;
  Trace trace;
  std::vector<File> parts;

  Run(std::string_view main, std::string_view text) : parts(split_files(main, text)) {
    for (const File& file : parts) files.write(std::string{folder} + file.name, file.text);
    SourceModule* module = library.find_file(std::string{folder} + std::string{main});
    if (!module) return;
    const bool python = module->program().language == Language::python;
    Interpreter interpreter{Walk{library, roots, python ? python_model() : javascript_model(), meanings, trace}};
    interpreter.load(*module, nullptr);
    interpreter.run_handler(interpreter.exported(*module, "handler"), *module);
  }

  /// Line in the whole text, and column.
  std::pair<std::size_t, std::size_t> position(SourcePlace place) const {
    for (const File& file : parts) {
      if (!place.module || place.module->path != std::string{folder} + file.name) continue;
      const std::string_view before = std::string_view{file.text}.substr(0, place.span.begin);
      const std::size_t line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
      const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
      return {file.first_line + line, place.span.begin - start};
    }
    return {0, 0};
  }
};

std::string text_of(const Meaning& one);

std::string text_of(const Meanings& values) {
  std::string out;
  for (const Meaning* one : values.items) out += (out.empty() ? "" : "|") + text_of(*one);
  return out.empty() ? "?" : out + (values.open ? "|?" : "");
}

std::string text_of(const Meaning& one) {
  switch (one.kind) {
    case MeaningKind::text: {
      if (one.parts.empty()) return std::string{one.text};
      std::string out;
      for (const TextPart& part : one.parts) out += part.hole ? "{" + text_of(*part.hole) + "}" : std::string{part.text};
      return out;
    }
    case MeaningKind::number:
    case MeaningKind::boolean: return std::string{one.text};
    case MeaningKind::environment:
      return "env:" + std::string{one.text} + (one.otherwise.nothing() ? "" : "=" + text_of(one.otherwise));
    case MeaningKind::stored: return "ssm:" + text_of(one.otherwise);
    case MeaningKind::event: return "event:" + std::string{one.text};
    case MeaningKind::context: return "context:" + std::string{one.text};
    case MeaningKind::result: return "result:" + std::string{one.text};
    default: return "?";
  }
}

using Found = std::vector<std::pair<std::pair<std::size_t, std::size_t>, std::string>>;

/// Facts that are compared only where a test names one of their kind.
struct Kinds {
  bool reads = false, results = false, responses = false, clients = false, catches = false, events = false;

  explicit Kinds(const Found& expected) {
    for (const auto& one : expected) {
      const std::string_view word = std::string_view{one.second}.substr(0, one.second.find(' '));
      reads |= word == "needs" || word == "reads";
      results |= word == "result";
      responses |= word == "response";
      clients |= word == "client";
      catches |= word == "catch";
      events |= word == "event";
    }
  }
};

std::string text_of(const TracedCatch& one) {
  std::string text = "catch";
  if (one.catches_all) text += " all";
  if (one.re_raises) text += " re-raises";
  if (one.returns_failure) text += " returns-failure";
  if (one.passes_on) text += " passes-on";
  if (one.exits_early) text += " exits";
  if (one.in_record_loop) text += " in-records";
  return text;
}

void add_optional(const Run& run, const Kinds& kinds, Found& found) {
  const auto add = [&](SourcePlace place, std::string text) { found.push_back({run.position(place), std::move(text)}); };
  for (const TracedRead& read : run.trace.reads)
    if (kinds.reads) add(read.place, (read.required ? "needs " : "reads ") + std::string{read.name});
  for (const TracedCall& call : run.trace.calls) {
    std::string text = "result";
    for (const std::string_view field : call.result_reads) text += " " + std::string{field};
    if (kinds.results) add(call.place, text + (call.result_escapes ? " escapes" : "") + (call.ignored ? " ignored" : ""));
  }
  for (const TracedResponse& one : run.trace.responses)
    if (kinds.responses) add(one.place, "response " + text_of(one.status) + (one.exception.module ? " tells" : ""));
  for (const TracedClient& one : run.trace.clients)
    if (kinds.clients)
      add(one.place, "client " + std::string{one.service} + (one.per_call ? " per-call" : "") + (one.is_cached ? " cached" : "") +
                         (one.with_credentials ? " credentials" : ""));
  for (const TracedCatch& one : run.trace.catches)
    if (kinds.catches) add(one.place, text_of(one));
  for (const TracedEventRead& one : run.trace.event_reads)
    if (kinds.events) add(one.place, "event " + std::string{one.path} + (one.guarded ? " guarded" : ""));
}

Found found_in(const Run& run, const Kinds& kinds) {
  Found found;
  add_optional(run, kinds, found);
  if (kinds.results || kinds.responses || kinds.clients || kinds.catches || kinds.events) return found;
  for (const TracedCall& call : run.trace.calls) {
    std::string text = std::string{call.service} + " " + (call.operation.empty() ? "?" : std::string{call.operation});
    if (call.has_target) text += " " + text_of(call.target);
    if (call.reach == Reach::conditional) text += " conditional";
    if (call.reach == Reach::always && call.guards) text += " guarded";
    if (call.reach == Reach::caught) text += " caught";
    if (call.in_loop) text += " loop";
    if (call.paginated) text += " paginated";
    if (call.spread) text += " spread";
    if (call.ignored) text += " ignored";
    found.push_back({run.position(call.place), text});
  }
  for (const TracedHttp& call : run.trace.http_calls) {
    std::string text = "http " + (call.method.empty() ? "?" : std::string{call.method}) + " " + text_of(call.url);
    if (call.has_timeout == Truth::yes) text += " timeout";
    if (call.has_timeout == Truth::no) text += " no-timeout";
    found.push_back({run.position(call.place), text});
  }
  for (const TracedRoute& route : run.trace.routes) {
    std::string text = "route " + std::string{route.method} + " " + std::string{route.path};
    for (const std::uint32_t call : route.calls) text += " " + std::string{run.trace.calls[call].operation};
    found.push_back({run.position(route.place), text});
  }
  return found;
}

Found annotated_in(std::string_view sources) {
  Found expected;
  std::size_t number = 0, code_line = 0, begin = 0;
  for (const std::string_view line : split(sources, '\n')) {
    ++number;
    const std::string_view stripped = trim(line);
    const bool comment = starts_with(stripped, "//") || starts_with(stripped, "#");
    const std::size_t caret = line.find_first_of("^<");
    const std::size_t mark = line.find(starts_with(stripped, "#") ? "#" : "//");
    if (!comment || caret == std::string_view::npos || trim(line.substr(mark + 1, caret - mark - 1)).size() > 1) {
      code_line = number;
      begin = line.find_first_not_of(' ');
      continue;
    }
    expected.push_back({{code_line, line[caret] == '<' ? begin : caret}, std::string{trim(line.substr(caret + 1))}});
  }
  return expected;
}

}  // namespace

std::string compare_trace(std::string_view main, std::string_view sources) {
  const Run run{main, sources};
  const Found expected = annotated_in(sources);
  const Found found = found_in(run, Kinds{expected});
  std::string out;
  const auto differences = [&out](const Found& from, const Found& in, std::string_view word) {
    for (const auto& one : from)
      if (std::find(in.begin(), in.end(), one) == in.end())
        out += std::string{word} + " " + std::to_string(one.first.first) + ":" + std::to_string(one.first.second) + " " +
               one.second + "\n";
  };
  differences(expected, found, "missing");
  differences(found, expected, "unexpected");
  return out;
}

std::string trace_facts(std::string_view main, std::string_view sources) {
  const Run run{main, sources};
  const Trace& trace = run.trace;
  std::string out = trace.known ? "known" : std::string{trace.why_unknown};
  if (trace.loops_over_records) out += ", records";
  if (trace.uses_batch_processor) out += ", batch";
  if (trace.has_router) out += trace.routes_complete ? ", router" : ", router with more";
  for (const TracedFailures& one : trace.failures)
    out += one.by_processor ? ", failures:processor" : one.always_empty ? ", failures:empty" : ", failures";
  for (const std::string_view service : trace.opaque_services) out += ", opaque:" + std::string{service};
  if (trace.reads_computed_names) out += ", computed";
  if (trace.loads_env_file) out += ", env-file";
  if (trace.checks_authorization) out += ", authorization";
  return out;
}

}  // namespace cumulint::test
