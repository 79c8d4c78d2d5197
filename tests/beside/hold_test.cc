// A hold that is taken during a sweep protects from its acknowledgement on, and is not acknowledged while a batch that has not seen it is
// in flight.
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

#include "before_commit.h"
#include "notes.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {

class HoldTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = MakeNotes(GetParam());
  }

  std::vector<std::string> NotesOfPersonOne() {
    return world_->Rows("SELECT id, person_id, body, written_on FROM notes WHERE person_id = 1 ORDER BY id");
  }

  // Does it once, after that batch.
  template <typename F>
  engine::ApplyOptions AfterBatch(int batch, F act) {
    engine::ApplyOptions options = InSmallBatches();
    options.progress = [this, batch, act](const engine::PlannedStep&, std::int64_t, std::int64_t) {
      if (++batches_ == batch) act();
    };
    return options;
  }

  // Another than the sweep's, which is at work in its own thread.
  std::unique_ptr<ledger::Ledger> LedgerOfTheHolder() {
    stores_sqlite::SqliteOptions create;
    create.create = true;
    return ledger::Ledger::Open(stores_sqlite::OpenSqlite("ledger", (world_->folder() / "holds.db").string(), create).value()).value();
  }

  std::unique_ptr<World> world_;
  int batches_ = 0;
};

TEST_P(HoldTest, HoldTakenBetweenBatchesProtectsAllThatIsLeft) {
  const std::vector<std::string> before = world_->Dump();
  std::vector<std::string> acknowledged;
  const auto report = world_->ApplyBeside(kAt, AfterBatch(3, [&] {
                                            const Status held = world_->Hold("1", "case 1");
                                            ASSERT_TRUE(held) << held.error().message;
                                            acknowledged = NotesOfPersonOne();
                                          }));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(batches_, 3);
  EXPECT_GT(acknowledged.size(), 15u);  // of 24, about six were in the first three batches
  EXPECT_LT(acknowledged.size(), 24u);
  EXPECT_EQ(NotesOfPersonOne(), acknowledged);
  EXPECT_EQ(world_->Count("notes WHERE person_id <> 1 AND id <= 200"), 0);
  EXPECT_EQ(Without(world_->Dump(), Numbers(1, kDueNotes)), Without(before, Numbers(1, kDueNotes)));
}

TEST_P(HoldTest, ReleasedHoldLetsTheNextSweepGoOn) {
  const std::vector<std::string> before = world_->Dump();
  ASSERT_TRUE(world_->Hold("1", "case 1"));
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(NotesOfPersonOne().size(), 24u);
  ASSERT_TRUE(world_->Release("case 1"));
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
}

TEST_P(HoldTest, HoldIsNotAcknowledgedWhileABatchIsInFlight) {
  Status in_flight;
  std::optional<BeforeNextCommit> watch;  // of the second batch
  const auto report = world_->Apply(kAt, AfterBatch(1, [&] {
                                      world_->SetLockTimeout(30);
                                      watch.emplace([&] { in_flight = world_->Hold("1", "case 1"); });
                                    }));
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_FALSE(in_flight);
  EXPECT_EQ(in_flight.error().code, ErrorCode::kBusy) << in_flight.error().message;
  EXPECT_EQ(world_->Count("notes WHERE id <= 200"), 0);  // never acknowledged, so nothing was promised
  EXPECT_TRUE(world_->ledger().Holds().value().empty());
}

// The hold waits in another thread; the batch in flight goes on as soon as the server says that it does.
TEST_P(HoldTest, WaitingHoldIsAcknowledgedAfterTheBatchInFlightAndBeforeTheNext) {
  if (GetParam() == stores::Dialect::kSqlite)
    GTEST_SKIP() << "SQLite does not tell who waits; HoldIsNotAcknowledgedWhileABatchIsInFlight covers it";
  world_->SetLockTimeout(60'000);
  std::vector<engine::Site> sites = world_->Sites(engine::Access::kWrite);
  const std::unique_ptr<ledger::Ledger> ledger = LedgerOfTheHolder();
  std::thread holder;
  Status held;
  std::vector<std::string> acknowledged;
  const auto hold = [&] {
    held = engine::AddHold({"1", "case 1", engine::HoldKind::kHold}, sites, *ledger, {0});
    acknowledged = RowsOf(*sites[0].store, "SELECT id, person_id, body, written_on FROM notes WHERE person_id = 1 ORDER BY id");
  };
  std::optional<BeforeNextCommit> watch;  // of the second batch
  const std::vector<std::string> before = world_->Dump();
  const auto report = world_->ApplyBeside(
      kAt, AfterBatch(1, [&] {
        watch.emplace([&] {
          holder = std::thread(hold);
          while (world_->Rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND mode = 'ExclusiveLock'").empty())
            continue;
        });
      }));
  ASSERT_TRUE(holder.joinable());
  holder.join();
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(held) << held.error().message;
  EXPECT_GT(acknowledged.size(), 18u);  // of 24, about four were in the two batches that were over
  EXPECT_LT(acknowledged.size(), 23u);
  EXPECT_EQ(NotesOfPersonOne(), acknowledged);
  EXPECT_EQ(world_->Count("notes WHERE person_id <> 1 AND id <= 200"), 0);
  EXPECT_EQ(Without(world_->Dump(), Numbers(1, kDueNotes)), Without(before, Numbers(1, kDueNotes)));
}

// Batches of one row follow each other at once, and SQLite keeps no queue: whoever waits has to be let in.
TEST_P(HoldTest, HoldIsAcknowledgedWhileASweepOfManyBatchesRuns) {
  world_->Execute(
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO notes SELECT 1000 + i, 1, "
      "'note', '2023-05-01' FROM n");
  world_->SetLockTimeout(30'000);
  std::vector<engine::Site> sites = world_->Sites(engine::Access::kWrite);
  const std::unique_ptr<ledger::Ledger> ledger = LedgerOfTheHolder();
  std::thread holder;
  Status held;
  std::int64_t acknowledged = 0;
  const auto hold = [&] {
    held = engine::AddHold({"1", "case 1", engine::HoldKind::kHold}, sites, *ledger, {0});
    acknowledged = std::stoll(RowsOf(*sites[0].store, "SELECT count(*) FROM notes WHERE person_id = 1")[0]);
  };
  engine::ApplyOptions options = AfterBatch(3, [&] { holder = std::thread(hold); });
  options.batch_rows = 1;
  options.max_share = 1;
  const std::vector<std::string> before = world_->Dump();
  const auto report = world_->ApplyBeside(kAt, options);
  ASSERT_TRUE(holder.joinable());
  holder.join();
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(held) << held.error().message;
  EXPECT_GT(acknowledged, 500) << "of 1524 notes: long before they are gone";
  EXPECT_EQ(world_->Count("notes WHERE person_id = 1"), acknowledged);
  EXPECT_EQ(world_->Count("notes WHERE person_id <> 1 AND id <= 200"), 0);
  std::vector<int> due = Numbers(1, kDueNotes);
  for (const int more : Numbers(1001, 2500)) due.push_back(more);
  EXPECT_EQ(Without(world_->Dump(), due), Without(before, due));
}

INSTANTIATE_TEST_SUITE_P(Both, HoldTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
