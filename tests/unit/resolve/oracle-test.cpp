// The brute-force oracle: small generated templates are evaluated for every assignment of their parameters, and what the
// resolver says of them is compared. What it calls certain must be certain, what it calls possible must be possible.

#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "resolve/resolver.h"
#include "resolve/verdict.h"
#include "support/template.h"

namespace cumulint {
namespace {

using World = std::map<std::string, std::string>;  // parameter -> value

enum class Kind { literal, ref, no_value, if_, map, sub, join, select, split_select, equals, and_, or_, not_, condition };

/// An expression of a generated template. It knows how to write and to evaluate itself, apart from the product.
struct Term {
  Kind kind = Kind::literal;
  std::string text;  // literal, name of parameter or condition, Sub text, column
  std::vector<Term> args;
};

/// What evaluation gives: a text, nothing (NoValue), or a deployment that fails.
struct Outcome {
  enum class State { text, absent, failed } state = State::text;
  std::string text = {};
  bool is_doubtful = false;  // a part that is not used fails: CloudFormation looks at it, we need not
};

const std::vector<std::string> values = {"a", "b", "c"};

class Generated {
 public:
  explicit Generated(std::uint32_t seed) : random_(seed) {
    const int parameters = pick(1, 4);
    for (int i = 0; i < parameters; ++i) {
      std::vector<std::string> allowed;
      for (const std::string& value : values)
        if (pick(0, 2) > 0) allowed.push_back(value);
      if (allowed.empty()) allowed.push_back("a");
      const bool is_open = pick(0, 7) == 0;
      domains_["P" + std::to_string(i)] = is_open ? std::vector<std::string>{} : allowed;
    }
    const int conditions = pick(0, 6);
    for (int i = 0; i < conditions; ++i) {
      Term term = condition(2);  // made before its name is there to be used
      conditions_.emplace_back("C" + std::to_string(i), term);
    }
    const int resources = pick(1, 3);
    for (int i = 0; i < resources; ++i)
      resources_.push_back({"R" + std::to_string(i), conditions_.empty() || pick(0, 2) > 0 ? "" : any_condition(), value(3)});
  }

  std::string text() const {
    std::string out = "Parameters:\n";
    for (const auto& [name, domain] : domains_) {
      out += "  " + name + ": {Type: String";
      if (!domain.empty()) out += ", AllowedValues: [" + joined(domain) + "]";
      out += "}\n";
    }
    out += "Mappings:\n  M:\n    a: {x: a, y: b}\n    b: {x: b, y: b}\n";
    if (!conditions_.empty()) out += "Conditions:\n";
    for (const auto& [name, term] : conditions_) out += "  " + name + ": " + written(term) + "\n";
    out += "Resources:\n";
    for (const Made& resource : resources_) {
      out += "  " + resource.id + ":\n    Type: AWS::SQS::Queue\n";
      if (!resource.condition.empty()) out += "    Condition: " + resource.condition + "\n";
      out += "    Properties: {QueueName: " + written(resource.term) + "}\n";
    }
    return out;
  }

  /// Every assignment with which the conditions can be evaluated. Open parameters get values that nothing names too.
  std::vector<World> worlds() const {
    std::vector<World> result = {{}};
    for (const auto& [name, domain] : domains_) {
      std::vector<std::string> all = domain.empty() ? std::vector<std::string>{"a", "b", "c", "z1", "z2", "z3", "z4"} : domain;
      std::vector<World> next;
      for (const World& world : result)
        for (const std::string& value : all) {
          next.push_back(world);
          next.back()[name] = value;
        }
      result = std::move(next);
    }
    std::erase_if(result, [&](const World& world) {
      for (const auto& [name, term] : conditions_)
        if (!truth(term, world)) return true;
      return false;
    });
    return result;
  }

  std::optional<bool> truth_of(const std::string& name, const World& world) const {
    for (const auto& [condition, term] : conditions_)
      if (condition == name) return truth(term, world);
    return std::nullopt;
  }

