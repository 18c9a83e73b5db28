// Reporter: the only way from a verdict to a finding. Levels, assumptions in words, chains of causes and grouping are
// its work, never a rule's.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "resolve/verdict.h"
#include "rule/rule.h"
#include "rule/views.h"

namespace cumulint {

/// A piece of a message: text, a number, a resource (its logical id), a candidate (its text, masked).
class Words {
 public:
  Words(std::string_view text) : text_(text) {}
  Words(const char* text) : text_(text) {}
  Words(const std::string& text) : text_(text) {}
  Words(long long n) : text_(std::to_string(n)) {}
  Words(int n) : text_(std::to_string(n)) {}
  Words(std::size_t n) : text_(std::to_string(n)) {}
  Words(const ResourceView& resource) : text_(resource.id()) {}
  Words(const Resource& resource) : text_(resource.id) {}
  Words(const Candidate& candidate);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A finding under construction; it is complete when it goes out of scope.
class Finding {
 public:
  Finding(const Finding&) = delete;
  Finding& operator=(const Finding&) = delete;
  ~Finding();

  /// The primary place. A candidate's is its value, or its owner's logical id if absent; with a chain of causes the end
  /// of the chain is primary and the links become related places by themselves.
  Finding& at(const Candidate& candidate);
  Finding& at(const Field& field);          // its value
  Finding& at_key(const Field& field);      // its key
  Finding& at(const ResourceView& resource);  // absence: its logical id, or the SAM event's key that caused it
  Finding& at(const Resource& resource);
  Finding& at(Location where);
  Finding& at(const Origin& origin);

  template <class... Parts>
  Finding& say(const Parts&... parts) { return set_message(join({Words(parts)...})); }
  template <class... Parts>
  Finding& why(const Parts&... parts) { return set_why(join({Words(parts)...})); }
  template <class... Parts>
  Finding& help(const Parts&... parts) { return set_help(join({Words(parts)...})); }
  template <class Place, class... Parts>
  Finding& related(const Place& place, const Parts&... parts) { return add_related(place_of(place), join({Words(parts)...})); }

  /// Overrides the rule's level for this case ("note if …"), before what the verdict lowers.
  Finding& level(Level level);
  Finding& reported(Default set);  // "strict if …"
  Finding& always_production_raised();  // §6: a note that --profile production raises to a warning
  Finding& chain();                // labels are a code flow
  /// A member of a grouped finding: logical id and place; the first in file order becomes primary.
  Finding& member(const ResourceView& resource);
  Finding& identity(std::string logical_path);
  Finding& fix(FixSafety safety, std::string title, std::vector<Edit> edits);
  /// What this finding is about, for "who yields": the resource, edge or call. The primary place if not given.
  Finding& subject(std::string key);

 private:
  friend class Reporter;
  Finding(Reporter& reporter, const Verdict& verdict);

  struct Place {
    Location where;
    const Cause* cause = nullptr;
  };
  static std::string join(std::initializer_list<Words> parts);
  Place place_of(const Candidate& candidate) const;
  Place place_of(const Field& field) const;
  Place place_of(const ResourceView& resource) const;
  Place place_of(const Resource& resource) const;
  Place place_of(Location where) const { return {where, nullptr}; }
  Place place_of(const Origin& origin) const;
  Finding& set_place(Place place);
  Finding& set_message(std::string text);
  Finding& set_why(std::string text);
  Finding& set_help(std::string text);
  Finding& add_related(Place place, std::string text);

  Reporter* reporter_;
  Verdict verdict_;
  Diagnostic diagnostic_;
  std::string subject_;
  bool level_set_ = false, reported_set_ = false, raise_ = false;
  Default reported_ = Default::on;
  std::vector<Place> causes_;
};

/// A finding with what the runner needs to group, yield and profile it.
struct RawFinding {
  Diagnostic diagnostic;
  const Unit* unit = nullptr;
  std::string subject;
  Default reported = Default::on;
  bool raised_by_production = false;
};

class Reporter {
 public:
  Reporter(const Rule& rule, const RunContext& run) : rule_(&rule), run_(&run) {}

  /// The only way in: a rule cannot forget the verdict. Reports nothing unless the verdict is yes.
  Finding finding(const Verdict& verdict) { return {*this, verdict}; }
  Finding finding(const Verdict& verdict, const UnitView& unit) { unit_ = &unit.unit(); return {*this, verdict}; }

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

/// Edits for fixes: the text of a value replaced, keeping the file's style.
Edit replace_value(const Field& field, std::string replacement);
/// Inserts `lines` (without indentation) as new pairs into a resource's Properties, in the file's indentation.
std::vector<Edit> insert_properties(const UnitView& unit, const Resource& resource, const std::vector<std::string>& lines);
/// May a fix touch this value: written once, used once, not through alias, merge, Globals, Include or ForEach?
bool is_fixable(const Field& field);

}  // namespace cumulint
