// What a role needs to read from brokers: their secrets, their networks, their descriptions.
#include <algorithm>

#include "base/strings.h"
#include "sam/events.h"
#include "sam/role.h"

namespace cumulint::sam {
namespace {

constexpr std::string_view kafka_secrets[] = {"SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH",
                                              "CLIENT_CERTIFICATE_TLS_AUTH"};

class BrokerPolicies {
 public:
  BrokerPolicies(Context& context, const Event& event)
      : context_(context), event_(event), maker_(context.maker(event.subject())) {}

  void add(Draft* role) {
    const Field* accesses = event_.find("SourceAccessConfigurations");
    if (event_.type == "MSK") add_msk(accesses);
    else if (event_.type == "SelfManagedKafka") add_kafka(*accesses);
    else if (event_.type == "MQ" || event_.type == "DocumentDB") add_broker(accesses);
    if (!good_ || statements_.empty() || role == nullptr) return;
    const Value* document = has_version_ ? maker_.map({{"Version", maker_.text("2012-10-17")}, {"Statement", maker_.list(statements_)}})
                                         : maker_.map({{"Statement", maker_.list(statements_)}});
    add_event_policy(*role, maker_, maker_.map({{"PolicyName", maker_.text(name_)}, {"PolicyDocument", document}}));
  }

 private:
  void allow(const Value* actions, const Value* resource) {
    statements_.push_back(maker_.map({{"Action", actions}, {"Effect", maker_.text("Allow")}, {"Resource", resource}}));
  }
  void allow(std::string_view action, const Value* resource) { allow(maker_.list({maker_.text(action)}), resource); }
  void allow_secret(const Value* secret) { allow("secretsmanager:GetSecretValue", secret); }

  void allow_networks() {
    std::vector<const Value*> actions;
    for (const std::string_view action : {"ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces",
                                          "ec2:DeleteNetworkInterface", "ec2:DescribeVpcs", "ec2:DescribeSubnets",
                                          "ec2:DescribeSecurityGroups"})
      actions.push_back(maker_.text(action));
    allow(maker_.list(actions), maker_.text("*"));
  }

  void refuse(const Field& field, std::initializer_list<std::string_view> words) {
    good_ = false;
    context_.refuse_value(event_.subject(), field, words);
  }

  void allow_registry_secrets() {
    const Field* accesses = event_.find("SchemaRegistryConfig.AccessConfigs");
    if (accesses == nullptr || !accesses->value->is(ValueKind::list)) return;
    for (const Field& access : accesses->value->fields)
      if (const Field* uri = access.value->find("URI"); is_given(uri)) allow_secret(uri->value);
  }

  void add_msk(const Field* accesses) {
    name_ = "MSKExecutionRolePolicy";
    if (accesses != nullptr && accesses->value->is(ValueKind::list))
      for (const Field& access : accesses->value->fields) {
        const Field *type = access.value->find("Type"), *uri = access.value->find("URI");
        if (type != nullptr && type->value->literal() == "CLIENT_CERTIFICATE_TLS_AUTH" && is_given(uri))
          allow_secret(uri->value);
      }
    allow_registry_secrets();
  }

  void add_kafka(const Field& accesses) {
    name_ = "SelfManagedKafkaExecutionRolePolicy";
    has_version_ = true;
    if (!accesses.value->is(ValueKind::list)) {
      if (!accesses.value->is(ValueKind::broken)) refuse(accesses, {"SourceAccessConfigurations has to be a list"});
      return;
    }
    bool has_certificate = false;
    const Field *secret = nullptr, *subnet = nullptr, *group = nullptr;
    for (const Field& access : accesses.value->fields) {
      const Field *type = access.value->find("Type"), *uri = access.value->find("URI");
      const std::string_view kind = type != nullptr ? type->value->literal() : std::string_view{};
      const bool is_secret = std::find(std::begin(kafka_secrets), std::end(kafka_secrets), kind) != std::end(kafka_secrets);
      if (is_secret && secret != nullptr)
        refuse(access, {"SourceAccessConfigurations has more than one way to authenticate"});
      else if (is_secret && !is_given(uri))
        refuse(access, {"the ", kind, " of SourceAccessConfigurations needs a URI"});
      else if (is_secret) secret = uri;
      else if (kind == "VPC_SUBNET") subnet = type;
      else if (kind == "VPC_SECURITY_GROUP") group = type;
      else if (kind == "SERVER_ROOT_CA_CERTIFICATE") has_certificate = true;
      else refuse(access, {"SourceAccessConfigurations of Kafka has no Type ", kind});
    }
    if ((subnet == nullptr) != (group == nullptr))
      refuse(accesses, {"SourceAccessConfigurations needs VPC_SUBNET and VPC_SECURITY_GROUP together"});
    if (secret != nullptr) allow_secret(secret->value);
    if (secret != nullptr && has_certificate) allow_secret(secret->value);  // SAM names the secret twice, never the certificate
    if (subnet != nullptr) allow_networks();
    allow_registry_secrets();
  }

