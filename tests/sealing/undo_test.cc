// What a sweep took comes back as it was, where its place is free; what can't stays sealed, and says why.
#include "shop.h"

#include <fstream>
#include <sstream>

namespace lofte::tests {

class UndoTest : public ShopTest {};

namespace undo_test {

using Lines = std::vector<std::string>;

const Lines kTaken = {"main.accounts", "main.accounts", "main.orders", "main.orders", "main.visits"};

std::string BytesOf(const std::string& file) {
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

}  // namespace undo_test

using undo_test::Lines;

TEST_P(UndoTest, EveryRowAndFieldComesBackAsItWas) {
  const Lines before = world_->Dump();
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(world_->Rows("SELECT id FROM accounts ORDER BY id"), (Lines{"1", "3"}));
  EXPECT_EQ(world_->Rows("SELECT mail, phone, tier FROM accounts WHERE id = 3"), Lines{"erased-3|NULL|none"});
  EXPECT_EQ(world_->Count("orders"), 0);
  EXPECT_EQ(world_->Rows("SELECT id FROM visits"), Lines{"31"});
  EXPECT_EQ(world_->Rows("SELECT source_table FROM " + Own("sealed") + " ORDER BY 1"), undo_test::kTaken);
  const engine::UndoReport report = Undo(1);
  EXPECT_EQ(report.rows(), 5);
  EXPECT_EQ(Left(report), Lines{});
  EXPECT_EQ(world_->Dump(), before);
  EXPECT_EQ(world_->Count(Own("sealed")), 0);
  EXPECT_EQ(world_->Count(Own("sealed_person")), 0);
}

TEST_P(UndoTest, WhatWasPutBackIsDueAgain) {
  ASSERT_TRUE(Apply(kSwept));
  const Lines swept = world_->Dump();
  Undo(1);
  EXPECT_EQ(world_->Planned(kSwept, "main.orders", "delete"), 2);
  EXPECT_EQ(world_->Planned(kSwept, "main.accounts", "delete"), 1);
  EXPECT_EQ(world_->Planned(kSwept, "main.accounts", "erase"), 1);
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(world_->Dump(), swept);
  EXPECT_EQ(Undo(2).rows(), 5);
}

TEST_P(UndoTest, NothingIsLeftToPutBackTwice) {
  ASSERT_TRUE(Apply(kSwept));
  Undo(1);
  const Lines before = world_->Dump();
  const Result<engine::UndoReport> again = world_->Undo(1);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kNotFound);
  EXPECT_NE(again.error().message.find("nothing of run `run-1` can be put back"), std::string::npos) << again.error().message;
  EXPECT_EQ(world_->Dump(), before);
}

TEST_P(UndoTest, LedgerKnowsWhoPutBackWhatAndNothingOfAnybody) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE accounts SET phone = '34' WHERE id = 3");
  Undo(1);
  const std::vector<ledger::UndoRecord> undos = world_->ledger().Undos().value();
  ASSERT_EQ(undos.size(), 1u);
  EXPECT_EQ(undos[0].run, "run-1");
  EXPECT_EQ(undos[0].store, "main");
  EXPECT_EQ(undos[0].reference, "ticket-1");
  EXPECT_TRUE(undos[0].finished);
  EXPECT_EQ(undos[0].put_back, 4);
  EXPECT_EQ(undos[0].left, 1);
  EXPECT_EQ(world_->Count(Own("journal")), 0) << "the ledger has what it said";
}

TEST_P(UndoTest, FieldThatWasFilledAgainStaysSealedWithThoseBesideIt) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE accounts SET phone = '34' WHERE id = 3");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.accounts 1: one of the fields has been filled"});
  EXPECT_EQ(world_->Rows("SELECT mail, phone, tier FROM accounts WHERE id = 3"), Lines{"erased-3|34|none"});
  EXPECT_EQ(world_->Count("orders"), 2);
  world_->Execute("UPDATE accounts SET phone = NULL WHERE id = 3");
  EXPECT_EQ(Left(Undo(1)), Lines{});
  EXPECT_EQ(world_->Rows("SELECT mail, phone, tier FROM accounts WHERE id = 3"), Lines{"c@example.org|33|gold"});
}

TEST_P(UndoTest, ValueThatAnotherHasTakenStaysSealed) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE accounts SET mail = 'c@example.org' WHERE id = 1");
  const Lines before = world_->Rows("SELECT * FROM accounts WHERE id IN (1, 3) ORDER BY id");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.accounts 1: another row has taken its key, or a value that has to be unique"});
  EXPECT_EQ(world_->Rows("SELECT * FROM accounts WHERE id IN (1, 3) ORDER BY id"), before);
}

