// The SAM transform as a pass: a template with AWS::Serverless resources becomes one of ordinary resources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "model/template.h"
#include "resolve/resolver.h"
#include "text/file-system.h"
#include "text/source-map.h"

namespace cumulint::sam {

struct ExpandOptions {
  std::optional<std::string> region, partition, account;  // unknown: what SAM asks of them stays open, or is usual
  const GivenValues* given = nullptr;                      // parameters by value; null: defaults only
  bool is_deployed = false;                                // as the service gets it: code has to be somewhere
  const FileSystem* files = nullptr;                       // for local API definitions and AWS::Include; null: none is read
  std::vector<FileUse>* used = nullptr;                    // gets the files that were looked for; null: nobody asks
  SourceMap* sources = nullptr;                            // takes the included texts; null: none is read
  std::string template_path;                               // what local locations are relative to
  std::string root;                                        // nothing outside this folder is read; empty: no limit
};

/// Template -> Template of ordinary resources. What SAM refuses becomes a Problem (sam-property-conflict,
/// invalid-value) at the user's text, and sets `refused`; it is left out or passed through, and the rest is expanded.
/// Fn::ForEach is unrolled first (loops.h). A template without both comes back as it is. Never fails.
const Template* expand(const Template& written, const ExpandOptions& options, Arena& arena,
                       std::vector<Problem>& problems, bool& refused);

}  // namespace cumulint::sam
