// A rule's page as data: what SARIF's help, `explain` and hovers show of it.
#pragma once

#include <string>
#include <string_view>

namespace cumulint {

struct RulePage {
  std::string summary;   // one sentence
  std::string why;       // plain text: the paragraphs under "Why", else the introduction
  std::string markdown;  // for readers: without the test cases, fences without their attributes
};

RulePage parse_rule_page(std::string_view page);

/// "SqsVisibilityTimeout" of "sqs-visibility-timeout".
std::string pascal_case(std::string_view id);

}  // namespace cumulint