  bool exists(std::size_t resource, const World& world) const {
    return resources_[resource].condition.empty() || *truth_of(resources_[resource].condition, world);
  }
  Outcome name_of(std::size_t resource, const World& world) const { return evaluate(resources_[resource].term, world); }
  std::size_t resource_count() const { return resources_.size(); }
  const std::vector<std::pair<std::string, Term>>& conditions() const { return conditions_; }
  bool has_open_parameter() const {
    for (const auto& [name, domain] : domains_)
      if (domain.empty()) return true;
    return false;
  }

 private:
  struct Made {
    std::string id, condition;
    Term term;
  };

  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  std::string any_parameter() { return "P" + std::to_string(pick(0, static_cast<int>(domains_.size()) - 1)); }
  std::string any_condition() { return conditions_[static_cast<std::size_t>(pick(0, static_cast<int>(conditions_.size()) - 1))].first; }
  std::string any_value() { return values[static_cast<std::size_t>(pick(0, 2))]; }
  static std::string joined(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
  }

  Term operand() {
    switch (pick(0, 5)) {
      case 0: return {Kind::literal, any_value(), {}};
      case 1: return {Kind::map, pick(0, 1) == 0 ? "x" : "y", {{Kind::ref, any_parameter(), {}}}};
      case 2: return {Kind::sub, "${" + any_parameter() + "}", {}};
      default: return {Kind::ref, any_parameter(), {}};
    }
  }
  Term condition(int depth) {
    const int choice = pick(0, depth == 0 ? 3 : 9);
    if (choice == 0 && !conditions_.empty()) return {Kind::condition, any_condition(), {}};
    if (choice <= 1) return {Kind::equals, "", {operand(), operand()}};
    if (choice <= 5) return {Kind::equals, "", {{Kind::ref, any_parameter(), {}}, {Kind::literal, any_value(), {}}}};
    if (choice == 6) return {Kind::not_, "", {condition(depth - 1)}};
    return {choice <= 7 ? Kind::and_ : Kind::or_, "", {condition(depth - 1), condition(depth - 1)}};
  }
  Term value(int depth) {
    const int choice = pick(0, depth == 0 ? 3 : 11);
    if (choice == 0) return {Kind::literal, any_value(), {}};
    if (choice <= 2) return {Kind::ref, any_parameter(), {}};
    if (choice == 3) return {Kind::map, pick(0, 1) == 0 ? "x" : "y", {{Kind::ref, any_parameter(), {}}}};
    if (choice == 4) return {Kind::sub, "${" + any_parameter() + "}-${" + any_parameter() + "}", {}};
    if (choice == 5) return {Kind::join, "-", {value(depth - 1), value(depth - 1)}};
    if (choice == 6) return {Kind::select, std::to_string(pick(0, 1)), {value(depth - 1), value(depth - 1)}};
    if (choice == 7) return {Kind::split_select, "0", {{Kind::sub, "${" + any_parameter() + "}-x", {}}}};
    if (choice == 8) return {Kind::no_value, "", {}};
    if (conditions_.empty()) return {Kind::ref, any_parameter(), {}};
    return {Kind::if_, any_condition(), {value(depth - 1), value(depth - 1)}};
  }

