// What the interpreter notes of results: of the handler's own, and of the calls that it makes.

#include <algorithm>

#include "base/strings.h"
#include "code/interpreter.h"

namespace cumulint {
namespace {

constexpr int max_depth = 4;
constexpr std::size_t max_reads = 64;  // fields of one result

/// Does a value hold text of a caught exception? The exception's place, or nowhere.
SourcePlace exception_in(const Meanings& values, int depth = max_depth) {
  for (const Meaning* one : values.items) {
    if (one->kind == MeaningKind::failure) return one->place;
    if (depth == 0) continue;
    for (const TextPart& part : one->parts)
      if (part.hole && part.hole->kind == MeaningKind::failure) return part.hole->place;
    const bool holds = one->kind == MeaningKind::map || one->kind == MeaningKind::list ||
                       (one->kind == MeaningKind::made && one->text == "JSON.text");
    if (!holds) continue;
    for (const auto& field : one->object->fields)
      if (const SourcePlace found = exception_in(field.second, depth - 1); found.module) return found;
    for (const Meanings& item : one->object->items)
      if (const SourcePlace found = exception_in(item, depth - 1); found.module) return found;
    if (const SourcePlace found = exception_in(one->object->rest, depth - 1); found.module) return found;
  }
  return {};
}

/// Powertools' Response(status_code=…, body=…) says the same as a map.
const Meanings* field_of(const HeapObject& object, std::string_view name, std::string_view other) {
  const Meanings* found = find_field(object, name);
  return found ? found : find_field(object, other);
}

}  // namespace

/// Which failures a handler's result reports, and what a response of it tells.
void Interpreter::note_result(const Meaning& result) {
  if (result.kind == MeaningKind::made && ends_with(result.text, "batch.Response")) {
    trace_.failures.push_back({result.place, false, true});
    return;
  }
  note_response(result);
  if (result.kind == MeaningKind::made || result.kind == MeaningKind::result || result.kind == MeaningKind::method ||
      (result.kind == MeaningKind::map && result.object->open))
    trace_.result_known = false;
  if (result.kind != MeaningKind::map) return;
  const Meanings* failures = find_field(*result.object, "batchItemFailures");
  if (!failures) return;
  bool empty = !failures->open && !failures->nothing();
  for (const Meaning* list : failures->items)
    empty &= list->kind == MeaningKind::list && list->object->items.empty() && list->object->rest.nothing() &&
             !list->object->open && !list->object->rest.open;
  trace_.failures.push_back({result.place, empty, false});
}

/// A response to an HTTP request: what a handler or a router's function returns.
void Interpreter::note_response(const Meaning& result) {
  const bool is_response = result.kind == MeaningKind::map || (result.kind == MeaningKind::made && ends_with(result.text, ".Response"));
  if (!is_response || trace_.responses.size() >= limits_.facts) return;
  const Meanings* status = field_of(*result.object, "statusCode", "status_code");
  const Meanings* body = find_field(*result.object, "body");
  if (!status && !body) return;
  TracedResponse made{.place = result.place};
  if (status) made.status = *status;
  if (body) made.exception = exception_in(*body);
  const auto same = [&](const TracedResponse& known) {
    return known.place == made.place && hash_meanings(known.status) == hash_meanings(made.status);
  };
  const auto known = std::find_if(trace_.responses.begin(), trace_.responses.end(), same);
  if (known == trace_.responses.end())
    trace_.responses.push_back(made);
  else if (!known->exception.module)
    known->exception = made.exception;
}

/// A field of an SDK call's result is looked at.
void Interpreter::note_result_read(std::uint32_t call, std::string_view field) {
  std::vector<std::string_view>& reads = trace_.calls[call].result_reads;
  if (reads.size() < max_reads && std::find(reads.begin(), reads.end(), field) == reads.end()) reads.push_back(field);
}

/// Whole results among the values are somebody else's now: which fields are used is not known.
void Interpreter::let_results_go(const Meanings& values, int depth) {
  for (const Meaning* one : values.items) {
    if (one->kind == MeaningKind::result && one->text.empty()) trace_.calls[one->index].result_escapes = true;
    if (depth == 0 || (one->kind != MeaningKind::map && one->kind != MeaningKind::list)) continue;
    for (const auto& field : one->object->fields) let_results_go(field.second, depth - 1);
    for (const Meanings& item : one->object->items) let_results_go(item, depth - 1);
    let_results_go(one->object->rest, depth - 1);
  }
}

/// A client is made: once for the process, or each time that the handler runs.
void Interpreter::note_client(std::string_view service, const CallSite& site) {
  if (!site.frame) return;  // a type promises it: somebody else makes it
  constexpr std::string_view credentials[] = {"aws_access_key_id", "aws_session_token", "credentials"};
  TracedClient made{.service = service, .place = site.place, .per_call = handling_ && loading_ == 0};
  made.with_credentials = site.spread;
  for (const std::string_view name : credentials) made.with_credentials |= site.find(name) != nullptr;
  for (const CallArgument& argument : site.arguments)
    if (const Meaning* options = find_kind(argument.values, MeaningKind::map))
      made.with_credentials |= options->object->open || find_field(*options->object, "credentials") != nullptr;
  for (const CallFrame* frame = site.frame; frame; frame = frame->caller)
    for (const Expr* decorator : frame->function ? frame->function->decorators : std::span<const Expr* const>{}) {
      const Expr& name = decorator->kind == ExprKind::call ? *decorator->base : *decorator;
      made.is_cached |= contains(name.text, "cache");
    }
  made.is_cached |= site.frame->now.conditions > 0;
  for (TracedClient& known : trace_.clients)
    if (known.place == made.place) {
      known.per_call |= made.per_call;
      return;
    }
  if (trace_.clients.size() < limits_.facts) trace_.clients.push_back(made);
}

}  // namespace cumulint
