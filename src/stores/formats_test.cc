#include "stores/formats.h"

#include <gtest/gtest.h>

#include <regex>

#include "stores/format_samples.h"

namespace lofte::stores {
namespace formats_test {

TEST(FormatsTest, NamesAreReadBack) {
  for (ColumnFormat format : AllColumnFormats()) EXPECT_EQ(ParseColumnFormat(NameOf(format)), format);
  EXPECT_FALSE(ParseColumnFormat("md5"));
  EXPECT_FALSE(ParseColumnFormat("Bcrypt"));
}

TEST(FormatsTest, EachSampleHasItsFormatAndNoOther) {
  for (const auto& [format, text] : format_samples::Good()) {
    for (ColumnFormat other : AllColumnFormats()) EXPECT_EQ(Matches(other, text), other == format) << NameOf(other) << " " << text;
  }
}

TEST(FormatsTest, NearMissesAreRefused) {
  EXPECT_FALSE(Matches(ColumnFormat::kBcrypt, "$2b$03$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"));
  EXPECT_FALSE(Matches(ColumnFormat::kBcrypt, "$2b$32$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"));
  EXPECT_FALSE(Matches(ColumnFormat::kArgon2id, "$argon2i$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub"));
  EXPECT_FALSE(Matches(ColumnFormat::kSha256Hex, std::string(63, 'a')));
  EXPECT_TRUE(Matches(ColumnFormat::kSha256Hex, std::string(64, 'a')));
  EXPECT_FALSE(Matches(ColumnFormat::kSha256Hex, std::string(65, 'a')));
  EXPECT_FALSE(Matches(ColumnFormat::kSha256Hex, std::string(64, 'a') + "\n"));
}

TEST(FormatsTest, RegexAndFunctionAgree) {
  constexpr unsigned kSeed = 7;
  const std::vector<std::string> samples = format_samples::Samples(1500, kSeed);
  for (ColumnFormat format : AllColumnFormats()) {
    // The anchors are regex_match's own.
    std::string pattern(PosixRegexOf(format));
    pattern = pattern.substr(1, pattern.size() - 2);
    const std::regex regex(pattern, std::regex::extended);
    for (const std::string& text : samples) {
      EXPECT_EQ(Matches(format, text), std::regex_match(text, regex)) << "seed " << kSeed << ", " << NameOf(format) << ": " << text;
    }
  }
}

}  // namespace formats_test
}  // namespace lofte::stores
