// The text of a definition while it is read: where its parts were written, and what `${}` in it stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/make.h"
#include "model/template.h"
#include "syntax/node.h"

namespace cumulint {

/// A run of the text that came from one scalar of the template.
struct TextRun {
  struct Line {
    std::uint32_t decoded = 0, in_file = 0;  // where a line begins
  };
  std::uint32_t begin = 0, end = 0;  // in the whole text
  const Field* field = nullptr;      // the scalar
  std::vector<Line> lines;           // of a literal block
};

class DefinitionText {
 public:
  /// A text in the template: what has no place of its own stands at `place`.
  DefinitionText(const Field& place, const Template& source, Arena& arena)
      : arena_(arena), file_(place.origin.file), place_(&place), template_(&source) {}
  /// A file of its own.
  DefinitionText(FileId file, Arena& arena) : arena_(arena), file_(file) {}

  /// `${name}` in the text is this value.
  void add_variable(const Field& variable) { variables_.push_back(variable); }
  /// Takes the text of a literal, a Sub or a Join; false for anything else.
  bool add(const Field& written);
  void add_text(std::string_view text) { text_ += text; }

  /// The text as values, each with its place in the file; null if it is not even a map. `errors` gets what is wrong.
  const Field* read(std::string_view path, std::vector<SyntaxError>& errors);
  /// A value that stands in the template, with its texts turned into Subs.
  const Value* substituted(const Value& value, int depth = 0) const;

 private:
  void add_run(std::string_view text, const Field& scalar);
  bool add_join(const Expression& join);
  bool add_part(const Field& part);
  void replace_bare_variables();
  Location locate(Span span) const;
  const Value* convert(const Node& node, int depth) const;
  const Value* text_value(std::string_view decoded, const Origin& origin) const;
  const Field* find_variable(std::string_view name) const;

  Arena& arena_;
  FileId file_ = FileId::none;
  const Field* place_ = nullptr;
  const Template* template_ = nullptr;
  std::string text_;     // `${}` outside of quotes replaced by digits before it is read
  bool is_sub_ = false;  // `${Name}` may refer to the template; else only to the variables
  std::vector<TextRun> runs_;
  std::vector<Field> variables_;
  struct Bare {
    Span span;
    std::string_view written;  // "${Seconds}"
  };
  std::vector<Bare> bare_;
};

}  // namespace cumulint
