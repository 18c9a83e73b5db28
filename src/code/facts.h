// What the code behind a Lambda function does, with places: the join of program form and template. Rules see this, never
// syntax.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/truth.h"
#include "code/language.h"
#include "model/template.h"
#include "resolve/possible.h"

namespace cumulint {

struct CodeUnit;

/// A value in code as far as it is known: literals, constants, environment reads that the template answers, parts of
/// texts. Candidates' fields carry the place of the literal (or of the template's value). null means: not given.
struct CodeValue {
  Possible possible;
  std::string_view event_path;     // it is this field of the event: "Records[].s3.bucket.name"; empty: none
  std::string_view environment;    // it is this variable's value (with or without a default); empty: none
  Location where;                  // the expression
  const Resource* resource = nullptr;  // the resource that it names, by whichever way; null if unknown or none
  bool from_literal = false;       // some candidate is a literal of the code (also a constant or default)
  Location literal;                // its place
  bool literal_is_env_default = false;  // …as default of an environment look-up
};

struct Argument {
  std::string_view name;  // SDK parameter name ("TableName"); boto3 and JS agree; nested ones dotted ("Entries[].Detail")
  CodeValue value;
};

/// How a call is reached and whether it always happens.
enum class Reach : std::uint8_t { always, conditional, caught };  // conditional: behind if, loop, match; caught: in except

/// A test of the event that a call stands behind: `record["eventName"] == "INSERT"`, `key.endswith((".jpg", ".png"))`.
enum class EventTest : std::uint8_t { present, equals, starts_with, ends_with, contains };
struct EventGuard {
  std::string_view path;                    // "Records[].eventName"
  EventTest test = EventTest::present;
  std::span<const std::string_view> texts;  // any of them
  bool holds = true;                        // false: the call is made where the test fails
};

struct CodeFunction {
  std::string_view name;            // qualified: "handler", "Store.load"
  Location where;                   // its name, or the function expression
};

/// One SDK call that the handler can reach.
struct SdkCall {
  std::string_view service;         // IAM-like prefix: "dynamodb", "lambda", "sqs", "sns", "s3", "events", "states", "kinesis" …
  std::string_view operation;       // API name: "Scan", "Invoke", "PutEvents"; "" if the service only is known
  Location where;                   // the call expression
  const CodeFunction* in = nullptr;
  std::span<const Argument> arguments;
  bool has_target = false;          // an argument of it names a resource, if only by **kwargs
  CodeValue target;                 // the resource-naming argument (TableName, QueueUrl, TopicArn, FunctionName, Bucket …)
  Location on_object;               // where the object was made that brings the name: dynamodb.Table("orders"); else no file
  Reach reach = Reach::always;      // apart from `guards`
  std::span<const EventGuard> guards;
  bool in_loop = false;
  bool paginated = false;           // a paginator or paginate* call
  bool spread_arguments = false;    // **kwargs, ...params: other arguments may be given
  bool result_ignored = false;
  bool reads_last_key = false;      // LastEvaluatedKey / NextToken of the result is used
  std::span<const std::string_view> result_reads;  // fields of the result that are used: "Items", "UnprocessedItems"
  bool result_escapes = false;      // returned or handed over whole: other fields may be used too
  std::span<const Location> path;   // call sites from the handler to here, outermost first
  const Argument* find(std::string_view name) const;
  /// Does it stand behind a test of the event that no request to an API passes: of Records, source, detail-type?
  bool excludes_requests() const;
  /// Or behind one that every HTTP request passes the other way: `if "httpMethod" in event: return …` before it?
  bool follows_requests() const;
};

/// An HTTP request to a URL that is (partly) known.
struct HttpCall {
  Location where;
  std::string_view library;         // "requests", "urllib", "axios", "fetch", "http"
  std::string_view method;          // upper case; empty if unknown
  CodeValue url;
  Truth has_timeout = Truth::unknown;
  bool result_ignored = false;
  bool raises_for_status = false;
  Reach reach = Reach::always;
};

struct EnvironmentRead {
  std::string_view name;
  Location where;
  bool required = false;            // throws, or is used as if it were there: os.environ["X"]; process.env.X unguarded
  bool guarded = false;             // default, test, `?.`, caught KeyError, setdefault …
};

/// One route that code registers or tests for (Powertools, Flask, FastAPI, Express, if / switch on path).
struct CodeRoute {
  std::string_view method;          // upper case; "ANY"
  std::string_view path;            // with router prefixes
  Location where;
  const CodeFunction* serves = nullptr;  // its handler function, if known
  std::span<const SdkCall* const> calls; // reached through it
};

/// Code behind a test that only events of one kind pass.
struct CodeEventKind {
  std::string_view kind;            // "SQS", "SNS", "S3", "Kinesis", "DynamoDB stream", "schedule", "API";
                                    // "records": one of the first five; "event": a schedule's or another rule's
  Location where;
  std::span<const SdkCall* const> calls;
};

struct ReturnedFailures {           // `return {"batchItemFailures": …}`
  Location where;
  bool always_empty = false;
  bool by_processor = false;        // Powertools' batch processor
};

/// A response that the handler or one of its routes' functions returns: a map with a status or a body.
struct ReturnedResponse {
  Location where;
  CodeValue status;                 // not given: null candidates, closed
  bool tells_exception = false;     // its body holds text of a caught exception
  Location exception;               // the catch that bound it
};

/// A client or resource of an SDK that the code makes.
struct ClientMade {
  std::string_view service;
  Location where;
  bool per_call = false;            // the handler makes it, not the module
  bool is_cached = false;           // behind a condition or a caching decorator
  bool with_credentials = false;    // with its own credentials, or with options that are not known
};

struct CaughtException {
  Location where;                   // the except / catch
  bool catches_all = false, re_raises = false, returns_failure = false, passes_on = false, exits_early = false;
  bool in_record_loop = false;
};

struct EventRead {                  // a field of the handler's event: "Records[].s3.object.key"
  std::string_view path;
  Location where;
  bool guarded = false;
};

/// The code behind one function, seen from its handler. Frozen.
struct FunctionCode {
  const Resource* function = nullptr;     // AWS::Lambda::Function of the effective template
  Language language = Language::unknown;
  /// no: the code is there but its handler is not; unknown: S3, image, built artefact, outside the project, minified
  Truth found = Truth::unknown;
  enum class Missing : std::uint8_t { none, folder, file, handler } missing = Missing::none;
  Location missing_at;                    // of a missing handler: its module file
  std::string_view looked_for;            // path or name, for the message
  std::string_view near_miss;             // an existing file or function of nearly that name
  Location handler;                       // its definition
  bool known = false;                     // RULES.md "known code": every call from the handler is resolved
  std::span<const std::string_view> opaque_services;  // of clients passed to third-party calls
  std::string_view why_unknown;           // first reason, for `debug facts`
  bool elsewhere = false;                 // the code is not in the repository: S3, an image, generated
  std::span<const SdkCall> calls;
  std::span<const HttpCall> http_calls;
  std::span<const EnvironmentRead> environment;
  bool reads_environment_by_computed_name = false;
  bool loads_env_file = false;            // python-dotenv, dotenv
  std::span<const CodeRoute> routes;
  std::span<const CodeEventKind> event_kinds;
  bool has_router = false;                // an in-code router was found (routes may be incomplete if !known)
  bool routes_complete = false;
  std::span<const ReturnedFailures> failures;
  bool result_known = false;              // everything that the handler may return was seen
  bool loops_over_records = false;
  bool uses_batch_processor = false;
  std::span<const ReturnedResponse> responses;
  std::span<const ClientMade> clients;
  std::span<const CaughtException> caught;
  std::span<const EventRead> event_reads;
  bool checks_authorization = false;      // reads the Authorization or a signature header
  std::span<const FileId> files;          // every source file reached, module bodies of imports included
};

/// A string literal of any source file under a CodeUri, reached or not: for hardcoded-secret.
struct CodeLiteral {
  Location where;                   // with quotes
  std::string_view text;            // decoded where cheap
  std::string_view assigned_to;     // variable, key, argument or property name; empty if none
};

/// A file or folder beside the template that a property names and that is not there: a definition, a layer's content.
struct MissingPath {
  const Resource* resource = nullptr;         // of the template as written
  const Field* at = nullptr;
  std::string_view looked_for, near_miss;     // relative to the template
};

/// Everything that code says in one template's functions.
struct CodeFacts {
  std::span<const FunctionCode> functions;
  std::span<const CodeLiteral> literals;      // of all source files under the CodeUris, test files excluded
  std::span<const MissingPath> missing_paths;
  std::span<const Location> suppression_comments;  // whole comments of the sources that contain "cumulint:"
  const FunctionCode* find(const Resource& function) const;
};

}  // namespace cumulint
