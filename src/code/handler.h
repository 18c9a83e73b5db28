// From a function of the template to its handler: which source file, which name in it, where imports are looked for.
#pragma once

#include <string>
#include <string_view>

#include "code/facts.h"
#include "code/modules.h"
#include "resolve/resolver.h"

namespace cumulint {

struct HandlerEntry {
  Language language = Language::unknown;
  Truth found = Truth::unknown;            // of the module
  FunctionCode::Missing missing = FunctionCode::Missing::none;
  std::string looked_for, near_miss;
  std::string_view why;                    // it is not known; static text
  SourceModule* module = nullptr;
  std::string name;                        // of the handler in its module; dotted for nested exports
  std::string folder;                      // the function's code; empty if it is none of this project's folders
  ImportRoots roots;
  bool may_be_built = false;               // a build step may bring what is not there
  bool is_implied = false;                 // nothing names the folder: it is the template's own
  bool elsewhere = false;                  // the code is not in the repository: S3, an image, generated
};

HandlerEntry find_handler(const Resource& function, const Resolver& resolver, SourceLibrary& library, Arena& arena);

/// The source of a handler's module below a folder, by language: "src/app" -> folder/src/app.py. Null: not there.
SourceModule* find_handler_module(SourceLibrary& library, const std::string& folder, std::string_view module,
                                  Language language);

/// Folders whose content is made by a build: nothing missing in them is an error.
bool is_build_folder(std::string_view path);

/// What a container image runs, read from its Dockerfile.
struct ImageEntry {
  std::string handler;                // of CMD; empty if unknown
  std::vector<std::string> folders;   // what is copied to the task root
  Language language = Language::unknown;
};
ImageEntry read_dockerfile(SourceLibrary& library, const std::string& context, const std::string& dockerfile);

}  // namespace cumulint
