// Calendar days: parsing, printing, counting.

#include "base/date.h"

#include <chrono>

#include "base/format.h"
#include "base/strings.h"

namespace cumulint {
namespace {

using namespace std::chrono;

year_month_day calendar(Date date) {
  return year(static_cast<int>(date.yyyymmdd / 10000)) / month(date.yyyymmdd / 100 % 100) / day(date.yyyymmdd % 100);
}

Date date_of(year_month_day ymd) {
  return {static_cast<std::uint32_t>(int(ymd.year()) * 10000) + unsigned(ymd.month()) * 100 + unsigned(ymd.day())};
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!is_digits(year) || !is_digits(month) || !is_digits(day)) return std::nullopt;
  const Date date{static_cast<std::uint32_t>(*parse_integer(year) * 10000 + *parse_integer(month) * 100 +
                                             *parse_integer(day))};
  if (!date.is_known() || !calendar(date).ok()) return std::nullopt;
  return date;
}

std::string format_date(Date date) {
  if (!date.is_known()) return {};
  return format("{:04}-{:02}-{:02}", date.yyyymmdd / 10000, date.yyyymmdd / 100 % 100, date.yyyymmdd % 100);
}

Date today() { return date_of(floor<days>(system_clock::now())); }

}  // namespace cumulint
