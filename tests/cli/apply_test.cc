// What `apply` refuses, and that a refusal changes nothing.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/company.h"

namespace lofte::tests {
namespace apply_test {

class ApplyCommandTest : public testing::Test {
 protected:
  void MakePlan() { ASSERT_EQ(company_.RunAt("plan", {"--out", Plan()}).code, 0); }
  std::string Plan() const { return company_ / "plan.json"; }
  Outcome ApplyPlan(std::vector<std::string> options = {}) {
    options.insert(options.begin(), Plan());
    return company_.Run("apply", options);
  }
  void ExpectRefused(const Outcome& outcome, int code, const std::string& words) {
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(words), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.diff, Lines{});
  }
  // All that is due at the T of all tests, with so many old notes, is gone; all else is as it was.
  void ExpectSwept(const Outcome& outcome, int old_notes) {
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    Lines wanted = kSwept;
    for (int i = 1; i <= old_notes; ++i) wanted.push_back("- notes: " + std::to_string(100 + i) + "|2|'old'|'2024-01-01'");
    EXPECT_EQ(Sorted(outcome.diff), Sorted(wanted));
  }
  static Lines Sorted(Lines lines) {
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  // Notes of the closed account 2, all past their ninety days.
  void AddOldNotes(int count) {
    company_.Execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(count) +
                     ") INSERT INTO notes SELECT 100 + i, 2, 'old', '2024-01-01' FROM n");
  }
  void AddYoungNotes(int count) {
    company_.Execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(count) +
                     ") INSERT INTO notes SELECT 10000 + i, 1, 'young', '2024-11-01' FROM n");
  }

  Company company_;
};

TEST_F(ApplyCommandTest, PlanThatWasLookedAtIsCarriedOutAtItsOwnTime) {
  MakePlan();
  const Outcome outcome = ApplyPlan({"--json"});
  ExpectSwept(outcome, 0);
  EXPECT_EQ(outcome.Json().at("at"), "2024-11-20T23:00:00Z");
  EXPECT_EQ(company_.RunAt("verify").code, 0);
}

TEST_F(ApplyCommandTest, SecondRunFindsNothing) {
  ExpectSwept(company_.RunAt("apply"), 0);
  const Outcome again = company_.RunAt("apply", {"--json"});
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.diff, Lines{});
  EXPECT_EQ(again.Json().at("totals").at("done"), 0);
}

