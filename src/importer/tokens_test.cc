#include "importer/tokens.h"

#include <gtest/gtest.h>

namespace lofte::importer {

TEST(TokensTest, CapitalsAreFoldedToTheirOwnSmallLetters) {
  EXPECT_EQ(Fold("ÅÆØÄÖŠŽŸ"), "åæøäöšžÿ");
  EXPECT_EQ(Fold("ĸſŉ"), "ĸſŉ") << "small letters without a capital stay";
}

}  // namespace lofte::importer
