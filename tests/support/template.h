// A template from text, with what its values need: for tests of the layers from model to sam.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/build-template.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint::test {

/// Keeps the text and all that was made of it.
struct ReadTemplate {
  Arena arena;
  std::string padded;
  Tree tree;
  std::vector<Problem> problems;
  const Template* source = nullptr;

  std::string_view text() const { return {padded.data(), padded.size() - SourceFile::padding}; }
  std::string written(Span span) const { return std::string(text().substr(span.begin, span.size())); }
  /// "template-syntax at 'Foo': the message", one a problem.
  std::vector<std::string> problem_lines() const {
    std::vector<std::string> lines;
    for (const Problem& problem : problems)
      lines.push_back(std::string(problem.rule) + " at '" + written(problem.where.span) + "': " + std::string(problem.message));
    return lines;
  }
  /// A property by its dotted path; the test fails if it is not there.
  const Field& property(std::string_view id, std::string_view path) const {
    const Resource* resource = source->find_resource(id);
    CUMULINT_ASSERT(resource != nullptr);
    const Field* field = resource->find(path);
    CUMULINT_ASSERT(field != nullptr);
    return *field;
  }
};

inline std::unique_ptr<ReadTemplate> read_template(std::string text, bool json = false) {
  auto result = std::make_unique<ReadTemplate>();
  result->padded = std::move(text);
  result->padded.append(SourceFile::padding, '\0');
  const FileId file = static_cast<FileId>(0);
  result->tree = json ? read_json(file, result->text(), result->arena) : read_yaml(file, result->text(), result->arena);
  result->source = build_template(result->tree, result->arena, result->problems);
  return result;
}

}  // namespace cumulint::test