// The orders of one person must not become those of another who has got the key.
TEST_P(UndoTest, RowsOfAKeyThatAnotherHasTakenStaySealed) {
  const Lines before = world_->Dump();
  ASSERT_TRUE(Apply(kSwept));
  InsertAccount(2);
  EXPECT_EQ(Left(Undo(1)), (Lines{"main.accounts 1: another row has taken its key, or a value that has to be unique",
                                  "main.orders 2: a row that it refers to was taken too, and is not put back"}));
  EXPECT_EQ(world_->Count("orders"), 0);
  EXPECT_EQ(world_->Rows("SELECT mail FROM accounts WHERE id = 2"), Lines{"new@example.org"});
  world_->Execute("DELETE FROM accounts WHERE id = 2");
  EXPECT_EQ(Left(Undo(1)), Lines{});
  EXPECT_EQ(world_->Dump(), before);
}

TEST_P(UndoTest, RowWhoseParentIsGoneStaysSealed) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("DELETE FROM accounts WHERE id = 1");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.visits 1: a row that it refers to is gone"});
  EXPECT_EQ(world_->Rows("SELECT id FROM visits"), Lines{"31"});
  InsertAccount(1);
  EXPECT_EQ(Left(Undo(1)), Lines{});
  EXPECT_EQ(world_->Rows("SELECT id FROM visits ORDER BY id"), (Lines{"31", "32"}));
}

TEST_P(UndoTest, FieldsOfARowThatWasDeletedAfterThatWaitForTheRow) {
  const Lines before = world_->Dump();
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("DELETE FROM visits WHERE account_id = 3");
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_EQ(world_->Rows("SELECT id FROM accounts"), Lines{"1"}) << "the tombstone has gone with its last visit";
  InsertAccount(3);
  world_->Execute("UPDATE accounts SET mail = 'erased-3', tier = 'none' WHERE id = 3");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.accounts 1: the row that they were in was deleted after that"});
  world_->Execute("DELETE FROM accounts WHERE id = 3");
  EXPECT_EQ(Left(Undo(2)), Lines{});
  EXPECT_EQ(Left(Undo(1)), Lines{});
  world_->Execute("INSERT INTO visits VALUES (31, 3, '2019-06-01', '/')");
  EXPECT_EQ(world_->Dump(), before);
}

TEST_P(UndoTest, OneOfTwoRunsIsPutBack) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE accounts SET closed_on = '2020-03-03' WHERE id = 1");
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_EQ(world_->Rows("SELECT id FROM accounts"), Lines{"3"});
  const engine::UndoReport first = Undo(1);
  EXPECT_EQ(first.rows(), 4);
  EXPECT_EQ(Left(first), Lines{"main.visits 1: a row that it refers to was taken too, and is not put back"});
  EXPECT_EQ(world_->Rows("SELECT id FROM accounts ORDER BY id"), (Lines{"2", "3"}));
  EXPECT_EQ(Undo(2).rows(), 1);
  EXPECT_EQ(Undo(1).rows(), 1);
  EXPECT_EQ(world_->Rows("SELECT id, mail FROM accounts ORDER BY id"), (Lines{"1|a@example.org", "2|b@example.org", "3|c@example.org"}));
}

TEST_P(UndoTest, WithAnotherKeyNothingIsPutBack) {
  ASSERT_TRUE(Apply(kSwept));
  const Lines before = world_->Dump();
  world_->Seal(7);
  const Result<engine::UndoReport> report = world_->Undo(1);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kRefused);
  EXPECT_NE(report.error().message.find("were sealed by key"), std::string::npos) << report.error().message;
  EXPECT_EQ(world_->Dump(), before);
  EXPECT_TRUE(world_->ledger().Undos().value().empty());
}

TEST_P(UndoTest, UnknownRunAndUnfinishedRunAreRefused) {
  ASSERT_TRUE(Apply(kSwept));
  const Result<engine::UndoReport> unknown = world_->Undo(7);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(unknown.error().message, "the ledger knows no run `run-7`, did you mean `run-1`?");
  ledger::RunRecord other;
  other.id = "other";
  other.state = "running";
  ASSERT_TRUE(world_->ledger().Start(other, {}));
  const Result<engine::UndoReport> report = world_->Undo(1);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kConflict);
  EXPECT_NE(report.error().message.find("run `other`"), std::string::npos) << report.error().message;
}

