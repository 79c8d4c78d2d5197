#include "policy/countries.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "base/table.h"

namespace lofte::policy {
namespace {

TEST(CountryNameTest, IsThatOfTheLanguage) {
  EXPECT_EQ(CountryName("DE", "sv"), "Tyskland");
  EXPECT_EQ(CountryName("NO", "nn"), "Noreg");
  EXPECT_EQ(CountryName("US", "en"), "United States");
  EXPECT_EQ(CountryName("EU", "en"), "the EU");
}

TEST(CountryNameTest, WhatHasNoNameGoesByItsCode) {
  EXPECT_EQ(CountryName("QQ", "en"), "QQ");
  EXPECT_EQ(CountryName("DE", "tlh"), "DE");
}

TEST(CountryNameTest, EveryCountryThatDataMayGoToHasOne) {
  for (char first = 'A'; first <= 'Z'; ++first)
    for (char second = 'A'; second <= 'Z'; ++second) {
      const std::string code = {first, second};
      if (AdequacyOf(code) == Adequacy::kThird) continue;
      for (const char* language : {"en", "nb", "nn", "sv", "da"})
        EXPECT_TRUE(CountryName(code, language) != code || code == "EU") << code << " in " << language;
    }
}

TEST(CountryNameTest, NoCodeStandsTwiceAndNoNameIsEmpty) {
  std::string before;
  for (const TableRow& row : ReadRows("countries", ReadFile(LOFTE_SOURCE_DIR "/src/policy/data/countries.tsv").value())) {
    EXPECT_LT(before, row.front());
    before = row.front();
    for (const std::string& cell : row) EXPECT_FALSE(cell.empty()) << before;
  }
}

TEST(LeavesTheEeaTest, IsSoOfWhatIsNotInIt) {
  for (const char* country : {"US", "GB", "global"}) EXPECT_TRUE(LeavesTheEea(country)) << country;
  for (const char* country : {"DK", "NO", "EU", ""}) EXPECT_FALSE(LeavesTheEea(country)) << country;
}

}  // namespace
}  // namespace lofte::policy
