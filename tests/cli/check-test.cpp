// cumulint check as its user sees it.

#include <doctest/doctest.h>

#include "base/strings.h"
#include "support/memory-outside.h"

using namespace cumulint;
using test::MemoryOutside;

namespace {

constexpr const char* only = "--select=sqs-visibility-timeout";

bool has(const std::string& text, std::string_view part) { return contains(text, part); }

}  // namespace

TEST_CASE("a folder's templates are found, reported and counted") {
  MemoryOutside outside;
  outside.file("stack/template.yaml", test::slow_template);
  outside.file("compose.yaml", "services:\n  web: {image: nginx}\n");
  CHECK(outside.run({"check", only}) == 1);
  CHECK(has(outside.output, "stack/template.yaml:8:26: error[sqs-visibility-timeout]: "));
  CHECK(has(outside.output, "  8 |       VisibilityTimeout: 60\n"));
  CHECK(has(outside.output, "related: "));
  CHECK(has(outside.output, "1 error in 1 template"));
  CHECK(outside.errors == "");
}

/// Two stacks of one template, each with a queue of the parent's.
void add_two_stacks(MemoryOutside& outside, const std::string& metadata) {
  outside.file("app.yaml",
               "Resources:\n"
               "  A: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 100}}\n"
               "  B: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 10}}\n"
               "  First: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: work.yaml, Parameters: {Queue: !GetAtt A.Arn}}}\n"
               "  Second: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: work.yaml, Parameters: {Queue: !GetAtt B.Arn}}}\n");
  outside.file("work.yaml",
               "Parameters:\n  Queue: {Type: String}\nResources:\n"
               "  Worker:\n    Type: AWS::Lambda::Function\n    Metadata: {" + metadata + "}\n    Properties: {Timeout: 60}\n"
               "  Poll:\n    Type: AWS::Lambda::EventSourceMapping\n"
               "    Properties: {EventSourceArn: !Ref Queue, FunctionName: !Ref Worker}\n");
}

TEST_CASE("linked templates are looked at as one: each finding says which stack it is about") {
  MemoryOutside outside;
  add_two_stacks(outside, "a: b");
  CHECK(outside.run({"check", only}) == 1);
  CHECK(has(outside.output, "app.yaml:3:62: error[sqs-visibility-timeout]: queue B hides a message for 10 s, but function "
                            "Second/Worker may run for 60 s"));
  CHECK(has(outside.output, "1 error in 2 templates"));
}

TEST_CASE("stacks under conditions, unreadable parameters and values that go in circles are looked at all the same") {
  MemoryOutside outside;
  outside.file("app.yaml",
               "Conditions: {C: !Equals [!Ref \"AWS::Region\", eu-west-1]}\nResources:\n"
               "  One: {Type: AWS::CloudFormation::Stack, Condition: C, Properties: {TemplateURL: work.yaml, Parameters: [1, 2]}}\n"
               "  Two: {Type: AWS::CloudFormation::Stack, Condition: Gone, Properties: {TemplateURL: work.yaml, Parameters: {P: [1, {a: b}]}}}\n"
               "  Three: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: work.yaml, Parameters: {P: !GetAtt Three.Outputs.X}}}\n");
  outside.file("work.yaml",
               "Parameters: {P: {Type: String}, L: {Type: CommaDelimitedList}}\n"
               "Conditions: {C: !Not [!Equals [!Ref P, !Select [0, !Ref L]]]}\nResources:\n"
               "  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P, Tags: !Ref L}}\n"
               "  R: {Type: AWS::SQS::Queue, Condition: C, DependsOn: [Q, \"${X}\"]}\n"
               "Outputs: {X: {Value: !If [C, !Ref P, !Sub \"${P}-${L}\"]}}\n");
  CHECK(outside.run({"check", "--strict"}) == 1);
  CHECK(has(outside.output, "in 2 templates"));
}

TEST_CASE("what several stacks have of one template is one member of a group, and one suppression covers it") {
  MemoryOutside outside;
  add_two_stacks(outside, "a: b");
  const std::vector<std::string> arguments = {"check", "--strict", "--select=lambda-no-error-alarm", "--fail-on=note"};
  CHECK(outside.run(arguments) == 1);
  CHECK(has(outside.output, "work.yaml:4:3: "));
  CHECK(has(outside.output, "function Worker has no alarm on Errors"));
  MemoryOutside silent;
  add_two_stacks(silent, "cumulint: {ignore: [lambda-no-error-alarm]}");
  CHECK(silent.run(arguments) == 0);
}

