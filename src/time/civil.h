// Civil days, periods and moments: the arithmetic of Regulation (EEC, Euratom) No 1182/71, as values.
//
// Day arithmetic knows no zone; zones come in where instants do (zone.h). Pure; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lofte::time {

// A day of the proleptic Gregorian calendar, counted from 1970-01-01. Years 0001 to 9999.
struct Day {
  std::int32_t number = 0;
  auto operator<=>(const Day&) const = default;
};

// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t us = 0;
  auto operator<=>(const Instant&) const = default;
};

// A local date and time without a zone: microseconds since 1970-01-01T00:00:00 on that clock.
struct LocalTime {
  std::int64_t us = 0;
  auto operator<=>(const LocalTime&) const = default;
};

inline constexpr Day kFirstDay{-719162};  // 0001-01-01
inline constexpr Day kLastDay{2932896};   // 9999-12-31
inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

// The civil day of a local time, without bounds.
Day DayOf(LocalTime local);

struct CivilDate {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
};
// Precondition: kFirstDay <= day, and day <= kLastDay or the day after it; other days give the nearest of these.
CivilDate ToCivil(Day day);
// nullopt when there is no such date (30 February, month 13) or the year is outside 1..9999.
std::optional<Day> ToDay(CivilDate date);

// `YYYY-MM-DD`, exactly. Errors: kInvalid.
Result<Day> ParseDay(std::string_view text);
std::string Format(Day day);
// `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`; a fraction only when there is one. Outside the years 1 to 9999 a remark that nothing parses.
std::string Format(Instant instant);
// `YYYY-MM-DDTHH:MM:SS[.ffffff]`
std::string Format(LocalTime local);

// An ISO 8601 duration of calendar parts (years, months, weeks, days) or of clock parts (hours, minutes, seconds), never both.
// The unit is kept: P30D is not P1M, P12M adds like P1Y (rule P17 of 1182/71 as restated in the project).
struct Period {
  std::int32_t months = 0;   // years count 12
  std::int32_t days = 0;     // weeks count 7
  std::int64_t seconds = 0;  // clock part; then months and days are 0
  bool at_once = false;      // `PT0S`: by the clock, and of no length. `P0D` is the day of the event
  bool is_clock() const { return seconds != 0 || at_once; }
  bool is_zero() const { return months == 0 && days == 0 && seconds == 0; }
  bool operator==(const Period&) const = default;
};

// `P7Y`, `P1Y6M`, `P2W`, `P90D`, `PT24H`, `P0D`, `PT0S`. Errors: kInvalid with what is wrong (mixed parts, sign, fraction, unknown unit,
// too long).
Result<Period> ParsePeriod(std::string_view text);
std::string Format(const Period& period);

// A period as it is said: P18M is a year and six months, PT90M an hour and thirty minutes. Days stay days.
struct PeriodParts {
  std::int64_t years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0;
};
PeriodParts PartsOf(const Period& period);

// The last day of `period` counted from an event on `day` (Art. 3(1), 3(2)(c)): the day of the event is not counted; months keep
// the day number or take the last day of a shorter month. Months first, then days. Never rolls. Saturates at 9999-12-31.
// Precondition: the period is not a clock period. Never decreases when `day` grows.
Day LastDay(Day day, const Period& period);

Day EndOfMonth(Day day);
Day EndOfCalendarYear(Day day);

// The last day of a financial year, the same every year. 29 February means the last day of February.
struct YearEnd {
  unsigned month = 12;
  unsigned day = 31;
};
// `MM-DD`. Errors: kInvalid.
Result<YearEnd> ParseYearEnd(std::string_view text);
// The last day of the financial year that contains `day`.
Day EndOfFinancialYear(Day day, YearEnd year_end);

}  // namespace lofte::time
