#include "stores_postgres/moments.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace lofte::stores_postgres {
namespace {

using time::kMicrosPerDay;
using time::kMicrosPerSecond;

const time::Day kFirstDay = *time::ToDay({1, 1, 1});
const time::Day kLastDay = *time::ToDay({9999, 12, 31});

bool RemoveSuffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// The number that `text` starts with, of `least` to `most` digits.
std::optional<int> TakeNumber(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  while (size < text.size() && size < most && text[size] >= '0' && text[size] <= '9') ++size;
  int number = 0;
  if (size < least || std::from_chars(text.data(), text.data() + size, number).ec != std::errc()) return std::nullopt;
  text.remove_prefix(size);
  return number;
}

bool TakeMark(std::string_view& text, char mark) {
  if (text.empty() || text[0] != mark) return false;
  text.remove_prefix(1);
  return true;
}

// The date that `text` starts with. `bc`: the year counts before Christ.
std::optional<time::Day> TakeDate(std::string_view& text, bool bc) {
  const auto year = TakeNumber(text, 4, 7);
  if (!year || !TakeMark(text, '-')) return std::nullopt;
  const auto month = TakeNumber(text, 2, 2);
  if (!month || !TakeMark(text, '-')) return std::nullopt;
  const auto day = TakeNumber(text, 2, 2);
  if (!day) return std::nullopt;
  if (bc || *year == 0) return kFirstDay;
  if (*year > 9999) return kLastDay;
  return time::ToDay({*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)});
}

// `HH:MM:SS[.ffffff]`, in microseconds.
std::optional<std::int64_t> TakeClock(std::string_view& text) {
  const auto hours = TakeNumber(text, 2, 2);
  if (!hours || !TakeMark(text, ':')) return std::nullopt;
  const auto minutes = TakeNumber(text, 2, 2);
  if (!minutes || !TakeMark(text, ':')) return std::nullopt;
  const auto seconds = TakeNumber(text, 2, 2);
  if (!seconds) return std::nullopt;
  std::int64_t us = (std::int64_t{*hours} * 3600 + *minutes * 60 + *seconds) * kMicrosPerSecond;
  if (!TakeMark(text, '.')) return us;
  const std::size_t before = text.size();
  const auto fraction = TakeNumber(text, 1, 6);
  if (!fraction) return std::nullopt;
  std::int64_t scaled = *fraction;
  for (std::size_t digits = before - text.size(); digits < 6; ++digits) scaled *= 10;
  return us + scaled;
}

// `+HH[:MM[:SS]]` or nothing, in microseconds.
std::optional<std::int64_t> TakeOffset(std::string_view& text) {
  if (text.empty()) return 0;
  const bool west = text[0] == '-';
  if (!TakeMark(text, west ? '-' : '+')) return std::nullopt;
  std::int64_t seconds = 0;
  for (std::int64_t unit = 3600; unit >= 1; unit /= 60) {
    const auto part = TakeNumber(text, 2, 2);
    if (!part) return std::nullopt;
    seconds += unit * *part;
    if (!TakeMark(text, ':')) break;
  }
  return (west ? -seconds : seconds) * kMicrosPerSecond;
}

std::int64_t StartOf(time::Day day) { return day.number * kMicrosPerDay; }

}  // namespace

std::optional<time::Day> ParseDate(std::string_view text) {
  if (text == "infinity") return kLastDay;
  if (text == "-infinity") return kFirstDay;
  const bool bc = RemoveSuffix(text, " BC");
  const auto day = TakeDate(text, bc);
  return text.empty() ? day : std::nullopt;
}

std::optional<std::int64_t> ParseTimestamp(std::string_view text) {
  const std::int64_t first = StartOf(kFirstDay);
  const std::int64_t last = StartOf(kLastDay) + kMicrosPerDay - 1;
  if (text == "infinity") return last;
  if (text == "-infinity") return first;
  const bool bc = RemoveSuffix(text, " BC");
  std::string_view rest = text;
  const bool late = rest.find('-') > 4;
  const auto day = TakeDate(rest, bc);
  if (!day || !TakeMark(rest, ' ')) return std::nullopt;
  const auto clock = TakeClock(rest);
  if (!clock) return std::nullopt;
  const auto offset = TakeOffset(rest);
  if (!offset || !rest.empty()) return std::nullopt;
  if (bc) return first;
  if (late) return last;
  return std::min(std::max(StartOf(*day) + *clock - *offset, first), last);
}

}  // namespace lofte::stores_postgres
