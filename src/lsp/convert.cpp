// Diagnostics as editors show them.
#include "lsp/convert.h"

#include "base/format.h"
#include "diag/rule-link.h"
#include "lsp/uri.h"
#include "rule/registry.h"
#include "text/file-system.h"
#include "text/secrets.h"

namespace cumulint::lsp {
namespace {

int severity(Level level) {
  switch (level) {
    case Level::error: return 1;
    case Level::warning: return 2;
    case Level::note: return 3;
  }
  return 3;
}

Json position(Position place) { return Json::object({{"line", place.line}, {"character", place.column}}); }

}  // namespace

const LineIndex& Converter::lines(FileId file) {
  const auto found = lines_.find(file);
  if (found != lines_.end()) return found->second;
  return lines_.emplace(file, LineIndex(checked_.sources->file(file).text())).first->second;
}

Json Converter::range(Location where) {
  const LineIndex& index = lines(where.file);
  return Json::object({{"start", position(index.position(where.span.begin, abilities_.unit))},
                       {"end", position(index.position(where.span.end, abilities_.unit))}});
}

/// The other ends are part of the words where the client can't show them as places.
std::string Converter::message(const Diagnostic& finding) {
  std::string text = finding.message;
  if (!finding.why.empty()) text += ": " + finding.why;
  if (!finding.help.empty()) text += "\nhelp: " + finding.help;
  if (!abilities_.related_information) {
    for (std::size_t i = 1; i < finding.labels.size(); ++i) {
      const Label& label = finding.labels[i];
      if (label.kind != LabelKind::related) continue;
      append(text, "\n{}:{}: {}", file_name_of(path(label.where.file)),
             lines(label.where.file).line_of(label.where.span.begin) + 1, label.text);
    }
  }
  return mask_secrets(text);
}

Json Converter::diagnostic(const Diagnostic& finding, std::size_t number) {
  Json out = Json::object({{"range", range(finding.labels.front().where)},
                           {"severity", severity(finding.level)},
                           {"code", finding.rule->id},
                           {"source", "cumulint"},
                           {"message", message(finding)}});
  if (const RegisteredRule* rule = find_rule(finding.rule->id)) {
    out.set("codeDescription", Json::object({{"href", rule_url(rule->family, finding.rule->id)}}));
  }
  if (abilities_.related_information) {
    Json related = Json::array();
    for (std::size_t i = 1; i < finding.labels.size(); ++i) {
      const Label& label = finding.labels[i];
      if (label.kind != LabelKind::related) continue;
      Json place = Json::object({{"uri", uri_of_path(path(label.where.file))}, {"range", range(label.where)}});
      related.push(Json::object({{"location", std::move(place)}, {"message", mask_secrets(label.text)}}));
    }
    out.set("relatedInformation", std::move(related));
  }
  out.set("data", Json::object({{"finding", static_cast<std::int64_t>(number)}}));
  return out;
}

}  // namespace cumulint::lsp
