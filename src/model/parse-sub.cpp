// Cuts the text of a Fn::Sub into literal parts and variables.
#include <vector>

#include "base/strings.h"
#include "model/make.h"
#include "model/sub-syntax.h"

namespace cumulint {
namespace {

class SubParser {
 public:
  SubParser(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  std::span<const SubPart> parse() {
    std::size_t from = 0;   // searched so far; literal text starts at literal_
    std::size_t close = 0;  // kept between rounds: many "${" before one "}" must not search for it again each time
    for (;;) {
      const std::size_t open = text_.find("${", from);
      if (open == std::string_view::npos) break;
      if (close < open + 2) close = text_.find('}', open + 2);
      if (close == std::string_view::npos) break;
      const std::string_view inside = text_.substr(open + 2, close - open - 2);
      if (!inside.empty() && inside[0] == '!') {
        literal_until(open);
        add_literal(arena_.join({"${", inside.substr(1), "}"}), open, close + 1);
        literal_ = close + 1;
      } else if (is_sub_name(trim(inside))) {
        literal_until(open);
        add_variable(trim(inside), open, close + 1);
        literal_ = close + 1;
      } else {
        from = open + 2;  // what stands inside may hold a variable itself
        continue;
      }
      from = close + 1;
    }
    literal_until(text_.size());
    return arena_.copy(parts_);
  }

 private:
  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void literal_until(std::size_t end) {
    if (end > literal_) add_literal(text_.substr(literal_, end - literal_), literal_, end);
  }
  void add_literal(std::string_view text, std::size_t begin, std::size_t end) {
    SubPart part;
    part.text = text;
    part.decoded = span(begin, end);
    parts_.push_back(part);
  }
  void add_variable(std::string_view name, std::size_t begin, std::size_t end) {
    SubPart part;
    const std::size_t dot = name.find('.');
    part.target = name.substr(0, dot);
    if (dot != std::string_view::npos) part.attribute = name.substr(dot + 1);
    part.decoded = span(begin, end);
    part.is_variable = true;
    parts_.push_back(part);
  }

  std::string_view text_;
  Arena& arena_;
  std::size_t literal_ = 0;
  std::vector<SubPart> parts_;
};

}  // namespace

bool is_sub_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  for (char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != ':') return false;
  }
  return true;
}

std::optional<Span> find_sub_error(std::string_view text) {
  for (std::size_t from = 0;;) {
    const std::size_t open = text.find("${", from);
    if (open == std::string_view::npos) return std::nullopt;
    const std::size_t close = text.find('}', open + 2);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    if (!(!inside.empty() && inside[0] == '!') && !is_sub_name(trim(inside)))
      return Span{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close + 1)};
    from = close + 1;
  }
}

std::span<const SubPart> parse_sub(std::string_view text, Arena& arena) { return SubParser{text, arena}.parse(); }

}  // namespace cumulint
