// Shown: the texts and places of a run as outputs may show them: lines, columns, paths, no secrets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/results.h"
#include "text/line-index.h"

namespace cumulint {

/// A place in a format's own columns, one-based.
struct Region {
  std::uint32_t line = 1, column = 1, end_line = 1, end_column = 1;
};

/// One writer's view of the sources. Line indexes are made when a file is first shown. Not thread-safe.
class Shown {
 public:
  explicit Shown(const Results& results);

  /// Relative to the repository, with '/': for reports that other tools read.
  std::string report_path(FileId file) const;
  /// Relative to the working folder, as a terminal can open it.
  std::string terminal_path(FileId file) const;
  std::string report_path(std::string_view real_path) const;

  Region region(Location where, ColumnUnit unit);
  /// A line's text with every credential in it masked, valid UTF-8. `line` is zero-based.
  std::string masked_line(FileId file, std::uint32_t line);
  const LineIndex& lines(FileId file);

 private:
  struct File {
    LineIndex lines;
    std::vector<Span> secrets;
  };
  File& opened(FileId file);
  std::vector<Span> secrets_of(FileId file, std::string_view text) const;

  const Results* results_;
  std::map<FileId, File> files_;
};

/// Words of ours for any output: credentials masked, valid UTF-8, no control characters.
std::string shown_text(std::string_view text);

/// Invalid UTF-8 becomes U+FFFD; so do control characters, except tabs and line feeds.
std::string printable(std::string_view text);

/// The path from `folder` to `path`, with `..` where needed; both absolute, or both relative to the same folder.
std::string path_from(std::string_view folder, std::string_view path);

/// What stays the same when lines move: 16 hex digits for each diagnostic, in their order.
std::vector<std::string> fingerprints(const Results& results);

}  // namespace cumulint