  static std::string written(const Term& term) {
    const auto arg = [&](std::size_t i) { return written(term.args[i]); };
    switch (term.kind) {
      case Kind::literal: return term.text;
      case Kind::ref: return "!Ref " + term.text;
      case Kind::no_value: return "!Ref AWS::NoValue";
      case Kind::if_: return "!If [" + term.text + ", " + arg(0) + ", " + arg(1) + "]";
      case Kind::map: return "!FindInMap [M, " + arg(0) + ", " + term.text + "]";
      case Kind::sub: return "!Sub '" + term.text + "'";
      case Kind::join: return "!Join ['-', [" + arg(0) + ", " + arg(1) + "]]";
      case Kind::select: return "!Select [" + term.text + ", [" + arg(0) + ", " + arg(1) + "]]";
      case Kind::split_select: return "!Select [0, !Split ['-', " + arg(0) + "]]";
      case Kind::equals: return "!Equals [" + arg(0) + ", " + arg(1) + "]";
      case Kind::and_: return "!And [" + arg(0) + ", " + arg(1) + "]";
      case Kind::or_: return "!Or [" + arg(0) + ", " + arg(1) + "]";
      case Kind::not_: return "!Not [" + arg(0) + "]";
      case Kind::condition: return "{Condition: " + term.text + "}";
    }
    return "";
  }

  static std::string with_values(const std::string& text, const World& world) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      if (text.compare(i, 2, "${") != 0) {
        out += text[i++];
        continue;
      }
      const std::size_t end = text.find('}', i);
      out += world.at(text.substr(i + 2, end - i - 2));
      i = end + 1;
    }
    return out;
  }

  Outcome evaluate(const Term& term, const World& world) const {
    using State = Outcome::State;
    switch (term.kind) {
      case Kind::literal: return {State::text, term.text};
      case Kind::ref: return {State::text, world.at(term.text)};
      case Kind::no_value: return {State::absent, ""};
      case Kind::if_: return evaluate(term.args[*truth_of(term.text, world) ? 0 : 1], world);
      case Kind::map: {
        const std::string key = evaluate(term.args[0], world).text;
        if (key != "a" && key != "b") return {State::failed, ""};
        return {State::text, key == "a" && term.text == "x" ? "a" : "b"};
      }
      case Kind::sub: return {State::text, with_values(term.text, world)};
      case Kind::split_select: {
        const std::string whole = evaluate(term.args[0], world).text;
        return {State::text, whole.substr(0, whole.find('-'))};
      }
      case Kind::join:
      case Kind::select: {
        std::vector<Outcome> items;
        bool is_doubtful = false;
        for (const Term& item : term.args) {
          const Outcome outcome = evaluate(item, world);
          if (outcome.state == State::failed && term.kind == Kind::join) return outcome;
          is_doubtful = is_doubtful || outcome.is_doubtful || outcome.state == State::failed;
          if (outcome.state != State::absent) items.push_back(outcome);
        }
        if (term.kind == Kind::select) {
          const std::size_t index = term.text == "0" ? 0 : 1;
          Outcome selected = index < items.size() ? items[index] : Outcome{State::failed, ""};
          selected.is_doubtful = is_doubtful;
          return selected;
        }
        std::string out;
        for (std::size_t i = 0; i < items.size(); ++i) out += (i == 0 ? "" : "-") + items[i].text;
        return {State::text, out, is_doubtful};
      }
      default: return {State::failed, ""};
    }
  }

  std::optional<bool> truth(const Term& term, const World& world) const {
    switch (term.kind) {
      case Kind::condition: return truth_of(term.text, world);
      case Kind::equals: {
        const Outcome a = evaluate(term.args[0], world), b = evaluate(term.args[1], world);
        if (a.state == Outcome::State::failed || b.state == Outcome::State::failed) return std::nullopt;
        return a.text == b.text;
      }
      case Kind::not_: {
        const auto inner = truth(term.args[0], world);
        return inner ? std::optional(!*inner) : std::nullopt;
      }
      case Kind::and_:
      case Kind::or_: {
        const auto a = truth(term.args[0], world), b = truth(term.args[1], world);
        if (!a || !b) return std::nullopt;
        return term.kind == Kind::and_ ? *a && *b : *a || *b;
      }
      default: return std::nullopt;
    }
  }

  std::mt19937 random_;
  std::map<std::string, std::vector<std::string>> domains_;
  std::vector<std::pair<std::string, Term>> conditions_;
  std::vector<Made> resources_;
};

