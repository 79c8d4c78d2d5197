// Sealing on the command line: the key, a sweep that seals, a release, an undo.
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/company.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {
namespace sealing_test {

// The company, with notes that are blocked for a year when the account is closed, and a key to seal by.
class SealingCommandTest : public testing::Test {
 protected:
  SealingCommandTest() {
    company_.Edit("policy.yaml",
                  "      - { promise: thirty-days, of: [account, note], keep: while account.open, within: P30D, then: erase }\n",
                  "      - { promise: thirty-days, of: account, keep: while account.open, within: P30D, then: erase }\n"
                  "      - { promise: thirty-days, of: note, keep: while account.open, within: P30D, then: block for P1Y then erase }\n");
    // So that nothing else ends: ten years.
    company_.Edit("policy.yaml", "cap: P90D after note.written", "cap: P10Y after note.written");
  }
  void MakeKey() {
    ASSERT_EQ(Lofte({"key", "new", company_ / "sealing.key"}).code, 0);
    company_.Edit("lofte.yaml", "ledger: ledger.db\n", "ledger: ledger.db\nsealing: { key: sealing.key }\n");
  }
  std::vector<std::string> ReleaseWords(const std::string& note, const std::string& approved_by = "the judge's clerk") {
    return {"main.notes", note, "--to", "District Court", "--order", "2024-77", "--approved-by", approved_by};
  }

  Company company_;
};

TEST_F(SealingCommandTest, AKeyIsMadeOnce) {
  const std::string file = company_ / "sealing.key";
  const Outcome made = Lofte({"key", "new", file});
  EXPECT_EQ(made.code, 0);
  EXPECT_NE(made.out.find("sealing: { key: "), std::string::npos) << made.out;
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
  const Outcome again = Lofte({"key", "new", file});
  EXPECT_EQ(again.code, 1);
  EXPECT_NE(again.err.find("is there already"), std::string::npos) << again.err;
}

TEST_F(SealingCommandTest, WithoutAKeyCheckSaysSoAndNothingIsSealed) {
  EXPECT_NE(company_.Run("check").out.find("no-sealing-key"), std::string::npos);
  const nlohmann::json plan = company_.RunAt("plan", {"--json"}).Json();
  ASSERT_FALSE(plan.at("steps").empty());
  for (const nlohmann::json& step : plan.at("steps")) EXPECT_NE(step.at("action"), "block-row");
  MakeKey();
  EXPECT_EQ(company_.Run("check").out.find("no-sealing-key"), std::string::npos);
}

TEST_F(SealingCommandTest, ASweepSealsAndAReleaseShows) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  // Notes 6 and 8 are of accounts that are closed; 7 is of one whose block is over in a month.
  EXPECT_EQ(company_.Count("notes WHERE id IN (6, 8)"), 0);
  const Outcome shown = company_.Run("release", ReleaseWords("6"));
  ASSERT_EQ(shown.code, 0) << shown.err;
  const nlohmann::json copies = shown.Json().at("copies");
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies.at(0).at("values").at("body"), "of a closed account");
  EXPECT_EQ(copies.at(0).at("persons").at("user"), 2);
  EXPECT_EQ(copies.at(0).at("beside").at("written_on"), "2024-10-01");
  // Nothing is put back.
  EXPECT_EQ(company_.Count("notes WHERE id IN (6, 8)"), 0);
  EXPECT_EQ(company_.RunAt("plan", {"--json"}).Json().at("steps"), nlohmann::json::array());
}

