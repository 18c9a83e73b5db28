// States of a definition, with what their tasks call.
#include "asl/workflow.h"

#include <algorithm>

#include "asl/definition.h"
#include "base/strings.h"
#include "resolve/flat-text.h"

namespace cumulint {
namespace {

constexpr int deepest = 60;  // of Parallels and Maps in each other

struct KindName {
  std::string_view name;
  StateKind kind;
};
constexpr KindName kind_names[] = {
    {"Task", StateKind::task}, {"Pass", StateKind::pass},         {"Choice", StateKind::choice},
    {"Wait", StateKind::wait}, {"Succeed", StateKind::succeed},   {"Fail", StateKind::fail},
    {"Map", StateKind::map},   {"Parallel", StateKind::parallel},
};

StateKind kind_of(std::string_view name) {
  for (const KindName& entry : kind_names)
    if (entry.name == name) return entry.kind;
  return StateKind::unknown;
}

/// Which argument names what a service works on.
struct TargetArgument {
  std::string_view service, name;
};
constexpr TargetArgument target_arguments[] = {
    {"lambda", "FunctionName"},
    {"sqs", "QueueUrl"},
    {"sns", "TopicArn"},
    {"dynamodb", "TableName"},
    {"states", "StateMachineArn"},
    {"sfn", "StateMachineArn"},
    {"s3", "Bucket"},
    {"kinesis", "StreamName"},
    {"firehose", "DeliveryStreamName"},
    {"secretsmanager", "SecretId"},
    {"ssm", "Name"},
    {"eventbridge", "EventBusName"},
};

class StateReader {
 public:
  StateReader(const Template& source, Arena& arena) : source_(source), arena_(arena) {}

  StateList list(const Field& field, const State* parent, int depth) {
    StateList result;
    result.field = arena_.make<Field>(field);
    if (const Field* start = field.value->find("StartAt")) result.start = start->value->literal();
    const Field* states = field.value->find("States");
    if (states == nullptr || !states->value->is(ValueKind::map) || depth > deepest) return result;
    const std::size_t count = states->value->fields.size();
    if (count == 0) return result;
    State* made = static_cast<State*>(arena_.allocate(sizeof(State) * count, alignof(State)));
    for (std::size_t i = 0; i < count; ++i) {
      ::new (made + i) State{};
      read(states->value->fields[i], parent, made[i], depth);
    }
    result.states = {made, count};
    return result;
  }

  const std::vector<const State*>& all() const { return all_; }

 private:
  void read(const Field& field, const State* parent, State& state, int depth) {
    state.name = field.key;
    state.field = &field;
    state.place = field.origin.key_place();
    state.parent = parent;
    all_.push_back(&state);
    if (const Field* type = field.value->find("Type")) state.kind = kind_of(type->value->literal());
    if (state.kind == StateKind::task) read_task(state);
    if (state.kind == StateKind::parallel) read_branches(state, depth);
    if (state.kind == StateKind::map) {
      const Field* inner = field.value->find("ItemProcessor");
      if (inner == nullptr) inner = field.value->find("Iterator");
      if (inner != nullptr) state.children = arena_.copy(std::vector<StateList>{list(*inner, &state, depth + 1)});
    }
  }

  void read_branches(State& state, int depth) {
    const Field* branches = state.field->value->find("Branches");
    if (branches == nullptr) return;
    std::vector<StateList> lists;
    for (const Field& branch : branches->value->fields) lists.push_back(list(branch, &state, depth + 1));
    state.children = arena_.copy(lists);
  }

  void read_task(State& task) {
    task.resource = task.field->value->find("Resource");
    task.arguments = task.field->value->find("Arguments");
    if (task.arguments == nullptr) task.arguments = task.field->value->find("Parameters");
    if (task.resource == nullptr) return;
    FlatText text;
    if (!flatten_written(*task.resource->value, source_, text)) return;
    const std::size_t integration = text.text.find(":states:::");
    if (integration == std::string::npos) return read_plain_task(text, task);
    read_integration(arena_.copy(std::string_view(text.text).substr(integration + 10)), task);
  }