TEST_CASE("construct paths stand beside the ids of the CDK, in output that is named") {
  MemoryOutside outside;
  outside.file(".gitignore", "cdk.out\n");
  outside.file(".git/HEAD", "");
  outside.file("cdk.out/Shop.template.json",
               R"({"Resources": {"JobsA1": {"Type": "AWS::SQS::Queue", "Metadata": {"aws:cdk:path": "Shop/Jobs/Resource"}},
 "Fn2": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 90}},
 "Map": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"FunctionName": {"Ref": "Fn2"},
  "EventSourceArn": {"Fn::GetAtt": ["JobsA1", "Arn"]}}}}})");
  CHECK(outside.run({"check", only}) == 0);
  CHECK(outside.run({"check", only, "cdk.out"}) == 1);
  CHECK(has(outside.output, "queue JobsA1 (Shop/Jobs) hides"));
}

TEST_CASE("paths are shown from the working folder") {
  MemoryOutside outside;
  outside.file(".git/HEAD", "");
  outside.file("stack/template.yaml", test::slow_template);
  outside.folder = "/project/stack";
  CHECK(outside.run({"check", only}) == 1);
  CHECK(has(outside.output, "\ntemplate.yaml:8:26: ") == false);
  CHECK(outside.output.find("template.yaml:8:26: ") == 0);
  CHECK(outside.run({"check", only, "--format", "json"}) == 1);
  CHECK(has(outside.output, "\"file\": \"stack/template.yaml\""));
}

TEST_CASE("--fail-on decides the status, not what is shown") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "--fail-on", "never"}) == 0);
  CHECK(has(outside.output, "error[sqs-visibility-timeout]"));
  CHECK(outside.run({"check", "--select", "sqs-visibility-margin", "--fail-on", "error"}) == 0);
}

TEST_CASE("what is no template costs no word") {
  MemoryOutside outside;
  outside.file("a.yaml", "on: push\njobs: {}\n");
  outside.file("b.json", "{\"name\": \"x\"}");
  CHECK(outside.run({"check", "a.yaml", "b.json"}) == 0);
  CHECK(outside.output + outside.errors == "");
}

TEST_CASE("a folder without templates is said to have none, files that are none are passed over") {
  MemoryOutside outside;
  outside.file("notes/compose.yaml", "services:\n  web: {image: nginx}\n");
  CHECK(outside.run({"check", "notes"}) == 0);
  CHECK(outside.errors == "no template was found\n");
  CHECK(outside.output == "");
  CHECK(outside.run({"check", "-q", "notes"}) == 0);
  CHECK(outside.errors == "");
  CHECK(outside.run({"check", "notes/compose.yaml"}) == 0);
  CHECK(outside.errors == "");
}

TEST_CASE("a named file that is missing is status 2, whatever else is found") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "template.yaml", "gone.yaml"}) == 2);
  CHECK(has(outside.output, "sqs-visibility-timeout"));
  CHECK(outside.errors == "cumulint: The file gone.yaml can't be read: it does not exist.\n");
}

TEST_CASE("unknown options, ids, commands and values say what may be meant") {
  MemoryOutside outside;
  CHECK(outside.run({"check", "--slect", "x"}) == 2);
  CHECK(outside.errors == "cumulint: There is no option --slect; did you mean --select?\n");
  CHECK(outside.run({"check", "--select", "sqs-visibilty-timeout"}) == 2);
  CHECK(outside.errors ==
        "cumulint: There is no rule sqs-visibilty-timeout (--select); did you mean sqs-visibility-timeout?\n");
  CHECK(outside.run({"check", "--slect", "x", "--", "."}) == 2);
  CHECK(has(outside.errors, "--slect"));
  CHECK(outside.run({"chekc"}) == 2);
  CHECK(outside.errors == "cumulint: There is no command chekc; did you mean check?\n");
  CHECK(outside.run({"check", "--format", "sarfi"}) == 2);
  CHECK(outside.errors == "cumulint: There is no sarfi for --format; did you mean sarif?\n");
  CHECK(outside.run({"check", "--today", "tomorrow"}) == 2);
  CHECK(outside.run({"check", "--parameter", "Stage"}) == 2);
  CHECK(outside.run({"template.yaml"}) == 2);
  CHECK(has(outside.errors, "cumulint check template.yaml"));
}

TEST_CASE("lists are given with commas or again, and never swallow paths") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", "--select", "sqs-visibility-timeout,sqs-no-dlq", "template.yaml"}) == 1);
  CHECK(outside.run({"check", "--select", "sqs-no-dlq", "--select", "sqs-visibility-timeout", "template.yaml"}) == 1);
  CHECK(outside.run({"check", "--select", "sqs-no-dlq", "template.yaml"}) == 0);
  CHECK(outside.run({"check", only, "--ignore", "sqs-visibility-timeout"}) == 0);
}

