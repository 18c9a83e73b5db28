// ValueBuilder: syntax nodes to values, with intrinsic functions parsed and every place kept.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "model/build-template.h"
#include "model/intrinsics.h"
#include "model/make.h"
#include "syntax/node.h"

namespace cumulint {

/// What kind of text a node stands in: it decides which functions may be called there.
enum class Surroundings : std::uint8_t {
  values,      // Resources, Outputs, Globals: all but condition functions
  conditions,  // Conditions: {Condition: X} is a function
  rules,       // Rules: like conditions, with more functions
  plain,       // Parameters, Mappings: no functions
  free         // Metadata and what is no section: functions are parsed, nothing is reported
};

/// What the whole template allows.
struct TemplateDialect {
  bool json = false;
  bool language_extensions = false;
  bool unknown_macro = false;     // it may turn anything into anything: functions that we don't know are no problem
  bool nulls_are_reported = true;  // not in damaged text, where a null is what a half-typed line left
};

class ValueBuilder {
 public:
  ValueBuilder(FileId file, const TemplateDialect& dialect, Arena& arena, std::vector<Problem>& problems,
               const Grafts* grafts = nullptr)
      : file_(file), dialect_(dialect), arena_(arena), problems_(problems), grafts_(grafts) {}

  const Value* build(const Node& node, Surroundings where, const Cause* cause = nullptr);
  /// The field of one entry of a mapping or sequence.
  Field build_field(const Entry& entry, Surroundings where, const Cause* cause = nullptr);
  /// The pairs of a mapping that count: merged ones only where nothing written has their key. Reports duplicates.
  std::vector<const Entry*> effective_entries(const Node& mapping, Surroundings where);

  void report(std::string_view rule, Location where, std::string_view message, std::string_view help = {});
  void report(Problem problem);

 private:
  struct Context {
    Surroundings where;
    const Cause* cause;
    int depth;
    bool is_copy;  // below an alias: built once more for this use
  };
  const Value* build_node(const Node& node, const Context& context);
  const Value* build_untagged(const Node& node, const Context& context);
  const Value* build_tagged(const Node& node, const Context& context);
  const Value* build_scalar(const Node& node, const Context& context);
  const Value* build_list(const Node& node, const Context& context);
  const Value* build_map(const Node& node, const Context& context);
  const Value* build_call(const Node& node, const Entry& entry, const Context& context);
  const Value* call(const Node& node, std::string_view name, const Field& argument, const Context& context);
  Field field(const Entry& entry, const Context& context);
  const Cause* cause_of(const Entry& entry, const Origin& origin, const Context& context);
  const Value* broken(const Node& node);
  const Graft* graft_of(const Node& node) const;
  const Value* copied_before(const Node& node, const Context& context) const;
  bool allowed(const Intrinsic& intrinsic, Surroundings where) const;
  bool is_silent(const Context& context) const { return context.where == Surroundings::free; }
  void report_beside(const Node& mapping, const Entry& function, const Context& context);
  Location place(Span span) const { return {file_, span}; }

  FileId file_;
  TemplateDialect dialect_;
  Arena& arena_;
  std::vector<Problem>& problems_;
  const Grafts* grafts_;
  std::unordered_map<const Node*, const Value*> shared_;     // values of anchored nodes
  std::unordered_map<const Node*, Span> written_;            // where anchored nodes stand, with tag and anchor
  std::unordered_set<std::uint64_t> reported_;               // places with a problem: aliased text is built again
  std::uint32_t copies_ = 0;
};

}  // namespace cumulint
