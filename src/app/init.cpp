// cumulint init and cumulint completions.
#include "app/command.h"
#include "app/config.h"

namespace cumulint {
namespace {

constexpr const char* first_config =
    "# Settings of cumulint. Every key is optional; the command line wins over this file.\n"
    "\n"
    "# profile: production      # default, or production: production readiness too\n"
    "# strict: true             # every rule, opinions included\n"
    "# fail-on: error           # level that makes the exit status 1: error, warning, note, never\n"
    "# ignore:                  # rules that do not run; `cumulint rules` lists all\n"
    "#   - lambda-no-tracing\n"
    "# select: []               # only these rules\n"
    "# exclude:                 # files that are not checked, by the rules of .gitignore\n"
    "#   - generated/\n"
    "# parameters:              # values of template parameters: they count as facts\n"
    "#   Stage: prod\n"
    "# parameter-files: [params/prod.json]\n"
    "# config-env: prod         # environment of samconfig.toml\n"
    "# baseline: .cumulint-baseline.json\n"
    "# no-code: true            # do not read the sources of functions\n";

constexpr const char* commands = "check expand graph explain rules lsp debug init completions";
constexpr const char* check_options =
    "--select --ignore --profile --strict --fail-on --format --output --today --color --quiet --statistics --no-code "
    "--fix "
    "--unsafe-fixes --diff --baseline --write-baseline --jobs --parameter --parameter-file --config-env --config "
    "--stdin-filename --help";

std::string bash_completions() {
  return "# bash: source <(cumulint completions bash)\n"
         "_cumulint() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
         "  case $before in\n"
         "    explain|--select|--ignore) words=$(cumulint rules 2>/dev/null | cut -d' ' -f1) ;;\n"
         "    --format) words='text json sarif github junit summary' ;;\n"
         "    --profile) words='default production' ;;\n"
         "    --fail-on) words='error warning note never' ;;\n"
         "    --color) words='auto always never' ;;\n"
         "    *) if [ \"$COMP_CWORD\" = 1 ]; then words='" +
         std::string(commands) +
         "'\n"
         "       elif [[ $word == -* ]]; then words='" +
         check_options +
         "'; fi ;;\n"
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  [ -n \"$words\" ] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "}\n"
         "complete -o filenames -F _cumulint cumulint\n";
}

std::string zsh_completions() {
  return "#compdef cumulint\n# zsh: cumulint completions zsh > \"${fpath[1]}/_cumulint\"\nautoload -U +X bashcompinit "
         "&& bashcompinit\n" +
         bash_completions();
}

std::string fish_completions() {
  return "# fish: cumulint completions fish > ~/.config/fish/completions/cumulint.fish\n"
         "complete -c cumulint -n __fish_use_subcommand -f -a '" +
         std::string(commands) +
         "'\n"
         "complete -c cumulint -n '__fish_seen_subcommand_from explain' -f -a '(cumulint rules | string split -f1 \" "
         "\")'\n"
         "for option in " +
         check_options +
         "\n"
         "  complete -c cumulint -n '__fish_seen_subcommand_from check' -l (string sub -s 3 -- $option)\n"
         "end\n";
}

}  // namespace

Status run_init(const Options&, Outside& outside) {
  const std::string path = join_path(outside.working_folder(), config_name);
  if (outside.files().kind(path) != FileKind::missing) {
    return fail(outside, std::string("There is a ") + config_name + " already; it is left as it is.");
  }
  if (const std::optional<Error> error = outside.write_file(path, first_config)) return fail(outside, error->message);
  outside.print(std::string("Wrote ") + config_name + ".\n");
  return Status::clean;
}

Status run_completions(const Options& options, Outside& outside) {
  outside.print(options.subject == "bash"  ? bash_completions()
                : options.subject == "zsh" ? zsh_completions()
                                           : fish_completions());
  return Status::clean;
}

}  // namespace cumulint
