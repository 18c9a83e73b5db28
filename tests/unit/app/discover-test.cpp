// Discovery against git itself: on generated trees both list the same files.

#include "app/discover.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "app/git-index.h"
#include "base/strings.h"
#include "text/memory-file-system.h"

using namespace cumulint;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone after the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "cumulint-discover-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = fs::canonical(pattern);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

/// What `git ls-files -co --exclude-standard` says, after the files in `tracked` were added; nothing if there is no git.
std::optional<std::vector<std::string>> listed_by_git(const fs::path& folder, const std::string& tracked = "", int version = 2) {
  const std::string number = std::to_string(version);
  const std::string command =
      "cd '" + folder.string() +
      "' && export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null XDG_CONFIG_HOME=/nowhere && "
      "git init -q 2>/dev/null && git -c index.version=" + number + " add -f -- " + tracked + " 2>/dev/null; git ls-files -coz --exclude-standard 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, got);
  if (::pclose(pipe) != 0) return std::nullopt;
  std::vector<std::string> out;
  for (const std::string_view name : split(text, '\0')) {
    if (!name.empty()) out.emplace_back(name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> listed_by_us(const fs::path& folder) {
  const std::string root = folder.string();
  return list_files(real_file_system(), {root, root, root, root}, root);
}

using Random = std::minstd_rand;

template <class Items>
const auto& pick(const Items& items, Random& random) {
  return items[random() % items.size()];
}

void make_tree(const TemporaryFolder& tree, Random& random) {
  const std::vector<std::string> folders = {"", "a/", "b/", "a/b/", "a/c/", "build/", "a/build/", "b/x y/"};
  const std::vector<std::string> names = {"a",        "b",       "t.yaml",  "u.yml", "build",
                                          "x y.yaml", "#h.yaml", "!n.yaml", "z.log"};
  const std::vector<std::string> patterns = {
      "*.yaml", "!t.yaml",  "build", "build/",    "/a",        "a/b", "**/b",     "a/**",        "b/",      "*",
      "!*/",    "!*.yml",   "[a-c]", "\\#h.yaml", "\\!n.yaml", "# x", "x y.yaml", "a/**/t.yaml", "/build/", "!build/",
      "?",      "*.l[oa]g", "b/*",   "!b/t.yaml", "z.log  ",   "",    "/*",       "!/a",         "c/*.yaml"};
  for (int i = 0; i < 30; ++i) tree.write(pick(folders, random) + "f-" + pick(names, random), "x");
  for (int i = 0; i < 15; ++i) {
    const std::string path = pick(folders, random) + pick(names, random);
    if (!fs::exists(tree.path() / path)) tree.write(path, "x");
  }
  for (int i = 0; i < 3; ++i) {
    std::string text;
    for (int line = 0; line < 4; ++line) text += pick(patterns, random) + (random() % 8 == 0 ? "\r\n" : "\n");
    const std::string folder = pick(folders, random);
    if (fs::is_directory(tree.path() / folder)) tree.write(folder + ".gitignore", text);
  }
  if (random() % 2 == 0) tree.write(".git/info/exclude", pick(patterns, random) + "\n");
}

std::string paths_of(const Discovery& found) {
  std::string out;
  for (const FoundTemplate& one : found.templates) out += (out.empty() ? "" : " ") + one.real_path;
  return out;
}

constexpr const char* some_template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n";

}  // namespace

TEST_CASE("generated trees: the files that git would list, and no others") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const TemporaryFolder tree;
    // Names that exist as file and as folder are left to chance: whichever came first stays.
    try {
      make_tree(tree, random);
    } catch (const fs::filesystem_error&) {
    }
    const std::optional<std::vector<std::string>> git = listed_by_git(tree.path());
    if (!git) {
      MESSAGE("git is not there: nothing was compared");
      return;
    }
    CAPTURE(seed);
    CHECK(listed_by_us(tree.path()) == *git);
  }
}

