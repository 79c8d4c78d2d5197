#include "base/clock.h"

#include <chrono>

namespace lofte {

std::int64_t SystemClock::NowUs() const {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace lofte
