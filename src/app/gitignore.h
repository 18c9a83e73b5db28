// .gitignore's rules: which paths a repository leaves out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cumulint {

/// The patterns of one file, for paths below `folder`.
class IgnoreFile {
 public:
  IgnoreFile(std::string folder, std::string_view text);

  enum class Answer : unsigned char { unsaid, ignored, kept };
  /// `path` is absolute, or relative as `folder` is. The last pattern that fits decides.
  Answer ask(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    std::string text;
    bool negated = false, folders_only = false, anchored = false;
  };
  static bool parse(std::string_view line, Pattern& pattern);

  std::string folder_;
  std::vector<Pattern> patterns_;
};

}  // namespace cumulint
