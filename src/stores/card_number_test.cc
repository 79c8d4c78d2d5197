#include "stores/card_number.h"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <string>

namespace lofte::stores {
namespace card_number_test {

TEST(CardNumberTest, NumbersOfEveryIssuerAreFound) {
  for (const char* number :
       {"4111111111111111", "4222222222222", "5555555555554444", "2223003122003222", "378282246310005", "6011111111111117",
        "30569309025904", "3530111333300000", "6205500000000000004", "5019717010103742", "6759649826438453"}) {
    EXPECT_TRUE(HasCardNumber(number)) << number;
    EXPECT_TRUE(HasCardNumber(std::string("paid with ") + number + ", thanks")) << number;
  }
}

TEST(CardNumberTest, SpacesAndHyphensStandBetweenDigits) {
  EXPECT_TRUE(HasCardNumber("4111 1111 1111 1111"));
  EXPECT_TRUE(HasCardNumber("4111-1111-1111-1111"));
  EXPECT_TRUE(HasCardNumber("12 4111 1111 1111 1111 05/28"));
  EXPECT_TRUE(HasCardNumber("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"));
  EXPECT_FALSE(HasCardNumber("4111  1111 1111 1111"));
  EXPECT_FALSE(HasCardNumber("4111.1111.1111.1111"));
}

TEST(CardNumberTest, OtherNumbersAreNot) {
  for (const char* number : {"4111111111111112", "1111111111111117", "0000000000000000", "1732190400000", "411111111111",
                             "41111111111111110", "14111111111111111", "", "2026-11-21 12:00:00"}) {
    EXPECT_FALSE(HasCardNumber(number)) << number;
  }
}

TEST(CardNumberTest, EveryWrongDigitIsSeen) {
  const std::string number = "4111111111111111";
  for (std::size_t i = 1; i < number.size(); ++i) {
    std::string wrong = number;
    wrong[i] = '2';
    EXPECT_FALSE(HasCardNumber(wrong)) << i;
  }
}

TEST(CardNumberTest, LongestAndShortestAreTheBounds) {
  EXPECT_TRUE(HasCardNumber("4000000000000000006"));    // 19
  EXPECT_FALSE(HasCardNumber("40000000000000000002"));  // 20
  EXPECT_TRUE(HasCardNumber("4000000000006"));          // 13
  EXPECT_FALSE(HasCardNumber("400000000006"));          // 12
}

TEST(CardNumberTest, CandidateRegexMissesNothing) {
  const std::regex candidate(std::string(CardNumberCandidateRegex()), std::regex::extended);
  constexpr unsigned kSeed = 20260321;
  std::mt19937 random(kSeed);
  int found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 34; ++i) text += "44444555301234567890123456789 -x"[random() % 32];
    if (!HasCardNumber(text)) continue;
    ++found;
    EXPECT_TRUE(std::regex_search(text, candidate)) << "seed " << kSeed << ", round " << round << ": " << text;
  }
  EXPECT_GT(found, 20);
}

}  // namespace card_number_test
}  // namespace lofte::stores
