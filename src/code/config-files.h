// Files that code reads beside itself: JSON and YAML configuration as values.
#pragma once

#include <span>

#include "code/interpreter.h"

namespace cumulint {

/// What open() and readFile() give, and the text that is read from it: a made thing whose first item is the path.
inline constexpr std::string_view opened_file = "cumulint.file";

/// The path of a source where Lambda runs it, `/var/task/…`, or of its folder. Nothing known: it is not in the folder.
Meanings own_path(Interpreter& interpreter, const SourceModule& module, bool folder);
/// What a configuration file holds; nothing known if there is none that can be read.
Meanings parsed_file(Interpreter& interpreter, const Meaning& opened);
/// open(path), readFileSync(path)
Meanings open_file(Interpreter& interpreter, CallSite& site);
/// The folder of a path.
Meanings folder_of_path(Interpreter& interpreter, const Meanings& path);

/// Files and paths of both languages.
std::span<const PackageEntry> file_entries();

}  // namespace cumulint
