// Answers from listings are those of the files themselves, and a folder is listed once.

#include "text/listed-files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "text/memory-file-system.h"

using namespace cumulint;

namespace {

/// A project with links in and out, which disappears with the test.
class Project {
 public:
  Project() {
    char name[] = "/tmp/cumulint-test-XXXXXX";
    above_ = real_file_system().real_path(::mkdtemp(name));
    for (const char* folder : {"/project/src/empty", "/project/lib", "/elsewhere"}) std::filesystem::create_directories(above_ + folder);
    for (const char* file : {"/project/a.py", "/project/src/b.py", "/project/lib/c.py", "/elsewhere/d.py"})
      std::ofstream(above_ + file) << "x";
    std::filesystem::create_symlink("../lib", root() + "/src/linked");
    std::filesystem::create_symlink("../../elsewhere", root() + "/src/outside");
    std::filesystem::create_symlink("b.py", root() + "/src/link.py");
    std::filesystem::create_symlink("nowhere", root() + "/src/broken");
  }
  ~Project() { std::filesystem::remove_all(above_); }
  std::string root() const { return above_ + "/project"; }

 private:
  std::string above_;
};

/// Counts what it is asked.
class CountingFiles final : public FileSystem {
 public:
  Result<std::string> read(const std::string& path, std::size_t max_bytes) const override { return inner_.read(path, max_bytes); }
  Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const override { return inner_.read_start(path, max_bytes); }
  FileKind kind(const std::string& path) const override { return ++asked, inner_.kind(path); }
  std::vector<DirectoryEntry> list(const std::string& folder) const override { return ++listed, inner_.list(folder); }
  std::string real_path(const std::string& path) const override { return ++asked, inner_.real_path(path); }

  MemoryFileSystem inner_;
  mutable int asked = 0, listed = 0;
};

}  // namespace

TEST_CASE("kinds, real paths and listings are those of the file system, whatever the path") {
  const Project project;
  const FileSystem& real = real_file_system();
  const ListedFiles listed(real, project.root());
  for (const char* below :
       {"", "/", "/a.py", "/a.py/x", "/a.py/", "/none.py", "/none/x.py", "/src", "/src/b.py", "/src/empty", "/src/empty/x", "/src/link.py",
        "/src/broken", "/src/broken/x", "/src/linked", "/src/linked/c.py", "/src/linked/none", "/src/linked/../a.py", "/src/outside",
        "/src/outside/d.py", "/src/outside/none.py", "/src/../a.py", "/./a.py", "/src//b.py", "/src/.", "/../elsewhere/d.py", "x"}) {
    const std::string path = project.root() + below;
    CAPTURE(path);
    CHECK(listed.kind(path) == real.kind(path));
    CHECK(listed.real_path(path) == real.real_path(path));
    std::vector<std::string> names, expected;
    for (const DirectoryEntry& entry : listed.list(path)) names.push_back(entry.name);
    for (const DirectoryEntry& entry : real.list(path)) expected.push_back(entry.name);
    CHECK(names == expected);
  }
}

TEST_CASE("many questions about a folder are one look at it and at those above") {
  CountingFiles files;
  files.inner_.write("/project/src/app/main.py", "");
  const ListedFiles listed(files, "/project");
  for (const char* name : {"json.py", "json/__init__.py", "json", "os.py", "os/__init__.py", "main.py"})
    listed.kind(std::string("/project/src/app/") + name);
  CHECK(listed.real_path("/project/src/app/main.py") == "/project/src/app/main.py");
  CHECK(files.listed == 3);
  CHECK(files.asked == 0);
}