  /// The secret of BASIC_AUTH, which MQ and DocumentDB need.
  const Value* basic_secret(const Field* accesses) {
    const std::string_view types = event_.type == "MQ" ? "BASIC_AUTH and VIRTUAL_HOST" : "BASIC_AUTH";
    if (accesses == nullptr || (accesses->value->is(ValueKind::list) && accesses->value->fields.empty())) {
      good_ = false;
      context_.refuse(event_.subject(), event_.field->origin.key_place(), Refusal::value,
                      {"SourceAccessConfigurations is required"});
      return nullptr;
    }
    if (!accesses->value->is(ValueKind::list)) {
      if (!accesses->value->is(ValueKind::broken)) refuse(*accesses, {"SourceAccessConfigurations has to be a list"});
      good_ = false;
      return nullptr;
    }
    const Field* secret = nullptr;
    bool found = false;
    for (const Field& access : accesses->value->fields) {
      if (!access.value->is(ValueKind::map)) {
        refuse(access, {"an item of SourceAccessConfigurations has to be a map"});
        continue;
      }
      const Field* type = access.value->find("Type");
      const std::string_view kind = type != nullptr ? type->value->literal() : std::string_view{};
      if (kind == "BASIC_AUTH" && found) refuse(access, {"SourceAccessConfigurations has BASIC_AUTH more than once"});
      else if (kind == "BASIC_AUTH") found = true, secret = access.value->find("URI");
      else if (event_.type != "MQ" || kind != "VIRTUAL_HOST")
        refuse(access, {"the Type of an item of SourceAccessConfigurations has to be ", types});
    }
    if (!good_) return nullptr;
    if (!found) refuse(*accesses, {"SourceAccessConfigurations needs BASIC_AUTH"});
    else if (!is_given(secret)) refuse(*accesses, {"the BASIC_AUTH of SourceAccessConfigurations needs a URI"});
    return good_ ? secret->value : nullptr;
  }

  void add_broker(const Field* accesses) {
    const Value* secret = basic_secret(accesses);
    if (secret == nullptr) return;
    const bool is_mq = event_.type == "MQ";
    name_ = is_mq ? "SamAutoGeneratedAMQPolicy" : "SamAutoGeneratedDocumentDBPolicy";
    if (const Field* dynamic = event_.find("DynamicPolicyName"); is_mq && dynamic != nullptr && is_true(*dynamic->value))
      name_ = event_id(context_, event_, "AMQPolicy");
    allow_secret(secret);
    if (is_mq) {
      allow("mq:DescribeBroker", event_.find("Broker")->value);
    } else {
      allow("rds:DescribeDBClusterParameters", maker_.sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster-pg:*"));
      allow("rds:DescribeDBSubnetGroups", maker_.sub("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:subgrp:*"));
      allow("rds:DescribeDBClusters", event_.find("Cluster")->value);
      allow_networks();
    }
    if (const Field* key = event_.find("SecretsManagerKmsKeyId")) {
      const Value* arn = maker_.sub(context_.join(
          {"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/", context_.text_of(key)}));
      if (is_mq) allow(maker_.text("kms:Decrypt"), arn);
      else allow("kms:Decrypt", arn);
    }
  }

  Context& context_;
  const Event& event_;
  Maker maker_;
  std::vector<const Value*> statements_;
  std::string_view name_;
  bool has_version_ = false;
  bool good_ = true;
};

}  // namespace

void add_broker_policies(Context& context, const Event& event, Draft* role) { BrokerPolicies(context, event).add(role); }

}  // namespace cumulint::sam
