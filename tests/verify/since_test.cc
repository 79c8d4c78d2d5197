// Since when a promise is broken, and since when rows are due: from when all that the value stood on is over.
#include <gtest/gtest.h>

#include "verify/accounts.h"

namespace lofte::tests {

using stores::Dialect;

namespace since_test {

const std::string kHead = std::string(kController) + R"(effective: 2020-01-01
data: { person: [mail], line: [text] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: person
    retention: [{ promise: closed, of: person, keep: while account.open, then: erase }]
  selling:
    purpose: sell
    basis: contract
    subjects: user
    data: line
    retention:
)";

constexpr char kPromises[] = R"(promises:
  closed: { kind: retention, text: closed }
  gone: { kind: retention, text: gone }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.lines:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, text: line.text, issued: technical, paid: technical, seen: technical, big: technical }
    events:
      line.issued: { column: issued, kind: date, null: unknown }
      line.paid: { column: paid, kind: date, null: not-yet }
      line.seen: { column: seen, kind: instant, null: not-yet }
    conditions: { line.big: { when: big > 0 } }
)";

class SinceTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE lines (id " + Key() + " PRIMARY KEY, account_id " + Key() + ", text TEXT, issued " + Date() + ", paid " +
                   Date() + ", seen " + (world_->is_postgres() ? "timestamptz" : "TEXT") +
                   ", big integer); INSERT INTO accounts VALUES (1, 'a', NULL), (2, 'b', '2021-03-01');");
  }

  void Rules(const std::string& rules, const std::string& rows) {
    const bool has_floor = rules.find("floor:") != std::string::npos;
    world_->Files(kHead + rules + kPromises + (has_floor ? "  least: { kind: retention, text: least }\n" : ""), kMap);
    world_->Execute("INSERT INTO lines VALUES " + rows);
  }
  // Of the promise `gone`.
  std::string BrokenSince(const std::string& at) {
    const engine::VerifyReport report = world_->Verify(at).value();
    const engine::PromiseReport& gone = world_->Of(report, "gone");
    if (gone.verdict != engine::Verdict::kBroken) return "not broken";
    return gone.since ? time::Format(*gone.since) : "not known";
  }
  std::string DueSince(const std::string& at) {
    std::string days;
    const engine::Plan plan = world_->Plan(at).value();
    for (const engine::PlannedStep& step : plan.steps)
      if (step.rows > 0 && step.table == "main.lines")
        days += (days.empty() ? "" : " ") + (step.oldest_due ? time::Format(*step.oldest_due) : std::string("-"));
    return days.empty() ? "nothing" : days;
  }
};

TEST_P(SinceTest, ValueIsNotBrokenBeforeItsFloorHasEnded) {
  Rules(
      "      - { promise: gone, of: line, keep: P1Y after line.issued, then: erase }\n"
      "      - { promise: least, of: line, floor: P3Y after line.issued, law: DK/bookkeeping }\n",
      "(1, 1, 'x', '2021-07-01', NULL, NULL, 0)");
  EXPECT_EQ(BrokenSince("2024-07-01T12:00:00"), "not broken");
  EXPECT_EQ(BrokenSince("2024-07-02T12:00:00"), "2024-07-02");
  EXPECT_EQ(BrokenSince("2024-09-02T12:00:00"), "2024-07-02");
  EXPECT_EQ(DueSince("2024-07-01T12:00:00"), "nothing");
  EXPECT_EQ(DueSince("2024-09-02T12:00:00"), "2024-07-02");
}

TEST_P(SinceTest, FloorOfSomeRowsMovesOnlyThose) {
  Rules(
      "      - { promise: gone, of: line, cap: P1Y after line.issued, then: erase }\n"
      "      - { promise: gone, of: line, keep: while account.open, then: erase }\n"
      "      - { promise: least, of: line, floor: P3Y after line.issued, when: line.big, law: DK/bookkeeping }\n",
      "(1, 1, 'x', '2021-07-01', NULL, NULL, 1), (2, 1, 'x', '2022-05-01', NULL, NULL, 0)");
  EXPECT_EQ(BrokenSince("2024-12-01T12:00:00"), "2023-05-02");
  world_->Execute("DELETE FROM lines WHERE id = 2");
  EXPECT_EQ(BrokenSince("2024-12-01T12:00:00"), "2024-07-02");
}

TEST_P(SinceTest, FloorThatAnotherColumnTellsLeavesTheDayOpen) {
  Rules(
      "      - { promise: gone, of: line, keep: P1Y after line.issued, then: erase }\n"
      "      - { promise: least, of: line, floor: P3Y after line.paid, when: line.big, law: DK/bookkeeping }\n",
      "(1, 1, 'x', '2020-07-01', '2020-09-01', NULL, 1), (2, 1, 'x', '2022-05-01', NULL, NULL, 0)");
  EXPECT_EQ(BrokenSince("2024-12-01T12:00:00"), "not known");
  EXPECT_EQ(DueSince("2024-12-01T12:00:00"), "-");
  world_->Execute("DELETE FROM lines WHERE id = 1");
  EXPECT_EQ(BrokenSince("2024-12-01T12:00:00"), "2023-05-02");
  EXPECT_EQ(DueSince("2024-12-01T12:00:00"), "2023-05-01");
}

TEST_P(SinceTest, NeedThatEndsLaterDecides) {
  Rules(
      "      - { promise: gone, of: line, keep: P1Y after line.issued, then: erase }\n"
      "      - { promise: gone, of: line, keep: P2Y after line.issued, then: erase }\n",
      "(1, 1, 'x', '2021-07-01', NULL, NULL, 0)");
  EXPECT_EQ(BrokenSince("2023-07-01T12:00:00"), "not broken");
  EXPECT_EQ(BrokenSince("2023-08-01T12:00:00"), "2023-07-02");
  EXPECT_EQ(DueSince("2023-08-01T12:00:00"), "2023-07-01");
}

TEST_P(SinceTest, PeriodInHoursIsBrokenOnTheDayOnWhichItIsOver) {
  Rules("      - { promise: gone, of: line, keep: PT24H after line.seen, then: erase }\n",
        "(1, 1, 'x', NULL, NULL, '2024-11-25T05:40:00Z', 0)");
  EXPECT_EQ(BrokenSince("2024-11-26T05:40:00Z"), "not broken");
  EXPECT_EQ(BrokenSince("2024-11-26T12:00:00Z"), "2024-11-26");
  EXPECT_EQ(BrokenSince("2024-11-27T12:00:00Z"), "2024-11-26");
  EXPECT_EQ(DueSince("2024-11-27T12:00:00Z"), "2024-11-26");
}

// In Copenhagen the hours of the second half of the evening end on the next day.
TEST_P(SinceTest, GraceInDaysCountsFromTheDayOnWhichTheHoursAreOver) {
  Rules("      - { promise: gone, of: line, keep: PT2H after line.seen, within: P1D, then: erase }\n",
        "(1, 1, 'x', NULL, NULL, '2024-11-25T21:30:00Z', 0)");
  EXPECT_EQ(DueSince("2024-11-27T12:00:00Z"), "2024-11-26");
  EXPECT_EQ(BrokenSince("2024-11-27T12:00:00Z"), "not broken");
  EXPECT_EQ(BrokenSince("2024-11-28T12:00:00Z"), "2024-11-28");
}

INSTANTIATE_TEST_SUITE_P(BothDialects, SinceTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace since_test
}  // namespace lofte::tests
