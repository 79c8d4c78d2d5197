// How a stored value stands for a moment: the codec of an event.
//
// A moment is a civil day (kDate) or an instant (all others). A value that is not well formed, or outside [plausible_from,
// plausible_until), is no moment at all: the row is undated. Without that guard '' and 1700000000 and '0000-00-00' sort before
// '2025-11-21' in SQLite and would be deleted. Within the guard, order of values is order of moments in every dialect, so a cutoff is a
// literal. Texts compare by bytes; two of one moment may differ in their last zeros, and a literal is written without them. Pure; any
// thread.
//
// Cutoffs and bounds saturate at 0001-01-01T00:00:00, and above: at 10000-01-01 (a date), at the last microsecond of 9999 (a native instant
// or local time, which is then no plausible moment), at a day `9999-12-32` (text, which sorts after every date).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "expr/value.h"
#include "time/zone.h"

namespace lofte::expr {

enum class CodecKind {
  kDate,          // a calendar date; its own civil day in every zone
  kInstant,       // a moment in time
  kLocal,         // a date and time without a zone; `zone` says whose clock
  kEpochSeconds,  // integer seconds since 1970-01-01T00:00:00Z
  kEpochMillis,   // integer milliseconds since then
};

// The text formats a text column may have; one column has one. Others are read by nobody and leave the row undated.
enum class TextFormat {
  kNone,        // the column has the database's own type
  kDate,        // YYYY-MM-DD                (kDate)
  kLocalSpace,  // YYYY-MM-DD HH:MM:SS       (kLocal, kInstant: then it is UTC)
  kLocalT,      // YYYY-MM-DDTHH:MM:SS       (kLocal, kInstant: then it is UTC)
  kUtcZ,        // YYYY-MM-DDTHH:MM:SSZ      (kInstant)
  kUtcMillisZ,  // YYYY-MM-DDTHH:MM:SS.sssZ  (kInstant)
  // With up to six digits of a second, or none and no point either, as Python, Django, Rails and SQLAlchemy write them in SQLite:
  kLocalSpaceFraction,  // YYYY-MM-DD HH:MM:SS[.ssssss]         (kLocal, kInstant: then it is UTC)
  kLocalTFraction,      // YYYY-MM-DDTHH:MM:SS[.ssssss]         (kLocal, kInstant: then it is UTC)
  kUtcSpaceOffset,      // YYYY-MM-DD HH:MM:SS[.ssssss]+00:00   (kInstant)
  kUtcTOffset,          // YYYY-MM-DDTHH:MM:SS[.ssssss]+00:00   (kInstant)
};
inline constexpr std::array<TextFormat, 9> kTextFormats = {
    TextFormat::kDate,           TextFormat::kLocalSpace,     TextFormat::kLocalT,
    TextFormat::kUtcZ,           TextFormat::kUtcMillisZ,     TextFormat::kLocalSpaceFraction,
    TextFormat::kLocalTFraction, TextFormat::kUtcSpaceOffset, TextFormat::kUtcTOffset,
};
// The format whose pattern is exactly `pattern`; nullopt for any other text, the empty one too.
std::optional<TextFormat> ParseTextFormat(std::string_view pattern);
// The pattern as in the list above; kNone: empty.
std::string_view PatternOf(TextFormat format);
// Whether a column of this kind may have this format (the kinds in brackets above; kNone fits every kind). A value of a codec whose format
// does not fit is never well formed.
bool Accepts(CodecKind kind, TextFormat format);

struct Codec {
  CodecKind kind = CodecKind::kInstant;
  TextFormat format = TextFormat::kNone;
  time::Zone zone = time::Zone::Utc();  // kLocal only
  time::Day plausible_from{7305};       // 1990-01-01
  time::Day plausible_until{47482};     // 2100-01-01, excluded
};

// The type of a column that the codec reads, which is the type of its literals.
Type TypeOf(const Codec& codec);

// Whether `value` has the storage type, the format and a real calendar date (years 0001 to 9999 in text) and time of day. Says nothing
// about the plausible range: of a database's own types and of epochs every value is well formed.
bool IsWellFormed(const Codec& codec, const Value& value);

using Moment = std::variant<time::Day, time::Instant>;

// The moment that `value` stands for, or nullopt when it is NULL, of another type, not well formed or implausible.
std::optional<Moment> Decode(const Codec& codec, const Value& value);

// The civil day of a moment for a controller in `zone`. A date is its own day.
time::Day DayOf(const Moment& moment, const time::Zone& zone);

// The literal L such that, for every well-formed value v: v < L exactly when DayOf(Decode(v), zone) < cutoff.
Value EncodeCutoff(const Codec& codec, time::Day cutoff, const time::Zone& zone);

// The literal L such that, for every well-formed value v: v < L exactly when Decode(v) < cutoff. Precondition: not kDate (check refuses
// periods under a day on dates).
Value EncodeCutoff(const Codec& codec, time::Instant cutoff);

// Plausible bounds as literals: low <= v and v < high.
Value PlausibleLow(const Codec& codec);
Value PlausibleHigh(const Codec& codec);

}  // namespace lofte::expr
