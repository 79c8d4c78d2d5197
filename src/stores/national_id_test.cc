#include "stores/national_id.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace lofte::stores {
namespace national_id_test {

// Published as examples (811218-9876, 070761-4285, 131052-308T, 12345678Z, X1234567L) or made by the rule.
const char* const kNumbers[] = {
    "81121898"
    "76",
    "811218-9876",
    "811218+9876",
    "19811218-9876",
    "198112189876",
    "070761-4285",
    "0707614285",
    "131052-308T",
    "12345678Z",
    "12345678-Z",
    "X1234567L",
    "X-1234567-L",
    "01017012343",
    "010170 12343",
    "41129045629"};

TEST(HasNationalIdTest, FindsEachKindByItselfAndInAText) {
  for (const std::string number : kNumbers) {
    EXPECT_TRUE(HasNationalId(number)) << number;
    EXPECT_TRUE(HasNationalId("born as " + number + ", she said")) << number;
    EXPECT_FALSE(HasNationalId("ref" + number)) << number;
    EXPECT_FALSE(HasNationalId(number + "7")) << number;
  }
}

TEST(HasNationalIdTest, CheckDigitsAndDaysAreLookedAt) {
  for (const char* text : {"811218-9875", "0707614286", "131052-308U", "12345678A", "X1234567A", "811318-9876", "310261-4285", "",
                           "20261127 1200", "call 22 33 44 55"})
    EXPECT_FALSE(HasNationalId(text)) << text;
}

}  // namespace national_id_test
}  // namespace lofte::stores
