// Reads and asks ignore files. https://git-scm.com/docs/gitignore has the rules.
#include "app/gitignore.h"

#include "app/glob.h"
#include "base/strings.h"
#include "text/file-system.h"

namespace cumulint {
namespace {

/// Spaces at the end do not count unless a backslash stands before them.
std::string_view without_trailing_spaces(std::string_view line) {
  while (ends_with(line, " ")) {
    std::size_t backslashes = 0;
    while (backslashes + 1 < line.size() && line[line.size() - 2 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 1) break;
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace

IgnoreFile::IgnoreFile(std::string folder, std::string_view text) : folder_(std::move(folder)) {
  if (starts_with(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::string_view line : split(text, '\n')) {
    if (ends_with(line, "\r")) line.remove_suffix(1);
    Pattern pattern;
    if (parse(line, pattern)) patterns_.push_back(std::move(pattern));
  }
}

bool IgnoreFile::parse(std::string_view line, Pattern& pattern) {
  if (line.empty() || line[0] == '#') return false;
  line = without_trailing_spaces(line);
  if (starts_with(line, "!")) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (ends_with(line, "/")) {
    pattern.folders_only = true;
    line.remove_suffix(1);
  }
  if (starts_with(line, "/")) {
    pattern.anchored = true;
    line.remove_prefix(1);
  } else {
    pattern.anchored = contains(line, "/");
  }
  pattern.text = std::string(line);
  return !line.empty();
}

IgnoreFile::Answer IgnoreFile::ask(std::string_view path, bool is_folder) const {
  if (!folder_.empty()) {
    if (!starts_with(path, folder_)) return Answer::unsaid;
    path.remove_prefix(folder_.size());
    if (starts_with(path, "/")) path.remove_prefix(1);
  }
  const std::string_view name = file_name_of(path);
  for (std::size_t i = patterns_.size(); i-- > 0;) {
    const Pattern& pattern = patterns_[i];
    if (pattern.folders_only && !is_folder) continue;
    if (matches_git_pattern(pattern.text, pattern.anchored ? path : name)) {
      return pattern.negated ? Answer::kept : Answer::ignored;
    }
  }
  return Answer::unsaid;
}

}  // namespace cumulint
