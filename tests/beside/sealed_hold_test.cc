// A hold that is taken while sealed copies are made or destroyed protects from its acknowledgement on: what is blocked, and what could be
// put back.
#include <algorithm>

#include "before_commit.h"
#include "taken_notes.h"

namespace lofte::tests {

class SealedHoldTest : public TakenNotesTest {
 protected:
  static constexpr char kOver[] = "2024-07-30";  // on this day the block is

  void SetUp() override { Make("block for P1Y then erase"); }

  // Of Sealed(), the copies about person 1.
  static Lines OfPersonOne(const Lines& sealed) {
    Lines of;
    for (const std::string& copy : sealed)
      if (copy.find("(user 1)") != std::string::npos) of.push_back(copy);
    return of;
  }
  // Sweeps at this time, and takes a hold on person 1 after that batch.
  Result<engine::ApplyReport> ApplyAndHold(
      const std::string& at, int batch, const std::function<void()>& acknowledged = [] {}) {
    engine::ApplyOptions options = InSmallBatches();
    int batches = 0;
    options.progress = [&](const engine::PlannedStep&, std::int64_t, std::int64_t) {
      if (++batches != batch) return;
      const Status held = world_->Hold("1", "case 1");
      ASSERT_TRUE(held) << held.error().message;
      acknowledged();
    };
    Result<engine::ApplyReport> report = world_->ApplyBeside(at, options);
    EXPECT_GT(batches, batch);
    return report;
  }
  // Destroys copies at this time while person 1 comes to be held, and then without.
  void ExpectThatAHoldProtectsCopies(const std::string& at) {
    ASSERT_EQ(OfPersonOne(world_->Sealed()).size(), 20u);
    Lines acknowledged;
    const auto report = ApplyAndHold(at, 3, [&] { acknowledged = OfPersonOne(world_->Sealed()); });
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_GT(acknowledged.size(), 5u);
    EXPECT_LT(acknowledged.size(), 20u) << "some went before";
    EXPECT_EQ(world_->Sealed(), acknowledged);
    ASSERT_TRUE(world_->Release("case 1"));
    ASSERT_TRUE(world_->Apply(at, InSmallBatches()));
    EXPECT_EQ(world_->Sealed(), Lines{});
    ExpectPeopleUnchanged();
  }
};

TEST_P(SealedHoldTest, HoldTakenWhileCopiesAreDestroyedProtectsThoseThatAreLeft) {
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  ExpectThatAHoldProtectsCopies(kOver);
}

// What was erased can be put back for a week, and is about a person until then.
TEST_P(SealedHoldTest, HoldTakenWhileWhatCouldBePutBackIsDestroyedProtectsWhatIsLeft) {
  Make("erase");
  world_->Seal(7);
  world_->SetWithin(500);  // so that a week is left
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  ExpectThatAHoldProtectsCopies("2024-06-08");
}

TEST_P(SealedHoldTest, HoldIsNotAcknowledgedWhileABatchThatDestroysIsInFlight) {
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  Status in_flight;
  std::unique_ptr<BeforeNextCommit> watch;
  engine::ApplyOptions options = InSmallBatches();
  options.progress = [&](const engine::PlannedStep& step, std::int64_t, std::int64_t) {
    EXPECT_EQ(step.action, "destroy");
    if (watch != nullptr) return;
    world_->SetLockTimeout(30);
    watch = std::make_unique<BeforeNextCommit>([&] { in_flight = world_->Hold("1", "case 1"); });
  };
  const auto report = world_->Apply(kOver, options);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_FALSE(in_flight);
  EXPECT_EQ(in_flight.error().code, ErrorCode::kBusy) << in_flight.error().message;
  EXPECT_EQ(world_->Sealed(), Lines{}) << "never acknowledged, so nothing was promised";
}

// A hold keeps no value in sight: what is of no use to anybody is sealed all the same, and kept by its copy.
TEST_P(SealedHoldTest, HoldTakenDuringTheSweepThatSealsIsOnAllCopies) {
  const auto report = ApplyAndHold(kAt, 3);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  const Lines held = OfPersonOne(world_->Sealed());
  EXPECT_EQ(held.size(), 20u);
  ASSERT_TRUE(world_->Apply(kOver, InSmallBatches()));
  EXPECT_EQ(world_->Sealed(), held);
  ASSERT_TRUE(world_->Release("case 1"));
  ASSERT_TRUE(world_->Apply(kOver, InSmallBatches()));
  EXPECT_EQ(world_->Sealed(), Lines{});
}

// The block is over as well: the sweep erases, until the hold is there. What that keeps has no other ground, and leaves its row next.
TEST_P(SealedHoldTest, HoldTakenDuringTheSweepThatErasesKeepsWhatIsLeftInItsRowAndThenInACopy) {
  const auto of_person_one = [&] {
    return world_->Rows("SELECT id FROM notes WHERE person_id = 1 AND id <= 200 AND body IS NOT NULL ORDER BY id");
  };
  Lines acknowledged;
  const auto report = ApplyAndHold(kOver, 3, [&] { acknowledged = of_person_one(); });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(acknowledged.size(), 5u);
  EXPECT_LT(acknowledged.size(), 20u);
  EXPECT_EQ(of_person_one(), acknowledged);
  EXPECT_EQ(world_->Count("notes WHERE person_id <> 1 AND id <= 200 AND body IS NOT NULL"), 0);
  EXPECT_EQ(world_->Sealed(), Lines{});
  ASSERT_TRUE(world_->Apply(kOver, InSmallBatches()));
  EXPECT_EQ(Notes(), NotesWhenTaken(Numbers(1, kDueNotes)));
  Lines copies;
  for (const std::string& note : acknowledged)
    copies.push_back("main.notes " + note + ": body=note (user 1) due 2024-07-30 late 2024-07-31");
  std::sort(copies.begin(), copies.end());
  EXPECT_EQ(world_->Sealed(), copies);
  ExpectPeopleUnchanged();
}

INSTANTIATE_TEST_SUITE_P(Both, SealedHoldTest, TakenInBoth(), NameOfTaken);

}  // namespace lofte::tests
