#include "time/zone.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace lofte::time::zone_test {

Zone In(std::string_view name) { return Zone::Named(name).value(); }
Day On(std::string_view text) { return ParseDay(text).value(); }
Instant At(std::string_view utc) { return ParseInstant(utc, Zone::Utc()).value(); }
LocalTime Clock(std::string_view local) { return {ParseInstant(local, Zone::Utc()).value().us}; }

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;

// Zones whose clocks do what clocks can do: change at 01:00 UTC, at midnight, across midnight (Newfoundland until 2011), by half an hour,
// leave out a day (Samoa 2011), double it (Kwajalein 1969 is before the years walked here), not at all.
const std::vector<std::string> kZones{"Europe/Copenhagen", "Europe/Oslo",    "Europe/Madrid", "America/Sao_Paulo",
                                      "America/St_Johns",  "America/Havana", "Asia/Kolkata",  "Australia/Lord_Howe",
                                      "Pacific/Apia",      "Asia/Tehran",    "Africa/Cairo",  "UTC"};
struct Years {
  std::string from, until;
};
const std::vector<Years> kYears{
    {"2006-10-01", "2007-04-30"}, {"2010-09-01", "2012-01-31"}, {"2018-01-01", "2018-12-31"}, {"2026-01-01", "2026-12-31"}};

TEST(ZoneNamedTest, KnownNameIsFoundAndUtcNeedsNone) {
  EXPECT_EQ(In("Europe/Copenhagen").name(), "Europe/Copenhagen");
  EXPECT_EQ(Zone::Utc().name(), "UTC");
}

