#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "stores_sqlite/sqlite_store.h"

namespace lofte::ledger {
namespace ledger_test {

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "ledger_test.db";
    std::remove(path_.c_str());
  }
  void TearDown() override {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) std::remove((path_ + end).c_str());
  }
  std::unique_ptr<stores::Store> Store() const { return stores_sqlite::OpenSqlite("ledger", path_, {true, false, 2000}).value(); }
  std::unique_ptr<Ledger> Open() const { return Ledger::Open(Store()).value(); }

  static RunRecord RunOf(const std::string& id) {
    RunRecord run;
    run.id = id;
    run.at.us = 1'700'000'000'000'000;
    run.policy_sha256 = "p";
    run.map_sha256 = "m";
    run.schema_sha256 = "s";
    run.plan_sha256 = "";
    run.tzdata = "2024a";
    run.approved_by = "somebody";
    run.batch_rows = 7;
    run.started.us = 1'700'000'000'000'001;
    run.state = "running";
    return run;
  }
  static StepRecord StepOf(const std::string& run, std::int64_t step) {
    return {run, "main", step, "main.notes", "delete", "ninety", 10, 0};
  }
  static BatchRecord BatchOf(const std::string& run, std::int64_t step, std::int64_t batch, std::int64_t rows) {
    return {run, "main", step, batch, 0, 100, rows, "2024-11-21T12:00:00Z"};
  }

  std::string path_;
};

TEST_F(LedgerTest, RunIsThereAfterTheProcessIsGone) {
  ASSERT_TRUE(Open()->Start(RunOf("r1"), {StepOf("r1", 1)}).has_value());
  auto ledger = Open();
  const std::optional<RunRecord> unfinished = ledger->Unfinished().value();
  ASSERT_TRUE(unfinished.has_value());
  EXPECT_EQ(unfinished->id, "r1");
  EXPECT_EQ(unfinished->at, RunOf("r1").at);
  EXPECT_EQ(unfinished->batch_rows, 7);
  EXPECT_EQ(unfinished->approved_by, "somebody");
  EXPECT_FALSE(unfinished->finished.has_value());
  ASSERT_EQ(ledger->Steps("r1").value().size(), 1u);
  EXPECT_EQ(ledger->Steps("r1").value()[0].planned, 10);
}

TEST_F(LedgerTest, OnlyOneRunIsUnfinished) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {}).has_value());
  const Status second = ledger->Start(RunOf("r2"), {StepOf("r2", 1)});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
  EXPECT_EQ(ledger->Runs().value().size(), 1u);
  EXPECT_TRUE(ledger->Steps("r2").value().empty());
  ASSERT_TRUE(ledger->Finish("r1", "done", {1'700'000'000'000'002}).has_value());
  EXPECT_FALSE(ledger->Unfinished().value().has_value());
  EXPECT_TRUE(ledger->Start(RunOf("r2"), {}).has_value());
}

TEST_F(LedgerTest, RunOfTheSameNameTwiceIsAConflictThatChangesNothing) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {}).has_value());
  ASSERT_TRUE(ledger->Finish("r1", "done", {2}).has_value());
  EXPECT_EQ(ledger->Start(RunOf("r1"), {}).error().code, ErrorCode::kConflict);
  EXPECT_EQ(ledger->Runs().value().at(0).state, "done");
}

TEST_F(LedgerTest, CopyingTwiceChangesNothing) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {StepOf("r1", 1), StepOf("r1", 2)}).has_value());
  ASSERT_TRUE(ledger->CopyBatches({BatchOf("r1", 1, 1, 3), BatchOf("r1", 1, 2, 4)}).has_value());
  ASSERT_TRUE(ledger->CopyBatches({BatchOf("r1", 1, 1, 3), BatchOf("r1", 1, 2, 4), BatchOf("r1", 2, 1, 5)}).has_value());
  ASSERT_TRUE(ledger->Finish("r1", "done", {2}).has_value());
  const std::vector<StepRecord> steps = ledger->Steps("r1").value();
  EXPECT_EQ(steps.at(0).done, 7);
  EXPECT_EQ(steps.at(1).done, 5);
}