TEST_CASE("standard input stands where --stdin-filename says") {
  MemoryOutside outside;
  outside.input = test::slow_template;
  CHECK(outside.run({"check", only, "-", "--stdin-filename", "stack/template.yaml"}) == 1);
  CHECK(outside.output.find("stack/template.yaml:8:26: ") == 0);
  outside.input = "";
  CHECK(outside.run({"check", "-"}) == 0);
  CHECK(outside.output + outside.errors == "");
}

TEST_CASE("--diff shows the fix and writes nothing, --fix writes it and reports what is left") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "--diff"}) == 1);
  CHECK(outside.output ==
        "--- a/template.yaml\n+++ b/template.yaml\n@@ -5,7 +5,7 @@\n   Jobs:\n     Type: AWS::SQS::Queue\n     "
        "Properties:\n"
        "-      VisibilityTimeout: 60\n+      VisibilityTimeout: 720\n"
        "       RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}\n   Worker:\n"
        "     Type: AWS::Serverless::Function\n");
  CHECK(outside.text("template.yaml") == test::slow_template);
  CHECK(outside.run({"check", only, "--fix"}) == 0);
  CHECK(has(outside.text("template.yaml"), "VisibilityTimeout: 720\n"));
  CHECK(outside.errors == "1 finding fixed in 1 file.\n");
  CHECK(outside.run({"check", only, "--diff"}) == 0);
  CHECK(outside.output == "");
}

TEST_CASE("the fixed text of standard input comes back on standard output") {
  MemoryOutside outside;
  outside.input = test::slow_template;
  CHECK(outside.run({"check", only, "-", "--fix"}) == 0);
  CHECK(has(outside.output, "VisibilityTimeout: 720\n"));
  CHECK(outside.output.find("Transform:") == 0);
}

TEST_CASE("-o writes the report to a file") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "--format", "sarif", "-o", "out/report.sarif"}) == 1);
  CHECK(outside.output == "");
  CHECK(has(outside.text("out/report.sarif"), "\"ruleId\": \"sqs-visibility-timeout\""));
}

TEST_CASE("any number of threads prints the same bytes") {
  MemoryOutside outside;
  for (int i = 0; i < 12; ++i) outside.file("stack" + std::to_string(i) + "/template.yaml", test::slow_template);
  for (const char* format : {"text", "json", "sarif"}) {
    outside.run({"check", "--format", format, "-j1"});
    const std::string one = outside.output;
    outside.run({"check", "--format", format, "-j", "2"});
    CHECK(outside.output == one);
    CHECK(has(one, "stack11/template.yaml"));
  }
}

TEST_CASE("colours need a terminal, and NO_COLOR takes them away") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  outside.run({"check", only});
  CHECK(!has(outside.output, "\x1b["));
  outside.output_is_terminal = true;
  outside.run({"check", only});
  CHECK(has(outside.output, "\x1b["));
  outside.variables["NO_COLOR"] = "1";
  outside.run({"check", only});
  CHECK(!has(outside.output, "\x1b["));
  outside.run({"check", only, "--color", "always"});
  CHECK(has(outside.output, "\x1b["));
}

