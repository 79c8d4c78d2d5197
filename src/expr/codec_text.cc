#include "expr/codec_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace lofte::expr {
namespace {

// In every pattern these are the places of what stands between the numbers.
constexpr std::size_t kSeparators[] = {4, 7, 10, 13, 16, 19, 23};

// Asked of every row of a table: size and separators here, each digit once in NumberAt.
bool HasShapeOf(std::string_view pattern, std::string_view text) {
  if (text.size() != pattern.size()) return false;
  for (const std::size_t at : kSeparators) {
    if (at >= pattern.size()) break;
    if (text[at] != pattern[at]) return false;
  }
  return true;
}

constexpr int kNoNumber = -1;

// The number that the digits say; kNoNumber when one of them is no digit. Precondition: all within `text`.
int NumberAt(std::string_view text, std::size_t position, std::size_t length) {
  int number = 0;
  for (std::size_t i = position; i < position + length; ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - static_cast<unsigned>('0');
    if (digit > 9) return kNoNumber;
    number = number * 10 + static_cast<int>(digit);
  }
  return number;
}

std::optional<time::Day> DayAt(std::string_view text) {
  const int year = NumberAt(text, 0, 4), month = NumberAt(text, 5, 2), day = NumberAt(text, 8, 2);
  if (year == kNoNumber || month == kNoNumber || day == kNoNumber) return std::nullopt;
  return time::ToDay({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

std::optional<std::int64_t> ClockMicros(std::string_view text) {
  const int hour = NumberAt(text, 11, 2), minute = NumberAt(text, 14, 2), second = NumberAt(text, 17, 2);
  if (hour == kNoNumber || minute == kNoNumber || second == kNoNumber) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return (hour * 3600 + minute * 60 + second) * time::kMicrosPerSecond;
}

std::int64_t ResolutionOf(TextFormat format) {
  if (format == TextFormat::kDate) return time::kMicrosPerDay;
  return format == TextFormat::kUtcMillisZ ? 1000 : time::kMicrosPerSecond;
}

}  // namespace

std::optional<std::int64_t> MicrosOf(TextFormat format, std::string_view text) {
  if (format == TextFormat::kNone || !HasShapeOf(PatternOf(format), text)) return std::nullopt;
  const auto day = DayAt(text);
  if (!day) return std::nullopt;
  const std::int64_t midnight = day->number * time::kMicrosPerDay;
  if (format == TextFormat::kDate) return midnight;
  const auto clock = ClockMicros(text);
  if (!clock) return std::nullopt;
  const int millis = format == TextFormat::kUtcMillisZ ? NumberAt(text, 20, 3) : 0;
  if (millis == kNoNumber) return std::nullopt;
  return midnight + *clock + millis * std::int64_t{1000};
}

std::int64_t CeilDivide(std::int64_t value, std::int64_t unit) {
  const std::int64_t quotient = value / unit;
  return value % unit > 0 ? quotient + 1 : quotient;
}

std::string TextAtLeast(TextFormat format, std::int64_t us) {
  const std::int64_t resolution = ResolutionOf(format);
  us = CeilDivide(std::clamp(us, kFirstMicros, kEndMicros), resolution) * resolution;
  const time::Day day = time::DayOf(time::LocalTime{us});
  std::string text = "9999-12-32";
  if (day <= time::kLastDay) {
    const time::CivilDate date = time::ToCivil(day);
    text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  }
  if (format == TextFormat::kDate) return text;
  const std::int64_t millis = (us - day.number * time::kMicrosPerDay) / 1000;
  const std::int64_t seconds = millis / 1000;
  text += format == TextFormat::kLocalSpace ? ' ' : 'T';
  text += fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (format == TextFormat::kUtcMillisZ) text += fmt::format(".{:03}", millis % 1000);
  if (format == TextFormat::kUtcZ || format == TextFormat::kUtcMillisZ) text += 'Z';
  return text;
}

}  // namespace lofte::expr
