// A row that the application changes between selection and erasure is neither erased nor counted; and whatever is written meanwhile, what
// is in the cells is what was erased.
#include <algorithm>

#include "before_commit.h"
#include "taken_notes.h"

namespace lofte::tests {

class CountedRowsTest : public TakenNotesTest {
 protected:
  void SetUp() override { Make(kCounted); }

  static constexpr const char* kCounted = "aggregate in cells of 3 then erase";

  // What is in the cells, for each topic.
  static Lines CellsOf(int none, int one, int two, int three) {
    Lines cells;
    int topic = 0;
    for (const int rows : {none, one, two, three}) cells.push_back("{\"topic\":" + std::to_string(topic++) + "}|" + std::to_string(rows));
    return cells;
  }
  Lines Cells() {
    return world_->Rows("SELECT cell, rows FROM " + std::string(world_->is_postgres() ? "lofte.cells" : "lofte_cells") + " ORDER BY cell");
  }
  std::int64_t Counted() {
    std::int64_t sum = 0;
    for (const std::string& cell : Cells()) sum += std::stoll(cell.substr(cell.find('|') + 1));
    return sum;
  }
};

TEST_P(CountedRowsTest, NobodyBesideAllThatIsDueIsCountedAndAllElseStays) {
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
  ExpectPeopleUnchanged();
}

TEST_P(CountedRowsTest, RowChangedBeforeItsBatchIsNeitherErasedNorCounted) {
  const auto report = ApplyAnd([&] { Do("UPDATE notes SET written_on = '2024-05-30' WHERE id = 150"); });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(NumbersBut(1, kDueNotes, 150), {Note(150, "note", "2024-05-30")}));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 49, 50));
  ExpectPeopleUnchanged();
}

TEST_P(CountedRowsTest, RowChangedWhileTheBatchWaitsForItIsNeitherErasedNorCounted) {
  SweepInto("UPDATE notes SET written_on = '2024-05-30' WHERE id = 150");
  EXPECT_EQ(Notes(), NotesWhenTaken(NumbersBut(1, kDueNotes, 150), {Note(150, "note", "2024-05-30")}));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 49, 50));
  ExpectPeopleUnchanged();
}

TEST_P(CountedRowsTest, RowMovedWhileTheBatchWaitsForItCountsWhereItIsThen) {
  SweepInto("UPDATE notes SET topic = 3 WHERE id = 150");
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes), row_stays() ? Lines{Note(150, "NULL", "", 3)} : Lines{}));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 49, 51));
}

TEST_P(CountedRowsTest, RowThatTheApplicationDeletedIsNotCounted) {
  const auto report = ApplyAnd([&] { Do("DELETE FROM notes WHERE id = 150"); });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Cells(), CellsOf(50, 50, 49, 50));
  std::int64_t done = 0;
  for (const std::int64_t rows : report->done) done += rows;
  EXPECT_EQ(done, Counted());
}

TEST_P(CountedRowsTest, NobodyWritesToARowWhileItIsBeingCounted) {
  Status in_flight;
  std::unique_ptr<BeforeNextCommit> watch;  // of the second batch
  const auto report = ApplyAnd([&] {
    world_->SetLockTimeout(30);
    const std::shared_ptr<stores::Store> hasty = world_->Connect();
    watch = std::make_unique<BeforeNextCommit>([&in_flight, hasty] {
      in_flight = hasty->ExecuteScript("UPDATE notes SET written_on = '2024-05-30' WHERE id <= 200 AND body IS NOT NULL");
    });
  });
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_FALSE(in_flight);
  EXPECT_EQ(in_flight.error().code, ErrorCode::kBusy) << in_flight.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
}