  /// A function's or an activity's ARN as Resource.
  void read_plain_task(const FlatText& text, State& task) {
    const Reference* whole = text.whole_hole(text.text);
    const bool is_activity =
        contains(text.text, ":activity:") ||
        (whole != nullptr && whole->resource != nullptr && whole->resource->type == "AWS::StepFunctions::Activity");
    task.service = is_activity ? "activity" : "function";
    task.target = task.resource;
  }

  /// "lambda:invoke.waitForTaskToken", "aws-sdk:dynamodb:getItem", "dynamodb:putItem"
  void read_integration(std::string_view call, State& task) {
    const std::size_t last = call.rfind(':');
    if (last == std::string_view::npos) return;
    task.service = call.substr(0, last);
    task.action = call.substr(last + 1);
    const std::size_t dot = task.action.find('.');
    if (dot != std::string_view::npos) {
      const std::string_view pattern = task.action.substr(dot + 1);
      if (pattern == "waitForTaskToken")
        task.pattern = TaskPattern::wait_for_token;
      else if (starts_with(pattern, "sync"))
        task.pattern = TaskPattern::sync;
      task.action = task.action.substr(0, dot);
    }
    if (task.arguments == nullptr) return;
    std::string_view service = task.service;
    if (starts_with(service, "aws-sdk:")) service.remove_prefix(8);
    for (const TargetArgument& argument : target_arguments)
      if (argument.service == service) task.target = task.arguments->value->find(argument.name);
    if (service == "events") task.target = bus_of(task);
  }

  static const Field* bus_of(const State& task) {
    const Field* entries = task.arguments->value->find("Entries");
    if (entries == nullptr || entries->value->fields.empty()) return nullptr;
    return entries->value->fields[0].value->find("EventBusName");
  }

  const Template& source_;
  Arena& arena_;
  std::vector<const State*> all_;
};

WorkflowType type_of(const Resource& machine, const Resolver& resolver, const Scenario& when, Arena& arena) {
  const Field* written = machine.find("StateMachineType");
  if (written == nullptr) return WorkflowType::standard;
  const Possible type = resolver.resolve(*written, arena, when);
  if (type.open || type.candidates.size() != 1) return WorkflowType::unknown;
  if (type.candidates[0].absent || type.candidates[0].text.equals("STANDARD") == Truth::yes)
    return WorkflowType::standard;
  return type.candidates[0].text.equals("EXPRESS") == Truth::yes ? WorkflowType::express : WorkflowType::unknown;
}

}  // namespace

const State* StateList::find(std::string_view name) const {
  for (const State& state : states)
    if (state.name == name) return &state;
  return nullptr;
}

std::span<const Workflow> Workflows::of(const Resource& machine) const {
  const auto is_of = [&](const Workflow& workflow) { return workflow.machine == &machine; };
  const auto first = std::find_if(all.begin(), all.end(), is_of);
  const auto last = std::find_if_not(first, all.end(), is_of);
  return {first, last};
}

const Workflows* build_workflows(const Template& effective, const Resolver& resolver, const WorkflowFiles& files,
                                 Arena& arena, std::vector<Problem>& problems) {
  std::vector<Workflow> all;
  const bool all_of_them = files.machines.data() == nullptr;
  for (const Resource& machine : all_of_them ? effective.resources : files.machines) {
    if (machine.type != "AWS::StepFunctions::StateMachine") continue;
    for (const Definition& definition : find_definitions(machine, resolver, files, arena, problems)) {
      Workflow workflow;
      workflow.machine = &machine;
      workflow.type = type_of(machine, resolver, definition.when, arena);
      workflow.file = definition.file;
      workflow.definition = definition.written;
      workflow.when = definition.when;
      if (definition.root != nullptr) {
        StateReader reader(effective, arena);
        workflow.top = reader.list(*definition.root, nullptr, 0);
        workflow.all = arena.copy(reader.all());
        workflow.is_known = true;
      }
      all.push_back(workflow);
    }
  }
  return arena.make<Workflows>(Workflows{arena.copy(all)});
}

}  // namespace cumulint
