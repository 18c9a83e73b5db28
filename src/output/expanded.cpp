// Prints templates of ordinary resources.
#include "output/expanded.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/format.h"
#include "base/strings.h"
#include "model/intrinsics.h"
#include "model/scalar.h"
#include "text/line-index.h"

namespace cumulint {
namespace {

/// Is it a number as JSON writes one? YAML knows more: +1, 0x1f, 1_000, 007.
bool is_json_number(std::string_view text) {
  if (starts_with(text, "-")) text.remove_prefix(1);
  if (text.empty() || text.find_first_of("_xbo+") != std::string_view::npos) return false;
  if (text[0] < '0' || text[0] > '9' || text.back() == '.') return false;
  return text.size() == 1 || text[0] != '0' || text[1] == '.';
}

bool is_short_form(std::string_view tag) { return starts_with(tag, "!") && !starts_with(tag, "!!"); }

/// "Fn::GetAtt" of "!GetAtt"; a tag that is no function's is taken for one all the same.
std::string function_name(std::string_view tag) {
  if (const std::string_view known = long_name(tag); !known.empty()) return std::string(known);
  const std::string_view name = tag.substr(1);
  return starts_with(name, "Fn::") ? std::string(name) : std::string("Fn::").append(name);
}

template <class Writer>
class ValueWriter {
 public:
  explicit ValueWriter(Writer& json) : json_(json) {}

  void string(std::string_view text) { json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void key(std::string_view text) { json_.Key(text.data(), static_cast<rapidjson::SizeType>(text.size())); }

  void write(const Value& value, int depth = 0) {
    if (depth > 400) return json_.Null(), void();
    switch (value.kind) {
      case ValueKind::absent: return write_no_value();
      case ValueKind::null: json_.Null(); return;
      case ValueKind::broken:
        if (value.node == nullptr) json_.Null();
        else write_node(*value.node, depth);
        return;
      case ValueKind::text: return write_scalar(value);
      case ValueKind::list:
        json_.StartArray();
        for (const Field& item : value.fields) write(*item.value, depth + 1);
        json_.EndArray();
        return;
      case ValueKind::map: return write_map(value, depth);
      case ValueKind::expression:
        json_.StartObject();
        key(value.expression->name);
        write(*value.expression->argument->value, depth + 1);
        json_.EndObject();
        return;
    }
  }

 private:
  void write_no_value() {
    json_.StartObject();
    key("Ref");
    string("AWS::NoValue");
    json_.EndObject();
  }

  /// A call that could not be read is handed on as it stands.
  void write_node(const Node& node, int depth) {
    if (depth > 400) return json_.Null(), void();
    const bool is_call = is_short_form(node.tag);
    if (is_call) {
      json_.StartObject();
      key(function_name(node.tag));
    }
    if (node.kind == NodeKind::sequence) {
      json_.StartArray();
      for (const Entry& item : node.children) write_node(*item.value, depth + 1);
      json_.EndArray();
    } else if (node.kind == NodeKind::mapping) {
      json_.StartObject();
      for (const Entry& entry : node.children) {
        key(entry.key);
        write_node(*entry.value, depth + 1);
      }
      json_.EndObject();
    } else if (node.kind == NodeKind::scalar) {
      Value text;
      text.kind = ValueKind::text;
      text.style = node.style;
      text.text = node.text;
      write_scalar(text);
    } else {
      json_.Null();
    }
    if (is_call) json_.EndObject();
  }

  void write_scalar(const Value& value) {
    const ScalarKind kind = scalar_kind(value);
    if (kind == ScalarKind::boolean) json_.Bool(is_true(value));
    else if (kind != ScalarKind::text && is_json_number(value.text))
      json_.RawValue(value.text.data(), value.text.size(), rapidjson::kNumberType);
    else string(value.text);
  }

  void write_map(const Value& value, int depth) {
    json_.StartObject();
    for (std::size_t i = 0; i < value.fields.size(); ++i) {
      const Field& field = value.fields[i];
      if (value.find(field.key) != &field) continue;  // of duplicate keys the last counts
      key(field.key);
      write(*field.value, depth + 1);
    }
    json_.EndObject();
  }

  Writer& json_;
};

/// Every resource that a value refers to, as `id` or `id.attribute`.
class ReferenceFinder {
 public:
  explicit ReferenceFinder(const Template& expanded) : expanded_(expanded) {}

