// A row that the application changes between selection and sealing stays and leaves no copy; and what it writes to a row whose value has
// just been sealed is neither lost nor taken unseen. A value is in one place: in its row, or in a copy.
#include <algorithm>

#include "before_commit.h"
#include "taken_notes.h"

namespace lofte::tests {

class SealedRowsTest : public TakenNotesTest {
 protected:
  void SetUp() override { Make("block for P1Y then erase"); }

  // Ninety days from 2023-05-01 its use was over, and a year later it may be destroyed.
  static std::string Copy(int note, const std::string& body = "note") {
    return "main.notes " + std::to_string(note) + ": body=" + body + " (user " + std::to_string(note % 10 + 1) +
           ") due 2024-07-30 late 2024-07-31";
  }
  static Lines CopiesOf(const std::vector<int>& notes, const Lines& more = {}) {
    Lines copies = more;
    for (const int note : notes) copies.push_back(Copy(note));
    std::sort(copies.begin(), copies.end());
    return copies;
  }
};

TEST_P(SealedRowsTest, NobodyBesideAllThatIsDueIsSealedAndAllElseStays) {
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes)));
  ExpectPeopleUnchanged();
}

TEST_P(SealedRowsTest, RowChangedBeforeItsBatchStaysAndLeavesNoCopy) {
  const auto report = ApplyAnd([&] { Do("UPDATE notes SET written_on = '2024-05-30' WHERE id = 150"); });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(NumbersBut(1, kDueNotes, 150), {Note(150, "note", "2024-05-30")}));
  EXPECT_EQ(world_->Sealed(), CopiesOf(NumbersBut(1, kDueNotes, 150)));
  ExpectPeopleUnchanged();
}

TEST_P(SealedRowsTest, RowChangedWhileTheBatchWaitsForItStaysAndLeavesNoCopy) {
  SweepInto("UPDATE notes SET written_on = '2024-05-30' WHERE id = 150");
  EXPECT_EQ(Notes(), NotesWhenTaken(NumbersBut(1, kDueNotes, 150), {Note(150, "note", "2024-05-30")}));
  EXPECT_EQ(world_->Sealed(), CopiesOf(NumbersBut(1, kDueNotes, 150)));
  ExpectPeopleUnchanged();
}

// Its use is over all the same: what is sealed is what the row held when it was taken.
TEST_P(SealedRowsTest, BodyEditedWhileTheBatchWaitsForItIsSealedAsItIsThen) {
  SweepInto("UPDATE notes SET body = 'edited' WHERE id = 150");
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(world_->Sealed(), CopiesOf(NumbersBut(1, kDueNotes, 150), {Copy(150, "edited")}));
}

TEST_P(SealedRowsTest, RowThatTheApplicationDeletedLeavesNoCopyAndIsNotCountedAsDone) {
  const auto report = ApplyAnd([&] { Do("DELETE FROM notes WHERE id = 150"); });
  ASSERT_TRUE(report) << report.error().message;
  Lines left = NotesWhenTaken(Numbers(1, kDueNotes));
  for (const std::string& line : Taken(150)) left.erase(std::find(left.begin(), left.end(), line));
  EXPECT_EQ(Notes(), left);
  EXPECT_EQ(world_->Sealed(), CopiesOf(NumbersBut(1, kDueNotes, 150)));
  std::int64_t done = 0;
  for (const std::int64_t rows : report->done) done += rows;
  EXPECT_EQ(report->plan.rows(), kDueNotes);
  EXPECT_EQ(done, kDueNotes - 1);
}

