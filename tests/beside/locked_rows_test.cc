// Rows that the application has locked: waited for a little, left for the end of the step, and never a reason to fail for good.
#include <gtest/gtest.h>

#include <algorithm>

#include "notes.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {

class LockedRowsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(stores::Dialect::kPostgres); !missing.empty()) GTEST_SKIP() << missing;
    world_ = MakeNotes(stores::Dialect::kPostgres);
    application_ = world_->Connect();
    world_->SetLockTimeout(20);
  }

  void Do(const std::string& sql) {
    const Status done = application_->ExecuteScript(sql);
    ASSERT_TRUE(done) << done.error().message;
  }

  // Of the due notes, those that are still there.
  std::vector<int> DueLeft() {
    std::vector<int> left = NotesOf(*world_);
    left.erase(std::remove_if(left.begin(), left.end(), [](int note) { return note > kDueNotes; }), left.end());
    return left;
  }

  // `from_position` of the batches in the ledger, in the order in which they were done.
  std::vector<std::int64_t> OrderOfBatches() {
    auto store = stores_sqlite::OpenSqlite("ledger", (world_->folder() / "ledger.db").string());
    std::vector<std::int64_t> order;
    for (const std::string& row : RowsOf(**store, "SELECT from_position FROM batch ORDER BY run, step, batch"))
      order.push_back(std::stoll(row));
    return order;
  }

  std::unique_ptr<World> world_;
  std::unique_ptr<stores::Store> application_;
};

// The batch waits for the row, sees the new row when the application commits, and leaves it.
TEST_F(LockedRowsTest, RowChangedWhileTheBatchWaitsForItStays) {
  const std::vector<std::string> before = world_->Dump();
  Do("BEGIN; UPDATE notes SET written_on = '2024-05-30' WHERE id = 150");
  bool committed = false;
  engine::ApplyOptions options = InSmallBatches();
  options.progress = [&](const engine::PlannedStep&, std::int64_t done, std::int64_t) {
    if (committed || done < kDueNotes - 20) return;  // all but the range that was left for later
    committed = true;
    Do("COMMIT");
  };
  const auto report = world_->ApplyBeside(kAt, options);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Rows("SELECT id, written_on FROM notes WHERE id <= 200"), std::vector<std::string>{"150|2024-05-30"});
  EXPECT_EQ(Without(world_->Dump(), {150}), Without(before, Numbers(1, kDueNotes)));
  const std::vector<std::int64_t> order = OrderOfBatches();
  ASSERT_GE(order.size(), 10u);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end() - 1));
}

TEST_F(LockedRowsTest, RowThatStaysLockedStopsTheRunAfterAllElseIsDoneAndTheNextTakesItUp) {
  const std::vector<std::string> before = world_->Dump();
  Do("BEGIN; SELECT 1 FROM notes WHERE id = 150 FOR UPDATE");
  const auto stopped = world_->Apply(kAt, InSmallBatches());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kBusy);
  EXPECT_NE(stopped.error().message.find("takes the run up"), std::string::npos) << stopped.error().message;
  EXPECT_TRUE(world_->ledger().Unfinished().value().has_value());
  const std::vector<int> left = DueLeft();
  EXPECT_EQ(std::count(left.begin(), left.end(), 150), 1);
  EXPECT_LE(left.size(), 20u);
  EXPECT_EQ(left.back() - left.front() + 1, static_cast<int>(left.size()));
  EXPECT_EQ(Without(world_->Dump(), left), Without(before, Numbers(1, kDueNotes)));
  Do("ROLLBACK");
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->resumed);
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
  const std::vector<std::int64_t> order = OrderOfBatches();
  ASSERT_GE(order.size(), 10u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end() - 1));
  EXPECT_LT(order.back(), order[order.size() - 2]);
  EXPECT_FALSE(world_->ledger().Unfinished().value().has_value());
}

TEST_F(LockedRowsTest, TableThatIsLockedAsAWholeStopsTheRunAndNothingIsDone) {
  const std::vector<std::string> before = world_->Dump();
  Do("BEGIN; LOCK TABLE notes IN SHARE MODE");
  const auto stopped = world_->Apply(kAt, InSmallBatches());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kBusy);
  Do("ROLLBACK");
  EXPECT_EQ(world_->Dump(), before);
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
}

// SQLite locks the file: nothing is gained by going on to other rows.
TEST(LockedFileTest, SqliteFileThatIsLockedStopsTheRunAndTheNextTakesItUp) {
  const std::unique_ptr<World> world = MakeNotes(stores::Dialect::kSqlite);
  const std::vector<std::string> before = world->Dump();
  world->SetLockTimeout(20);
  const std::unique_ptr<stores::Store> application = world->Connect();
  engine::ApplyOptions options = InSmallBatches();
  options.progress = [&](const engine::PlannedStep&, std::int64_t done, std::int64_t) {
    if (done == 60) {
      ASSERT_TRUE(application->ExecuteScript("BEGIN IMMEDIATE"));
    }
  };
  const auto stopped = world->Apply(kAt, options);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kBusy);
  EXPECT_EQ(world->Dump(), Without(before, Numbers(1, 60)));
  ASSERT_TRUE(application->ExecuteScript("ROLLBACK"));
  const auto report = world->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->resumed);
  EXPECT_EQ(world->Dump(), Without(before, Numbers(1, kDueNotes)));
}

}  // namespace lofte::tests