TEST_F(ApplyCommandTest, DryRunChangesNothingAndLeavesThePlanFileAlone) {
  MakePlan();
  const std::string plan = company_.Read("plan.json");
  const Outcome outcome = ApplyPlan({"--dry-run", "--json"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.Json().at("steps"), company_.RunAt("plan", {"--json"}).Json().at("steps"));
  EXPECT_EQ(outcome.diff, Lines{});
  EXPECT_EQ(company_.Read("plan.json"), plan);
  EXPECT_FALSE(company_.Has("ledger.db"));
}

TEST_F(ApplyCommandTest, DryRunRefusesWhatARunWouldRefuse) {
  MakePlan();
  AddOldNotes(101);
  ExpectRefused(ApplyPlan({"--dry-run"}), 1, "has grown");
}

TEST_F(ApplyCommandTest, GrowthOfAHundredRowsIsLetBy) {
  MakePlan();
  AddOldNotes(100);
  AddYoungNotes(1000);
  ExpectSwept(ApplyPlan(), 100);
}

TEST_F(ApplyCommandTest, GrowthOfMoreThanAHundredRowsIsRefused) {
  MakePlan();
  AddOldNotes(101);
  AddYoungNotes(1000);
  ExpectRefused(ApplyPlan(), 1, "has grown");
}

TEST_F(ApplyCommandTest, PlanForAnotherPolicyIsRefused) {
  MakePlan();
  company_.Edit("policy.yaml", "cap: P90D", "cap: P80D");
  ExpectRefused(ApplyPlan(), 1, "the policy has changed");
}

TEST_F(ApplyCommandTest, PlanForAnotherDataMapIsRefused) {
  MakePlan();
  company_.Edit("datamap.yaml", "kind: date, null: unknown", "kind: date, null: not-yet");
  ExpectRefused(ApplyPlan(), 1, "the data map has changed");
}

TEST_F(ApplyCommandTest, PlanForAnotherSchemaIsRefused) {
  MakePlan();
  company_.Execute("ALTER TABLE notes ADD COLUMN colour TEXT");
  ExpectRefused(ApplyPlan(), 1, "the schema of a store, or `sealing:` of lofte.yaml, has changed");
}

TEST_F(ApplyCommandTest, PlanForAnotherTimeIsRefused) {
  MakePlan();
  ExpectRefused(ApplyPlan({"--at", "2024-11-20"}), 1, "the plan was made for");
}

TEST_F(ApplyCommandTest, FileThatIsNoPlanIsRefused) {
  company_.Write("plan.json", "{\"steps\": 1}");
  ExpectRefused(ApplyPlan(), 2, "not a plan");
  company_.Write("plan.json", "steps");
  ExpectRefused(ApplyPlan(), 2, "not a plan");
  std::filesystem::remove(Plan());
  MakePlan();
  const std::string plan = company_.Read("plan.json");
  const auto write_with = [&](const std::string& key, const std::string& value) {
    const std::size_t at = plan.find("\"" + key + "\": ");
    ASSERT_NE(at, std::string::npos) << plan;
    company_.Write("plan.json", plan.substr(0, at + key.size() + 4) + value + plan.substr(plan.find(',', at)));
  };
  for (const char* number : {"1e300", "-5", "\"2\"", "2.5", "18446744073709551615"}) {
    write_with("rows", number);
    ExpectRefused(ApplyPlan(), 2, "plan.json`: it is not a plan");
  }
  write_with("step", "2147483648");
  ExpectRefused(ApplyPlan(), 2, "plan.json`: it is not a plan");
  write_with("at", "\"yesterday\"");
  ExpectRefused(ApplyPlan(), 2, "plan.json`: its `at`: ");
}

TEST_F(ApplyCommandTest, MissingPlanFileIsRefused) { ExpectRefused(ApplyPlan(), 2, "plan.json"); }

TEST_F(ApplyCommandTest, LargeShareOfATableNeedsAWord) {
  AddOldNotes(101);
  ExpectRefused(company_.RunAt("apply"), 1, "--max-share");
  ExpectSwept(company_.RunAt("apply", {"--max-share", "1"}), 101);
}

TEST_F(ApplyCommandTest, ShareThatIsNoNumberIsWrong) {
  const Outcome outcome = company_.RunAt("apply", {"--max-share", "nan"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.diff, Lines{});
}

// The database's own name, typed where the plan's belongs.
TEST_F(ApplyCommandTest, PlanIsWrittenOverNothingButAPlan) {
  company_.Write("notes.txt", "not a plan");
  const Outcome refused = company_.RunAt("plan", {"--out", company_ / "notes.txt"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.err.find("is no plan"), std::string::npos) << refused.err;
  EXPECT_EQ(company_.Read("notes.txt"), "not a plan");
  MakePlan();
  MakePlan();
}

TEST_F(ApplyCommandTest, DryRunRefusesTomorrowAndALostHold) {
  ExpectRefused(company_.Run("apply", {"--at", "2024-11-23", "--dry-run"}), 1, "later than the clock");
  ASSERT_EQ(Lofte({"hold", "add", company_.path().string(), "--subject", "2", "--reference", "case-1"}).code, 0);
  const Outcome dry = company_.RunAt("apply", {"--dry-run", "--max-share", "1"});
  EXPECT_EQ(dry.code, 0);
  EXPECT_EQ(dry.diff, Lines{});
  company_.Execute("DELETE FROM lofte_subject_state");
  ExpectRefused(company_.RunAt("apply", {"--dry-run", "--max-share", "1"}), 1, "case-1");
}

// A trigger that makes more due rows than were counted: the run is closed, so nobody is told to take it up.
TEST_F(ApplyCommandTest, RunThatWasClosedIsNotOneThatStopped) {
  company_.Edit("datamap.yaml", "    record: note\n", "    record: note\n    triggers: [more]\n");
  company_.Execute("INSERT INTO notes VALUES (10000, 1, 'young', '2024-11-01')");
  company_.Execute(
      "CREATE TRIGGER more AFTER DELETE ON notes WHEN old.id = 2 BEGIN INSERT INTO notes WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
      "SELECT i + 1 FROM n WHERE i < 300) SELECT 100 + i, 1, 'old', '2024-01-01' FROM n; END");
  const Outcome closed = company_.RunAt("apply", {"--batch-rows", "1", "--max-share", "1"});
  EXPECT_EQ(closed.code, 1) << closed.err;
  EXPECT_NE(closed.err.find("the run is closed"), std::string::npos) << closed.err;
  // The trigger's notes may have gone again: all that is new is of its making, all that is gone was due.
  for (const std::string& line : closed.diff) {
    const bool of_trigger = line.rfind("+ notes: ", 0) == 0 && line.find("|1|'old'|'2024-01-01'") != std::string::npos;
    EXPECT_TRUE(of_trigger || std::count(kSwept.begin(), kSwept.end(), line) == 1) << line;
  }
  EXPECT_EQ(company_.Run("apply", {"--abandon"}).code, 2);
}

// Batches of one row, and a trigger that refuses one of them.
TEST_F(ApplyCommandTest, RunThatCannotGoOnIsGivenUp) {
  company_.Edit("datamap.yaml", "    record: note\n", "    record: note\n    triggers: [stop]\n");
  company_.Execute("CREATE TRIGGER stop BEFORE DELETE ON notes WHEN old.id = 7 BEGIN SELECT raise(ABORT, 'stopped'); END");
  EXPECT_EQ(company_.Run("apply", {"--abandon"}).code, 2) << "there is none";
  const Outcome stopped = company_.RunAt("apply", {"--batch-rows", "1", "--max-share", "1"});
  EXPECT_EQ(stopped.code, 4);
  EXPECT_NE(stopped.err.find("--abandon"), std::string::npos) << stopped.err;
  EXPECT_EQ(stopped.diff, (Lines{kSwept[3], kSwept[4], kSwept[5]}));
  const Outcome abandoned = company_.Run("apply", {"--abandon", "--json"});
  EXPECT_EQ(abandoned.code, 0);
  EXPECT_EQ(abandoned.Json().at("state"), "abandoned");
  EXPECT_EQ(abandoned.Json().at("at"), "2024-11-20T23:00:00Z");
  EXPECT_EQ(abandoned.Json().at("done"), 3) << "notes 2, 3 and 6 came before it";
  EXPECT_EQ(abandoned.diff, Lines{});
  EXPECT_EQ(company_.Run("apply", {"--abandon"}).code, 2);
  company_.Execute("DROP TRIGGER stop");
  const Outcome next = company_.RunAt("apply", {"--json", "--max-share", "1"});
  EXPECT_EQ(next.code, 0);
  EXPECT_EQ(next.Json().at("resumed"), false);
  EXPECT_EQ(next.diff, (Lines{kSwept[0], kSwept[1], kSwept[2], kSwept[6], kSwept[7]}));
}

// The trigger stays, by its name, and lets the rows go.
TEST_F(ApplyCommandTest, RunThatIsTakenUpAtAnotherTimeSaysSo) {
  company_.Edit("datamap.yaml", "    record: note\n", "    record: note\n    triggers: [stop]\n");
  company_.Execute("CREATE TRIGGER stop BEFORE DELETE ON notes WHEN old.id = 7 BEGIN SELECT raise(ABORT, 'stopped'); END");
  ASSERT_EQ(company_.RunAt("apply", {"--batch-rows", "1", "--max-share", "1"}).code, 4);
  company_.Execute("DROP TRIGGER stop; CREATE TRIGGER stop BEFORE DELETE ON notes WHEN 0 BEGIN SELECT 1; END");
  const Outcome taken_up = company_.Run("apply", {"--at", "2024-11-20", "--max-share", "1"});
  EXPECT_EQ(taken_up.code, 0) << taken_up.err;
  EXPECT_NE(
      taken_up.out.find(" (taken up again) at 2024-11-20T23:00:00Z, its own time: it was unfinished, and 2024-11-19T23:00:00Z is left to "
                        "the next `lofte apply`\n"),
      std::string::npos)
      << taken_up.out;
}

TEST_F(ApplyCommandTest, RunThatIsClosedForTheWorldHasChangedIsNamed) {
  company_.Edit("datamap.yaml", "    record: note\n", "    record: note\n    triggers: [stop]\n");
  company_.Execute("CREATE TRIGGER stop BEFORE DELETE ON notes WHEN old.id = 7 BEGIN SELECT raise(ABORT, 'stopped'); END");
  ASSERT_EQ(company_.RunAt("apply", {"--batch-rows", "1", "--max-share", "1"}).code, 4);
  company_.Execute("DROP TRIGGER stop");
  company_.Edit("policy.yaml", "A note is gone", "A  note is gone");
  AddOldNotes(101);
  const std::string words =
      "of 2024-11-20T23:00:00Z was unfinished and is closed as abandoned after 3 rows, for this has changed since: the "
      "policy, the schema of a store, or `sealing:` of lofte.yaml";
  const Outcome refused = company_.RunAt("apply");
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("--max-share"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find(words), std::string::npos) << refused.err;
}

TEST_F(ApplyCommandTest, RunThatFollowsAClosedOneSaysWhichThatWas) {
  company_.Edit("datamap.yaml", "    record: note\n", "    record: note\n    triggers: [stop]\n");
  company_.Execute("CREATE TRIGGER stop BEFORE DELETE ON notes WHEN old.id = 7 BEGIN SELECT raise(ABORT, 'stopped'); END");
  ASSERT_EQ(company_.RunAt("apply", {"--batch-rows", "1", "--max-share", "1"}).code, 4);
  company_.Execute("DROP TRIGGER stop");
  const nlohmann::json next = company_.RunAt("apply", {"--json", "--max-share", "1"}).Json();
  EXPECT_EQ(next.at("abandoned").at("done"), 3);
  EXPECT_EQ(next.at("abandoned").at("because"), "the schema of a store, or `sealing:` of lofte.yaml");
  EXPECT_TRUE(company_.RunAt("apply", {"--json"}).Json().at("abandoned").is_null());
}

TEST_F(ApplyCommandTest, TomorrowIsRefusedOutsideADemo) {
  const Outcome outcome = company_.Run("apply", {"--at", "2024-11-23"});
  ExpectRefused(outcome, 1, "later than the clock");
}

TEST_F(ApplyCommandTest, TomorrowIsFineInADemo) {
  company_.Write("lofte.yaml", company_.Read("lofte.yaml") + "demo: true\n");
  const Outcome outcome = company_.Run("apply", {"--at", "2024-11-23"});
  EXPECT_EQ(outcome.code, 0);
  Lines wanted = kSwept;
  wanted.push_back("- notes: 4|1|'not due'|'2024-08-24'");
  EXPECT_EQ(Sorted(outcome.diff), Sorted(wanted));
}

TEST_F(ApplyCommandTest, ErrorIsJsonWhenAsked) {
  AddOldNotes(101);
  const Outcome outcome = company_.RunAt("apply", {"--json"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.diff, Lines{});
  EXPECT_EQ(outcome.Json().at("error").at("code"), "refused");
}

}  // namespace apply_test
}  // namespace lofte::tests