// The batch has read and sealed, and has not committed: whoever wants to write there has to wait, and finds the row as it is then.
TEST_P(SealedRowsTest, NobodyWritesToARowWhileItIsBeingSealed) {
  Status in_flight;
  std::int64_t sealed_by_then = 0;
  std::unique_ptr<BeforeNextCommit> watch;  // of the second batch
  const auto report = ApplyAnd([&] {
    world_->SetLockTimeout(30);
    const std::shared_ptr<stores::Store> hasty = world_->Connect();
    sealed_by_then = static_cast<std::int64_t>(world_->Sealed().size());
    watch = std::make_unique<BeforeNextCommit>(
        [&in_flight, hasty] { in_flight = hasty->ExecuteScript("UPDATE notes SET body = 'newer' WHERE id <= 200 AND body IS NOT NULL"); });
  });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(sealed_by_then, 0);
  ASSERT_FALSE(in_flight);
  EXPECT_EQ(in_flight.error().code, ErrorCode::kBusy) << in_flight.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes)));
}

// Somebody writes to a person whose note has just been sealed, as if it were there still. That is a value of its own: in the row until it
// is sealed as well, by the next sweep, or by this one, which in PostgreSQL can still come to where the row was written anew.
TEST_P(SealedRowsTest, WhatIsWrittenToARowThatWasSealedIsInTheRowUntilItIsSealedToo) {
  const auto report = ApplyAnd([&] { Do("UPDATE notes SET body = 'newer' WHERE id = 1"); });
  ASSERT_TRUE(report) << report.error().message;
  const bool is_left = world_->Count("notes WHERE body = 'newer'") == 1;
  EXPECT_TRUE(is_left || world_->is_postgres() || !row_stays());
  const Lines both = row_stays() ? Lines{Copy(1, "newer")} : Lines{};
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes), is_left ? Lines{Note(1, "newer")} : Lines{}));
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes), is_left ? Lines{} : both)) << "the first copy has what was there then";
  EXPECT_EQ(world_->Broken(kAt), is_left ? "notes" : "") << "it is shown again, though its use is over";
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes), both));
  EXPECT_EQ(world_->Broken(kAt), "");
}

// A note of another day with the key of one that has just been sealed is another note.
TEST_P(SealedRowsTest, RowThatComesInThePlaceOfASealedOneStays) {
  const auto report = ApplyAnd([&] {
    if (row_stays()) Do("DELETE FROM notes WHERE id = 1");
    Do("INSERT INTO notes VALUES (1, 2, 'new', '2024-05-31', 1, 'title')");
  });
  ASSERT_TRUE(report) << report.error().message;
  const Lines expected = NotesWhenTaken(Numbers(1, kDueNotes), {Note(1, "new", "2024-05-31")});
  EXPECT_EQ(Notes(), expected);
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes)));
  // On their day the copies go, and the note stays.
  ASSERT_TRUE(world_->Apply("2024-07-30", InSmallBatches()));
  EXPECT_EQ(world_->Sealed(), Lines{});
  EXPECT_EQ(Notes(), expected);
}

// What the batch has sealed is what it takes, and not one row more: that one is in the row until somebody seals it, be it this sweep in a
// later batch.
TEST_P(SealedRowsTest, RowThatBecomesDueWhileABatchSealsIsNotTakenUnsealed) {
  if (!world_->is_postgres()) GTEST_SKIP() << "SQLite has one writer";
  Do("UPDATE notes SET written_on = '2024-05-31' WHERE id = 5");
  SweepWithLocked("sealed", "UPDATE notes SET written_on = '2023-05-01' WHERE id = 5");
  if (world_->Count("notes WHERE id = 5 AND body IS NOT NULL") == 1) {
    EXPECT_EQ(Notes(), NotesWhenTaken(NumbersBut(1, kDueNotes, 5)));
    EXPECT_EQ(world_->Sealed(), CopiesOf(NumbersBut(1, kDueNotes, 5)));
    ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  }
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  EXPECT_EQ(world_->Sealed(), CopiesOf(Numbers(1, kDueNotes)));
}

INSTANTIATE_TEST_SUITE_P(Both, SealedRowsTest, TakenInBoth(), NameOfTaken);

}  // namespace lofte::tests
