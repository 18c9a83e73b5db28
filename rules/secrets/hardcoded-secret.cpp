// Flags credentials written into templates and sources.

#include <tuple>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

struct Hit {
  Location where;
  std::string provider;      // empty: generic, by its name
  std::string name;          // what it is assigned to
  std::string subject;       // "parameter:Name": rules on that parameter yield
  std::uint64_t scope = 0;   // hits of one scope belong together: an access key id and its secret
  bool is_key_id = false;
};

constexpr std::string_view access_key = "AWS secret access key";

/// AWS's secret access keys have no prefix: 40 characters under a secret name, with upper and lower case and digits.
bool is_secret_access_key(std::string_view value) {
  if (value.size() != 40) return false;
  bool upper = false, small = false, digit = false;
  for (char c : value) {
    upper = upper || (c >= 'A' && c <= 'Z');
    small = small || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
    if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '+')) return false;
  }
  return upper && small && digit;
}

/// A value by the name that it is given; an empty provider and name if it is none.
bool match_generic(std::string_view name, std::string_view value, Hit& hit) {
  // Keys of IAM conditions are no names: token.actions.githubusercontent.com:sub.
  if (contains(name, ":") || !is_secret_name(name) || !looks_generic_secret(value)) return false;
  if (starts_with(value, "amzn1.ask.")) return false;  // a skill's id: the EventSourceToken of its permission
  hit.name = name;
  if (is_secret_access_key(value)) hit.provider = access_key;
  return true;
}

/// !GetAtt Hook2.Arn and its like hold the name of something, not a value.
bool is_reference(std::string_view tag) {
  for (std::string_view one : {"!Ref", "!GetAtt", "!ImportValue", "!Condition"})
    if (tag == one) return true;
  return false;
}

/// The long forms: what Sub, Join, Base64 and If make is assigned to what the function stands at.
std::string_view name_below(std::string_view key, std::string_view name) {
  for (std::string_view one : {"Fn::Sub", "Fn::Join", "Fn::Base64", "Fn::If"})
    if (key == one) return name;
  return starts_with(key, "Fn::") || key == "Ref" ? std::string_view{} : key;
}

/// Every scalar of a template, with the name that it is assigned to.
class TemplateScan {
 public:
  explicit TemplateScan(const Unit& unit) : unit_(unit) {}

  std::vector<Hit> scan() {
    visit(*unit_.tree.root, "", "", 0);
    return std::move(hits_);
  }

 private:
  void visit(const Node& node, std::string_view name, const std::string& parameter, unsigned depth) {
    if (depth > 200) return;
    if (is_reference(node.tag)) name = {};
    if (node.kind == NodeKind::scalar) return visit_scalar(node, name, parameter);
    const std::string_view pair_name = name_of_pair(node);
    for (const Entry& entry : node.children) {
      if (entry.aliased || entry.merged || entry.key == "GenerateSecretString") continue;
      std::string_view assigned = node.kind == NodeKind::mapping ? name_below(entry.key, name) : name;
      std::string next = parameter;
      if (!pair_name.empty() && (entry.key == "Value" || entry.key == "ParameterValue" || entry.key == "value"))
        assigned = pair_name;
      if (depth == 2 && (entry.key == "Default" || (section_ == "Outputs" && entry.key == "Value"))) assigned = name;
      if (depth == 1 && section_ == "Parameters") next = entry.key;
      if (depth == 0) section_ = entry.key;
      scope_ = reinterpret_cast<std::uintptr_t>(&node);
      visit(*entry.value, assigned, next, depth + 1);
    }
  }

  /// {Name: DB_PASSWORD, Value: …} names its value.
  static std::string_view name_of_pair(const Node& node) {
    if (node.kind != NodeKind::mapping) return {};
    for (std::string_view key : {"Name", "ParameterKey", "name"})
      if (const Entry* entry = find_entry(node, key); entry != nullptr && entry->value->kind == NodeKind::scalar)
        return entry->value->text;
    return {};
  }

  void visit_scalar(const Node& node, std::string_view name, const std::string& parameter) {
    const std::size_t before = hits_.size();
    for (const SecretMatch& match : find_secrets(node.text))
      add(node, match.whole, name, parameter).provider = match.provider;
    for (std::size_t i = before; i < hits_.size(); ++i) hits_[i].is_key_id = hits_[i].provider == "AWS access key id";
    Hit generic;
    if (hits_.size() == before && match_generic(name, node.text, generic)) {
      add(node, {0, static_cast<std::uint32_t>(node.text.size())}, name, parameter).provider = generic.provider;
      return;
    }
    if (contains(node.text, "\"")) visit_pairs(node, parameter);
    // Code in a template is looked at as code.
    if (contains(node.text, "\n") && name != "InlineCode" && name != "ZipFile") visit_assignments(node, parameter);
  }