TEST(ZoneNamedTest, UnknownNameIsNotFoundAndGetsASuggestion) {
  const Result<Zone> zone = Zone::Named("Europe/Kopenhagen");
  ASSERT_FALSE(zone);
  EXPECT_EQ(zone.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(zone.error().message, "no time zone `Europe/Kopenhagen`: did you mean `Europe/Copenhagen`?");
  for (const std::string_view name : {"", "CEST", "../../etc/passwd", "/etc/localtime", "tzdata.zi", "europe/copenhagen"}) {
    EXPECT_FALSE(Zone::Named(name)) << name;
  }
}

TEST(ZoneDayOfTest, DayChangesAtLocalMidnight) {
  const Zone copenhagen = In("Europe/Copenhagen");
  EXPECT_EQ(copenhagen.DayOf(At("2026-11-20T22:59:59.999999Z")), On("2026-11-20"));
  EXPECT_EQ(copenhagen.DayOf(At("2026-11-20T23:00:00Z")), On("2026-11-21"));
  EXPECT_EQ(copenhagen.DayOf(At("2026-07-20T22:00:00Z")), On("2026-07-21"));
  EXPECT_EQ(In("Asia/Kolkata").DayOf(At("2026-07-20T18:30:00Z")), On("2026-07-21"));
  EXPECT_EQ(In("Asia/Kolkata").DayOf(At("2026-07-20T18:29:59Z")), On("2026-07-20"));
}

TEST(ZoneStartOfTest, DayOfTheTransitionStartsAtItsFirstInstant) {
  EXPECT_EQ(In("Europe/Copenhagen").StartOf(On("2026-03-29")), At("2026-03-28T23:00:00Z"));
  EXPECT_EQ(In("Europe/Copenhagen").StartOf(On("2026-03-30")), At("2026-03-29T22:00:00Z"));
  EXPECT_EQ(In("America/Sao_Paulo").StartOf(On("2018-11-04")), At("2018-11-04T03:00:00Z")) << "the day starts at 01:00";
  EXPECT_EQ(In("America/Sao_Paulo").StartOf(On("2018-02-18")), At("2018-02-18T03:00:00Z")) << "23:00 to 24:00 of the day before came twice";
  EXPECT_EQ(In("America/Havana").StartOf(On("2026-11-01")), At("2026-11-01T04:00:00Z")) << "00:00 to 01:00 comes twice: the first";
  EXPECT_EQ(In("Pacific/Apia").StartOf(On("2011-12-30")), In("Pacific/Apia").StartOf(On("2011-12-31"))) << "Samoa left out a day";
}

TEST(ZoneStartOfTest, DaysOutsideTheCalendarStartWithTheNearest) {
  for (const Zone& zone : {Zone::Utc(), In("Europe/Copenhagen")}) {
    EXPECT_EQ(zone.StartOf(Day{std::numeric_limits<std::int32_t>::min()}), zone.StartOf(kFirstDay));
    EXPECT_EQ(zone.StartOf(Day{std::numeric_limits<std::int32_t>::max()}), zone.StartOf(Day{kLastDay.number + 1}));
  }
}

TEST(ZoneInstantOfTest, TimeThatOccursTwiceIsTheLater) {
  EXPECT_EQ(In("Europe/Copenhagen").InstantOf(Clock("2026-10-25T02:30:00")), At("2026-10-25T01:30:00Z"));
  EXPECT_EQ(In("America/Sao_Paulo").InstantOf(Clock("2018-02-17T23:30:00")), At("2018-02-18T02:30:00Z"));
}

TEST(ZoneInstantOfTest, TimeThatDoesNotOccurIsTheTransition) {
  EXPECT_EQ(In("Europe/Copenhagen").InstantOf(Clock("2026-03-29T02:30:00")), At("2026-03-29T01:00:00Z"));
  EXPECT_EQ(In("America/Sao_Paulo").InstantOf(Clock("2018-11-04T00:59:59.999999")), At("2018-11-04T03:00:00Z"));
  EXPECT_EQ(In("Pacific/Apia").InstantOf(Clock("2011-12-30T12:00:00")), At("2011-12-30T10:00:00Z"));
}

TEST(ZoneInstantOfTest, NeverDecreasesWhenTheClockGrows) {
  for (const std::string& name : kZones) {
    const Zone zone = In(name);
    int decreased = 0;
    for (const Years& years : kYears) {
      Instant before{std::numeric_limits<std::int64_t>::min()};
      for (std::int64_t us = Clock(years.from).us; us < Clock(years.until).us; us += 30 * kMinute) {
        for (const std::int64_t nearby : {us - 1, us, us + kMinute}) {
          const Instant now = zone.InstantOf({nearby});
          if (now < before) ++decreased;
          before = now;
        }
      }
    }
    EXPECT_EQ(decreased, 0) << name;
  }
}

TEST(ZoneInstantOfTest, IsTheLastInstantWithThatLocalTime) {
  for (const std::string& name : kZones) {
    const Zone zone = In(name);
    int wrong = 0;
    for (const Years& years : kYears) {
      for (std::int64_t us = At(years.from).us; us < At(years.until).us; us += 15 * kMinute) {
        const LocalTime local = zone.LocalOf({us});
        const Instant back = zone.InstantOf(local);
        if (back < Instant{us} || zone.LocalOf(back) != local) ++wrong;
      }
    }
    EXPECT_EQ(wrong, 0) << name;
  }
}

// What lets a cutoff be one constant in SQL: the day of an instant is before `day` exactly when the instant is before the start of `day`.
TEST(ZoneDayOfTest, IsBeforeADayExactlyWhenTheInstantIsBeforeItsStart) {
  for (const std::string& name : kZones) {
    const Zone zone = In(name);
    int wrong = 0;
    for (const Years& years : kYears) {
      for (Day day = On(years.from); day <= On(years.until); ++day.number) {
        const std::int64_t start = zone.StartOf(day).us;
        for (std::int64_t apart = -180; apart <= 180; apart += 15) {
          for (const std::int64_t us : {start + apart * kMinute - 1, start + apart * kMinute, start + apart * kMinute + 1}) {
            if ((zone.DayOf({us}) < day) != (us < start)) ++wrong;
          }
        }
      }
    }
    EXPECT_EQ(wrong, 0) << name;
  }
}

TEST(ZoneLocalOfTest, InstantsOutsideTheCalendarSaturate) {
  EXPECT_EQ(In("Asia/Kolkata").LocalOf({std::numeric_limits<std::int64_t>::max()}).us, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(In("America/Sao_Paulo").LocalOf({std::numeric_limits<std::int64_t>::min()}).us, std::numeric_limits<std::int64_t>::min());
  EXPECT_GT(In("America/Sao_Paulo").InstantOf({std::numeric_limits<std::int64_t>::max()}), At("9999-12-31"));
}

TEST(ZoneTest, TzdataCarriesTheTransitionsOfTheYearsToCome) {
  EXPECT_EQ(In("Europe/Copenhagen").LocalOf(At("2036-07-01T12:00:00Z")), Clock("2036-07-01T14:00:00"))
      << "the library reads listed transitions only: tzdata must be built with them (zic -b fat)";
}

TEST(TzdataVersionTest, IsAYearAndALetter) {
  const std::string version = TzdataVersion();
  ASSERT_EQ(version.size(), 5u) << version;
  EXPECT_EQ(version.substr(0, 2), "20");
  EXPECT_TRUE(version[4] >= 'a' && version[4] <= 'z') << version;
}

}  // namespace lofte::time::zone_test
