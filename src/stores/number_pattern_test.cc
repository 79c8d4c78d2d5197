#include "stores/number_pattern.h"

#include <gtest/gtest.h>

#include <regex>

#include "stores/number_samples.h"

namespace lofte::stores {
namespace number_pattern_test {

TEST(NumberPatternTest, NamesAreReadBack) {
  for (NumberPattern pattern : AllNumberPatterns()) EXPECT_EQ(ParseNumberPattern(NameOf(pattern)), pattern);
  EXPECT_FALSE(ParseNumberPattern("national-ids"));
  EXPECT_FALSE(ParseNumberPattern(""));
}

TEST(NumberPatternTest, EachSampleIsOfItsPatternAndNoOther) {
  for (const auto& [pattern, text] : number_samples::Good())
    for (NumberPattern other : AllNumberPatterns()) EXPECT_EQ(Holds(other, text), other == pattern) << NameOf(other) << " " << text;
}

TEST(NumberPatternTest, CandidateRegexMissesNothing) {
  constexpr unsigned kSeed = 20261127;
  for (NumberPattern pattern : AllNumberPatterns()) {
    const std::regex candidate(std::string(CandidateRegex(pattern)), std::regex::extended);
    int found = 0, others = 0;
    for (const std::string& text : number_samples::Samples(20000, kSeed)) {
      const bool holds = Holds(pattern, text);
      (holds ? found : others) += 1;
      EXPECT_TRUE(!holds || std::regex_search(text, candidate)) << "seed " << kSeed << ", " << NameOf(pattern) << ": " << text;
    }
    EXPECT_GT(found, 500) << NameOf(pattern);
    EXPECT_GT(others, 1000) << NameOf(pattern);
  }
}

}  // namespace number_pattern_test
}  // namespace lofte::stores
