// Flags references to nothing: Ref, GetAtt, Sub, DependsOn, Condition and FindInMap.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html

#include <algorithm>
#include <set>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

using Names = std::vector<std::string_view>;

/// Types whose attributes the schemas can't list: they depend on the template behind them.
bool has_own_attributes(std::string_view type) {
  return starts_with(type, "Custom::") || ends_with(type, "::MODULE") || type == "AWS::CloudFormation::CustomResource" ||
         type == "AWS::CloudFormation::Stack" || type == "AWS::CloudFormation::WaitCondition" ||
         type == "AWS::ServiceCatalog::CloudFormationProvisionedProduct";
}

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
constexpr std::string_view made_by_sam[] = {"Alias", "Version", "DestinationTopic", "DestinationQueue", "Stage", "Deployment",
                                            "DomainName", "DomainNameV2", "UsagePlan", "UsagePlanKey", "ApiKey"};
/// What is missing, in words, and what was meant.
struct Missing {
  std::string key;        // tells apart what has the same kind and name
  std::string_view what;  // "parameter or resource"
  std::string name;
  std::string help;
};

class Check {
 public:
  Check(const UnitView& unit, Reporter& report)
      : unit_(unit), report_(report), written_(unit.written()), effective_(unit.effective()) {}

  void run() {
    const Template& source = written_.has_unknown_macro ? effective_ : written_;  // loops are unrolled there
    for (const NameUse& use : collect_name_uses(source, nullptr, *unit_.run().scratch)) check(use);
    if (source.mappings.empty()) return;
    // Keys are looked up only where a deployment gets to; names have to be there even where none does.
    for (const NameUse& use : collect_name_uses(source, unit_.unit().conditions.get(), *unit_.run().scratch))
      if (const Mapping* at = written_.find_mapping(use.target); at != nullptr && use.kind == NameUseKind::mapping) check_keys(use, *at);
  }

 private:
  void check(const NameUse& use) {
    switch (use.kind) {
      case NameUseKind::ref: return check_ref(use);
      case NameUseKind::get_att: return check_attribute(use);
      case NameUseKind::depends_on:
        if (!is_resource(use.target)) missing(use, {"", "resource", std::string(use.target), meant(use.target, resources())});
        return;
      case NameUseKind::condition:
        if (effective_.find_condition(use.target) == nullptr && written_.find_condition(use.target) == nullptr)
          missing(use, {"", "condition", std::string(use.target), meant(use.target, conditions())});
        return;
      case NameUseKind::mapping:
        if (!use.target.empty() && written_.find_mapping(use.target) == nullptr)
          missing(use, {"", "mapping", std::string(use.target), meant(use.target, mappings())});
        return;
      case NameUseKind::transform: return;
    }
  }

  bool is_resource(std::string_view id) const {
    if (written_.find_resource(id) != nullptr || effective_.find_resource(id) != nullptr) return true;
    if (is_connector(id)) return true;
    // A name with a hash behind the id of a resource that SAM, or a module, turns into others: MyLayer5a1b2c3d4e.
    const std::size_t stem = id.find_last_not_of("0123456789abcdef");
    return stem != std::string_view::npos && id.size() - stem > 8;
  }

  /// What is written inside a resource under Connectors has the resource's and its own name.
  bool is_connector(std::string_view id) const {
    for (const Resource& resource : written_.resources) {
      const Field* connectors = resource.body->find("Connectors");
      if (connectors != nullptr && starts_with(id, resource.id) &&
          connectors->value->find(id.substr(resource.id.size())) != nullptr)
        return true;
    }
    return false;
  }

  void check_ref(const NameUse& use) {
    const std::string_view name = use.target;
    if (written_.find_parameter(name) != nullptr || effective_.find_parameter(name) != nullptr) return;
    if (starts_with(name, "AWS::")) {
      static constexpr std::string_view pseudo[] = {"AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue",
                                                    "AWS::Partition", "AWS::Region", "AWS::StackId",
                                                    "AWS::StackName", "AWS::URLSuffix"};
      if (std::find(std::begin(pseudo), std::end(pseudo), name) != std::end(pseudo)) return;
      return missing(use, {"", "pseudo parameter", std::string(name), meant(name, {std::begin(pseudo), std::end(pseudo)})});
    }
    if (use.in_conditions)
      return missing(use, {"condition:", "parameter", std::string(name),
                           written_.find_resource(name) != nullptr ? "conditions and rules can refer to parameters only"
                                                                   : meant(name, parameters())});
    const std::size_t dot = name.find('.');  // SAM's own: !Ref Function.Version
    if (is_resource(name.substr(0, dot))) return;
    Names known = parameters();
    const Names ids = resources();
    known.insert(known.end(), ids.begin(), ids.end());
    missing(use, {"", "parameter or resource", std::string(name), meant(name, known)});
  }

  void check_attribute(const NameUse& use) {
    const std::size_t dot = use.target.find('.');  // SAM's own: [Function.Alias, Arn]
    if (dot != std::string_view::npos && is_resource(use.target.substr(0, dot))) return;
    if (!is_resource(use.target)) {
      std::string help = meant(use.target, resources());
      if (written_.find_parameter(use.target) != nullptr) help = "a parameter has no attributes";
      return missing(use, {"", use.in_sub ? "parameter or resource" : "resource", std::string(use.target), help});
    }
    const Resource* resource = effective_.find_resource(use.target);
    if (resource == nullptr || resource->generated || use.attribute.empty() || has_own_attributes(resource->type)) return;
    const schema::ResourceType* type = schema::find_resource_type(resource->type);
    if (type == nullptr || type->attributes().empty() || is_attribute(*type, use)) return;
    const std::string_view near = schema::nearest_attribute(*type, use.attribute);
    report_.finding(fact(), unit_)
        .at(use.field)
        .say(resource->type, " ", use.target, " has no attribute ", use.attribute)
        .why("the deployment fails")
        .help(near.empty() ? "see the return values of the type" : "did you mean " + std::string(near) + "?");
  }

