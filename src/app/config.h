// .cumulint.yaml: what a repository says about how it is checked.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "text/file-system.h"

namespace cumulint {

struct Config {
  std::string path;    // empty: there is none
  std::string folder;  // that its paths are relative to
  std::vector<std::string> select, ignore, exclude, parameter_files;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::optional<std::string> profile, fail_on, config_env, baseline;
  bool strict = false, no_code = false;
};

/// The nearest `.cumulint.yaml` from `folder` up to `root`; an empty Config if there is none.
Result<Config> find_config(const FileSystem& files, std::string folder, const std::string& root);
/// Unknown keys and values are an Error with file, line and a hint.
Result<Config> read_config(const FileSystem& files, const std::string& path);
Result<Config> parse_config(const std::string& text, const std::string& path);

inline constexpr const char* config_name = ".cumulint.yaml";

}  // namespace cumulint