TEST_F(LedgerTest, CopyIsWholeOrNothing) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {StepOf("r1", 1)}).has_value());
  EXPECT_FALSE(ledger->CopyBatches({BatchOf("r1", 1, 1, 3), BatchOf("no such run", 1, 1, 4)}).has_value());
  ASSERT_TRUE(ledger->Finish("r1", "abandoned", {2}).has_value());
  EXPECT_EQ(ledger->Steps("r1").value().at(0).done, 0);
}

TEST_F(LedgerTest, FinishedRunKeepsItsEnd) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {}).has_value());
  ASSERT_TRUE(ledger->Finish("r1", "abandoned", {5}).has_value());
  const RunRecord run = ledger->Runs().value().at(0);
  EXPECT_EQ(run.state, "abandoned");
  ASSERT_TRUE(run.finished.has_value());
  EXPECT_EQ(run.finished->us, 5);
}

TEST_F(LedgerTest, LedgerOfAnotherVersionIsLeftAlone) {
  ASSERT_TRUE(Open()->Start(RunOf("r1"), {}).has_value());
  ASSERT_TRUE(Store()->ExecuteScript("UPDATE meta SET version = 5").has_value());
  const Result<std::unique_ptr<Ledger>> opened = Ledger::Open(Store());
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ErrorCode::kConflict);
  EXPECT_EQ(Store()->Query("SELECT version FROM meta").value().rows.at(0).at(0), expr::Value(std::int64_t{5}));
}

TEST_F(LedgerTest, LedgerOfAnEarlierVersionIsNotReadBeforeItIsMigrated) {
  ASSERT_TRUE(Open()->Start(RunOf("r1"), {}).has_value());
  ASSERT_TRUE(Store()->ExecuteScript("DROP TABLE release; DROP TABLE undo; DROP TABLE breach; UPDATE meta SET version = 2").has_value());
  const Result<std::unique_ptr<Ledger>> read = Ledger::OpenToRead(Store());
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kConflict);
  Open();
  const Result<std::unique_ptr<Ledger>> migrated = Ledger::OpenToRead(Store());
  ASSERT_TRUE(migrated.has_value());
  EXPECT_EQ((*migrated)->Runs().value().size(), 1u);
}

TEST_F(LedgerTest, FileWithNothingInItIsNoLedgerToRead) {
  const Result<std::unique_ptr<Ledger>> read = Ledger::OpenToRead(Store());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, nullptr);
}

TEST_F(LedgerTest, DatabaseOfSomethingElseIsLeftAlone) {
  ASSERT_TRUE(Store()->ExecuteScript("CREATE TABLE customers (id INTEGER PRIMARY KEY)").has_value());
  for (const auto open : {&Ledger::Open, &Ledger::OpenToRead}) {
    const Result<std::unique_ptr<Ledger>> opened = open(Store());
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, ErrorCode::kInvalid);
  }
  EXPECT_EQ(Store()->Query("SELECT count(*) FROM sqlite_master").value().rows.at(0).at(0), expr::Value(std::int64_t{1}));
}

TEST_F(LedgerTest, LedgerOfTheFirstVersionKeepsItsHolds) {
  Open();
  ASSERT_TRUE(Store()
                  ->ExecuteScript("DROP TABLE hold; CREATE TABLE hold (reference TEXT NOT NULL, state TEXT NOT NULL, store TEXT NOT NULL, "
                                  "since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (reference, store));"
                                  "INSERT INTO hold VALUES ('case-1', 'hold', 'main', 7, NULL), ('case-2', 'restriction', 'main', 8, 9);"
                                  "UPDATE meta SET version = 1")
                  .has_value());
  const std::vector<HoldRecord> holds = Open()->Holds().value();
  ASSERT_EQ(holds.size(), 2u);
  EXPECT_EQ(holds[0].reference, "case-1");
  EXPECT_EQ(holds[0].since.us, 7);
  EXPECT_EQ(holds[0].people, 1);
  EXPECT_FALSE(holds[0].until);
  EXPECT_EQ(holds[1].until->us, 9);
  EXPECT_EQ(Store()->Query("SELECT version FROM meta").value().rows.at(0).at(0), expr::Value(std::int64_t{4}));
}

