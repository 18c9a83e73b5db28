// From a definition's text to values with places and substitutions.
#include "asl/definition-text.h"

#include <algorithm>

#include "base/strings.h"
#include "model/expression.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint {
namespace {

constexpr std::uint32_t longest_mapped = 8'000;  // of texts with escapes: mapping each place walks the whole text
constexpr int deepest = 200;

/// Where each line of a literal block stands in the file: the end of a file's line is the decoded line.
std::vector<TextRun::Line> lines_of_block(std::string_view source, const Node& node, std::uint32_t begin) {
  std::vector<TextRun::Line> lines;
  std::size_t at = source.find('\n', node.span.begin);
  std::uint32_t decoded = 0;
  for (std::string_view line : split(node.text, '\n')) {
    if (at == std::string_view::npos) break;
    const std::size_t start = at + 1;
    std::size_t end = std::min(source.find('\n', start), source.size());
    at = end == source.size() ? std::string_view::npos : end;
    if (end > start && source[end - 1] == '\r') --end;
    const std::size_t in_file = end >= start + line.size() ? end - line.size() : start;
    lines.push_back({begin + decoded, static_cast<std::uint32_t>(in_file)});
    decoded += static_cast<std::uint32_t>(line.size()) + 1;
  }
  return lines;
}

std::string_view padded(std::string_view text, Arena& arena) {
  const std::string zeros(SourceFile::padding, '\0');
  return arena.join({text, zeros}).substr(0, text.size());
}

}  // namespace

void DefinitionText::add_run(std::string_view text, const Field& scalar) {
  TextRun run;
  run.begin = static_cast<std::uint32_t>(text_.size());
  run.end = run.begin + static_cast<std::uint32_t>(text.size());
  run.field = &scalar;
  const Node* node = scalar.value->node;
  const bool here = template_ != nullptr && scalar.origin.file == template_->file && template_->tree != nullptr;
  if (here && node != nullptr && node->style == ScalarStyle::literal && node->text == text)
    run.lines = lines_of_block(template_->tree->source, *node, run.begin);
  text_ += text;
  runs_.push_back(std::move(run));
}

bool DefinitionText::add(const Field& written) {
  const Value& value = *written.value;
  if (value.is(ValueKind::text)) {
    add_run(value.text, written);
    return true;
  }
  if (!value.is(ValueKind::expression)) return false;
  const Expression& e = *value.expression;
  if (e.kind == ExpressionKind::join) return add_join(e);
  if (e.kind != ExpressionKind::sub || e.args.empty() || !e.args[0].value->is(ValueKind::text)) return false;
  is_sub_ = true;
  add_run(e.args[0].value->text, e.args[0]);
  if (e.args.size() > 1)
    for (const Field& variable : e.args[1].value->fields) variables_.push_back(variable);
  return true;
}

bool DefinitionText::add_join(const Expression& join) {
  if (join.args.size() != 2 || !join.args[1].value->is(ValueKind::list)) return false;
  const std::string_view delimiter = join.args[0].value->literal();
  bool first = true;
  for (const Field& part : join.args[1].value->fields) {
    if (!first) text_ += delimiter;
    first = false;
    if (!add_part(part)) return false;
  }
  return true;
}

bool DefinitionText::add_part(const Field& part) {
  if (part.value->is(ValueKind::text)) {
    add_run(part.value->text, part);
    return true;
  }
  if (!part.value->is(ValueKind::expression)) return false;
  const std::string name = "part" + std::to_string(variables_.size());
  variables_.push_back({arena_.copy(name), part.origin, part.value});
  text_ += "${" + name + "}";
  return true;
}

/// `"Seconds": ${Delay}` is no JSON before the variable is put in.
void DefinitionText::replace_bare_variables() {
  if (!starts_with(trim(text_), "{")) return;
  bool in_quotes = false;
  for (std::size_t i = 0; i + 1 < text_.size(); ++i) {
    if (in_quotes && text_[i] == '\\')
      ++i;
    else if (text_[i] == '"')
      in_quotes = !in_quotes;
    else if (!in_quotes && text_[i] == '$' && text_[i + 1] == '{') {
      const std::size_t end = text_.find('}', i);
      if (end == std::string::npos) return;
      const std::size_t size = end + 1 - i;
      bare_.push_back({{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end + 1)},
                       arena_.copy(std::string_view(text_).substr(i, size))});
      text_.replace(i, size, size, '1');
      i = end;
    }
  }
}

const Field* DefinitionText::read(std::string_view path, std::vector<SyntaxError>& errors) {
  replace_bare_variables();
  const Tree tree = read_tree(file_, path, padded(text_, arena_), arena_);
  errors.assign(tree.errors.begin(), tree.errors.end());
  for (SyntaxError& error : errors) error.where = locate(error.where).span;
  if (tree.root->kind != NodeKind::mapping) return nullptr;
  Field root;
  const Location where = locate(tree.root->span);
  root.origin = {where.file, where.span, where.span, nullptr};
  root.value = convert(*tree.root, 0);
  return arena_.make<Field>(root);
}

