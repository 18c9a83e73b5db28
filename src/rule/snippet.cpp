// Reads snippets by the YAML reader and prints the tree in three styles.
#include "rule/snippet.h"

#include "base/strings.h"
#include "syntax/read.h"
#include "text/source-map.h"

namespace cumulint {
namespace {

std::string spaces(std::size_t count) { return std::string(count, ' '); }

class Printer {
 public:
  Printer(std::string_view source, const Layout& layout) : source_(source), layout_(layout) {}

  // ---- block

  std::string block_entries(const Node& node, std::size_t column, bool in_first_line = false) const {
    std::string out;
    for (const Entry& entry : node.children) {
      out += in_first_line && &entry == node.children.data() ? std::string() : spaces(column);
      out += node.kind == NodeKind::sequence ? block_item(*entry.value, column) : block_pair(entry, column);
    }
    return out;
  }

  // ---- one line

  std::string flow_entries(const Node& node) const {
    std::string out;
    for (const Entry& entry : node.children) {
      if (!out.empty()) out += ", ";
      if (node.kind == NodeKind::mapping) out += std::string(entry.key) + ": ";
      out += flow(*entry.value);
    }
    return out;
  }

  // ---- JSON; a column of npos puts all in one line

  std::string json_entries(const Node& node, std::size_t column) const {
    const bool one_line = column == std::string::npos;
    std::string out;
    for (const Entry& entry : node.children) {
      if (!out.empty()) out += one_line ? ", " : "," + std::string(layout_.eol) + spaces(column);
      if (node.kind == NodeKind::mapping) out += quoted(entry.key) + ": ";
      out += json(*entry.value, column);
    }
    return out;
  }

 private:
  std::string block_item(const Node& item, std::size_t column) const {
    if (item.kind == NodeKind::mapping && !item.flow) return "- " + block_entries(item, column + 2, true);
    return "- " + written(item) + std::string(layout_.eol);
  }

  std::string block_pair(const Entry& entry, std::size_t column) const {
    const Node& value = *entry.value;
    const std::string key = std::string(entry.key) + ":", eol(layout_.eol);
    if (value.kind == NodeKind::scalar || value.flow) return key + " " + written(value) + eol;
    return key + eol + block_entries(value, column + layout_.step);
  }

  /// As the rule wrote it, with its tag.
  std::string written(const Node& node) const {
    const std::string text(source_.substr(node.span.begin, node.span.size()));
    return node.tag.empty() ? text : std::string(node.tag) + " " + text;
  }

  std::string flow(const Node& node) const {
    if (node.kind == NodeKind::mapping) return "{" + flow_entries(node) + "}";
    if (node.kind == NodeKind::sequence) return "[" + flow_entries(node) + "]";
    const bool needs_quotes =
        node.style == ScalarStyle::plain && node.text.find_first_of(",[]{}") != std::string_view::npos;
    if (!needs_quotes) return written(node);
    return (node.tag.empty() ? std::string() : std::string(node.tag) + " ") + "'" + std::string(node.text) + "'";
  }

  std::string json(const Node& node, std::size_t column) const {
    if (node.kind == NodeKind::scalar) return json_scalar(node);
    const bool is_map = node.kind == NodeKind::mapping;
    const bool one_line = column == std::string::npos || node.children.empty();
    const std::string open = is_map ? "{" : "[", close = is_map ? "}" : "]";
    if (one_line) return open + json_entries(node, std::string::npos) + close;
    const std::string eol(layout_.eol);
    const std::size_t inner = column + layout_.step;
    return open + eol + spaces(inner) + json_entries(node, inner) + eol + spaces(column) + close;
  }

  static std::string json_scalar(const Node& node) {
    const std::string text(node.text);
    if (node.tag == "!GetAtt") {
      const std::size_t dot = text.find('.');
      return "{\"Fn::GetAtt\": [" + quoted(text.substr(0, dot)) + ", " + quoted(text.substr(dot + 1)) + "]}";
    }
    if (node.tag == "!Ref") return "{\"Ref\": " + quoted(text) + "}";
    if (!node.tag.empty()) return "{\"Fn::" + std::string(node.tag.substr(1)) + "\": " + quoted(text) + "}";
    const bool is_bare = text == "true" || text == "false" || parse_integer(text).has_value();
    return node.style == ScalarStyle::plain && is_bare ? text : quoted(text);
  }

  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }

  std::string_view source_;
  Layout layout_;
};

}  // namespace

Snippet::Snippet(const std::vector<std::string>& lines) : lines_(lines) {
  for (const std::string& line : lines_) text_ += line + "\n";
  const std::size_t size = text_.size();
  text_.append(SourceFile::padding, '\0');
  root_ = read_yaml(FileId::none, std::string_view(text_).substr(0, size), arena_).root;
}

std::string Snippet::block(const Layout& layout) const {
  if (layout.step != 2) return Printer(text_, layout).block_entries(*root_, layout.column);
  std::string out;
  for (const std::string& line : lines_) {
    if (!line.empty()) out += spaces(layout.column) + line;
    out += layout.eol;
  }
  return out;
}

std::string Snippet::flow() const { return Printer(text_, {}).flow_entries(*root_); }

std::string Snippet::json(const Layout& layout) const { return Printer(text_, layout).json_entries(*root_, layout.column); }

std::string Snippet::json_in_line() const { return Printer(text_, {}).json_entries(*root_, std::string::npos); }

}  // namespace cumulint
