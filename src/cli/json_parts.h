// What the files of JSON share. Only json*.cc include this: it brings the whole of nlohmann with it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "time/moment.h"

namespace lofte::cli {

using Json = nlohmann::ordered_json;

// Invalid UTF-8 cannot come from a checked file; should it come from a database's names, it is replaced, not thrown about.
inline std::string Text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

inline Json DayOrNull(const std::optional<time::Day>& day) { return day ? Json(time::Format(*day)) : Json(nullptr); }
inline Json MomentOrNull(const std::optional<time::Instant>& at) { return at ? Json(time::Format(*at)) : Json(nullptr); }

}  // namespace lofte::cli
