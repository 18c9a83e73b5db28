// Look-ups in what code does.
#include "code/facts.h"

namespace cumulint {

const Argument* SdkCall::find(std::string_view name) const {
  for (const Argument& argument : arguments)
    if (argument.name == name) return &argument;
  return nullptr;
}

const FunctionCode* CodeFacts::find(const Resource& function) const {
  for (const FunctionCode& code : functions)
    if (code.function != nullptr && code.function->id == function.id) return &code;
  return nullptr;
}

}  // namespace cumulint
