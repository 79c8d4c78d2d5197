// The sentences of the languages: as many in each, about the same things, and all that a notice could need.
#include <algorithm>

#include "notice/notice_test_support.h"
#include "policy/authorities.h"
#include "policy/countries.h"

namespace lofte::notice {
namespace phrases_test {

std::vector<std::string> Sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

TEST(PhrasesTest, AreThereInFiveLanguages) {
  EXPECT_EQ(Languages(), (std::vector<std::string>{"da", "en", "nb", "nn", "sv"}));
  EXPECT_EQ(Phrases::Find("tlh"), nullptr);
}

TEST(PhrasesTest, EveryLanguageHasTheSameKeysWithTheSamePlaceholders) {
  const Phrases& english = *Phrases::Find("en");
  ASSERT_GT(english.all().size(), 250u);
  for (const std::string& language : Languages()) {
    const Phrases& phrases = *Phrases::Find(language);
    for (const auto& [key, text] : english.all()) {
      const auto found = phrases.all().find(key);
      ASSERT_NE(found, phrases.all().end()) << language << ": no " << key;
      EXPECT_EQ(Sorted(PlaceholdersOf(found->second)), Sorted(PlaceholdersOf(text))) << language << ": " << key;
      EXPECT_FALSE(found->second.empty()) << language << ": " << key;
    }
    EXPECT_EQ(phrases.all().size(), english.all().size()) << language;
  }
}

// A sentence that was copied and never translated. What is the same in two languages has no more letters than a word.
TEST(PhrasesTest, NoSentenceStandsInEnglishInAnotherLanguage) {
  constexpr std::size_t kWord = 30;
  const Phrases& english = *Phrases::Find("en");
  for (const std::string& language : Languages()) {
    if (language == "en") continue;
    for (const auto& [key, text] : Phrases::Find(language)->all())
      EXPECT_TRUE(text.size() <= kWord || text != english.Of(key)) << language << ": " << key;
  }
}

TEST(PhrasesTest, ThereIsOneForEveryWordThatAPolicyCanChoose) {
  const Phrases& phrases = *Phrases::Find("en");
  const auto require = [&](const std::string& stem, const std::vector<std::string>& words, const std::string& end = "") {
    for (const std::string& word : words) EXPECT_FALSE(phrases.Of(stem + word + end).empty());
  };
  require("automated.", policy::kAutomated);
  require("provision.", policy::kProvisions);
  require("safeguard.", policy::kSafeguards);
  require("cookie.kind.", policy::kCookieKinds);
  require("message.kind.", policy::kMessageKinds);
  require("message.carries-", policy::kCarried);
  require("breach.tell.", policy::kTold);
  require("risk.", policy::kRisks);
  require("within.", {"at-once", "undue-delay", "period"});
  require("way.", {"e-mail", "sms", "post", "phone", "push", "website", "app"});
  require("basis.art9.", {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
  for (int basis = 0; basis <= static_cast<int>(policy::Basis::kLegitimateInterests); ++basis)
    for (const char* stem : {"basis.", "short.basis."}) require(stem, {std::string(NameOf(static_cast<policy::Basis>(basis)))});
  for (const std::string& right : policy::kRights)
    if (right != "complaint" && right != "information")
      for (const char* end : {".title", ".short", ".explained"}) require("right.", {right}, end);
}

TEST(AuthoritiesTest, EveryCountryOfTheEeaHasOneThatCanBeReached) {
  for (const char* country : {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
                              "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"}) {
    const policy::Authority* authority = policy::AuthorityOf(country);
    ASSERT_NE(authority, nullptr) << country;
    EXPECT_FALSE(authority->name.empty()) << country;
    EXPECT_EQ(authority->web.rfind("http", 0), 0u) << country;
  }
  EXPECT_EQ(policy::AuthorityOf("US"), nullptr);
}

}  // namespace phrases_test
}  // namespace lofte::notice
