// Workflow: the states of a state machine's definition (Amazon States Language), wherever it is written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "model/template.h"
#include "resolve/resolver.h"
#include "text/file-system.h"
#include "text/source-map.h"

namespace cumulint {

enum class StateKind : std::uint8_t { task, pass, choice, wait, succeed, fail, parallel, map, unknown };

/// How a task waits for what it calls.
enum class TaskPattern : std::uint8_t { request_response, sync, wait_for_token };

struct StateList;

/// One state. Its fields are ordinary values: texts with `${}` are Subs over the substitutions.
struct State {
  std::string_view name;
  StateKind kind = StateKind::unknown;
  const Field* field = nullptr;   // key: the name; value: the state's map
  Location place;                 // its name, in the file that holds it
  const State* parent = nullptr;  // the Parallel or Map around it
  // of a task
  const Field* resource = nullptr;  // "Resource"; null if absent
  std::string_view service;         // "lambda", "sqs", "dynamodb", "states", "aws-sdk:s3"; "function" for a plain
                                    // function ARN, "activity"; empty if unknown
  std::string_view action;          // "invoke", "sendMessage"
  TaskPattern pattern = TaskPattern::request_response;
  const Field* arguments = nullptr;     // Parameters (JSONPath) or Arguments (JSONata); null if absent
  const Field* target = nullptr;        // what names the thing that is called: FunctionName, QueueUrl, TableName …
  std::span<const StateList> children;  // of Parallel (branches) and Map (one)

  /// A field of the state's map ("Retry", "Catch", "TimeoutSeconds"), or null.
  const Field* find(std::string_view name) const { return field->value->find(name); }
};

/// The states of a machine, branch or iterator.
struct StateList {
  std::string_view start;        // StartAt; empty if absent or unknown
  const Field* field = nullptr;  // the map that holds StartAt and States
  std::span<const State> states;
  const State* find(std::string_view name) const;
};

enum class WorkflowType : std::uint8_t { standard, express, unknown };

struct Workflow {
  const Resource* machine = nullptr;
  WorkflowType type = WorkflowType::standard;
  bool is_known = false;              // the definition was found and read whole
  FileId file = FileId::none;         // that holds the definition
  const Field* definition = nullptr;  // the property that holds or names it; null if there is none
  StateList top;
  std::span<const State* const> all;  // every state, those of branches and iterators too, in order of the text
  Scenario when;
};

struct Workflows {
  std::span<const Workflow> all;  // one for each definition that a machine may have
  std::span<const Workflow> of(const Resource& machine) const;
};

/// Where local definition files are read from; nothing is read without it.
struct WorkflowFiles {
  const FileSystem* files = nullptr;
  SourceMap* sources = nullptr;
  std::string folder;  // of the template
  std::string root;    // nothing outside this folder is read; empty: no limit
  std::vector<FileUse>* used = nullptr;
  std::span<const Resource> machines = {};  // only these resources of the template are looked at; null: all
};

/// Reads the definitions of all state machines. What is wrong in their JSON becomes a Problem (asl-invalid).
const Workflows* build_workflows(const Template& effective, const Resolver& resolver, const WorkflowFiles& files,
                                 Arena& arena, std::vector<Problem>& problems);

}  // namespace cumulint
