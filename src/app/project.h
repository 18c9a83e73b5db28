// The project: the folder outside which nothing is read, and the one that reports' paths are relative to.
#pragma once

#include <string>
#include <vector>

#include "text/file-system.h"

namespace cumulint {

struct Project {
  std::string root;            // absolute, links resolved
  std::string base;            // what reports' paths are relative to
  std::string working_folder;  // what a terminal's paths are relative to
  std::string start;           // the folder in which all arguments lie: where a configuration is looked for
};

/// `path` as an absolute one, with links resolved where it exists.
std::string absolute_path(const FileSystem& files, const std::string& working_folder, const std::string& path);

/// The root is the nearest ancestor of the arguments with a `.git`, else their common folder. The base is the
/// repository, else the working folder if the root lies in it, else the root.
Project find_project(const FileSystem& files, const std::string& working_folder,
                     const std::vector<std::string>& arguments);

bool lies_in(const std::string& path, const std::string& folder);

}  // namespace cumulint