TEST_F(SealingCommandTest, ExplainTellsOfCopiesUnopenedToWhoHasTheKey) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  const nlohmann::json told = company_.RunAt("explain", {"main.notes", "6", "--json"}).Json();
  EXPECT_EQ(told.at("row"), false);
  ASSERT_EQ(told.at("sealed").size(), 1u);
  EXPECT_EQ(told.at("sealed").at(0).at("due"), "2025-10-21");
  EXPECT_TRUE(told.at("sealed").at(0).at("undoes").is_null());
  EXPECT_EQ(told.dump().find("of a closed account"), std::string::npos);
  EXPECT_EQ(company_.RunAt("explain", {"main.notes", "1", "--json"}).Json().at("sealed").size(), 0u) << "nothing of it is sealed";
  ASSERT_EQ(Lofte({"key", "new", company_ / "other.key"}).code, 0);
  company_.Edit("lofte.yaml", "key: sealing.key", "key: other.key");
  EXPECT_NE(company_.RunAt("explain", {"main.notes", "6"}).err.find("among its sealed copies (3) only their key can tell"),
            std::string::npos);
  company_.Edit("lofte.yaml", "key: other.key", "key: lost.key");
  EXPECT_EQ(company_.RunAt("explain", {"main.notes", "1", "--json"}).Json().at("sealed_unknown"), 3);
}

TEST_F(SealingCommandTest, AReleaseIsRecordedAndTakesTwo) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  const passwd* me = getpwuid(getuid());
  const Outcome alone = company_.Run("release", ReleaseWords("6", me == nullptr ? "uid " + std::to_string(getuid()) : me->pw_name));
  EXPECT_EQ(alone.code, 1);
  EXPECT_EQ(alone.out, "");
  EXPECT_NE(alone.err.find("another person has to approve"), std::string::npos) << alone.err;
  EXPECT_EQ(company_.Run("release", {"main.notes", "6"}).code, 2) << "without an order";
  EXPECT_EQ(company_.Run("release", ReleaseWords("1")).code, 2) << "nothing of it is sealed";
  ASSERT_EQ(company_.Run("release", ReleaseWords("6")).code, 0);
  const auto ledger = stores_sqlite::OpenSqlite("ledger", company_ / "ledger.db").value();
  const stores::Rows rows = ledger->Query("SELECT table_name, copies, shown_to, court_order, approved_by FROM release").value();
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(rows.rows[0][0], expr::Value(std::string("main.notes")));
  EXPECT_EQ(rows.rows[0][1], expr::Value(std::int64_t{1}));
  EXPECT_EQ(rows.rows[0][2], expr::Value(std::string("District Court")));
  EXPECT_EQ(rows.rows[0][3], expr::Value(std::string("2024-77")));
  EXPECT_EQ(rows.rows[0][4], expr::Value(std::string("the judge's clerk")));
}

TEST_F(SealingCommandTest, CopyThatCannotBeOpenedIsToldBesideThoseThatCan) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  const auto store = stores_sqlite::OpenSqlite("main", company_ / "company.db").value();
  const std::string columns =
      "kind, source_table, row_digest, run, ordinal, sealed_at, due, late, told, is_undated, examined_by, charged, terms, key_id, "
      "ciphertext";
  ASSERT_TRUE(
      store->ExecuteScript("INSERT INTO lofte_sealed (id, " + columns + ") SELECT 'changed' || id, " + columns + " FROM lofte_sealed"));
  const Outcome shown = company_.Run("release", ReleaseWords("6"));
  EXPECT_EQ(shown.code, 1);
  EXPECT_EQ(
      shown.err,
      "lofte: 1 more sealed copy of that row can't be opened, for somebody has changed it: not shown, and not counted in the ledger\n");
  EXPECT_EQ(shown.Json().at("copies").size(), 1u);
  EXPECT_EQ(shown.Json().at("unreadable"), 1);
  const auto ledger = stores_sqlite::OpenSqlite("ledger", company_ / "ledger.db").value();
  EXPECT_EQ(ledger->Query("SELECT copies FROM release").value().rows.at(0).at(0), expr::Value(std::int64_t{1}));
  ASSERT_TRUE(store->ExecuteScript("DELETE FROM lofte_sealed WHERE id NOT LIKE 'changed%'"));
  const Outcome none = company_.Run("release", ReleaseWords("6"));
  EXPECT_EQ(none.code, 2);
  EXPECT_EQ(none.out, "");
}

