#include <gtest/gtest.h>

#include "base/limits.h"
#include "time/civil.h"

namespace lofte::time::period_test {

// What the text says, formatted again, or the reason why it says nothing.
std::string Reading(std::string_view text) {
  const Result<Period> period = ParsePeriod(text);
  if (period) return Format(*period);
  const std::string& message = period.error().message;
  return period.error().code == ErrorCode::kInvalid ? message.substr(message.find(": ") + 2) : "wrong code";
}

TEST(ParsePeriodTest, CalendarPeriodsKeepTheirUnit) {
  EXPECT_EQ(ParsePeriod("P7Y").value(), (Period{84, 0, 0}));
  EXPECT_EQ(ParsePeriod("P1Y6M").value(), (Period{18, 0, 0}));
  EXPECT_EQ(ParsePeriod("P2W").value(), (Period{0, 14, 0}));
  EXPECT_EQ(ParsePeriod("P90D").value(), (Period{0, 90, 0}));
  EXPECT_EQ(ParsePeriod("P1Y2M3W4D").value(), (Period{14, 25, 0}));
  EXPECT_TRUE(ParsePeriod("P12M").value() == ParsePeriod("P1Y").value());
  EXPECT_FALSE(ParsePeriod("P30D").value() == ParsePeriod("P1M").value());
}

TEST(ParsePeriodTest, ClockPeriodsCountSeconds) {
  EXPECT_EQ(ParsePeriod("PT24H").value(), (Period{0, 0, 86'400}));
  EXPECT_EQ(ParsePeriod("PT1H2M3S").value(), (Period{0, 0, 3723}));
  EXPECT_TRUE(ParsePeriod("PT24H")->is_clock());
  EXPECT_FALSE(ParsePeriod("P1D")->is_clock());
}

TEST(ParsePeriodTest, ZeroIsAPeriod) {
  EXPECT_TRUE(ParsePeriod("P0D")->is_zero());
  EXPECT_TRUE(ParsePeriod("PT0S")->is_zero());
}

// From the instant on, and not from the day on which it was.
TEST(ParsePeriodTest, NothingByTheClockIsNoDay) {
  EXPECT_FALSE(ParsePeriod("P0D")->is_clock());
  for (const char* text : {"PT0S", "PT0H"}) EXPECT_TRUE(ParsePeriod(text)->is_clock()) << text;
  EXPECT_EQ(Format(ParsePeriod("PT0S").value()), "PT0S");
}

TEST(ParsePeriodTest, RefusalSaysWhatIsWrong) {
  EXPECT_EQ(Reading(""), "it starts with P, as in P7Y or P90D or PT24H");
  EXPECT_EQ(Reading("7Y"), "it starts with P, as in P7Y or P90D or PT24H");
  EXPECT_EQ(Reading("p7y"), "it starts with P, as in P7Y or P90D or PT24H");
  EXPECT_EQ(Reading("P"), "it names no unit");
  EXPECT_EQ(Reading("PT"), "it names no unit");
  EXPECT_EQ(Reading("P7"), "the last number has no unit");
  EXPECT_EQ(Reading("PY"), "write whole numbers, each before its unit, as in P7Y or P90D or PT24H");
  EXPECT_EQ(Reading("-P1D"), "it has a sign, and periods run forward only");
  EXPECT_EQ(Reading("P-1D"), "it has a sign, and periods run forward only");
  EXPECT_EQ(Reading("P1.5Y"), "a fraction of a unit has no exact length: use a smaller unit");
  EXPECT_EQ(Reading("PT0,5H"), "a fraction of a unit has no exact length: use a smaller unit");
  EXPECT_EQ(Reading("P1DT2H"), "years to days and hours to seconds cannot be mixed: choose one");
  EXPECT_EQ(Reading("P1DT"), "years to days and hours to seconds cannot be mixed: choose one");
  EXPECT_EQ(Reading("PT1HT1M"), "write whole numbers, each before its unit, as in P7Y or P90D or PT24H");
}

TEST(ParsePeriodTest, UnitsComeInOrderAndOnce) {
  for (const std::string_view text : {"P1M1Y", "P1D1D", "P1H", "PT1D", "P1X", "P1y", "PT1S1H", "P 1D", "P1D "}) {
    EXPECT_EQ(ParsePeriod(text).error().code, ErrorCode::kInvalid) << text;
  }
}

TEST(ParsePeriodTest, LimitIsReadAndOneMoreIsRefusedInEveryUnit) {
  const std::string too_long = "it is longer than 1000 years";
  EXPECT_EQ(Reading("P1000Y"), "P1000Y");
  EXPECT_EQ(Reading("P1001Y"), too_long);
  EXPECT_EQ(Reading("P12000M"), "P1000Y");
  EXPECT_EQ(Reading("P12001M"), too_long);
  EXPECT_EQ(Reading("P365250D"), "P365250D");
  EXPECT_EQ(Reading("P365251D"), too_long);
  EXPECT_EQ(Reading("P52178W"), "P365246D");
  EXPECT_EQ(Reading("P52179W"), too_long);
  EXPECT_EQ(Reading("PT8766000H"), "PT8766000H");
  EXPECT_EQ(Reading("PT8766000H1S"), too_long);
  EXPECT_EQ(Reading("P1000Y1D"), too_long);
  EXPECT_EQ(Reading("P999Y365D"), "P999Y365D");
  EXPECT_EQ(Reading("P99999999999999999999999999D"), too_long);
  EXPECT_EQ(Reading("P9223372036854775807Y"), too_long);
}

TEST(FormatPeriodTest, ShortestFormOfEachKind) {
  EXPECT_EQ(Format(Period{}), "P0D");
  EXPECT_EQ(Format(Period{12, 0, 0}), "P1Y");
  EXPECT_EQ(Format(Period{14, 3, 0}), "P1Y2M3D");
  EXPECT_EQ(Format(Period{0, 14, 0}), "P14D");
  EXPECT_EQ(Format(Period{0, 0, 86'400}), "PT24H");
  EXPECT_EQ(Format(Period{0, 0, 3661}), "PT1H1M1S");
}

TEST(FormatPeriodTest, WhatIsFormattedParsesToTheSame) {
  for (const Period& period :
       {Period{0, 1, 0}, Period{1, 0, 0}, Period{27, 400, 0}, Period{0, 0, 1}, Period{0, 0, 60}, Period{0, 0, 90'061}}) {
    EXPECT_EQ(ParsePeriod(Format(period)).value(), period) << Format(period);
  }
}

TEST(PartsOfTest, MonthsAreYearsAndSecondsAreHoursAndDaysStayDays) {
  const PeriodParts calendar = PartsOf(Period{18, 90, 0});
  EXPECT_EQ(calendar.years, 1);
  EXPECT_EQ(calendar.months, 6);
  EXPECT_EQ(calendar.days, 90);
  const PeriodParts clock = PartsOf(Period{0, 0, 100'861});
  EXPECT_EQ(clock.hours, 28);
  EXPECT_EQ(clock.minutes, 1);
  EXPECT_EQ(clock.seconds, 1);
  EXPECT_EQ(clock.days, 0);
}

}  // namespace lofte::time::period_test
