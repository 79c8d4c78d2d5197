#include "record/phrases.h"

#include <set>

#include "policy/policy.h"
#include "record/record_test_support.h"
#include "record/sheet.h"

namespace lofte::record {
namespace phrases_test {

using Keys = std::set<std::string>;

Keys KeysOf(const std::string& text) {
  const std::vector<std::string> names = PlaceholdersOf(text);
  return {names.begin(), names.end()};
}

TEST(PhrasesTest, LanguagesAreThoseOfTheNordicCountriesAndEnglish) {
  EXPECT_EQ(Languages(), (std::vector<std::string>{"da", "en", "nb", "nn", "sv"}));
}

TEST(PhrasesTest, EveryLanguageHasEveryPhraseWithItsPlaceholders) {
  const auto english = support::In("en").all();
  for (const std::string& language : Languages()) {
    const auto texts = support::In(language).all();
    EXPECT_EQ(texts.size(), english.size()) << language;
    for (const auto& [key, text] : english) {
      ASSERT_EQ(texts.count(key), 1u) << language << ": " << key;
      EXPECT_EQ(KeysOf(texts.at(key)), KeysOf(text)) << language << ": " << key;
      EXPECT_FALSE(texts.at(key).empty()) << language << ": " << key;
    }
  }
}

TEST(PhrasesTest, WhateverAPolicyMaySayHasAPhrase) {
  const Phrases phrases = support::In("en");
  for (const std::string& safeguard : policy::kSafeguards)
    EXPECT_EQ(phrases.Find("safeguard." + safeguard).empty(), safeguard == "dpa") << safeguard;
  for (const std::string& automated : policy::kAutomated) EXPECT_NE(phrases.Find("automated." + automated), "") << automated;
  for (int basis = 0; basis < 6; ++basis)
    EXPECT_NE(phrases.Find("basis." + std::string(policy::NameOf(static_cast<policy::Basis>(basis)))), "") << basis;
  for (char letter = 'a'; letter <= 'j'; ++letter) EXPECT_NE(phrases.Find(std::string("article9.") + letter), "") << letter;
}

TEST(PhrasesTest, CountryIsCalledByItsNameOrSaidToBeSeveral) {
  EXPECT_EQ(support::In("sv").Country("DE"), "Tyskland");
  EXPECT_EQ(support::In("sv").Country("EU"), "EU");
  EXPECT_EQ(support::In("nb").Country("global"), "flere land i og utenfor EØS");
}

TEST(PhrasesTest, EveryColumnOfEveryLayoutHasAHeading) {
  const Record record = support::RecordOf(support::kShop);
  for (const std::string& language : Languages())
    for (const std::string& layout : Templates())
      for (const policy::Role role : {policy::Role::kController, policy::Role::kProcessor})
        EXPECT_GT(LayOut(record, role, layout, support::In(language), true).columns.size(), 10u) << layout;
}

TEST(PhrasesTest, UnknownLanguageIsRefusedWithThoseThereAre) {
  const Result<Phrases> phrases = Phrases::Read("fi");
  ASSERT_FALSE(phrases);
  EXPECT_NE(phrases.error().message.find("`nb`"), std::string::npos);
}

TEST(PhrasesTest, PeriodsAreCounted) {
  const Phrases phrases = support::In("en");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("P1Y").value()), "1 year");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("P18M").value()), "1 year and 6 months");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("P24M").value()), "2 years");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("P2W").value()), "14 days");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("P1M15D").value()), "1 month and 15 days");
  EXPECT_EQ(phrases.Period(time::ParsePeriod("PT90M").value()), "1 hour and 30 minutes");
}

TEST(PhrasesTest, ValueWithBracesIsNotLookedInto) {
  EXPECT_EQ(support::In("en").Say("end.after", {{"period", "{moment}"}, {"moment", "x"}}), "{moment} after x");
}

}  // namespace phrases_test
}  // namespace lofte::record
