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
#include "resolve/resource-names.h"
#include "text/file-system.h"
#include "text/source-map.h"

namespace cumulint {

/// A name that one unit offers and others may use, or uses of others: exports, SSM parameters, nested templates, names
/// that resources are given.
struct Symbol {
  enum class Kind : std::uint8_t { export_, ssm_parameter, nested_template, resource_name } kind = Kind::export_;
  std::string_view name;         // `*` stands for what only the deployment knows
  const Field* field = nullptr;  // where the name is written
  const Field* value = nullptr;  // of an offer: what the name stands for
};

struct Unit;

/// The resources that a joined unit has of one template, in the template's order.
struct UnitPart {
  const Unit* unit = nullptr;
  std::size_t first = 0;  // of the joined unit's resources; as many as the template has
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
  const ResourceNames* names = nullptr;           // never null in a finished unit
  const CodeFacts* code = nullptr;                // null: not needed
  const Policies* policies = nullptr;
  const Workflows* workflows = nullptr;           // never null in a finished unit
  const Graph* graph = nullptr;
  std::vector<Problem> problems;
  std::vector<Symbol> exports, imports;
  std::vector<FileUse> files;
  std::vector<std::shared_ptr<const CodeUnit>> code_units;
  bool incomplete = false;                        // part of the text could not be read
  std::vector<UnitPart> parts;                    // of a joined unit (join.h); empty: it is one template

  /// The unit of the template whose text `file` is; of a joined unit one of its parts. Itself if there is none.
  const Unit& holder(FileId text) const {
    for (const UnitPart& part : parts)
      if (part.unit->file == text) return *part.unit;
    return *this;
  }
};

/// Edges between units: nested stacks, exports and imports, SSM names.
struct Links {
  struct Link {
    const Unit* from = nullptr;
    const Unit* to = nullptr;
    const Resource* stack = nullptr;  // in `from`: the nested stack
    const Symbol* symbol = nullptr;   // what `from` asks for
    const Symbol* offer = nullptr;    // what `to` offers; null: its whole template
  };
  std::vector<Link> links;
};

struct Fragments;

struct Application {
  std::vector<const Unit*> units;   // by path
  std::vector<const Unit*> joined;  // what is deployed together: linked templates as one unit; the others as they are
  const SourceMap* sources = nullptr;
  const Links* links = nullptr;
  const Fragments* fragments = nullptr;  // which of the units are pieces of a template; null: nobody asked
};

}  // namespace cumulint
