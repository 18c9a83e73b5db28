// The operating system's files, with all that is no file among them; and files in memory.

#include "text/file-system.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "text/memory-file-system.h"

using namespace cumulint;

namespace {

/// A folder that disappears with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    char name[] = "/tmp/cumulint-test-XXXXXX";
    path_ = ::mkdtemp(name);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

}  // namespace

TEST_CASE("a regular file is read whole, also through a link") {
  const TemporaryFolder folder;
  write(folder / "a.yaml", std::string("a\0b\n", 4));
  std::filesystem::create_symlink("a.yaml", folder / "link");
  CHECK(*real_file_system().read(folder / "a.yaml", 4) == std::string("a\0b\n", 4));
  CHECK(*real_file_system().read(folder / "link", 100) == std::string("a\0b\n", 4));
  CHECK(*real_file_system().read_start(folder / "a.yaml", 1) == "a");
  CHECK(*real_file_system().read_start(folder / "a.yaml", 99) == std::string("a\0b\n", 4));
}

TEST_CASE("what can't be read says why in a sentence with its path") {
  const TemporaryFolder folder;
  write(folder / "large", "12345");
  std::filesystem::create_directory(folder / "folder");
  std::filesystem::create_symlink("nowhere", folder / "dangling");
  std::filesystem::create_symlink("circle", folder / "circle");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto message = [&](const std::string& name) {
    const std::string path = name[0] == '/' ? name : folder / name;
    const Result<std::string> text = real_file_system().read(path, 4);
    REQUIRE(!text);
    CHECK(text.error().message.find(path) != std::string::npos);
    CHECK(text.error().message.back() == '.');
    return text.error().message;
  };
  CHECK(message("large").find("larger than 4 bytes") != std::string::npos);
  CHECK(message("folder").find("a folder") != std::string::npos);
  CHECK(message("pipe").find("not a regular file") != std::string::npos);  // and does not wait for a writer
  CHECK(message("/dev/zero").find("not a regular file") != std::string::npos);
  CHECK(message("missing").find("No such file") != std::string::npos);
  CHECK(message("dangling").find("No such file") != std::string::npos);
  CHECK(message("circle").find("symbolic links") != std::string::npos);
  CHECK(message("large/inside").find("Not a directory") != std::string::npos);
  CHECK(!real_file_system().read_start(folder / "pipe", 4));
}

TEST_CASE("a file without permission is an error, not an empty text") {
  if (::geteuid() == 0) return;  // root may read everything
  const TemporaryFolder folder;
  write(folder / "secret", "x");
  ::chmod((folder / "secret").c_str(), 0);
  CHECK(real_file_system().read(folder / "secret", 9).error().message.find("ermission") != std::string::npos);
}

TEST_CASE("a folder lists its entries by name and kind, and follows no link") {
  const TemporaryFolder folder;
  write(folder / "b", "");
  std::filesystem::create_directory(folder / "a");
  std::filesystem::create_directory_symlink("..", folder / "up");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const std::vector<DirectoryEntry> entries = real_file_system().list(folder.path());
  REQUIRE(entries.size() == 4);
  CHECK((entries[0].name == "a" && entries[0].kind == FileKind::folder));
  CHECK((entries[1].name == "b" && entries[1].kind == FileKind::file));
  CHECK((entries[2].name == "pipe" && entries[2].kind == FileKind::other));
  CHECK((entries[3].name == "up" && entries[3].kind == FileKind::link));
  CHECK(real_file_system().list(folder / "b").empty());
  CHECK(real_file_system().list(folder / "missing").empty());
  CHECK(real_file_system().kind(folder / "up") == FileKind::link);
  CHECK(real_file_system().kind(folder / "missing") == FileKind::missing);
}

TEST_CASE("the real path resolves links and is empty for what does not exist") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "a");
  write(folder / "a/x", "");
  std::filesystem::create_directory_symlink("a", folder / "b");
  CHECK(real_file_system().real_path(folder / "b/../b/x") == real_file_system().real_path(folder.path()) + "/a/x");
  CHECK(real_file_system().real_path(folder / "b/y") == "");
}

TEST_CASE("files in memory know their folders") {
  MemoryFileSystem files;
  files.write("src/./app.py", "x = 1");
  files.write("template.yaml", "a: b");
  CHECK(*files.read("src/app.py", 100) == "x = 1");
  CHECK(files.read("src/app.py", 3).error().message.find("larger") != std::string::npos);
  CHECK(*files.read_start("src/app.py", 3) == "x =");
  CHECK(!files.read("other", 100));
  CHECK(files.kind("src") == FileKind::folder);
  CHECK(files.kind("src/app.py") == FileKind::file);
  CHECK(files.kind("sr") == FileKind::missing);
  CHECK(files.real_path("src/../src/app.py") == "src/app.py");
  CHECK(files.real_path("nothing") == "");
  const std::vector<DirectoryEntry> entries = files.list(".");
  REQUIRE(entries.size() == 2);
  CHECK((entries[0].name == "src" && entries[0].kind == FileKind::folder));
  CHECK((entries[1].name == "template.yaml" && entries[1].kind == FileKind::file));
  CHECK(files.list("src").size() == 1);
  files.remove("template.yaml");
  CHECK(files.kind("template.yaml") == FileKind::missing);
}

TEST_CASE("unsaved text lies over the files below it") {
  MemoryFileSystem disk;
  disk.write("/p/a.yaml", "old");
  disk.write("/p/b.yaml", "b");
  MemoryFileSystem editor(&disk);
  editor.write("/p/a.yaml", "new");
  editor.write("/p/c.yaml", "c");
  CHECK(*editor.read("/p/a.yaml", 9) == "new");
  CHECK(*editor.read("/p/b.yaml", 9) == "b");
  CHECK(editor.list("/p").size() == 3);
  editor.remove("/p/a.yaml");
  CHECK(*editor.read("/p/a.yaml", 9) == "old");
}
