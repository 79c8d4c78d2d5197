// `aggregate in cells of 3 then erase`: rows are counted, and go.
#include <gtest/gtest.h>

#include "sealing/accounts.h"
#include "support/world.h"

namespace lofte::tests {
namespace aggregate_test {

using Lines = std::vector<std::string>;
using stores::Dialect;

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2019-01-01
data: { account: [mail], cart: [content], hint: [text] }
subjects: [user]
activities:
  shop:
    purpose: sell things
    basis: contract
    subjects: user
    data: [account, cart, hint]
    retention:
      - { promise: closed, of: [account, hint], keep: while account.open, within: P30D, then: erase }
      - { promise: carts, of: cart, keep: P30D after cart.left, then: aggregate in cells of 3 then erase }
promises:
  closed: { kind: retention, text: gone with the account }
  carts: { kind: retention, text: 'thirty days, then a number' }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.carts:
    persons: { user: account_id }
    aggregate: { by: [month(cart.left), event_id] }
    fields: { id: technical, account_id: technical, event_id: technical, left_on: technical, content: cart.content, hint: hint.text }
    events: { cart.left: { column: left_on, kind: date, null: not-yet } }
)";

class AggregateTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    const std::string key = world_->is_postgres() ? "bigint" : "INTEGER", date = world_->is_postgres() ? "date" : "TEXT";
    world_->Schema("CREATE TABLE accounts (id " + key + " PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on " + date +
                   ");"
                   "CREATE TABLE carts (id " +
                   key + " PRIMARY KEY, account_id " + key + " NOT NULL REFERENCES accounts (id), event_id " + key + ", left_on " + date +
                   ", content TEXT, hint TEXT); CREATE INDEX carts_accounts ON carts (account_id);"
                   "INSERT INTO accounts VALUES (1, 'a@example.org', '2020-01-01'), (2, 'b@example.org', NULL);");
    world_->Files(kPolicy, kMap);
  }

  // So many carts of event `event` that were left on `day`, of an account that is closed; with a hint, of one that is open.
  void Carts(int count, int event, const std::string& day, bool has_hint = false) {
    // It may have gone with its last cart.
    world_->Execute("INSERT INTO accounts VALUES (1, 'a@example.org', '2020-01-01') ON CONFLICT DO NOTHING");
    for (int i = 0; i < count; ++i)
      world_->Execute("INSERT INTO carts VALUES (" + std::to_string(++last_) + ", " + (has_hint ? "2" : "1") + ", " +
                      std::to_string(event) + ", " + (day.empty() ? "NULL" : "'" + day + "'") + ", 'two tickets', " +
                      (has_hint ? "'call me'" : "NULL") + ")");
  }
  void Apply(const std::string& at, std::int64_t batch_rows = 0) {
    const Result<engine::ApplyReport> report = world_->Apply(at, {.max_share = 1.0, .batch_rows = batch_rows});
    ASSERT_TRUE(report) << report.error().message;
  }
  Lines Cells() {
    return world_->Rows("SELECT cell, rows FROM " + std::string(world_->is_postgres() ? "lofte.cells" : "lofte_cells") +
                        " ORDER BY level, cell");
  }

  std::unique_ptr<World> world_;
  int last_ = 0;
};

TEST_P(AggregateTest, RowsAreCountedAndGo) {
  Carts(3, 7, "2020-02-05");
  Carts(4, 8, "2020-02-05");
  Carts(1, 7, "2020-04-05");
  EXPECT_EQ(world_->Planned("2020-04-01", "main.carts", "aggregate-row"), 7);
  Apply("2020-04-01");
  EXPECT_EQ(world_->Count("carts"), 1);
  EXPECT_EQ(Cells(), (Lines{R"=({"month(cart.left)":"2020-02","event_id":7}|3)=", R"=({"month(cart.left)":"2020-02","event_id":8}|4)="}));
}

TEST_P(AggregateTest, WhatDoesNotFillACellCountsInTheNextCoarserOne) {
  Carts(2, 7, "2020-02-05");
  Carts(1, 8, "2020-02-05");
  Carts(2, 9, "2020-01-05");
  Apply("2020-04-01");
  EXPECT_EQ(Cells(), (Lines{"{}|2", R"=({"month(cart.left)":"2020-02"}|3)="}));
  // A cell that is there takes one at a time.
  Carts(1, 10, "2020-02-20");
  Apply("2020-04-02");
  EXPECT_EQ(Cells(), (Lines{"{}|2", R"=({"month(cart.left)":"2020-02"}|4)="}));
}

// A number means what the map said when it was counted.
TEST_P(AggregateTest, CellsOfOtherPartsAreOthers) {
  Carts(3, 7, "2020-02-05");
  Apply("2020-04-01");
  std::string map = kMap;
  world_->Files(kPolicy, map.replace(map.find("month(cart.left), event_id"), 26, "year(cart.left), event_id "));
  Carts(3, 7, "2020-02-05");
  Apply("2020-04-01");
  EXPECT_EQ(Cells(), (Lines{R"=({"month(cart.left)":"2020-02","event_id":7}|3)=", R"=({"year(cart.left)":"2020","event_id":7}|3)="}));
}

TEST_P(AggregateTest, NoCellWithAttributesIsEverSmall) {
  for (int event = 1; event <= 9; ++event) Carts(event, event, "2020-02-05");
  Apply("2020-04-01", 4);
  std::int64_t sum = 0;
  for (const std::string& cell : Cells()) {
    const std::int64_t rows = std::stoll(cell.substr(cell.find('|') + 1));
    sum += rows;
    if (cell.rfind("{}", 0) != 0) {
      EXPECT_GE(rows, 3) << cell;
    }
  }
  EXPECT_EQ(sum, 45);
}

TEST_P(AggregateTest, ARowOfWhichSomethingStandsIsCountedAndKept) {
  Carts(3, 7, "2020-02-05", true);
  Apply("2020-04-01");
  EXPECT_EQ(world_->Rows("SELECT content, hint FROM carts"), (Lines{"NULL|call me", "NULL|call me", "NULL|call me"}));
  EXPECT_EQ(Cells(), Lines{R"=({"month(cart.left)":"2020-02","event_id":7}|3)="});
  Apply("2020-04-02");
  EXPECT_EQ(Cells(), Lines{R"=({"month(cart.left)":"2020-02","event_id":7}|3)="}) << "nothing is counted twice";
}

TEST_P(AggregateTest, VerifySaysWhenItIsLate) {
  Carts(3, 7, "2020-02-05");
  // The account is late as well.
  EXPECT_EQ(world_->Broken("2020-03-06"), "closed");
  EXPECT_EQ(world_->Broken("2020-03-07"), "closed carts");
}

TEST_P(AggregateTest, WithoutCellsItIsLeftAloneAndUnproven) {
  std::string map = kMap;
  const std::string line = "    aggregate: { by: [month(cart.left), event_id] }\n";
  map.erase(map.find(line), line.size());
  world_->Files(kPolicy, map);
  Carts(3, 7, "2020-02-05");
  Apply("2020-04-01");
  EXPECT_EQ(world_->Count("carts"), 3);
  EXPECT_EQ(world_->Of(world_->Verify("2020-04-01").value(), "carts").verdict, engine::Verdict::kUnproven);
}

INSTANTIATE_TEST_SUITE_P(Stores, AggregateTest, ::testing::ValuesIn(BothDialects()),
                         [](const auto& of) { return NameOfDialect(of.param); });

}  // namespace aggregate_test
}  // namespace lofte::tests
