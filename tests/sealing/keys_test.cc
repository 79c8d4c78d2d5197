// Whoever asks for a sealed copy types the key of its row; the copy stands under that key as the database returned it.
#include <gtest/gtest.h>

#include "engine/sealed.h"
#include "sealing/accounts.h"
#include "support/world.h"

namespace lofte::tests {
namespace sealing_keys_test {

using stores::Dialect;

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2019-01-01
data: { account: [mail], note: [body] }
subjects: [user]
activities:
  notes:
    purpose: remember what was said
    basis: contract
    subjects: user
    data: [account, note]
    retention: [{ promise: noted, of: [account, note], keep: while account.open, within: P30D, then: block for P1Y then erase }]
promises:
  noted: { kind: retention, text: 'out of sight with the account, gone a year later' }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.notes:
    persons: { user: account_id }
    fields: { day: technical, at: technical, price: technical, code: technical, account_id: technical, body: note.body }
)";

class SealingKeysTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    const bool is_postgres = world_->is_postgres();
    const std::string key = is_postgres ? "bigint" : "INTEGER", date = is_postgres ? "date" : "TEXT";
    world_->Schema("CREATE TABLE accounts (id " + key + " PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on " + date +
                   ");"
                   "CREATE TABLE notes (day " +
                   date + ", at " + (is_postgres ? "timestamptz" : "TEXT") + ", price NUMERIC(10,2), code " +
                   (is_postgres ? "char(4)" : "TEXT") + ", account_id " + key +
                   ", body TEXT, PRIMARY KEY (day, at, price, code));"
                   "INSERT INTO accounts VALUES (1, 'ada@example.org', '2024-01-10');"
                   "INSERT INTO notes VALUES ('2024-01-02', '2024-01-02T10:00:00Z', 12.5, 'ab', 1, 'red'),"
                   " ('2024-01-03', '2024-01-02T10:00:00Z', 12.5, 'ab', 1, 'blue')");
    world_->Files(kPolicy, kMap);
    world_->Seal();
    ASSERT_TRUE(world_->Apply("2024-03-01"));
  }

  // The values of what is found, or the error.
  std::string Opened(const std::string& key) {
    std::vector<engine::Site> sites = world_->Sites(engine::Access::kRead);
    const auto opened = engine::OpenSealed(sites.at(0), {"main", "", "notes"}, key, world_->Question("2024-03-01").zone);
    if (!opened) return opened.error().message;
    std::string bodies;
    for (const engine::SealedCopy& copy : opened->copies)
      for (const auto& [column, value] : copy.values)
        if (column == "body") bodies += std::get<std::string>(value) + " ";
    return bodies;
  }

  std::unique_ptr<World> world_;
};

TEST_P(SealingKeysTest, ADayAMomentAndAnAmountAreFound) {
  EXPECT_EQ(world_->Count("notes"), 0);
  EXPECT_EQ(Opened("day=2024-01-02,at=2024-01-02T10:00:00Z,price=12.5,code=ab"), "red ");
  EXPECT_EQ(Opened("day=2024-01-03,at=2024-01-02T10:00:00Z,price=12.50,code=ab"), "blue ");
  EXPECT_EQ(Opened("day=2024-01-04,at=2024-01-02T10:00:00Z,price=12.5,code=ab"), "nothing of such a row of `main.notes` is blocked");
}

// A column of SQLite without a type keeps a text beside a number that is written alike.
TEST_P(SealingKeysTest, KeyThatCanMeanSeveralThingsIsLookedForAsEach) {
  if (world_->is_postgres()) GTEST_SKIP() << "PostgreSQL knows the type of a key";
  world_ = std::make_unique<World>(GetParam());
  world_->Schema(
      "CREATE TABLE accounts (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on TEXT);"
      "CREATE TABLE notes (day PRIMARY KEY, at, price, code, account_id INTEGER REFERENCES accounts (id), body TEXT);"
      "INSERT INTO accounts VALUES (1, 'a@example.org', '2024-01-01');"
      "INSERT INTO notes VALUES ('10', 1, 1, 1, 1, 'text'), (11, 1, 1, 1, 1, 'number'), (x'3132', 1, 1, 1, 1, 'bytes');");
  world_->Files(kPolicy, kMap);
  world_->Seal();
  ASSERT_TRUE(world_->Apply("2024-03-01"));
  EXPECT_EQ(world_->Count("notes"), 0);
  EXPECT_EQ(Opened("10"), "text ");
  EXPECT_EQ(Opened("11"), "number ");
  EXPECT_EQ(Opened("x'3132'"), "bytes ");
  EXPECT_EQ(Opened("12"), "nothing of such a row of `main.notes` is blocked");
}

TEST_P(SealingKeysTest, WhatIsNoDayIsSaid) {
  if (!world_->is_postgres()) GTEST_SKIP() << "SQLite takes any text for a day";
  EXPECT_EQ(Opened("day=2024-13-01,at=2024-01-02T10:00:00Z,price=12.5,code=ab"), "the key of `main.notes` is not of its columns' types");
}

INSTANTIATE_TEST_SUITE_P(Stores, SealingKeysTest, ::testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace sealing_keys_test
}  // namespace lofte::tests
