// Looks for the files and folders that DefinitionUri, ContentUri and their like name.
#include "code/missing-paths.h"

#include "base/strings.h"
#include "code/handler.h"

namespace cumulint {
namespace {

/// Properties that take a local path. `aws cloudformation package` and SAM replace it by an address in S3:
/// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
struct PathProperty {
  std::string_view type, property;
};
constexpr PathProperty path_properties[] = {
    {"AWS::Serverless::LayerVersion", "ContentUri"},
    {"AWS::Lambda::LayerVersion", "Content"},
    {"AWS::Serverless::StateMachine", "DefinitionUri"},
    {"AWS::StepFunctions::StateMachine", "DefinitionS3Location"},
    {"AWS::Serverless::Api", "DefinitionUri"},
    {"AWS::Serverless::HttpApi", "DefinitionUri"},
    {"AWS::ApiGateway::RestApi", "BodyS3Location"},
};

/// Does a build make it?
bool is_built(const Resource& resource, std::string_view path) {
  const Field* method = resource.metadata != nullptr ? resource.metadata->value->find("BuildMethod") : nullptr;
  if (method != nullptr || is_build_folder(path)) return true;
  for (std::string_view archive : {".zip", ".jar", ".tgz", ".tar.gz"})
    if (ends_with(path, archive)) return true;
  return false;
}

bool is_missing(SourceLibrary& library, const std::string& path) {
  return library.kind(path) == FileKind::missing && library.may_read_below(path);
}

}  // namespace

std::string nearest_path(SourceLibrary& library, const std::string& folder, std::string_view written) {
  const std::string path = normalise_path(join_path(folder, written));
  const std::string_view name = file_name_of(path);
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : library.context().files.list(std::string(folder_of(path)))) names.push_back(entry.name);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view near = did_you_mean(name, views);
  const std::string own = normalise_path(written);
  const std::string_view above = folder_of(own);
  return near.empty() ? std::string() : above.empty() ? std::string(near) : join_path(std::string(above), near);
}

std::vector<MissingPath> find_missing_paths(const Template& written, SourceLibrary& library, Arena& arena) {
  std::vector<MissingPath> missing;
  const std::string folder(folder_of(library.context().template_path));
  for (const Resource& resource : written.resources)
    for (const PathProperty& one : path_properties) {
      const Field* field = resource.type == one.type ? resource.find(one.property) : nullptr;
      const std::string_view path = field != nullptr ? field->value->literal() : std::string_view();
      if (path.empty() || contains(path, "://") || is_built(resource, path)) continue;
      if (!is_missing(library, normalise_path(join_path(folder, path)))) continue;
      missing.push_back({&resource, field, path, arena.copy(std::string_view(nearest_path(library, folder, path)))});
    }
  return missing;
}

}  // namespace cumulint
