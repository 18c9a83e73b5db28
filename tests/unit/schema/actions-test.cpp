// Facts of IAM's actions, and which of them a pattern names.

#include "schema/actions.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cumulint::schema;

namespace {

std::vector<std::string> kinds_of(std::string_view action) {
  std::vector<std::string> names;
  for (const ActionResource& resource : find_action(action)->resources()) names.emplace_back(resource.kind().name());
  return names;
}

std::vector<std::string> matches(std::string_view pattern) {
  std::vector<std::string> names;
  for (ActionCursor cursor(pattern); const Action* action = cursor.next();) names.emplace_back(action->name());
  return names;
}

}  // namespace

TEST_CASE("an action has its level and the resources it takes") {
  CHECK(kinds_of("dynamodb:Scan") == std::vector<std::string>{"index", "table"});
  CHECK(kinds_of("dynamodb:ListTables").empty());
  CHECK(find_action("dynamodb:Scan")->access_level() == AccessLevel::read);
  CHECK(find_action("dynamodb:ListTables")->access_level() == AccessLevel::list);
  CHECK(find_action("dynamodb:PutItem")->access_level() == AccessLevel::write);
  CHECK(find_action("sqs:AddPermission")->access_level() == AccessLevel::permissions_management);
  CHECK(find_action("sqs:TagQueue")->access_level() == AccessLevel::tagging);
  CHECK(find_action("dynamodb:Scan")->service().title() == "Amazon DynamoDB");

  const ActionResource& table = find_action("dynamodb:Scan")->resources()[1];
  CHECK(table.is_required());
  CHECK(table.kind().arn() == "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}");
  CHECK(!find_action("dynamodb:Scan")->resources()[0].is_required());
}

TEST_CASE("names are found without case, as IAM compares them, and only whole") {
  REQUIRE(find_action("DynamoDB:getitem"));
  CHECK(find_action("DynamoDB:getitem")->name() == "GetItem");
  for (const char* name : {"dynamodb:Get", "dynamodb:GetItems", "dynamodb", "dynamodb:", ":Scan", "", "nosuch:Scan"}) {
    CAPTURE(name);
    CHECK(!find_action(name));
  }
  CHECK(find_service("S3")->prefix() == "s3");
  CHECK(!find_service("s"));
}

TEST_CASE("a pattern names the actions that it would allow") {
  CHECK(matches("sqs:*Message") == std::vector<std::string>{"DeleteMessage", "ReceiveMessage", "SendMessage"});
  CHECK(matches("sqs:get*") == std::vector<std::string>{"GetQueueAttributes", "GetQueueUrl"});
  CHECK(matches("sqs:SendMessage") == std::vector<std::string>{"SendMessage"});
  CHECK(matches("sq?:SendMessage") == std::vector<std::string>{"SendMessage"});
  CHECK(matches("dynamodb:?can") == std::vector<std::string>{"Scan"});
  CHECK(matches("sqs:*").size() == find_service("sqs")->actions().size());
  CHECK(matches("sqs:Nothing*").empty());
  CHECK(matches("nosuch:*").empty());
  CHECK(matches("SendMessage").empty());
  CHECK(matches("").empty());
}

TEST_CASE("a lone star names every action") {
  std::size_t all = 0;
  for (const Service& service : services()) all += service.actions().size();
  CHECK(all > 20000);
  CHECK(matches("*").size() == all);
  CHECK(matches("*:*").size() == all);
}

TEST_CASE("every action is found by its own name") {
  for (const Service& service : services())
    for (const Action& action : service.actions())
      CHECK_MESSAGE(find_action(std::string(service.prefix()) + ":" + std::string(action.name())) == &action,
                    service.prefix(), ":", action.name());
}

TEST_CASE("matching takes a star back only as far as it must") {
  CHECK(matches_action_pattern("*a*b", "xaybzb"));
  CHECK(!matches_action_pattern("*a*b", "xaybzc"));
  CHECK(matches_action_pattern("Get?tem*", "GETITEM"));
  CHECK(matches_action_pattern("**", ""));
  CHECK(!matches_action_pattern("?", ""));
  CHECK(!matches_action_pattern("Get", "GetItem"));
}
