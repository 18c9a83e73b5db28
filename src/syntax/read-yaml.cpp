// YAML by our own reader. The build option CUMULINT_YAML_READER puts another one in the place of this file.
#include "syntax/read-text.h"

namespace cumulint {

Tree read_yaml(FileId file, std::string_view text, Arena& arena, const ReadLimits& limits) {
  Tree tree;
  tree.file = file;
  tree.source = text;
  read_text(text, arena, limits, tree);
  return tree;
}

}  // namespace cumulint
