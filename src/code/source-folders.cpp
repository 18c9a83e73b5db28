// The walk through a CodeUri.

#include "code/source-folders.h"

#include <algorithm>

#include "base/strings.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

constexpr std::size_t max_files = 2'000, max_folders = 2'000;
constexpr int max_depth = 12;

constexpr std::string_view skipped_folders[] = {
    "node_modules", ".git", ".aws-sam", "cdk.out", "__pycache__", "venv", ".venv", "env", "site-packages", "dist-packages",
    "vendor", "vendored", "third_party", "bower_components", ".serverless", ".tox", ".mypy_cache", ".idea", ".vscode",
    "test", "tests", "__tests__", "coverage", "dist", "build", ".build", "target", "bin", "obj"};

bool is_skipped(std::string_view name) {
  return std::find(std::begin(skipped_folders), std::end(skipped_folders), name) != std::end(skipped_folders) ||
         ends_with(name, ".dist-info") || ends_with(name, ".egg-info");
}

/// pip's `--target` leaves "requests" beside "requests-2.31.0.dist-info".
bool is_installed(std::string_view name, const std::vector<DirectoryEntry>& beside) {
  return std::any_of(beside.begin(), beside.end(), [&](const DirectoryEntry& entry) {
    return (ends_with(entry.name, ".dist-info") || ends_with(entry.name, ".egg-info")) && entry.name.size() > name.size() &&
           equals_ignoring_case(std::string_view{entry.name}.substr(0, name.size()), name) && entry.name[name.size()] == '-';
  });
}

void walk(const FileSystem& files, const std::string& folder, int depth, std::size_t& folders, std::vector<std::string>& out) {
  if (depth > max_depth || ++folders > max_folders) return;
  const std::vector<DirectoryEntry> entries = files.list(folder);
  for (const DirectoryEntry& entry : entries) {
    if (out.size() >= max_files) return;
    const std::string path = join_path(folder, entry.name);
    if (entry.kind == FileKind::folder && !is_skipped(entry.name) && !is_installed(entry.name, entries))
      walk(files, path, depth + 1, folders, out);
    else if (entry.kind == FileKind::file && language_of(entry.name) != Language::unknown && !is_test_file(entry.name))
      out.push_back(path);
  }
}

}  // namespace

bool is_test_file(std::string_view path) {
  for (const std::string_view part : split(folder_of(path), '/'))
    if (part == "test" || part == "tests" || part == "__tests__") return true;
  const std::string_view name = file_name_of(path);
  const std::string_view stem = name.substr(0, name.rfind('.'));
  return (starts_with(name, "test_") && ends_with(name, ".py")) || ends_with(stem, "_test") || ends_with(stem, ".test") ||
         ends_with(stem, ".spec") || name == "conftest.py";
}

std::vector<std::string> source_files(const FileSystem& files, const std::string& folder) {
  std::vector<std::string> found;
  std::size_t folders = 0;
  walk(files, folder, 0, folders, found);
  return found;
}

bool may_matter(std::string_view text) {
  static constexpr std::string_view marks[] = {"secret", "passw", "token", "apikey", "api_key", "api-key", "private",
                                               "cumulint:"};
  const std::string lowered = lower(text);
  for (const std::string_view mark : marks)
    if (contains(lowered, mark)) return true;
  return !find_secrets(text).empty();
}

}  // namespace cumulint
