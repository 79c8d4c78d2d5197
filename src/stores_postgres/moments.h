// PostgreSQL's ISO output of dates and timestamps, read. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "time/civil.h"

namespace lofte::stores_postgres {

// `2024-02-29`, `infinity`, `0044-03-15 BC`, `12024-01-01`. Outside the years 1 to 9999: the first or the last day of them. nullopt:
// malformed.
std::optional<time::Day> ParseDate(std::string_view text);

// `2024-02-29 12:00:00.5` with an optional offset (`+00`, `-03:30`), which is taken off: microseconds since 1970. Saturates likewise.
std::optional<std::int64_t> ParseTimestamp(std::string_view text);

}  // namespace lofte::stores_postgres
