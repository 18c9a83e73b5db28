// Prints a tree with its places.
#include "syntax/print-tree.h"

#include "text/line-index.h"

namespace cumulint {
namespace {

std::string_view name_of(const Node& node) {
  switch (node.kind) {
    case NodeKind::sequence: return "sequence";
    case NodeKind::mapping: return "mapping";
    case NodeKind::broken: return "broken";
    case NodeKind::scalar: break;
  }
  switch (node.style) {
    case ScalarStyle::plain: return "plain";
    case ScalarStyle::single_quoted: return "single_quoted";
    case ScalarStyle::double_quoted: return "double_quoted";
    case ScalarStyle::literal: return "literal";
    case ScalarStyle::folded: return "folded";
  }
  return "";
}

void append_quoted(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

class TextPrinter {
 public:
  explicit TextPrinter(const Tree& tree) : tree_(tree), lines_(tree.source) {}

  std::string print() {
    for (const Node* document : tree_.documents) print_node(*document, 0);
    for (const Comment& comment : tree_.comments) {
      out_ += "comment ";
      print_span(comment.span);
      out_ += comment.own_line ? " on its own line\n" : "\n";
    }
    for (const SyntaxError& error : tree_.errors) {
      out_ += "error ";
      print_span(error.where);
      out_ += ": ";
      out_ += error.message;
      out_ += '\n';
    }
    return std::move(out_);
  }

 private:
  void print_place(std::uint32_t offset) {
    const Position at = lines_.position(offset, ColumnUnit::code_points);
    out_ += std::to_string(at.line + 1) + ":" + std::to_string(at.column + 1);
  }

  void print_span(Span span) {
    print_place(span.begin);
    out_ += '-';
    print_place(span.end);
  }

  void print_node(const Node& node, std::size_t level) {
    out_ += name_of(node);
    if (node.flow) out_ += " flow";
    if (!node.tag.empty()) (out_ += ' ') += node.tag;
    out_ += ' ';
    print_span(node.span);
    if (node.kind == NodeKind::scalar) {
      out_ += ' ';
      append_quoted(node.text, out_);
    }
    if (node.users > 1) out_ += " used " + std::to_string(node.users) + " times";
    out_ += '\n';
    for (const Entry& entry : node.children) print_entry(entry, node.kind == NodeKind::mapping, level + 1);
  }

  void print_entry(const Entry& entry, bool is_pair, std::size_t level) {
    out_.append(level * 2, ' ');
    if (is_pair) {
      append_quoted(entry.key, out_);
      out_ += ' ';
      print_span(entry.key_span);
      out_ += ": ";
    } else {
      out_ += "- ";
    }
    if (!entry.aliased && !entry.merged) return print_node(*entry.value, level);
    out_ += entry.merged ? "merged by " : "alias ";
    print_span(entry.written);
    out_ += " of ";
    print_span(entry.value->span);
    out_ += '\n';
  }

  const Tree& tree_;
  LineIndex lines_;
  std::string out_;
};

class JsonPrinter {
 public:
  std::string print(const Tree& tree) {
    out_ += "{\"documents\": [";
    for (std::size_t i = 0; i < tree.documents.size(); ++i) {
      if (i > 0) out_ += ", ";
      print_node(*tree.documents[i]);
    }
    out_ += "], \"comments\": [";
    for (std::size_t i = 0; i < tree.comments.size(); ++i) {
      if (i > 0) out_ += ", ";
      print_span(tree.comments[i].span);
    }
    out_ += "], \"errors\": [";
    for (std::size_t i = 0; i < tree.errors.size(); ++i) {
      if (i > 0) out_ += ", ";
      out_ += "{\"span\": ";
      print_span(tree.errors[i].where);
      print_text("message", tree.errors[i].message);
      print_text("help", tree.errors[i].help);
      out_ += '}';
    }
    out_ += "]}\n";
    return std::move(out_);
  }

 private:
  void print_span(Span span) {
    out_ += '[' + std::to_string(span.begin) + ", " + std::to_string(span.end) + ']';
  }

  void print_text(std::string_view name, std::string_view text) {
    ((out_ += ", \"") += name) += "\": ";
    append_quoted(text, out_);
  }

  void print_node(const Node& node) {
    out_ += "{\"span\": ";
    print_span(node.span);
    print_text("kind", name_of(node));
    if (!node.tag.empty()) print_text("tag", node.tag);
    if (node.users > 1) out_ += ", \"users\": " + std::to_string(node.users);
    if (node.kind == NodeKind::scalar) print_text("text", node.text);
    if (node.kind == NodeKind::mapping || node.kind == NodeKind::sequence) {
      out_ += ", \"children\": [";
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i > 0) out_ += ", ";
        print_entry(node.children[i], node.kind == NodeKind::mapping);
      }
      out_ += ']';
    }
    out_ += '}';
  }

  void print_entry(const Entry& entry, bool is_pair) {
    out_ += "{\"written\": ";
    print_span(entry.written);
    if (is_pair) {
      print_text("key", entry.key);
      out_ += ", \"key_span\": ";
      print_span(entry.key_span);
    }
    if (entry.merged) out_ += ", \"merged\": true";
    if (entry.aliased) out_ += ", \"aliased\": true";
    if (entry.merged || entry.aliased) {
      out_ += ", \"value_span\": ";
      print_span(entry.value->span);
    } else {
      out_ += ", \"value\": ";
      print_node(*entry.value);
    }
    out_ += '}';
  }

  std::string out_;
};

}  // namespace

std::string print_tree(const Tree& tree, bool json) {
  return json ? JsonPrinter().print(tree) : TextPrinter(tree).print();
}

}  // namespace cumulint
