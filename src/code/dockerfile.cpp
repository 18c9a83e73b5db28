// The little that we take from a Dockerfile: its base image, what it copies, what it runs.

#include "base/strings.h"
#include "code/handler.h"

namespace cumulint {
namespace {

constexpr std::size_t max_dockerfile_bytes = 100'000;

/// The first quoted or bare word of CMD ["app.handler"].
std::string first_word(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t[\"'");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find_first_of(" \t]\"',", begin);
  return std::string{text.substr(begin, end == std::string_view::npos ? end : end - begin)};
}

bool is_task_root(std::string_view path) {
  return path == "." || path == "./" || contains(path, "LAMBDA_TASK_ROOT") || starts_with(path, "/var/task");
}

void read_copy(std::string_view arguments, const std::string& context, ImageEntry& image) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(arguments, ' '))
    if (!word.empty() && !starts_with(word, "--")) words.push_back(word);
  if (words.size() < 2 || !is_task_root(words.back())) return;
  words.pop_back();
  for (const std::string_view source : words) {
    const bool is_file = language_of(source) != Language::unknown || contains(file_name_of(source), "*");
    const std::string_view folder = is_file ? folder_of(source) : source;
    image.folders.push_back(normalise_path(folder.empty() ? context : join_path(context, folder)));
  }
}

}  // namespace

ImageEntry read_dockerfile(SourceLibrary& library, const std::string& context, const std::string& dockerfile) {
  ImageEntry image;
  const std::string path = normalise_path(join_path(context, dockerfile));
  if (library.kind(path) != FileKind::file || !library.may_read(path)) return image;
  const Result<std::string> text = library.context().files.read(path, max_dockerfile_bytes);
  if (!text) return image;
  for (std::string_view line : split(*text, '\n')) {
    line = trim(line);
    const std::string keyword = lower(line.substr(0, line.find(' ')));
    const std::string_view rest = line.size() > keyword.size() ? trim(line.substr(keyword.size())) : std::string_view{};
    if (keyword == "from" && contains(rest, "python")) image.language = Language::python;
    if (keyword == "from" && contains(rest, "node")) image.language = Language::javascript;
    if (keyword == "copy" || keyword == "add") read_copy(rest, context, image);
    if (keyword == "cmd") image.handler = first_word(rest);
  }
  image.folders.push_back(context);
  return image;
}

}  // namespace cumulint
