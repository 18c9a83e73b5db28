// Names and file extensions of the languages.

#include "code/language.h"

#include "text/file-system.h"

namespace cumulint {
namespace {

struct Extension {
  std::string_view text;
  Language language;
};

constexpr Extension extensions[] = {
    {".py", Language::python},      {".js", Language::javascript},  {".mjs", Language::javascript},
    {".cjs", Language::javascript}, {".jsx", Language::javascript}, {".ts", Language::typescript},
    {".mts", Language::typescript}, {".cts", Language::typescript}, {".tsx", Language::typescript},
    {".java", Language::java},      {".go", Language::go},          {".cs", Language::csharp},
    {".rb", Language::ruby},
};

constexpr std::string_view names[] = {"unknown", "python", "javascript", "typescript", "java", "go", "csharp", "ruby"};

}  // namespace

std::string_view language_name(Language language) { return names[static_cast<std::size_t>(language)]; }

Language language_of(std::string_view path) {
  const std::string_view extension = extension_of(path);
  for (const Extension& known : extensions)
    if (known.text == extension) return known.language;
  return Language::unknown;
}

}  // namespace cumulint
