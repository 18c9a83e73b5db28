// Flags environment variables that no function's code reads.

#include <algorithm>
#include <map>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

// Read by runtimes, extensions and libraries.
constexpr std::string_view library_prefixes[] = {
    "AWS_",    "POWERTOOLS_", "LAMBDA_",  "OTEL_",     "DD_",     "SENTRY_",   "NEW_RELIC_", "LUMIGO_",  "NODE_",
    "PYTHON",  "LD_",         "JAVA_",    "DOTNET_",   "GEM_",    "SSM_",      "SECRETS_MANAGER_", "PARAMETERS_SECRETS_",
    "PG",      "MYSQL_",      "PRISMA_",  "DJANGO_",   "FLASK_",  "UVICORN_",  "RUST_",      "GO",       "OPENAI_",
    "ANTHROPIC_", "LANGCHAIN_", "LANGSMITH_", "HF_", "TRANSFORMERS_", "REDIS_", "HONEYCOMB_", "COREPACK_", "NEXT_", "_"};
constexpr std::string_view library_names[] = {
    "LOG_LEVEL", "LOGLEVEL", "DEBUG", "TZ", "LANG", "LC_ALL", "HOME", "PATH", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    "http_proxy", "https_proxy", "no_proxy", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "FONTCONFIG_PATH",
    "MPLCONFIGDIR", "XDG_CACHE_HOME", "NLTK_DATA", "DATABASE_URL", "GOOGLE_APPLICATION_CREDENTIALS", "PORT",
    "ENVIRONMENT", "STAGE", "READINESS_CHECK_PATH", "GIT_SSH_COMMAND", "ORACLE_HOME", "TNS_ADMIN", "MALLOC_ARENA_MAX"};

bool is_for_libraries(std::string_view name) {
  return std::any_of(std::begin(library_prefixes), std::end(library_prefixes),
                     [&](std::string_view prefix) { return starts_with(name, prefix); }) ||
         std::find(std::begin(library_names), std::end(library_names), name) != std::end(library_names);
}

bool reads(const FunctionCode& code, std::string_view name) {
  return std::any_of(code.environment.begin(), code.environment.end(),
                     [&](const EnvironmentRead& read) { return read.name == name; });
}

/// Is every read of the environment known?
bool is_known(const FunctionCode& code) {
  return code.found == Truth::yes && code.known && !code.reads_environment_by_computed_name;
}

struct Variable {
  const Field* field = nullptr;
  std::vector<ResourceView> functions;
  bool unread = true;
};

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().code == nullptr) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Variable> variables;  // by place: Globals are shared
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"})) {
    const FunctionCode* code = function.code();
    for (const Choice& map : function.choices("Environment.Variables").items) {
      if (!map.field->value->is(ValueKind::map)) continue;
      for (const Field& field : map.field->value->fields) {
        if (is_for_libraries(field.key)) continue;
        const Location key = field.origin.key_place();
        Variable& variable = variables[{std::uint32_t(key.file), key.span.begin}];
        variable.field = &field;
        variable.functions.push_back(function);
        variable.unread &= code != nullptr && is_known(*code) && !reads(*code, field.key);
      }
    }
  }
  for (const auto& [place, variable] : variables) {
    if (!variable.unread) continue;
    const bool several = variable.functions.size() > 1;
    Finding finding = report.finding(fact());
    finding.at_key(*variable.field)
        .say(several ? "no function's code" : "the code of function ", several ? "" : variable.functions[0].id(),
             several ? " reads" : " does not read", " the environment variable ", variable.field->key)
        .why("whoever changes it expects an effect that there is none")
        .help("remove it");
    for (const ResourceView& function : variable.functions) finding.about(function);
  }
}

}  // namespace

extern constinit const Rule env_var_unused{
    .info = {.id = "env-var-unused", .level = Level::note, .tags = {"reliability"}},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
