// For tests: every codec, and values near a moment.
//
// Not part of the product. Any thread.
#pragma once

#include <string_view>
#include <vector>

#include "expr/codec.h"
#include "expr/codec_text.h"

namespace lofte::expr::example_codecs {

using time::Day;
using time::Instant;
using time::LocalTime;
using time::Zone;

inline Codec Text(CodecKind kind, TextFormat format) {
  Codec codec;
  codec.kind = kind;
  codec.format = format;
  return codec;
}

inline Codec Of(CodecKind kind) { return Text(kind, TextFormat::kNone); }

inline Day DayFrom(std::string_view text) { return time::ParseDay(text).value(); }

inline Zone ZoneNamed(std::string_view name) { return Zone::Named(name).value(); }

inline Instant At(std::string_view text) { return time::ParseInstant(text, Zone::Utc()).value(); }

inline const std::vector<Codec>& EveryCodec() {
  static const std::vector<Codec> kCodecs = {
      Of(CodecKind::kDate),
      Of(CodecKind::kInstant),
      Of(CodecKind::kLocal),
      Of(CodecKind::kEpochSeconds),
      Of(CodecKind::kEpochMillis),
      Text(CodecKind::kDate, TextFormat::kDate),
      Text(CodecKind::kInstant, TextFormat::kLocalSpace),
      Text(CodecKind::kInstant, TextFormat::kLocalT),
      Text(CodecKind::kInstant, TextFormat::kUtcZ),
      Text(CodecKind::kInstant, TextFormat::kUtcMillisZ),
      Text(CodecKind::kInstant, TextFormat::kLocalTFraction),
      Text(CodecKind::kInstant, TextFormat::kUtcSpaceOffset),
      Text(CodecKind::kInstant, TextFormat::kUtcTOffset),
      Text(CodecKind::kLocal, TextFormat::kLocalSpace),
      Text(CodecKind::kLocal, TextFormat::kLocalT),
      Text(CodecKind::kLocal, TextFormat::kLocalSpaceFraction),
  };
  return kCodecs;
}

// A value of the codec at `us` of its own clock, or at the next moment that it can say.
inline Value ValueNear(const Codec& codec, std::int64_t us) {
  if (codec.format != TextFormat::kNone) return TextAtLeast(codec.format, us);
  switch (codec.kind) {
    case CodecKind::kDate:
      return Day{static_cast<std::int32_t>(CeilDivide(us, time::kMicrosPerDay))};
    case CodecKind::kInstant:
      return Instant{us};
    case CodecKind::kLocal:
      return LocalTime{us};
    case CodecKind::kEpochSeconds:
      return CeilDivide(us, 1'000'000);
    case CodecKind::kEpochMillis:
      return CeilDivide(us, 1000);
  }
  return Null{};
}

}  // namespace lofte::expr::example_codecs
