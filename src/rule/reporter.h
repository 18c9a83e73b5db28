// Reporter: the only way from a verdict to a finding. Levels, assumptions in words, chains of causes and grouping are
// its work, never a rule's.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.h"
#include "resolve/verdict.h"
#include "rule/rule.h"
#include "rule/views.h"

namespace cumulint {

/// A piece of a message: text, a number, a resource (its logical id), a candidate (its text, secrets masked).
class Words {
 public:
  Words(std::string_view text) : text_(text) {}
  Words(const char* text) : text_(text) {}
  Words(const std::string& text) : text_(text) {}
  Words(long long n) : text_(std::to_string(n)) {}
  Words(long n) : text_(std::to_string(n)) {}
  Words(int n) : text_(std::to_string(n)) {}
  Words(std::size_t n) : text_(std::to_string(n)) {}
  Words(const ResourceView& resource) : text_(resource.id()) {}
  Words(const Resource& resource) : text_(resource.id) {}
  Words(const Candidate& candidate);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A place as a rule names it, with the chain of causes behind it.
struct Place {
  Location where;
  const Cause* cause = nullptr;

  Place(Location location) : where(location) {}
  Place(const Origin& origin);              // its value, or its key where a default stands in
  Place(const Field& field) : Place(field.origin) {}
  Place(const Candidate& candidate) : Place(candidate.field->origin) {}
  Place(const Resource& resource);          // its logical id, or the key of the SAM event that caused it
  Place(const ResourceView& resource) : Place(resource.resource()) {}
  Place(const SdkCall& call) : where(call.where) {}
};

/// One member of a grouped finding.
struct Member {
  std::string name;                    // a logical id, or "GET /orders"
  Location where;
  const Resource* resource = nullptr;  // suppressions on it take the member out
  Level level = Level::note;
  bool suppressed = false;
};

/// A finding with what the runner needs to group, yield, suppress and profile it.
struct RawFinding {
  Diagnostic diagnostic;
  const Unit* unit = nullptr;                // in the end the template that it is about
  std::vector<std::string> subjects;         // what it is about: "resource:Jobs", "place:3:120"; for "who yields"
  std::vector<const Resource*> resources;    // suppressions on these cover it
  std::vector<std::string> also;             // other resources for which it holds at the same place (Globals)
  Default reported = Default::on;
  bool raised_by_production = false;
  bool stands_alone = false;                 // not merged with another of its rule at the same place
  std::string group;                         // same rule, unit and group: one finding
  std::string group_one, group_many;         // message for one member, for several
  std::size_t group_total = 0;
  std::vector<Member> members;
};

class Reporter;

/// Where the key of a field stands: what a parameter or another template gives has left its own key behind.
Location written_key(const Field& field);

/// A finding under construction; complete when it goes out of scope (the end of the statement).
class [[nodiscard]] Finding {
 public:
  Finding(const Finding&) = delete;
  Finding& operator=(const Finding&) = delete;
  ~Finding();

  /// The primary place. A value that is a parameter's default or a mapping's entry: the reference is primary, the
  /// default related. A value in Globals stays there, the resource is related. A resource: its logical id, or the key
  /// of the SAM event that caused it. Also sets what the finding is about, if it is a resource.
  Finding& at(const Place& place) { return set_place(place); }
  Finding& at(const ResourceView& resource) { return at(resource.resource()); }
  Finding& at(const Resource& resource);
  Finding& at(const SdkCall& call);
  Finding& at_key(const Field& field) { return set_place(Place(written_key(field))); }

  /// say: the fact with its numbers. why: the consequence. help: the repair. Lower case, no full stop.
  template <class... Parts>
  Finding& say(const Parts&... parts) { return set_message(join({Words(parts)...})); }
  template <class... Parts>
  Finding& why(const Parts&... parts) { return set_why(join({Words(parts)...})); }
  template <class... Parts>
  Finding& help(const Parts&... parts) { return set_help(join({Words(parts)...})); }
  template <class... Parts>
  Finding& related(const Place& place, const Parts&... parts) { return add_related(place, join({Words(parts)...})); }

  /// What this finding is about, for "who yields" and for suppressions on a resource. May be called several times.
  Finding& about(const Resource& resource);
  Finding& about(const ResourceView& resource) { return about(resource.resource()); }
  Finding& about(const SdkCall& call);
  Finding& about(const Field& field);        // one edge, entry or value
  Finding& about(std::string_view key);      // anything else that two rules can both name

  Finding& level(Level level);               // overrides the rule's level for this case ("note if …")
  Finding& reported(Default set);            // "strict if …"
  Finding& raised_by_production();           // §6: a note that the production profile makes a warning
  Finding& stands_alone();                   // several findings of this rule may share a place
  Finding& chain();                          // the labels in order are a code flow
  Finding& identity(std::string logical_path);
  Finding& fix(FixSafety safety, std::string title, std::vector<Edit> edits);

  /// Makes this one member of a grouped finding. Texts may contain {members}, {count} and {total}:
  /// group("", total, "function {members} has no alarm", "{count} of {total} functions have no alarm: {members}").
  /// `key` tells groups of one template apart (an API's id).
  Finding& group(std::string key, std::size_t total, std::string one, std::string many);
  Finding& member_name(std::string name);

 private:
  friend class Reporter;
  Finding(Reporter& reporter, const Verdict& verdict);

  static std::string join(std::initializer_list<Words> parts);
  Finding& set_place(const Place& place);
  Finding& set_message(std::string text);
  Finding& set_why(std::string text);
  Finding& set_help(std::string text);
  Finding& add_related(const Place& place, std::string text);
  void apply_verdict();

  Reporter* reporter_;
  Verdict verdict_;
  RawFinding raw_;
  std::vector<Label> related_;
  std::vector<Label> causes_;
  std::string member_name_;
};

class Reporter {
 public:
  Reporter(const Rule& rule, const RunContext& run) : rule_(&rule), run_(&run) {}

  /// The only way in: a rule cannot forget the verdict. Reports nothing unless the verdict is yes.
  Finding finding(const Verdict& verdict) { return {*this, verdict}; }
  Finding finding(const Verdict& verdict, const UnitView& unit) {
    unit_ = &unit.unit();
    return {*this, verdict};
  }

  void enter(const Unit& unit) { unit_ = &unit; }
  std::vector<RawFinding> take() { return std::move(findings_); }
  const Rule& rule() const { return *rule_; }
  const RunContext& run() const { return *run_; }
  std::string_view today() const { return run_->today; }

 private:
  friend class Finding;
  const Rule* rule_;
  const RunContext* run_;
  const Unit* unit_ = nullptr;
  std::vector<RawFinding> findings_;
};

}  // namespace cumulint
