// Outside: all that a run touches of the world besides reading files, so that tests can hold it in memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/file-system.h"

namespace cumulint {

class Outside {
 public:
  virtual ~Outside() = default;

  virtual const FileSystem& files() const = 0;
  virtual std::string working_folder() const = 0;
  /// Some bytes of standard input; 0 at its end.
  virtual std::size_t read_input(char* into, std::size_t size) = 0;
  virtual void print(std::string_view text) = 0;     // standard output
  virtual void complain(std::string_view text) = 0;  // standard error
  virtual bool prints_to_terminal() const = 0;
  virtual bool complains_to_terminal() const = 0;
  /// Writes a whole file, or nothing. An Error's sentence names the file.
  virtual std::optional<Error> write_file(const std::string& path, std::string_view text) = 0;
  virtual std::string variable(const std::string& name) const = 0;  // of the environment; empty if unset
  virtual std::string today() const = 0;                            // "2026-11-24"
};

/// The process's own.
Outside& real_outside();

}  // namespace cumulint
