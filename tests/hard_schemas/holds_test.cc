// Legal holds: a floor on everything about one person.
#include "hard_schema.h"

namespace lofte::tests::hard {
namespace holds_test {

class HoldTest : public HardSchemaTest {
 protected:
  void SetUp() override {
    HardSchemaTest::SetUp();
    if (IsSkipped()) return;
    Make(R"(CREATE TABLE memos (id {key}, account_id {int} REFERENCES accounts (id), text {text});
            INSERT INTO memos VALUES (1, 1, 'stays'), (2, 2, 'goes');)",
         Map("  main.memos: { persons: { user: account_id }, fields: { id: technical, account_id: technical, text: memo.text } }\n"));
  }
};

const Lines kAll = {"main.memos delete 1", "main.accounts delete 1"};

TEST_P(HoldTest, HeldPersonIsLeftAloneUntilTheHoldIsLifted) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  EXPECT_EQ(PlanLines(), Lines{});
  const engine::VerifyReport report = world().Verify(kNextDay).value();
  EXPECT_EQ(world().Of(report, "closed").held, 2);
  EXPECT_EQ(world().Of(report, "closed").verdict, engine::Verdict::kKept);
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(PlanLines(), kAll);
}

TEST_P(HoldTest, OneOfTwoHoldsIsEnough) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Hold("2", "case-2").has_value());
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(PlanLines(), Lines{});
  ASSERT_TRUE(world().Release("case-2").has_value());
  EXPECT_EQ(PlanLines(), kAll);
}

TEST_P(HoldTest, HoldOfAnotherPersonChangesNothing) {
  ASSERT_TRUE(world().Hold("1", "case-1").has_value());
  EXPECT_EQ(PlanLines(), kAll);
}

TEST_P(HoldTest, UnknownPersonIsNotFound) {
  EXPECT_EQ(world().Hold("99", "case-1").error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(world().ledger().Holds().value().empty());
}

// The row that says who it was is gone, and rows that refer to it are not.
TEST_P(HoldTest, PersonWhoIsInNoRegistryIsHeldOnRequest) {
  std::vector<engine::Site> sites = world().Sites(engine::Access::kWrite);
  engine::HoldRequest request{"99", "case-1"};
  EXPECT_EQ(engine::AddHold(request, sites, world().ledger(), {0}).error().code, ErrorCode::kNotFound);
  request.absent = true;
  ASSERT_TRUE(engine::AddHold(request, sites, world().ledger(), {0}).has_value());
  EXPECT_EQ(world().ledger().Holds().value().size(), 1u);
  ASSERT_TRUE(world().Release("case-1").has_value());
}

// Written by hand, as docs/formats/store-schema.md allows.
TEST_P(HoldTest, HoldWithAKnownEndHoldsUntilThen) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  const std::string table = dialect() == Dialect::kPostgres ? "lofte.subject_state" : "lofte_subject_state";
  world().Execute("UPDATE " + table + " SET until = '2099-01-01T00:00:00Z'");
  EXPECT_EQ(PlanLines(), Lines{});
  ASSERT_TRUE(world().Apply(kT).has_value());
  EXPECT_EQ(world().Count("memos WHERE text = 'goes'"), 1);
  world().Execute("UPDATE " + table + " SET until = '2024-01-01T00:00:00Z'");
  EXPECT_EQ(PlanLines(), kAll);
}

TEST_P(HoldTest, GroundsEndedForEveryActivityEndThemAll) {
  ASSERT_TRUE(world().Hold("1", "case-1").has_value());  // makes the table
  ASSERT_TRUE(world().Release("case-1").has_value());
  const std::string table = dialect() == Dialect::kPostgres ? "lofte.subject_state" : "lofte_subject_state";
  world().Execute("INSERT INTO " + table +
                  " (subject_key, purpose, state, since, reference) VALUES (1, '', 'ended', '2024-01-01T00:00:00Z', 'r')");
  EXPECT_EQ(PlanLines(), (Lines{"main.memos delete 2", "main.accounts delete 2"}));
}