Location DefinitionText::locate(Span span) const {
  if (place_ == nullptr) return {file_, span};
  for (const TextRun& run : runs_) {
    if (span.begin < run.begin || span.begin >= run.end) continue;
    if (!run.lines.empty()) {
      const auto after =
          std::upper_bound(run.lines.begin(), run.lines.end(), span.begin,
                           [](std::uint32_t at, const TextRun::Line& line) { return at < line.decoded; });
      const TextRun::Line& line = *(after - 1);
      const std::uint32_t begin = line.in_file + span.begin - line.decoded;
      const bool one_line = after == run.lines.end() || span.end < after->decoded;
      return {run.field->origin.file, {begin, begin + (one_line ? span.size() : 1)}};
    }
    const Node* node = run.field->value->node;
    const bool here = run.field->origin.file == template_->file && template_->tree != nullptr;
    if (node == nullptr || !here || run.end - run.begin > longest_mapped) return run.field->origin.value_place();
    const Span decoded{span.begin - run.begin, std::min(span.end, run.end) - run.begin};
    return {run.field->origin.file, in_file(template_->tree->source, *node, decoded)};
  }
  return place_->origin.value_place();
}

const Field* DefinitionText::find_variable(std::string_view name) const {
  for (const Field& variable : variables_)
    if (variable.key == name) return &variable;
  return nullptr;
}

const Value* DefinitionText::text_value(std::string_view decoded, const Origin& origin) const {
  const Maker make(arena_, origin);
  if (!contains(decoded, "${")) return make.text(decoded);
  std::string sub;
  std::vector<Field> used;
  bool any = false;
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    const std::size_t end = decoded.substr(i, 2) == "${" ? decoded.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      sub += decoded[i];
      continue;
    }
    std::string_view name = decoded.substr(i + 2, end - i - 2);
    const bool escaped = starts_with(name, "!");
    if (escaped) name.remove_prefix(1);
    const Field* variable = find_variable(name);
    if (variable != nullptr && std::none_of(used.begin(), used.end(), [&](const Field& f) { return f.key == name; }))
      used.push_back(*variable);
    const bool refers = variable != nullptr || (is_sub_ && !escaped);
    any = any || refers;
    (((sub += refers ? "${" : "${!") += name) += '}');
    i = end;
  }
  if (!any) return make.text(decoded);
  return used.empty() ? make.sub(sub) : make.sub(sub, std::move(used));
}

const Value* DefinitionText::convert(const Node& node, int depth) const {
  if (depth > deepest) return arena_.make<Value>();
  if (node.kind == NodeKind::scalar) {
    const Location where = locate(node.span);
    const Origin origin{where.file, where.span, where.span, nullptr};
    for (const Bare& bare : bare_)
      if (bare.span == node.span) return text_value(bare.written, origin);
    const Value* text = text_value(node.text, origin);
    if (node.style != ScalarStyle::plain || !text->is(ValueKind::text)) return text;
    Value plain = *text;
    plain.json_number = true;
    plain.style = ScalarStyle::plain;
    if (is_null(node)) plain.kind = ValueKind::null;
    return arena_.make<Value>(plain);
  }
  Value value;
  value.kind = node.kind == NodeKind::mapping    ? ValueKind::map
               : node.kind == NodeKind::sequence ? ValueKind::list
                                                 : ValueKind::broken;
  std::vector<Field> fields;
  for (const Entry& entry : node.children) {
    const Location place = locate(entry.value->span);
    const Span key = entry.key_span.empty() ? place.span : locate(entry.key_span).span;
    fields.push_back(
        {arena_.copy(entry.key), {place.file, key, place.span, nullptr}, convert(*entry.value, depth + 1)});
  }
  value.fields = arena_.copy(fields);
  return arena_.make<Value>(value);
}

const Value* DefinitionText::substituted(const Value& value, int depth) const {
  if (depth > deepest) return &value;
  if (value.is(ValueKind::text)) {
    if (!contains(value.text, "${")) return &value;
    const Value* text = text_value(value.text, place_->origin);
    return text->is(ValueKind::text) ? &value : text;
  }
  if (!value.is(ValueKind::map) && !value.is(ValueKind::list)) return &value;
  bool changed = false;
  std::vector<Field> fields(value.fields.begin(), value.fields.end());
  for (Field& field : fields) {
    const Value* replaced = substituted(*field.value, depth + 1);
    changed = changed || replaced != field.value;
    field.value = replaced;
  }
  if (!changed) return &value;
  Value copy = value;
  copy.fields = arena_.copy(fields);
  return arena_.make<Value>(copy);
}

}  // namespace cumulint
