// The forms in which AWS writes names: ARNs, queue URLs, API URLs, integration URIs.
#include "resolve/name-forms.h"

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::string_view::size_type npos = std::string_view::npos;

/// "arn:aws:sqs:eu-west-1:123456789012:jobs" -> service and last part.
bool cut_arn(std::string_view text, std::string_view& service, std::string_view& last) {
  if (!starts_with(text, "arn:")) return false;
  std::size_t begin = 4;
  for (int part = 0; part < 4; ++part) {
    const std::size_t colon = text.find(':', begin);
    if (colon == npos) return false;
    if (part == 1) service = text.substr(begin, colon - begin);
    begin = colon + 1;
  }
  last = text.substr(begin);
  return !last.empty();
}

/// Where a name ends in what follows an ARN's prefix: log groups and parameters have slashes in their names.
std::size_t end_of_name(std::string_view service, std::string_view name) {
  if (service == "ssm" || service == "kms" || service == "iam") return npos;
  if (service == "logs") return name.find(':');
  return name.find_first_of("/:");
}

NameCut arn_name(std::string_view service, std::string_view last) {
  NameCut cut{.kind = NameCut::Kind::arn, .service = service};
  cut.name = last;
  if (const ArnForm* form = arn_form_of(service, last)) {
    cut.type = form->type;
    cut.prefix = form->prefix;
    cut.name = last.substr(form->prefix.size());
  }
  if (service == "iam") cut.name = cut.name.substr(cut.name.rfind('/') + 1);  // without the path
  const std::size_t end = end_of_name(service, cut.name);
  if (end == npos) return cut;
  cut.rest = cut.name.substr(end);
  cut.name = cut.name.substr(0, end);
  const bool has_qualifier = service == "lambda" || service == "states";
  if (has_qualifier && cut.rest.size() > 1 && cut.rest[0] == ':') cut.qualifier = cut.rest.substr(1);
  return cut;
}

/// "arn:…:apigateway:eu-west-1:lambda:path/2015-03-31/functions/ARN/invocations": the ARN inside, or a queue's path.
std::string_view integration_target(std::string_view text) {
  constexpr std::string_view before = "/functions/", after = "/invocations";
  const std::size_t begin = text.find(before);
  if (begin == npos) return {};
  std::string_view target = text.substr(begin + before.size());
  if (ends_with(target, after))
    target.remove_suffix(after.size());
  else if (ends_with(target, "/response-streaming-invocations"))
    target.remove_suffix(std::string_view("/response-streaming-invocations").size());
  return target;
}

NameCut queue_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return {.kind = NameCut::Kind::arn,
          .service = "sqs",
          .type = "AWS::SQS::Queue",
          .name = path.substr(slash == npos ? 0 : slash + 1)};
}

NameCut cut_url(std::string_view text) {
  const std::string_view after = text.substr(text.find("://") + 3);
  const std::size_t slash = after.find('/');
  const std::string_view host = after.substr(0, slash);
  const std::string_view path = slash == npos ? std::string_view{} : after.substr(slash);
  if (contains(host, ".execute-api.")) {
    return {.kind = NameCut::Kind::arn, .service = "execute-api", .name = host.substr(0, host.find('.')), .rest = path};
  }
  if (starts_with(host, "sqs.") || starts_with(host, "queue.") || contains(host, ".queue.")) return queue_name(path);
  return {};
}

/// "${Jobs.Arn}/*" is about Jobs; "${Table}-copy" is another name.
bool is_rest(std::string_view rest, const Reference& reference) {
  return rest.empty() || rest[0] == '/' || rest[0] == ':' || reference.attribute == "FunctionUrl";
}

NameCut cut_reference(const FlatText& text, std::string_view part) {
  const Reference* hole = text.hole_at(part, 0);
  const std::string_view rest = part.substr(2);
  if (!is_rest(rest, *hole)) return {.kind = NameCut::Kind::bare_name, .name = part};
  NameCut cut{.kind = NameCut::Kind::reference, .name = part.substr(0, 2), .rest = rest};
  if (rest.size() > 1 && rest[0] == ':') cut.qualifier = rest.substr(1);
  return cut;
}

NameCut cut_part(const FlatText& text, std::string_view part, bool inside = false) {
  if (part.empty()) return {};
  if (text.hole_at(part, 0) != nullptr) return cut_reference(text, part);
  std::string_view service, last;
  if (cut_arn(part, service, last)) {
    if (service != "apigateway") return arn_name(service, last);
    const std::string_view target = integration_target(last);
    if (!target.empty() && !inside) return cut_part(text, target, true);
    if (starts_with(last, "path/") && contains(part, ":sqs:")) return queue_name(last);
    return {.kind = NameCut::Kind::arn, .service = service, .name = last};
  }
  if (part.substr(0, part.find(FlatText::hole_mark)).find("://") != npos) return cut_url(part);
  return {.kind = NameCut::Kind::bare_name, .name = part};
}

}  // namespace

NameCut cut_name(const FlatText& text) { return cut_part(text, text.text); }

}  // namespace cumulint
