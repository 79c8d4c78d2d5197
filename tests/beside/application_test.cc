// A row that the application changes between selection and deletion stays.
#include <gtest/gtest.h>

#include "notes.h"

namespace lofte::tests {

class ApplicationTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    world_ = MakeNotes(GetParam());
  }

  // Does it once, after the first batch.
  template <typename F>
  engine::ApplyOptions AfterTheFirstBatch(F act) {
    engine::ApplyOptions options = InSmallBatches();
    options.progress = [this, act](const engine::PlannedStep&, std::int64_t, std::int64_t) {
      if (++batches_ == 1) act();
    };
    return options;
  }

  std::unique_ptr<World> world_;
  int batches_ = 0;
};

TEST_P(ApplicationTest, NobodyBesideAllThatIsDueGoesAndAllElseStays) {
  const std::vector<std::string> before = world_->Dump();
  const auto report = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
  const auto second = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->plan.rows(), 0);
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
}

TEST_P(ApplicationTest, RowChangedBeforeItsBatchStaysAndAllElseIsAsWithout) {
  const std::vector<std::string> before = world_->Dump();
  const auto report = world_->ApplyBeside(
      kAt, AfterTheFirstBatch([this] { world_->Execute("UPDATE notes SET written_on = '2024-05-30' WHERE id = 150"); }));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GT(batches_, 5);
  EXPECT_EQ(world_->Rows("SELECT id, person_id, body, written_on FROM notes WHERE id = 150"),
            std::vector<std::string>{"150|1|note|2024-05-30"});
  EXPECT_EQ(Without(world_->Dump(), {150}), Without(before, Numbers(1, kDueNotes)));
}

TEST_P(ApplicationTest, RowInsertedDuringTheSweepStays) {
  const std::vector<std::string> before = world_->Dump();
  const auto report =
      world_->ApplyBeside(kAt, AfterTheFirstBatch([this] { world_->Execute("INSERT INTO notes VALUES (1000, 1, 'new', '2024-05-31')"); }));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Rows("SELECT body FROM notes WHERE id = 1000"), std::vector<std::string>{"new"});
  EXPECT_EQ(Without(world_->Dump(), {1000}), Without(before, Numbers(1, kDueNotes)));
}

TEST_P(ApplicationTest, RowThatTheApplicationDeletedIsNotCountedAsDone) {
  const std::vector<std::string> before = world_->Dump();
  const auto report = world_->ApplyBeside(kAt, AfterTheFirstBatch([this] { world_->Execute("DELETE FROM notes WHERE id = 150"); }));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
  std::int64_t done = 0;
  for (const std::int64_t rows : report->done) done += rows;
  EXPECT_EQ(report->plan.rows(), kDueNotes);
  EXPECT_EQ(done, kDueNotes - 1);
}

// A table that cascades, made while the run is at work: the batch that would reach it is taken back.
TEST_P(ApplicationTest, CascadeThatIsMadeMeanwhileReachesNothing) {
  const std::string key = world_->is_postgres() ? "bigint" : "INTEGER";
  const std::vector<std::string> people = world_->Rows("SELECT * FROM people ORDER BY id");
  const std::vector<std::string> young = world_->Rows("SELECT * FROM notes WHERE id > 200 ORDER BY id");
  const auto report = world_->ApplyBeside(
      kAt, AfterTheFirstBatch([&] {
        world_->Execute("CREATE TABLE letters (id " + key + " PRIMARY KEY, note_id " + key + " REFERENCES notes (id) ON DELETE CASCADE)");
        world_->Execute("INSERT INTO letters SELECT id, id FROM notes WHERE id = 150");
      }));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kConflict) << report.error().message;
  EXPECT_NE(report.error().message.find("the schema of store `main` has changed"), std::string::npos) << report.error().message;
  EXPECT_NE(report.error().message.find("closes this run as abandoned and begins another"), std::string::npos) << report.error().message;
  EXPECT_EQ(report.error().message.find("takes the run up"), std::string::npos) << report.error().message;
  EXPECT_EQ(world_->Count("letters"), 1);
  EXPECT_EQ(world_->Count("notes WHERE id = 150"), 1);
  // By what is known now the note stands, for a letter needs it.
  const auto again = world_->Apply(kAt, InSmallBatches());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_FALSE(again->resumed);
  ASSERT_TRUE(again->closed.has_value());
  EXPECT_EQ(again->closed->because, "the schema of a store, or `sealing:` of lofte.yaml");
  EXPECT_EQ(world_->Count("letters"), 1);
  EXPECT_EQ(world_->Rows("SELECT id, body FROM notes WHERE id <= 200"), std::vector<std::string>{"150|NULL"});
  EXPECT_EQ(world_->Rows("SELECT * FROM notes WHERE id > 200 ORDER BY id"), young);
  EXPECT_EQ(world_->Rows("SELECT * FROM people ORDER BY id"), people);
}

