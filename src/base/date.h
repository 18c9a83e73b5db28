// A day of the calendar: for deadlines that AWS announces and for `--today`.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cumulint {

/// Ordered; a date that is not known compares as no date at all, so ask first.
struct Date {
  std::uint32_t yyyymmdd = 0;  // 20261124; 0: not known

  bool is_known() const { return yyyymmdd != 0; }
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// "2026-11-24"; nothing if it is not such a text or not a day of the calendar.
std::optional<Date> parse_date(std::string_view text);

/// "2026-11-24"; empty if it is not known.
std::string format_date(Date date);

/// The clock's day, in UTC.
Date today();

}  // namespace cumulint
