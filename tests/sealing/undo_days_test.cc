// For how long what a sweep took can be put back: so many days, and never so long that a promise would be late.
#include "shop.h"

namespace lofte::tests {

class UndoDaysTest : public ShopTest {
 protected:
  std::int64_t Doomed(const std::string& at) { return world_->Planned(at, "main.lofte.sealed", "destroy-undo"); }
};

namespace undo_days_test {
using Lines = std::vector<std::string>;
}  // namespace undo_days_test
using DayLines = undo_days_test::Lines;

TEST_P(UndoDaysTest, DayIsSoManyAfterTheSweepOrTheLastThatKeepsThePromise) {
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(Copies(), (DayLines{"undo|main.accounts|2020-03-09|2020-04-01|closed", "undo|main.accounts|2020-03-09|2020-04-01|closed",
                                "undo|main.orders|2020-03-09|2020-04-01|closed", "undo|main.orders|2020-03-09|2020-04-01|closed",
                                "undo|main.visits|2020-03-04|2020-03-05|visits"}));
}

TEST_P(UndoDaysTest, LateSweepKeepsItForTheDaysThatAreLeft) {
  ASSERT_TRUE(Apply("2020-03-28"));
  EXPECT_EQ(Copies(), (DayLines{"undo|main.accounts|2020-03-31|2020-04-01|closed", "undo|main.accounts|2020-03-31|2020-04-01|closed",
                                "gone|main.accounts|2020-04-04|NULL|", "undo|main.orders|2020-03-31|2020-04-01|closed",
                                "undo|main.orders|2020-03-31|2020-04-01|closed", "gone|main.orders|2020-04-04|NULL|",
                                "gone|main.orders|2020-04-04|NULL|", "gone|main.visits|2020-04-04|NULL|"}))
      << "the visit is late already: it is gone at once; keys that others refer to are known as long as those could come back";
  EXPECT_EQ(world_->Rows("SELECT id FROM visits"), DayLines{"31"});
}

TEST_P(UndoDaysTest, WhereNoDayIsLeftItIsGoneAtOnce) {
  ASSERT_TRUE(Apply("2020-03-31T23:00:00"));
  EXPECT_EQ(world_->Count(Own("sealed") + " WHERE kind <> 'gone'"), 0);
  EXPECT_EQ(world_->Count("orders"), 0);
  EXPECT_EQ(world_->Broken("2020-06-01"), "");
}

TEST_P(UndoDaysTest, NightlySweepsKeepEveryPromise) {
  for (int day = 2; day <= 31; ++day) {
    const std::string today = "2020-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    ASSERT_TRUE(Apply(today + "T22:00:00"));
    EXPECT_EQ(world_->Broken(today + "T23:59:00"), "") << today;
  }
  EXPECT_EQ(Copies(), DayLines{});
}

TEST_P(UndoDaysTest, CopiesAreDestroyedOnTheirDayAllAtOnce) {
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(Doomed("2020-03-03"), 0);
  EXPECT_EQ(Doomed("2020-03-04"), 1);
  EXPECT_EQ(Doomed("2020-03-09"), 5);
  const Result<engine::ApplyReport> report = world_->Apply("2020-03-09");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Copies(), DayLines{});
  EXPECT_FALSE(world_->Undo(1));
}

// More than a hundred, and more than a fifth of them: whoever looked at the sweep has looked at that.
TEST_P(UndoDaysTest, GuardOfSharesIsNotForWhatCanBePutBackNoLonger) {
  world_->Execute(
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO orders (id, account_id, note) "
      "SELECT 1000 + i, 2, 'more' FROM n");
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(world_->Count(Own("sealed")), 155);
  const Result<engine::ApplyReport> report = world_->Apply("2020-03-09");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world_->Count(Own("sealed")), 0);
}

TEST_P(UndoDaysTest, VerifyLooksAtCopiesAndChargesThoseThatOutliveTheirPromise) {
  const std::int64_t examined = world_->Of(world_->Verify(kSwept).value(), "closed").examined;
  ASSERT_TRUE(Apply(kSwept));
  EXPECT_EQ(world_->Of(world_->Verify(kSwept).value(), "closed").examined, examined) << "a row counts once, here or there";
  EXPECT_EQ(world_->Broken("2020-03-04"), "");
  EXPECT_EQ(world_->Broken("2020-03-05"), "visits");
  EXPECT_EQ(world_->Broken("2020-03-31"), "visits");
  EXPECT_EQ(world_->Broken("2020-04-01"), "closed visits");
  const engine::VerifyReport report = world_->Verify("2020-04-01").value();
  EXPECT_EQ(world_->Of(report, "closed").violations, 4);
  EXPECT_EQ(time::Format(world_->Of(report, "closed").since.value()), "2020-04-01");
  EXPECT_EQ(world_->Of(report, "closed").undated, 0);
}

