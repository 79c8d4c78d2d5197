#include "policy/laws.h"

#include <set>

#include "policy/countries.h"
#include "policy/policy_test_support.h"
#include "time/zone.h"

namespace lofte::policy {
namespace laws_test {

End Parsed(std::string_view source) {
  Issues issues;
  std::optional<End> end = ParseEnd(source, Span{}, issues);
  EXPECT_TRUE(end) << source;
  return end ? *end : End{};
}

const time::YearEnd kDecember = {12, 31};
const time::YearEnd kJune = {6, 30};

TEST(LawsTest, EachHasAnIdOfItsOwnAndAnEndThatParses) {
  std::set<std::string> ids;
  for (const Law& law : Laws()) {
    EXPECT_TRUE(ids.insert(law.id).second) << law.id;
    EXPECT_EQ(Parsed(law.end).name, "record.date") << law.id;
    EXPECT_TRUE(IsCountryCode(law.id.substr(0, 2))) << law.id;
    EXPECT_EQ(law.id.at(2), '/');
    EXPECT_FALSE(law.cite.empty()) << law.id;
  }
  EXPECT_EQ(ids.size(), 15u);
}

TEST(LawsTest, UnknownIdIsNotFound) { EXPECT_EQ(FindLaw("DK/tax"), nullptr); }

TEST(LawsTest, EveryLawReachesAndDoesNotExceedItself) {
  for (const Law& law : Laws()) {
    EXPECT_TRUE(Reaches(Parsed(law.end), law, kJune)) << law.id;
    EXPECT_FALSE(Exceeds(Parsed(law.end), law, kJune)) << law.id;
  }
}

TEST(LawsTest, CountingFromTheEventFallsShortOfCountingFromTheYear) {
  const Law& law = *FindLaw("DK/bookkeeping");
  EXPECT_FALSE(Reaches(Parsed("P5Y after x"), law, kDecember));
  EXPECT_TRUE(Reaches(Parsed("P6Y after x"), law, kDecember));
  EXPECT_TRUE(Exceeds(Parsed("P6Y after x"), law, kDecember));
}

TEST(LawsTest, BrokenFinancialYearLengthensTheSwedishMinimum) {
  const Law& law = *FindLaw("SE/bookkeeping");
  EXPECT_TRUE(Reaches(Parsed("P7Y after financial-year-end(x)"), law, kDecember));
  EXPECT_FALSE(Reaches(Parsed("P7Y after financial-year-end(x)"), law, kJune));
}

TEST(LawsTest, WhatHasNoSingleEventCannotBeCompared) {
  const Law& law = *FindLaw("DK/bookkeeping");
  for (const char* source : {"while a", "latest(while a, P1D after b)", "PT1H after x"}) {
    EXPECT_TRUE(Reaches(Parsed(source), law, kDecember)) << source;
    EXPECT_FALSE(Exceeds(Parsed(source), law, kDecember)) << source;
  }
}

TEST(CountriesTest, ZonesAreInTheDatabase) {
  for (const char* country : {"DK", "NO", "SE", "FI", "IS", "ES", "DE", "GB", "CY", "LI"}) {
    EXPECT_TRUE(time::Zone::Named(TimeZoneOf(country))) << country;
  }
  EXPECT_EQ(TimeZoneOf("US"), "");
}

TEST(CountriesTest, AdequacyIsAsDecided) {
  EXPECT_EQ(AdequacyOf("NO"), Adequacy::kEea);
  EXPECT_EQ(AdequacyOf("EU"), Adequacy::kEea);
  EXPECT_EQ(AdequacyOf("BR"), Adequacy::kAdequate);
  EXPECT_EQ(AdequacyOf("US"), Adequacy::kThird);
  EXPECT_EQ(AdequacyOf("global"), Adequacy::kThird);
  EXPECT_EQ(AdequacyOf(""), Adequacy::kThird);
}

TEST(CountriesTest, CodeIsTwoCapitals) {
  EXPECT_TRUE(IsCountryCode("DK"));
  EXPECT_FALSE(IsCountryCode("dk"));
  EXPECT_FALSE(IsCountryCode("DNK"));
}

}  // namespace laws_test
}  // namespace lofte::policy
