// What a policy says and Løfte does not carry out yet: it is left alone, and nothing about it is called kept.
#include <gtest/gtest.h>

#include "engine/verify.h"
#include "verify/accounts.h"

namespace lofte::tests {

using engine::PromiseReport;
using engine::Verdict;
using stores::Dialect;

namespace outcomes_test {

const std::string kHead = std::string(kController) + R"(effective: 2024-01-01
data: { person: [mail], note: [text], letter: [body] }
subjects: [user]
activities:
  account:
    purpose: keep an account
    basis: contract
    subjects: user
    data: [person, note]
    retention:
      - { promise: closed, of: person, keep: while account.open, then: erase }
      - { promise: notes, of: note, keep: P90D after note.made, )";

constexpr char kTail[] = R"(  relay:
    purpose: pass on
    basis: contract
    never: letter
promises:
  closed: { kind: retention, text: closed }
  notes: { kind: retention, text: notes }
  passing: { kind: retention, text: never stored, control: { never: letter.body } }
)";

const std::string kMap = std::string(kAccountsMap) + R"(  main.notes:
    persons: { user: account_id }
    fields: { id: technical, account_id: { link: user }, made_on: technical, text: note.text }
    events: { note.made: { column: made_on, kind: date, null: unknown } }
)";

class OutcomesTest : public AccountsTest {
 protected:
  void Make() override {
    world_->Schema("CREATE TABLE notes (id " + Key() + " PRIMARY KEY, account_id " + Key() + " REFERENCES accounts, text TEXT, made_on " +
                   Date() + ");" + "INSERT INTO accounts VALUES (1, 'a', NULL), (2, 'b', '2024-01-01');" +
                   "INSERT INTO notes VALUES (1, 1, 'x', '2024-01-01'), (2, 2, 'y', '2024-01-01'), (3, 1, 'z', '2024-11-20');");
  }

  // The entry of the notes goes on with `rest`; other entries may follow it.
  void Files(const std::string& rest, const std::string& map = kMap) { world_->Files(kHead + rest + kTail, map); }
  PromiseReport Ask(const std::string& promise, const std::string& at = kT) {
    report_ = world_->Verify(at).value();
    return world_->Of(report_, promise);
  }
  // Sweeps, and says which notes are left.
  std::vector<std::string> NotesLeft(const std::string& at = kT) {
    EXPECT_TRUE(world_->Apply(at).has_value());
    return world_->Rows("SELECT id, account_id, text FROM notes ORDER BY id");
  }

  engine::VerifyReport report_;
};

using Lines = std::vector<std::string>;
const Lines kAll = {"1|1|x", "2|2|y", "3|1|z"};

TEST_P(OutcomesTest, WhatIsToBeAggregatedIsLeftAloneAndUnproven) {
  Files("then: aggregate in cells of 10 then erase }\n");
  EXPECT_EQ(world_->Plan(kT)->rows(), 1) << "the e-mail of the closed account, whose row its note still names";
  EXPECT_EQ(NotesLeft(), kAll);
  EXPECT_EQ(world_->Rows("SELECT id, email FROM accounts ORDER BY id"), (Lines{"1|a", "2|erased-2"}));
  const PromiseReport notes = Ask("notes");
  EXPECT_EQ(notes.verdict, Verdict::kUnproven);
  EXPECT_EQ(notes.why, "`then: aggregate` is left alone: the data map says no cells to count in, `aggregate: { by: [..] }`");
  EXPECT_EQ(notes.violations, 0);
  EXPECT_EQ(notes.examined, 3);
  EXPECT_EQ(Ask("closed").verdict, Verdict::kKept);
}

TEST_P(OutcomesTest, WhatIsToBeBlockedIsLeftAloneAndUnproven) {
  Files("then: block for P1M then erase }\n");
  EXPECT_EQ(NotesLeft(), kAll);
  EXPECT_EQ(Ask("notes").verdict, Verdict::kUnproven);
  const std::string why = "`then: block` is left alone: lofte.yaml names no key to seal by, `sealing: { key: FILE }`";
  EXPECT_EQ(Ask("notes").why, why);
  EXPECT_EQ(Ask("notes", "2034-01-01").why, why);
}

// The promise that something is erased holds for the rest, and breaks while it is not.
TEST_P(OutcomesTest, CapThatErasesActsBesideThem) {
  for (const char* then : {"block for P1M then erase", "aggregate in cells of 10 then erase"}) {
    Files(std::string("then: ") + then + " }\n      - { promise: closed, of: note, cap: P200D after note.made, then: erase }\n");
    EXPECT_EQ(Ask("closed").verdict, Verdict::kBroken) << then;
    EXPECT_EQ(Ask("notes").verdict, Verdict::kUnproven) << then;
  }
  EXPECT_EQ(NotesLeft(), Lines{"3|1|z"});
  EXPECT_EQ(Ask("closed").verdict, Verdict::kKept);
}