TEST_CASE("a baseline hides what was there, not what is new") {
  MemoryOutside outside;
  outside.file("template.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "--write-baseline", "base.json"}) == 1);
  CHECK(outside.run({"check", only, "--baseline", "base.json"}) == 0);
  CHECK(has(outside.output, "no findings in 1 template (1 suppressed)"));
  outside.file("other.yaml", test::slow_template);
  CHECK(outside.run({"check", only, "--baseline", "base.json"}) == 1);
  CHECK(has(outside.output, "other.yaml:8:26"));
}

TEST_CASE("a suppressed finding does not count") {
  MemoryOutside outside;
  std::string text = test::slow_template;
  text.replace(text.find("VisibilityTimeout: 60"), 21,
               "VisibilityTimeout: 60  # cumulint: ignore[sqs-visibility-timeout] soon");
  outside.file("template.yaml", text);
  CHECK(outside.run({"check", only}) == 0);
  CHECK(has(outside.output, "(1 suppressed)"));
}

TEST_CASE("what Amplify writes anew at each push need not be tidy") {
  const std::string text =
      "Parameters: {env: {Type: String}}\nConditions: {IsDev: !Equals [!Ref \"AWS::Region\", eu-west-1]}\nResources:\n"
      "  Jobs: {Type: AWS::SQS::Queue}\n"
      "  Allow: {Type: AWS::SQS::QueuePolicy, DependsOn: Jobs, Properties: {Queues: [!Ref Jobs], PolicyDocument: {}}}\n";
  const std::vector<std::string> arguments = {"check", "--select=unused-parameter,unused-condition,redundant-depends-on"};
  MemoryOutside outside;
  outside.file("web/amplify/backend/function/jobs/jobs-cloudformation-template.yml", text);
  CHECK(outside.run(arguments) == 0);
  MemoryOutside ours;
  ours.file("web/backend/jobs.yml", text);
  CHECK(ours.run(arguments) == 1);
  CHECK(has(ours.output, "2 warnings, 1 note"));
}

TEST_CASE("a variable whose value another template gives is reported where it stands") {
  MemoryOutside outside;
  outside.file("data.yaml",
               "Resources:\n  Table: {Type: AWS::DynamoDB::Table}\n  Name:\n    Type: AWS::SSM::Parameter\n"
               "    Properties: {Name: /shop/table, Type: String, Value: !Ref Table}\n");
  outside.file("app.yaml",
               "Transform: AWS::Serverless-2016-10-31\nResources:\n  Save:\n    Type: AWS::Serverless::Function\n    Properties:\n"
               "      Runtime: python3.13\n      Handler: app.handler\n      CodeUri: src/\n      Environment:\n"
               "        Variables:\n          TABLE: '{{resolve:ssm:/shop/table}}'\n");
  outside.file("src/app.py", "def handler(event, context):\n    return event\n");
  CHECK(outside.run({"check", "--select=env-var-unused"}) == 0);
  CHECK(has(outside.output, "app.yaml:11:11: note[env-var-unused]"));
}

TEST_CASE("code that imports what lies outside of the project may read any variable") {
  MemoryOutside outside;
  outside.file("orders/template.yaml",
               "Transform: AWS::Serverless-2016-10-31\nResources:\n  Save:\n    Type: AWS::Serverless::Function\n    Properties:\n"
               "      Runtime: nodejs22.x\n      Handler: src/app.handler\n      CodeUri: ./\n"
               "      Environment: {Variables: {TABLE: orders}}\n");
  outside.file("orders/src/app.mjs", "import { save } from '../../shared/save.mjs';\nexport const handler = async () => save();\n");
  outside.file("shared/save.mjs", "export const save = () => process.env.TABLE;\n");
  CHECK(outside.run({"check", "--select=env-var-unused", "--fail-on=note", "orders"}) == 0);
}

TEST_CASE("a nested stack's condition on its own name is open") {
  MemoryOutside outside;
  outside.file("app.yaml",
               "Resources:\n  Work: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: work.yaml}}\n");
  outside.file("work.yaml",
               "Conditions: {IsLive: !Equals [!Ref \"AWS::StackName\", live]}\nResources:\n"
               "  Jobs: {Type: AWS::SQS::Queue, Condition: IsLive}\n");
  CHECK(outside.run({"check", "--strict"}) == 0);
  CHECK(has(outside.output, "in 2 templates"));
}

/// A template in pieces that a build merges: the first has what the others name.
void add_pieces(MemoryOutside& outside, const std::string& jobs) {
  outside.file("infra/base.yaml",
               "AWSTemplateFormatVersion: 2010-09-09\nTransform: AWS::Serverless-2016-10-31\n"
               "Parameters: {Stage: {Type: String}, Owner: {Type: String}}\n"
               "Conditions: {IsLive: !Equals [!Ref \"AWS::Region\", eu-west-1], IsTest: !Equals [!Ref Owner, test]}\n"
               "Resources: {Orders: {Type: AWS::DynamoDB::Table}}\n");
  outside.file("infra/jobs.yaml", jobs);
}

TEST_CASE("pieces that a build merges into one template lack nothing, and what they use is used") {
  MemoryOutside outside;
  add_pieces(outside,
             "AWSTemplateFormatVersion: 2010-09-09\nResources:\n"
             "  Jobs: {Type: AWS::SQS::Queue, Condition: IsLive, Properties: {QueueName: !Ref Stage}}\n"
             "  Save: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {T: !Ref Orders}}}}\n");
  CHECK(outside.run({"check", "--select=unresolved-reference,transform-missing,unused-parameter,unused-condition"}) == 1);
  CHECK(has(outside.output, "nothing uses condition IsTest"));
  CHECK(has(outside.output, "1 warning in 2 templates"));
}

TEST_CASE("a template with sections of its own, or with one slip, is no piece") {
  MemoryOutside sections;
  add_pieces(sections,
             "Parameters: {Size: {Type: String}}\nResources:\n"
             "  Jobs: {Type: AWS::SQS::Queue, Condition: IsLive, Properties: {QueueName: !Ref Stage}}\n");
  CHECK(sections.run({"check", "--select=unresolved-reference"}) == 1);
  CHECK(has(sections.output, "2 errors in 2 templates"));
  MemoryOutside slip;
  add_pieces(slip, "Resources:\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Stage}}\n");
  CHECK(slip.run({"check", "--select=unresolved-reference"}) == 1);
  CHECK(has(slip.output, "1 error in 2 templates"));
}
