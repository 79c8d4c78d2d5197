#include "time/civil.h"

#include <date/date.h>

#include <algorithm>
#include <cstdio>

namespace lofte::time {
namespace {

constexpr Day kDayAfterLast{kLastDay.number + 1};

Day Clamped(std::int64_t number) {
  return {static_cast<std::int32_t>(std::clamp<std::int64_t>(number, kFirstDay.number, kLastDay.number))};
}

date::year_month_day YearMonthDay(Day day) { return date::sys_days{date::days{day.number}}; }

Day FromYearMonthDay(const date::year_month_day& civil) { return Clamped(date::sys_days{civil}.time_since_epoch().count()); }

Day LastOfMonth(date::year year, unsigned month) {
  return Clamped(date::sys_days{year / date::month{month} / date::last}.time_since_epoch().count());
}

// The day, or the last day of its month when that is shorter.
Day DayOrLast(date::year year, unsigned month, unsigned day) {
  const date::year_month_day civil = year / date::month{month} / date::day{day};
  return civil.ok() ? FromYearMonthDay(civil) : LastOfMonth(year, month);
}

Day AddMonths(Day day, std::int32_t months) {
  const date::year_month_day civil = YearMonthDay(day);
  const std::int64_t target = int{civil.year()} * 12 + unsigned{civil.month()} - 1 + std::int64_t{months};
  if (target < 12) return kFirstDay;
  if (target >= 10'000 * 12) return kLastDay;
  return DayOrLast(date::year{static_cast<int>(target / 12)}, static_cast<unsigned>(target % 12) + 1, unsigned{civil.day()});
}

std::string FormatMicros(std::int64_t us) {
  const Day day = DayOf(LocalTime{us});
  if (day < kFirstDay) return "before 0001-01-01";
  if (day > kLastDay) return "after 9999-12-31";
  const std::int64_t in_day = us - day.number * kMicrosPerDay;
  const auto seconds = static_cast<int>(in_day / kMicrosPerSecond);
  const auto fraction = static_cast<int>(in_day % kMicrosPerSecond);
  char clock[32];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  std::string text = Format(day) + clock;
  if (fraction == 0) return text;
  std::snprintf(clock, sizeof clock, ".%06d", fraction);
  return text + clock;
}

}  // namespace

Day DayOf(LocalTime local) {
  const std::int64_t towards_zero = local.us / kMicrosPerDay;
  return {static_cast<std::int32_t>(towards_zero - (local.us % kMicrosPerDay < 0 ? 1 : 0))};
}

CivilDate ToCivil(Day day) {
  const date::year_month_day civil = YearMonthDay({std::clamp(day.number, kFirstDay.number, kDayAfterLast.number)});
  return {int{civil.year()}, unsigned{civil.month()}, unsigned{civil.day()}};
}

std::optional<Day> ToDay(CivilDate date) {
  if (date.year < 1 || date.year > 9999 || date.month > 12 || date.day > 31) return std::nullopt;
  const date::year_month_day civil = date::year{date.year} / date::month{date.month} / date::day{date.day};
  if (!civil.ok()) return std::nullopt;
  return FromYearMonthDay(civil);
}

Result<Day> ParseDay(std::string_view text) {
  const auto invalid = [&] {
    return Fail(ErrorCode::kInvalid, "`" + std::string(text.substr(0, 40)) + "` is not a date: write it as YYYY-MM-DD");
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return invalid();
  int parts[3] = {0, 0, 0};  // year, month, day
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return invalid();
    parts[part] = parts[part] * 10 + (text[i] - '0');
  }
  const std::optional<Day> day = ToDay({parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])});
  if (!day) return Fail(ErrorCode::kInvalid, "there is no date `" + std::string(text) + "`: look it up in a calendar");
  return *day;
}

std::string Format(Day day) {
  const CivilDate civil = ToCivil(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", civil.year, civil.month, civil.day);
  return text;
}

std::string Format(Instant instant) { return FormatMicros(instant.us) + "Z"; }

std::string Format(LocalTime local) { return FormatMicros(local.us); }

Day LastDay(Day day, const Period& period) {
  if (period.is_clock()) Panic("a period under a day has no last day");
  const Day moved = AddMonths(Clamped(day.number), period.months);
  return Clamped(std::int64_t{moved.number} + period.days);
}

Day EndOfMonth(Day day) {
  const date::year_month_day civil = YearMonthDay(Clamped(day.number));
  return LastOfMonth(civil.year(), unsigned{civil.month()});
}

Day EndOfCalendarYear(Day day) { return LastOfMonth(YearMonthDay(Clamped(day.number)).year(), 12); }

Result<YearEnd> ParseYearEnd(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  const bool formed = text.size() == 5 && digit(0) && digit(1) && text[2] == '-' && digit(3) && digit(4);
  if (formed) {
    const unsigned month = static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
    const unsigned day = static_cast<unsigned>((text[3] - '0') * 10 + (text[4] - '0'));
    if (ToDay({2000, month, day})) return YearEnd{month, day};  // 2000 is a leap year: 02-29 is allowed
  }
  return Fail(ErrorCode::kInvalid, "`" + std::string(text.substr(0, 40)) + "` is not the last day of a financial year: write it as MM-DD");
}

Day EndOfFinancialYear(Day day, YearEnd year_end) {
  const Day within = Clamped(day.number);
  const date::year year = YearMonthDay(within).year();
  const Day end = DayOrLast(year, year_end.month, year_end.day);
  if (within <= end) return end;
  if (year == date::year{9999}) return kLastDay;
  return DayOrLast(year + date::years{1}, year_end.month, year_end.day);
}

}  // namespace lofte::time
