// The template that SAM makes, as CloudFormation JSON, as a list of resources, or as the places that caused them.
#pragma once

#include <string>

#include "model/template.h"
#include "text/source-map.h"

namespace cumulint {

/// The whole template, indented.
void write_expanded(const Template& expanded, std::string& out);
/// {"resources": {id: {type, refs, dependsOn, condition, properties}}} in one line.
void write_expanded_resources(const Template& expanded, std::string& out);
/// A line for each resource: path:line, id, type, and of generated ones what caused them.
void write_origins(const Template& expanded, const SourceMap& sources, std::string& out);

}  // namespace cumulint
