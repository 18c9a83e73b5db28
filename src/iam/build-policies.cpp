// All policies of a template: of roles, attached to roles, and on resources.
#include <algorithm>
#include <unordered_map>

#include "base/strings.h"
#include "iam/managed-policies.h"
#include "iam/policy-index.h"
#include "iam/statements.h"

namespace cumulint {
namespace {

constexpr std::string_view role_type = "AWS::IAM::Role";

/// Resources that hold a policy on others, or on themselves.
struct ResourcePolicyForm {
  std::string_view type, document;
  std::string_view guards, guarded_type;  // the property that names what is guarded; empty: the resource itself
};
constexpr ResourcePolicyForm resource_policies[] = {
    {"AWS::SQS::QueuePolicy", "PolicyDocument", "Queues", "AWS::SQS::Queue"},
    {"AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue", "AWS::SQS::Queue"},
    {"AWS::SNS::TopicPolicy", "PolicyDocument", "Topics", "AWS::SNS::Topic"},
    {"AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", "AWS::SNS::Topic"},
    {"AWS::S3::BucketPolicy", "PolicyDocument", "Bucket", "AWS::S3::Bucket"},
    {"AWS::S3::AccessPoint", "Policy", "Bucket", "AWS::S3::Bucket"},
    {"AWS::KMS::Key", "KeyPolicy", "", ""},
    {"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", "AWS::SecretsManager::Secret"},
    {"AWS::ECR::Repository", "RepositoryPolicyText", "", ""},
    {"AWS::Lambda::ResourcePolicy", "PolicyDocument", "ResourceArn", "AWS::Lambda::Function"},
    {"AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", "AWS::Kinesis::Stream"},
    {"AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument", "", ""},
    {"AWS::ApiGateway::RestApi", "Policy", "", ""},
    {"AWS::Events::EventBus", "Policy", "", ""},
};

/// A policy in the making; `attached` becomes its span.
struct PolicyDraft {
  Policy policy;
  std::vector<const Resource*> attached;
};

class PolicyBuilder {
 public:
  PolicyBuilder(const Template& source, const Resolver& resolver, const ResourceNames& names, Arena& arena)
      : source_(source), resolver_(resolver), names_(names), arena_(arena), reader_(resolver, arena) {}

  void build() {
    for (const Resource& resource : source_.resources) {
      if (resource.type == role_type)
        add_role(resource);
      else if (resource.type == "AWS::IAM::Policy" || resource.type == "AWS::IAM::ManagedPolicy")
        add_attached(resource, "PolicyDocument", "Roles");
      else if (resource.type == "AWS::IAM::RolePolicy")
        add_attached(resource, "PolicyDocument", "RoleName");
      else if (resource.type == "AWS::Lambda::Permission")
        add_permission(resource);
      else if (resource.type == "AWS::Events::EventBusPolicy")
        add_bus_policy(resource);
      else if (resource.type == "AWS::IAM::User" || resource.type == "AWS::IAM::Group")
        add_inline(resource);
      for (const ResourcePolicyForm& form : resource_policies)
        if (form.type == resource.type) add_resource_policy(resource, form);
    }
    for (const Resource& resource : source_.resources)
      if (resource.type == role_type) attach_managed(resource);
  }

  std::vector<PolicyDraft>& drafts() { return drafts_; }

 private:
  Scenario exists(const Resource& resource) const { return resolver_.exists(resource, arena_); }

  Choices at(const Resource& resource, std::string_view path) const {
    return resolver_.find(*resource.properties, path, arena_, exists(resource));
  }

  PolicyDraft& add(PolicyKind kind, const Resource& holder, const Field& field, const Scenario& when) {
    PolicyDraft draft;
    draft.policy.kind = kind;
    draft.policy.holder = &holder;
    draft.policy.field = &field;
    draft.policy.when = when;
    drafts_.push_back(draft);
    return drafts_.back();
  }

  /// A document at a path of a resource, under each choice of it.
  template <class Attach>
  void add_documents(PolicyKind kind, const Resource& holder, const Choices& documents, Attach attach) {
    for (const Choice& document : documents.items) {
      if (document.field->value->is(ValueKind::absent)) continue;
      PolicyDraft& draft = add(kind, holder, *document.field, document.when);
      draft.policy.statements = reader_.document(*document.field, document.when, draft.policy.open);
      attach(draft);
    }
  }

  void add_role(const Resource& role) {
    const auto attach = [&](PolicyDraft& draft) { draft.attached.push_back(&role); };
    add_documents(PolicyKind::trust, role, at(role, "AssumeRolePolicyDocument"), attach);
    add_inline(role);
  }

