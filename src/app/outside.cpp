// The process's standard streams, files and clock.
#include "app/outside.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <system_error>

#include "base/format.h"

namespace cumulint {
namespace {

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

class RealOutside final : public Outside {
 public:
  const FileSystem& files() const override { return real_file_system(); }

  std::string working_folder() const override {
    const std::string found = real_file_system().real_path(".");
    return found.empty() ? "." : found;
  }

  std::size_t read_input(char* into, std::size_t size) override {
    ssize_t got;
    do got = ::read(STDIN_FILENO, into, size);
    while (got < 0 && errno == EINTR);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }

  /// Nobody may be listening (a closed pipe): then there is nobody to tell either.
  void print(std::string_view text) override { (void)write_all(STDOUT_FILENO, text); }
  void complain(std::string_view text) override { (void)write_all(STDERR_FILENO, text); }
  bool prints_to_terminal() const override { return ::isatty(STDOUT_FILENO) == 1; }
  bool complains_to_terminal() const override { return ::isatty(STDERR_FILENO) == 1; }

  /// A new file takes the old one's place, so that a reader never sees half of it; a link keeps leading there.
  std::optional<Error> write_file(const std::string& path, std::string_view text) override {
    std::string target = real_file_system().real_path(path);
    if (target.empty()) target = path;
    struct stat old;
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) return write_into(target, text);  // a device or a pipe
    const std::string temporary = target + ".cumulint-" + std::to_string(::getpid());
    const int file =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? old.st_mode & 07777 : 0666);
    if (file < 0) return failure(path);
    const bool whole = write_all(file, text) && (!exists || ::fchmod(file, old.st_mode & 07777) == 0);
    const int why = errno;
    if (::close(file) == 0 && whole && ::rename(temporary.c_str(), target.c_str()) == 0) return std::nullopt;
    if (!whole) errno = why;
    const Error error = failure(path);
    ::unlink(temporary.c_str());
    return error;
  }

  std::string variable(const std::string& name) const override {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? "" : value;
  }

  std::string today() const override {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    return format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  }

 private:
  static Error failure(const std::string& path) {
    return {"The file " + path + " can't be written: " + std::generic_category().message(errno) + "."};
  }

  static std::optional<Error> write_into(const std::string& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return failure(path);
    const bool whole = write_all(file, text);
    const Error error = failure(path);
    ::close(file);
    return whole ? std::nullopt : std::optional<Error>(error);
  }
};

}  // namespace

Outside& real_outside() {
  static RealOutside outside;  // has no state
  return outside;
}

}  // namespace cumulint
