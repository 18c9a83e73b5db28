// Findings of no rule in particular, made by hand.

#include "output/sample.h"

namespace cumulint::test {
namespace {

constexpr RuleInfo slow_rule{.id = "sqs-visibility-timeout", .level = Level::error};
constexpr RuleInfo secret_rule{.id = "hardcoded-secret", .level = Level::error, .tags = {"security"}};
constexpr RuleInfo note_rule{.id = "sqs-visibility-margin", .level = Level::note};

const std::string template_text =
    "Resources:\n"
    "  Größe: # 日本 𝒳\n"
    "    Type: AWS::SQS::Queue\n"
    "    Properties: {Name: \"日本𝒳\", VisibilityTimeout: 60}\n"
    "  Last: x";  // no line break at the end
const std::string code_text = "import boto3\r\n\tDB_PASSWORD = \"pa55w0rd-Tr4lala\"\r\nsend(1,\r\n  2)\r\n";

Location place(FileId file, const std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  return {file, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())}};
}

Diagnostic finding(const RuleInfo& rule, Level level, std::string message, Location where) {
  Diagnostic out;
  out.rule = &rule;
  out.level = level;
  out.message = std::move(message);
  out.labels.push_back({where, "", LabelKind::primary});
  out.identity.logical_path = std::string(rule.id) + "/here";
  return out;
}

}  // namespace

const char* const sample_secret = "pa55w0rd-Tr4lala";

Sample::Sample() {
  const FileId written = sources.add("stack/my template.yaml", "/project/stack/my template.yaml", template_text);
  const FileId code = sources.add("src/app.py", "/project/src/app.py", code_text);

  Diagnostic slow =
      finding(slow_rule, Level::error, "queue Größe hides a message for 60 s", place(written, template_text, "60"));
  slow.why = "Lambda refuses such a mapping";
  slow.help = "set VisibilityTimeout to at least 120";
  slow.labels.push_back({place(code, code_text, "send(1,\r\n  2)"), "it is sent here, 100%", LabelKind::related});
  slow.labels.push_back({place(written, template_text, "Type"), "nobody sees this", LabelKind::hidden});
  slow.fixes.push_back(
      {"Set VisibilityTimeout to 720", FixSafety::safe, {{place(written, template_text, "60"), "720"}}});
  slow.is_chain = true;

  const std::uint32_t end = static_cast<std::uint32_t>(template_text.size());
  Diagnostic at_end =
      finding(note_rule, Level::note, "the file ends [here] <b>, \"now\" & then", {written, {end, end}});
  Diagnostic ignored =
      finding(note_rule, Level::warning, "ignored by its author", place(written, template_text, "Last"));
  ignored.suppressed = {SuppressionKind::comment, "we know"};
  Diagnostic unseen = finding(note_rule, Level::warning, "for production only", place(written, template_text, "Last"));
  unseen.hidden = true;
  Diagnostic secret =
      finding(secret_rule, Level::error, "a password is written here", place(code, code_text, "\"pa55w0rd-Tr4lala\""));

  diagnostics = {secret, slow, at_end, ignored, unseen};
  results.diagnostics = diagnostics;
  results.sources = &sources;
  results.version = "1.2.3";
  results.base = "/project";
  results.working_folder = "/project/stack";
  results.templates = 1;
  results.hidden_production = 1;
  results.suggest_production = true;
}

}  // namespace cumulint::test
