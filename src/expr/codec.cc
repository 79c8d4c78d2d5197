#include "expr/codec.h"

#include <algorithm>
#include <array>
#include <limits>

#include "expr/codec_text.h"

namespace lofte::expr {
namespace {

struct Pattern {
  TextFormat format;
  std::string_view pattern;
};
constexpr std::array<Pattern, kTextFormats.size()> kPatterns = {{
    {TextFormat::kDate, "YYYY-MM-DD"},
    {TextFormat::kLocalSpace, "YYYY-MM-DD HH:MM:SS"},
    {TextFormat::kLocalT, "YYYY-MM-DDTHH:MM:SS"},
    {TextFormat::kUtcZ, "YYYY-MM-DDTHH:MM:SSZ"},
    {TextFormat::kUtcMillisZ, "YYYY-MM-DDTHH:MM:SS.sssZ"},
    {TextFormat::kLocalSpaceFraction, "YYYY-MM-DD HH:MM:SS[.ssssss]"},
    {TextFormat::kLocalTFraction, "YYYY-MM-DDTHH:MM:SS[.ssssss]"},
    {TextFormat::kUtcSpaceOffset, "YYYY-MM-DD HH:MM:SS[.ssssss]+00:00"},
    {TextFormat::kUtcTOffset, "YYYY-MM-DDTHH:MM:SS[.ssssss]+00:00"},
}};

// Saturates.
std::int64_t MidnightOf(time::Day day) {
  return std::clamp(day.number, time::kFirstDay.number, time::kLastDay.number + 1) * time::kMicrosPerDay;
}

std::int64_t EpochUnit(CodecKind kind) { return kind == CodecKind::kEpochMillis ? 1000 : time::kMicrosPerSecond; }

// The least literal of the column's type and resolution that is not before `us` on the column's own clock.
Value LiteralAtLeast(const Codec& codec, std::int64_t us) {
  if (codec.format != TextFormat::kNone) return TextAtLeast(codec.format, us);
  const std::int64_t printable_us = std::clamp(us, kFirstMicros, kEndMicros - 1);
  switch (codec.kind) {
    case CodecKind::kDate:
      return time::Day{static_cast<std::int32_t>(CeilDivide(us, time::kMicrosPerDay))};
    case CodecKind::kInstant:
      return time::Instant{printable_us};
    case CodecKind::kLocal:
      return time::LocalTime{printable_us};
    case CodecKind::kEpochSeconds:
    case CodecKind::kEpochMillis:
      return CeilDivide(us, EpochUnit(codec.kind));
  }
  return Null{};
}

// The first local time, in microseconds, whose instant in `zone` is not before `cutoff`. Bisection is sound because InstantOf never
// decreases; no zone's offset reaches two days.
std::int64_t FirstLocalNotBefore(const time::Zone& zone, time::Instant cutoff) {
  std::int64_t low = cutoff.us - 2 * time::kMicrosPerDay;
  std::int64_t high = cutoff.us + 2 * time::kMicrosPerDay;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (zone.InstantOf(time::LocalTime{middle}) < cutoff ? low : high) = middle;
  }
  return high;
}

// Saturates.
std::int64_t Times(std::int64_t value, std::int64_t unit) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(value, unit, &product)) return product;
  return value < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

// Microseconds on the column's own clock, or nullopt when the value is not well formed.
std::optional<std::int64_t> OwnMicros(const Codec& codec, const Value& value) {
  if (!Accepts(codec.kind, codec.format)) return std::nullopt;
  if (codec.format != TextFormat::kNone) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? MicrosOf(codec.format, *text) : std::nullopt;
  }
  const auto micros = [](const auto* stored) { return stored != nullptr ? std::optional(stored->us) : std::nullopt; };
  switch (codec.kind) {
    case CodecKind::kDate:
      if (const auto* day = std::get_if<time::Day>(&value)) return Times(day->number, time::kMicrosPerDay);
      return std::nullopt;
    case CodecKind::kInstant:
      return micros(std::get_if<time::Instant>(&value));
    case CodecKind::kLocal:
      return micros(std::get_if<time::LocalTime>(&value));
    case CodecKind::kEpochSeconds:
    case CodecKind::kEpochMillis:
      if (const auto* count = std::get_if<std::int64_t>(&value)) return Times(*count, EpochUnit(codec.kind));
      return std::nullopt;
  }
  return std::nullopt;
}

