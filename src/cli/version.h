// Which program this is.
#pragma once

namespace lofte::cli {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace lofte::cli