  /// A part of a scalar, assigned to a name within it.
  void add_inner(const Node& node, std::string_view name, std::string_view value, const std::string& parameter) {
    Hit generic;
    if (!match_generic(name, value, generic) || !find_secrets(value).empty()) return;
    const auto begin = static_cast<std::uint32_t>(value.data() - node.text.data());
    add(node, {begin, begin + static_cast<std::uint32_t>(value.size())}, name, parameter).provider = generic.provider;
  }

  /// export DB_PASSWORD=… in a script.
  void visit_assignments(const Node& node, const std::string& parameter) {
    for (std::string_view line : split(node.text, '\n')) {
      line = trim(line);
      if (starts_with(line, "export ")) line = trim(line.substr(7));
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos || line.find_first_of(" \t\"'$") < equals) continue;
      std::string_view value = line.substr(equals + 1);
      const bool is_quoted = !value.empty() && (value[0] == '"' || value[0] == '\'');
      if (is_quoted) value = value.substr(1, value.find(value[0], 1) - 1);
      else value = value.substr(0, value.find_first_of(" \t;"));
      if (!value.empty() && value[0] != '$') add_inner(node, line.substr(0, equals), value, parameter);
    }
  }

  /// "password": "…" inside of text: JSON in SecretString, UserData and the like.
  void visit_pairs(const Node& node, const std::string& parameter) {
    const std::string_view text = node.text;
    for (std::size_t colon = text.find(':', 1); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
      const std::size_t key_end = text.find_last_not_of(" ", colon - 1);
      const std::size_t open = text.find_first_not_of(" ", colon + 1);
      if (key_end == std::string_view::npos || open == std::string_view::npos || text[key_end] != '"' || text[open] != '"')
        continue;
      const std::size_t key_begin = key_end == 0 ? std::string_view::npos : text.rfind('"', key_end - 1);
      const std::size_t close = text.find('"', open + 1);
      if (key_begin == std::string_view::npos || close == std::string_view::npos || key_end - key_begin > 80) continue;
      const std::string_view key = text.substr(key_begin + 1, key_end - key_begin - 1);
      add_inner(node, key, text.substr(open + 1, close - open - 1), parameter);
    }
  }

  Hit& add(const Node& node, Span decoded, std::string_view name, const std::string& parameter) {
    Hit hit;
    hit.where = {unit_.file, in_file(unit_.tree.source, node, decoded)};
    hit.name = name;
    hit.scope = scope_;
    if (!parameter.empty()) hit.subject = "parameter:" + parameter;
    hits_.push_back(std::move(hit));
    return hits_.back();
  }

  const Unit& unit_;
  std::vector<Hit> hits_;
  std::string_view section_;
  std::uint64_t scope_ = 0;
};

std::vector<Hit> scan_code(const CodeFacts& code) {
  std::vector<Hit> hits;
  for (const CodeLiteral& literal : code.literals) {
    Hit hit;
    hit.where = literal.where;
    hit.name = literal.assigned_to;
    hit.scope = std::uint32_t(literal.where.file);
    const std::vector<SecretMatch> matches = find_secrets(literal.text);
    if (!matches.empty()) {
      hit.provider = matches[0].provider;
      hit.is_key_id = hit.provider == "AWS access key id";
    } else if (!match_generic(literal.assigned_to, literal.text, hit)) {
      continue;
    }
    hits.push_back(std::move(hit));
  }
  return hits;
}

void report_hit(const Hit& hit, const Hit* key_id, Reporter& report) {
  Finding finding = report.finding(fact());
  finding.at(hit.where).about(hit.subject);
  if (hit.provider.empty()) {
    finding.level(Level::warning).say("the literal assigned to ", hit.name, " looks like a credential");
  } else {
    finding.say(hit.provider, " in plain text", hit.name.empty() ? "" : ", assigned to ", hit.name);
  }
  finding.why("whoever can read the repository or the template can use it, and its history keeps it")
      .help("revoke it, and read the new one from Secrets Manager or an SSM SecureString at run time");
  if (key_id != nullptr) finding.related(key_id->where, "the id of the access key");
}

void check(const UnitView& unit, Reporter& report) {
  std::vector<Hit> hits = TemplateScan(unit.unit()).scan();
  if (unit.unit().code != nullptr)
    for (Hit& hit : scan_code(*unit.unit().code)) hits.push_back(std::move(hit));
  for (const Hit& hit : hits) {
    const Hit* partner = nullptr;
    for (const Hit& other : hits)
      if (other.scope == hit.scope && other.is_key_id != hit.is_key_id &&
          (other.provider == access_key || hit.provider == access_key))
        partner = &other;
    if (hit.is_key_id && partner != nullptr) continue;  // a pair is one finding, at the secret
    report_hit(hit, hit.provider == access_key ? partner : nullptr, report);
  }
}

}  // namespace

extern constinit const Rule hardcoded_secret{
    .info = {.id = "hardcoded-secret", .level = Level::error, .tags = {"security"}, .section = "11.3"},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