TEST_P(UndoDaysTest, HoldKeepsACopyAndItCanStillBePutBack) {
  ASSERT_TRUE(Apply(kSwept));
  ASSERT_TRUE(world_->Hold("2", "case-7"));
  EXPECT_EQ(Doomed("2020-04-01"), 2);
  ASSERT_TRUE(Apply("2020-04-01"));
  EXPECT_EQ(Copies(), (DayLines{"undo|main.accounts|2020-03-09|2020-04-01|closed", "undo|main.orders|2020-03-09|2020-04-01|closed",
                                "undo|main.orders|2020-03-09|2020-04-01|closed"}));
  EXPECT_EQ(world_->Broken("2020-04-01"), "");
  EXPECT_EQ(world_->Of(world_->Verify("2020-04-01").value(), "closed").held, 3);
  EXPECT_EQ(Undo(1).rows(), 3);
  EXPECT_EQ(world_->Count("orders"), 2);
}

TEST_P(UndoDaysTest, CopyThatWasHeldIsDestroyedWhenTheHoldIsReleased) {
  ASSERT_TRUE(Apply(kSwept));
  ASSERT_TRUE(world_->Hold("2", "case-7"));
  ASSERT_TRUE(Apply("2020-04-01"));
  ASSERT_TRUE(world_->Release("case-7"));
  ASSERT_TRUE(Apply("2020-04-02"));
  EXPECT_EQ(Copies(), DayLines{});
}

TEST_P(UndoDaysTest, ShorterPromiseBringsTheDayForwardAndDestroysInTheSameSweep) {
  ASSERT_TRUE(Apply(kSwept));
  Within(5);
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_EQ(Copies().at(0), "undo|main.accounts|2020-03-06|2020-03-07|closed");
  Within(1);
  ASSERT_TRUE(Apply("2020-03-03T13:00:00"));
  EXPECT_EQ(Copies(), DayLines{"undo|main.visits|2020-03-04|2020-03-05|visits"});
}

TEST_P(UndoDaysTest, ApprovedPlanWithoutDestructionDestroysNoneUnderAShorterPromise) {
  ASSERT_TRUE(Apply(kSwept));
  Within(1);
  const DayLines before = Copies();
  engine::ApplyOptions options;
  engine::Plan approved = world_->Plan("2020-03-03T13:00:00").value();
  EXPECT_EQ(Doomed("2020-03-03T13:00:00"), 4);
  approved.steps.pop_back();
  options.approved = &approved;
  const Result<engine::ApplyReport> refused = world_->Apply("2020-03-03T13:00:00", options);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("(destroy-undo `main.lofte.sealed`) has grown from 0 to 4 rows"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(Copies(), before);
}

TEST_P(UndoDaysTest, PlanSaysUntilWhenAndNothingWhereAllIsLateOrWouldBeTomorrow) {
  const auto until = [&](const std::string& at) {
    const std::optional<time::Day> day = world_->Plan(at).value().undo_until;
    return day ? time::Format(*day) : "";
  };
  EXPECT_EQ(until("2020-02-29"), "") << "nothing is due";
  EXPECT_EQ(until(kSwept), "2020-03-09");
  EXPECT_EQ(until("2020-03-30T23:00:00"), "2020-04-06") << "it can be put back for a day";
  EXPECT_EQ(until("2020-03-31T00:00:00"), "");
  EXPECT_EQ(until("2020-06-01"), "");
  // One row of many.
  world_->Execute("INSERT INTO visits VALUES (33, 1, '2018-05-30', '/tables')");
  EXPECT_EQ(until("2020-06-01"), "2020-06-08");
  EXPECT_EQ(until("2020-06-02"), "");
}

TEST_P(UndoDaysTest, LongerPromiseDoesNotKeepItLonger) {
  ASSERT_TRUE(Apply(kSwept));
  Within(90);
  ASSERT_TRUE(Apply("2020-03-03"));
  EXPECT_EQ(Copies().at(0), "undo|main.accounts|2020-03-09|2020-05-31|closed");
}

INSTANTIATE_TEST_SUITE_P(Stores, UndoDaysTest, ::testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