// That nothing is blocked would be an answer, and a wrong one.
TEST_F(SealingCommandTest, WithAnotherKeyNothingIsReleased) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  ASSERT_EQ(Lofte({"key", "new", company_ / "other.key"}).code, 0);
  company_.Edit("lofte.yaml", "key: sealing.key", "key: other.key");
  const Outcome refused = company_.Run("release", ReleaseWords("6"));
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("were sealed by key"), std::string::npos) << refused.err;
}

TEST_F(SealingCommandTest, WithAnotherKeyOrNoneNothingIsSwept) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  ASSERT_EQ(Lofte({"key", "new", company_ / "other.key"}).code, 0);
  company_.Edit("lofte.yaml", "key: sealing.key", "key: other.key");
  const Outcome other = company_.RunAt("apply");
  EXPECT_EQ(other.code, 1);
  EXPECT_NE(other.err.find("were sealed by key"), std::string::npos) << other.err;
  EXPECT_EQ(company_.RunAt("verify").code, 0) << "which opens nothing";
  EXPECT_NE(company_.Run("check").out.find("were sealed by key"), std::string::npos) << company_.Run("check").out;
  company_.Edit("lofte.yaml", "key: other.key", "key: lost.key");
  EXPECT_EQ(company_.RunAt("apply").code, 2);
  EXPECT_EQ(company_.RunAt("apply", {"--dry-run"}).code, 2) << "refuses what apply refuses";
  const Outcome checked = company_.Run("check", {"--json"});
  EXPECT_EQ(checked.code, 0);
  const nlohmann::json issues = checked.Json().at("issues");
  const auto is_of_key = [](const nlohmann::json& issue) { return issue.at("code") == "sealing-key"; };
  const auto of_key = std::find_if(issues.begin(), issues.end(), is_of_key);
  ASSERT_NE(of_key, issues.end()) << checked.out;
  EXPECT_EQ(of_key->at("file"), "lofte.yaml");
  EXPECT_EQ(of_key->at("line"), 7);
  company_.Edit("lofte.yaml", "sealing: { key: lost.key }\n", "");
  EXPECT_EQ(company_.RunAt("apply").code, 1);
}

// The stores are left alone, and the key is in none of them.
TEST_F(SealingCommandTest, OfflineCheckLooksAtTheKey) {
  MakeKey();
  const std::string key = company_ / "sealing.key";
  const auto said = [&] { return company_.Run("check", {"--offline"}); };
  EXPECT_EQ(said().out.find("sealing-key"), std::string::npos) << said().out;
  std::filesystem::permissions(key, std::filesystem::perms(0640));
  EXPECT_NE(said().out.find("can be read or written by others than its owner"), std::string::npos) << said().out;
  EXPECT_EQ(said().code, 0) << "whoever checks the files need not be who sweeps";
  std::filesystem::permissions(key, std::filesystem::perms(0600));
  company_.Write("sealing.key", std::string(5000, 'x'));
  EXPECT_NE(said().out.find("is no key, which is one line"), std::string::npos) << said().out;
  std::filesystem::remove(key);
  EXPECT_NE(said().out.find("lofte.yaml:7:17: warning: the sealing key"), std::string::npos) << said().out;
}