TEST_CASE("generated trees: what is tracked counts, though it is ignored") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const TemporaryFolder tree;
    Random random(seed);
    std::string tracked;
    for (const char* folder : {"", "a/", "build/", "build/deep/", "a/b c/", "some-longer-folder/"})
      for (const char* name : {"x.yaml", "y.yaml", "z.log", "a-name-of-more-than-eight-characters.json"}) {
        const std::string path = std::string(folder) + name;
        tree.write(path, "x");
        if (random() % 3 == 0) tracked += "'" + path + "' ";
      }
    tree.write(".gitignore", "*.yaml\nbuild/\n/a\n");
    const int version = seed % 2 == 0 ? 4 : 2;
    const std::optional<std::vector<std::string>> git = listed_by_git(tree.path(), tracked, version);
    if (!git) {
      MESSAGE("git is not there: nothing was compared");
      return;
    }
    CAPTURE(seed);
    CHECK(listed_by_us(tree.path()) == *git);
  }
}

TEST_CASE("an index that is damaged tracks nothing, wherever it ends") {
  const TemporaryFolder tree;
  for (const char* name : {"a.yaml", "b/c.yaml", "b/d.yaml"}) tree.write(name, "x");
  for (const int version : {2, 4}) {
    fs::remove_all(tree.path() / ".git");
    if (!listed_by_git(tree.path(), ".", version)) return;
    const Result<std::string> index = real_file_system().read((tree.path() / ".git/index").string(), 100'000);
    REQUIRE(index);
    CHECK(paths_in_index(*index) == std::vector<std::string>{"a.yaml", "b/c.yaml", "b/d.yaml"});
    for (std::size_t size = 0; size < 100; ++size) CHECK(paths_in_index(index->substr(0, size)).empty());
    std::string many = *index;
    many[8] = '\x7f';
    CHECK(paths_in_index(many).empty());
  }
}

TEST_CASE("folders that never hold an author's templates are passed by") {
  MemoryFileSystem files;
  for (const char* folder : {"", ".aws-sam/build/", "node_modules/x/", "cdk.out/", "a/node_modules/"}) {
    files.write("/p/" + std::string(folder) + "template.yaml", some_template);
  }
  CHECK(paths_of(discover(files, {"/p", "/p", "/p", "/p"}, {"/p"}, {})) == "/p/template.yaml");
  // Asked for by name they are looked at.
  CHECK(paths_of(discover(files, {"/p", "/p", "/p", "/p"}, {"/p/cdk.out/template.yaml"}, {})) ==
        "/p/cdk.out/template.yaml");
}

TEST_CASE("a template is found once, however often it is named") {
  MemoryFileSystem files;
  files.write("/p/template.yaml", some_template);
  CHECK(paths_of(discover(files, {"/p", "/p", "/p", "/p"}, {"/p", "/p/template.yaml", "/p/./template.yaml"}, {})) ==
        "/p/template.yaml");
}

TEST_CASE("links: into the project they count, out of it and in circles they do not") {
  const TemporaryFolder outside, tree;
  outside.write("secret.yaml", some_template);
  tree.write("a/template.yaml", some_template);
  fs::create_symlink(outside.path() / "secret.yaml", tree.path() / "out.yaml");
  fs::create_directory_symlink(outside.path(), tree.path() / "outside");
  fs::create_directory_symlink(tree.path(), tree.path() / "a/loop");
  fs::create_symlink(tree.path() / "gone.yaml", tree.path() / "dangling.yaml");
  const std::string root = tree.path().string();
  CHECK(paths_of(discover(real_file_system(), {root, root, root, root}, {root}, {})) == root + "/a/template.yaml");
}

TEST_CASE("the project: the repository of the arguments, else what they share") {
  MemoryFileSystem files;
  files.write("/r/.git/HEAD", "");
  files.write("/r/a/b/template.yaml", some_template);
  files.write("/n/a/template.yaml", some_template);
  files.write("/n/b/template.yaml", some_template);
  CHECK(find_project(files, "/r/a", {"b/template.yaml"}).root == "/r");
  CHECK(find_project(files, "/r/a", {"b/template.yaml"}).base == "/r");
  CHECK(find_project(files, "/n", {"a/template.yaml"}).root == "/n/a");
  CHECK(find_project(files, "/n", {"a/template.yaml"}).base == "/n");
  CHECK(find_project(files, "/n", {"a", "b/template.yaml"}).root == "/n");
  CHECK(find_project(files, "/r", {"/n/a"}).base == "/n/a");
}
