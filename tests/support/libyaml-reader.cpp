// libyaml as an oracle.

#include "support/libyaml-reader.h"

#include <yaml.h>

namespace cumulint::test {
namespace {

std::string text_of(const yaml_char_t* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

class LibyamlReader {
 public:
  LibyamlReader(std::string_view text, Arena& arena) : text_(text), builder_(arena) {
    // libyaml counts characters, and not the byte order mark.
    std::size_t i = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    for (; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) offsets_.push_back(static_cast<std::uint32_t>(i));
    }
    offsets_.push_back(static_cast<std::uint32_t>(text.size()));
    yaml_parser_initialize(&parser_);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~LibyamlReader() { yaml_parser_delete(&parser_); }
  LibyamlReader(const LibyamlReader&) = delete;
  LibyamlReader& operator=(const LibyamlReader&) = delete;

  OracleTree read() {
    OracleTree out;
    for (bool done = false; !done;) {
      yaml_event_t event;
      if (!yaml_parser_parse(&parser_, &event)) {
        out.error = parser_.problem == nullptr ? "error" : parser_.problem;
        return out;
      }
      done = event.type == YAML_STREAM_END_EVENT;
      take(event);
      yaml_event_delete(&event);
    }
    out.error = builder_.error();
    out.accepted = out.error.empty();
    out.tree = builder_.tree(text_);
    return out;
  }

 private:
  std::uint32_t offset(const yaml_mark_t& mark) const {
    return mark.index < offsets_.size() ? offsets_[mark.index] : static_cast<std::uint32_t>(text_.size());
  }

  void take(const yaml_event_t& event) {
    const Span span = {offset(event.start_mark), offset(event.end_mark)};
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT: builder_.start_document(); break;
      case YAML_ALIAS_EVENT: builder_.alias(span, text_of(event.data.alias.anchor)); break;
      case YAML_SCALAR_EVENT: take_scalar(event, span); break;
      case YAML_SEQUENCE_START_EVENT: {
        const auto& start = event.data.sequence_start;
        builder_.start(NodeKind::sequence, {span, text_of(start.tag), text_of(start.anchor), ScalarStyle::plain,
                                            start.style == YAML_FLOW_SEQUENCE_STYLE});
        break;
      }
      case YAML_MAPPING_START_EVENT: {
        const auto& start = event.data.mapping_start;
        builder_.start(NodeKind::mapping, {span, text_of(start.tag), text_of(start.anchor), ScalarStyle::plain,
                                           start.style == YAML_FLOW_MAPPING_STYLE});
        break;
      }
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: builder_.end(span.end); break;
      default: break;
    }
  }

  void take_scalar(const yaml_event_t& event, Span span) {
    const auto& scalar = event.data.scalar;
    NodeEvent node = {span, text_of(scalar.tag), text_of(scalar.anchor), ScalarStyle::plain, false};
    switch (scalar.style) {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: node.style = ScalarStyle::single_quoted; break;
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: node.style = ScalarStyle::double_quoted; break;
      case YAML_LITERAL_SCALAR_STYLE: node.style = ScalarStyle::literal; break;
      case YAML_FOLDED_SCALAR_STYLE: node.style = ScalarStyle::folded; break;
      default: break;
    }
    builder_.scalar(node, std::string(reinterpret_cast<const char*>(scalar.value), scalar.length));
  }

  std::string_view text_;
  TreeBuilder builder_;
  std::vector<std::uint32_t> offsets_;
  yaml_parser_t parser_;
};

}  // namespace

OracleTree read_by_libyaml(std::string_view text, Arena& arena) { return LibyamlReader(text, arena).read(); }

}  // namespace cumulint::test