// The company, with sixty days between due and late, and a week in which a sweep can be undone. Of what is due note 7 alone is late
// already.
class UndoCommandTest : public testing::Test {
 protected:
  UndoCommandTest() {
    company_.Edit("policy.yaml", "within: P30D, then: erase", "within: P60D, then: erase");
    company_.Edit("policy.yaml", "cap: P90D after note.written, then: erase", "cap: P90D after note.written, within: P60D, then: erase");
    EXPECT_EQ(Lofte({"key", "new", company_ / "sealing.key"}).code, 0);
    company_.Edit("lofte.yaml", "ledger: ledger.db\n", "ledger: ledger.db\nsealing: { key: sealing.key, undo: P7D }\n");
  }
  std::string Swept() {
    const nlohmann::json applied = company_.RunAt("apply", {"--json"}).Json();
    EXPECT_EQ(applied.at("undoable"),
              nlohmann::json::parse(R"({ "copies": 7, "gone": 1, "until": "2024-11-28", "last_until": "2024-11-28" })"));
    return applied.at("run");
  }
  Outcome Undo(const std::string& run, std::vector<std::string> options = {}) {
    options.insert(options.begin(), {run, "--reference", "ticket-1", "--approved-by", "Ida"});
    return company_.Run("undo", options);
  }
  static void ExpectError(const Outcome& outcome, int code, const std::string& words) {
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.diff, Lines{});
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(words), std::string::npos) << outcome.err;
  }
  void ExpectIssue(const std::string& undo, const std::string& words) {
    const std::string before = company_.Read("lofte.yaml");
    company_.Edit("lofte.yaml", "undo: P7D", "undo: " + undo);
    const Outcome outcome = company_.Run("check", {"--json"});
    EXPECT_EQ(outcome.code, 2) << undo;
    const nlohmann::json issues = outcome.Json().at("issues");
    ASSERT_EQ(issues.size(), 1u) << outcome.out;
    EXPECT_EQ(issues[0].at("code"), "bad-period");
    EXPECT_EQ(issues[0].at("file"), "lofte.yaml");
    EXPECT_EQ(issues[0].at("line"), 7);
    EXPECT_EQ(issues[0].at("column"), 36);
    EXPECT_NE(issues[0].at("message").get<std::string>().find(words), std::string::npos) << issues[0];
    company_.Write("lofte.yaml", before);
  }

  Company company_;
};

TEST_F(UndoCommandTest, WhatASweepTookIsPutBackAndDueAgain) {
  const Outcome planned = company_.RunAt("plan");
  EXPECT_NE(planned.out.find("What it deletes or erases can be put back until 2024-11-28, but for what is late, or would be before.\n"),
            std::string::npos)
      << planned.out;
  const nlohmann::json plan = company_.RunAt("plan", {"--json"}).Json();
  EXPECT_EQ(plan.at("undo_until"), "2024-11-28");
  const Outcome undone = Undo(Swept());
  EXPECT_EQ(undone.code, 0) << undone.err;
  Lines wanted;
  for (const std::string& row : kSwept)
    if (row.rfind("- notes: 7|", 0) != 0) wanted.push_back("+" + row.substr(1));
  EXPECT_EQ(undone.diff, wanted);
  EXPECT_NE(undone.out.find("7 rows are put back. What was put back is due again at the next `lofte apply`"), std::string::npos)
      << undone.out;
  const nlohmann::json again = company_.RunAt("plan", {"--json"}).Json();
  EXPECT_EQ(again.at("totals").at("rows"), 7);
}

TEST_F(UndoCommandTest, PlanOfWhatIsLateAllTogetherPromisesNothing) {
  company_.Execute("UPDATE accounts SET email = 'c@example.org' WHERE id = 3");  // of a row without a value nothing is ever late
  EXPECT_EQ(company_.Run("plan", {"--json", "--at", "2026-11-21"}).Json().at("undo_until"), nullptr);
  const Outcome planned = company_.Run("plan", {"--at", "2026-11-21"});
  EXPECT_NE(planned.out.find("10 rows would be changed"), std::string::npos) << planned.out;
  EXPECT_EQ(planned.out.find("can be put back"), std::string::npos) << planned.out;
}

TEST_F(UndoCommandTest, AnApplySaysHowItIsUndone) {
  const Outcome applied = company_.RunAt("apply");
  const std::string run = applied.out.substr(4, applied.out.find(' ', 4) - 4);
  EXPECT_NE(applied.out.find(
                "7 rows of it can be put back until a sweep on 2024-11-28 or later; what was sealed, counted or anonymised, and what was "
                "late, can "
                "not. Of 1 row that went nothing is kept, and what refers to one of them does not come back either.\n\n    lofte undo " +
                company_.path().string() + " " + run + " --reference CASE --approved-by WHO\n"),
            std::string::npos)
      << applied.out;
  EXPECT_EQ(Undo(run).code, 0);
}

