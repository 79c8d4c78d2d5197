#include "expr/codec_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace lofte::expr {
namespace {

// What a format has beside the date and the clock.
struct Shape {
  char between;                // date and clock
  std::size_t least_fraction;  // digits of a second; 0: there need not be a point either
  std::size_t most_fraction;
  std::string_view suffix;
};

Shape ShapeOf(TextFormat format) {
  switch (format) {
    case TextFormat::kNone:
    case TextFormat::kDate:
    case TextFormat::kLocalSpace:
      return {' ', 0, 0, ""};
    case TextFormat::kLocalT:
      return {'T', 0, 0, ""};
    case TextFormat::kUtcZ:
      return {'T', 0, 0, "Z"};
    case TextFormat::kUtcMillisZ:
      return {'T', 3, 3, "Z"};
    case TextFormat::kLocalSpaceFraction:
      return {' ', 0, 6, ""};
    case TextFormat::kLocalTFraction:
      return {'T', 0, 6, ""};
    case TextFormat::kUtcSpaceOffset:
      return {' ', 0, 6, "+00:00"};
    case TextFormat::kUtcTOffset:
      return {'T', 0, 6, "+00:00"};
  }
  return {' ', 0, 0, ""};
}

constexpr std::size_t kDateSize = 10, kClockEnd = 19;

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
  if (text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = NumberAt(text, 0, 4), month = NumberAt(text, 5, 2), day = NumberAt(text, 8, 2);
  if (year == kNoNumber || month == kNoNumber || day == kNoNumber) return std::nullopt;
  return time::ToDay({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

std::optional<std::int64_t> ClockMicros(std::string_view text) {
  if (text[13] != ':' || text[16] != ':') return std::nullopt;
  const int hour = NumberAt(text, 11, 2), minute = NumberAt(text, 14, 2), second = NumberAt(text, 17, 2);
  if (hour == kNoNumber || minute == kNoNumber || second == kNoNumber) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return (hour * 3600 + minute * 60 + second) * time::kMicrosPerSecond;
}

std::int64_t PowerOfTen(std::size_t exponent) {
  std::int64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Of `.5` half a second; of nothing 0, where the shape allows it.
std::optional<std::int64_t> FractionMicros(const Shape& shape, std::string_view text) {
  const std::size_t digits = text.empty() ? 0 : text.size() - 1;
  if (digits > shape.most_fraction || digits < shape.least_fraction || (digits == 0) != text.empty()) return std::nullopt;
  if (digits == 0) return 0;
  const int number = text[0] == '.' ? NumberAt(text, 1, digits) : kNoNumber;
  if (number == kNoNumber) return std::nullopt;
  return number * PowerOfTen(6 - digits);
}

}  // namespace

std::optional<std::int64_t> MicrosOf(TextFormat format, std::string_view text) {
  const bool is_date = format == TextFormat::kDate;
  if (format == TextFormat::kNone || (is_date ? text.size() != kDateSize : text.size() < kClockEnd)) return std::nullopt;
  const auto day = DayAt(text);
  if (!day) return std::nullopt;
  const std::int64_t midnight = day->number * time::kMicrosPerDay;
  if (is_date) return midnight;
  const Shape shape = ShapeOf(format);
  if (text[kDateSize] != shape.between || !text.ends_with(shape.suffix) || text.size() < kClockEnd + shape.suffix.size())
    return std::nullopt;
  const auto clock = ClockMicros(text);
  if (!clock) return std::nullopt;
  const auto fraction = FractionMicros(shape, text.substr(kClockEnd, text.size() - kClockEnd - shape.suffix.size()));
  if (!fraction) return std::nullopt;
  return midnight + *clock + *fraction;
}

std::int64_t CeilDivide(std::int64_t value, std::int64_t unit) {
  const std::int64_t quotient = value / unit;
  return value % unit > 0 ? quotient + 1 : quotient;
}

std::string TextAtLeast(TextFormat format, std::int64_t us) {
  const Shape shape = ShapeOf(format);
  const std::int64_t resolution = format == TextFormat::kDate ? time::kMicrosPerDay : PowerOfTen(6 - shape.most_fraction);
  us = CeilDivide(std::clamp(us, kFirstMicros, kEndMicros), resolution) * resolution;
  const time::Day day = time::DayOf(time::LocalTime{us});
  std::string text = "9999-12-32";
  if (day <= time::kLastDay) {
    const time::CivilDate date = time::ToCivil(day);
    text = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  }
  if (format == TextFormat::kDate) return text;
  const std::int64_t clock = us - day.number * time::kMicrosPerDay, seconds = clock / time::kMicrosPerSecond;
  text += fmt::format("{}{:02}:{:02}:{:02}", shape.between, seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (shape.most_fraction > 0) {
    std::string fraction = fmt::format(".{:06}", clock % time::kMicrosPerSecond).substr(0, 1 + shape.most_fraction);
    // The shortest text of a moment sorts before the others of it.
    while (shape.least_fraction == 0 && !fraction.empty() && (fraction.back() == '0' || fraction == ".")) fraction.pop_back();
    text += fraction;
  }
  text += shape.suffix;
  return text;
}

}  // namespace lofte::expr
