#include "stores_postgres/moments.h"

#include <gtest/gtest.h>

namespace lofte::stores_postgres {
namespace moments_test {

TEST(MomentsTest, DatesAreRead) {
  EXPECT_EQ(ParseDate("2024-02-29"), time::ToDay({2024, 2, 29}));
  EXPECT_EQ(ParseDate("0001-01-01"), time::ToDay({1, 1, 1}));
  EXPECT_EQ(ParseDate("10000-01-01"), time::ToDay({9999, 12, 31}));
  EXPECT_EQ(ParseDate("0001-12-31 BC"), time::ToDay({1, 1, 1}));
  for (const char* malformed : {"", "2024-2-9", "2024-02-30", "2024-02-29x", "2024-02-29 12:00:00", "24-01-01"})
    EXPECT_FALSE(ParseDate(malformed)) << malformed;
}

TEST(MomentsTest, TimestampsAreRead) {
  EXPECT_EQ(ParseTimestamp("1970-01-01 00:00:01"), 1'000'000);
  EXPECT_EQ(ParseTimestamp("1970-01-01 00:00:00.5"), 500'000);
  EXPECT_EQ(ParseTimestamp("1969-12-31 23:59:59.999999+00"), -1);
  EXPECT_EQ(ParseTimestamp("1970-01-01 02:00:00+02"), 0);
  EXPECT_EQ(ParseTimestamp("1969-12-31 20:30:00-03:30"), 0);
  EXPECT_EQ(ParseTimestamp("1900-01-01 00:00:00+00:19:32").has_value(), true);
  for (const char* malformed :
       {"", "1970-01-01", "1970-01-01 00:00", "1970-01-01 00:00:00.", "1970-01-01 00:00:00+", "1970-01-01 00:00:00Z"}) {
    EXPECT_FALSE(ParseTimestamp(malformed)) << malformed;
  }
}

}  // namespace moments_test
}  // namespace lofte::stores_postgres
