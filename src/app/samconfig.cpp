// Reads samconfig.toml by toml++: the only place that includes it.
#include "app/samconfig.h"

#include <toml++/toml.h>

#include <array>
#include <optional>

#include "base/strings.h"

namespace cumulint {
namespace {

/// Text up to a blank outside quotes; quotes and escapes are resolved.
class OverrideReader {
 public:
  explicit OverrideReader(std::string_view text) : text_(text) {}

  std::map<std::string, std::string> read() {
    std::map<std::string, std::string> result;
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
      const std::string key = word("=");
      if (at_ < text_.size() && text_[at_] == '=') ++at_;
      else continue;  // no assignment
      if (key == "ParameterKey") read_long_form(result);
      else result[key] = word("");
    }
    return result;
  }

 private:
  void read_long_form(std::map<std::string, std::string>& result) {
    constexpr std::string_view second = ",ParameterValue=";
    const std::string key = word(",");
    if (text_.substr(at_, second.size()) != second) return;
    at_ += second.size();
    result[key] = word("");
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  std::string word(std::string_view ends) {
    std::string out;
    char quote = '\0';
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        out += text_[++at_];
      } else if (quote != '\0') {
        if (c == quote) quote = '\0';
        else out += c;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (is_blank(c) || ends.find(c) != std::string_view::npos) {
        break;
      } else {
        out += c;
      }
    }
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  return {};
}

std::map<std::string, std::string> overrides_of(const toml::node& node) {
  std::map<std::string, std::string> result;
  if (const toml::array* list = node.as_array()) {
    for (const toml::node& item : *list) {
      const std::string pair = text_of(item);
      // An item of a list is one pair: its value may hold blanks.
      const std::size_t equals = pair.find('=');
      if (starts_with(pair, "ParameterKey=")) result.merge(parse_parameter_overrides(pair));
      else if (equals != std::string::npos) result[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
  } else if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) result[std::string(key.str())] = text_of(value);
  } else {
    result = parse_parameter_overrides(text_of(node));
  }
  return result;
}

}  // namespace

bool is_build_output(std::string_view template_file) {
  return contains(template_file, ".aws-sam") || starts_with(template_file, "packaged");
}

namespace {

SamConfig read_environment(const toml::table& root, const std::string& environment) {
  SamConfig config;
  const toml::table* sections = root[environment].as_table();
  if (sections == nullptr) return config;
  config.has_environment = true;
  // The command's own section counts before the one for all commands.
  const auto text = [&](const char* command, std::string_view name) {
    const toml::node* node = (*sections)[command]["parameters"][name].node();
    return node == nullptr ? std::string() : text_of(*node);
  };
  const auto setting = [&](std::string_view name) -> const toml::node* {
    for (const char* command : {"deploy", "global"}) {
      const toml::node* node = (*sections)[command]["parameters"][name].node();
      if (node != nullptr) return node;
    }
    return nullptr;
  };
  if (const toml::node* node = setting("parameter_overrides")) config.parameters = overrides_of(*node);
  if (const toml::node* node = setting("region")) config.region = text_of(*node);
  if (const toml::node* node = setting("stack_name")) config.stack_name = text_of(*node);
  for (const char* name : {"template_file", "template"})
    if (const toml::node* node = setting(name); node != nullptr && config.template_file.empty())
      config.template_file = text_of(*node);
  // What is built is what the author wrote; what is deployed may be what the build made of it.
  for (const char* command : {"build", "validate", "deploy", "global"})
    for (const char* name : {"template_file", "template"})
      if (const std::string file = text(command, name); config.source_template.empty() && !is_build_output(file))
        config.source_template = file;
  return config;
}

}  // namespace

std::map<std::string, std::string> parse_parameter_overrides(std::string_view text) { return OverrideReader{text}.read(); }

Result<SamConfig> parse_samconfig(std::string_view text, const std::string& path, const std::string& environment) {
  try {
    const toml::table root = toml::parse(text, path);
    return read_environment(root, environment.empty() ? "default" : environment);
  } catch (const toml::parse_error& error) {
    return Error{path + ":" + std::to_string(error.source().begin.line) + " is not valid TOML: " +
                 std::string(error.description()) + "."};
  }
}

}  // namespace cumulint
