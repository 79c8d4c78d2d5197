// Blocking on the command line: the key, a sweep that seals, a release.
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

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
  EXPECT_EQ(told.dump().find("of a closed account"), std::string::npos);
  EXPECT_EQ(company_.RunAt("explain", {"main.notes", "1", "--json"}).Json().at("sealed").size(), 0u) << "nothing of it is sealed";
  ASSERT_EQ(Lofte({"key", "new", company_ / "other.key"}).code, 0);
  company_.Edit("lofte.yaml", "key: sealing.key", "key: other.key");
  EXPECT_NE(company_.RunAt("explain", {"main.notes", "6"}).err.find("among its 3 sealed copies only their key can tell"),
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

TEST_F(SealingCommandTest, WithAnotherKeyOrNoneNothingIsSwept) {
  MakeKey();
  ASSERT_EQ(company_.RunAt("apply").code, 0);
  ASSERT_EQ(Lofte({"key", "new", company_ / "other.key"}).code, 0);
  company_.Edit("lofte.yaml", "key: sealing.key", "key: other.key");
  const Outcome other = company_.RunAt("apply");
  EXPECT_EQ(other.code, 1);
  EXPECT_NE(other.err.find("were sealed by key"), std::string::npos) << other.err;
  EXPECT_EQ(company_.RunAt("verify").code, 0) << "which opens nothing";
  company_.Edit("lofte.yaml", "key: other.key", "key: lost.key");
  EXPECT_EQ(company_.RunAt("apply").code, 2);
  company_.Edit("lofte.yaml", "sealing: { key: lost.key }\n", "");
  EXPECT_EQ(company_.RunAt("apply").code, 1);
}

}  // namespace sealing_test
}  // namespace lofte::tests
