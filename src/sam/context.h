// What the parts of the SAM expansion share: the resources as SAM sees them, what is made of them, what is refused.
#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/make.h"
#include "model/template.h"
#include "sam/expand.h"
#include "sam/fields.h"

namespace cumulint::sam {

struct Apis;
class Globals;

/// A resource of type AWS::Serverless::*, with Globals merged in.
struct SamResource {
  const Resource* written = nullptr;    // of an implicit API: made up, `generated`, with the place of its first event
  std::string_view type;                // "Function" of "AWS::Serverless::Function"
  const Value* properties = nullptr;    // a map, never null
  bool broken = false;                  // refused as a whole: nothing is made of it

  std::string_view id() const { return written->id; }
  /// At a dotted path; null if there is nothing, a null or AWS::NoValue.
  const Field* find(std::string_view path) const;
};

/// For whom something is made or refused: a resource, or one event of it.
struct Subject {
  const Resource* resource = nullptr;
  const Field* event = nullptr;         // key: the event's name

  Subject(const Resource& resource, const Field* event = nullptr) : resource(&resource), event(event) {}
  Subject(const SamResource& resource, const Field* event = nullptr) : Subject(*resource.written, event) {}
  /// The place of the event's or the resource's name, with SAM as cause.
  Origin origin(Arena& arena) const;
  Location place() const { return (event != nullptr ? event->origin : resource->origin).key_place(); }
};

/// A resource in the making.
struct Draft {
  std::string_view id, type;
  Subject subject;
  Fields properties;
  Fields attributes;                    // DeletionPolicy, Metadata …, but not the two below
  std::string_view condition;
  std::vector<std::string_view> depends_on;
  const Resource* declared = nullptr;   // the written resource of this id: the SAM resource, or a plain one being edited
  bool dropped = false;                 // collided or withdrawn: it will not be in the result
};

/// An event of a function or state machine.
struct Event {
  const SamResource* owner = nullptr;
  const Field* field = nullptr;         // key: its name; value: Type and Properties
  std::string_view type;
  const Value* properties = nullptr;    // a map, never null

  std::string_view name() const { return field->key; }
  Subject subject() const { return {*owner, field}; }
  /// At a dotted path below Properties; null if there is nothing, a null or AWS::NoValue.
  const Field* find(std::string_view path) const;
};

/// What an event acts on.
struct EventTarget {
  Draft* main = nullptr;                // Lambda::Function or StateMachine
  Draft* alias = nullptr;               // then all events target it; null if there is none
  Draft* role = nullptr;                // the role that SAM makes; null if the user brings one
};

enum class Refusal : std::uint8_t { conflict, value };  // sam-property-conflict, invalid-value

class Context {
 public:
  Context(const Template& written, const ExpandOptions& options, Arena& arena, std::vector<Problem>& problems);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  const Template& written() const { return *written_; }
  const ExpandOptions& options() const { return *options_; }
  Arena& arena() const { return *arena_; }
  Maker maker(const Subject& subject) const { return {*arena_, subject.origin(*arena_)}; }

  // ---- the resources as SAM sees them
  std::deque<SamResource>& resources() { return resources_; }
  SamResource* find_sam(std::string_view id);
  /// A resource that the text declares, of any type; null if there is none.
  const Resource* find_written(std::string_view id) const { return written_->find_resource(id); }
  /// Adds a SAM resource that is not written (an implicit API, an embedded connector); Globals reach it.
  SamResource& add_sam(const Resource& resource);

  /// The documents of the APIs; see apis.h.
  Apis& apis() { return *apis_; }

  // ---- what is made
  /// A new resource of `subject`, with its Condition, DeletionPolicy and UpdateReplacePolicy. If the template declares
  /// the id for something else, that is refused and the draft is a dropped one.
  Draft& add(const Subject& subject, std::string_view id, std::string_view type);
  /// The main resource of a SAM resource: its id, DependsOn and Metadata too.
  Draft& add_main(const SamResource& resource, std::string_view type);
  /// A draft of this id that is not dropped, or null.
  Draft* find(std::string_view id);
  /// A plain resource that SAM edits in place (a bucket's notifications); the same draft at each call.
  Draft& edit(const Resource& plain);
  std::deque<Draft>& drafts() { return drafts_; }

