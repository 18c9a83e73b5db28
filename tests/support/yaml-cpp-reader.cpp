// yaml-cpp as the second opinion.

#include "support/yaml-cpp-reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

namespace cumulint::test {
namespace {

class Handler final : public YAML::EventHandler {
 public:
  Handler(std::uint32_t skipped, Arena& arena) : skipped_(skipped), builder_(arena) {}

  void OnDocumentStart(const YAML::Mark&) override { builder_.start_document(); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.scalar(event(mark, "", anchor), "");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.alias(span(mark), std::to_string(anchor));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    builder_.scalar(event(mark, tag, anchor), text);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    builder_.start(NodeKind::sequence, event(mark, tag, anchor));
  }
  void OnSequenceEnd() override { builder_.end(0); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                      YAML::EmitterStyle::value) override {
    builder_.start(NodeKind::mapping, event(mark, tag, anchor));
  }
  void OnMapEnd() override { builder_.end(0); }

  TreeBuilder& builder() { return builder_; }

 private:
  Span span(const YAML::Mark& mark) const {
    const std::uint32_t at = mark.pos < 0 ? 0 : static_cast<std::uint32_t>(mark.pos) + skipped_;
    return {at, at};
  }

  NodeEvent event(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    const bool has_tag = tag != "?" && tag != "!";  // how yaml-cpp tells plain from quoted
    return {span(mark), has_tag ? tag : "", anchor == 0 ? "" : std::to_string(anchor), ScalarStyle::plain, false};
  }

  std::uint32_t skipped_;
  TreeBuilder builder_;
};

}  // namespace

OracleTree read_by_yaml_cpp(std::string_view text, Arena& arena) {
  OracleTree out;
  Handler handler(text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0, arena);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const YAML::Exception& wrong) {
    out.error = wrong.what();
    return out;
  }
  out.error = handler.builder().error();
  out.accepted = out.error.empty();
  out.tree = handler.builder().tree(text);
  return out;
}

}  // namespace cumulint::test
