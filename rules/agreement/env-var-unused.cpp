// Notes environment variables that no code reads.

#include <map>

#include "rule/api.h"

namespace cumulint::rules {
namespace {

/// Read by Lambda, runtimes, SDKs and libraries rather than by the function's own code.
bool is_for_libraries(std::string_view name) {
  constexpr std::string_view prefixes[] = {
      "AWS_", "POWERTOOLS_", "OTEL_", "DD_", "NEW_RELIC_", "SENTRY_", "LUMIGO_", "NODE_", "PYTHON", "JAVA_", "_JAVA", "DOTNET_",
      "LAMBDA_", "PARAMETERS_SECRETS_", "SLS_", "LOGURU_", "ELASTIC_APM_", "EPSAGON_", "HONEYCOMB_", "SPLUNK_", "DT_TENANT",
      "INSTANA_", "GUNICORN_", "UVICORN_", "FLASK_", "DJANGO_", "SPRING_", "QUARKUS_", "MICRONAUT_", "OPENAI_", "ANTHROPIC_",
      "LANGCHAIN_", "LANGSMITH_", "HF_HUB_", "TRANSFORMERS_", "PRISMA_", "PLAYWRIGHT_", "PUPPETEER_", "UPSTASH_", "GOOGLE_CLOUD_",
      "FONTCONFIG_", "XDG_", "MAGICK_", "TF_CPP_"};
  constexpr std::string_view names[] = {
      "LOG_LEVEL", "LOGLEVEL", "TZ", "LANG", "PATH", "HOME", "LD_LIBRARY_PATH", "DEBUG", "SSL_CERT_FILE", "SSL_CERT_DIR",
      "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PORT", "READINESS_CHECK_PATH", "RUST_LOG", "RUST_BACKTRACE", "TMPDIR",
      "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSSLMODE",
      "DATABASE_URL", "GODEBUG", "GOMEMLIMIT", "RACK_ENV", "RAILS_ENV", "MPLCONFIGDIR", "NUMBA_CACHE_DIR",
      "OMP_NUM_THREADS", "TESSDATA_PREFIX", "GOOGLE_APPLICATION_CREDENTIALS", "LC_ALL"};
  for (std::string_view prefix : prefixes)
    if (starts_with(name, prefix)) return true;
  for (std::string_view other : names)
    if (name == other) return true;
  return is_set_by_lambda(name);
}

/// Inline code that does nothing at all stands in for what is deployed later by other means.
bool is_placeholder(const ResourceView& function, const FunctionCode* code) {
  return code != nullptr && function.has("Code.ZipFile") == Truth::yes && code->calls.empty() && code->http_calls.empty() &&
         code->environment.empty();
}

bool may_read(const ResourceView& function, std::string_view name) {
  const FunctionCode* code = function.code();
  if (is_placeholder(function, code)) return true;
  if (code == nullptr || !code->known || code->found != Truth::yes || code->reads_environment_by_computed_name) return true;
  for (const EnvironmentRead& read : code->environment)
    if (read.name == name) return true;
  return false;
}

struct Variable {
  const Field* field = nullptr;
  bool read = false;
  std::vector<ResourceView> functions;
};

void check(const UnitView& unit, Reporter& report) {
  if (unit.unit().code == nullptr) return;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Variable> variables;  // one in Globals serves many functions
  for (const ResourceView& function : unit.resources({"AWS::Lambda::Function"}))
    for (const Choice& map : function.choices("Environment.Variables").items)
      for (const Field& field : map.field->value->fields) {
        const Location key = written_key(field);
        Variable& variable = variables[{std::uint32_t(key.file), key.span.begin}];
        variable.field = &field;
        variable.functions.push_back(function);
        variable.read = variable.read || is_for_libraries(field.key) || may_read(function, field.key);
      }
  for (const auto& [place, variable] : variables) {
    if (variable.read) continue;
    report.finding(fact())
        .at_key(*variable.field)
        .about(variable.functions[0])
        .say("no code of function ", variable.functions[0], variable.functions.size() > 1 ? " or its siblings" : "",
             " reads environment variable ", variable.field->key)
        .why("whoever reads the template believes that it matters")
        .help("remove it");
  }
}

}  // namespace

extern constinit const Rule env_var_unused{
    .info = {.id = "env-var-unused", .level = Level::note, .tags = {"reliability"}},
    .needs = {.code = true},
    .on_unit = check,
};

}  // namespace cumulint::rules
