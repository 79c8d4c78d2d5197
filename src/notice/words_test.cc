// words/LANG.yaml: what is wrong in it, and what is not there.
#include "notice/notice_test_support.h"

namespace lofte::notice {
namespace words_test {

struct Mistake {
  const char* name;
  const char* from;  // in the words of the shop
  const char* to;
};

const Mistake kMistakes[] = {
    {"an unknown section", "subjects:", "subject:"},
    {"an unknown category", "account.email: email address", "account.mail: email address"},
    {"a word that is a list", "account: account data", "account: [account data]"},
    {"a section that is a list", "subjects: { buyer: buyers }", "subjects: [buyer]"},
    {"an unknown field", "title: Sales", "titel: Sales"},
    {"a state that is a text", "{ is: your account is open, not: your account is closed }", "your account is open"},
    {"a text that is empty", "buyer: buyers", "buyer: ''"},
    {"another language", "language: en", "language: nb"},
    {"no language", "language: en\n", ""},
    {"another version", "lofte: 1", "lofte: 2"},
    {"a missing category", ", order: orders", ""},
    {"a missing state", "is: your account is open, ", ""},
    {"a missing field", "otherwise: Without it you cannot buy.", ""},
    {"a recipient without words", "recipients: { host: hosting }\n", ""},
};

std::string IssuesOf(const std::string& source) {
  const policy::Policy policy = support::PolicyOf(support::kShop);
  Issues issues;
  const std::optional<Words> words = ReadWords("words/en.yaml", source, "en", policy, issues);
  if (words && !HasErrors(issues)) CheckWords(BuildNotice(policy), *words, issues);
  std::string all;
  for (const Issue& issue : issues) all += Render(issue, source, false);
  return all;
}

TEST(WordsTest, OfTheShopHaveNothingWrongInThem) { EXPECT_EQ(IssuesOf(support::kWords), ""); }

TEST(WordsTest, EachMistakeIsToldWithItsPlaceAndWhatToDo) {
  std::string all;
  for (const Mistake& mistake : kMistakes)
    all += std::string("== ") + mistake.name + "\n" + IssuesOf(support::With(support::kWords, mistake.from, mistake.to)) + "\n";
  support::ExpectGolden("words.golden", all);
}

TEST(WordsTest, AreNotTakenFromAnotherLanguage) {
  const std::string policy = support::With(support::kShop, "purpose: sell things", "purpose: { en: sell things, nb: selge ting }");
  const policy::Policy read = support::PolicyOf(policy);
  Say purpose = Word("activities.purpose", "sales", read.activities.front().purpose);
  Words words;
  words.language = "nb";
  EXPECT_EQ(words.Find(purpose), "selge ting");
  words.language = "sv";
  EXPECT_EQ(words.Find(purpose), std::nullopt);
}

TEST(WordsTest, ThatAreNoMapAreRefused) {
  const policy::Policy policy = support::PolicyOf(support::kShop);
  Issues issues;
  EXPECT_FALSE(ReadWords("words/en.yaml", "- a\n", "en", policy, issues).has_value());
  EXPECT_TRUE(HasErrors(issues));
}

}  // namespace words_test
}  // namespace lofte::notice