// PlausibleLow <= value and value < PlausibleHigh, without making the literals.
bool IsPlausible(const Codec& codec, std::int64_t us) {
  const bool is_native_clock = TypeOf(codec) == Type::kInstant || TypeOf(codec) == Type::kLocal;
  const std::int64_t high = std::min(MidnightOf(codec.plausible_until), is_native_clock ? kEndMicros - 1 : kEndMicros);
  return us >= MidnightOf(codec.plausible_from) && us < high;
}

}  // namespace

std::optional<TextFormat> ParseTextFormat(std::string_view pattern) {
  for (const Pattern& known : kPatterns) {
    if (known.pattern == pattern) return known.format;
  }
  return std::nullopt;
}

std::string_view PatternOf(TextFormat format) {
  for (const Pattern& known : kPatterns) {
    if (known.format == format) return known.pattern;
  }
  return "";
}

bool Accepts(CodecKind kind, TextFormat format) {
  if (format == TextFormat::kNone) return true;
  const bool is_local = format == TextFormat::kLocalSpace || format == TextFormat::kLocalT || format == TextFormat::kLocalSpaceFraction ||
                        format == TextFormat::kLocalTFraction;
  switch (kind) {
    case CodecKind::kDate:
      return format == TextFormat::kDate;
    case CodecKind::kInstant:
      return format != TextFormat::kDate;
    case CodecKind::kLocal:
      return is_local;
    case CodecKind::kEpochSeconds:
    case CodecKind::kEpochMillis:
      return false;
  }
  return false;
}

Type TypeOf(const Codec& codec) {
  if (codec.format != TextFormat::kNone) return Type::kText;
  switch (codec.kind) {
    case CodecKind::kDate:
      return Type::kDate;
    case CodecKind::kInstant:
      return Type::kInstant;
    case CodecKind::kLocal:
      return Type::kLocal;
    case CodecKind::kEpochSeconds:
    case CodecKind::kEpochMillis:
      return Type::kInt;
  }
  return Type::kOther;
}

bool IsWellFormed(const Codec& codec, const Value& value) { return OwnMicros(codec, value).has_value(); }

std::optional<Moment> Decode(const Codec& codec, const Value& value) {
  const auto us = OwnMicros(codec, value);
  if (!us || !IsPlausible(codec, *us)) return std::nullopt;
  if (codec.kind == CodecKind::kDate) return time::DayOf(time::LocalTime{*us});
  if (codec.kind == CodecKind::kLocal) return codec.zone.InstantOf(time::LocalTime{*us});
  return time::Instant{*us};
}

time::Day DayOf(const Moment& moment, const time::Zone& zone) {
  if (const auto* day = std::get_if<time::Day>(&moment)) return *day;
  return zone.DayOf(std::get<time::Instant>(moment));
}

Value EncodeCutoff(const Codec& codec, time::Day cutoff, const time::Zone& zone) {
  if (codec.kind == CodecKind::kDate) return LiteralAtLeast(codec, MidnightOf(cutoff));
  return EncodeCutoff(codec, zone.StartOf(cutoff));
}

Value EncodeCutoff(const Codec& codec, time::Instant cutoff) {
  if (codec.kind == CodecKind::kDate) Panic("EncodeCutoff: an instant is no cutoff of a date");
  // Two days of room, because a day of a controller or of a column may begin on the other side of an end of the calendar.
  cutoff.us = std::clamp(cutoff.us, kFirstMicros - 2 * time::kMicrosPerDay, kEndMicros + 2 * time::kMicrosPerDay);
  if (codec.kind == CodecKind::kLocal) return LiteralAtLeast(codec, FirstLocalNotBefore(codec.zone, cutoff));
  return LiteralAtLeast(codec, cutoff.us);
}

Value PlausibleLow(const Codec& codec) { return LiteralAtLeast(codec, MidnightOf(codec.plausible_from)); }
Value PlausibleHigh(const Codec& codec) { return LiteralAtLeast(codec, MidnightOf(codec.plausible_until)); }

}  // namespace lofte::expr