TEST_P(UndoTest, TriggerOnInsertHasToBeNamed) {
  ASSERT_TRUE(Apply(kSwept));
  const std::string timing = "CREATE TRIGGER stamp AFTER INSERT ON orders FOR EACH ROW ";
  world_->Execute("CREATE TABLE log (what TEXT)");
  world_->Execute(world_->is_postgres() ? "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES "
                                          "(TG_OP); RETURN NULL; END $$; " +
                                              timing + "EXECUTE FUNCTION stamp()"
                                        : timing + "BEGIN INSERT INTO log VALUES ('INSERT'); END");
  const Result<engine::UndoReport> report = world_->Undo(1);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kRefused);
  EXPECT_NE(report.error().message.find("trigger `stamp` of `main.orders` runs on insert"), std::string::npos) << report.error().message;
  EXPECT_EQ(world_->Count("orders"), 0);
  KnowTriggers("stamp");
  EXPECT_EQ(Undo(1).rows(), 5);
  EXPECT_EQ(world_->Count("log"), 2);
}

TEST_P(UndoTest, RowOfATableThatIsAnotherNowStaysSealed) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("ALTER TABLE orders RENAME COLUMN price TO cost");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.orders 2: the table does not have column `price` any more"});
  world_->Execute("ALTER TABLE orders RENAME COLUMN cost TO price");
  EXPECT_EQ(Undo(1).rows(), 2);
}

// Whoever can write to the store and has no key can't have a copy put back elsewhere.
TEST_P(UndoTest, CopyThatSomebodyHasChangedIsNotPutBack) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE " + Own("sealed") + " SET source_table = 'main.visits' WHERE source_table = 'main.orders'");
  EXPECT_EQ(Left(Undo(1)), Lines{"main.visits 2: the sealed copy has been changed by somebody, and can't be trusted"});
  EXPECT_EQ(world_->Count("orders"), 0);
  EXPECT_EQ(world_->Count("accounts"), 3) << "the others are put back";
}

// A policy that has changed has every copy opened.
TEST_P(UndoTest, CopyThatSomebodyHasChangedStopsNoSweep) {
  ASSERT_TRUE(Apply(kSwept));
  world_->Execute("UPDATE " + Own("sealed") + " SET source_table = 'main.visits' WHERE source_table = 'main.orders'");
  Within(20);
  ASSERT_TRUE(Apply("2020-03-03"));
  ASSERT_TRUE(Apply("2020-03-09"));
  EXPECT_EQ(world_->Count(Own("sealed")), 0) << "it goes on the day it had";
}

TEST_P(UndoTest, NothingOfItCanBeReadWithoutTheKey) {
  world_->Execute("UPDATE orders SET note = 'canary-of-an-order'; UPDATE accounts SET mail = mail || '.canary' WHERE id > 1");
  if (!world_->is_postgres()) world_->Execute("VACUUM");
  world_->SetVacuum(true);
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(world_->Count(Own("sealed")), 5);
  std::string all;
  if (world_->is_postgres()) {
    for (const char* table : {"sealed", "sealed_person", "journal", "subject_state", "cells"})
      for (const std::string& row : world_->Rows("SELECT t::text FROM " + Own(table) + " AS t")) all += row;
    for (const std::string& bytes : world_->Rows("SELECT encode(ciphertext, 'escape') FROM " + Own("sealed"))) all += bytes;
  } else {
    all = undo_test::BytesOf(world_->location());
  }
  EXPECT_NE(all.find("main.orders"), std::string::npos) << "what is looked at is there";
  EXPECT_EQ(all.find("canary"), std::string::npos);
  EXPECT_EQ(undo_test::BytesOf((world_->folder() / "ledger.db").string()).find("canary"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Stores, UndoTest, ::testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

class SqliteUndoTest : public ShopTest {};

// SQLite looks at a deferred key when the transaction ends, and then says of none of its rows that it was the one.
TEST_P(SqliteUndoTest, RowThatRefersToNobodyStaysSealedAlone) {
  world_->Execute("PRAGMA foreign_keys = OFF; INSERT INTO visits VALUES (33, 99, '2018-03-01', '/tables'); PRAGMA foreign_keys = ON");
  ASSERT_TRUE(Apply(kSwept));
  const engine::UndoReport report = Undo(1);
  EXPECT_EQ(report.rows(), 5);
  EXPECT_EQ(Left(report), Lines{"main.visits 1: a row that it refers to is gone"});
  EXPECT_EQ(world_->Rows("SELECT id FROM visits ORDER BY id"), (Lines{"31", "32"}));
}

INSTANTIATE_TEST_SUITE_P(Stores, SqliteUndoTest, ::testing::Values(stores::Dialect::kSqlite),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