  void add_inline(const Resource& holder) {
    const Choices lists = at(holder, "Policies");
    for (const Choice& list : lists.items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      const Choices items = resolver_.items(*list.field, arena_, list.when);
      for (const Choice& item : items.items)
        add_documents(PolicyKind::inline_role, holder, resolver_.find(*item.field, "PolicyDocument", arena_, item.when),
                      [&](PolicyDraft& draft) {
                        draft.attached.push_back(&holder);
                        draft.policy.open = draft.policy.open || items.open;
                      });
      if (items.open) add_open(holder, *list.field, list.when);
    }
    if (lists.open) add_open(holder, *holder.properties, exists(holder));
  }

  /// Something is attached that we can't see.
  void add_open(const Resource& role, const Field& field, const Scenario& when) {
    PolicyDraft& draft = add(PolicyKind::managed, role, field, when);
    draft.policy.open = true;
    draft.attached.push_back(&role);
  }

  void add_attached(const Resource& holder, std::string_view document, std::string_view roles) {
    const PolicyKind kind = holder.type == "AWS::IAM::ManagedPolicy" ? PolicyKind::managed : PolicyKind::inline_role;
    const std::size_t first = drafts_.size();
    add_documents(kind, holder, at(holder, document), [&](PolicyDraft& draft) {
      draft.policy.name = holder.id;
      draft.policy.open = !attach_named(holder, roles, role_type, draft.attached) || draft.policy.open;
    });
    if (kind == PolicyKind::managed && drafts_.size() > first) managed_[&holder] = first;
  }

  /// Adds the resources that a property names; false if some of them are not known.
  bool attach_named(const Resource& holder, std::string_view path, std::string_view type,
                    std::vector<const Resource*>& attached) {
    bool known = true;
    const std::string_view types[] = {type};
    for (const Choice& list : at(holder, path).items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      const Choices items = resolver_.items(*list.field, arena_, list.when);
      known = known && !items.open;
      for (const Choice& item : items.items)
        for (const Named& named : names_.find_all(*item.field, types, arena_, item.when)) {
          if (named.resource != nullptr && named.resource->type == type)
            attached.push_back(named.resource);
          else if (named.sure != Truth::yes)
            known = false;
        }
    }
    return known;
  }

  void add_resource_policy(const Resource& holder, const ResourcePolicyForm& form) {
    add_documents(PolicyKind::resource, holder, at(holder, form.document), [&](PolicyDraft& draft) {
      if (form.guards.empty())
        draft.attached.push_back(&holder);
      else if (!attach_named(holder, form.guards, form.guarded_type, draft.attached))
        draft.policy.open = true;
    });
  }

  void add_bus_policy(const Resource& holder) {
    bool open = false;
    std::vector<Statement> statements;
    if (const Field* field = holder.find("Statement"))
      reader_.statement(*field, exists(holder), statements, open);
    else
      return;
    PolicyDraft& draft = add(PolicyKind::resource, holder, *holder.properties, exists(holder));
    draft.policy.statements = arena_.copy(statements);
    draft.policy.open = open;
    attach_named(holder, "EventBusName", "AWS::Events::EventBus", draft.attached);
  }

  // ---- Lambda permissions: a statement written as properties

  void read_conditions(const Resource& permission, Statement& statement) {
    static constexpr struct {
      std::string_view property, operation, key;
    } known[] = {
        {"SourceArn", "ArnLike", "aws:SourceArn"},
        {"SourceAccount", "StringEquals", "aws:SourceAccount"},
        {"PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"},
        {"EventSourceToken", "StringEquals", "lambda:EventSourceToken"},
        {"FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"},
        {"InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"},
    };
    std::vector<PolicyCondition> conditions;
    for (const auto& [property, operation, key] : known) {
      const Field* field = permission.find(property);
      if (field == nullptr) continue;
      const std::span<const PolicyItem> values = reader_.items(*field, statement.when, statement.open);
      if (!values.empty()) conditions.push_back({operation, key, values});
    }
    statement.conditions = arena_.copy(conditions);
  }

  void add_permission(const Resource& permission) {
    PolicyDraft& draft = add(PolicyKind::resource, permission, *permission.properties, exists(permission));
    Statement statement;
    statement.field = permission.properties;
    statement.effect = Effect::allow;
    statement.when = draft.policy.when;
    if (const Field* action = permission.find("Action"))
      statement.actions = reader_.items(*action, statement.when, statement.open);
    read_principal(permission, statement);
    read_conditions(permission, statement);
    if (!attach_named(permission, "FunctionName", "AWS::Lambda::Function", draft.attached)) draft.policy.open = true;
    if (draft.attached.empty() && permission.find("FunctionName") != nullptr) {
      // Taken out of an ARN by Fn::Select: of the function that is mentioned, most likely.
      attach_mentioned(*permission.find("FunctionName")->value, draft.attached, 0);
      draft.policy.open = draft.policy.open || !draft.attached.empty();
      statement.open = statement.open || !draft.attached.empty();
    }
    draft.policy.statements = arena_.copy(std::vector<Statement>{statement});
  }

