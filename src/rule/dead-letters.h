// Dead-letter queues for fixes: the new queue, who may write to it, and the role or policy that says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "rule/views.h"

namespace cumulint {

/// A queue that a fix refers to: one that stands there under its name and serves, or a new one.
struct LetterQueue {
  std::string id;
  std::vector<Edit> edits;  // what makes it and lets the sender in; empty if it is there
  std::string arn() const { return "!GetAtt " + id + ".Arn"; }
  std::vector<Edit> with(const Edit& use) const;  // and what refers to it
};

struct LetterSender {
  std::string_view service = {};     // "events.amazonaws.com": gets a queue policy; empty: works under a role
  std::string source = {};           // the rule or topic in YAML, for aws:SourceArn: "!GetAtt Nightly.Arn"
  const Resource* source_resource = nullptr;
  const GraphNode* worker = nullptr;  // whose role writes; its role gets the right, if it is written in this template
  std::string_view name = {};        // of the queue, before "Dlq"; empty: the owner's
  bool fifo = false;                 // SQS and SNS want a FIFO queue behind theirs
};

/// A queue behind `owner` in the text; nothing if the template's style or what is unknown forbids it.
std::optional<LetterQueue> letter_queue(const UnitView& unit, const Resource& owner, const LetterSender& sender);

/// Is it a FIFO queue or topic? unknown: nobody knows, and no fix is sure.
Truth is_fifo(const ResourceView& resource, std::string_view property);

/// Did SAM make the worker's role, and adds to it what its properties need?
bool has_sam_role(const GraphNode& worker);

/// For SAM events that make their own queue: `DeadLetterConfig: {Type: SQS}` in the event.
std::optional<Edit> insert_event_queue(const UnitView& unit, const Resource& made);

}  // namespace cumulint
