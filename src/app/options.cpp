// The command line, by CLI11: the only place that includes it.
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/strings.h"

namespace cumulint {
namespace {

constexpr const char* examples =
    "Examples:\n"
    "  cumulint check                          all templates below the working folder\n"
    "  cumulint check template.yaml --fix      repair what can be repaired safely\n"
    "  cumulint check --profile production     production readiness too\n"
    "  cumulint check --format sarif -o cumulint.sarif\n"
    "  cumulint explain sqs-visibility-timeout\n"
    "  cumulint graph --format mermaid template.yaml\n"
    "\nExit status: 0 no finding at or above --fail-on, 1 findings, 2 wrong usage or unreadable input.";

constexpr const char* check_examples =
    "Examples:\n"
    "  cumulint check services/ --ignore lambda-no-tracing,log-no-retention\n"
    "  cumulint check template.yaml --parameter Stage=prod --profile production\n"
    "  cumulint check template.yaml --diff     show the safe fixes without writing them\n"
    "  cat template.yaml | cumulint check - --stdin-filename services/orders/template.yaml\n";

const std::vector<std::string_view> formats = {"text", "json", "sarif", "github", "junit", "summary"};
const std::vector<std::string_view> levels = {"error", "warning", "note", "never"};
const std::vector<std::string_view> profiles = {"default", "production"};
const std::vector<std::string_view> colors = {"auto", "always", "never"};

/// "…; did you mean X?", or the list of what may stand there.
std::string hint(std::string_view given, const std::vector<std::string_view>& known) {
  const std::string_view near = did_you_mean(given, known);
  if (!near.empty()) return "; did you mean " + std::string(near) + "?";
  if (known.size() > 10) return ".";
  return "; it is one of " + join_words(known) + ".";
}

/// Options whose value is one of a few words.
struct Choice {
  const char* option;
  const std::string* value;
  const std::vector<std::string_view>* known;
};

class Parser {
 public:
  Parser()
      : app_("Finds what is wrong in AWS SAM and CloudFormation templates and the Lambda code behind them.",
             "cumulint") {
    app_.set_version_flag("-V,--version", "cumulint " CUMULINT_VERSION);
    app_.footer(examples);
    app_.require_subcommand(0, 1);
    add_check();
    add_expand();
    add_graph();
    add_rules();
    add_debug();
    add("lsp", CommandKind::lsp, "The language server, on standard input and output.");
    add("init", CommandKind::init, "Write a .cumulint.yaml with all settings explained into the working folder.");
    CLI::App* completions =
        add("completions", CommandKind::completions, "Print completions for a shell: bash, zsh or fish.");
    completions->add_option("SHELL", parsed_.options.subject, "bash, zsh or fish")->required();
  }

  Result<ParsedArguments> parse(const std::vector<std::string>& arguments) {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
      app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
      parsed_.print = chosen().help();
      return parsed_;
    } catch (const CLI::CallForVersion&) {
      parsed_.print = "cumulint " CUMULINT_VERSION "\n";
      return parsed_;
    } catch (const CLI::ExtrasError&) {
      return unexpected();
    } catch (const CLI::ParseError& error) {
      return Error{sentence(error.what())};
    }
    if (app_.get_subcommands().empty()) {
      parsed_.print = app_.help();
      return parsed_;
    }
    return checked();
  }

 private:
  using Texts = std::vector<std::string>;

  CLI::App* add(const char* name, CommandKind kind, const char* description) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->callback([this, kind] { parsed_.options.command = kind; });
    return command;
  }

  /// One value a flag, or several with commas; never swallows the paths behind it.
  static void add_list(CLI::App* command, const char* flag, Texts& into, const char* description) {
    command->add_option(flag, into, description)->delimiter(',')->allow_extra_args(false);
  }