  void attach_mentioned(const Value& value, std::vector<const Resource*>& attached, unsigned depth) {
    if (depth > 20) return;
    for (const Field& field : value.fields) attach_mentioned(*field.value, attached, depth + 1);
    if (!value.is(ValueKind::expression)) return;
    const Expression& call = *value.expression;
    const Resource* named = call.target.empty() ? nullptr : source_.find_resource(call.target);
    if (named != nullptr && named->type == "AWS::Lambda::Function") attached.push_back(named);
    for (const Field& argument : call.args) attach_mentioned(*argument.value, attached, depth + 1);
  }

  void read_principal(const Resource& permission, Statement& statement) {
    const Field* principal = permission.find("Principal");
    if (principal == nullptr) return;
    statement.principals = reader_.items(*principal, statement.when, statement.open);
    std::vector<std::string_view> kinds;
    for (const PolicyItem& item : statement.principals) {
      const std::string_view text = item.text.known().value_or(std::string_view{});
      if (text == "*")
        kinds.push_back("*");
      else if (text.empty())
        kinds.push_back("unknown");
      else if (item.text.contains(".amazonaws.com") == Truth::yes || item.text.contains(".amazon.com") == Truth::yes)
        kinds.push_back("Service");
      else
        kinds.push_back("AWS");
    }
    statement.principal_kinds = arena_.copy(kinds);
  }

  // ---- managed policies

  void attach_managed(const Resource& role) {
    attach_list(role, "ManagedPolicyArns", false);
    attach_list(role, "PermissionsBoundary", true);
  }

  void attach_list(const Resource& role, std::string_view path, bool is_boundary) {
    const Choices lists = at(role, path);
    if (lists.open && lists.items.empty()) add_open(role, *role.properties, exists(role));
    for (const Choice& list : lists.items) {
      if (list.field->value->is(ValueKind::absent)) continue;
      const Choices items = resolver_.items(*list.field, arena_, list.when);
      if (items.open) add_open(role, *list.field, list.when);
      for (const Choice& item : items.items) {
        if (item.field->value->is(ValueKind::absent)) continue;
        for (const Named& named : names_.find_all(*item.field, {}, arena_, item.when))
          attach(role, named, *item.field, is_boundary);
      }
    }
  }

  void attach(const Resource& role, const Named& named, const Field& entry, bool is_boundary) {
    if (named.resource != nullptr && named.resource->type == "AWS::IAM::ManagedPolicy") {
      const auto found = managed_.find(named.resource);
      if (found != managed_.end() && !is_boundary) {
        drafts_[found->second].attached.push_back(&role);
        return;
      }
    }
    PolicyDraft& draft = add(is_boundary ? PolicyKind::boundary : PolicyKind::managed, role, entry, named.when);
    draft.attached.push_back(&role);
    draft.policy.name = named.shown;
    const std::size_t at = named.shown.find(":iam::aws:policy/");
    if (at == std::string_view::npos) {
      draft.policy.open = true;
      return;
    }
    if (!is_boundary) draft.policy.kind = PolicyKind::aws_managed;
    draft.policy.aws_managed_name = named.shown.substr(named.shown.rfind('/') + 1);
    draft.policy.statements = managed_statements(draft.policy.aws_managed_name, entry, named.when);
    draft.policy.open = draft.policy.statements.empty();
  }

  std::span<const PolicyItem> words(std::string_view list, const Field& field, const Scenario& when) {
    std::vector<PolicyItem> all;
    for (std::string_view word : split(list, ' ')) all.push_back({&field, literal_text(word, arena_), when});
    return arena_.copy(all);
  }

  std::span<const Statement> managed_statements(std::string_view name, const Field& field, const Scenario& when) {
    std::vector<Statement> all;
    for (const ManagedStatement& managed : managed_policy_statements(name)) {
      Statement statement;
      statement.field = &field;
      statement.effect = managed.allows ? Effect::allow : Effect::deny;
      statement.when = when;
      statement.open = managed.is_conditional;
      (managed.not_actions ? statement.not_actions : statement.actions) = words(managed.actions, field, when);
      statement.resources = words(managed.resources, field, when);
      all.push_back(statement);
    }
    return arena_.copy(all);
  }

  const Template& source_;
  const Resolver& resolver_;
  const ResourceNames& names_;
  Arena& arena_;
  StatementReader reader_;
  std::vector<PolicyDraft> drafts_;
  std::unordered_map<const Resource*, std::size_t> managed_;
};

}  // namespace

const Policies* build_policies(const Template& effective, const Resolver& resolver, const ResourceNames& names, Arena& arena) {
  PolicyBuilder builder(effective, resolver, names, arena);
  builder.build();
  std::vector<Policy> all;
  for (PolicyDraft& draft : builder.drafts()) {
    draft.policy.attached_to = arena.copy(draft.attached);
    all.push_back(draft.policy);
  }
  Policies* policies = arena.make<Policies>();
  policies->all = arena.copy(all);
  policies->index = build_policy_index(policies->all, names, arena);
  return policies;
}

}  // namespace cumulint
