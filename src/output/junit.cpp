// JUnit XML: a suite for each file.
#include "output/junit.h"

#include <map>

#include "base/format.h"
#include "output/shown.h"

namespace cumulint {
namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += c;
    }
  }
  return out;
}

void write_case(const Diagnostic& finding, Shown& shown, std::string& out) {
  const Location where = finding.labels.front().where;
  const Region region = shown.region(where, ColumnUnit::code_points);
  const std::string path = shown.report_path(where.file);
  std::string message = shown_text(finding.message);
  if (!finding.why.empty()) message += ": " + shown_text(finding.why);
  append(out, "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\">\n", finding.rule->id, xml(path),
         xml(path), region.line);
  append(out, "      <failure type=\"{}\" message=\"{}\">{}:{}:{}: {}", level_name(finding.level), xml(message),
         xml(path), region.line, region.column, xml(message));
  if (!finding.help.empty()) append(out, "&#10;help: {}", xml(shown_text(finding.help)));
  out += "</failure>\n    </testcase>\n";
}

}  // namespace

void write_junit(const Results& results, std::string& out) {
  Shown shown(results);
  std::map<std::string, std::vector<const Diagnostic*>> by_file;
  for (const Diagnostic& finding : results.diagnostics) {
    if (is_reported(finding)) by_file[shown.report_path(finding.labels.front().where.file)].push_back(&finding);
  }
  const std::size_t total = count_levels(results.diagnostics).total();
  out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  append(out, "<testsuites name=\"cumulint\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n", total, total,
         results.notices.size());
  for (const auto& [path, findings] : by_file) {
    append(out, "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", xml(path), findings.size(),
           findings.size());
    for (const Diagnostic* finding : findings) write_case(*finding, shown, out);
    out += "  </testsuite>\n";
  }
  out += "</testsuites>\n";
}

}  // namespace cumulint
