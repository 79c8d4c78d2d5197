// Moments as text in one of the formats of codec.h: the strict reader and its inverse. Used by the codec and by the literals of the
// language.
//
// A text stands for microseconds since 1970-01-01T00:00:00 on its own clock. Byte order of well-formed texts of one format is order of
// those microseconds (texts of the same microsecond may differ: `.5`, `.50`). Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "expr/codec.h"

namespace lofte::expr {

inline constexpr std::int64_t kFirstMicros = time::kFirstDay.number * time::kMicrosPerDay;     // 0001-01-01T00:00:00
inline constexpr std::int64_t kEndMicros = (time::kLastDay.number + 1) * time::kMicrosPerDay;  // the end of 9999-12-31

// The microseconds of a text that has exactly this format and names a real date (years 0001 to 9999) and time (no leap second), or
// nullopt. kNone: nullopt.
std::optional<std::int64_t> MicrosOf(TextFormat format, std::string_view text);

// The least text L of the format's shape such that `text < L` exactly when MicrosOf(text) < us, for every well-formed text: rounds up to
// the format's resolution. Before the first day: the first text. After the last: a text of day `9999-12-32`, which no well-formed text
// reaches.
std::string TextAtLeast(TextFormat format, std::int64_t us);

// The quotient rounded up. Precondition: unit > 0.
std::int64_t CeilDivide(std::int64_t value, std::int64_t unit);

}  // namespace lofte::expr