bool is_so(const Scenario& scenario, const Generated& generated, const World& world) {
  for (const Atom& atom : scenario.atoms) {
    const std::string name(atom.subject->name);
    if (atom.subject->is_condition ? *generated.truth_of(name, world) != (atom.literal == "true") : world.at(name) != atom.literal)
      return false;
  }
  return true;
}

/// Can the pieces be this text in this world?
bool fits(std::span<const Piece> pieces, std::string_view text, const Generated& generated, const World& world) {
  if (pieces.empty()) return text.empty();
  const auto rest = pieces.subspan(1);
  for (const Alternative& alternative : pieces[0].alternatives)
    if (text.substr(0, alternative.text.size()) == alternative.text && is_so(alternative.when, generated, world) &&
        fits(rest, text.substr(alternative.text.size()), generated, world))
      return true;
  if (!pieces[0].open && !pieces[0].alternatives.empty()) return false;
  const std::string target(pieces[0].reference.target);
  if (const auto known = world.find(target); known != world.end())
    return text.substr(0, known->second.size()) == known->second && fits(rest, text.substr(known->second.size()), generated, world);
  for (std::size_t size = 0; size <= text.size(); ++size)
    if (fits(rest, text.substr(size), generated, world)) return true;
  return false;
}

bool fits(const Candidate& candidate, const Outcome& outcome, const Generated& generated, const World& world) {
  if (candidate.absent) return outcome.state == Outcome::State::absent;
  return outcome.state == Outcome::State::text && fits(candidate.text.pieces, outcome.text, generated, world);
}

struct Counts {
  int templates = 0, candidates = 0, pairs = 0, undecided_pairs = 0, conditions = 0, undecided_conditions = 0;
};

class Comparison {
 public:
  Comparison(const Generated& generated, Counts& counts)
      : generated_(generated), counts_(counts), text_(generated.text()), read_(test::read_template(text_)),
        conditions_(*read_->source, given_, read_->arena), resolver_(*read_->source, conditions_, given_),
        worlds_(generated.worlds()) {
    INFO(text_);
    REQUIRE(read_->problems.empty());
    if (worlds_.empty()) return;  // nothing deploys at all
    ++counts_.templates;
    check_conditions();
    for (std::size_t i = 0; i < generated_.resource_count(); ++i) check_value(i);
    for (std::size_t i = 0; i < generated_.resource_count(); ++i)
      for (std::size_t j = 0; j < generated_.resource_count(); ++j) check_pair(i, j);
  }

 private:
  void check_conditions() {
    for (const auto& condition : generated_.conditions()) {
      const std::string& name = condition.first;  // CAPTURE makes a lambda, which clang lets capture no structured binding
      std::size_t count = 0;
      for (const World& world : worlds_) count += *generated_.truth_of(name, world);
      const Truth truth = conditions_.holds(name);
      CAPTURE(name);
      ++counts_.conditions;
      if (truth == Truth::yes) CHECK(count == worlds_.size());
      if (truth == Truth::no) CHECK(count == 0);
      if (truth == Truth::unknown && (count == 0 || count == worlds_.size())) ++counts_.undecided_conditions;
    }
  }

  Possible possible(std::size_t index) {
    return resolver_.property(read_->source->resources[index], "QueueName", read_->arena);
  }

