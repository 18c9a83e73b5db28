// Printing of code facts.

#include "code/print-facts.h"

#include <memory>
#include <unordered_map>

#include "base/format.h"
#include "text/line-index.h"

namespace cumulint {
namespace {

constexpr std::string_view reach_names[] = {"", " conditional", " caught"};
constexpr std::string_view truth_names[] = {"no", "unknown", "yes"};

class FactsPrinter {
 public:
  explicit FactsPrinter(const SourceMap& sources) : sources_(sources) {}

  void print(const FunctionCode& code) {
    append(out_, "{} ({})\n", code.function->id, language_name(code.language));
    append(out_, "  found: {}{}\n", truth_names[static_cast<int>(code.found)], place(code.handler));
    if (code.missing != FunctionCode::Missing::none)
      append(out_, "  missing: {}{}\n", code.looked_for, code.near_miss.empty() ? "" : ", near " + std::string{code.near_miss});
    if (code.elsewhere) out_ += "  elsewhere\n";
    append(out_, "  known: {}{}\n", code.known ? "yes" : "no",
           code.why_unknown.empty() ? "" : " (" + std::string{code.why_unknown} + ")");
    for (const std::string_view service : code.opaque_services) append(out_, "  opaque: {}\n", service);
    for (const SdkCall& call : code.calls) print(call);
    for (const HttpCall& call : code.http_calls)
      append(out_, "  http: {} {} {}{} timeout {}{}\n", call.library, call.method, text(call.url), place(call.where),
             truth_names[static_cast<int>(call.has_timeout)], reach_names[static_cast<int>(call.reach)]);
    for (const EnvironmentRead& read : code.environment)
      append(out_, "  environment: {}{}{}\n", read.name, place(read.where), read.required ? " required" : read.guarded ? " guarded" : "");
    for (const CodeRoute& route : code.routes)
      append(out_, "  route: {} {}{} calls {}\n", route.method, route.path, place(route.where), route.calls.size());
    for (const CodeEventKind& kind : code.event_kinds)
      append(out_, "  events: {}{} calls {}\n", kind.kind, place(kind.where), kind.calls.size());
    for (const ReturnedFailures& failures : code.failures)
      append(out_, "  failures:{}{}{}\n", place(failures.where), failures.always_empty ? " empty" : "", failures.by_processor ? " processor" : "");
    for (const ReturnedResponse& response : code.responses)
      append(out_, "  response:{}{}{}\n", place(response.where), response.status.possible.candidates.empty() ? "" : " " + text(response.status),
             response.tells_exception ? " tells the exception caught" + place(response.exception) : "");
    for (const ClientMade& client : code.clients)
      append(out_, "  client: {}{}{}{}{}\n", client.service, place(client.where), client.per_call ? " per call" : "",
             client.is_cached ? " cached" : "", client.with_credentials ? " credentials" : "");
    for (const CaughtException& caught : code.caught)
      append(out_, "  catch:{}{}{}{}\n", place(caught.where), caught.catches_all ? " all" : "", caught.re_raises ? " re-raises" : "",
             caught.in_record_loop ? " in the loop over records" : "");
    for (const EventRead& read : code.event_reads) append(out_, "  event: {}{}\n", read.path, place(read.where));
    if (code.loops_over_records) out_ += "  loops over records\n";
    for (const FileId file : code.files) append(out_, "  file: {}\n", sources_.file(file).path);
  }

  void print(const CodeLiteral& literal) { append(out_, "literal: {}{}\n", literal.assigned_to, place(literal.where)); }

  std::string take() { return std::move(out_); }

 private:
  void print(const SdkCall& call) {
    append(out_, "  call: {}:{}{}{}{}{}", call.service, call.operation, place(call.where),
           call.guards.empty() || call.reach != Reach::always ? reach_names[static_cast<int>(call.reach)] : " guarded",
           call.in_loop ? " loop" : "", call.paginated ? " paginated" : "");
    if (call.has_target) append(out_, " -> {}", text(call.target));
    for (const std::string_view field : call.result_reads) append(out_, " reads {}", field);
    if (call.result_escapes) out_ += " escapes";
    out_ += '\n';
  }

  static std::string text(const CodeValue& value) {
    if (value.resource) return std::string{value.resource->id};
    std::string out;
    for (const Candidate& candidate : value.possible.candidates) {
      if (!out.empty()) out += " | ";
      out += candidate.absent ? "absent" : "";
      for (const Piece& piece : candidate.text.pieces) {
        if (!piece.alternatives.empty())
          out += piece.alternatives[0].text;
        else
          out += "${" + std::string{piece.reference.target} + "}";
      }
    }
    if (value.possible.open) out += out.empty() ? "?" : " | ?";
    if (!value.environment.empty()) out += " (environment " + std::string{value.environment} + ")";
    if (!value.event_path.empty()) out += " (event " + std::string{value.event_path} + ")";
    return out;
  }

  std::string place(const Location& where) {
    if (where.file == FileId::none) return {};
    const SourceFile& file = sources_.file(where.file);
    std::unique_ptr<LineIndex>& lines = lines_[static_cast<std::uint32_t>(where.file)];
    if (!lines) lines = std::make_unique<LineIndex>(file.text());
    return format(" at {}:{}", file.path, lines->line_of(where.span.begin) + 1);
  }

  const SourceMap& sources_;
  std::unordered_map<std::uint32_t, std::unique_ptr<LineIndex>> lines_;
  std::string out_;
};

}  // namespace

std::string print_facts(const CodeFacts& facts, const SourceMap& sources) {
  FactsPrinter printer{sources};
  for (const FunctionCode& code : facts.functions) printer.print(code);
  for (const CodeLiteral& literal : facts.literals) printer.print(literal);
  return printer.take();
}

}  // namespace cumulint
