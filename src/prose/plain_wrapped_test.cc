// Where lines of plain text that were wrapped go on, and where they do not.
#include "prose/prose_test_support.h"

namespace lofte::prose::plain_wrapped_test {

std::vector<std::string> Texts(std::string_view text) {
  std::vector<std::string> texts;
  for (const Block& block : MustRead(text, Format::kPlain).blocks) texts.push_back(block.text);
  return texts;
}
using Lines = std::vector<std::string>;

TEST(PlainWrappedTest, ANumberThatASentenceNeedsGoesOn) {
  EXPECT_EQ(Texts("The law obliges us to keep what we have sold to anybody for at least\n5 years after the end of the year.\n"),
            (Lines{"The law obliges us to keep what we have sold to anybody for at least 5 years after the end of the year."}));
}

TEST(PlainWrappedTest, AnOpenBracketGoesOn) {
  EXPECT_EQ(Texts("Needed for a contract with you, or for what you ask for before one (Article\n6(1)(b) GDPR).\n"),
            (Lines{"Needed for a contract with you, or for what you ask for before one (Article 6(1)(b) GDPR)."}));
}

TEST(PlainWrappedTest, ALineFurtherInGoesOn) {
  EXPECT_EQ(Texts("What they get: What is needed for Towers and apples, for Mirrors and for\n  Horses and mountains\n"),
            (Lines{"What they get: What is needed for Towers and apples, for Mirrors and for Horses and mountains"}));
}

TEST(PlainWrappedTest, LabelsBelowAnItemAreLinesOfTheirOwn) {
  EXPECT_EQ(Texts("* Recipient: Norvik: hosting\n  Role: Works for us\n  Where: Germany\n\n* Recipient: Taldora\n"),
            (Lines{"Recipient: Norvik: hosting", "Role: Works for us", "Where: Germany", "Recipient: Taldora"}));
}

}  // namespace lofte::prose::plain_wrapped_test
