// How many rows and people there is data of, on both databases: what `lofte diff --count` says of a change.
#include "engine/holders.h"

#include <gtest/gtest.h>

#include "verify/accounts.h"

namespace lofte::tests {
namespace holders_test {

const std::string kPolicy = std::string(kController) + R"(effective: 2020-01-01
data: { person: [mail], letter: [words, answer], ghost: [shape] }
subjects: [user]
activities:
  all:
    purpose: write letters
    basis: contract
    subjects: user
    data: [person, letter, ghost]
    retention: [{ of: [person, letter, ghost], keep: while account.open, then: erase }]
)";

// A letter is from one person, whose words it has, to another, who answers.
const std::string kMap = std::string(kAccountsMap) + R"(  main.letters:
    persons: { sender: sender, reader: reader }
    fields:
      id: technical
      sender: { link: sender }
      reader: { link: reader }
      words: { category: letter.words, of: [sender] }
      answer: { category: letter.answer, of: [reader] }
)";

class HoldersTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE letters (id " + Key() + " PRIMARY KEY, sender " + Key() + " REFERENCES accounts, reader " + Key() +
                   " REFERENCES accounts, words TEXT, answer TEXT);"
                   "INSERT INTO accounts VALUES (1, 'a', NULL), (2, 'b', NULL), (3, NULL, NULL);"
                   "INSERT INTO letters VALUES (1, 1, 2, 'dear', 'thanks'), (2, 1, 3, 'dear', NULL), (3, 2, 1, NULL, NULL), (4, NULL, 2, "
                   "'who?', NULL);");
    world_->Files(kPolicy, kMap);
  }
  // `rows people`, or `none`.
  std::string Of(const std::vector<std::string>& categories) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    const auto counted = engine::CountHolders(sites, {categories});
    EXPECT_TRUE(counted) << (counted ? "" : counted.error().message);
    if (!counted || !counted->at(0)) return "none";
    return std::to_string(counted->at(0)->rows) + " " + std::to_string(counted->at(0)->people);
  }
};

TEST_P(HoldersTest, RowsWithAValueAreCountedAndWhoseItIs) {
  EXPECT_EQ(Of({"person.mail"}), "2 2") << "one has no mail";
  EXPECT_EQ(Of({"letter.words"}), "3 1") << "of one letter nobody knows who wrote it";
  EXPECT_EQ(Of({"letter.answer"}), "1 1");
}

TEST_P(HoldersTest, SomebodyInSeveralTablesIsOnePerson) {
  EXPECT_EQ(Of({"letter.words", "letter.answer"}), "3 2");
  EXPECT_EQ(Of({"person.mail", "letter.words", "letter.answer"}), "5 2");
}

TEST_P(HoldersTest, WhatNoTableIsMappedToHasNoCount) {
  EXPECT_EQ(Of({"ghost.shape"}), "none");
  EXPECT_EQ(Of({}), "none");
}

TEST_P(HoldersTest, CountingChangesNothing) {
  const std::vector<std::string> before = world_->Dump();
  Of({"person.mail", "letter.words"});
  EXPECT_EQ(world_->Dump(), before);
}

INSTANTIATE_TEST_SUITE_P(Databases, HoldersTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace holders_test
}  // namespace lofte::tests
