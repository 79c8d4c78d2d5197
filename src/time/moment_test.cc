#include "time/moment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace lofte::time::moment_test {

Day On(std::string_view text) { return ParseDay(text).value(); }
Step Add(std::string_view period) { return {Step::Kind::kAdd, ParsePeriod(period).value()}; }
const Step kMonth{Step::Kind::kEndOfMonth, {}};
const Step kYear{Step::Kind::kEndOfCalendarYear, {}};
const Step kFinancial{Step::Kind::kEndOfFinancialYear, {}};

// Chains as policies have them, and some that only try the edges.
std::vector<Chain> Chains() {
  return {
      {},
      {Add("P0D")},
      {Add("P1D")},
      {Add("P90D")},
      {Add("P1M")},
      {Add("P6M")},
      {Add("P1Y")},
      {Add("P2Y")},
      {Add("P1M1D")},
      {Add("P1M"), Add("P1M")},
      {Add("P1M"), Add("P30D"), Add("P1M")},
      {kMonth},
      {kMonth, Add("P1M")},
      {Add("P1M"), kMonth},
      {kYear, Add("P7Y")},
      {kFinancial, Add("P5Y")},
      {kFinancial, kYear, Add("P7Y")},
      {Add("P11M"), kFinancial, Add("P1Y6M")},
      {Add("P13D"), kMonth, kFinancial, Add("P30D")},
  };
}

// The year ends that make a difference to `chain`.
std::vector<YearEnd> YearEnds(const Chain& chain) {
  if (std::find(chain.begin(), chain.end(), kFinancial) == chain.end()) return {YearEnd{}};
  return {{12, 31}, {2, 28}, {2, 29}, {6, 30}, {1, 1}, {4, 5}};
}

// Days of fifty years with their leap days, 2000 (a leap century) among them.
const std::int32_t kFrom = On("1985-01-01").number;
const std::int32_t kUntil = On("2035-01-01").number;

TEST(ApplyTest, StepsAreTakenFirstToLast) {
  EXPECT_EQ(Apply({kFinancial, kYear, Add("P7Y")}, On("2025-03-01"), YearEnd{6, 30}), On("2032-12-31"));
  EXPECT_EQ(Apply({Add("P7Y"), kFinancial}, On("2025-07-01"), YearEnd{6, 30}), On("2033-06-30"));
  EXPECT_EQ(Apply({}, On("2025-07-01"), YearEnd{}), On("2025-07-01"));
}

TEST(ApplyTest, NeverDecreasesWhenTheDayGrows) {
  int decreased = 0;
  for (const Chain& chain : Chains()) {
    for (const YearEnd year_end : YearEnds(chain)) {
      Day before = kFirstDay;
      for (std::int32_t day = kFrom; day < kUntil; ++day) {
        const Day now = Apply(chain, Day{day}, year_end);
        if (now < before) ++decreased;
        before = now;
      }
    }
  }
  EXPECT_EQ(decreased, 0);
}

TEST(CutoffTest, AgreesWithEveryDayOfFiftyYears) {
  int differences = 0;
  for (const Chain& chain : Chains()) {
    for (const YearEnd year_end : YearEnds(chain)) {
      // `first` walks to the first day whose rule has not ended by `last`; the days before it have all been seen to end.
      std::int32_t first = kFrom - 30 * 366;
      for (std::int32_t last = kFrom; last < kUntil; ++last) {
        while (Apply(chain, Day{first}, year_end) <= Day{last}) ++first;
        if (Cutoff(chain, Day{last}, year_end) != Day{first}) ++differences;
      }
    }
  }
  EXPECT_EQ(differences, 0);
}

TEST(CutoffTest, PeriodSubtractedFromTodayWouldBeWrong) {
  // On 28 February everything since 28 January 00:00 has ended, 29, 30 and 31 January too.
  EXPECT_EQ(Cutoff({Add("P1M")}, On("2026-02-28"), YearEnd{}), On("2026-02-01"));
  EXPECT_EQ(Cutoff({Add("P1M")}, On("2026-02-27"), YearEnd{}), On("2026-01-28"));
  EXPECT_EQ(Cutoff({Add("P1M")}, On("2026-03-31"), YearEnd{}), On("2026-03-01"));
}

TEST(CutoffTest, WorkedExamplesOfTheDesign) {
  EXPECT_EQ(Cutoff({Add("P90D")}, On("2026-11-21"), YearEnd{}), On("2026-08-24")) << "a chat sent 23 August is due, 24 August is not";
  EXPECT_EQ(Cutoff({kFinancial, Add("P7Y")}, On("2026-12-31"), YearEnd{}), On("2020-01-01"));
  EXPECT_EQ(Cutoff({kFinancial, Add("P7Y")}, On("2026-12-30"), YearEnd{}), On("2019-01-01"));
  EXPECT_EQ(Cutoff({Add("P2Y")}, On("2026-02-28"), YearEnd{}), On("2024-03-01")) << "29 February 2024 ends with the 28th";
}

TEST(CutoffTest, EndsOfTheCalendar) {
  EXPECT_EQ(Cutoff({Add("P1D")}, Day{kFirstDay.number - 1000}, YearEnd{}), kFirstDay);
  EXPECT_EQ(Cutoff({Add("P1D")}, kFirstDay, YearEnd{}), kFirstDay);
  EXPECT_EQ(Cutoff({Add("P1D")}, Day{kFirstDay.number + 1}, YearEnd{}), Day{kFirstDay.number + 1});
  EXPECT_EQ(Cutoff({Add("P1000Y")}, kLastDay, YearEnd{}), Day{kLastDay.number + 1});
  EXPECT_EQ(Cutoff({}, Day{kLastDay.number - 1}, YearEnd{}), kLastDay);
}

}  // namespace lofte::time::moment_test
