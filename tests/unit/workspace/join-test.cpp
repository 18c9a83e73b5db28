// Linked templates as one unit: edges between their resources, and what a value is in the whole.

#include "workspace/join.h"

#include <algorithm>

#include "unit/workspace/workspace.h"

using namespace cumulint;
using cumulint::test::Workspace;

namespace {

struct Joined {
  Workspace workspace;
  Links links;
  JoinedUnits units;
  Arena answers;

  void join() {
    links = link_units(workspace.all(), workspace.sources);
    units = join_units(workspace.all(), links, {&workspace.files, &workspace.sources, &workspace.code}, {false, false}, "");
  }
  const Unit& only() const {
    REQUIRE(units.all.size() == 1);
    return *units.all.front();
  }
  /// "Jobs mapping Worker", sorted; mere references, and buses of rules, are left out.
  std::string edges() const {
    std::vector<std::string> lines;
    for (const Edge& edge : only().graph->edges) {
      if (edge.kind == EdgeKind::references || edge.kind == EdgeKind::bus_rule) continue;
      lines.push_back(std::string(edge.from->id) + " " + std::string(edge_kind_name(edge.kind)) + " " +
                      std::string(edge.to->id) + (edge.sure == Truth::yes ? "" : "?"));
    }
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }
  /// "60", "dev (assumed)", "?" for what nobody knows.
  std::string property(std::string_view id, std::string_view path) {
    const Unit& unit = only();
    const Resource* resource = unit.effective->find_resource(id);
    REQUIRE(resource != nullptr);
    std::string out;
    const Possible possible = unit.resolver->property(*resource, path, answers);
    for (const Candidate& candidate : possible.candidates) {
      const auto known = candidate.text.known();
      out += (out.empty() ? "" : " ") + std::string(known ? *known : std::string_view("?"));
    }
    if (out.empty()) return "?";
    return possible.open && out != "?" ? out + " (assumed)" : out;
  }
};

const std::string consumer =
    "Parameters:\n  QueueArn: {Type: String}\n  Seconds: {Type: Number, Default: 60}\n"
    "Resources:\n"
    "  Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: !Ref Seconds}}\n"
    "  Poll: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref QueueArn, FunctionName: !Ref Worker}}\n"
    "Outputs:\n  Function: {Value: !GetAtt Worker.Arn}\n";

const std::string nested = "Type: AWS::CloudFormation::Stack, Properties: ";

}  // namespace

TEST_CASE("a nested stack polls its parent's queue: parameters are passed down, defaults left in force are facts") {
  Joined it;
  it.workspace.add("app.yaml", "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n"
                               "  Work: {" + nested + "{TemplateURL: work.yaml, Parameters: {QueueArn: !GetAtt Jobs.Arn}}}\n");
  it.workspace.add("work.yaml", consumer);
  it.join();
  CHECK(it.edges() == "Jobs mapping Worker\n");
  CHECK(it.property("Worker", "Timeout") == "60");
}

TEST_CASE("the parent reads outputs up, and passes them to another child, over several levels") {
  Joined it;
  it.workspace.add("app.yaml", "Resources:\n  Data: {" + nested + "{TemplateURL: data/outer.yaml}}\n"
                               "  Work: {" + nested + "{TemplateURL: work.yaml, Parameters: {QueueArn: !GetAtt Data.Outputs.Jobs, "
                               "Seconds: 9}}}\n"
                               "  Rule: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day), Targets: "
                               "[{Id: a, Arn: !Sub \"${Work.Outputs.Function}\"}]}}\n");
  it.workspace.add("work.yaml", consumer);
  it.workspace.add("data/outer.yaml", "Resources:\n  Inner: {" + nested + "{TemplateURL: inner.yaml}}\n"
                                      "Outputs:\n  Jobs: {Value: !GetAtt Inner.Outputs.Arn}\n");
  it.workspace.add("data/inner.yaml", "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\nOutputs:\n  Arn: {Value: !GetAtt Jobs.Arn}\n");
  it.join();
  CHECK(it.edges() == "Jobs mapping Worker\nRule rule-target Worker\n");
  CHECK(it.property("Worker", "Timeout") == "9");
}

