// Where a state machine's definition is, and its reading.
#include "asl/definition.h"

#include "asl/definition-text.h"
#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::size_t most_bytes = 2'000'000;  // of a definition file

class Finder {
 public:
  Finder(const Resource& machine, const Resolver& resolver, const WorkflowFiles& files, Arena& arena,
         std::vector<Problem>& problems)
      : machine_(machine), resolver_(resolver), files_(files), arena_(arena), problems_(problems) {}

  std::vector<Definition> find() {
    read_substitutions();
    for (std::string_view name : {"DefinitionString", "Definition", "DefinitionUri", "DefinitionS3Location"}) {
      const Choices choices = resolver_.property_choices(machine_, name, arena_);
      for (const Choice& choice : choices.items)
        if (!choice.field->value->is(ValueKind::absent)) add(name, choice);
    }
    return std::move(found_);
  }

 private:
  void read_substitutions() {
    const Field* all = machine_.find("DefinitionSubstitutions");
    if (all == nullptr) return;
    for (const Field& one : all->value->fields) substitutions_.push_back(one);
  }

  void add(std::string_view property, const Choice& choice) {
    Definition definition{.written = choice.field, .file = choice.field->origin.file, .when = choice.when};
    const Value& value = *choice.field->value;
    const bool is_uri = property == "DefinitionUri" || property == "DefinitionS3Location";
    if (is_uri) {
      if (value.is(ValueKind::text)) read_file(value.text, definition);
    } else if (value.is(ValueKind::map)) {
      DefinitionText text(*choice.field, resolver_.source(), arena_);
      for (const Field& one : substitutions_) text.add_variable(one);
      Field root = *choice.field;
      root.value = text.substituted(value);
      definition.root = arena_.make<Field>(root);
    } else {
      DefinitionText text(*choice.field, resolver_.source(), arena_);
      if (text.add(*choice.field)) read(text, "", definition);
    }
    found_.push_back(definition);
  }

  void read(DefinitionText& text, std::string_view path, Definition& definition) {
    for (const Field& one : substitutions_) text.add_variable(one);
    std::vector<SyntaxError> errors;
    const Field* root = text.read(path, errors);
    for (const SyntaxError& error : errors) {
      Problem problem;
      problem.rule = "asl-invalid";
      problem.where = {definition.file, error.where};
      problem.message = arena_.join({"the definition of ", machine_.id, " is no valid JSON: ", error.message});
      problem.help = error.help;
      problem.resource = machine_.id;
      problems_.push_back(problem);
    }
    if (errors.empty()) definition.root = root;
  }

  void read_file(std::string_view path, Definition& definition) {
    if (files_.files == nullptr || files_.sources == nullptr || starts_with(path, "s3://")) return;
    const std::string full = normalise_path(join_path(files_.folder, path));
    const std::string real = files_.files->real_path(full);
    if (files_.used != nullptr) files_.used->push_back({real.empty() ? full : real, !real.empty()});
    if (real.empty() || !is_inside(real)) return;
    Result<std::string> text = files_.files->read(real, most_bytes);
    if (!text) return;
    const FileId file = files_.sources->add(relative_path(real, files_.root), real, std::move(*text));
    definition.file = file;
    DefinitionText reader(file, arena_);
    reader.add_text(files_.sources->file(file).text());
    read(reader, path, definition);
  }

  bool is_inside(const std::string& real) const {
    if (files_.root.empty()) return true;
    const std::string root = files_.files->real_path(files_.root);
    return !root.empty() && (starts_with(real, root + "/") || root == "/");
  }

  const Resource& machine_;
  const Resolver& resolver_;
  const WorkflowFiles& files_;
  Arena& arena_;
  std::vector<Problem>& problems_;
  std::vector<Field> substitutions_;
  std::vector<Definition> found_;
};

}  // namespace

std::vector<Definition> find_definitions(const Resource& machine, const Resolver& resolver, const WorkflowFiles& files,
                                         Arena& arena, std::vector<Problem>& problems) {
  return Finder(machine, resolver, files, arena, problems).find();
}

}  // namespace cumulint
