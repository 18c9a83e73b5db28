// Turns a verdict and a rule's words into a finding: level, assumptions, places through chains of causes.
#include "rule/reporter.h"

#include <algorithm>

#include "base/strings.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

std::string text_of(const Candidate& candidate) {
  std::string out;
  for (const Piece& piece : candidate.text.pieces) {
    if (piece.alternatives.size() == 1) {
      out += piece.alternatives[0].text;
    } else if (!piece.reference.target.empty()) {
      out += "${" + std::string(piece.reference.target);
      if (!piece.reference.attribute.empty()) out += "." + std::string(piece.reference.attribute);
      out += "}";
    } else {
      out += "*";
    }
  }
  return mask_secrets(out);
}

/// The atoms that a reader must know to see the finding: every deployment-dependent one, strongest basis first.
std::string assumptions(const Verdict& verdict) {
  if (verdict.always || verdict.basis == Basis::fact) return {};
  std::vector<Atom> atoms;
  const auto add = [&](const Scenario& scenario) {
    for (const Atom& atom : scenario.atoms) {
      const bool known = std::any_of(atoms.begin(), atoms.end(),
                                     [&](const Atom& a) { return a.subject->name == atom.subject->name; });
      if (atom.basis != Basis::fact && !known) atoms.push_back(atom);
    }
  };
  add(verdict.when);
  if (verdict.first) add(verdict.first->when);
  if (verdict.second) add(verdict.second->when);
  std::string defaults, cases;
  for (const Atom& atom : atoms) {
    if (atom.basis == Basis::parameter_default) {
      defaults += (defaults.empty() ? "with the default of parameter " : " and of ") + std::string(atom.subject->name);
    } else {
      cases += (cases.empty() ? "when " : " and ") + std::string(atom.subject->name) + " is " + mask_secrets(atom.literal);
    }
  }
  if (!cases.empty() && !defaults.empty()) return cases + ", " + defaults;
  return cases + defaults;
}

Level lowered(Level level) { return level == Level::error ? Level::warning : Level::note; }

std::string_view cause_text(CauseKind kind) {
  switch (kind) {
    case CauseKind::alias: return "used here through an alias";
    case CauseKind::merge: return "merged in here";
    case CauseKind::include: return "included here";
    case CauseKind::for_each: return "repeated here by Fn::ForEach";
    case CauseKind::globals: return "set in Globals for this resource";
    case CauseKind::sam: return "SAM makes it from this";
    case CauseKind::aws_default: return "AWS's default applies here";
    case CauseKind::parameter: return "referred to here";
    case CauseKind::mapping: return "looked up here";
  }
  return "";
}

std::string_view value_text(CauseKind kind, bool same_file) {
  if (!same_file) return "the value that the other template gives";
  return kind == CauseKind::parameter ? "the value that the parameter gives" : "the value that the mapping gives";
}

/// Its author is the tool's, who is not here: what the CDK makes for itself is worth errors only.
bool is_made_by_tool(const RawFinding& finding) {
  if (finding.unit == nullptr || finding.unit->graph == nullptr || finding.resources.empty()) return false;
  const Graph& graph = *finding.unit->graph;
  const GraphNode* node = graph.find(*finding.resources.front());
  return node != nullptr && graph.has_role(*node, RoleFlag::tool_generated);
}

}  // namespace

Location written_key(const Field& field) {
  const Origin* origin = &field.origin;
  while (origin->cause != nullptr &&
         (origin->cause->kind == CauseKind::parameter || origin->cause->kind == CauseKind::mapping))
    origin = &origin->cause->user;
  return origin->key_place();
}

Words::Words(const Candidate& candidate) : text_(text_of(candidate)) {}

Place::Place(const Origin& origin) : where(origin.value_place()), cause(origin.cause) {}

Place::Place(const Resource& resource) : where(resource.origin.key_place()), cause(nullptr) {}

Finding::Finding(Reporter& reporter, const Verdict& verdict) : reporter_(&reporter), verdict_(verdict) {
  raw_.unit = reporter.unit_;
  raw_.diagnostic.rule = &reporter.rule().info;
  raw_.diagnostic.level = reporter.rule().info.level;
  raw_.reported = reporter.rule().info.reported;
}

std::string Finding::join(std::initializer_list<Words> parts) {
  std::string out;
  for (const Words& part : parts) out += part.text();
  return out;
}

Finding& Finding::set_place(const Place& place) {
  Location where = place.where;
  // A reference stays primary and what it refers to is related; a value in Globals is primary itself.
  for (const Cause* cause = place.cause; cause != nullptr; cause = cause->user.cause) {
    const Location user = cause->user.value_place();
    if (user.file == FileId::none) break;
    if (cause->kind == CauseKind::parameter || cause->kind == CauseKind::mapping) {
      causes_.push_back({where, std::string(value_text(cause->kind, where.file == user.file)),
                         LabelKind::related});
      where = user;
    } else if (cause->kind == CauseKind::sam) {
      continue;  // the text that SAM takes is the place; what it makes of it has none
    } else {
      causes_.push_back({cause->user.key_place(), std::string(cause_text(cause->kind)), LabelKind::related});
    }
  }
  raw_.diagnostic.labels.insert(raw_.diagnostic.labels.begin(), {where, "", LabelKind::primary});
  return *this;
}