TEST_CASE("a child that is used twice is two stacks, each with its own values") {
  Joined it;
  it.workspace.add("app.yaml", "Resources:\n  A: {Type: AWS::SQS::Queue}\n  B: {Type: AWS::SQS::Queue}\n"
                               "  First: {" + nested + "{TemplateURL: work.yaml, Parameters: {QueueArn: !GetAtt A.Arn, Seconds: 1}}}\n"
                               "  Second: {" + nested + "{TemplateURL: work.yaml, Parameters: {QueueArn: !GetAtt B.Arn}}}\n");
  it.workspace.add("work.yaml", consumer);
  it.join();
  CHECK(it.edges() == "A mapping First/Worker\nB mapping Second/Worker\n");
  CHECK(it.property("First/Worker", "Timeout") == "1");
  CHECK(it.property("Second/Worker", "Timeout") == "60");
}

TEST_CASE("exports and SSM parameters lead to what stands behind them") {
  Joined it;
  it.workspace.add("a.yaml", "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n  Alerts: {Type: AWS::SNS::Topic}\n"
                             "  P: {Type: AWS::SSM::Parameter, Properties: {Name: /shop/alerts, Type: String, Value: !Ref Alerts}}\n"
                             "Outputs:\n  Jobs: {Value: !GetAtt Jobs.Arn, Export: {Name: !Sub \"${AWS::StackName}-jobs\"}}\n");
  it.workspace.add("b.yaml", "Parameters:\n  Base: {Type: String}\n  Topic: {Type: \"AWS::SSM::Parameter::Value<String>\", Default: /shop/alerts}\n"
                             "Resources:\n  Worker: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Ref Topic}}}\n"
                             "  Poll: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker, EventSourceArn: "
                             "{\"Fn::ImportValue\": !Sub \"${Base}-jobs\"}}}\n"
                             "  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: \"{{resolve:ssm:/shop/alerts}}\"}]}}\n");
  it.join();
  CHECK(it.edges() == "Jobs mapping Worker\nRule rule-target Alerts\nWorker dead-letter Alerts\n");
}

TEST_CASE("a resource with a name of its own is meant where another template says that name") {
  const std::string queue = "Resources:\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: shop-jobs}}\n";
  const std::string user = "Resources:\n  Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 9}}\n"
                           "  Poll: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Worker, EventSourceArn: "
                           "!Sub \"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop-jobs\"}}\n"
                           "  Age: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName: ApproximateAgeOfOldestMessage, "
                           "Dimensions: [{Name: QueueName, Value: shop-jobs}]}}\n";
  Joined it;
  it.workspace.add("a.yaml", queue);
  it.workspace.add("b.yaml", user);
  it.join();
  CHECK(it.edges() == "Age alarm Jobs\nJobs mapping Worker\n");

  Joined unclear;  // who is meant?
  unclear.workspace.add("a.yaml", queue);
  unclear.workspace.add("b.yaml", queue);
  unclear.workspace.add("c.yaml", user);
  unclear.join();
  CHECK(unclear.units.all.size() == 3);

  Joined alarm;
  alarm.workspace.add("a.yaml", "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: shop-front}}\n");
  alarm.workspace.add("b.yaml", "Resources:\n  Errors: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/Lambda, MetricName: Errors, "
                                "Dimensions: [{Name: FunctionName, Value: shop-front}]}}\n");
  alarm.join();
  CHECK(alarm.edges() == "Errors alarm F\n");
}

TEST_CASE("stacks don't share their own names") {
  Joined it;
  const std::string queue = "Resources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub \"${AWS::StackName}-jobs\"}}\n";
  it.workspace.add("a.yaml", queue + "Outputs:\n  Q: {Value: !GetAtt Q.Arn, Export: {Name: the-jobs}}\n");
  it.workspace.add("b.yaml", queue + "  R: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !ImportValue the-jobs}, "
                                     "{Id: b, Arn: !Sub \"arn:aws:sqs:eu-west-1:111122223333:${AWS::StackName}-jobs\"}]}}\n");
  it.join();
  CHECK(it.edges() == "R rule-target a/Q\nR rule-target b/Q\n");
}