  void look_at(const Value& value, int depth = 0) {
    if (depth > 400) return;
    for (const Field& field : value.fields) look_at(*field.value, depth + 1);
    if (value.is(ValueKind::broken) && value.node != nullptr) look_at(*value.node, depth);
    if (!value.is(ValueKind::expression)) return;
    const Expression& call = *value.expression;
    if (call.kind == ExpressionKind::ref) return add(call.target, {});
    if (call.kind == ExpressionKind::get_att) add_attribute(call);
    if (call.kind == ExpressionKind::sub)
      for (const SubPart& part : call.parts)
        if (part.is_variable && part.local == nullptr) add(part.target, part.attribute);
    for (const Field& argument : call.args) look_at(*argument.value, depth + 1);
  }

  const std::set<std::string>& found() const { return found_; }

 private:
  /// In a call that could not be read: a GetAtt whose attribute is a call, and what lies below.
  void look_at(const Node& node, int depth) {
    if (depth > 400) return;
    if (is_short_form(node.tag)) add_call(function_name(node.tag), node);
    else if (node.kind == NodeKind::mapping && node.children.size() == 1) add_call(node.children[0].key, *node.children[0].value);
    for (const Entry& entry : node.children) look_at(*entry.value, depth + 1);
  }

  void add_call(std::string_view name, const Node& argument) {
    const bool is_list = argument.kind == NodeKind::sequence && !argument.children.empty();
    const Node& target = is_list ? *argument.children[0].value : argument;
    if (target.kind != NodeKind::scalar || (name != "Ref" && name != "Fn::GetAtt")) return;
    std::string attribute;
    for (const Entry& part : argument.children.subspan(is_list ? 1 : argument.children.size()))
      if (part.value->kind == NodeKind::scalar && attribute != "?") attribute.append(attribute.empty() ? "" : ".").append(part.value->text);
      else attribute = "?";
    add(target.text, attribute);
  }

  void add(std::string_view target, std::string_view attribute) {
    if (expanded_.find_resource(target) == nullptr) return;
    std::string text(target);
    if (!attribute.empty()) text.append(".").append(attribute);
    found_.insert(std::move(text));
  }

  void add_attribute(const Expression& call) {
    const bool is_open = call.attribute.empty() && call.args.size() > 1;
    add(call.target, is_open ? "?" : call.attribute);
  }

  const Template& expanded_;
  std::set<std::string> found_;
};

using Compact = rapidjson::Writer<rapidjson::StringBuffer>;

void write_resource(const Template& expanded, const Resource& resource, Compact& json) {
  ValueWriter<Compact> values(json);
  json.StartObject();
  json.Key("type");
  values.string(resource.type);
  json.Key("refs");
  ReferenceFinder finder(expanded);
  for (const Field& field : resource.body->fields)
    if (field.key != "DependsOn" && field.key != "Condition") finder.look_at(*field.value);
  json.StartArray();
  for (const std::string& text : finder.found()) values.string(text);
  json.EndArray();
  json.Key("dependsOn");
  json.StartArray();
  for (const Field& item : resource.depends_on) values.string(item.value->literal());
  json.EndArray();
  json.Key("condition");
  if (resource.condition.empty()) json.Null();
  else values.string(resource.condition);
  json.Key("properties");
  if (resource.properties->value->is(ValueKind::map)) values.write(*resource.properties->value);
  else json.StartObject(), json.EndObject();
  json.EndObject();
}

}  // namespace

void write_expanded(const Template& expanded, std::string& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> json(buffer);
  json.SetIndent(' ', 2);
  ValueWriter<rapidjson::PrettyWriter<rapidjson::StringBuffer>>(json).write(*expanded.root);
  out.append(buffer.GetString(), buffer.GetSize()).append("\n");
}

void write_expanded_resources(const Template& expanded, std::string& out) {
  rapidjson::StringBuffer buffer;
  Compact json(buffer);
  json.StartObject();
  json.Key("resources");
  json.StartObject();
  for (const Resource& resource : expanded.resources) {
    ValueWriter<Compact>(json).key(resource.id);
    write_resource(expanded, resource, json);
  }
  json.EndObject();
  json.EndObject();
  out.append(buffer.GetString(), buffer.GetSize()).append("\n");
}

void write_origins(const Template& expanded, const SourceMap& sources, std::string& out) {
  const SourceFile& file = sources.file(expanded.file);
  const LineIndex lines(file.text());
  for (const Resource& resource : expanded.resources) {
    const Position place = lines.position(resource.origin.key.begin, ColumnUnit::code_points);
    append(out, "{}:{}: {} {}", file.path, place.line + 1, resource.id, resource.type);
    if (!resource.event.empty()) append(out, " for event {} of {}", resource.event, resource.written->id);
    else if (resource.generated && resource.written != nullptr) append(out, " for {}", resource.written->id);
    out += '\n';
  }
}

}  // namespace cumulint
