// The check that every test of sealing and counting leans on: a copy, a person of one, a cell that is not what left the rows is seen.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/seal_rows.h"
#include "engine/sealed_copy.h"
#include "support/sweep_watch.h"
#include "support/world.h"

namespace lofte::tests {
namespace copies_test {

using Lines = std::vector<std::string>;
using stores::Dialect;

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Test SL, country: DK, email: privacy@test.example }
effective: 2016-01-01
data: { account: [mail], note: [text, mood], cart: [content], visit: [page] }
subjects: [user]
activities:
  shop:
    purpose: sell things
    basis: contract
    subjects: user
    data: [account, note, cart, visit]
    retention:
      - { promise: accounts, of: account, keep: while account.open, within: P30D, then: erase }
      - { promise: notes, of: note, keep: P90D after note.made, within: P30D, then: block for P1Y then erase }
      - { promise: carts, of: cart, keep: P90D after cart.made, within: P30D, then: aggregate in cells of 2 then erase }
      - { promise: visits, of: visit, keep: P90D after visit.made, within: P30D, then: erase }
promises:
  accounts: { kind: retention, text: gone with the account }
  notes: { kind: retention, text: 'ninety days, and a year for the court' }
  carts: { kind: retention, text: 'ninety days, then a number' }
  visits: { kind: retention, text: ninety days }
)";

constexpr char kMap[] = R"(lofte: 1
people: { main.accounts: id }
tables:
  main.accounts:
    persons: { user: id }
    fields: { id: technical, mail: { category: account.mail, blank: key }, closed_on: technical }
    events: { account.closed: { column: closed_on, kind: date } }
    states: { account.open: { when: closed_on is null, until: account.closed } }
  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, made_on: technical, text: note.text, mood: { category: note.mood, blank: { constant: none } } }
    events: { note.made: { column: made_on, kind: date, null: unknown } }
  main.carts:
    persons: { user: account_id }
    aggregate: { by: [shop] }
    fields: { id: technical, account_id: technical, made_on: technical, shop: technical, content: cart.content }
    events: { cart.made: { column: made_on, kind: date, null: unknown } }
  main.visits:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, made_on: technical, page: visit.page }
    events: { visit.made: { column: made_on, kind: date, null: unknown } }
)";

// Account 1 is open. Of each other table rows 1 to 3 are due in March 2020; note 3 is in a reply, so that its row stays.
constexpr char kSchema[] = R"(
CREATE TABLE accounts (id BIGINT PRIMARY KEY, mail TEXT NOT NULL UNIQUE, closed_on DATE);
CREATE TABLE notes (id BIGINT PRIMARY KEY, account_id BIGINT, made_on DATE, text TEXT, mood TEXT);
CREATE TABLE replies (id BIGINT PRIMARY KEY, note_id BIGINT NOT NULL REFERENCES notes (id));
CREATE TABLE carts (id BIGINT PRIMARY KEY, account_id BIGINT, made_on DATE, shop BIGINT, content TEXT);
CREATE TABLE visits (id BIGINT PRIMARY KEY, account_id BIGINT, made_on DATE, page TEXT);
CREATE INDEX replies_notes ON replies (note_id);
INSERT INTO accounts VALUES (1, 'a@example.org', NULL), (2, 'b@example.org', NULL);
INSERT INTO notes VALUES (1, 1, '2019-12-01', 'one', 'glad'), (2, 1, '2019-12-01', NULL, 'none'), (3, 2, '2019-12-01', 'three', 'none'),
  (4, 1, '2020-03-01', 'new', 'sad');
INSERT INTO replies VALUES (1, 3);
INSERT INTO carts VALUES (1, 1, '2019-12-01', 7, 'x'), (2, 1, '2019-12-01', 7, 'y'), (3, 2, '2019-12-01', 8, 'z'), (4, 1, '2020-03-01', 7, 'w');
INSERT INTO visits VALUES (1, 1, '2019-12-01', '/'), (2, 1, '2019-12-01', '/a'), (3, 2, '2019-12-01', '/b'), (4, 1, '2020-03-01', '/c');
)";

constexpr char kAt[] = "2020-03-02T12:00:00";

class CopiesTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    world_->Schema(kSchema);
    world_->Files(kPolicy, kMap);
    world_->Seal(7);
  }

  std::string Own(const std::string& table) const { return world_->is_postgres() ? "lofte." + table : "lofte_" + table; }

  // What is not accounted for when a sweep has run and somebody has then done this.
  template <typename F>
  Lines After(const F& act, const std::string& at = kAt) {
    SweepWatch watch(std::move(world_->Sites(engine::Access::kRead).front()), world_->ledger(), world_->Question(at));
    engine::ApplyOptions options;
    options.max_share = 1;
    const Result<engine::ApplyReport> report = world_->ApplyBeside(at, options);
    EXPECT_TRUE(report) << report.error().message;
    act();
    // Copies are in the order of their ids, which is none.
    Lines wrong = watch.Unexplained(report);
    std::sort(wrong.begin(), wrong.end());
    return wrong;
  }
  Lines AfterSql(const std::string& sql, const std::string& at = kAt) {
    const auto act = [&] {
      if (!sql.empty()) world_->Execute(sql);
    };
    return After(act, at);
  }
  // The copies of this kind and table, each opened, changed and sealed again.
  template <typename F>
  void Reseal(const std::string& kind_and_table, const F& change) {
    const std::unique_ptr<stores::Store> store = world_->Connect();
    const bool postgres = world_->is_postgres();
    const auto rows = store->Query("SELECT id, source_table, row_digest, ciphertext FROM " + Own("sealed") +
                                   " WHERE kind || ' ' || source_table = '" + kind_and_table + "' ORDER BY id");
    ASSERT_TRUE(rows);
    for (const auto& row : rows->rows) {
      const auto text = [&](std::size_t i) { return std::get<std::string>(row.at(i)); };
      const std::string about = engine::AboutOf(text(0), text(1), text(2));
      const Result<std::string> plain = world_->key().Open(std::get<expr::Blob>(row.at(3)).bytes, about);
      ASSERT_TRUE(plain);
      Result<engine::SealedCopy> copy = engine::Decode(*plain, world_->Question(kAt).zone);
      ASSERT_TRUE(copy);
      change(*copy);
      ASSERT_TRUE(store->Execute(
          "UPDATE " + Own("sealed") + (postgres ? " SET ciphertext = $1 WHERE id = $2" : " SET ciphertext = ?1 WHERE id = ?2"),
          {expr::Blob{world_->key().Seal(engine::Encode(*copy), about)}, text(0)}));
    }
  }

  std::unique_ptr<World> world_;
};

TEST_P(CopiesTest, WhatASweepSealsCountsAndDestroysIsAccountedFor) {
  EXPECT_EQ(AfterSql(""), Lines{});
  EXPECT_EQ(world_->Rows("SELECT kind, count(*) FROM " + Own("sealed") + " GROUP BY kind ORDER BY kind"), (Lines{"blocked|2", "undo|3"}));
  EXPECT_EQ(world_->Rows("SELECT sum(rows) FROM " + Own("cells")), Lines{"3"});
  EXPECT_EQ(AfterSql("", "2021-03-02T12:00:00"), Lines{});
  EXPECT_EQ(world_->Count(Own("sealed") + " WHERE run = 'run-1'"), 0);
}

TEST_P(CopiesTest, ValueThatIsAnotherInItsCopyIsNamed) {
  const Lines wrong = After([&] {
    Reseal("blocked main.notes", [](engine::SealedCopy& copy) {
      for (auto& [column, value] : copy.values)
        if (value == expr::Value(std::string("one"))) value = std::string("won");
    });
  });
  EXPECT_EQ(wrong, (Lines{"value in a copy that did not leave its row: main.notes 1: text='won' (user 1)",
                          "value that left its row and is in no copy: main.notes 1: text='one' (user 1)"}));
}

TEST_P(CopiesTest, ValueUnderAnotherColumnOrRowIsNamed) {
  EXPECT_EQ(After([&] {
              Reseal("blocked main.notes", [](engine::SealedCopy& copy) {
                if (copy.key.at(0).second == expr::Value(std::int64_t{1})) std::swap(copy.values.at(0).second, copy.values.at(1).second);
              });
            }).size(),
            4u);
}

TEST_P(CopiesTest, CopyOfARowThatAnotherStandsForIsSeen) {
  const Lines wrong = After([&] {
    Reseal("blocked main.notes", [](engine::SealedCopy& copy) {
      if (copy.key.at(0).second == expr::Value(std::int64_t{3})) copy.key.at(0).second = std::int64_t{4};
    });
  });
  EXPECT_EQ(wrong, (Lines{"new copy of kind `blocked` of `main.notes`: it can't be found by its row",
                          "value in a copy that did not leave its row: main.notes 4: mood='none' (user 2)",
                          "value in a copy that did not leave its row: main.notes 4: text='three' (user 2)",
                          "value that left its row and is in no copy: main.notes 3: text='three' (user 2)"}));
}

