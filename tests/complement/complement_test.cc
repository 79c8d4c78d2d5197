// The check that every test of erasure leans on: whatever a sweep has not said is seen, and what it has said is not held against it.
#include "support/complement.h"

#include <gtest/gtest.h>

#include "support/world.h"

namespace lofte::tests {
namespace complement_test {

using Lines = std::vector<std::string>;
using stores::Dialect;

class ComplementTest : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = std::make_unique<World>(GetParam());
    const std::string integer = world_->is_postgres() ? "bigint" : "INTEGER";
    world_->Schema("CREATE TABLE notes (id " + integer + " PRIMARY KEY, body text, made_on text, size double precision);" +
                   "CREATE TABLE words (word text, kind text);");
    world_->Execute(
        "INSERT INTO notes VALUES (1, 'one', 'day', 1), (2, 'two', 'day', 2), (3, 'three', 'day', 3);"
        "INSERT INTO words VALUES ('a', 'x'), ('a', 'x'), ('b', 'x');");
  }
  // What is not accounted for when `sql` was run and the steps are said to have done this.
  Lines After(const std::string& sql, const std::vector<SweptStep>& steps) {
    const Snapshot before = SnapshotOf(*world_->Connect());
    if (!sql.empty()) world_->Execute(sql);
    return Unaccounted(before, SnapshotOf(*world_->Connect()), "main", steps);
  }
  static SweptStep Deleted(std::int64_t rows, const std::string& table = "main.notes") { return {table, true, {}, rows, false}; }
  static SweptStep Emptied(std::int64_t rows, const Lines& fields, const std::string& table = "main.notes") {
    return {table, false, fields, rows, false};
  }

  std::unique_ptr<World> world_;
};

TEST_P(ComplementTest, WhatTheStepsSayIsAccountedFor) {
  EXPECT_EQ(After("DELETE FROM notes WHERE id = 1; UPDATE notes SET body = NULL WHERE id = 2", {Deleted(1), Emptied(1, {"body"})}),
            Lines{});
}

TEST_P(ComplementTest, RowGoneTooManyIsNamed) {
  EXPECT_EQ(After("DELETE FROM notes WHERE id < 3", {Deleted(1)}),
            (Lines{"notes: 2 rows are gone, and the steps say 1",
                   "  gone notes: 1|'one'|'day'|1" + std::string(world_->is_postgres() ? "" : ".0"),
                   "  gone notes: 2|'two'|'day'|2" + std::string(world_->is_postgres() ? "" : ".0")}));
}

TEST_P(ComplementTest, RowGoneTooFewIsSeen) { EXPECT_EQ(After("", {Deleted(1)}), Lines{"notes: 0 rows are gone, and the steps say 1"}); }

TEST_P(ComplementTest, RowThatIsNewIsNamed) { EXPECT_EQ(After("INSERT INTO words VALUES ('c', 'y')", {}), Lines{"  new words: 'c'|'y'"}); }

TEST_P(ComplementTest, RowEmptiedTooManyOrTooFewIsSeen) {
  EXPECT_EQ(After("UPDATE notes SET body = NULL WHERE id < 3", {Emptied(1, {"body"})}).at(0),
            "notes: 2 rows are changed, and the steps say 1");
  EXPECT_EQ(After("UPDATE notes SET body = NULL WHERE id = 3", {Emptied(2, {"body"})}).at(0),
            "notes: 1 rows are changed, and the steps say 2");
}

TEST_P(ComplementTest, ColumnThatNoStepHasIsSeen) {
  EXPECT_EQ(After("UPDATE notes SET body = NULL, made_on = NULL WHERE id = 1", {Emptied(1, {"body"})}).at(0),
            "notes.made_on: changed in 1 rows, and the steps say 0");
}

TEST_P(ComplementTest, ColumnOfAnotherStepsRowsIsSeen) {
  EXPECT_EQ(After("UPDATE notes SET body = NULL WHERE id < 3", {Emptied(1, {"body"}), Emptied(1, {"made_on"})}).at(0),
            "notes.body: changed in 2 rows, and the steps say 1");
}

TEST_P(ComplementTest, OneRowOfTwoStepsIsAccountedFor) {
  EXPECT_EQ(After("UPDATE notes SET body = NULL, made_on = NULL WHERE id = 1", {Emptied(1, {"body"}), Emptied(1, {"made_on"})}), Lines{});
}

TEST_P(ComplementTest, RowEmptiedAndThenDeletedIsAccountedForOnACycleOnly) {
  SweptStep emptied = Emptied(1, {"body"});
  EXPECT_EQ(After("DELETE FROM notes WHERE id = 1", {Deleted(1), emptied}), Lines{"notes: 0 rows are changed, and the steps say 1"});
  emptied.on_cycle = true;
  EXPECT_EQ(After("DELETE FROM notes WHERE id = 2", {Deleted(1), emptied}), Lines{});
}

TEST_P(ComplementTest, TableThatNoStepHasIsLookedAtToo) {
  EXPECT_EQ(After("DELETE FROM words WHERE word = 'b'", {Deleted(0)}),
            (Lines{"words: 1 rows are gone, and the steps say 0", "  gone words: 'b'|'x'"}));
}

TEST_P(ComplementTest, RowsWithoutAKeyAreKnownByWhatNoStepHas) {
  EXPECT_EQ(After("DELETE FROM words WHERE word = 'b'; UPDATE words SET word = NULL",
                  {Deleted(1, "main.words"), Emptied(2, {"word"}, "main.words")}),
            Lines{});
  EXPECT_EQ(After("UPDATE words SET kind = 'y'", {Emptied(2, {"word"}, "main.words")}).at(0),
            "words: 2 rows are gone, and the steps say 0");
}

TEST_P(ComplementTest, StepOfATableThatIsNotThereIsSeen) {
  EXPECT_EQ(After("", {Deleted(0, "main.letters")}), Lines{"main.letters: a step is of no table that is there"});
}

// Nothing else that the program writes is taken for the same.
TEST_P(ComplementTest, ValuesThatPrintAlikeAreNotTheSame) {
  EXPECT_EQ(After("UPDATE notes SET body = 'NULL' WHERE id = 1", {Emptied(1, {"body"})}), Lines{});
  for (const char* sql : {"UPDATE notes SET body = NULL WHERE id = 1", "UPDATE notes SET size = 2.0000001 WHERE id = 2",
                          "UPDATE notes SET body = 'two '", "UPDATE notes SET body = 'two|day', made_on = '' WHERE id = 2"})
    EXPECT_NE(After(sql, {}), Lines{}) << sql;
  if (world_->is_postgres()) return;
  for (const char* sql :
       {"UPDATE words SET kind = x'31'", "UPDATE words SET kind = 'x' || char(0)", "UPDATE words SET kind = 'x' || char(0) || 'y'"})
    EXPECT_NE(After(sql, {}), Lines{}) << sql;
}

INSTANTIATE_TEST_SUITE_P(Both, ComplementTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace complement_test
}  // namespace lofte::tests