Finding& Finding::at(const Resource& resource) {
  set_place(Place(resource));
  return about(resource);
}

Finding& Finding::at(const SdkCall& call) {
  set_place(Place(call));
  if (raw_.diagnostic.identity.logical_path.empty()) {
    std::string path = call.in ? std::string(call.in->name) : std::string();
    path += ":" + std::string(call.service) + "." + std::string(call.operation);
    if (call.target.resource) path += ":" + std::string(call.target.resource->id);
    raw_.diagnostic.identity.logical_path = std::move(path);
  }
  return about(call);
}

Finding& Finding::set_message(std::string text) {
  raw_.diagnostic.message = std::move(text);
  return *this;
}

Finding& Finding::set_why(std::string text) {
  raw_.diagnostic.why = std::move(text);
  return *this;
}

Finding& Finding::set_help(std::string text) {
  raw_.diagnostic.help = std::move(text);
  return *this;
}

Finding& Finding::add_related(const Place& place, std::string text) {
  if (place.where.file == FileId::none) return *this;
  related_.push_back({place.where, std::move(text), LabelKind::related});
  for (const Cause* cause = place.cause; cause != nullptr; cause = cause->user.cause) {
    if (cause->user.file == FileId::none || cause->kind == CauseKind::sam) continue;
    related_.push_back({cause->kind == CauseKind::globals ? cause->user.key_place() : cause->user.value_place(),
                        std::string(cause_text(cause->kind)), LabelKind::related});
  }
  return *this;
}

Finding& Finding::about(const Resource& resource) {
  raw_.subjects.push_back("resource:" + std::string(resource.id));
  raw_.resources.push_back(&resource);
  return *this;
}

Finding& Finding::about(const SdkCall& call) {
  raw_.subjects.push_back("call:" + std::to_string(std::uint32_t(call.where.file)) + ":" +
                          std::to_string(call.where.span.begin));
  return *this;
}

Finding& Finding::about(const Field& field) {
  const Location where = field.origin.key_place();
  raw_.subjects.push_back("field:" + std::to_string(std::uint32_t(where.file)) + ":" +
                          std::to_string(where.span.begin));
  return *this;
}

Finding& Finding::about(std::string_view key) {
  if (!key.empty()) raw_.subjects.emplace_back(key);
  return *this;
}

Finding& Finding::level(Level level) {
  raw_.diagnostic.level = level;
  return *this;
}

Finding& Finding::reported(Default set) {
  raw_.reported = set;
  return *this;
}

Finding& Finding::raised_by_production() {
  raw_.raised_by_production = true;
  return *this;
}

Finding& Finding::stands_alone() {
  raw_.stands_alone = true;
  return *this;
}

Finding& Finding::chain() {
  raw_.diagnostic.is_chain = true;
  return *this;
}

Finding& Finding::identity(std::string logical_path) {
  raw_.diagnostic.identity.logical_path = std::move(logical_path);
  return *this;
}

Finding& Finding::fix(FixSafety safety, std::string title, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.where.span.begin < b.where.span.begin; });
  if (!edits.empty()) raw_.diagnostic.fixes.push_back({std::move(title), safety, std::move(edits)});
  return *this;
}

Finding& Finding::group(std::string key, std::size_t total, std::string one, std::string many) {
  raw_.group = key.empty() ? "template" : std::move(key);
  raw_.group_total = total;
  raw_.group_one = std::move(one);
  raw_.group_many = std::move(many);
  return *this;
}

Finding& Finding::member_name(std::string name) {
  member_name_ = std::move(name);
  return *this;
}

void Finding::apply_verdict() {
  Diagnostic& diagnostic = raw_.diagnostic;
  const bool rests_on_default = verdict_.basis == Basis::parameter_default;
  if (rests_on_default || (verdict_.basis == Basis::allowed_value && !verdict_.always)) {
    if (diagnostic.level == Level::note && raw_.reported == Default::on) raw_.reported = Default::strict;
    diagnostic.level = lowered(diagnostic.level);
    for (Fix& fix : diagnostic.fixes) fix.safety = FixSafety::suggestion;
  }
  const std::string words = assumptions(verdict_);
  if (!words.empty()) diagnostic.message += rests_on_default ? " (" + words + ")" : " " + words;
}

Finding::~Finding() {
  if (!verdict_ || raw_.diagnostic.labels.empty()) return;
  apply_verdict();
  Diagnostic& diagnostic = raw_.diagnostic;
  if (diagnostic.level != Level::error && is_made_by_tool(raw_)) return;
  for (auto* list : {&causes_, &related_})
    for (Label& label : *list) diagnostic.labels.push_back(std::move(label));
  if (!raw_.group.empty()) {
    const Resource* resource = raw_.resources.empty() ? nullptr : raw_.resources.front();
    if (member_name_.empty() && resource) member_name_ = resource->id;
    raw_.members.push_back({member_name_, diagnostic.labels[0].where, resource, diagnostic.level});
  }
  reporter_->findings_.push_back(std::move(raw_));
}

}  // namespace cumulint
