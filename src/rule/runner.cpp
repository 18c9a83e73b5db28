// Runs the rules over frozen data and makes the report of what they found.
#include "rule/runner.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/strings.h"
#include "rule/construct-paths.h"
#include "rule/grouping.h"
#include "rule/logical-path.h"
#include "rule/parts.h"
#include "rule/suppressions.h"
#include "rule/used-names.h"

namespace cumulint {
namespace {

/// Who wants to see what: a rule that looks at queues costs nothing elsewhere.
class Dispatch {
 public:
  explicit Dispatch(const std::vector<const RegisteredRule*>& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const Rule& rule = *rules[i]->rule;
      if (rule.on_delivery != nullptr) of_deliveries_.push_back(i);
      if (rule.on_call != nullptr) of_calls_.push_back(i);
      if (rule.on_resource == nullptr) continue;
      if (rule.types[0].empty()) everywhere_.push_back(i);
      for (std::string_view type : rule.types)
        if (!type.empty()) by_type_[type].push_back(i);
    }
  }
  const std::vector<std::size_t>& of_deliveries() const { return of_deliveries_; }
  const std::vector<std::size_t>& of_calls() const { return of_calls_; }
  template <class Visit>
  void each(std::string_view type, Visit visit) const {
    for (std::size_t i : everywhere_) visit(i);
    if (const auto found = by_type_.find(type); found != by_type_.end())
      for (std::size_t i : found->second) visit(i);
  }

 private:
  std::vector<std::size_t> everywhere_, of_deliveries_, of_calls_;
  std::map<std::string_view, std::vector<std::size_t>> by_type_;
};

/// Rules about one text. The others see linked templates as one.
bool is_about_text(const RegisteredRule& rule) {
  return rule.family == "validity" || rule.family == "secrets" || rule.family == "linter";
}

/// Rules about what is there. The others ask what else the template has, which a piece of one can't tell.
bool is_about_presence(const RegisteredRule& rule) {
  return rule.family == "iam" || rule.family == "secrets" || rule.family == "linter" || rule.rule->info.id == "duplicate-key" ||
         rule.rule->info.id == "template-syntax";
}

class Run {
 public:
  /// The units of the context's application are looked at.
  Run(const std::vector<const RegisteredRule*>& rules, const RunContext& context) : rules_(rules), context_(context) {
    for (const RegisteredRule* rule : rules) reporters_.emplace_back(*rule->rule, context);
  }

  std::vector<RawFinding> findings() {
    const Dispatch dispatch(rules_);
    for (const Unit* unit : context_.application->units) run_unit(*unit, dispatch);
    for (std::size_t i = 0; i < rules_.size(); ++i)
      if (rules_[i]->rule->on_application != nullptr)
        rules_[i]->rule->on_application(ApplicationView(context_), reporters_[i]);
    std::vector<RawFinding> all;
    for (Reporter& reporter : reporters_)
      for (RawFinding& finding : reporter.take()) all.push_back(std::move(finding));
    return all;
  }

 private:
  void run_unit(const Unit& unit, const Dispatch& dispatch) {
    for (Reporter& reporter : reporters_) reporter.enter(unit);
    const UnitView view(context_, unit);
    const bool is_whole = !is_piece(view);
    const auto is_asked = [&](std::size_t i) { return is_whole || is_about_presence(*rules_[i]); };
    for (std::size_t i = 0; i < rules_.size(); ++i)
      if (rules_[i]->rule->on_unit != nullptr && is_asked(i)) rules_[i]->rule->on_unit(view, reporters_[i]);
    for (const Resource& resource : unit.effective->resources)
      dispatch.each(resource.type, [&](std::size_t i) {
        if (is_asked(i)) rules_[i]->rule->on_resource(view.view(resource), reporters_[i]);
      });
    if (!is_whole) return;
    for (const Edge& edge : unit.graph->edges)
      for (std::size_t i : dispatch.of_deliveries()) rules_[i]->rule->on_delivery({&edge, view}, reporters_[i]);
    if (!dispatch.of_calls().empty()) run_calls(unit, view, dispatch);
  }