// A new value in a row that was counted is a new one, and counts when it goes: in the next sweep, or in this one, which in PostgreSQL can
// still come to where the row was written anew.
TEST_P(CountedRowsTest, WhatIsWrittenToARowThatWasCountedCountsWhenItGoes) {
  const auto report = ApplyAnd([&] { Do("UPDATE notes SET body = 'newer' WHERE id = 1"); });
  ASSERT_TRUE(report) << report.error().message;
  const bool is_left = world_->Count("notes WHERE body = 'newer'") == 1;
  EXPECT_TRUE(is_left || world_->is_postgres() || !row_stays());
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes), is_left ? Lines{Note(1, "newer")} : Lines{}));
  EXPECT_EQ(Counted(), row_stays() && !is_left ? kDueNotes + 1 : kDueNotes);
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(Cells(), CellsOf(50, row_stays() ? 51 : 50, 50, 50));
}

TEST_P(CountedRowsTest, HoldTakenBetweenBatchesKeepsWhatIsLeftFromBeingErasedAndCounted) {
  std::int64_t acknowledged = 0;
  const auto left = [&] { return world_->Count("notes WHERE person_id = 1 AND id <= 200 AND body IS NOT NULL"); };
  const auto report = ApplyAnd(
      [&] {
        const Status held = world_->Hold("1", "case 1");
        ASSERT_TRUE(held) << held.error().message;
        acknowledged = left();
      },
      3);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(acknowledged, 5);
  EXPECT_LT(acknowledged, 20);
  EXPECT_EQ(left(), acknowledged);
  EXPECT_EQ(Counted(), kDueNotes - acknowledged);
  ASSERT_TRUE(world_->Release("case 1"));
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
}

// The batch has counted what it saw, and its statement would find one row more: it is taken back, and tried again.
TEST_P(CountedRowsTest, RowThatBecomesDueWhileABatchCountsIsNotErasedUncounted) {
  if (!world_->is_postgres()) GTEST_SKIP() << "SQLite has one writer";
  Do("UPDATE notes SET written_on = '2024-05-31' WHERE id = 5");
  SweepWithLocked("cells", "UPDATE notes SET written_on = '2023-05-01' WHERE id = 5");
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
}

INSTANTIATE_TEST_SUITE_P(Both, CountedRowsTest, TakenInBoth(), NameOfTaken);

// The accounts are closed, and titles blocked: a row whose body is counted goes to a copy.
class CountedAndSealedRowsTest : public CountedRowsTest {
 protected:
  void SetUp() override {
    Make(kCounted, "block for P1Y then erase");
    if (!IsSkipped()) Do("UPDATE people SET closed_on = '2024-01-01'");
  }

  std::int64_t Copies() {
    return world_->Count(std::string(world_->is_postgres() ? "lofte.sealed" : "lofte_sealed") + " WHERE source_table = 'main.notes'");
  }
};

TEST_P(CountedAndSealedRowsTest, NobodyBesideAllThatIsDueIsCountedAndSealed) {
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(world_->Count("notes"), kNotes - kDueNotes);
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
  EXPECT_EQ(Copies(), kNotes) << "of a row that stays its title";
}

// It would be sealed and gone, and in no cell.
TEST_P(CountedAndSealedRowsTest, RowThatBecomesDueWhileABatchCountsIsNotSealedUncounted) {
  if (!world_->is_postgres()) GTEST_SKIP() << "SQLite has one writer";
  Do("UPDATE notes SET written_on = '2024-05-31' WHERE id = 5");
  SweepWithLocked("cells", "UPDATE notes SET written_on = '2023-05-01' WHERE id = 5");
  EXPECT_EQ(world_->Count("notes"), kNotes - kDueNotes);
  EXPECT_EQ(Cells(), CellsOf(50, 50, 50, 50));
  EXPECT_EQ(Copies(), kNotes);
}

INSTANTIATE_TEST_SUITE_P(Both, CountedAndSealedRowsTest, testing::Combine(testing::ValuesIn(BothDialects()), testing::Values(Row::kStays)),
                         NameOfTaken);

}  // namespace lofte::tests
