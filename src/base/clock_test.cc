#include "base/clock.h"

#include <gtest/gtest.h>

namespace lofte::clock_test {

TEST(FixedClockTest, StandsUntilItIsMoved) {
  FixedClock clock(100);
  EXPECT_EQ(clock.NowUs(), 100);
  clock.Advance(5);
  EXPECT_EQ(clock.NowUs(), 105);
  clock.Set(-1);
  EXPECT_EQ(clock.NowUs(), -1);
}

TEST(SystemClockTest, CountsMicrosecondsSince1970) {
  const std::int64_t now_us = SystemClock().NowUs();
  EXPECT_GT(now_us, 1'700'000'000'000'000);  // 2023
  EXPECT_LT(now_us, 4'102'444'800'000'000);  // 2100
}

}  // namespace lofte::clock_test