TEST_F(LedgerTest, HoldCountsItsPeopleAndEachKindByItself) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {1}, std::nullopt, 1}));
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {2}, std::nullopt, 2}));
  ASSERT_TRUE(ledger->AddHold({"case-1", "restriction", "main", {3}, std::nullopt, 1}));
  std::vector<HoldRecord> holds = ledger->Holds().value();
  ASSERT_EQ(holds.size(), 2u);
  EXPECT_EQ(holds[0].people, 2);
  EXPECT_EQ(holds[0].since.us, 1) << "of the first";
  EXPECT_EQ(holds[1].state, "restriction");
  // A store that has lost one of the two says one; the ledger keeps what it knew.
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {4}, std::nullopt, 1}));
  EXPECT_EQ(ledger->Holds().value()[0].people, 2);
  ASSERT_TRUE(ledger->ReleaseHold("case-1", "main", {5}));
  holds = ledger->Holds().value();
  for (const HoldRecord& hold : holds) EXPECT_TRUE(hold.until);
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {6}, std::nullopt, 1}));
  holds = ledger->Holds().value();
  EXPECT_EQ(holds[1].people, 1) << "the new hold is another";
  EXPECT_EQ(holds[1].since.us, 6);
}

TEST_F(LedgerTest, OpeningTwiceKeepsEverything) {
  ASSERT_TRUE(Open()->Start(RunOf("r1"), {}).has_value());
  EXPECT_EQ(Open()->Runs().value().size(), 1u);
  EXPECT_EQ(Store()->Query("SELECT count(*) FROM meta").value().rows.at(0).at(0), expr::Value(std::int64_t{1}));
}

TEST_F(LedgerTest, HoldIsOpenUntilItIsReleasedAndCanBeTakenUpAgain) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {1}, std::nullopt}).has_value());
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "other", {1}, std::nullopt}).has_value());
  ASSERT_TRUE(ledger->ReleaseHold("case-1", "main", {2}).has_value());
  std::vector<HoldRecord> holds = ledger->Holds().value();
  ASSERT_EQ(holds.size(), 2u);
  for (const HoldRecord& hold : holds) EXPECT_EQ(hold.until.has_value(), hold.store == "main");
  ASSERT_TRUE(ledger->ReleaseHold("case-1", "main", {3}).has_value());
  holds = ledger->Holds().value();
  for (const HoldRecord& hold : holds) {
    if (hold.store != "main") continue;
    EXPECT_EQ(hold.until->us, 2) << "the first release stands";
  }
  ASSERT_TRUE(ledger->AddHold({"case-1", "hold", "main", {4}, std::nullopt}).has_value());
  holds = ledger->Holds().value();
  ASSERT_EQ(holds.size(), 2u);
  for (const HoldRecord& hold : holds) EXPECT_FALSE(hold.until.has_value());
}

TEST_F(LedgerTest, UndoIsOpenUntilItIsFinishedInEachStore) {
  auto ledger = Open();
  ASSERT_TRUE(ledger->Start(RunOf("r1"), {}));
  UndoRecord undo{"u1", "r1", "main", "ticket-1", "Ida", "bo", {5}, std::nullopt, 0, 0};
  ASSERT_TRUE(ledger->StartUndo(undo));
  EXPECT_FALSE(ledger->StartUndo(undo)) << "it is there already";
  undo.store = "other";
  ASSERT_TRUE(ledger->StartUndo(undo));
  undo.finished = time::Instant{9};
  undo.put_back = 3;
  undo.left = 2;
  ASSERT_TRUE(ledger->FinishUndo(undo));
  const std::vector<UndoRecord> undos = Open()->Undos().value();
  ASSERT_EQ(undos.size(), 2u);
  EXPECT_EQ(undos[0].store, "main");
  EXPECT_FALSE(undos[0].finished);
  EXPECT_EQ(undos[1].finished->us, 9);
  EXPECT_EQ(undos[1].put_back, 3);
  EXPECT_EQ(undos[1].left, 2);
  EXPECT_EQ(undos[1].reference, "ticket-1");
  EXPECT_EQ(undos[1].approved_by, "Ida");
  EXPECT_EQ(undos[1].asked_by, "bo");
}

