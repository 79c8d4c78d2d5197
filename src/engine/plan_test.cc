#include "engine/plan.h"

#include <gtest/gtest.h>

#include <utility>

namespace lofte::engine {
namespace plan_test {

// A plan of one step that changes `rows` of `table_rows`.
Plan PlanOf(std::int64_t rows, std::int64_t table_rows) {
  Plan plan;
  plan.basis = {"policy.yaml", "p", "m", "s"};
  plan.at.us = 1'700'000'000'000'000;
  PlannedStep step;
  step.store = "main";
  step.number = 1;
  step.table = "main.notes";
  step.action = "delete";
  step.rows = rows;
  step.table_rows = table_rows;
  plan.steps.push_back(step);
  return plan;
}

// The code of a refusal, or "fine".
std::string Guarded(const Plan& now, const Plan* approved = nullptr, double max_share = 0.2) {
  const Status status = Guard(now, approved, max_share);
  return status ? "fine" : std::string(NameOf(status.error().code));
}

TEST(GuardTest, ShareOfATableIsBounded) {
  EXPECT_EQ(Guarded(PlanOf(200, 1000)), "fine");
  EXPECT_EQ(Guarded(PlanOf(201, 1000)), "refused");
  EXPECT_EQ(Guarded(PlanOf(201, 1000), nullptr, 0.21), "fine");
  EXPECT_EQ(Guarded(PlanOf(1000, 1000), nullptr, 1), "fine");
}

TEST(GuardTest, FewRowsAreNeverTooGreatAShare) {
  EXPECT_EQ(Guarded(PlanOf(100, 100)), "fine");
  EXPECT_EQ(Guarded(PlanOf(101, 101)), "refused");
}

TEST(GuardTest, ShareIsNamedSoThatItCanBeAllowed) {
  const Status status = Guard(PlanOf(500, 1000), nullptr, 0.2);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message,
            "step 1, delete, would change 500 of 1000 rows of `main.notes` (50 %), more than the guard of 20 %: look at the plan, then say "
            "--max-share 0.51");
}

TEST(GuardTest, StepMayGrowByOnePercentOrAHundredRows) {
  const Plan small = PlanOf(10, 1'000'000), large = PlanOf(100'000, 1'000'000);
  EXPECT_EQ(Guarded(PlanOf(110, 1'000'000), &small), "fine");
  EXPECT_EQ(Guarded(PlanOf(111, 1'000'000), &small), "conflict");
  EXPECT_EQ(Guarded(PlanOf(101'000, 1'000'000), &large), "fine");
  EXPECT_EQ(Guarded(PlanOf(101'001, 1'000'000), &large), "conflict");
  EXPECT_EQ(Guarded(PlanOf(0, 1'000'000), &large), "fine") << "less to do is no harm";
}

// A hundred rows are all of a small table.
TEST(GuardTest, StepOfASmallTableMayGrowByAFifthOfIt) {
  const Plan one = PlanOf(1, 91), tiny = PlanOf(1, 3);
  EXPECT_EQ(Guarded(PlanOf(19, 91), &one), "fine");
  EXPECT_EQ(Guarded(PlanOf(20, 91), &one), "conflict");
  EXPECT_EQ(Guarded(PlanOf(2, 3), &tiny), "fine");
  EXPECT_EQ(Guarded(PlanOf(3, 3), &tiny), "conflict");
}

TEST(GuardTest, StepsOfAPlanAreThoseOfThePolicyAndEachOnce) {
  const Plan now = PlanOf(1, 10);
  Plan twice = now, other = now, unknown = now;
  twice.steps.push_back(now.steps[0]);
  EXPECT_EQ(Guarded(now, &twice), "conflict");
  other.steps[0].table = "main.letters";
  EXPECT_EQ(Guarded(now, &other), "conflict");
  other = now;
  other.steps[0].action = "erase";
  EXPECT_EQ(Guarded(now, &other), "conflict");
  unknown.steps[0].number = 9;
  EXPECT_EQ(Guarded(now, &unknown), "conflict");
}

// On a cycle of foreign keys a step is foretold few rows and may find many.
TEST(GuardTest, RowsThatMayGoAreBoundedAsThoseThatWill) {
  Plan approved = PlanOf(1, 1'000'000), now = approved;
  now.steps[0].most_rows = 2001;
  EXPECT_EQ(Guarded(now, &approved), "conflict");
  approved.steps[0].most_rows = 2001;
  EXPECT_EQ(Guarded(now, &approved), "fine");
}

// Whoever said yes to a plan has said it to what it has.
TEST(GuardTest, StepThatWasNotSeenMayChangeNothing) {
  Plan without = PlanOf(1000, 1'000'000);
  without.steps.clear();
  const Plan none = PlanOf(0, 1'000'000);
  for (const Plan* approved : {&std::as_const(without), &none}) {
    EXPECT_EQ(Guarded(PlanOf(0, 1'000'000), approved), "fine");
    EXPECT_EQ(Guarded(PlanOf(1, 1'000'000), approved), "conflict");
    Plan on_cycle = none;
    on_cycle.steps[0].most_rows = 1;
    EXPECT_EQ(Guarded(on_cycle, approved), "conflict");
  }
}

TEST(GuardTest, PlanOfAnotherBasisIsRefused) {
  const Plan approved = PlanOf(1, 10);
  const auto changed = [&](std::string Basis::*part) {
    Plan now = approved;
    now.basis.*part += "x";
    return Guarded(now, &approved);
  };
  EXPECT_EQ(changed(&Basis::policy_sha256), "conflict");
  EXPECT_EQ(changed(&Basis::map_sha256), "conflict");
  EXPECT_EQ(changed(&Basis::schema_sha256), "conflict");
  EXPECT_EQ(changed(&Basis::policy), "fine") << "the file may be called something else";
}

TEST(GuardTest, PlanOfAnotherTimeIsRefused) {
  const Plan approved = PlanOf(1, 10);
  Plan now = approved;
  now.at.us += 1;
  EXPECT_EQ(Guarded(now, &approved), "conflict");
}

TEST(PlanTest, RowsAreThoseOfAllSteps) {
  Plan plan = PlanOf(3, 10);
  plan.steps.push_back(PlanOf(4, 10).steps[0]);
  EXPECT_EQ(plan.rows(), 7);
}

}  // namespace plan_test
}  // namespace lofte::engine
