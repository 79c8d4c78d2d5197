// What the files of JSON share.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "time/moment.h"

namespace lofte::cli {

using Json = nlohmann::ordered_json;

// Invalid UTF-8 cannot come from a checked file; should it come from a database's names, it is replaced, not thrown about.
std::string Text(const Json& json);

Json DayOrNull(const std::optional<time::Day>& day);
Json MomentOrNull(const std::optional<time::Instant>& at);

}  // namespace lofte::cli
