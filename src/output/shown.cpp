// Paths, places and texts as outputs may show them.
#include "output/shown.h"

#include <algorithm>

#include "base/format.h"
#include "base/strings.h"
#include "text/file-system.h"
#include "text/secrets.h"

namespace cumulint {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// How many bytes the valid UTF-8 sequence at `at` has; 0 if it is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(at);
  const auto follows = [&](std::size_t i) { return (byte(at + i) & 0xC0) == 0x80; };
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    const bool overlong = lead == 0xE0 && byte(at + 1) < 0xA0, surrogate = lead == 0xED && byte(at + 1) >= 0xA0;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    const bool overlong = lead == 0xF0 && byte(at + 1) < 0x90, beyond = lead == 0xF4 && byte(at + 1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// C0 and C1 controls and DEL can steer a terminal.
bool is_control(std::string_view sequence) {
  const unsigned char first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return (first < 0x20 && first != '\t' && first != '\n') || first == 0x7F;
  return sequence.size() == 2 && first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    const std::string_view sequence = text.substr(i, std::max<std::size_t>(length, 1));
    out += length == 0 || is_control(sequence) ? replacement_character : sequence;
    i += sequence.size();
  }
  return out;
}

std::string shown_text(std::string_view text) { return printable(mask_secrets(text)); }

std::string path_from(std::string_view folder, std::string_view path) {
  const std::string base = normalise_path(folder), whole = normalise_path(path);
  if (base.empty() || base == ".") return whole;
  std::vector<std::string_view> from = split(base, '/'), to = split(whole, '/');
  std::size_t same = 0;
  while (same < from.size() && same < to.size() && from[same] == to[same]) ++same;
  // Nothing in common but the file system's root: an absolute path reads better than a row of dots.
  if (same <= 1 && starts_with(whole, "/") && from.size() > 1 && !from[1].empty()) return whole;
  std::string out;
  for (std::size_t i = same; i < from.size(); ++i) {
    if (!from[i].empty()) out += "../";
  }
  for (std::size_t i = same; i < to.size(); ++i) {
    out += to[i];
    if (i + 1 < to.size()) out += '/';
  }
  return out.empty() ? "." : out;
}

Shown::Shown(const Results& results) : results_(&results) {}

std::string Shown::report_path(std::string_view real_path) const {
  return printable(path_from(results_->base, real_path));
}

std::string Shown::report_path(FileId file) const { return report_path(results_->sources->file(file).real_path); }

std::string Shown::terminal_path(FileId file) const {
  return printable(path_from(results_->working_folder, results_->sources->file(file).real_path));
}

Shown::File& Shown::opened(FileId file) {
  const auto found = files_.find(file);
  if (found != files_.end()) return found->second;
  const std::string_view text = results_->sources->file(file).text();
  return files_.emplace(file, File{LineIndex(text), secrets_of(file, text)}).first->second;
}

const LineIndex& Shown::lines(FileId file) { return opened(file).lines; }

/// Known credentials, and what a finding of ours calls one: any finding may show the same line.
std::vector<Span> Shown::secrets_of(FileId file, std::string_view text) const {
  std::vector<Span> found;
  for (const SecretMatch& match : find_secrets(text)) found.push_back(match.secret);
  for (const Diagnostic& finding : results_->diagnostics) {
    if (finding.rule == nullptr || finding.rule->id != "hardcoded-secret") continue;
    const Location where = finding.labels.front().where;
    if (where.file == file) found.push_back(where.span);
  }
  return found;
}

Region Shown::region(Location where, ColumnUnit unit) {
  const LineIndex& index = lines(where.file);
  const Position begin = index.position(where.span.begin, unit);
  const Position end = index.position(std::max(where.span.end, where.span.begin), unit);
  return {begin.line + 1, begin.column + 1, end.line + 1, end.column + 1};
}

std::vector<std::string> fingerprints(const Results& results) {
  std::map<std::string, std::size_t> seen;
  std::vector<std::string> out;
  for (const Diagnostic& finding : results.diagnostics) {
    const std::string& path = results.sources->file(finding.labels.front().where.file).real_path;
    std::string key =
        std::string(finding.rule->id) + "|" + path_from(results.base, path) + "|" + finding.identity.logical_path;
    const std::size_t ordinal = seen[key]++;
    key += "|" + std::to_string(ordinal);
    out.push_back(format("{:016x}", hash_text(key)));
  }
  return out;
}

}  // namespace cumulint
