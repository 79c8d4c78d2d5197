#include "stores/national_id.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace lofte::stores {
namespace national_id_test {

// Published as examples, or made by the rule with another program.
const std::vector<std::string>& Numbers() {
  static const std::vector<std::string> numbers = {
      "09084040026", "090840 40026",  "15111893001",  // fødselsnummer, the last of somebody born in 2018
      "65116524818", "651165 24818",                  // D-nummer
      "811218-9876", "811218+9876",   "19811218-9876", "198112189876", "460826-7003", "771021-4011",  // personnummer
      "701063-2391", "19701063-2391",                                                                 // samordningsnummer
      "090648-3319", "110898-3465",   "101232-1232",                                                  // CPR
      "010165-4321",                                                                 // CPR of a 1 January, which may lack the check
      "131052-308T", "270359-326K",   "131052Y308T",                                 // henkilötunnus
      "12345678Z",   "12345678-Z",    "18736718K",                                   // DNI
      "X1234567L",   "X-1234567-L",   "X1234567-L",    "Y2214369N",    "Z5745214A",  // NIE
  };
  return numbers;
}

bool IsNone(const std::string& text) { return !HasNationalId(text); }

TEST(NationalIdTest, EachKindIsFoundByItselfAndInAText) {
  for (const std::string& number : Numbers()) {
    for (const std::string& text :
         {number, "born as " + number + ", she said", "(" + number + ")", "id:" + number + ".", "“" + number + "”",
          "{\"pnr\":\"" + number + "\"}", number + "\n", "12 " + number + " 7", "cv_" + number + ".pdf"})
      EXPECT_TRUE(HasNationalId(text)) << text;
  }
}

TEST(NationalIdTest, PartOfSomethingLongerIsNot) {
  for (const std::string& number : Numbers()) {
    for (const std::string& text : {"ref" + number, number + "7", "7" + number, number + "x", "550e8400-" + number, number + "-a716",
                                    "+" + number, "0." + number, number + ".50"})
      EXPECT_TRUE(IsNone(text)) << text;
  }
}

TEST(NationalIdTest, EveryWrongDigitIsSeen) {
  // Modulus 23 and 31 see each; so do the two checks of Norway, and Luhn.
  for (const std::string number : {"09084040026", "811218-9876", "110898-3465", "131052-308T", "12345678Z", "X1234567L"}) {
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (number[i] < '0' || number[i] > '9') continue;
      std::string wrong = number;
      wrong[i] = number[i] == '9' ? '0' : static_cast<char>(number[i] + 1);
      EXPECT_TRUE(IsNone(wrong)) << wrong;
    }
  }
}

TEST(NationalIdTest, BirthdaysAreInTheCalendar) {
  // Their check digits are right. In 2000 there was a 29 February, and in 2001 none.
  for (const char* text : {"811318-9875", "811232-9878", "311198-1234", "131352-1238", "290201A123J", "011332-4112"})
    EXPECT_TRUE(IsNone(text)) << text;
  EXPECT_TRUE(HasNationalId("290200A1239"));
}

// By the year of birth alone, the check digits are right on both sides.
TEST(NationalIdTest, YearsThatDaysOfOrdersCouldBeAreLeftOut) {
  EXPECT_TRUE(IsNone("101231-1237"));  // Denmark
  EXPECT_TRUE(HasNationalId("101232-1232"));
  EXPECT_TRUE(IsNone("310531-1230"));  // Finland
  EXPECT_TRUE(HasNationalId("310532-1238"));
  EXPECT_TRUE(IsNone("101231-2391"));  // Sweden
  EXPECT_TRUE(HasNationalId("091231-2394"));
  EXPECT_TRUE(IsNone("201012312391"));
  EXPECT_TRUE(HasNationalId("200912312394"));
}

TEST(NationalIdTest, OtherWritingsAreNot) {
  for (const char* text :
       {"8112189876", "0906483319", "0101654321", "811218 9876", "090648 3319", "090840-40026", "0908 4040026", "12345678z", "x1234567l",
        "12.345.678-Z", "131052-308t", "131052a308T", "811218–9876", "B87643680", "12345678 Z", "1981-12-18-9876", "090840  40026"})
    EXPECT_TRUE(IsNone(text)) << text;
}

// What a company's tables are full of. A day before a count, or a moment, would pass a check in one of ten.
TEST(NationalIdTest, OrdersMomentsAndTelephonesAreNot) {
  for (int year = 10; year <= 29; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int count = 0; count < 200; ++count) {
        const std::string day = fmt::format("{:02}{:02}{:02}", year, month, 1 + count % 28), order = fmt::format("{:04}", count);
        for (const std::string& text :
             {day + "-" + order, "20" + day + "-" + order, "20" + day + order, day + "0" + order, day + " 0" + order,
              day + fmt::format("-{:02}{:02}", count % 24, count % 60), "20" + day + fmt::format("{:02}{:02}", count % 24, count % 60)})
          ASSERT_TRUE(IsNone(text)) << text;
      }
    }
  }
  for (std::int64_t second = 1'600'000'000; second < 2'000'000'000; second += 40'009) {
    ASSERT_TRUE(IsNone(std::to_string(second))) << second;
    ASSERT_TRUE(IsNone(std::to_string(second) + "000")) << second;
  }
  for (int number = 0; number < 200'000; ++number) {
    for (const std::string& text :
         {fmt::format("+4670{:07}", number * 47), fmt::format("4670{:07}", number * 47), fmt::format("070{:07}", number * 47),
          fmt::format("+47{:08}", 40000000 + number * 281), fmt::format("+45{:08}", 20000000 + number * 381),
          fmt::format("+34{:09}", 600000000 + number * 997), fmt::format("358{:09}", 400000000 + number * 397)})
      ASSERT_TRUE(IsNone(text)) << text;
  }
}

// What the header says of numbers at random.
TEST(NationalIdTest, FewOtherNumbersPass) {
  constexpr unsigned kSeed = 7;
  std::mt19937 random(kSeed);
  const auto share_of = [&](auto make) {
    constexpr int kRounds = 200'000;
    int found = 0;
    for (int i = 0; i < kRounds; ++i) found += HasNationalId(make()) ? 1 : 0;
    return static_cast<double>(found) / kRounds;
  };
  const auto digits = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  EXPECT_EQ(share_of([&] { return digits(10); }), 0);
  EXPECT_EQ(share_of([&] { return digits(9); }), 0);
  EXPECT_LT(share_of([&] { return digits(11); }), 0.001);
  EXPECT_LT(share_of([&] { return digits(12); }), 0.001);
  EXPECT_LT(share_of([&] { return digits(6) + "-" + digits(4); }), 0.015);
  EXPECT_LT(share_of([&] { return digits(8) + static_cast<char>('A' + random() % 26); }), 1.0 / 23);
  const auto account = [&] {  // of a Norwegian bank: its last digit is the check by modulus 11 with the weights of the second one
    constexpr int kWeights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    for (;;) {
      const std::string text = digits(10);
      int sum = 0;
      for (int i = 0; i < 10; ++i) sum += kWeights[i] * (text[static_cast<std::size_t>(i)] - '0');
      if (const int check = (11 - sum % 11) % 11; check < 10) return text + static_cast<char>('0' + check);
    }
  };
  EXPECT_LT(share_of(account), 1.0 / 150);
  EXPECT_GT(share_of(account), 1.0 / 300);
}

}  // namespace national_id_test
}  // namespace lofte::stores
