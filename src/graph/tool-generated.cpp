// The constructs that the CDK adds by itself.
// Source: https://github.com/aws/aws-cdk (packages/aws-cdk-lib: custom-resources, aws-logs,
// aws-s3/lib/notifications-resource, aws-certificatemanager, triggers).
#include "graph/tool-generated.h"

#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// "LogRetention" + 32 hex digits: a singleton's id.
bool is_singleton(std::string_view segment, std::string_view name) {
  constexpr std::size_t digits = 32;
  return segment.size() == name.size() + digits && starts_with(segment, name) &&
         is_hex(lower(segment.substr(name.size())));
}

bool is_provider(std::string_view segment) {
  for (const std::string_view start : {"Custom::", "framework-", "@aws-cdk--", "AWSCDK"})
    if (starts_with(segment, start)) return true;
  if (segment == "CertificateRequestorFunction") return true;
  if (segment == "CDKMetadata" || segment == "waiter-state-machine") return true;
  return is_singleton(segment, "LogRetention") || is_singleton(segment, "BucketNotificationsHandler") ||
         is_singleton(segment, "AWS");
}

}  // namespace

bool is_tool_generated(const Resource& resource) {
  if (resource.metadata == nullptr) return false;
  const Field* path = resource.metadata->value->find("aws:cdk:path");
  if (path == nullptr) return false;
  for (std::string_view segment : split(path->value->literal(), '/'))
    if (is_provider(segment)) return true;
  return false;
}

}  // namespace cumulint
