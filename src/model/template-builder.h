// TemplateBuilder: the sections of a template as records. One function a section; shape errors are reported once.
#pragma once

#include <optional>
#include <vector>

#include "model/build-template.h"
#include "model/template.h"
#include "model/value-builder.h"

namespace cumulint {

class TemplateBuilder {
 public:
  TemplateBuilder(const Tree& tree, Arena& arena, std::vector<Problem>& problems, const Grafts* grafts);
  const Template* build();

 private:
  // template-builder.cpp
  void find_transforms(const Node& root);
  void add_transform(const Field& field);
  void build_root(const Node& root);
  bool is_meant_to_be_template(const Node& root) const;
  void read_version();
  void read_mappings();
  void read_conditions();
  void read_outputs();
  Output read_output(const Field& field);
  void index_resources();
  void name_resources_of_problems(std::size_t first);
  // build-parameters.cpp
  void read_parameters();
  Parameter read_parameter(const Field& field);
  void check_parameter_type(const Parameter& parameter, const Field& type);
  // build-resources.cpp
  void read_resources();
  Resource read_resource(const Field& field);
  void read_properties(Resource& resource, const Value& body);
  void read_type(Resource& resource, const Value& body);
  void check_attributes(const Resource& resource, const Value& body);
  std::span<const Field> read_depends_on(const Value& body);

  /// The pairs of a section that must be a map; none, and a problem, if it is something else.
  std::span<const Field> section(std::string_view name);
  const Field* section_field(std::string_view name) const { return template_.root->find(name); }
  /// The literal text of an attribute that takes nothing else; empty, and a problem, if it is something else.
  std::string_view name_of(const Field* field, std::string_view what);
  bool is_alphanumeric(const Field& field, std::string_view what);
  void syntax(const Field& where, std::string_view message, std::string_view help = {});
  void syntax_at_key(const Field& where, std::string_view message, std::string_view help = {});
  template <class... Parts>
  std::string_view join(Parts... parts) { return arena_.join({std::string_view(parts)...}); }

  const Tree& tree_;
  Arena& arena_;
  std::vector<Problem>& problems_;
  const Grafts* grafts_;
  std::optional<ValueBuilder> values_;
  TemplateDialect dialect_;
  Template template_;
  std::vector<Field> transforms_;
  std::vector<Parameter> parameters_;
  std::vector<Mapping> mappings_;
  std::vector<Condition> conditions_;
  std::vector<Resource> resources_;
  std::vector<Output> outputs_;
};

}  // namespace cumulint