TEST_F(LedgerTest, WhatABreachShowsNoMoreIsTaken) {
  auto ledger = Open();
  const auto all = [](const BreachRecord&) { return true; };
  const auto none = [](const BreachRecord&) { return false; };
  const auto noted = [&] { return Open()->Breaches().value(); };
  ASSERT_TRUE(ledger->NoteBreaches({{"agreed", "main", "main.mails", {100}, 3}, {"agreed", "main", "main.mails", {101}, 1}}, all));
  ASSERT_TRUE(ledger->NoteBreaches({{"agreed", "main", "main.mails", {100}, 1}, {"agreed", "main", "main.mails", {101}, 5}}, all));
  ASSERT_EQ(noted().size(), 2u);
  EXPECT_EQ(noted()[0].rows, 1);
  EXPECT_EQ(noted()[0].taken, 2);
  EXPECT_EQ(noted()[1].rows, 5);
  EXPECT_EQ(noted()[1].taken, 0);
  EXPECT_EQ(noted()[1].day.number, 101);
  // A new row of a day of which rows were taken.
  ASSERT_TRUE(ledger->NoteBreaches({{"agreed", "main", "main.mails", {100}, 2}}, none));
  EXPECT_EQ(noted()[0].rows, 2);
  EXPECT_EQ(noted()[0].taken, 2);
  EXPECT_EQ(noted()[1].rows, 5) << "nobody asked";
  ASSERT_TRUE(ledger->NoteBreaches({}, all));
  EXPECT_EQ(noted()[0].taken, 4);
  EXPECT_EQ(noted()[1].taken, 5);
  // Two are put back.
  ASSERT_TRUE(ledger->NoteReturned({{"agreed", "main", "main.mails", {100}, 2}}));
  EXPECT_EQ(noted()[0].rows, 2);
  EXPECT_EQ(noted()[0].taken, 2);
}

TEST_F(LedgerTest, IncidentIsAsItWasRecordedUntilItEnds) {
  auto ledger = Open();
  IncidentRecord of;
  of.reference = "i-1";
  of.promise = "agreed";
  of.from = {100};
  of.until = {110};
  of.days = {{{101}, 4}, {{103}, 3}};
  of.approved_by = "Ida";
  of.asked_by = "root";
  of.recorded = {5};
  EXPECT_EQ(ledger->AddIncident(of).value(), 1);
  EXPECT_EQ(ledger->AddIncident(of).error().code, ErrorCode::kConflict);
  EXPECT_EQ(ledger->TellIncident("i-2", {111}).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(ledger->TellIncident("i-1", {111}));
  EXPECT_EQ(ledger->TellIncident("i-1", {112}).error().code, ErrorCode::kNotFound) << "it was told already";
  ASSERT_TRUE(ledger->EndIncident("i-1", {9}));
  EXPECT_EQ(ledger->EndIncident("i-1", {10}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ledger->AddIncident(of).value(), 2) << "the file number again";
  const std::vector<IncidentRecord> incidents = Open()->Incidents().value();
  ASSERT_EQ(incidents.size(), 2u);
  EXPECT_EQ(incidents[0].until.number, 110);
  EXPECT_EQ(incidents[0].days, of.days);
  EXPECT_EQ(incidents[0].rows(), 7);
  EXPECT_EQ(incidents[0].told->number, 111);
  EXPECT_EQ(incidents[0].ended->us, 9);
  EXPECT_FALSE(incidents[1].told || incidents[1].ended);
}

TEST_F(LedgerTest, AttestationHasANumberUntilItIsWithdrawnAndAfter) {
  auto ledger = Open();
  EXPECT_EQ(ledger->AddAttestation({0, "tested", "Bo", "head of IT", "report.pdf", "ab", {100}, {465}, {5}, std::nullopt}).value(), 1);
  EXPECT_EQ(ledger->AddAttestation({0, "tested", "Bo", "head of IT", "report.pdf", "ab", {100}, {465}, {6}, std::nullopt}).value(), 2);
  ASSERT_TRUE(ledger->WithdrawAttestation(1, {7}));
  EXPECT_EQ(ledger->WithdrawAttestation(1, {8}).error().code, ErrorCode::kNotFound);
  const std::vector<AttestationRecord> all = Open()->Attestations().value();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].withdrawn->us, 7);
  EXPECT_EQ(all[1].by, "Bo");
  EXPECT_EQ(all[1].until.number, 465);
  EXPECT_FALSE(all[1].withdrawn);
}

}  // namespace ledger_test
}  // namespace lofte::ledger