// A store that was restored from a backup.
TEST_P(HoldTest, HoldThatTheStoreHasLostStopsTheSweep) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  world().Execute(dialect() == Dialect::kPostgres ? "DELETE FROM lofte.subject_state" : "DELETE FROM lofte_subject_state");
  const Result<engine::ApplyReport> refused = world().Apply(kT);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kRefused);
  EXPECT_NE(refused.error().message.find("holds nobody of the one person that the ledger knows under `case-1`"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(world().Count("memos WHERE text = 'goes'"), 1);
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_TRUE(world().Apply(kT).has_value());
}

// Two parties of one case, and a backup from before the second.
TEST_P(HoldTest, OneOfTwoThatTheStoreHasLostStopsTheSweep) {
  ASSERT_TRUE(world().Hold("1", "case-1").has_value());
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  world().Execute(std::string("DELETE FROM ") + (dialect() == Dialect::kPostgres ? "lofte.subject_state" : "lofte_subject_state") +
                  " WHERE subject_key = 2");
  const Result<engine::ApplyReport> refused = world().Apply(kT);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("holds 1 of the 2 people"), std::string::npos) << refused.error().message;
  EXPECT_EQ(world().Count("memos WHERE text = 'goes'"), 1);
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Apply(kT).has_value());
  EXPECT_EQ(world().Count("memos WHERE text = 'goes'"), 1);
}

TEST_P(HoldTest, HoldThatStoodAtTheTimeOfTheQuestionCounts) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(world().Broken(kNextDay), "") << "it was lifted long after that day";
  EXPECT_EQ(world().Broken("2090-01-01T12:00:00"), "closed");
  EXPECT_EQ(PlanLines(), kAll) << "a sweep is made now";
}

TEST_P(HoldTest, ReferenceIsOnePrintableLine) {
  for (const std::string& reference :
       {std::string("a\nb"), std::string("\x1b[31m"), std::string(201, 'x'), std::string(" "), std::string("\u200b"),
        std::string("a\u202eb"), std::string("a\u2028b"), std::string("a\u009bb"), std::string("a\xff")}) {
    EXPECT_EQ(world().Hold("2", reference).error().code, ErrorCode::kInvalid);
  }
  EXPECT_TRUE(world().Hold("2", std::string(200, 'x')).has_value());
}

TEST_P(HoldTest, KeyOfTheWrongTypeIsInvalidAndIsNotRepeated) {
  for (const char* key : {"anna@example.org", "", "2x", "99999999999999999999"}) {
    const Status held = world().Hold(key, "case-1");
    ASSERT_FALSE(held.has_value()) << key;
    EXPECT_EQ(held.error().code, ErrorCode::kInvalid) << key;
    EXPECT_EQ(held.error().message.find("anna"), std::string::npos);
  }
}

TEST_P(HoldTest, HoldWithoutAReferenceIsInvalid) { EXPECT_EQ(world().Hold("2", "").error().code, ErrorCode::kInvalid); }

TEST_P(HoldTest, HoldTwiceIsOneHold) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  EXPECT_EQ(world().ledger().Holds().value().size(), 1u);
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(PlanLines(), kAll);
}

// Under a reference of its own: that of the first says from when to when it stood.
TEST_P(HoldTest, HoldCanBeTakenUpAgain) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(world().Hold("2", "case-1").error().code, ErrorCode::kConflict);
  EXPECT_EQ(PlanLines(), kAll);
  ASSERT_TRUE(world().Hold("2", "case-1/2").has_value());
  EXPECT_EQ(PlanLines(), Lines{});
}

TEST_P(HoldTest, OneReferenceCanHoldSeveralPeople) {
  ASSERT_TRUE(world().Hold("1", "case-1").has_value());
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  EXPECT_EQ(PlanLines(), Lines{});
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(PlanLines(), kAll);
}

TEST_P(HoldTest, ReleaseOfAnUnknownReferenceIsNotFound) { EXPECT_EQ(world().Release("case-9").error().code, ErrorCode::kNotFound); }

TEST_P(HoldTest, ReleaseTwiceIsNotFound) {
  ASSERT_TRUE(world().Hold("2", "case-1").has_value());
  ASSERT_TRUE(world().Release("case-1").has_value());
  EXPECT_EQ(world().Release("case-1").error().code, ErrorCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Both, HoldTest, testing::ValuesIn(BothDialects()), [](const auto& one) { return NameOfDialect(one.param); });

}  // namespace holds_test
}  // namespace lofte::tests::hard
