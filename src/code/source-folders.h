// Every source file below the functions' folders: for literals and suppression comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "code/modules.h"

namespace cumulint {

/// Test files are exempt from every rule on code: test_*.py, *.spec.*, folders test, tests, __tests__ below the folder.
bool is_test_file(std::string_view path_below_folder);

/// Source files below a folder: no tests, nothing installed, built or vendored.
std::vector<std::string> source_files(const FileSystem& files, const std::string& folder);

/// Could a literal of this text be a credential, or a comment in it a suppression? A byte search.
bool may_matter(std::string_view text);

}  // namespace cumulint
