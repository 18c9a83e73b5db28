// Finds the project of the arguments.
#include "app/project.h"

#include "base/strings.h"

namespace cumulint {
namespace {

std::string common_folder(const std::string& a, const std::string& b) {
  std::string folder = a;
  while (!lies_in(b, folder)) {
    const std::string up(folder_of(folder));
    if (up == folder || up.empty()) return up;
    folder = up;
  }
  return folder;
}

std::string repository_of(const FileSystem& files, std::string folder) {
  while (!folder.empty()) {
    // A file in worktrees and submodules.
    if (files.kind(join_path(folder, ".git")) != FileKind::missing) return folder;
    const std::string up(folder_of(folder));
    if (up == folder) break;
    folder = up;
  }
  return {};
}

}  // namespace

std::string absolute_path(const FileSystem& files, const std::string& working_folder, const std::string& path) {
  const std::string whole = join_path(working_folder, path);
  const std::string real = files.real_path(whole);
  return real.empty() ? normalise_path(whole) : real;
}

bool lies_in(const std::string& path, const std::string& folder) {
  if (folder.empty() || folder == "." || path == folder) return true;
  return starts_with(path, folder) && (folder.back() == '/' || path[folder.size()] == '/');
}

Project find_project(const FileSystem& files, const std::string& working_folder,
                     const std::vector<std::string>& arguments) {
  Project project;
  project.working_folder = absolute_path(files, working_folder, ".");
  bool first = true;
  for (const std::string& argument : arguments) {
    const std::string path = absolute_path(files, working_folder, argument);
    const std::string folder = files.kind(path) == FileKind::folder ? path : std::string(folder_of(path));
    project.root = first ? folder : common_folder(project.root, folder);
    first = false;
  }
  if (first) project.root = project.working_folder;
  project.start = project.root;
  const std::string repository = repository_of(files, project.root);
  if (!repository.empty()) project.root = repository;
  project.base = project.root;
  if (repository.empty() && lies_in(project.root, project.working_folder)) project.base = project.working_folder;
  return project;
}

}  // namespace cumulint
