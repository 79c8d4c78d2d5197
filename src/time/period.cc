// ISO 8601 durations, without the parts that have no one meaning: signs, fractions, calendar and clock in one.
#include <string>

#include "base/limits.h"
#include "time/civil.h"

namespace lofte::time {
namespace {

constexpr std::int64_t kMonthsLimit = limits::kPeriodYears * 12;
constexpr std::int64_t kDaysLimit = limits::kPeriodYears * 1461 / 4;  // 365.25 days a year
constexpr std::int64_t kSecondsLimit = kDaysLimit * 86'400;
constexpr std::int64_t kCountLimit = kSecondsLimit;  // no single number can be larger

struct Unit {
  char letter;
  std::int64_t months, days, seconds;  // of one
};
constexpr Unit kCalendarUnits[] = {{'Y', 12, 0, 0}, {'M', 1, 0, 0}, {'W', 0, 7, 0}, {'D', 0, 1, 0}};
constexpr Unit kClockUnits[] = {{'H', 0, 0, 3600}, {'M', 0, 0, 60}, {'S', 0, 0, 1}};

Unexpected<Error> Refused(std::string_view text, const std::string& why) {
  return Fail(ErrorCode::kInvalid, "`" + std::string(text.substr(0, 40)) + "` is not a period: " + why);
}

struct Sum {
  std::int64_t months = 0, days = 0, seconds = 0;
};

bool TooLong(const Sum& sum) {
  if (sum.months > kMonthsLimit || sum.days > kDaysLimit || sum.seconds > kSecondsLimit) return true;
  return sum.months * kDaysLimit + sum.days * kMonthsLimit > kMonthsLimit * kDaysLimit;
}

// Reads the digits at the front of `rest`; -1 when there are none, kCountLimit + 1 when there are too many.
std::int64_t TakeNumber(std::string_view& rest) {
  std::int64_t number = -1;
  while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
    number = number < 0 ? 0 : number;
    if (number <= kCountLimit) number = number * 10 + (rest.front() - '0');
    rest.remove_prefix(1);
  }
  return number > kCountLimit ? kCountLimit + 1 : number;
}

const std::string kTooLong = "it is longer than " + std::to_string(limits::kPeriodYears) + " years";

// Adds the parts of `rest`, all of which must be in `units` and in their order.
template <std::size_t N>
Result<Sum> Add(std::string_view text, std::string_view rest, const Unit (&units)[N]) {
  Sum sum;
  std::size_t next = 0;
  while (!rest.empty()) {
    const std::int64_t number = TakeNumber(rest);
    if (number < 0) return Refused(text, "write whole numbers, each before its unit, as in P7Y or P90D or PT24H");
    if (number > kCountLimit) return Refused(text, kTooLong);
    if (rest.empty()) return Refused(text, "the last number has no unit");
    if (rest.front() == '.' || rest.front() == ',') return Refused(text, "a fraction of a unit has no exact length: use a smaller unit");
    while (next < N && units[next].letter != rest.front()) ++next;
    if (next == N) return Refused(text, "the units are Y, M, W, D or, after T, H, M, S, in this order and each once");
    sum.months += number * units[next].months;
    sum.days += number * units[next].days;
    sum.seconds += number * units[next].seconds;
    if (TooLong(sum)) return Refused(text, kTooLong);
    rest.remove_prefix(1);
    ++next;
  }
  return sum;
}

}  // namespace

Result<Period> ParsePeriod(std::string_view text) {
  if (text.find_first_of("+-") != std::string_view::npos) return Refused(text, "it has a sign, and periods run forward only");
  if (text.empty() || text.front() != 'P') return Refused(text, "it starts with P, as in P7Y or P90D or PT24H");
  const std::string_view parts = text.substr(1);
  const std::size_t clock = parts.find('T');
  if (parts.empty() || parts == "T") return Refused(text, "it names no unit");
  if (clock != std::string_view::npos && clock > 0) return Refused(text, "years to days and hours to seconds cannot be mixed: choose one");
  LOFTE_ASSIGN(const Sum sum, clock == 0 ? Add(text, parts.substr(1), kClockUnits) : Add(text, parts, kCalendarUnits));
  return Period{static_cast<std::int32_t>(sum.months), static_cast<std::int32_t>(sum.days), sum.seconds, clock == 0 && sum.seconds == 0};
}

std::string Format(const Period& period) {
  if (period.is_zero()) return period.at_once ? "PT0S" : "P0D";
  std::string text = "P";
  const auto part = [&](std::int64_t number, char unit) {
    if (number != 0) text += std::to_string(number) + unit;
  };
  const PeriodParts parts = PartsOf(period);
  part(parts.years, 'Y');
  part(parts.months, 'M');
  part(parts.days, 'D');
  if (!period.is_clock()) return text;
  text += 'T';
  part(parts.hours, 'H');
  part(parts.minutes, 'M');
  part(parts.seconds, 'S');
  return text;
}

PeriodParts PartsOf(const Period& period) {
  constexpr std::int64_t kMonths = 12, kMinute = 60, kHour = 60 * kMinute;
  return {period.months / kMonths, period.months % kMonths,          period.days,
          period.seconds / kHour,  period.seconds % kHour / kMinute, period.seconds % kMinute};
}

}  // namespace lofte::time