TEST_CASE("what stands in a nested stack stands under the stack's condition too") {
  Joined it;
  it.workspace.add("app.yaml", "Parameters:\n  Stage: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\n"
                               "Resources:\n  Work: {Condition: IsProd, " + nested + "{TemplateURL: work.yaml, Parameters: {On: !Ref Stage}}}\n");
  it.workspace.add("work.yaml", "Parameters:\n  On: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref On, prod]\n  IsTest: !Equals [!Ref On, test]\n"
                                "Resources:\n  A: {Type: AWS::SNS::Topic}\n  B: {Type: AWS::SNS::Topic, Condition: IsTest}\n"
                                "  C: {Type: AWS::SNS::Topic, Condition: IsProd}\n");
  it.join();
  const Unit& unit = it.only();
  const auto exists = [&](std::string_view id) { return unit.resolver->exists(*unit.effective->find_resource(id), it.answers); };
  CHECK(exists("A").atoms.size() == 1);
  CHECK(consistent(exists("A"), exists("C")) == Truth::yes);
  CHECK(unit.conditions->holds(unit.effective->find_resource("B")->condition) == Truth::no);  // test in prod
}

TEST_CASE("lists are passed as text, and values that are given count in the stack that they are given to") {
  Joined it;
  GivenValues given;
  given.parameters["Seconds"] = "7";
  it.workspace.add("app.yaml", "Parameters:\n  Seconds: {Type: Number, Default: 3}\n  Nets: {Type: CommaDelimitedList}\n"
                               "Resources:\n  Work: {" + nested + "{TemplateURL: work.yaml, Parameters: {Seconds: !Ref Seconds, "
                               "Zones: \"a, b\", Nets: !Join [\",\", !Ref Nets]}}}\n", given);
  it.workspace.add("work.yaml", "Parameters:\n  Seconds: {Type: Number}\n  Zones: {Type: CommaDelimitedList}\n  Nets: {Type: \"List<String>\"}\n"
                                "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {Timeout: !Ref Seconds, "
                                "Description: !Select [1, !Ref Zones], Role: !Select [0, !Ref Nets]}}\n", given);
  it.join();
  CHECK(it.property("F", "Timeout") == "7");
  CHECK(it.property("F", "Description") == "b");
  CHECK(it.property("F", "Role") == "?");
}

TEST_CASE("what is passed by something unknown is not known") {
  Joined it;
  it.workspace.add("app.yaml", "Resources:\n  Work: {" + nested + "{TemplateURL: work.yaml, Parameters: {\"Fn::Transform\": {Name: Mine}}}}\n");
  it.workspace.add("work.yaml", consumer);
  it.join();
  CHECK(it.property("Worker", "Timeout") == "?");
}

TEST_CASE("circles end: of templates, and of values") {
  Joined nests;
  const std::string other = "Resources:\n  S: {" + nested + "{TemplateURL: ";
  nests.workspace.add("a.yaml", other + "b.yaml}}\n");
  nests.workspace.add("b.yaml", other + "a.yaml}}\n");
  nests.join();
  CHECK(nests.units.made.empty());
  CHECK(nests.units.all.size() == 2);

  Joined values;
  values.workspace.add("a.yaml", "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue from-b}}\n"
                                 "Outputs:\n  O: {Value: !ImportValue from-b, Export: {Name: from-a}}\n");
  values.workspace.add("b.yaml", "Resources:\n  T: {Type: AWS::SNS::Topic}\n"
                                 "Outputs:\n  O: {Value: !ImportValue from-a, Export: {Name: from-b}}\n");
  values.join();
  CHECK(values.property("a/T", "TopicName") == "?");
}
