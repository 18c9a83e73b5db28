// What the rules are, from their own pages.
#include "output/rule-list.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "base/format.h"
#include "diag/rule-link.h"
#include "output/rule-page.h"

namespace cumulint {
namespace {

std::string_view default_name(Default reported) {
  switch (reported) {
    case Default::on: return "on";
    case Default::production: return "production";
    case Default::strict: return "strict";
  }
  return "";
}

std::string_view fix_name(FixSafety fix) {
  return fix == FixSafety::safe ? "safe" : fix == FixSafety::suggestion ? "suggestion" : "none";
}

template <class Texts>
void write_texts(rapidjson::PrettyWriter<rapidjson::StringBuffer>& json, const char* key, const Texts& texts) {
  json.Key(key), json.StartArray();
  for (const std::string_view text : texts) {
    if (!text.empty()) json.String(std::string(text).c_str());
  }
  json.EndArray();
}

}  // namespace

void write_rule_list_text(std::string& out) {
  for (const RegisteredRule& registered : registered_rules()) {
    const RuleInfo& info = registered.rule->info;
    append(out, "{:<34} {:<8} {:<11} {:<12} {}\n", info.id, level_name(info.level), default_name(info.reported),
           registered.family, parse_rule_page(registered.page).summary);
  }
}

void write_rule_list_json(std::string& out) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> json(buffer);
  json.SetIndent(' ', 2);
  json.StartArray();
  for (const RegisteredRule& registered : registered_rules()) {
    const RuleInfo& info = registered.rule->info;
    const auto member = [&json](const char* key, std::string_view text) {
      json.Key(key), json.String(std::string(text).c_str());
    };
    json.StartObject();
    member("id", info.id);
    member("family", registered.family);
    member("level", level_name(info.level));
    member("default", default_name(info.reported));
    member("fix", fix_name(info.fix));
    write_texts(json, "tags", info.tags);
    write_texts(json, "aliases", info.aliases);
    member("summary", parse_rule_page(registered.page).summary);
    member("url", rule_url(registered.family, info.id));
    json.EndObject();
  }
  json.EndArray();
  out.append(buffer.GetString(), buffer.GetSize());
  out += '\n';
}

std::string explanation(const RegisteredRule& rule) {
  const RuleInfo& info = rule.rule->info;
  std::string out = parse_rule_page(rule.page).markdown;
  append(out, "\nLevel: {} · reported: {} · fix: {} · family: {}\n{}\n", level_name(info.level),
         default_name(info.reported), fix_name(info.fix), rule.family, rule_url(rule.family, info.id));
  return out;
}

}  // namespace cumulint