  void run_calls(const Unit& unit, const UnitView& view, const Dispatch& dispatch) {
    if (unit.code == nullptr) return;
    struct Made {
      std::vector<const FunctionCode*> functions;
      std::vector<const SdkCall*> calls;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Made> places;
    for (const FunctionCode& code : unit.code->functions)
      for (const SdkCall& call : code.calls) {
        Made& made = places[{std::uint32_t(call.where.file), call.where.span.begin}];
        made.functions.push_back(&code);
        made.calls.push_back(&call);
      }
    for (const auto& [place, made] : places)
      for (std::size_t i : dispatch.of_calls())
        rules_[i]->rule->on_call({made.calls[0], made.functions, made.calls, view}, reporters_[i]);
  }

  const std::vector<const RegisteredRule*>& rules_;
  const RunContext& context_;
  std::vector<Reporter> reporters_;
};

std::vector<RawFinding> all_findings(const Application& application, const std::vector<const RegisteredRule*>& rules,
                                     std::string_view today, Arena& scratch) {
  std::vector<const RegisteredRule*> about_text, about_application;
  for (const RegisteredRule* rule : rules) (is_about_text(*rule) ? about_text : about_application).push_back(rule);
  const RunContext texts{&application, &scratch, today};
  std::vector<RawFinding> findings = Run(about_text, texts).findings();
  Application deployed = application;
  deployed.units = application.joined;
  const RunContext context{&deployed, &scratch, today};
  for (RawFinding& finding : Run(about_application, context).findings()) {
    assign_to_part(finding);
    findings.push_back(std::move(finding));
  }
  return findings;
}

bool is_selected(const RuleSelection& selection, const Rule& rule) {
  return std::any_of(selection.select.begin(), selection.select.end(),
                     [&](const RegisteredRule* r) { return r->rule == &rule; });
}

bool is_reported(const RuleSelection& selection, const RawFinding& finding) {
  if (selection.strict) return true;
  if (!selection.select.empty()) {
    return std::any_of(selection.select.begin(), selection.select.end(),
                       [&](const RegisteredRule* r) { return &r->rule->info == finding.diagnostic.rule; });
  }
  if (finding.reported == Default::production) return selection.production;
  return finding.reported == Default::on;
}

void apply_profile(const RuleSelection& selection, RawFinding& finding) {
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.hidden = !is_reported(selection, finding);
  if (finding.raised_by_production && selection.production && diagnostic.level == Level::note)
    diagnostic.level = Level::warning;
}

void report_suppressions(const std::vector<SuppressedId>& suppressions, const std::set<std::string_view>& ran,
                         const RunContext& context, std::vector<RawFinding>& out) {
  const bool unknown_runs = ran.count("unknown-suppression") != 0, unused_runs = ran.count("unused-suppression") != 0;
  const RegisteredRule* unknown = find_rule("unknown-suppression");
  const RegisteredRule* unused = find_rule("unused-suppression");
  for (const SuppressedId& suppression : suppressions) {
    if (suppression.foreign) continue;
    const RegisteredRule* rule = find_rule(suppression.id);
    if (rule == nullptr && is_reserved_rule(suppression.id)) continue;
    RawFinding finding;
    finding.unit = suppression.unit;
    Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.labels.push_back({suppression.id_place, "", LabelKind::primary});
    if (rule == nullptr) {
      if (unknown == nullptr || !unknown_runs) continue;
      diagnostic.rule = &unknown->rule->info;
      diagnostic.message = "no rule is called " + suppression.id;
      diagnostic.why = "nothing is suppressed";
      const std::string_view near = nearest_rule(suppression.id);
      diagnostic.help = near.empty() ? "see `cumulint rules` for the ids" : "did you mean " + std::string(near) + "?";
    } else {
      if (unused == nullptr || !unused_runs || suppression.used || suppression.unit->incomplete) continue;
      if (ran.count(rule->rule->info.id) == 0 || is_piece(UnitView(context, *suppression.unit))) continue;
      diagnostic.rule = &unused->rule->info;
      diagnostic.message = "nothing that " + suppression.id + " finds is suppressed here";
      diagnostic.why = "a finding that comes later would be hidden";
      diagnostic.help = "remove the id";
      if (!suppression.removal.empty())
        diagnostic.fixes.push_back(
            {"remove the suppression", FixSafety::safe, {{{suppression.id_place.file, suppression.removal}, ""}}});
    }
    diagnostic.level = diagnostic.rule->level;
    diagnostic.identity.logical_path = "suppression:" + suppression.id;
    out.push_back(std::move(finding));
  }
}

void set_identity(Diagnostic& diagnostic, const Application& application) {
  if (!diagnostic.identity.logical_path.empty()) return;
  const Location where = diagnostic.labels[0].where;
  for (const Unit* unit : application.units)
    if (unit->file == where.file) diagnostic.identity.logical_path = logical_path(unit->tree, where.span.begin);
}

void sort_findings(std::vector<Diagnostic>& diagnostics, const SourceMap& sources) {
  const auto key = [&](const Diagnostic& d) {
    const Location where = d.labels[0].where;
    return std::make_tuple(std::string_view(sources.file(where.file).path), where.span.begin, d.rule->id,
                           std::string_view(d.message));
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

}  // namespace

std::vector<const RegisteredRule*> rules_to_run(const RuleSelection& selection) {
  std::vector<const RegisteredRule*> rules;
  for (const RegisteredRule& rule : registered_rules()) {
    const bool ignored = std::any_of(selection.ignore.begin(), selection.ignore.end(),
                                     [&](const RegisteredRule* r) { return r->rule == rule.rule; });
    if (ignored) continue;
    if (!selection.select.empty() ? is_selected(selection, *rule.rule)
                                  : selection.strict || rule.rule->info.reported != Default::strict)
      rules.push_back(&rule);
  }
  return rules;
}

Needs needs_of(const std::vector<const RegisteredRule*>& rules) {
  Needs needs;
  for (const RegisteredRule* rule : rules) {
    needs.workflows = needs.workflows || rule->rule->needs.workflows;
    needs.code = needs.code || rule->rule->needs.code;
    needs.iam = needs.iam || rule->rule->needs.iam;
    needs.schema = needs.schema || rule->rule->needs.schema;
  }
  return needs;
}

Report run_rules(const Application& application, const RuleSelection& selection, std::string_view today) {
  const std::vector<const RegisteredRule*> rules = rules_to_run(selection);
  Arena scratch;
  std::vector<RawFinding> findings = all_findings(application, rules, today, scratch);
  apply_yields(findings);
  // Before merging: a suppression on one resource takes it out of what is one finding for several.
  std::vector<SuppressedId> suppressions = read_suppressions(application);
  apply_suppressions(findings, suppressions);
  merge_same_place(findings);
  merge_groups(findings, *application.sources);
  name_constructs(findings);

  std::set<std::string_view> ran;
  for (const RegisteredRule* rule : rules) ran.insert(rule->rule->info.id);
  std::vector<RawFinding> about_suppressions;
  report_suppressions(suppressions, ran, {&application, &scratch, today}, about_suppressions);
  apply_suppressions(about_suppressions, suppressions);
  for (RawFinding& finding : about_suppressions) findings.push_back(std::move(finding));

  Report report;
  for (RawFinding& finding : findings) {
    apply_profile(selection, finding);
    const bool is_suppressed = finding.diagnostic.suppressed.kind != SuppressionKind::none;
    if (finding.diagnostic.hidden && finding.reported == Default::production && !is_suppressed)
      ++report.hidden_production;
    set_identity(finding.diagnostic, application);
    report.diagnostics.push_back(std::move(finding.diagnostic));
  }
  sort_findings(report.diagnostics, *application.sources);
  return report;
}

}  // namespace cumulint