// A cap that would anonymise gives way to the aggregate that is not made, so its own promise is broken and not kept.
TEST_P(OutcomesTest, WhatGivesWayToAnAggregateIsNotKept) {
  Files(
      "then: aggregate in cells of 10 then erase }\n      - { promise: closed, of: note, cap: P200D after note.made, then: anonymise }\n");
  EXPECT_EQ(NotesLeft(), kAll);
  EXPECT_EQ(Ask("closed").verdict, Verdict::kBroken);
  EXPECT_EQ(Ask("closed").violations, 2);
}

TEST_P(OutcomesTest, LongerTermBindsLaterEvents) {
  Files("then: erase }\n      - { promise: notes, of: note, keep: P1Y after note.made, then: erase, from: 2024-11-21 }\n");
  EXPECT_EQ(Ask("notes").verdict, Verdict::kBroken) << "by the older term";
  EXPECT_EQ(NotesLeft(), Lines{"3|1|z"});
}

TEST_P(OutcomesTest, LongerTermThatDoesNotCountFromTheSameEventEndsNothingFromItsDayOn) {
  Files(
      "then: erase }\n      - { promise: notes, of: note, keep: 'latest(P1Y after note.made, P1M after note.made)', then: erase, from: "
      "2024-11-21 }\n");
  EXPECT_EQ(Ask("notes", "2024-11-20").verdict, Verdict::kBroken);
  EXPECT_EQ(Ask("notes").verdict, Verdict::kUnproven);
  EXPECT_EQ(Ask("notes").why, "`from:` beside an older term that counts from another event binds no row for certain");
  EXPECT_EQ(NotesLeft(), kAll);
}

TEST_P(OutcomesTest, ShorterTermActsFromItsDayOn) {
  Files("then: erase }\n      - { promise: notes, of: note, keep: P1D after note.made, then: erase, from: 2024-11-21 }\n");
  EXPECT_EQ(NotesLeft("2024-11-20"), Lines{"3|1|z"});
  EXPECT_EQ(NotesLeft(), Lines{});
}

// Nobody broke a promise before it was made.
TEST_P(OutcomesTest, WhatANewTermBreaksIsBrokenSinceItIsInForce) {
  Files("then: erase }\n      - { promise: notes, of: note, keep: P1D after note.made, within: P3D, then: erase, from: 2024-11-23 }\n");
  world_->Execute("DELETE FROM notes WHERE id < 3");
  EXPECT_EQ(Ask("notes", "2024-11-26").verdict, Verdict::kKept);
  const PromiseReport broken = Ask("notes", "2024-11-30");
  EXPECT_EQ(broken.verdict, Verdict::kBroken);
  ASSERT_TRUE(broken.since);
  EXPECT_EQ(time::Format(*broken.since), "2024-11-27");
  EXPECT_EQ(Ask("notes", "2024-11-27").verdict, Verdict::kBroken);
}

TEST_P(OutcomesTest, NeverStoredIsKeptWhileNoColumnIsForIt) {
  Files("then: erase }\n");
  const PromiseReport passing = Ask("passing");
  EXPECT_EQ(passing.verdict, Verdict::kKept);
  EXPECT_EQ(passing.examined, 7) << "columns";
}

TEST_P(OutcomesTest, NeverStoredIsBrokenByAColumnThatIsForIt) {
  std::string map = kMap;
  map.replace(map.find("text: note.text"), 15, "text: letter.body");
  Files("then: erase }\n", map);
  EXPECT_EQ(Ask("passing").verdict, Verdict::kBroken);
  EXPECT_EQ(Ask("passing").why, "`main.notes.text` holds `letter.body`, which is never stored");
}

TEST_P(OutcomesTest, NeverStoredIsUnprovenWhileAColumnIsNotMapped) {
  Files("then: erase }\n");
  world_->Execute("ALTER TABLE notes ADD COLUMN draft TEXT");
  EXPECT_EQ(Ask("passing").verdict, Verdict::kUnproven);
  EXPECT_EQ(Ask("passing").why, "`main.notes.draft` is not in the data map, so nobody has said what it holds");
}

TEST_P(OutcomesTest, ColumnForWhatIsNeverStoredIsAnErrorWithoutAPromise) {
  std::string map = kMap, tail = kTail;
  map.replace(map.find("text: note.text"), 15, "text: letter.body");
  const auto severity = [&](const std::string& policy) {
    for (const Issue& issue : world_->IssuesOf(policy, map))
      if (issue.code == "never-stored") return std::string(NameOf(issue.severity));
    return std::string("none");
  };
  EXPECT_EQ(severity(kHead + std::string("then: erase }\n") + tail), "warning");
  tail.erase(tail.find("  passing:"));
  EXPECT_EQ(severity(kHead + std::string("then: erase }\n") + tail), "error");
}

INSTANTIATE_TEST_SUITE_P(Both, OutcomesTest, testing::ValuesIn(BothDialects()),
                         [](const auto& param) { return NameOfDialect(param.param); });

}  // namespace outcomes_test
}  // namespace lofte::tests