  /// `!Ref id.property` anywhere in the template means `made` (Fn.Version, Api.Stage).
  void name(std::string_view id, std::string_view property, std::string_view made);
  /// References to and dependencies on `id` mean `made` (layer versions).
  void rename(std::string_view id, std::string_view made);
  /// What `name` was told, or empty.
  std::string_view named(std::string_view id, std::string_view property) const;
  std::string_view renamed(std::string_view id) const;
  /// Dependencies on `id`, a connector, mean all that it made. A reference to one means nothing, and stays.
  void depends_on_all(std::string_view id, std::vector<std::string_view> made);

  /// Adds to the Conditions section unless the name is there; returns the name, kept.
  std::string_view add_condition(const Subject& subject, std::string_view name, const Value* definition);

  /// The same, but replaces what was added under this name.
  std::string_view set_condition(const Subject& subject, std::string_view name, const Value* definition);

  /// What SAM has made for a destination in Globals: all functions that have it from there share it. Null before.
  const Value*& shared_target(const Origin& written) { return shared_targets_[written.value.begin]; }

  // ---- values that SAM must know
  /// `value` with references replaced by what they stand for, where that is known.
  const Value* resolve(const Value* value);  // parameters and lookups in mappings
  const Value* resolve_parameters(const Value* value);  // parameters alone: what AWS does before it copies a value
  /// The text of a literal after `resolve`; empty if it is none.
  std::string_view text_of(const Field* field);
  std::string_view partition() const { return partition_; }

  // ---- what is refused
  /// Reports at `where`, and remembers that the template is refused. Words are joined; the resource's and event's names
  /// are put before them.
  void refuse(const Subject& subject, Location where, Refusal kind, std::initializer_list<std::string_view> words,
              std::string_view help = {});
  void refuse_value(const Subject& subject, const Field& field, std::initializer_list<std::string_view> words,
                    std::string_view help = {});
  void refuse_conflict(const Subject& subject, const Field& field, std::initializer_list<std::string_view> words,
                       std::string_view help = {});
  /// About the template as a whole.
  void refuse_template(Location where, std::initializer_list<std::string_view> words, std::string_view help = {});
  /// For what is reported already.
  void refuse_silently() { refused_ = true; }
  bool refused() const { return refused_; }

  /// Concatenates into the arena.
  std::string_view join(std::initializer_list<std::string_view> parts) const { return arena_->join(parts); }

  // ---- for the frame (expand.cpp)
  struct AddedCondition {
    std::string_view name;
    const Field* definition;
  };
  const std::vector<AddedCondition>& added_conditions() const { return conditions_; }
  const std::unordered_map<std::string_view, std::string_view>& names() const { return names_; }
  const std::unordered_map<std::string_view, std::vector<std::string_view>>& renames() const { return renames_; }

  Globals& globals() { return *globals_; }

 private:
  bool is_replaceable(const Resource& declared, const Resource& cause) const;
  static bool is_main_attribute(std::string_view key);

  const Template* written_;
  const ExpandOptions* options_;
  Arena* arena_;
  std::vector<Problem>* problems_;
  std::deque<SamResource> resources_;
  std::deque<Draft> drafts_;
  std::unordered_map<std::string_view, SamResource*> sam_by_id_;
  std::unordered_map<std::string_view, Draft*> draft_by_id_;
  std::unordered_map<std::string_view, std::string_view> names_;                 // "Fn.Version" -> id
  std::unordered_map<std::string_view, std::vector<std::string_view>> renames_;  // id -> ids
  std::unordered_map<std::uint32_t, const Value*> shared_targets_;               // by the place in the text
  std::vector<AddedCondition> conditions_;
  std::unique_ptr<Globals> globals_;
  std::unique_ptr<Apis> apis_;
  std::string partition_;
  bool refused_ = false;
};

}  // namespace cumulint::sam
