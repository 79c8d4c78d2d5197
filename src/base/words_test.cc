#include "base/words.h"

#include <gtest/gtest.h>

namespace lofte {
namespace words_test {

using Words = std::vector<std::string>;

TEST(WordsTest, AreAddedOnce) {
  Words words = {"b"};
  AddOnce(words, std::string("a"));
  AddEachOnce(words, {"b", "c", "a", "c"});
  EXPECT_EQ(words, (Words{"b", "a", "c"}));
}

TEST(WordsTest, AreFoundInAList) {
  EXPECT_TRUE(Contains(Words{"a", "b"}, "b"));
  EXPECT_FALSE(Contains(Words{"a", "b"}, "c"));
  EXPECT_TRUE(ContainsAny(Words{"a", "b"}, Words{"c", "a"}));
  EXPECT_FALSE(ContainsAny(Words{"a", "b"}, Words{}));
}

TEST(WordsTest, AreQuotedForAMessage) {
  EXPECT_EQ(Quoted({}), "");
  EXPECT_EQ(Quoted({"nb", "nn"}), "`nb`, `nn`");
}

TEST(WordsTest, AreOneTextAndBack) {
  EXPECT_EQ(JoinWords({}), "");
  EXPECT_EQ(JoinWords({"a", "b"}), "a b");
  EXPECT_EQ(SplitWords(JoinWords({"a", "b", "c"})), (Words{"a", "b", "c"}));
  EXPECT_EQ(SplitWords(""), Words());
  EXPECT_EQ(SplitWords("  a   b "), (Words{"a", "b"}));
}

TEST(WordsTest, PartsBetweenMarksAreNeverEmpty) {
  EXPECT_EQ(SplitAt("a|b c||d|", '|'), (std::vector<std::string_view>{"a", "b c", "d"}));
  EXPECT_TRUE(SplitAt("", '|').empty());
}

}  // namespace words_test
}  // namespace lofte
