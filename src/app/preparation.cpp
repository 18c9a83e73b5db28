// From arguments and configuration to a request.
#include "app/preparation.h"

#include <algorithm>

#include "app/parameters.h"
#include "base/strings.h"
#include "model/build-template.h"

namespace cumulint {
namespace {

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const std::optional<std::int64_t> month = parse_integer(text.substr(5, 2)), day = parse_integer(text.substr(8));
  return parse_integer(text.substr(0, 4)) && month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

std::size_t bytes_of(const AnalysisOptions& options) { return std::size_t{options.max_megabytes} * 1'000'000; }

std::string read_all_input(Outside& outside, std::size_t max_bytes) {
  std::string text;
  char buffer[65536];
  while (text.size() <= max_bytes) {
    const std::size_t got = outside.read_input(buffer, sizeof buffer);
    if (got == 0) break;
    text.append(buffer, got);
  }
  return text;
}

/// Standard input stands at --stdin-filename; without one, in the working folder.
void add_input(const AnalysisOptions& options, Outside& outside, Preparation& prepared) {
  const std::string name = options.stdin_filename.empty() ? "stdin" : options.stdin_filename;
  const std::string path = absolute_path(outside.files(), outside.working_folder(), name);
  const std::size_t max_bytes = bytes_of(options);
  std::string text = read_all_input(outside, max_bytes);
  if (text.size() > max_bytes) {
    prepared.notices.push_back({path, "Standard input is larger than " + std::to_string(max_bytes) + " bytes."});
  } else if (may_be_template(text)) {
    prepared.request.templates.push_back({path, std::move(text), true});
  }
}

Result<Config> configuration(const AnalysisOptions& options, const Project& project, Outside& outside) {
  if (!options.config.empty()) {
    return read_config(outside.files(), absolute_path(outside.files(), outside.working_folder(), options.config));
  }
  return find_config(outside.files(), project.start, project.base);
}

}  // namespace

Result<std::vector<const RegisteredRule*>> resolve_rules(const std::vector<std::string>& ids,
                                                         const std::string& where) {
  std::vector<const RegisteredRule*> rules;
  for (const std::string& id : ids) {
    if (id.empty()) continue;
    const RegisteredRule* rule = find_rule(id);
    if (rule == nullptr) {
      const std::string_view near = nearest_rule(id);
      return Error{"There is no rule " + id + " (" + where + ")" +
                   (near.empty() ? "; cumulint rules lists them." : "; did you mean " + std::string(near) + "?")};
    }
    rules.push_back(rule);
  }
  return rules;
}

Result<RuleSelection> select_rules(const AnalysisOptions& options, const Config& config) {
  RuleSelection rules;
  const bool from_line = !options.select.empty();
  const Result<std::vector<const RegisteredRule*>> selected =
      resolve_rules(from_line ? options.select : config.select, from_line ? "--select" : config.path);
  if (!selected) return selected.error();
  rules.select = *selected;
  const Result<std::vector<const RegisteredRule*>> ignored = resolve_rules(options.ignore, "--ignore");
  if (!ignored) return ignored.error();
  const Result<std::vector<const RegisteredRule*>> always = resolve_rules(config.ignore, config.path);
  if (!always) return always.error();
  rules.ignore = *ignored;
  rules.ignore.insert(rules.ignore.end(), always->begin(), always->end());
  rules.production = options.profile.value_or(config.profile.value_or("default")) == "production";
  rules.strict = options.strict || config.strict;
  return rules;
}

Result<Preparation> prepare(const AnalysisOptions& options, Outside& outside) {
  Preparation prepared;
  std::vector<std::string> paths = options.paths;
  const auto input = std::find(paths.begin(), paths.end(), "-");
  const bool reads_input = input != paths.end();
  if (reads_input) paths.erase(std::remove(paths.begin(), paths.end(), "-"), paths.end());
  if (paths.empty() && !reads_input) paths.push_back(".");
  if (!options.today.empty() && !is_date(options.today))
    return Error{"--today takes a date like 2026-11-24, not " + options.today + "."};

  std::vector<std::string> anchors = paths;
  if (reads_input) anchors.push_back(options.stdin_filename.empty() ? "stdin" : options.stdin_filename);
  AnalysisRequest& request = prepared.request;
  request.project = find_project(outside.files(), outside.working_folder(), anchors);
  prepared.files = std::make_unique<const ListedFiles>(outside.files(), request.project.root);
  Result<Config> config = configuration(options, request.project, outside);
  if (!config) return config.error();
  prepared.config = std::move(*config);
  const Result<RuleSelection> rules = select_rules(options, prepared.config);
  if (!rules) return rules.error();
  request.rules = *rules;
  request.today = options.today.empty() ? outside.today() : options.today;
  request.no_code = options.no_code || prepared.config.no_code;
  request.jobs = options.jobs;
  prepared.named_rules = !request.rules.select.empty();

  const std::string environment =
      !options.config_env.empty() ? options.config_env : prepared.config.config_env.value_or("");
  for (std::size_t i = 0, named = paths.size(); i < named; ++i) {
    const std::string folder = absolute_path(outside.files(), request.project.working_folder, paths[i]);
    const std::string deployed = samconfig_template(folder, environment, outside.files());
    if (!deployed.empty() && lies_in(deployed, request.project.root)) paths.push_back(deployed);
  }
  Discovery found = discover(*prepared.files, request.project, paths, {prepared.config.exclude, bytes_of(options)});
  prepared.notices = std::move(found.notices);
  request.templates = std::move(found.templates);
  if (reads_input) add_input(options, outside, prepared);
  for (const FoundTemplate& one : request.templates) {
    const Result<GivenValues> given = given_values(options, prepared.config, one.real_path, request.project.root, outside);
    if (!given) return given.error();
    request.given.push_back(*given);
  }
  return prepared;
}

}  // namespace cumulint
