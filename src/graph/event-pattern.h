// Does an event that code sends pass the filter of what listens? Three-valued: what is not known may match.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "code/facts.h"
#include "graph/graph.h"
#include "resolve/resolver.h"

namespace cumulint {

/// What is known of one field of an event.
struct SentField {
  std::string_view path;            // "source", "detail-type", "eventName", "kind" of a message attribute
  const Possible* value = nullptr;  // null: it is there, nothing else is known
};

/// An event as far as it is known.
struct SentEvent {
  std::vector<SentField> fields;
  bool has_others = true;  // fields that are not listed may be there

  const SentField* find(std::string_view path) const;
};

/// Does the event pass an EventBridge pattern (a map, or JSON text)? Also for FilterPolicy and FilterCriteria's
/// patterns. `at` is the path of the pattern's top in the event: "" for whole events.
Truth matches_pattern(const Field& pattern, const SentEvent& event, const Resolver& resolver, Arena& arena,
                      std::string_view at = {});

/// Does an object written to a bucket by this call pass one entry of its notifications (event type, prefix, suffix)?
Truth passes_bucket_notification(const Field& entry, const SdkCall& write, const Resolver& resolver, Arena& arena);

/// Does what the call sends pass the trigger edge next to the resource that it writes to? yes where nothing filters.
Truth passes(const Edge& trigger, const SdkCall& write, const Resolver& resolver, Arena& arena);

/// The same for a trigger behind further hops that pass on what the call sent: other buses, or a rule's queue.
Truth passes_further(const Edge& trigger, const SdkCall& write, const Resolver& resolver, Arena& arena);

/// Does what Firehose delivers to a bucket pass one of its notifications?
Truth passes_delivery(const Edge& trigger, const Edge& delivery, const Resolver& resolver, Arena& arena);

/// Is the object written under the key that the event told at `path`?
bool writes_back(const SdkCall& write, std::string_view path);

/// Such an object passed the filter of `trigger` before: only the event's type can keep it away.
Truth passes_again(const Edge& trigger, const SdkCall& write, const Resolver& resolver, Arena& arena);

/// "Records[0].s3.bucket.name" and "Records[].s3.bucket.name" are the same field.
std::string without_indexes(std::string_view path);

/// Does the event that the call makes `trigger` send pass a test of the event in code? unknown: nobody knows its field.
Truth passes_guard(const Edge& trigger, const SdkCall& write, const EventGuard& guard);

/// Is the call a write that can set off triggers: of an object, item, record, message or event?
bool is_triggering_write(const SdkCall& call);

}  // namespace cumulint