TEST_P(CopiesTest, PersonOfACopyWhoIsAnotherIsSeen) {
  const Lines wrong =
      AfterSql("UPDATE " + Own("sealed_person") + " SET subject_key = 2 WHERE subject_key = 1 AND sealed IN (SELECT id FROM " +
               Own("sealed") + " WHERE kind = 'blocked')");
  EXPECT_EQ(wrong, Lines{"new copy of kind `blocked` of `main.notes`: it is about user 1, and the store says of user 2"});
}

TEST_P(CopiesTest, PersonInACopyWhoIsAnotherIsSeen) {
  const Lines wrong =
      After([&] { Reseal("blocked main.notes", [](engine::SealedCopy& copy) { copy.people.at(0).second = std::int64_t{9}; }); });
  EXPECT_EQ(wrong.size(), 2u + 3u + 4u) << "two frames, the three values, the same and an erased form under another name";
}

TEST_P(CopiesTest, CopyTooFewIsSeen) {
  EXPECT_EQ(AfterSql("DELETE FROM " + Own("sealed_person") + "; DELETE FROM " + Own("sealed") + " WHERE kind = 'undo'"),
            (Lines{"new copy of kind `blocked` of `main.notes`: it is about user 1, and the store says of ",
                   "new copy of kind `blocked` of `main.notes`: it is about user 2, and the store says of ",
                   "row that is gone without a copy or a trace: main.visits 1: account_id=1|id=1|made_on='2019-12-01'|page='/'",
                   "row that is gone without a copy or a trace: main.visits 2: account_id=1|id=2|made_on='2019-12-01'|page='/a'",
                   "row that is gone without a copy or a trace: main.visits 3: account_id=2|id=3|made_on='2019-12-01'|page='/b'"}));
}

TEST_P(CopiesTest, WhatStoodBesideAndIsLostIsSeen) {
  const Lines wrong = After([&] { Reseal("blocked main.notes", [](engine::SealedCopy& copy) { copy.beside.clear(); }); });
  EXPECT_EQ(wrong, (Lines{"value beside that left its row and is in no copy: main.notes 1: account_id=1 ()",
                          "value beside that left its row and is in no copy: main.notes 1: id=1 ()",
                          "value beside that left its row and is in no copy: main.notes 1: made_on='2019-12-01' ()"}));
}

TEST_P(CopiesTest, CellsThatSayMoreOrLessOrTooLittleAreSeen) {
  EXPECT_EQ(AfterSql("UPDATE " + Own("cells") + " SET rows = rows + 1 WHERE level = 0"),
            Lines{"cells of `main.carts` have grown by 4, 3 rows have left to be counted, and the steps say 3"});
  world_->Execute("INSERT INTO carts VALUES (5, 1, '2019-12-01', 7, 'x')");
  EXPECT_EQ(AfterSql("DELETE FROM " + Own("cells") + " WHERE level = 0").at(0), "a cell of `main.carts` is gone");
  world_->Execute("INSERT INTO carts VALUES (6, 1, '2019-12-01', 7, 'x')");
  EXPECT_EQ(AfterSql("UPDATE " + Own("cells") + " SET rows = rows - 1; INSERT INTO " + Own("cells") + " VALUES ('main.carts', 1, '{}', 1)"),
            Lines{"cell {} of `main.carts` has only 1"});
}

TEST_P(CopiesTest, CopyThatGoesBeforeItsDayOrStandsAfterItIsSeen) {
  ASSERT_EQ(AfterSql(""), Lines{});
  const std::string blocked =
      " WHERE kind = 'blocked' AND row_digest = (SELECT min(row_digest) FROM " + Own("sealed") + " WHERE kind = 'blocked')";
  EXPECT_EQ(AfterSql("DELETE FROM " + Own("sealed") + blocked, "2020-03-03T12:00:00"),
            (Lines{"1 blocked copies are gone and 0 for undo, and the steps say 0 and 0",
                   "copy of kind `blocked` of `main.notes` is destroyed, and is due on `2021-02-28`"}));
  EXPECT_EQ(AfterSql("UPDATE " + Own("sealed") + " SET due = '2020-03-03', source_table = 'main.carts'", "2020-03-04T12:00:00").size(), 12u)
      << "four copies that stand although they are due, are of another table, and have another day";
}

INSTANTIATE_TEST_SUITE_P(Both, CopiesTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace copies_test
}  // namespace lofte::tests
