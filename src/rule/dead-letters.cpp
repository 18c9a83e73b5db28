// Writes queues for failed messages beside what fails.
#include "rule/dead-letters.h"

#include "rule/fixes.h"

namespace cumulint {
namespace {

/// May the sender write to this queue of the template as it is?
bool serves(const UnitView& unit, const Resource& queue, const LetterSender& sender) {
  if (queue.type != "AWS::SQS::Queue") return false;
  if (is_fifo(unit.view(queue), "FifoQueue") != truth_of(sender.fifo)) return false;
  if (sender.service.empty()) return true;
  const AccessQuestion question{.action = "sqs:SendMessage",
                                .resource = &queue,
                                .resource_suffix = {},
                                .service = sender.service,
                                .source = sender.source_resource};
  return unit.unit().policies != nullptr && allows(*unit.unit().policies, question) == Truth::yes;
}

std::vector<std::string> queue_lines(const std::string& id, bool fifo) {
  std::vector<std::string> lines = {id + ":", "  Type: AWS::SQS::Queue", "  Properties:"};
  if (fifo) lines.push_back("    FifoQueue: true");
  lines.push_back("    MessageRetentionPeriod: 1209600");
  return lines;
}

std::vector<std::string> policy_lines(const UnitView& unit, const std::string& queue, const LetterSender& sender) {
  return {free_id(unit, queue + "Policy") + ":",
          "  Type: AWS::SQS::QueuePolicy",
          "  Properties:",
          "    Queues:",
          "      - !Ref " + queue,
          "    PolicyDocument:",
          "      Version: '2012-10-17'",
          "      Statement:",
          "        - Effect: Allow",
          "          Principal:",
          "            Service: " + std::string(sender.service),
          "          Action: sqs:SendMessage",
          "          Resource: !GetAtt " + queue + ".Arn",
          "          Condition:",
          "            ArnEquals:",
          "              aws:SourceArn: " + sender.source};
}

std::vector<std::string> role_policy_lines(const std::string& queue) {
  return {"- PolicyName: send-to-" + queue,
          "  PolicyDocument:",
          "    Version: '2012-10-17'",
          "    Statement:",
          "      - Effect: Allow",
          "        Action: sqs:SendMessage",
          "        Resource: !GetAtt " + queue + ".Arn"};
}

std::optional<Edit> add_role_policy(const UnitView& unit, const Resource& role, const std::string& queue) {
  const std::vector<std::string> item = role_policy_lines(queue);
  if (const Field* policies = role.find("Policies"); policies != nullptr) return insert_into_list(unit, *policies, item);
  std::vector<std::string> lines = {"Policies:"};
  for (const std::string& line : item) lines.push_back("  " + line);
  return insert_properties(unit, role, lines);
}

/// Lets the worker's roles of this template send; what stands elsewhere is the user's. False if it can't be written.
bool grant(const UnitView& unit, const Resource& owner, const GraphNode& worker, LetterQueue& queue) {
  for (const Edge* edge : worker.out) {
    if (edge->kind != EdgeKind::role || edge->to->resource == nullptr) continue;
    const Resource& role = *edge->to->resource;
    const Resource* there = unit.effective().find_resource(queue.id);
    if (unit.unit().policies != nullptr) {
      const AccessQuestion question{
          .action = "sqs:SendMessage", .resource = there, .resource_suffix = {}, .role = &role, .service = {}};
      if (allows(*unit.unit().policies, question) == Truth::yes) continue;
    }
    if (role.generated || role.origin.file != owner.origin.file || role.type != "AWS::IAM::Role") return false;
    if (role.condition != owner.condition && !owner.condition.empty()) return false;
    const std::optional<Edit> edit = add_role_policy(unit, role, queue.id);
    if (!edit) return false;
    queue.edits.push_back(*edit);
  }
  return true;
}

}  // namespace

Truth is_fifo(const ResourceView& resource, std::string_view property) {
  const Possible value = resource.property(property, "false");
  if (value.open || value.invalid || value.candidates.size() != 1) return Truth::unknown;
  return value.candidates[0].text.equals("true");
}

bool has_sam_role(const GraphNode& worker) {
  for (const Edge* edge : worker.out)
    if (edge->kind == EdgeKind::role) return edge->to->resource != nullptr && edge->to->resource->generated;
  return false;
}

std::vector<Edit> LetterQueue::with(const Edit& use) const {
  std::vector<Edit> all = edits;
  all.push_back(use);
  return all;
}

std::optional<LetterQueue> letter_queue(const UnitView& unit, const Resource& owner, const LetterSender& sender) {
  const bool is_elsewhere =
      sender.source_resource != nullptr && sender.source_resource->origin.file != owner.origin.file;
  if (is_elsewhere) return std::nullopt;
  LetterQueue queue{std::string(sender.name.empty() ? owner.id : sender.name) + "Dlq", {}};
  const Resource* there = unit.effective().find_resource(queue.id);
  if (there == nullptr || !serves(unit, *there, sender)) {
    queue.id = free_id(unit, queue.id);
    std::vector<std::string> lines = queue_lines(queue.id, sender.fifo);
    if (!sender.service.empty())
      for (const std::string& line : policy_lines(unit, queue.id, sender)) lines.push_back(line);
    const std::optional<Edit> edit = insert_resource(unit, owner, lines);
    if (!edit) return std::nullopt;
    queue.edits.push_back(*edit);
  }
  if (sender.worker != nullptr && !grant(unit, owner, *sender.worker, queue)) return std::nullopt;
  return queue;
}

std::optional<Edit> insert_event_queue(const UnitView& unit, const Resource& made) {
  if (made.event_field == nullptr) return std::nullopt;
  const Field* type = made.event_field->value->find("Type");
  if (type == nullptr) return std::nullopt;
  for (std::string_view kind : {"Schedule", "ScheduleV2", "EventBridgeRule", "CloudWatchEvent"})
    if (type->value->literal() == kind) return insert_properties(unit, *made.event_field, {"DeadLetterConfig:", "  Type: SQS"});
  return std::nullopt;
}

}  // namespace cumulint
