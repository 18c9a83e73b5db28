// Puts construct paths into messages.
#include "rule/construct-paths.h"

#include <cctype>
#include <map>

#include "base/strings.h"

namespace cumulint {
namespace {

using Paths = std::map<std::string_view, std::string_view, std::less<>>;  // by logical id

/// "Shop/Handler/Resource" is the construct Shop/Handler.
std::string_view construct_of(const Resource& resource) {
  if (resource.metadata == nullptr) return {};
  const Field* path = resource.metadata->value->find("aws:cdk:path");
  if (path == nullptr) return {};
  std::string_view construct = path->value->literal();
  for (const std::string_view own : {"/Resource", "/Default"})
    if (ends_with(construct, own)) construct.remove_suffix(own.size());
  return construct;
}

Paths paths_of(const Unit& unit) {
  Paths paths;
  for (const Resource& resource : unit.effective->resources)
    if (const std::string_view construct = construct_of(resource); !construct.empty()) paths[resource.id] = construct;
  return paths;
}

bool is_part_of_id(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

void add_paths(std::string& text, const Paths& paths, std::map<std::string_view, bool>& named) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_part_of_id(text[end])) ++end;
    if (end == at) end = at + 1;
    const std::string_view word = std::string_view(text).substr(at, end - at);
    out += word;
    const auto found = paths.find(word);
    if (found != paths.end() && !named[found->first]) {
      named[found->first] = true;
      out += " (" + std::string(found->second) + ")";
    }
    at = end;
  }
  text = std::move(out);
}

}  // namespace

void name_constructs(std::vector<RawFinding>& findings) {
  std::map<const Unit*, Paths> known;
  for (RawFinding& finding : findings) {
    const auto [at, added] = known.try_emplace(finding.unit);
    if (added) at->second = paths_of(*finding.unit);
    if (at->second.empty()) continue;
    std::map<std::string_view, bool> named;
    Diagnostic& diagnostic = finding.diagnostic;
    add_paths(diagnostic.message, at->second, named);
    add_paths(diagnostic.why, at->second, named);
    for (Label& label : diagnostic.labels) add_paths(label.text, at->second, named);
  }
}

}  // namespace cumulint
