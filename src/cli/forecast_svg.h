// A forecast as a picture: stacked bars, one a month, a colour a promise.
#pragma once

#include <string>

#include "engine/forecast.h"

namespace lofte::cli {

// `now`, `2026-12`.
std::string SpanName(const engine::Forecast& forecast, std::size_t span);

// A whole SVG 1.1 document without scripts, fonts or links; texts are escaped. The ten promises with most rows have a colour of their own.
std::string ForecastSvg(const engine::Forecast& forecast, const policy::Policy& policy);

}  // namespace lofte::cli
