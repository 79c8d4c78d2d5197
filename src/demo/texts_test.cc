#include "demo/texts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "demo/people.h"
#include "stores/formats.h"

namespace lofte::demo {
namespace texts_test {

std::size_t LongestDigitRun(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (char c : text) {
    if (c >= '0' && c <= '9')
      longest = std::max(longest, ++run);
    else if (c != ' ' && c != '-')
      run = 0;
  }
  return longest;
}

TEST(SlugTest, FoldsNordicLettersAndJoinsWords) {
  EXPECT_EQ(Slug("Åse Ødegaard-Sjögren"), "aase-oedegaard-sjoegren");
  EXPECT_EQ(Slug("Sæther Märta"), "saether-maerta");
  EXPECT_EQ(Slug("  !? "), "");
}

TEST(ReservedDomainTest, AcceptsOnlyWhatNobodyCanOwn) {
  for (const char* domain : {"example.com", "example.org", "mail.example.net", "post.example", "a.test"})
    EXPECT_TRUE(IsReservedDomain(domain)) << domain;
  for (const char* domain : {"gigcoms.com", "example.no", "notexample.com", "example", "", ".example"})
    EXPECT_FALSE(IsReservedDomain(domain)) << domain;
}

TEST(TextsTest, HashesHaveTheirFormats) {
  Random random(7, Hash("texts"), 1);
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(stores::Matches(stores::ColumnFormat::kArgon2id, DrawArgon2id(random)));
    EXPECT_TRUE(stores::Matches(stores::ColumnFormat::kSha256Hex, DrawSha256(random)));
  }
}

TEST(TextsTest, NothingLooksLikeACard) {
  Random random(7, Hash("texts"), 2);
  for (int i = 0; i < 2000; ++i) {
    for (const std::string& text : {DrawToken("pi_", 64, random), DrawSha256(random), DrawArgon2id(random), DrawIp(random),
                                    DrawPhone("sv", random), DrawPhone("nb", random), DrawPhone("da", random)}) {
      EXPECT_LT(LongestDigitRun(text), 13u) << text;
    }
  }
}

TEST(PhoneTest, SwedishNumbersLieInTheRangesForFiction) {
  Random random(7, Hash("phones"), 1);
  for (int i = 0; i < 500; ++i) {
    const std::string phone = DrawPhone("sv", random);
    const std::string range = phone.substr(0, phone.size() - 2);
    EXPECT_TRUE(range == "+46 70-174 06 " || range == "+46 31-390 06 " || range == "+46 8-465 004 ") << phone;
    EXPECT_TRUE(range != "+46 70-174 06 " || phone.substr(phone.size() - 2) >= "05") << phone;
  }
}

TEST(NamesTest, EveryLanguageHasItsOwnLetters) {
  auto has = [](const NameList& names, std::string_view letter) {
    auto with = [&](std::string_view name) { return name.find(letter) != std::string_view::npos; };
    return std::any_of(names.first.begin(), names.first.end(), with) && std::any_of(names.last.begin(), names.last.end(), with);
  };
  for (const char* letter : {"å", "ä", "ö"}) EXPECT_TRUE(has(NamesOf("sv"), letter)) << letter;
  for (const char* language : {"nb", "da"}) {
    for (const char* letter : {"ø", "æ"}) EXPECT_TRUE(has(NamesOf(language), letter)) << language << letter;
  }
  EXPECT_EQ(NamesOf("xx").language, "nb");
}

}  // namespace texts_test
}  // namespace lofte::demo