  void add_analysis(CLI::App* command) {
    AnalysisOptions& analysis = parsed_.options.analysis;
    command->add_option("PATH", analysis.paths, "Templates or folders; - reads standard input");
    // A value may hold commas.
    command->add_option("--parameter", analysis.parameters, "Key=Value of a template parameter; may be repeated")
        ->allow_extra_args(false);
    add_list(command, "--parameter-file", analysis.parameter_files, "CloudFormation parameter file (JSON)");
    command->add_option("--config-env", analysis.config_env, "Environment of samconfig.toml");
    command->add_option("--config", analysis.config, "Configuration file instead of the nearest .cumulint.yaml");
    command->add_option("--stdin-filename", analysis.stdin_filename,
                        "Where the text of - stands: its paths start there");
    command->add_option("--max-file-size", analysis.max_megabytes, "Largest template that is read, in megabytes (5)")
        ->check(CLI::Range(1u, 1000u));
    command->add_flag("--no-code", analysis.no_code, "Do not read the sources of functions");
  }

  void add_check() {
    CLI::App* check = add("check", CommandKind::check, "Report what is wrong in templates and code.");
    check->footer(check_examples);
    AnalysisOptions& analysis = parsed_.options.analysis;
    CheckOptions& options = parsed_.options.check;
    add_analysis(check);
    add_list(check, "--select", analysis.select, "Only these rules");
    add_list(check, "--ignore", analysis.ignore, "All but these rules");
    check->add_option("--profile", profile_, "default or production");
    check->add_flag("--strict", analysis.strict, "Every rule, opinions included");
    check->add_option("--fail-on", fail_on_,
                      "Level that makes the exit status 1: error, warning (default), note, never");
    check->add_option("--format", options.format, "text, json, sarif, github, junit or summary");
    check->add_option("-o,--output", options.output, "Write the report to a file");
    check->add_option("--today", analysis.today, "Date for rules with a calendar: 2026-11-24");
    check->add_option("--color", options.color, "auto, always or never");
    check->add_flag("-q,--quiet", options.quiet, "One line a finding, no counts");
    check->add_flag("--statistics", options.statistics, "Count the findings by rule");
    check->add_flag("--fix", options.fix, "Apply safe fixes");
    check->add_flag("--unsafe-fixes", options.unsafe_fixes, "With --fix or --diff: suggestions too");
    check->add_flag("--diff", options.diff, "Show what --fix would change");
    check->add_option("--baseline", options.baseline, "Report only what is not in this file");
    check->add_option("--write-baseline", options.write_baseline, "Write all findings to such a file");
    check->add_option("-j,--jobs", analysis.jobs, "Threads; the output is the same for any number");
  }

  void add_expand() {
    CLI::App* expand = add("expand", CommandKind::expand, "Print the CloudFormation that SAM makes of a template.");
    add_analysis(expand);
    expand->add_flag("--resources", parsed_.options.resources, "Ids, types and references only");
    expand->add_flag("--origins", parsed_.options.origins, "The line that caused each resource");
  }

  void add_graph() {
    CLI::App* graph = add("graph", CommandKind::graph, "Print who triggers, calls and feeds whom.");
    add_analysis(graph);
    graph->add_option("--format", parsed_.options.format, "json, mermaid or dot");
  }

  void add_rules() {
    CLI::App* explain = add("explain", CommandKind::explain, "Print the page of a rule.");
    explain->add_option("RULE", parsed_.options.subject, "Id of the rule")->required();
    CLI::App* rules = add("rules", CommandKind::rules, "List all rules.");
    rules->add_option("--format", parsed_.options.format, "text or json");
  }

