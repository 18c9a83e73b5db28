// Which actions and resources a statement's items cover.
#pragma once

#include "iam/policies.h"
#include "resolve/resource-names.h"

namespace cumulint {

/// Does an item of Action ("sqs:Send*") cover an action ("sqs:SendMessage")?
Truth covers_action(const PolicyItem& item, std::string_view action, const Conditions& conditions, Arena& arena);

/// Does an item of Resource, or of aws:SourceArn, cover a resource of the template (with a suffix: "/index/ByDate")?
/// `resource` null: some resource that is not of the template; only `*` covers it for sure.
Truth covers_resource(const PolicyItem& item, const Resource* resource, std::string_view suffix,
                      const ResourceNames& names, Arena& arena);

/// unknown unless it is so in every deployment.
Truth always(Truth truth, const Scenario& when);

}  // namespace cumulint
