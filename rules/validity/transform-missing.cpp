// Flags resources of SAM in a template that does not declare the transform.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html

#include "rule/api.h"

namespace cumulint::rules {
namespace {

constexpr std::string_view transform = "AWS::Serverless-2016-10-31";

/// A line before the first key of the outermost level, if the template has none of the kind yet.
std::vector<Edit> insertion(const UnitView& unit) {
  const Template& written = unit.written();
  if (!written.transforms.empty() || written.tree->json || written.tree->root->flow) return {};
  const auto fields = written.root->fields;
  // Behind the version, where people look for it.
  const bool has_version = fields[0].key == "AWSTemplateFormatVersion";  // the resources stand behind it at least
  const Origin& next = fields[has_version ? 1 : 0].origin;
  return {{{next.file, {next.key.begin, next.key.begin}}, "Transform: " + std::string(transform) + "\n"}};
}

void check(const UnitView& unit, Reporter& report) {
  const Template& written = unit.written();
  if (written.has_sam || written.has_unknown_macro || !written.is_template) return;
  std::vector<const Resource*> found;
  for (const Resource& resource : written.resources)
    if (starts_with(resource.type, "AWS::Serverless::")) found.push_back(&resource);
  if (found.empty()) return;

  const Resource& first = *found[0];
  Finding finding = report.finding(fact());
  finding.at(*first.body->find("Type"))
      .about(first)
      .say("the template has ", first.type, " ", first.id, " but not the transform ", transform)
      .why("CloudFormation does not know the type: the deployment fails")
      .help("add Transform: ", transform, " at the top of the template");
  for (std::size_t i = 1; i < found.size(); ++i)
    finding.about(*found[i]).related(*found[i]->body->find("Type"), found[i]->id, " is one too");
  if (std::vector<Edit> edits = insertion(unit); !edits.empty())
    finding.fix(FixSafety::safe, "declare the transform", std::move(edits));
}

}  // namespace

extern constinit const Rule transform_missing{
    .info = {.id = "transform-missing",
             .level = Level::error,
             .fix = FixSafety::safe,
             .tags = {"reliability"},
             .aliases = {"E3038"}},
    .on_unit = check,
};

}  // namespace cumulint::rules