  void add_debug() {
    CLI::App* debug = add("debug", CommandKind::debug, "Show what the analysis knows of a file.");
    debug->add_option("VIEW", parsed_.options.subject, "tree, facts or values")->required();
    // Not a list: a list would take the place behind it too.
    debug->add_option_function<std::string>(
             "FILE", [this](const std::string& file) { parsed_.options.analysis.paths = {file}; }, "Template")
        ->required();
    debug->add_option("PLACE", parsed_.options.place, "values: LogicalId or LogicalId.Property");
    debug->add_option("--format", parsed_.options.format, "text or json");
    debug->add_flag("--stats", parsed_.options.statistics, "facts: counts by language");
    debug->add_option("--parameter", parsed_.options.analysis.parameters, "Key=Value")->allow_extra_args(false);
  }

  CLI::App& chosen() {
    const std::vector<CLI::App*> commands = app_.get_subcommands();
    return commands.empty() ? app_ : *commands.front();
  }

  /// What CLI11 calls extras: unknown options, or arguments where none belongs.
  Error unexpected() {
    const Texts extras = app_.remaining(true);
    // Of an unknown option and the words behind it, the option is at fault.
    const auto is_option = [](const std::string& extra) { return starts_with(extra, "-") && extra.size() > 1; };
    const auto option = std::find_if(extras.begin(), extras.end(), is_option);
    const std::string given = option != extras.end() ? *option : extras.empty() ? "" : extras.front();
    Texts names;
    if (starts_with(given, "-")) {
      for (const CLI::Option* option : chosen().get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      }
      const std::string name = given.substr(0, given.find('='));
      const std::vector<std::string_view> known(names.begin(), names.end());
      return {"There is no option " + name + hint(name, known)};
    }
    if (!app_.get_subcommands().empty()) return {"The argument " + given + " is one too many."};
    for (const CLI::App* command : app_.get_subcommands(nullptr)) names.push_back(command->get_name());
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string_view near = did_you_mean(given, known);
    if (near.empty()) return {"There is no command " + given + "; to check a file or folder: cumulint check " + given};
    return {"There is no command " + given + "; did you mean " + std::string(near) + "?"};
  }

  static std::string sentence(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    while (ends_with(text, " ") || ends_with(text, ".")) text.pop_back();
    return text + ".";
  }

  Result<ParsedArguments> checked() {
    Options& options = parsed_.options;
    const std::vector<std::string_view> graph_formats = {"json", "mermaid", "dot"}, list_formats = {"text", "json"};
    const std::vector<std::string_view> views = {"tree", "facts", "values"}, shells = {"bash", "zsh", "fish"};
    std::vector<Choice> choices = {{"--format", &options.check.format, &formats},
                                   {"--color", &options.check.color, &colors},
                                   {"--profile", &profile_, &profiles},
                                   {"--fail-on", &fail_on_, &levels}};
    if (options.command == CommandKind::graph) choices.push_back({"--format", &options.format, &graph_formats});
    if (options.command == CommandKind::rules || options.command == CommandKind::debug) {
      choices.push_back({"--format", &options.format, &list_formats});
    }
    if (options.command == CommandKind::debug) choices.push_back({"debug", &options.subject, &views});
    if (options.command == CommandKind::completions) choices.push_back({"completions", &options.subject, &shells});
    for (const Choice& choice : choices) {
      if (choice.value->empty() ||
          std::find(choice.known->begin(), choice.known->end(), *choice.value) != choice.known->end())
        continue;
      return Error{"There is no " + *choice.value + " for " + choice.option + hint(*choice.value, *choice.known)};
    }
    for (const std::string& parameter : options.analysis.parameters) {
      if (parameter.find('=') != std::string::npos && parameter[0] != '=') continue;
      return Error{"The parameter " + parameter + " has no value; write --parameter Name=Value."};
    }
    if (!profile_.empty()) options.analysis.profile = profile_;
    if (!fail_on_.empty()) options.check.fail_on = fail_on_;
    return parsed_;
  }

  CLI::App app_;
  ParsedArguments parsed_;
  std::string profile_, fail_on_;
};

}  // namespace

Result<ParsedArguments> parse_arguments(const std::vector<std::string>& arguments) { return Parser().parse(arguments); }

}  // namespace cumulint
