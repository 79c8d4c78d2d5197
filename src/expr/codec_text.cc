#include "expr/codec_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace lofte::expr {
namespace {

constexpr std::string_view kDigitLetters = "YMDHSs";

bool Matches(std::string_view pattern, std::string_view text) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    const bool wants_digit = kDigitLetters.find(pattern[i]) != std::string_view::npos;
    if (wants_digit ? !is_digit : text[i] != pattern[i]) return false;
  }
  return true;
}

// Precondition: digits, all within `text`.
int NumberAt(std::string_view text, std::size_t position, std::size_t length) {
  int number = 0;
  for (const char digit : text.substr(position, length)) number = number * 10 + (digit - '0');
  return number;
}

std::optional<std::int64_t> ClockMicros(std::string_view text) {
  const int hour = NumberAt(text, 11, 2), minute = NumberAt(text, 14, 2), second = NumberAt(text, 17, 2);
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return (hour * 3600 + minute * 60 + second) * time::kMicrosPerSecond;
}

std::int64_t ResolutionOf(TextFormat format) {
  if (format == TextFormat::kDate) return time::kMicrosPerDay;
  return format == TextFormat::kUtcMillisZ ? 1000 : time::kMicrosPerSecond;
}

}  // namespace

std::optional<std::int64_t> MicrosOf(TextFormat format, std::string_view text) {
  if (format == TextFormat::kNone || !Matches(PatternOf(format), text)) return std::nullopt;
  const auto day =
      time::ToDay({NumberAt(text, 0, 4), static_cast<unsigned>(NumberAt(text, 5, 2)), static_cast<unsigned>(NumberAt(text, 8, 2))});
  if (!day) return std::nullopt;
  const std::int64_t midnight = day->number * time::kMicrosPerDay;
  if (format == TextFormat::kDate) return midnight;
  const auto clock = ClockMicros(text);
  if (!clock) return std::nullopt;
  const std::int64_t fraction = format == TextFormat::kUtcMillisZ ? NumberAt(text, 20, 3) * 1000 : 0;
  return midnight + *clock + fraction;
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