TEST_F(UndoCommandTest, ExplainTellsThatARowCanBePutBack) {
  const std::string run = Swept();
  const nlohmann::json told = company_.RunAt("explain", {"main.notes", "2", "--json"}).Json();
  EXPECT_EQ(told.at("row"), false);
  ASSERT_EQ(told.at("sealed").size(), 1u);
  EXPECT_EQ(told.at("sealed").at(0).at("undoes"), run);
  EXPECT_EQ(told.at("sealed").at(0).at("due"), "2024-11-28");
  const Outcome words = company_.RunAt("explain", {"main.notes", "2"});
  EXPECT_NE(words.out.find("taken by run " + run + " (`lofte undo` puts"), std::string::npos) << words.out;
}

TEST_F(UndoCommandTest, ProgramsAreToldWhatCameBackAndWhatDidNot) {
  const std::string run = Swept();
  company_.Execute("INSERT INTO accounts VALUES (2, 'new@example.org', NULL)");
  const Outcome outcome = Undo(run, {"--json"});
  EXPECT_EQ(outcome.code, 1) << "something is left";
  const nlohmann::json undone = outcome.Json();
  EXPECT_EQ(undone.at("run"), run);
  EXPECT_EQ(undone.at("totals"), nlohmann::json::parse(R"({ "put_back": 5, "left": 2 })"));
  EXPECT_EQ(undone.at("put_back"), nlohmann::json::parse(R"([ { "store": "main", "table": "main.accounts", "what": "rows", "rows": 2 },
                                                              { "store": "main", "table": "main.notes", "what": "rows", "rows": 3 } ])"));
  EXPECT_EQ(undone.at("left").at(0).at("table"), "main.accounts");
  EXPECT_EQ(undone.at("left").at(0).at("why"), "another row has taken its key, or a value that has to be unique");
  EXPECT_EQ(undone.at("left").at(1).at("table"), "main.notes");
  const Outcome words = Undo(run);
  EXPECT_EQ(words.code, 1);
  EXPECT_EQ(words.diff, Lines{});
  EXPECT_NE(words.out.find("another row has taken its key"), std::string::npos) << words.out;
  EXPECT_EQ((words.out + outcome.out).find("b@example.org"), std::string::npos);
}

// The folder may be left out, as of the other commands.
TEST_F(UndoCommandTest, FromWithinTheFolderRunIsTheOnlyWord) {
  const std::string run = Swept();
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(company_.path());
  const Outcome explained = Lofte({"explain", "main.notes", "1", "--at", "2024-11-21"});
  const Outcome undone = Lofte({"undo", run, "--reference", "ticket-1", "--approved-by", "Ida"});
  const Outcome without = Lofte({"undo", "--reference", "ticket-1", "--approved-by", "Ida"});
  std::filesystem::current_path(before);
  EXPECT_EQ(explained.code, 0) << explained.err;
  EXPECT_EQ(undone.code, 0) << undone.err;
  EXPECT_EQ(without.code, 2);
  EXPECT_NE(without.err.find("RUN is required"), std::string::npos) << without.err;
}

TEST_F(UndoCommandTest, WhoApprovesIsOnePrintableLine) {
  const std::string run = Swept();
  for (const char* name : {"", " ", "Ida\nand a line", "\xff"})
    ExpectError(company_.Run("undo", {run, "--reference", "ticket-1", "--approved-by", name}), 2, "--approved-by");
  EXPECT_EQ(Undo(run).code, 0);
}