  void check_value(std::size_t index) {
    const Possible possible = this->possible(index);
    CAPTURE(index);
    bool deploys = false;
    for (const World& world : worlds_) {
      const Outcome outcome = generated_.name_of(index, world);
      if (!generated_.exists(index, world) || outcome.state == Outcome::State::failed) continue;
      deploys = true;
      bool covered = possible.open || possible.invalid || outcome.is_doubtful;
      for (const Candidate& candidate : possible.candidates)
        covered = covered || (is_so(candidate.when, generated_, world) && fits(candidate, outcome, generated_, world));
      CHECK(covered);
    }
    if (!deploys) return;
    for (const Candidate& candidate : possible.candidates) {
      ++counts_.candidates;
      bool occurs = false, contradicted = false;
      for (const World& world : worlds_) {
        const Outcome outcome = generated_.name_of(index, world);
        if (!generated_.exists(index, world) || outcome.state == Outcome::State::failed) continue;
        if (!is_so(candidate.when, generated_, world)) continue;
        if (fits(candidate, outcome, generated_, world)) occurs = true;
        else if (!outcome.is_doubtful) contradicted = true;
      }
      CHECK_FALSE(contradicted);  // its scenario says when it is the value
      if (conditions_.consistent(candidate.when, {}) == Truth::yes && !deploys_never(candidate, index)) CHECK(occurs);
    }
  }

  /// Only mappings without the key would be met: such a candidate does no harm, as nothing deploys.
  bool deploys_never(const Candidate& candidate, std::size_t index) const {
    for (const World& world : worlds_)
      if (is_so(candidate.when, generated_, world) && generated_.exists(index, world) &&
          generated_.name_of(index, world).state != Outcome::State::failed)
        return false;
    return true;
  }

  void check_pair(std::size_t a, std::size_t b) {
    const Possible x = possible(a), y = possible(b);
    const auto equal = [](const Candidate& p, const Candidate& q) {
      return p.absent || q.absent ? truth_of(p.absent && q.absent) : p.text.equals(q.text);
    };
    const Verdict verdict = some(x, y, equal);
    bool any = false, sure = false, all = true, under = false, met = false;
    for (const World& world : worlds_) {
      if (!generated_.exists(a, world) || !generated_.exists(b, world)) continue;
      const Outcome p = generated_.name_of(a, world), q = generated_.name_of(b, world);
      if (p.state == Outcome::State::failed || q.state == Outcome::State::failed) continue;
      met = true;
      const bool holds = p.state == q.state && p.text == q.text;
      any = any || holds;
      all = all && (holds || p.is_doubtful || q.is_doubtful);
      sure = sure || (holds && !p.is_doubtful && !q.is_doubtful);
      under = under || (holds && is_so(verdict.when, generated_, world));
    }
    if (!met) return;
    std::string when;
    for (const Atom& atom : verdict.when.atoms) when += std::string(atom.subject->name) + "=" + std::string(atom.literal) + " ";
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(when);
    ++counts_.pairs;
    if (verdict.truth == Truth::yes) CHECK(any);
    if (verdict.truth == Truth::yes) CHECK(under);
    if (verdict.truth == Truth::no) CHECK_FALSE(sure);
    if (verdict && verdict.always) CHECK(all);
    if (verdict.truth == Truth::unknown) ++counts_.undecided_pairs;
  }

  const Generated& generated_;
  Counts& counts_;
  std::string text_;
  GivenValues given_;
  std::unique_ptr<test::ReadTemplate> read_;
  Conditions conditions_;
  Resolver resolver_;
  std::vector<World> worlds_;
};

TEST_CASE("what is called certain is certain, what is called possible is possible") {
#ifdef NDEBUG
  std::uint32_t count = 10'000;
#else
  std::uint32_t count = 1'000;  // unoptimised: the release build looks at all
#endif
  if (const char* wanted = std::getenv("CUMULINT_ORACLE_TEMPLATES")) count = static_cast<std::uint32_t>(std::atoi(wanted));
  Counts counts;
  for (std::uint32_t seed = 0; seed < count; ++seed) {
    CAPTURE(seed);
    const Generated generated{seed};
    Comparison{generated, counts};
  }
  MESSAGE(counts.templates, " templates, ", counts.candidates, " candidates, ", counts.pairs, " pairs, undecided: ",
          counts.undecided_pairs, " pairs, ", counts.undecided_conditions, " of ", counts.conditions, " conditions");
  CHECK(counts.undecided_conditions * 100 <= counts.conditions);
}

}  // namespace
}  // namespace cumulint