  bool is_attribute(const schema::ResourceType& type, const NameUse& use) const {
    // "Endpoint.Port" may be part of an attribute that is an object.
    for (std::string_view name = use.attribute; !name.empty();) {
      if (type.find_attribute(name) != nullptr) return true;
      const std::size_t dot = name.rfind('.');
      name = dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
    }
    // What SAM makes beside a resource, it lets you call an attribute: Function.Alias.
    const Resource* written = written_.find_resource(use.target);
    if (written == nullptr || written->type == effective_.find_resource(use.target)->type) return written == nullptr;
    return std::find(std::begin(made_by_sam), std::end(made_by_sam), use.attribute.substr(0, use.attribute.find('.'))) !=
           std::end(made_by_sam);
  }

  void check_keys(const NameUse& use, const Mapping& mapping) {
    const Value& rows_of = *mapping.definition;
    if (use.call->args.size() > 3 || !rows_of.is(ValueKind::map) || rows_of.find("Fn::Transform") != nullptr) return;
    const Possible rows = unit_.resolve(use.call->args[1], use.when);
    for (const Candidate& row : rows.candidates) {
      const auto key = row.text.known();
      const Field* there = key ? rows_of.find(*key) : nullptr;
      if (key && there == nullptr) report_key(when(row.when), *key, mapping, rows_of, *row.field);
      else if (key && there->value->is(ValueKind::map)) check_column(*use.call, row, mapping, *there->value);
    }
    // The first key is not known, but no row has the second.
    if (rows.candidates.empty() || !rows.candidates[0].text.known()) check_every_row(use, mapping);
  }

  void check_column(const Expression& call, const Candidate& row, const Mapping& mapping, const Value& columns) {
    const Possible keys = unit_.resolve(call.args[2], row.when);
    for (const Candidate& key : keys.candidates)
      if (const auto text = key.text.known(); text && columns.find(*text) == nullptr)
        report_key(when(key.when), *text, mapping, columns, *key.field);
  }

  void check_every_row(const NameUse& use, const Mapping& mapping) {
    const std::string_view column = use.call->args[2].value->literal();
    const Value* first = nullptr;
    for (const Field& row : mapping.definition->fields) {
      if (!row.value->is(ValueKind::map) || row.value->find(column) != nullptr) return;
      if (first == nullptr) first = row.value;
    }
    if (first != nullptr && !column.empty()) report_key(fact(), column, mapping, *first, use.call->args[2]);
  }

  void report_key(const Verdict& verdict, std::string_view key, const Mapping& mapping, const Value& map, const Field& place) {
    Names keys;
    for (const Field& field : map.fields) keys.push_back(field.key);
    report_.finding(verdict, unit_)
        .at(place)
        .say("mapping ", mapping.name, " has no key '", key, "'")
        .why("the deployment fails")
        .help(meant(key, keys, "add the key, or use another"))
        .related(mapping.origin, "the mapping");
  }

  static std::string meant(std::string_view name, const Names& known, std::string_view else_ = "") {
    const std::string_view near = did_you_mean(name, known);
    return std::string(near.empty() ? else_ : "did you mean ") + std::string(near) + (near.empty() ? "" : "?");
  }

  void missing(const NameUse& use, Missing what) {
    const std::string kind(what.what), group = what.key + kind + ":" + what.name;
    // What SAM refuses it does not expand: a name that is not near another may be one that it would have made.
    if (unit_.unit().sam_refused && !starts_with(what.help, "did you mean")) return;
    // A user counts once, however often it names what is missing.
    if (!members_.insert(group + "\n" + user_of(use)).second) return;
    Finding finding = report_.finding(fact(), unit_);
    finding.at(use.field)
        .why("the deployment fails")
        .help(what.help.empty() ? "define it, or remove the reference" : what.help)
        .group(group, 0, "there is no " + kind + " " + what.name + ", which {members} uses",
               "there is no " + kind + " " + what.name + ", which {members} use");
    if (use.resource != nullptr) finding.about(*use.resource);
    finding.member_name(user_of(use));
  }

  static std::string user_of(const NameUse& use) {
    const std::string name(use.user_name());
    if (use.output != nullptr) return "output " + name;
    if (use.condition != nullptr) return "condition " + name;
    return use.resource != nullptr ? name : use.in_conditions ? "a rule" : "Globals";
  }

  Names resources() const {
    Names names;
    for (const Resource& resource : written_.resources) names.push_back(resource.id);
    for (const Resource& resource : effective_.resources)
      if (resource.generated) names.push_back(resource.id);
    return names;
  }
  template <class Record>
  static Names names_of(std::span<const Record> records) {
    Names names;
    for (const Record& record : records) names.push_back(record.name);
    return names;
  }
  Names parameters() const { return names_of(written_.parameters); }
  Names conditions() const { return names_of(written_.conditions); }
  Names mappings() const { return names_of(written_.mappings); }

  const UnitView& unit_;
  Reporter& report_;
  const Template &written_, &effective_;
  std::set<std::string> members_;
};

void check(const UnitView& unit, Reporter& report) {
  // An unknown macro, or an included text, may define what is missing here.
  if (unit.effective().has_unknown_macro || !unit.written().is_template) return;
  Check{unit, report}.run();
}

}  // namespace

extern constinit const Rule unresolved_reference{
    .info = {.id = "unresolved-reference",
             .level = Level::error,
             .tags = {"reliability"},
             .aliases = {"E1020", "E1010", "E1019", "E1011", "E3005", "E3015", "E6005", "E8002"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
