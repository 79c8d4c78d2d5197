// How much a long test repeats itself. LOFTE_TEST_SCALE is the share of the full measure, more than 0 and at most 1: for trying a test
// while writing it.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace lofte::tests {

inline double TestScale() {
  const char* given = std::getenv("LOFTE_TEST_SCALE");
  const double scale = given == nullptr ? 1 : std::strtod(given, nullptr);
  return scale > 0 && scale <= 1 ? scale : 1;
}

// `count` repetitions at full measure; never fewer than `least`.
inline int Scaled(int count, int least = 1) { return std::max(least, static_cast<int>(count * TestScale())); }

}  // namespace lofte::tests
