// Domains of REST, HTTP and WebSocket APIs. Two APIs may share one, and all share a record set group a hosted zone.
#include "sam/domain.h"

#include "base/strings.h"
#include "sam/names.h"
#include "sam/properties.h"
#include "sam/tags.h"

namespace cumulint::sam {
namespace {

// CloudFront's own hosted zone, of every edge-optimised domain.
// https://docs.aws.amazon.com/general/latest/gr/cf_region.html
constexpr std::string_view cloudfront_zone = "Z2FDTNDATAQYW2";

std::string hash_of_value(const Value& value) { return hash_of(value.is(ValueKind::text) ? std::string(value.text) : compact_json(value)); }

class DomainMaker {
 public:
  DomainMaker(Context& context, const SamResource& api, const DomainUse& use)
      : context_(context), api_(api), use_(use), kind_(use.kind), maker_(context.maker(api)) {}

  void make(const Field& written) {
    const Field known{written.key, written.origin, context_.resolve_parameters(written.value)};
    domain_ = known.value;
    if (!check(known)) return;
    const Field& name = *find("DomainName");
    const bool is_second = is_private() || kind_ != ApiKind::rest;
    id_ = context_.join({is_second ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName", hash_of_value(*name.value)});
    Draft& domain = draft(id_, kind_ != ApiKind::rest ? "AWS::ApiGatewayV2::DomainName"
                               : is_private()         ? "AWS::ApiGateway::DomainNameV2"
                                                      : "AWS::ApiGateway::DomainName");
    if (kind_ != ApiKind::web_socket) domain.condition = api_.written->condition;  // of APIs that share a domain the last one counts
    if (kind_ == ApiKind::rest) set_rest_domain(domain);
    else set_http_domain(domain);
    context_.name(api_.id(), is_private() ? "DomainNameV2" : "DomainName", id_);
    add_mappings();
    if (const Field* route = find("Route53")) add_records(*route);
    if (const Field* access = find("AccessAssociation"); access != nullptr && kind_ == ApiKind::rest) add_access(*access);
  }

 private:
  const Field* find(std::string_view path) const {
    const Field* field = domain_->find_path(path);
    return is_given(field) ? field : nullptr;
  }
  std::string_view endpoint() const {
    const Field* type = find("EndpointConfiguration");
    return type == nullptr ? "REGIONAL" : type->value->literal();
  }
  bool is_private() const { return kind_ == ApiKind::rest && endpoint() == "PRIVATE"; }

  /// The domain may be there already, for another API.
  Draft& draft(std::string_view id, std::string_view type) {
    if (Draft* known = context_.find(id)) return *known;
    return context_.add(api_, id, type);
  }

  bool check(const Field& domain) {
    if (!domain.value->is(ValueKind::map)) {
      if (!domain.value->is(ValueKind::broken)) context_.refuse_value(api_, domain, {"Domain has to be a map"});
      return false;
    }
    constexpr PropertyRule needed[] = {{"DomainName", Shape::any, true}, {"CertificateArn", Shape::any, true}};
    bool good = check_properties(context_, {api_, &domain, "Domain.", true}, *domain.value, needed);
    const bool is_known = endpoint() == "REGIONAL" || (kind_ == ApiKind::rest && (endpoint() == "EDGE" || endpoint() == "PRIVATE"));
    if (!is_known) {
      context_.refuse_value(api_, *find("EndpointConfiguration"),
                            {"Domain.EndpointConfiguration has to be ", kind_ == ApiKind::rest ? "EDGE, REGIONAL or PRIVATE" : "REGIONAL"});
      good = false;
    }
    if (const Field* policy = find("Policy"); policy != nullptr && kind_ == ApiKind::rest && !is_private()) {
      context_.refuse_conflict(api_, *policy, {"Domain.Policy is for private domains"}, "set EndpointConfiguration: PRIVATE");
      good = false;
    }
    return check_trust() && check_paths() && check_route() && good;
  }

  bool check_trust() {
    const Field* trust = find("MutualTlsAuthentication");
    if (trust == nullptr) return true;
    if (!trust->value->is(ValueKind::map)) {
      context_.refuse_value(api_, *trust, {"Domain.MutualTlsAuthentication has to be a map of TruststoreUri and TruststoreVersion"});
      return false;
    }
    constexpr PropertyRule rules[] = {{"TruststoreUri"}, {"TruststoreVersion"}};
    return check_properties(context_, {api_, trust, "Domain.MutualTlsAuthentication."}, *trust->value, rules);
  }

  bool check_paths() {
    const Field* paths = find("BasePath");
    if (paths == nullptr || !paths->value->is(ValueKind::list)) return true;
    for (const Field& path : paths->value->fields)
      if (!path.value->is(ValueKind::text) || !has_shape(*path.value, Shape::text)) {
        if (path.value->is(ValueKind::broken)) return context_.refuse_silently(), false;
        context_.refuse_value(api_, path, {"an item of Domain.BasePath has to be a text"});
        return false;
      }
    return true;
  }

  bool check_route() {
    const Field* route = find("Route53");
    if (route == nullptr) return true;
    if (!route->value->is(ValueKind::expression) && !route->value->is(ValueKind::map)) {
      context_.refuse_value(api_, *route, {"Domain.Route53 has to be a map"});
      return false;
    }
    if (find("Route53.HostedZoneId") == nullptr && find("Route53.HostedZoneName") == nullptr) {
      context_.refuse_value(api_, *route, {"Domain.Route53 needs HostedZoneId or HostedZoneName"});
      return false;
    }
    const Field* separate = find("Route53.SeparateRecordSetGroup");
    if (separate != nullptr && !is_true(*separate->value) && !is_false(*separate->value)) {
      context_.refuse_value(api_, *separate, {"Domain.Route53.SeparateRecordSetGroup has to be true or false"});
      return false;
    }
    return true;
  }

  void set_rest_domain(Draft& draft) {
    Fields& properties = draft.properties;
    properties.take(maker_, "DomainName", find("DomainName"));
    properties.take(maker_, endpoint() == "REGIONAL" ? "RegionalCertificateArn" : "CertificateArn", find("CertificateArn"));
    Fields configuration;
    configuration.set(maker_, "Types", maker_.list({maker_.text(endpoint())}));
    configuration.take(maker_, "IpAddressType", find("IpAddressType"));
    properties.set(maker_, "EndpointConfiguration", configuration.value(maker_));
    for (const std::string_view name : {"MutualTlsAuthentication", "SecurityPolicy", "EndpointAccessMode",
                                        "OwnershipVerificationCertificateArn", "Policy"})
      properties.take(maker_, name, find(name));
  }

  void set_http_domain(Draft& draft) {
    Fields& properties = draft.properties;
    properties.take(maker_, "DomainName", find("DomainName"));
    Fields configuration;
    configuration.set(maker_, "EndpointType", maker_.text(endpoint()));
    for (const std::string_view name : {"CertificateArn", "OwnershipVerificationCertificateArn", "SecurityPolicy", "IpAddressType"})
      configuration.take(maker_, name, find(name));
    properties.set(maker_, "DomainNameConfigurations", maker_.list({configuration.value(maker_)}));
    properties.take(maker_, "MutualTlsAuthentication", find("MutualTlsAuthentication"));
    if (!use_.mark.empty()) properties.set(maker_, "Tags", tag_map(context_, api_, use_.tags, use_.mark));
  }

  void add_mappings() {
    const Field* paths = find("BasePath");
    if (paths == nullptr) return add_mapping(nullptr);
    if (paths->value->is(ValueKind::list) && paths->value->fields.empty()) return add_mapping(nullptr);
    if (!paths->value->is(ValueKind::list)) return add_mapping(paths);
    for (const Field& path : paths->value->fields) add_mapping(&path);
  }

  static std::string letters_and_digits(std::string_view text) {
    std::string kept;
    for (const char c : text)
      if (is_alphanumeric({&c, 1})) kept += c;
    return kept;
  }

  static std::string_view without_slashes(std::string_view text) {
    while (starts_with(text, "/")) text.remove_prefix(1);
    while (ends_with(text, "/")) text.remove_suffix(1);
    return text;
  }

  void add_mapping(const Field* path) {
    const std::string_view text = path != nullptr ? path->value->literal() : std::string_view{};
    const bool is_rest = kind_ == ApiKind::rest;
    const std::string id = std::string(api_.id()).append(letters_and_digits(text)).append(is_rest ? "BasePathMapping" : "ApiMapping");
    Draft& mapping = context_.add(api_, id, !is_rest       ? "AWS::ApiGatewayV2::ApiMapping"
                                            : is_private() ? "AWS::ApiGateway::BasePathMappingV2"
                                                           : "AWS::ApiGateway::BasePathMapping");
    const Field* normalise = find("NormalizeBasePath");
    const bool as_is = normalise != nullptr && is_false(*normalise->value);
    if (path != nullptr) {
      const std::string kept = is_rest ? (as_is ? std::string(text) : letters_and_digits(text)) : std::string(without_slashes(text));
      if (is_rest || !kept.empty()) mapping.properties.set({is_rest ? "BasePath" : "ApiMappingKey", path->origin, maker_.text(kept)});
    }
    mapping.properties.set(maker_, is_private() ? "DomainNameArn" : "DomainName", maker_.ref(id_));
    mapping.properties.set(maker_, is_rest ? "RestApiId" : "ApiId", maker_.ref(api_.id()));
    mapping.properties.set(maker_, "Stage", maker_.ref(use_.stage));
  }

  void add_records(const Field& route) {
    if (!route.value->is(ValueKind::map)) return;
    const Field *zone = find("Route53.HostedZoneId"), *zone_name = find("Route53.HostedZoneName");
    const Field* named = zone != nullptr ? zone : zone_name;
    const Field* separate = find("Route53.SeparateRecordSetGroup");
    const std::string zone_hash =
        separate != nullptr && is_true(*separate->value)
            ? hash_of(hash_of_value(*named->value) + hash_of_value(*find("DomainName")->value))
            : hash_of_value(*named->value);
    Draft& group = draft(context_.join({"RecordSetGroup", zone_hash}), "AWS::Route53::RecordSetGroup");
    group.properties.take(maker_, zone != nullptr ? "HostedZoneId" : "HostedZoneName", named);
    add_record(group, "A");
    if (const Field* v6 = find("Route53.IpV6"); v6 != nullptr && is_true(*v6->value)) add_record(group, "AAAA");
  }

  void add_record(Draft& group, std::string_view type) {
    Fields record;
    record.take(maker_, "Name", find("DomainName"));
    record.set(maker_, "Type", maker_.text(type));
    record.set(maker_, "AliasTarget", alias_target());
    record.take(maker_, "Region", find("Route53.Region"));
    const Field* identifier = find("Route53.SetIdentifier");
    record.take(maker_, "SetIdentifier", identifier != nullptr ? identifier : find("Route53.Region"));
    const Field* records = group.properties.find("RecordSets");
    group.properties.set(maker_, "RecordSets", appended(maker_, records != nullptr ? records->value : nullptr, record.value(maker_)));
  }

  const Value* alias_target() {
    Fields target;
    target.take(maker_, "EvaluateTargetHealth", find("Route53.EvaluateTargetHealth"));
    if (is_private()) {
      target.take(maker_, "HostedZoneId", find("Route53.VpcEndpointHostedZoneId"));
      target.take(maker_, "DNSName", find("Route53.VpcEndpointDomainName"));
    } else if (endpoint() == "EDGE") {
      target.set(maker_, "HostedZoneId", maker_.text(cloudfront_zone));
      target.set(maker_, "DNSName", maker_.get_att(id_, "DistributionDomainName"));
      target.take(maker_, "DNSName", find("Route53.DistributionDomainName"));
    } else {
      target.set(maker_, "HostedZoneId", maker_.get_att(id_, "RegionalHostedZoneId"));
      target.set(maker_, "DNSName", maker_.get_att(id_, "RegionalDomainName"));
    }
    return target.value(maker_);
  }

  void add_access(const Field& access) {
    const Field* endpoint_id = access.value->find("VpcEndpointId");
    if (!is_given(endpoint_id)) return;
    const std::string id = "DomainNameAccessAssociation" + hash_of(hash_of_value(*endpoint_id->value) + std::string(id_));
    Draft& association = context_.add(api_, id, "AWS::ApiGateway::DomainNameAccessAssociation");
    association.properties.take(maker_, "AccessAssociationSource", endpoint_id);
    association.properties.set(maker_, "AccessAssociationSourceType", maker_.text("VPCE"));
    association.properties.set(maker_, "DomainNameArn", maker_.ref(id_));
  }

  Context& context_;
  const SamResource& api_;
  const DomainUse& use_;
  ApiKind kind_;
  Maker maker_;
  const Value* domain_ = nullptr;
  std::string_view id_;
};

}  // namespace

void add_domain(Context& context, const SamResource& api, const DomainUse& use) {
  if (const Field* domain = api.find("Domain")) DomainMaker(context, api, use).make(*domain);
}

}  // namespace cumulint::sam
