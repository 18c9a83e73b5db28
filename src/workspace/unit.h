// Unit: one version of one template with everything that was derived from it, frozen. Application: the Units of a run.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asl/workflow.h"
#include "base/arena.h"
#include "code/facts.h"
#include "graph/graph.h"
#include "iam/policies.h"
#include "model/template.h"
#include "resolve/resolver.h"
#include "text/file-system.h"
#include "text/source-map.h"

namespace cumulint {

/// A name that one unit offers and others may use: exports, SSM parameters, nested stacks' outputs.
struct Symbol {
  enum class Kind : std::uint8_t { export_, ssm_parameter, nested_template, output } kind = Kind::export_;
  std::string_view name;
  const Field* field = nullptr;
};

struct Unit {
  Arena arena;
  FileId file = FileId::none;
  Tree tree;
  const Template* written = nullptr;
  const Template* effective = nullptr;
  bool sam_refused = false;
  GivenValues given;
  std::unique_ptr<const Conditions> conditions;   // of the effective template
  std::unique_ptr<const Resolver> resolver;
  const CodeFacts* code = nullptr;                // null: not needed
  const Policies* policies = nullptr;
  const Workflows* workflows = nullptr;           // never null in a finished unit
  const Graph* graph = nullptr;
  std::vector<Problem> problems;
  std::vector<Symbol> exports, imports;
  std::vector<FileUse> files;
  std::vector<std::shared_ptr<const CodeUnit>> code_units;
  bool incomplete = false;                        // part of the text could not be read
};

/// Edges between units: nested stacks, exports and imports, SSM names.
struct Links {
  struct Link {
    const Unit* from = nullptr;
    const Unit* to = nullptr;
    const Resource* stack = nullptr;  // in `from`: the nested stack
    const Symbol* symbol = nullptr;
  };
  std::vector<Link> links;
};

struct Application {
  std::vector<const Unit*> units;  // by path
  const SourceMap* sources = nullptr;
  const Links* links = nullptr;
};

}  // namespace cumulint
