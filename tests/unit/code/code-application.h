// An application in memory and what its code says: for tests of the code layer.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "code/join.h"
#include "code/print-facts.h"
#include "model/build-template.h"
#include "sam/expand.h"
#include "syntax/read.h"
#include "text/memory-file-system.h"

namespace cumulint::test {

class Application {
 public:
  Application(std::string text, const std::map<std::string, std::string>& files) {
    files_.write("app/template.yaml", text);
    for (const auto& [path, content] : files) files_.write("app/" + path, content);
    const FileId file = sources_.add("template.yaml", "app/template.yaml", std::move(text));
    tree_ = read_tree(file, "template.yaml", sources_.file(file).text(), arena_);
    std::vector<Problem> problems;
    bool refused = false;
    const Template* written = build_template(tree_, arena_, problems);
    effective_ = sam::expand(*written, {}, arena_, problems, refused);
    conditions_ = std::make_unique<Conditions>(*effective_, given_, arena_);
    resolver_ = std::make_unique<Resolver>(*effective_, *conditions_, given_);
    const CodeContext context{files_, sources_, store_, files_.real_path("app"), "app/template.yaml"};
    const ResourceNames* names = ResourceNames::build(*effective_, *resolver_, arena_);
    joined_ = join_code({*written, *effective_, *names}, *resolver_, context, arena_);
  }

  const CodeFacts& facts() const { return *joined_.facts; }
  std::string text() const { return print_facts(*joined_.facts, sources_); }
  const SourceMap& sources() const { return sources_; }
  const FunctionCode& function(std::string_view id) const { return *joined_.facts->find(*effective_->find_resource(id)); }

 private:
  MemoryFileSystem files_;
  SourceMap sources_;
  CodeStore store_;
  Arena arena_;
  Tree tree_;
  GivenValues given_;
  const Template* effective_ = nullptr;
  std::unique_ptr<Conditions> conditions_;
  std::unique_ptr<Resolver> resolver_;
  JoinedCode joined_;
};

}  // namespace cumulint::test
