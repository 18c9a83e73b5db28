// The resource graph of one template: who triggers, feeds, calls, watches and guards whom, with the evidence for it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "code/facts.h"
#include "model/template.h"
#include "resolve/possible.h"
#include "resolve/resource-names.h"

namespace cumulint {

enum class GraphNodeKind : std::uint8_t {
  resource,
  external,    // named, but not defined in the template: an ARN, a name, an import
  unresolved,  // nothing is known of it
};

struct Edge;

/// A resource of the effective template, or something outside it.
struct GraphNode {
  GraphNodeKind kind = GraphNodeKind::resource;
  const Resource* resource = nullptr;  // null unless kind is resource
  std::string_view id;                 // logical id; for others a name to show
  std::string_view type;               // CloudFormation type; empty if unknown
  std::uint32_t index = 0;
  std::span<const Edge*const> out, in;
};

enum class EdgeKind : std::uint8_t {
  mapping,              // queue, stream, table, cluster -> function, through an event source mapping
  pipe,                 // source -> target, through a pipe
  pipe_enrichment,      // pipe's source -> enrichment function
  subscription,         // topic -> function, queue, http …
  rule_target,          // event rule -> target; for SAM's schedules too
  bus_rule,             // event bus -> rule
  schedule_target,      // AWS::Scheduler::Schedule -> target
  bucket_notification,  // bucket -> function, queue, topic
  delivery,             // Kinesis stream -> Firehose delivery stream -> bucket
  route,                // API -> function (label "GET /orders"), also AppSync fields, WebSocket routes
  authorizer,           // API -> authorizer function
  function_url,         // AWS::Lambda::Url -> function
  load_balancer,        // target group -> function
  log_subscription,
  user_pool_trigger,
  iot_rule,
  email_receipt,
  alarm_action,
  config_rule,
  custom_resource,  // custom resource or macro -> its function
  code_pipeline,
  service_trigger,  // other services that call a function and wait (label: rotation, transformation, edge …)
  workflow_task,    // state machine -> function, queue, topic, table … (label: state name)
  redrive,          // queue -> its dead-letter queue
  dead_letter,      // function, mapping, rule target, subscription, schedule, pipe -> its dead-letter queue or topic
  on_failure,       // function or mapping -> failure destination
  on_success,       // function -> success destination
  call,             // code of a function -> resource, by an SDK call
  http_call,        // code of a function -> API or function URL of the template
  alarm,            // alarm -> watched resource (label: metric name)
  role,             // function, state machine … -> its role
  permission,       // Lambda permission -> function
  references        // any other Ref / GetAtt / Sub
};

/// How a function or state machine is invoked; unknown: the code or template does not tell.
enum class InvocationKind : std::uint8_t { synchronous, asynchronous, polled, unknown };

/// Evidence: the !GetAtt, the call, the event. What is unknown is marked, not left out.
struct Edge {
  EdgeKind kind = EdgeKind::references;
  const GraphNode* from = nullptr;
  const GraphNode* to = nullptr;
  const Resource* via = nullptr;    // mapping, subscription, rule, pipe, schedule, permission, EventInvokeConfig …
  const Field* evidence = nullptr;  // the property that makes the edge; null for calls
  const Field* settings = nullptr;  // the target entry, mapping's or subscription's properties; may be null
  const SdkCall* call = nullptr;
  const HttpCall* http = nullptr;
  Scenario when;            // with the Conditions of both ends and of `via`
  Truth sure = Truth::yes;  // unknown: the target could be another one
  bool enabled = true;      // false: Enabled: false, State: DISABLED (known)
  std::string_view label;
  std::string_view qualifier;  // function triggers: alias name or version's logical id; empty: $LATEST
  InvocationKind invocation = InvocationKind::synchronous;  // of edges that invoke
};

/// Roles that resources play: facts that rules ask for.
enum class RoleFlag : std::uint32_t {
  dead_letter_queue = 1 << 0,  // of a RedrivePolicy, DeadLetterConfig, DeadLetterQueue
  failure_destination = 1 << 1,
  async_invoked = 1 << 2,  // function
  sync_invoked = 1 << 3,
  polled = 1 << 4,  // queue, stream or cluster consumer function
  stream_consumer = 1 << 5,
  queue_consumer = 1 << 6,
  api_handler = 1 << 7,
  has_trigger = 1 << 8,
  has_consumer = 1 << 9,  // queue, stream
  custom_resource_handler = 1 << 10,
  tool_generated = 1 << 11,  // CDK providers, LogRetention …
  app_private = 1 << 12,     // not exported, not in Outputs or SSM, no resource policy for others
  monitored = 1 << 13        // by Application Insights and the like
};

enum class ApiKind : std::uint8_t { rest, http, web_socket, graphql, function_url, load_balancer };

/// One route of an API, wherever it is written: an OpenAPI body, Method, Route or Resolver resources.
struct Route {
  ApiKind kind = ApiKind::rest;
  const GraphNode* api = nullptr;      // RestApi, Api, GraphQLApi, Url, TargetGroup
  const GraphNode* target = nullptr;   // the function or other resource behind it; null: mock, HTTP proxy or unknown
  std::string_view method = {};        // upper case, "ANY"; GraphQL: "Query"; WebSocket: empty
  std::string_view path = {};          // "/orders/{id}", "$default", "$connect"; GraphQL: the field's name
  const Resource* via = nullptr;       // Method, Route, Resolver, Url, group; null: it stands in a body
  const Field* field = nullptr;        // the operation in a body (key: the method), else the route's own property
  const Field* operation = nullptr;    // the operation's map, or the properties of `via`: for authorization
  const Field* integration = nullptr;  // the integration's map or properties; null if there is none
  const Field* timeout = nullptr;      // timeoutInMillis; null: the service's default
  bool streams = false;                // responseTransferMode STREAM
  bool is_asynchronous = false;        // X-Amz-Invocation-Type Event
  Truth is_guarded = Truth::unknown;   // by an authorizer, IAM, an API key
  Scenario when = {};
};

struct Alarm;
struct Workflows;

struct Graph {
  std::span<const GraphNode> nodes;
  std::span<const Edge> edges;
  std::span<const std::uint32_t> roles;         // RoleFlag bits, by node index
  bool may_have_unknown_resources = false;      // an unknown top-level macro: absence proves nothing
  bool is_monitored = false;                    // Application Insights, SlicWatch, DatadogServerless …
  std::span<const Route> routes;                // by API, in file order
  std::span<const GraphNode* const> open_apis;  // APIs with routes that we can't see (BodyS3Location, Include)
  std::span<const Alarm> alarms;                // metrics/alarms.h
  const Workflows* workflows = nullptr;         // asl/workflow.h
  const ResourceNames* names = nullptr;         // what a value names

  std::span<const std::uint32_t> by_id;  // indexes of resource nodes, sorted by id

  const GraphNode* find(std::string_view logical_id) const;
  const GraphNode* find(const Resource& resource) const { return find(resource.id); }
  bool has_role(const GraphNode& node, RoleFlag flag) const { return (roles[node.index] & std::uint32_t(flag)) != 0; }
};

/// Does a message or event over this edge start a function or a state machine?
bool is_invocation(const Edge& edge);
std::string_view edge_kind_name(EdgeKind kind);

}  // namespace cumulint
