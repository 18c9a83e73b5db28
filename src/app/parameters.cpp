// Values for a template's parameters.
#include "app/parameters.h"

#include <algorithm>

#include "app/project.h"
#include "app/samconfig.h"
#include "base/strings.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint {
namespace {

using Values = std::map<std::string, std::string>;
constexpr std::size_t max_bytes = 1'000'000;

/// A list's item: an object of key and value, or a text with '='.
bool add_item(const Node& item, Values& values) {
  if (item.kind == NodeKind::scalar) {
    const std::size_t equals = item.text.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    values[std::string(item.text.substr(0, equals))] = item.text.substr(equals + 1);
    return true;
  }
  const Entry* key = find_entry(item, "ParameterKey");
  if (key == nullptr || key->value->kind != NodeKind::scalar) return false;
  const Entry* value = find_entry(item, "ParameterValue");
  if (value == nullptr) return find_entry(item, "UsePreviousValue") != nullptr;  // not known here
  if (value->value->kind != NodeKind::scalar) return false;
  values[std::string(key->value->text)] = value->value->text;
  return true;
}

bool add_pairs(const Node& map, Values& values) {
  for (const Entry& entry : map.children) {
    const Node& value = *entry.value;
    if (value.kind == NodeKind::sequence) {  // a list parameter
      std::string joined;
      for (const Entry& item : value.children) joined += (joined.empty() ? "" : ",") + std::string(item.value->text);
      values[std::string(entry.key)] = joined;
    } else if (value.kind == NodeKind::scalar) {
      values[std::string(entry.key)] = value.text;
    } else {
      return false;
    }
  }
  return true;
}

void add_all(GivenValues& given, const Values& values) {
  for (const auto& [name, value] : values) given.parameters[name] = value;
}

Result<Values> read_parameter_file(const std::string& path, Outside& outside) {
  const Result<std::string> text = outside.files().read(path, max_bytes);
  if (!text) return text.error();
  return parse_parameter_file(*text, path);
}

/// Does the samconfig.toml in `folder` deploy this template?
bool is_for(const SamConfig& config, const std::string& folder, const std::string& template_path) {
  if (!config.template_file.empty()) {
    const std::string named = normalise_path(join_path(folder, config.template_file));
    if (named == template_path) return true;
    // What a build or package step writes comes from the template that stands here.
    if (!is_build_output(config.template_file)) return false;
  }
  if (!config.source_template.empty())
    return normalise_path(join_path(folder, config.source_template)) == template_path;
  const std::string_view name = file_name_of(template_path);
  return folder_of(template_path) == folder && (name == "template.yaml" || name == "template.yml" || name == "template.json");
}

/// The nearest samconfig.toml that deploys the template; nothing if there is none.
Result<SamConfig> find_samconfig(const std::string& template_path, const std::string& root, const std::string& environment,
                                 const FileSystem& files) {
  for (std::string folder(folder_of(template_path));; folder = folder_of(folder)) {
    if (!lies_in(folder, root)) return SamConfig{};
    const std::string path = join_path(folder, "samconfig.toml");
    if (files.kind(path) == FileKind::file) {
      const Result<std::string> text = files.read(path, max_bytes);
      if (!text) return text.error();
      Result<SamConfig> config = parse_samconfig(*text, path, environment);
      if (!config || is_for(*config, folder, template_path)) return config;
    }
    if (folder == root || folder.empty() || folder == "/") return SamConfig{};
  }
}

}  // namespace

std::string samconfig_template(const std::string& folder, const std::string& environment, const FileSystem& files) {
  const std::string path = join_path(folder, "samconfig.toml");
  if (files.kind(path) != FileKind::file) return {};
  const Result<std::string> text = files.read(path, max_bytes);
  if (!text) return {};
  const Result<SamConfig> config = parse_samconfig(*text, path, environment);
  if (!config || config->source_template.empty()) return {};
  const std::string named = normalise_path(join_path(folder, config->source_template));
  return files.kind(named) == FileKind::file ? named : std::string();
}

Result<std::map<std::string, std::string>> parse_parameter_file(std::string_view text, const std::string& path) {
  std::string padded(text);
  padded.append(SourceFile::padding, '\0');
  Arena arena;
  const Tree tree = read_json(FileId::none, std::string_view(padded).substr(0, text.size()), arena);
  if (!tree.errors.empty()) return Error{"The parameter file " + path + " is not valid JSON: " + std::string(tree.errors[0].message) + "."};
  const Node& root = *tree.root;
  Values values;
  bool good = false;
  if (root.kind == NodeKind::sequence) {
    good = std::all_of(root.children.begin(), root.children.end(),
                       [&](const Entry& item) { return add_item(*item.value, values); });
  } else if (root.kind == NodeKind::mapping) {
    const Entry* parameters = find_entry(root, "Parameters");
    const bool is_nested = parameters != nullptr && parameters->value->kind == NodeKind::mapping;
    good = add_pairs(is_nested ? *parameters->value : root, values);
  }
  if (!good) {
    return Error{"The parameter file " + path +
                 " holds neither a list of ParameterKey and ParameterValue nor a map of Parameters."};
  }
  return values;
}

Result<GivenValues> given_values(const AnalysisOptions& options, const Config& config, const std::string& template_path,
                                 const std::string& root, Outside& outside) {
  GivenValues given;
  const std::string environment = !options.config_env.empty() ? options.config_env : config.config_env.value_or("");
  const Result<SamConfig> samconfig = find_samconfig(template_path, root, environment, outside.files());
  if (!samconfig) return samconfig.error();
  if (!samconfig->region.empty()) given.parameters["AWS::Region"] = samconfig->region;
  if (!samconfig->stack_name.empty()) given.parameters["AWS::StackName"] = samconfig->stack_name;
  add_all(given, samconfig->parameters);

  for (const std::string& file : config.parameter_files) {
    const Result<Values> values = read_parameter_file(join_path(config.folder, file), outside);
    if (!values) return values.error();
    add_all(given, *values);
  }
  for (const auto& [name, value] : config.parameters) given.parameters[name] = value;
  for (const std::string& file : options.parameter_files) {
    const Result<Values> values =
        read_parameter_file(absolute_path(outside.files(), outside.working_folder(), file), outside);
    if (!values) return values.error();
    add_all(given, *values);
  }
  for (const std::string& parameter : options.parameters) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{"The parameter " + parameter + " has no value; write --parameter Name=Value."};
    given.parameters[parameter.substr(0, equals)] = parameter.substr(equals + 1);
  }
  return given;
}

}  // namespace cumulint
