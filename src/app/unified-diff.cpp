// Myers' difference algorithm over lines.
#include "app/unified-diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/format.h"
#include "base/strings.h"

namespace cumulint {
namespace {

constexpr std::size_t context = 3;
/// Beyond so many changed lines the whole middle is shown as replaced.
constexpr int most_steps = 2000;

using Lines = std::vector<std::string_view>;

/// With their line breaks; a last line may lack one.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// A run of equal, removed or added lines.
struct Change {
  char sign = ' ';
  std::string_view line;
};

class Difference {
 public:
  Difference(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Change> changes() {
    std::size_t begin = 0, before_end = before_.size(), after_end = after_.size();
    while (begin < std::min(before_end, after_end) && before_[begin] == after_[begin]) ++begin;
    while (before_end > begin && after_end > begin && before_[before_end - 1] == after_[after_end - 1])
      --before_end, --after_end;
    for (std::size_t i = 0; i < begin; ++i) add(' ', before_[i]);
    middle(begin, static_cast<int>(before_end - begin), static_cast<int>(after_end - begin));
    for (std::size_t i = before_end; i < before_.size(); ++i) add(' ', before_[i]);
    return std::move(changes_);
  }

 private:
  void add(char sign, std::string_view line) { changes_.push_back({sign, line}); }

  /// `trace` holds, for each number of steps, how far each diagonal reached.
  void middle(std::size_t begin, int n, int m) {
    std::vector<std::vector<int>> trace;
    const int limit = std::min(n + m, most_steps);
    std::vector<int> reached(static_cast<std::size_t>(2 * limit + 3), 0);
    const auto at = [limit](int k) { return static_cast<std::size_t>(k + limit + 1); };
    for (int d = 0; d <= limit; ++d) {
      trace.push_back(reached);
      for (int k = -d; k <= d; k += 2) {
        const bool down = k == -d || (k != d && reached[at(k - 1)] < reached[at(k + 1)]);
        int x = down ? reached[at(k + 1)] : reached[at(k - 1)] + 1;
        int y = x - k;
        while (x < n && y < m &&
               before_[begin + static_cast<std::size_t>(x)] == after_[begin + static_cast<std::size_t>(y)])
          ++x, ++y;
        reached[at(k)] = x;
        if (x >= n && y >= m) return backtrack(begin, n, m, trace, limit);
      }
    }
    for (int i = 0; i < n; ++i) add('-', before_[begin + static_cast<std::size_t>(i)]);
    for (int i = 0; i < m; ++i) add('+', after_[begin + static_cast<std::size_t>(i)]);
  }

  void backtrack(std::size_t begin, int x, int y, const std::vector<std::vector<int>>& trace, int limit) {
    std::vector<Change> reversed;
    const auto at = [limit](int k) { return static_cast<std::size_t>(k + limit + 1); };
    for (int d = static_cast<int>(trace.size()) - 1; d >= 0; --d) {
      const std::vector<int>& reached = trace[static_cast<std::size_t>(d)];
      const int k = x - y;
      const bool down = k == -d || (k != d && reached[at(k - 1)] < reached[at(k + 1)]);
      const int from_k = down ? k + 1 : k - 1;
      const int from_x = d == 0 ? 0 : reached[at(from_k)], from_y = d == 0 ? 0 : from_x - from_k;
      while (x > from_x && y > from_y) {
        --x, --y;
        reversed.push_back({' ', before_[begin + static_cast<std::size_t>(x)]});
      }
      if (d == 0) break;
      if (down)
        reversed.push_back({'+', after_[begin + static_cast<std::size_t>(--y)]});
      else
        reversed.push_back({'-', before_[begin + static_cast<std::size_t>(--x)]});
    }
    changes_.insert(changes_.end(), reversed.rbegin(), reversed.rend());
  }

  const Lines &before_, &after_;
  std::vector<Change> changes_;
};

/// The numbers behind "@@": a range's first line, one-based, and its length.
void append_range(std::string& out, char sign, std::size_t first, std::size_t size) {
  append(out, "{}{}", sign, size == 0 ? first : first + 1);
  if (size != 1) append(out, ",{}", size);
}

void append_hunk(std::string& out, const std::vector<Change>& changes, std::size_t begin, std::size_t end) {
  const auto count = [&](std::size_t from, std::size_t to, char left_out) {
    return static_cast<std::size_t>(std::count_if(changes.begin() + static_cast<std::ptrdiff_t>(from),
                                                  changes.begin() + static_cast<std::ptrdiff_t>(to),
                                                  [&](const Change& change) { return change.sign != left_out; }));
  };
  out += "@@ ";
  append_range(out, '-', count(0, begin, '+'), count(begin, end, '+'));
  out += ' ';
  append_range(out, '+', count(0, begin, '-'), count(begin, end, '-'));
  out += " @@\n";
  for (std::size_t i = begin; i < end; ++i) {
    out += changes[i].sign;
    out += changes[i].line;
    if (!ends_with(changes[i].line, "\n")) out += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines old_lines = lines_of(before), new_lines = lines_of(after);
  const std::vector<Change> changes = Difference(old_lines, new_lines).changes();
  std::string out = format("--- a/{}\n+++ b/{}\n", path, path);
  for (std::size_t i = 0; i < changes.size();) {
    if (changes[i].sign == ' ') {
      ++i;
      continue;
    }
    const std::size_t begin = i - std::min(i, context);
    std::size_t end = i, last = i;
    for (; end < changes.size() && end <= last + 2 * context; ++end) {
      if (changes[end].sign != ' ') last = end;
    }
    end = std::min(changes.size(), last + 1 + context);
    append_hunk(out, changes, begin, end);
    i = end;
  }
  return out;
}

}  // namespace cumulint