TEST_F(UndoCommandTest, ItIsRecordedBeforeItIsDone) {
  const std::string run = Swept();
  ASSERT_EQ(Undo(run).code, 0);
  const auto ledger = stores_sqlite::OpenSqlite("ledger", company_ / "ledger.db").value();
  const stores::Rows rows =
      ledger->Query("SELECT run, store, reference, approved_by, asked_by <> '', finished >= started, put_back, left_sealed FROM undo")
          .value();
  ASSERT_EQ(rows.rows.size(), 1u);
  const std::vector<expr::Value> wanted = {run,
                                           std::string("main"),
                                           std::string("ticket-1"),
                                           std::string("Ida"),
                                           std::int64_t{1},
                                           std::int64_t{1},
                                           std::int64_t{7},
                                           std::int64_t{0}};
  EXPECT_EQ(rows.rows[0], wanted);
}

TEST_F(UndoCommandTest, WhatCannotBeUndoneIsSaid) {
  const std::string run = Swept();
  EXPECT_EQ(company_.Run("undo", {run, "--reference", "ticket-1"}).code, 2) << "without --approved-by";
  EXPECT_EQ(company_.Run("undo", {run, "--approved-by", "Ida"}).code, 2) << "without --reference";
  EXPECT_EQ(company_.Run("undo", {"--reference", "ticket-1", "--approved-by", "Ida"}).code, 2) << "without a run";
  ExpectError(Undo(run + "0"), 2, "did you mean `" + run + "`?");
  ExpectError(Undo(run, {"--store", "mian"}), 2, "lofte.yaml has no store `mian`, did you mean `main`?");
  ExpectError(company_.Run("undo", {run, "--reference", "a\nb", "--approved-by", "Ida"}), 2, "one printable line");
  const std::string config = company_.Read("lofte.yaml");
  company_.Edit("lofte.yaml", "sealing: { key: sealing.key, undo: P7D }\n", "");
  ExpectError(Undo(run), 1, "were sealed by key");
  company_.Write("lofte.yaml", config);
  ASSERT_EQ(Undo(run, {"--store", "main"}).code, 0);
  ExpectError(Undo(run), 2, "nothing of run `" + run + "` can be put back");
}

TEST_F(UndoCommandTest, PeriodIsOfWholeDaysAndNinetyAtMost) {
  ExpectIssue("P1M", "a period of whole days");
  ExpectIssue("PT24H", "a period of whole days");
  ExpectIssue("P0D", "a period of whole days");
  ExpectIssue("P91D", "longer than 90 days");
  ExpectIssue("week", "period");
  company_.Edit("lofte.yaml", "undo: P7D", "undo: P90D");
  EXPECT_EQ(company_.Run("check").code, 0);
}

TEST_F(UndoCommandTest, PlanThatWasLookedAtIsForTheSameDays) {
  ASSERT_EQ(company_.RunAt("plan", {"--out", company_ / "plan.json"}).code, 0);
  company_.Edit("lofte.yaml", "undo: P7D", "undo: P8D");
  ExpectError(company_.Run("apply", {company_ / "plan.json"}), 1, "has changed since the plan was made");
  company_.Edit("lofte.yaml", ", undo: P8D", "");
  ExpectError(company_.Run("apply", {company_ / "plan.json"}), 1, "has changed since the plan was made");
  company_.Edit("lofte.yaml", "key: sealing.key", "key: sealing.key, undo: P7D");
  EXPECT_EQ(company_.Run("apply", {company_ / "plan.json"}).code, 0);
}

TEST_F(UndoCommandTest, WithoutItNothingIsKept) {
  company_.Edit("lofte.yaml", ", undo: P7D", "");
  const Outcome applied = company_.RunAt("apply", {"--json"});
  EXPECT_EQ(applied.Json().at("undoable"), nullptr);
  EXPECT_EQ(company_.Count("lofte_sealed"), 0);
  EXPECT_EQ(company_.RunAt("plan", {"--json"}).Json().at("undo_until"), nullptr);
}

}  // namespace sealing_test
}  // namespace lofte::tests