TEST_P(ApplicationTest, IndexThatIsMadeMeanwhileIsNobodysConcern) {
  const auto report = world_->Apply(kAt, AfterTheFirstBatch([&] { world_->Execute("CREATE INDEX notes_by_person ON notes (person_id)"); }));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Count("notes WHERE id <= " + std::to_string(kDueNotes)), 0);
}

// The journal of a run that was closed while its store was out of the workspace.
TEST_P(ApplicationTest, JournalOfAClosedRunIsCopiedBeforeItIsPruned) {
  world_->Sites(engine::Access::kWrite);
  ledger::RunRecord run;
  run.id = "closed";
  run.state = "running";
  ASSERT_TRUE(world_->ledger().Start(run, {{run.id, "main", 1, "main.notes", "delete", "", 7, 0}}));
  ASSERT_TRUE(world_->ledger().Finish(run.id, "abandoned", {1}));
  const std::string journal = world_->is_postgres() ? "lofte.journal" : "lofte_journal";
  world_->Execute("INSERT INTO " + journal +
                  " (run, step, batch, from_position, to_position, rows, at) VALUES "
                  "('closed', 1, 1, 0, 9, 5, '2024-01-01T00:00:00Z')");
  ASSERT_TRUE(world_->Apply(kAt, InSmallBatches()));
  EXPECT_EQ(world_->ledger().Steps(run.id).value().at(0).done, 5);
  EXPECT_EQ(world_->Connect()->Query("SELECT count(*) FROM " + journal).value().rows[0][0], expr::Value(std::int64_t{0}));
}

// What a person has looked at is never swapped for what a run of another day had begun.
TEST_P(ApplicationTest, ApprovedPlanIsRefusedWhileARunIsUnfinished) {
  const engine::Plan plan = world_->Plan(kAt).value();
  ledger::RunRecord run;
  run.id = "begun";
  run.at = world_->Question(kAt).at;
  run.policy_sha256 = plan.basis.policy_sha256;
  run.map_sha256 = plan.basis.map_sha256;
  run.schema_sha256 = plan.basis.schema_sha256;
  run.tzdata = time::TzdataVersion();
  run.state = "running";
  std::vector<ledger::StepRecord> steps;
  for (const engine::PlannedStep& step : plan.steps)
    steps.push_back({run.id, step.store, step.number, step.table, step.action, "", step.rows, 0});
  ASSERT_TRUE(world_->ledger().Start(run, steps));
  const std::vector<std::string> before = world_->Dump();
  engine::ApplyOptions options = InSmallBatches();
  options.approved = &plan;
  const auto refused = world_->Apply(kAt, options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_NE(refused.error().message.find("run `begun`"), std::string::npos) << refused.error().message;
  EXPECT_EQ(world_->Dump(), before);
  options.approved = nullptr;
  const auto taken_up = world_->Apply(kAt, options);
  ASSERT_TRUE(taken_up) << taken_up.error().message;
  EXPECT_TRUE(taken_up->resumed);
  EXPECT_EQ(world_->Dump(), Without(before, Numbers(1, kDueNotes)));
}

INSTANTIATE_TEST_SUITE_P(Both, ApplicationTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
