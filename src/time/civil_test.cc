#include "time/civil.h"

#include <gtest/gtest.h>

#include <limits>

namespace lofte::time::civil_test {

Day On(std::string_view text) { return ParseDay(text).value(); }

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned DaysIn(int year, unsigned month) {
  constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

bool Refuses(std::string_view text) {
  const Result<Day> day = ParseDay(text);
  return !day && day.error().code == ErrorCode::kInvalid;
}

TEST(DayTest, EveryDayOfTheCalendarIsCountedOnceAndInOrder) {
  std::int32_t number = kFirstDay.number;
  int wrong = 0;
  for (int year = 1; year <= 9999; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      for (unsigned day = 1; day <= DaysIn(year, month); ++day, ++number) {
        const CivilDate civil = ToCivil(Day{number});
        if (ToDay({year, month, day}) != Day{number} || civil.year != year || civil.month != month || civil.day != day) ++wrong;
      }
    }
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(number, kLastDay.number + 1);
}

TEST(DayTest, KnownDaysHaveTheirNumbers) {
  EXPECT_EQ(On("1970-01-01").number, 0);
  EXPECT_EQ(On("1990-01-01").number, 7305);
  EXPECT_EQ(On("2100-01-01").number, 47482);
  EXPECT_EQ(On("0001-01-01"), kFirstDay);
  EXPECT_EQ(On("9999-12-31"), kLastDay);
}

TEST(ToDayTest, DatesThatDoNotExistHaveNoDay) {
  EXPECT_FALSE(ToDay({2026, 2, 29}));
  EXPECT_FALSE(ToDay({2026, 2, 30}));
  EXPECT_FALSE(ToDay({2026, 13, 1}));
  EXPECT_FALSE(ToDay({2026, 0, 1}));
  EXPECT_FALSE(ToDay({2026, 1, 0}));
  EXPECT_FALSE(ToDay({2026, 1, 257}));
  EXPECT_FALSE(ToDay({2026, 258, 1}));
  EXPECT_FALSE(ToDay({1900, 2, 29}));
  EXPECT_TRUE(ToDay({2000, 2, 29}));
}

TEST(ToDayTest, YearsOutsideTheLimitsHaveNoDay) {
  EXPECT_TRUE(ToDay({1, 1, 1}));
  EXPECT_FALSE(ToDay({0, 12, 31}));
  EXPECT_TRUE(ToDay({9999, 12, 31}));
  EXPECT_FALSE(ToDay({10000, 1, 1}));
  EXPECT_FALSE(ToDay({65536 + 2026, 1, 1}));
}

TEST(ToCivilTest, DayAfterTheLastIsShownAndFurtherOnesAreNot) {
  EXPECT_EQ(Format(Day{kLastDay.number + 1}), "10000-01-01");
  EXPECT_EQ(Format(Day{std::numeric_limits<std::int32_t>::max()}), "10000-01-01");
  EXPECT_EQ(Format(Day{std::numeric_limits<std::int32_t>::min()}), "0001-01-01");
}

TEST(ParseDayTest, OnlyTheExtendedIsoFormIsADate) {
  EXPECT_EQ(Format(On("2026-11-21")), "2026-11-21");
  for (const std::string_view text : {"", "2026-11-2", "2026-11-211", "20261121", "2026/11/21", "2026-1-121", "-026-11-21", "2026-11-2x",
                                      " 2026-11-21", "0000-00-00", "0000-01-01", "2026-02-30", "2026-11-21T00:00:00Z"}) {
    EXPECT_TRUE(Refuses(text)) << text;
  }
}

TEST(ParseDayTest, RefusalRepeatsNoMoreThanTheFrontOfItsInput) {
  EXPECT_LT(ParseDay(std::string(100'000, 'x')).error().message.size(), 120u);
}

TEST(FormatInstantTest, FractionIsShownOnlyWhenThereIsOne) {
  EXPECT_EQ(Format(Instant{0}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Format(Instant{-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(Format(Instant{1'763'730'000'500'000}), "2025-11-21T13:00:00.500000Z");
  EXPECT_EQ(Format(LocalTime{kMicrosPerDay - kMicrosPerSecond}), "1970-01-01T23:59:59");
}

TEST(FormatInstantTest, InstantOutsideTheCalendarIsNoDate) {
  EXPECT_EQ(Format(Instant{std::numeric_limits<std::int64_t>::max()}), "after 9999-12-31Z");
  EXPECT_EQ(Format(Instant{std::numeric_limits<std::int64_t>::min()}), "before 0001-01-01Z");
}

TEST(DayOfLocalTimeTest, RoundsDownOnBothSidesOfTheEpoch) {
  EXPECT_EQ(DayOf(LocalTime{0}).number, 0);
  EXPECT_EQ(DayOf(LocalTime{-1}).number, -1);
  EXPECT_EQ(DayOf(LocalTime{-kMicrosPerDay}).number, -1);
  EXPECT_EQ(DayOf(LocalTime{-kMicrosPerDay - 1}).number, -2);
  EXPECT_EQ(DayOf(LocalTime{kMicrosPerDay - 1}).number, 0);
  EXPECT_EQ(DayOf(LocalTime{kMicrosPerDay}).number, 1);
}

TEST(LastDayTest, DayNumberIsKeptOrShortened) {
  EXPECT_EQ(LastDay(On("2026-01-31"), Period{1, 0, 0}), On("2026-02-28"));
  EXPECT_EQ(LastDay(On("2024-01-31"), Period{1, 0, 0}), On("2024-02-29"));
  EXPECT_EQ(LastDay(On("2024-02-29"), Period{12, 0, 0}), On("2025-02-28"));
  EXPECT_EQ(LastDay(On("2024-02-29"), Period{48, 0, 0}), On("2028-02-29"));
  EXPECT_EQ(LastDay(On("2026-02-28"), Period{1, 0, 0}), On("2026-03-28"));
  EXPECT_EQ(LastDay(On("2026-12-15"), Period{1, 0, 0}), On("2027-01-15"));
}

TEST(LastDayTest, MonthsComeBeforeDays) { EXPECT_EQ(LastDay(On("2026-01-31"), Period{1, 1, 0}), On("2026-03-01")); }

TEST(LastDayTest, NinetyDaysAreNotThreeMonths) {
  EXPECT_EQ(LastDay(On("2026-08-24"), Period{0, 90, 0}), On("2026-11-22"));
  EXPECT_EQ(LastDay(On("2026-08-24"), Period{3, 0, 0}), On("2026-11-24"));
}

TEST(LastDayTest, ZeroIsTheDayItself) { EXPECT_EQ(LastDay(On("2024-02-29"), Period{}), On("2024-02-29")); }

TEST(LastDayTest, SaturatesAtTheEndOfTheCalendar) {
  EXPECT_EQ(LastDay(On("9999-12-30"), Period{0, 1, 0}), kLastDay);
  EXPECT_EQ(LastDay(On("9999-12-31"), Period{0, 1, 0}), kLastDay);
  EXPECT_EQ(LastDay(On("9999-11-30"), Period{1, 0, 0}), On("9999-12-30"));
  EXPECT_EQ(LastDay(On("9999-12-01"), Period{1, 0, 0}), kLastDay);
  EXPECT_EQ(LastDay(On("2026-01-01"), Period{12'000 * 100, 0, 0}), kLastDay);
  EXPECT_EQ(LastDay(Day{std::numeric_limits<std::int32_t>::max()}, Period{0, std::numeric_limits<std::int32_t>::max(), 0}), kLastDay);
}

TEST(LastDayDeathTest, ClockPeriodIsABrokenInvariant) { EXPECT_DEATH((void)LastDay(Day{0}, Period{0, 0, 3600}), "a period under a day"); }

TEST(EndOfTest, MonthAndYearEndOnTheirLastDay) {
  EXPECT_EQ(EndOfMonth(On("2024-02-01")), On("2024-02-29"));
  EXPECT_EQ(EndOfMonth(On("2100-02-28")), On("2100-02-28"));
  EXPECT_EQ(EndOfMonth(On("2026-12-31")), On("2026-12-31"));
  EXPECT_EQ(EndOfCalendarYear(On("2026-01-01")), On("2026-12-31"));
  EXPECT_EQ(EndOfCalendarYear(kLastDay), kLastDay);
}

TEST(EndOfFinancialYearTest, YearThatEndsInSummerHoldsTwoCalendarYears) {
  const YearEnd june{6, 30};
  EXPECT_EQ(EndOfFinancialYear(On("2025-06-30"), june), On("2025-06-30"));
  EXPECT_EQ(EndOfFinancialYear(On("2025-07-01"), june), On("2026-06-30"));
  EXPECT_EQ(EndOfFinancialYear(On("2025-12-31"), june), On("2026-06-30"));
}

TEST(EndOfFinancialYearTest, TwentyNinthOfFebruaryIsTheLastDayOfFebruary) {
  const YearEnd last_of_february{2, 29};
  EXPECT_EQ(EndOfFinancialYear(On("2025-02-28"), last_of_february), On("2025-02-28"));
  EXPECT_EQ(EndOfFinancialYear(On("2024-02-28"), last_of_february), On("2024-02-29"));
  EXPECT_EQ(EndOfFinancialYear(On("2023-03-01"), last_of_february), On("2024-02-29"));
}

TEST(EndOfFinancialYearTest, TwentyEighthOfFebruaryIsThatDayInLeapYearsToo) {
  EXPECT_EQ(EndOfFinancialYear(On("2024-02-29"), YearEnd{2, 28}), On("2025-02-28"));
}

TEST(EndOfFinancialYearTest, LastYearOfTheCalendarSaturates) { EXPECT_EQ(EndOfFinancialYear(On("9999-07-01"), YearEnd{6, 30}), kLastDay); }

TEST(ParseYearEndTest, MonthAndDayThatExistInSomeYear) {
  EXPECT_EQ(ParseYearEnd("06-30")->month, 6u);
  EXPECT_EQ(ParseYearEnd("02-29")->day, 29u);
  for (const std::string_view text : {"", "6-30", "06-31", "02-30", "13-01", "00-10", "06/30", "06-30 ", "a6-30"}) {
    const Result<YearEnd> refused = ParseYearEnd(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  }
}

}  // namespace lofte::time::civil_test
