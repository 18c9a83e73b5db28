// Questions about text of which only pieces are known.
#include <algorithm>
#include <set>

#include "base/strings.h"
#include "resolve/possible.h"

namespace cumulint {
namespace {

/// So many combinations of alternatives are spelled out.
constexpr std::size_t combinations_limit = 64;

bool is_hole(const Piece& piece) { return piece.open || piece.alternatives.empty(); }

/// Walks along the pieces from either end, keeping how much of the wanted text is matched.
class Edge {
 public:
  Edge(std::string_view wanted, bool from_end) : wanted_(wanted), from_end_(from_end) {}

  Truth of(std::span<const Piece> pieces) {
    std::set<std::size_t> matched = {0};
    bool always = true;  // so far every combination matches
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (*matched.begin() >= wanted_.size()) break;
      const Piece& piece = pieces[from_end_ ? pieces.size() - 1 - i : i];
      if (is_hole(piece)) return Truth::unknown;
      std::set<std::size_t> next;
      for (std::size_t from : matched)
        for (const Alternative& alternative : piece.alternatives) {
          if (fits(alternative.text, from)) next.insert(std::min(wanted_.size(), from + alternative.text.size()));
          else always = false;
        }
      if (next.empty()) return Truth::no;
      matched = std::move(next);
    }
    const bool any = *matched.rbegin() >= wanted_.size(), all = *matched.begin() >= wanted_.size();
    return !any ? Truth::no : truth_of_all(all && always);
  }

 private:
  static Truth truth_of_all(bool all) { return all ? Truth::yes : Truth::unknown; }

  bool fits(std::string_view text, std::size_t from) const {
    const std::size_t size = std::min(text.size(), wanted_.size() - std::min(from, wanted_.size()));
    if (from_end_) return text.substr(text.size() - size) == wanted_.substr(wanted_.size() - from - size, size);
    return text.substr(0, size) == wanted_.substr(from, size);
  }

  std::string_view wanted_;
  bool from_end_;
};

/// All whole texts; nothing if there is a hole or there are too many.
std::optional<std::vector<std::string>> all_texts(std::span<const Piece> pieces) {
  std::vector<std::string> texts = {""};
  for (const Piece& piece : pieces) {
    if (is_hole(piece) || texts.size() * piece.alternatives.size() > combinations_limit) return std::nullopt;
    std::vector<std::string> next;
    for (const std::string& text : texts)
      for (const Alternative& alternative : piece.alternatives) next.push_back(text + std::string(alternative.text));
    texts = std::move(next);
  }
  return texts;
}

template <class Predicate>
Truth over_all(const std::vector<std::string>& texts, Predicate holds) {
  const auto count = std::count_if(texts.begin(), texts.end(), holds);
  if (count == 0) return Truth::no;
  return count == static_cast<std::ptrdiff_t>(texts.size()) ? Truth::yes : Truth::unknown;
}

bool same_scenario(const Scenario& a, const Scenario& b) {
  return std::equal(a.atoms.begin(), a.atoms.end(), b.atoms.begin(), b.atoms.end(), [](const Atom& x, const Atom& y) {
    return x.subject == y.subject && x.literal == y.literal;
  });
}

/// The same text in every deployment, whatever it is.
bool same_piece(const Piece& a, const Piece& b) {
  if (is_hole(a) != is_hole(b)) return false;
  if (is_hole(a)) return !a.reference.target.empty() && a.reference == b.reference;
  return std::equal(a.alternatives.begin(), a.alternatives.end(), b.alternatives.begin(), b.alternatives.end(),
                    [](const Alternative& x, const Alternative& y) {
                      return x.text == y.text && same_scenario(x.when, y.when);
                    });
}

/// Pieces with adjacent known texts joined and empty ones left out, so that equal texts have equal pieces.
struct Run {
  std::string text;             // if `piece` is null
  const Piece* piece = nullptr;
};
std::vector<Run> runs_of(std::span<const Piece> pieces) {
  std::vector<Run> runs;
  for (const Piece& piece : pieces) {
    if (is_hole(piece) || piece.alternatives.size() > 1) {
      runs.push_back({"", &piece});
    } else if (!piece.alternatives[0].text.empty()) {
      if (runs.empty() || runs.back().piece != nullptr) runs.emplace_back();
      runs.back().text += piece.alternatives[0].text;
    }
  }
  return runs;
}

}  // namespace

