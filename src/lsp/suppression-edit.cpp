// Where a comment that suppresses a finding can stand.
#include "base/strings.h"
#include "lsp/actions.h"
#include "syntax/read.h"
#include "text/file-system.h"

namespace cumulint::lsp {
namespace {

constexpr std::string_view mark = "cumulint: ignore[";

/// What starts a comment in a file of this name; empty if nothing does.
std::string_view comment_start(std::string_view path) {
  const std::string extension = lower(extension_of(path));
  if (extension == ".json" || extension == ".template") return "";
  const bool slashes = extension == ".js" || extension == ".mjs" || extension == ".cjs" || extension == ".ts" ||
                       extension == ".mts" || extension == ".cts" || extension == ".tsx" || extension == ".jsx" ||
                       extension == ".java" || extension == ".go" || extension == ".cs";
  return slashes ? "//" : "#";
}

bool is_yaml(std::string_view path) {
  const std::string extension = lower(extension_of(path));
  return extension == ".yaml" || extension == ".yml";
}

std::size_t comment_count(const std::string& path, std::string text) {
  Arena arena;
  const std::size_t size = text.size();
  text.append(SourceFile::padding, '\0');
  return read_tree(FileId::none, path, std::string_view(text).substr(0, size), arena).comments.size();
}

/// Is `edit` a comment to the reader, not part of a text over several lines?
bool makes_a_comment(const SourceFile& file, const Edit& edit) {
  const std::string before(file.text());
  std::string after = before;
  after.insert(edit.where.span.begin, edit.replacement);
  return comment_count(file.real_path, after) == comment_count(file.real_path, before) + 1;
}

}  // namespace

std::optional<Edit> suppression_edit(const SourceFile& file, const LineIndex& lines, const Diagnostic& finding) {
  const std::string_view start = comment_start(file.real_path);
  if (start.empty()) return std::nullopt;
  const Location primary = finding.labels.front().where;
  const std::uint32_t number = lines.line_of(primary.span.begin);
  const std::string_view line = lines.line(number);
  const std::string id(finding.rule->id);
  const auto insertion = [&](std::size_t column, std::string text) {
    const std::uint32_t at = lines.line_start(number) + static_cast<std::uint32_t>(column);
    return Edit{{primary.file, {at, at}}, std::move(text)};
  };
  if (const std::size_t there = line.find(mark); there != std::string_view::npos) {
    const std::size_t close = line.find(']', there);
    if (close != std::string_view::npos) return insertion(close, ", " + id);
  }
  const std::string comment = std::string(start) + " " + std::string(mark) + id + "]";
  const std::string indentation(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
  const Edit at_end = insertion(line.size(), "  " + comment);
  const Edit above = insertion(0, indentation + comment + "\n");
  if (is_yaml(file.real_path)) {
    if (makes_a_comment(file, at_end)) return at_end;
    return makes_a_comment(file, above) ? std::optional<Edit>(above) : std::nullopt;
  }
  return lines.line_of(primary.span.end) == number ? at_end : above;
}

}  // namespace cumulint::lsp
