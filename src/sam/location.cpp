// S3 locations: `s3://bucket/key?versionId=…`, or a map of Bucket, Key and Version.
#include "sam/location.h"

#include "base/strings.h"
#include "model/scalar.h"

namespace cumulint::sam {
namespace {

const Value* from_map(Context& context, const Subject& subject, const Field& location, const LocationKeys& keys) {
  const Value& map = *location.value;
  const Field *bucket = map.find("Bucket"), *key = map.find("Key");
  if (!is_set(bucket) || !is_set(key)) {
    context.refuse_value(subject, location, {location.key, " needs both Bucket and Key"});
    return nullptr;
  }
  Fields made;
  made.set({keys.bucket, bucket->origin, bucket->value});
  made.set({keys.key, key->origin, key->value});
  if (const Field* version = map.find("Version"); is_given(version))
    made.set({keys.version, version->origin, version->value});
  return made.value(Maker(context.arena(), location.origin));
}

/// Packaging turns everything but addresses into S3 locations, so a path is no error.
bool is_path(std::string_view text) { return text.find("://") == std::string_view::npos; }

/// The result of a build, which need not be there yet.
bool is_built(std::string_view path) { return ends_with(path, ".zip") || ends_with(path, ".jar") || ends_with(path, ".war"); }

}  // namespace

bool is_local_file(const Context& context, std::string_view path) {
  const ExpandOptions& options = context.options();
  if (options.files == nullptr || options.template_path.empty()) return true;
  const std::string found = path.substr(0, 1) == "/" ? std::string(path)
                                                     : join_path(folder_of(options.template_path), path);
  return options.files->kind(normalise_path(found)) != FileKind::missing;
}

const Value* s3_location(Context& context, const Subject& subject, const Field& location, const LocationKeys& keys) {
  const Value& value = *location.value;
  const Maker maker(context.arena(), location.origin);
  if (value.is(ValueKind::broken)) return &value;
  if (value.is(ValueKind::expression)) {
    const std::string_view name = value.expression->kind == ExpressionKind::ref ? value.expression->target : "";
    if (context.written().find_parameter(name) != nullptr) return &value;  // the deployment gives it
    context.refuse_value(subject, location, {location.key, " has to be known before deployment"},
                         "write it out, or as a map of Bucket and Key");
    return nullptr;
  }
  if (value.is(ValueKind::map)) return from_map(context, subject, location, keys);
  if (!value.is(ValueKind::text) || scalar_kind(value) != ScalarKind::text) {
    context.refuse_value(subject, location, {location.key, " has to be a text or a map"});
    return nullptr;
  }
  std::string_view rest = value.text;
  if (is_path(rest)) {
    if (!context.options().is_deployed || is_built(rest) || (!rest.empty() && is_local_file(context, rest))) return &value;
    context.refuse_value(subject, location, {location.key, " is neither an S3 address nor a file beside the template"});
    return nullptr;
  }
  if (contains(rest, "{{resolve:")) {
    context.refuse_value(subject, location, {location.key, " can't be a dynamic reference inside an S3 address"},
                         "use the form with Bucket and Key");
    return nullptr;
  }
  constexpr std::string_view scheme = "s3://";
  const bool is_s3 = starts_with(rest, scheme);
  if (is_s3) rest.remove_prefix(scheme.size());
  const std::size_t slash = rest.find('/');
  const std::string_view bucket = rest.substr(0, slash);
  std::string_view key = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
  std::string_view version;
  if (const std::size_t query = key.find("?versionId="); query != std::string_view::npos) {
    version = key.substr(query + 11);
    key = key.substr(0, query);
  }
  if (!is_s3 || bucket.empty() || key.empty() || bucket.find_first_of("[]") != std::string_view::npos) {
    context.refuse_value(subject, location, {location.key, " is no S3 address of the form s3://bucket/key"});
    return nullptr;
  }
  Fields made;
  made.set(maker, keys.bucket, maker.text(bucket));
  made.set(maker, keys.key, maker.text(key));
  if (!version.empty()) made.set(maker, keys.version, maker.text(version));
  return made.value(maker);
}

}  // namespace cumulint::sam