Truth PartialText::starts_with(std::string_view text) const { return Edge{text, false}.of(pieces); }
Truth PartialText::ends_with(std::string_view text) const { return Edge{text, true}.of(pieces); }

Truth PartialText::equals(std::string_view text) const {
  if (const auto texts = all_texts(pieces))
    return over_all(*texts, [&](const std::string& whole) { return whole == text; });
  // With a hole nothing is certain, but known ends may differ.
  std::string first;
  std::size_t known = 0;
  for (const Piece& piece : pieces) {
    if (!is_hole(piece) && piece.alternatives.size() == 1) known += piece.alternatives[0].text.size();
  }
  if (known > text.size()) return Truth::no;
  for (const Piece& piece : pieces) {
    if (is_hole(piece) || piece.alternatives.size() > 1) break;
    first += piece.alternatives[0].text;
  }
  std::string last;
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    if (is_hole(*piece) || piece->alternatives.size() > 1) break;
    last.insert(0, piece->alternatives[0].text);
  }
  return cumulint::starts_with(text, first) && cumulint::ends_with(text, last) ? Truth::unknown : Truth::no;
}

Truth PartialText::contains(std::string_view text) const {
  if (const auto texts = all_texts(pieces))
    return over_all(*texts, [&](const std::string& whole) { return cumulint::contains(whole, text); });
  for (const Run& run : runs_of(pieces)) {
    if (run.piece == nullptr && cumulint::contains(run.text, text)) return Truth::yes;
    if (run.piece == nullptr || is_hole(*run.piece)) continue;
    const auto& alternatives = run.piece->alternatives;
    if (std::all_of(alternatives.begin(), alternatives.end(),
                    [&](const Alternative& a) { return cumulint::contains(a.text, text); }))
      return Truth::yes;
  }
  return Truth::unknown;
}

Truth PartialText::equals(const PartialText& other) const {
  const std::vector<Run> mine = runs_of(pieces), theirs = runs_of(other.pieces);
  const bool same = std::equal(mine.begin(), mine.end(), theirs.begin(), theirs.end(), [](const Run& a, const Run& b) {
    if ((a.piece == nullptr) != (b.piece == nullptr)) return false;
    return a.piece == nullptr ? a.text == b.text : same_piece(*a.piece, *b.piece);
  });
  if (same) return Truth::yes;
  if (const std::optional<std::string_view> text = known()) return other.equals(*text);
  if (const std::optional<std::string_view> text = other.known()) return equals(*text);
  // Known beginnings that differ can't become equal.
  if (!mine.empty() && !theirs.empty() && mine[0].piece == nullptr && theirs[0].piece == nullptr) {
    const std::size_t size = std::min(mine[0].text.size(), theirs[0].text.size());
    if (mine[0].text.substr(0, size) != theirs[0].text.substr(0, size)) return Truth::no;
  }
  return Truth::unknown;
}

std::optional<std::string_view> PartialText::known() const {
  if (pieces.empty()) return std::string_view{};
  if (pieces.size() != 1 || is_hole(pieces[0]) || pieces[0].alternatives.size() != 1) return std::nullopt;
  return pieces[0].alternatives[0].text;
}

std::optional<std::int64_t> PartialText::integer() const {
  const std::optional<std::string_view> text = known();
  if (!text) return std::nullopt;
  const std::string_view digits = trim(*text);
  // A number with leading zeros is an account id or another name, not a number.
  const std::size_t sign = !digits.empty() && digits[0] == '-' ? 1 : 0;
  if (digits.size() > sign + 1 && digits[sign] == '0') return std::nullopt;
  return parse_integer(digits);
}

const Reference* PartialText::whole_reference() const {
  if (pieces.size() != 1 || !is_hole(pieces[0]) || pieces[0].reference.target.empty()) return nullptr;
  return &pieces[0].reference;
}

}  // namespace cumulint
