// Which file an import of JavaScript means.

#include <doctest/doctest.h>

#include <string>

#include "code/modules.h"
#include "text/memory-file-system.h"

using namespace cumulint;

namespace {

struct Project {
  MemoryFileSystem files;
  SourceMap sources;
  CodeStore store;
  CodeContext context{.files = files, .sources = sources, .store = store, .project_root = "/p", .template_path = "/p/t.yaml"};
  SourceLibrary library{context};
  ImportRoots roots{{"/p/api"}};
  Arena arena;

  explicit Project(std::initializer_list<std::pair<std::string, std::string>> written) {
    for (const auto& [path, text] : written) files.write("/p/" + path, text);
  }

  /// The path below the project, "external NAME", "missing", or "unlisted NAME".
  std::string find(const std::string& from, const std::string& specifier) {
    const SourceModule* module = library.find_file("/p/" + from);
    REQUIRE(module);
    const ImportTarget target = resolve_import(library, roots, *module, {.module = specifier, .whole = true}, arena);
    if (target.module) return target.module->path.substr(3);
    if (target.missing) return "missing";
    return (target.unlisted ? "unlisted " : "external ") + std::string{target.external};
  }
};

}  // namespace

TEST_CASE("relative imports: extensions, folders, built names") {
  Project project{{"api/a.ts", ""}, {"api/b.js", ""}, {"api/c/index.mjs", ""}, {"api/d.mts", ""}, {"api/e.json", "{}"},
                  {"api/f/package.json", R"({"main": "lib/main.js"})"}, {"api/f/lib/main.js", ""}};
  CHECK(project.find("api/a.ts", "./b") == "api/b.js");
  CHECK(project.find("api/a.ts", "./c") == "api/c/index.mjs");
  CHECK(project.find("api/b.js", "./a.js") == "api/a.ts");
  CHECK(project.find("api/b.js", "./d.mjs") == "api/d.mts");
  CHECK(project.find("api/b.js", "./e") == "api/e.json");
  CHECK(project.find("api/b.js", "./f") == "api/f/lib/main.js");
  CHECK(project.find("api/c/index.mjs", "../b.js") == "api/b.js");
  CHECK(project.find("api/c/index.mjs", "..") == "missing");
  CHECK(project.find("api/b.js", "./nothing") == "missing");
}

TEST_CASE("packages: of the runtime, listed, unlisted") {
  Project project{{"api/a.js", ""}, {"package.json", R"({"dependencies": {"axios": "^1"}})"}};
  CHECK(project.find("api/a.js", "node:fs") == "external fs");
  CHECK(project.find("api/a.js", "fs/promises") == "external fs/promises");
  CHECK(project.find("api/a.js", "@aws-sdk/client-s3") == "external @aws-sdk/client-s3");
  CHECK(project.find("api/a.js", "axios") == "external axios");
  CHECK(project.find("api/a.js", "@scope/other/deep") == "unlisted @scope/other/deep");
}

TEST_CASE("TypeScript: paths, baseUrl, extended configurations with comments") {
  Project project{{"api/src/a.ts", ""}, {"shared/src/b.ts", ""}, {"api/src/lib/c.ts", ""}, {"api/src/d.ts", ""},
                  {"tsconfig.base.json", R"({ /* all */ "compilerOptions": { "paths": { "@shared/*": ["shared/src/*"], "@d": ["api/src/d.ts"], }, }, })"},
                  {"api/tsconfig.json", R"({ "extends": "../tsconfig.base.json", "compilerOptions": { "baseUrl": "src" } })"}};
  CHECK(project.find("api/src/a.ts", "@shared/b") == "shared/src/b.ts");
  CHECK(project.find("api/src/a.ts", "@d") == "api/src/d.ts");
  CHECK(project.find("api/src/a.ts", "lib/c") == "api/src/lib/c.ts");
  CHECK(project.find("api/src/a.ts", "@shared/x") == "unlisted @shared/x");
}

TEST_CASE("monorepos: workspaces, file: versions, imports with #") {
  Project project{{"package.json", R"({"workspaces": ["packages/*"]})"},
                  {"packages/core/package.json", R"({"name": "@app/core", "main": "dist/index.js"})"},
                  {"packages/core/src/index.ts", ""}, {"packages/core/src/db.ts", ""}, {"util/package.json", "{}"}, {"util/index.js", ""},
                  {"api/package.json", R"({"dependencies": {"util-x": "file:../util"}, "imports": {"#lib/*": "./lib/*.js"}})"},
                  {"api/lib/y.js", ""}, {"api/a.js", ""}};
  CHECK(project.find("api/a.js", "@app/core") == "packages/core/src/index.ts");
  CHECK(project.find("api/a.js", "@app/core/db") == "packages/core/src/db.ts");
  CHECK(project.find("api/a.js", "util-x") == "util/index.js");
  CHECK(project.find("api/a.js", "#lib/y") == "api/lib/y.js");
}

TEST_CASE("layers: /opt, and their node_modules") {
  Project project{{"api/a.js", ""}, {"layer/nodejs/util.js", ""}, {"layer/nodejs/node_modules/ours/index.js", ""}};
  project.roots.folders = {"/p/api", "/p/layer/nodejs/node_modules", "/p/layer/nodejs", "/p/layer"};
  CHECK(project.find("api/a.js", "/opt/nodejs/util") == "layer/nodejs/util.js");
  CHECK(project.find("api/a.js", "ours") == "layer/nodejs/node_modules/ours/index.js");
}
