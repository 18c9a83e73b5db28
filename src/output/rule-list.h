// Lists of all rules, for people and for tools.
#pragma once

#include <string>
#include <string_view>

#include "rule/registry.h"

namespace cumulint {

void write_rule_list_text(std::string& out);
void write_rule_list_json(std::string& out);

/// One rule's page for a terminal, with its level, default and link.
std::string explanation(const RegisteredRule& rule);

}  // namespace cumulint
