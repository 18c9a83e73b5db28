// cumulint expand: what SAM makes of templates; no rules, no code.
#include <algorithm>

#include "app/command.h"
#include "app/preparation.h"
#include "base/format.h"
#include "base/strings.h"
#include "model/build-template.h"
#include "output/expanded.h"
#include "sam/expand.h"
#include "syntax/read.h"
#include "text/line-index.h"

namespace cumulint {
namespace {

/// A file that is named is expanded whatever it looks like: SAM's complaint about it is the answer.
void add_named_files(const AnalysisOptions& options, Outside& outside, Preparation& prepared) {
  for (const std::string& path : options.paths) {
    if (path == "-") continue;
    const std::string real = absolute_path(outside.files(), outside.working_folder(), path);
    std::vector<FoundTemplate>& templates = prepared.request.templates;
    const auto is_it = [&](const FoundTemplate& found) { return found.real_path == real; };
    if (std::any_of(templates.begin(), templates.end(), is_it)) continue;
    Result<std::string> text = outside.files().read(real, max_file_bytes);
    if (!text) continue;  // a folder, or already a notice
    templates.push_back({real, std::move(*text), true});
    prepared.request.given.push_back({});
  }
}

class Expansion {
 public:
  Expansion(const Options& options, Outside& outside, const AnalysisRequest& request)
      : options_(options), outside_(outside), request_(request) {}

  Status run() {
    Status status = Status::clean;
    for (std::size_t i = 0; i < request_.templates.size(); ++i)
      if (!expand_one(request_.templates[i], request_.given[i])) status = Status::findings;
    outside_.print(out_);
    return status;
  }

 private:
  /// False if SAM refuses the template.
  bool expand_one(const FoundTemplate& found, const GivenValues& given) {
    Arena arena;
    std::vector<Problem> problems;
    bool refused = false;
    const FileId file =
        sources_.add(relative_path(found.real_path, request_.project.working_folder), found.real_path, found.text);
    const Tree tree = read_tree(file, found.real_path, sources_.file(file).text(), arena);
    const Template* written = build_template(tree, arena, problems);
    const Template* expanded = sam::expand(*written, expand_options(found, given), arena, problems, refused);
    if (refused || !written->is_template) {
      if (problems.empty()) outside_.complain(sources_.file(file).path + ": error: this is no template: it has no Resources section\n");
      complain(problems);
      return false;
    }
    if (options_.resources) write_expanded_resources(*expanded, out_);
    else if (options_.origins) write_origins(*expanded, sources_, out_);
    else write_expanded(*expanded, out_);
    return true;
  }

  sam::ExpandOptions expand_options(const FoundTemplate& found, const GivenValues& given) {
    const auto value = [&](const char* name) {
      const auto at = given.parameters.find(name);
      return at == given.parameters.end() ? std::nullopt : std::optional<std::string>(at->second);
    };
    sam::ExpandOptions options;
    options.region = value("AWS::Region");
    options.partition = value("AWS::Partition");
    options.account = value("AWS::AccountId");
    options.given = &given;
    options.is_deployed = true;
    options.files = &outside_.files();
    options.sources = &sources_;
    options.template_path = found.real_path;
    options.root = request_.project.root;
    return options;
  }

  void complain(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
      const SourceFile& file = sources_.file(problem.where.file);
      const Position place = LineIndex(file.text()).position(problem.where.span.begin, ColumnUnit::code_points);
      const bool named = problem.resource.empty() || contains(problem.message, problem.resource);
      append(text, "{}:{}:{}: error[{}]: {}{}{}\n", file.path, place.line + 1, place.column + 1, problem.rule,
             named ? "" : problem.resource, named ? "" : ": ", problem.message);
      if (!problem.help.empty()) append(text, "  help: {}\n", problem.help);
    }
    outside_.complain(text);
  }

  const Options& options_;
  Outside& outside_;
  const AnalysisRequest& request_;
  SourceMap sources_;
  std::string out_;
};

}  // namespace

Status run_expand(const Options& options, Outside& outside) {
  Result<Preparation> prepared = prepare(options.analysis, outside);
  if (!prepared) return fail(outside, prepared.error().message);
  add_named_files(options.analysis, outside, *prepared);
  for (const Notice& notice : prepared->notices) fail(outside, notice.message);
  if (!prepared->notices.empty()) return Status::failed;
  return Expansion(options, outside, prepared->request).run();
}

}  // namespace cumulint
