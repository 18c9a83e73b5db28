// Discovery: which files of the arguments are templates.
#pragma once

#include <string>
#include <vector>

#include "app/project.h"
#include "output/results.h"
#include "text/file-system.h"

namespace cumulint {

struct FoundTemplate {
  std::string real_path;
  std::string text;
  bool named = false;  // on the command line, not found in a folder
};

struct Discovery {
  std::vector<FoundTemplate> templates;  // by path, each once
  std::vector<Notice> notices;           // named and unreadable
};

struct DiscoverOptions {
  std::vector<std::string> exclude;  // globs relative to the base, as in an ignore file
  std::size_t max_bytes = 5'000'000;  // of a template
};

/// Folders are searched by the ignore rules of git; named files are looked at whatever these say, but not if `exclude`
/// matches. A file is a template by its content. Links to folders are not followed, nor links out of the project.
Discovery discover(const FileSystem& files, const Project& project, const std::vector<std::string>& arguments,
                   const DiscoverOptions& options);

/// Files below `folder` that git would list with `ls-files -co --exclude-standard`, relative to it, less the folders
/// that never hold templates of the author's.
std::vector<std::string> list_files(const FileSystem& files, const Project& project, const std::string& folder);

/// Could a file of this name hold a template?
bool has_template_name(std::string_view path);

}  // namespace cumulint
