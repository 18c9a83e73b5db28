// Reads .cumulint.yaml by yaml-cpp: the only place that includes it.
#include "app/config.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::size_t max_config_bytes = 1'000'000;

constexpr std::array<std::string_view, 11> keys = {"select",     "ignore",  "profile",    "strict",
                                                   "fail-on",    "exclude", "parameters", "parameter-files",
                                                   "config-env", "no-code", "baseline"};
constexpr std::array<std::string_view, 2> profiles = {"default", "production"};
constexpr std::array<std::string_view, 4> levels = {"error", "warning", "note", "never"};

/// Thrown and caught in this file only: yaml-cpp throws anyway.
struct Wrong {
  YAML::Mark mark;
  std::string message;
};

class Reader {
 public:
  explicit Reader(Config& config) : config_(config) {}

  void read(const YAML::Node& root) {
    if (root.IsNull()) return;
    if (!root.IsMap()) throw Wrong{root.Mark(), "a map of settings is expected"};
    for (const auto& pair : root) read_setting(text_of(pair.first), pair.first, pair.second);
  }

 private:
  void read_setting(const std::string& key, const YAML::Node& key_node, const YAML::Node& value) {
    if (key == "select")
      config_.select = list_of(value);
    else if (key == "ignore")
      config_.ignore = list_of(value);
    else if (key == "exclude")
      config_.exclude = list_of(value);
    else if (key == "parameter-files")
      config_.parameter_files = list_of(value);
    else if (key == "profile")
      config_.profile = one_of(value, key, profiles);
    else if (key == "fail-on")
      config_.fail_on = one_of(value, key, levels);
    else if (key == "config-env")
      config_.config_env = text_of(value);
    else if (key == "baseline")
      config_.baseline = text_of(value);
    else if (key == "strict")
      config_.strict = flag_of(value, key);
    else if (key == "no-code")
      config_.no_code = flag_of(value, key);
    else if (key == "parameters")
      read_parameters(value);
    else
      throw Wrong{key_node.Mark(), "there is no setting " + key + hint(key, keys)};
  }

  static std::string hint(std::string_view given, std::span<const std::string_view> known) {
    const std::string_view near = did_you_mean(given, known);
    return near.empty() ? "; known are " + join_words(known) : "; did you mean " + std::string(near) + "?";
  }

  void read_parameters(const YAML::Node& value) {
    if (!value.IsMap()) throw Wrong{value.Mark(), "parameters is a map of names to values"};
    for (const auto& pair : value) config_.parameters.emplace_back(text_of(pair.first), text_of(pair.second));
  }

  static std::string text_of(const YAML::Node& node) {
    if (!node.IsScalar()) throw Wrong{node.Mark(), "a text is expected"};
    return node.Scalar();
  }

  /// A list, or one text with commas.
  static std::vector<std::string> list_of(const YAML::Node& node) {
    std::vector<std::string> out;
    if (node.IsNull()) return out;
    if (node.IsScalar()) {
      for (const std::string_view part : split(node.Scalar(), ',')) out.emplace_back(trim(part));
      return out;
    }
    if (!node.IsSequence()) throw Wrong{node.Mark(), "a list is expected"};
    for (const YAML::Node& item : node) out.push_back(text_of(item));
    return out;
  }

  static std::string one_of(const YAML::Node& node, const std::string& key, std::span<const std::string_view> known) {
    const std::string text = text_of(node);
    if (std::find(known.begin(), known.end(), text) != known.end()) return text;
    throw Wrong{node.Mark(), "there is no " + text + " for " + key + hint(text, known)};
  }

  static bool flag_of(const YAML::Node& node, const std::string& key) {
    const std::string text = text_of(node);
    if (text == "true" || text == "false") return text == "true";
    throw Wrong{node.Mark(), key + " is true or false, not " + text};
  }

  Config& config_;
};

Error error_at(const std::string& path, YAML::Mark mark, const std::string& message) {
  const std::string place =
      mark.is_null() ? "" : ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
  const char* stop = ends_with(message, "?") ? "" : ".";
  return {"The configuration can't be used: " + path + place + ": " + message + stop};
}

}  // namespace

Result<Config> parse_config(const std::string& text, const std::string& path) {
  Config config;
  config.path = path;
  config.folder = std::string(folder_of(path));
  try {
    Reader(config).read(YAML::Load(text));
  } catch (const Wrong& wrong) {
    return error_at(path, wrong.mark, wrong.message);
  } catch (const YAML::Exception& error) {
    return error_at(path, error.mark, error.msg);
  }
  return config;
}

Result<Config> read_config(const FileSystem& files, const std::string& path) {
  const Result<std::string> text = files.read(path, max_config_bytes);
  if (!text) return text.error();
  return parse_config(*text, path);
}

Result<Config> find_config(const FileSystem& files, std::string folder, const std::string& root) {
  while (true) {
    const std::string path = join_path(folder, config_name);
    if (files.kind(path) != FileKind::missing) return read_config(files, path);
    const std::string up(folder_of(folder));
    if (folder == root || up == folder || up.empty()) return Config{};
    folder = up;
  }
}

}  // namespace cumulint
