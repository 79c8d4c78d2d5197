#include <gtest/gtest.h>

#include "time/zone.h"

namespace lofte::time::instant_test {

// The instant in UTC, or `invalid`.
std::string Reading(std::string_view text, std::string_view zone = "Europe/Copenhagen") {
  const Result<Instant> instant = ParseInstant(text, Zone::Named(zone).value());
  if (instant) return Format(*instant);
  return instant.error().code == ErrorCode::kInvalid ? "invalid" : "wrong code";
}

TEST(ParseInstantTest, DateIsItsStartInTheZone) {
  EXPECT_EQ(Reading("2026-11-21"), "2026-11-20T23:00:00Z");
  EXPECT_EQ(Reading("2026-07-21"), "2026-07-20T22:00:00Z");
  EXPECT_EQ(Reading("2018-11-04", "America/Sao_Paulo"), "2018-11-04T03:00:00Z");
}

TEST(ParseInstantTest, TimeWithoutAnOffsetIsLocal) {
  EXPECT_EQ(Reading("2026-11-21T12:00"), "2026-11-21T11:00:00Z");
  EXPECT_EQ(Reading("2026-07-21T12:00:30"), "2026-07-21T10:00:30Z");
  EXPECT_EQ(Reading("2026-03-29T02:30:00"), "2026-03-29T01:00:00Z") << "does not occur: the transition";
}

TEST(ParseInstantTest, OffsetOrZSaysItself) {
  EXPECT_EQ(Reading("2026-11-21T12:00:00Z"), "2026-11-21T12:00:00Z");
  EXPECT_EQ(Reading("2026-11-21T12:00:00+05:30"), "2026-11-21T06:30:00Z");
  EXPECT_EQ(Reading("2026-11-21T12:00:00-08:00"), "2026-11-21T20:00:00Z");
  EXPECT_EQ(Reading("2026-11-21T12:00+02:00"), "2026-11-21T10:00:00Z");
}

TEST(ParseInstantTest, FractionHasOneToSixDigits) {
  EXPECT_EQ(Reading("2026-11-21T12:00:00.5Z"), "2026-11-21T12:00:00.500000Z");
  EXPECT_EQ(Reading("2026-11-21T12:00:00.123456Z"), "2026-11-21T12:00:00.123456Z");
  EXPECT_EQ(Reading("2026-11-21T12:00:00.1234567Z"), "invalid");
  EXPECT_EQ(Reading("2026-11-21T12:00:00.Z"), "invalid");
}

TEST(ParseInstantTest, OtherFormsAreInvalid) {
  for (const std::string_view text :
       {"", "2026", "2026-11-31", "2026-11-21 12:00:00", "2026-11-21T", "2026-11-21T12", "2026-11-21T1200", "2026-11-21T24:00:00",
        "2026-11-21T12:60:00", "2026-11-21T23:59:60Z", "2026-11-21T12:00:00z", "2026-11-21T12:00:00+0200", "2026-11-21T12:00:00+02",
        "2026-11-21T12:00:00+24:00", "2026-11-21T12:00:00ZZ", "2026-11-21Z", "2026-11-21T12:00:00 ", "1700000000", "now"}) {
    EXPECT_EQ(Reading(text), "invalid") << text;
  }
}

TEST(ParseInstantTest, WhatIsFormattedParsesToTheSame) {
  for (const std::int64_t us :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'763'730'000'000'000}, std::int64_t{253'402'300'799'999'999}}) {
    EXPECT_EQ(ParseInstant(Format(Instant{us}), Zone::Utc()).value().us, us);
  }
}

}  // namespace lofte::time::instant_test
