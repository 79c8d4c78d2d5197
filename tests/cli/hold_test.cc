// `lofte hold`: who is held stays.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/company.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {
namespace hold_test {

class HoldCommandTest : public testing::Test {
 protected:
  Outcome Hold(const std::string& verb, std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"hold", verb, company_.path().string(), "--json"});
    return Lofte(options);
  }
  Company company_;
};

TEST_F(HoldCommandTest, HeldPersonStaysThroughASweepUntilReleased) {
  ASSERT_EQ(Hold("add", {"--subject", "2", "--reference", "case 7"}).code, 0);
  const nlohmann::json verify = company_.RunAt("verify", {"--json"}).Json();
  EXPECT_EQ(verify.at("promises").at(1).at("id"), "thirty-days");
  EXPECT_EQ(verify.at("promises").at(1).at("held"), 2);
  const Outcome held = company_.RunAt("apply");
  ASSERT_EQ(held.code, 0);
  const Lines theirs = {kSwept[0], kSwept[5]};
  Lines others = kSwept;
  for (const std::string& line : theirs) others.erase(std::find(others.begin(), others.end(), line));
  EXPECT_EQ(held.diff, others);
  ASSERT_EQ(Hold("release", {"--reference", "case 7"}).code, 0);
  const Outcome released = company_.RunAt("apply");
  ASSERT_EQ(released.code, 0);
  EXPECT_EQ(released.diff, theirs);
}

TEST_F(HoldCommandTest, ListTellsOfOpenAndEndedHolds) {
  EXPECT_EQ(Hold("list").Json().at("holds"), nlohmann::json::array());
  Hold("add", {"--subject", "2", "--reference", "case 7"});
  Hold("add", {"--subject", "1", "--reference", "case 8", "--restriction"});
  Hold("release", {"--reference", "case 7"});
  const nlohmann::json holds = Hold("list").Json().at("holds");
  ASSERT_EQ(holds.size(), 2u);
  EXPECT_EQ(holds[0].at("reference"), "case 7");
  EXPECT_EQ(holds[0].at("state"), "hold");
  EXPECT_EQ(holds[0].at("store"), "main");
  EXPECT_FALSE(holds[0].at("until").is_null());
  EXPECT_EQ(holds[1].at("state"), "restriction");
  EXPECT_TRUE(holds[1].at("until").is_null());
}

TEST_F(HoldCommandTest, ListWritesNothingAndSaysWhichStoreItCouldNotRead) {
  std::filesystem::remove(company_.path() / "company.db");
  const Outcome list = Lofte({"hold", "list", company_.path().string()});
  EXPECT_EQ(list.code, 3);
  EXPECT_EQ(list.out.find("There are no holds.\n\nremark: store `main`: cannot open the SQLite file"), 0u) << list.out;
  EXPECT_NE(list.out.find("what it holds is not in this list"), std::string::npos) << list.out;
  EXPECT_FALSE(company_.Has("ledger.db"));
  EXPECT_FALSE(company_.Has("company.db"));
}

TEST_F(HoldCommandTest, HoldThatTheLedgerHasLostIsListedAndRemarkedAndReleased) {
  ASSERT_EQ(Hold("add", {"--subject", "2", "--reference", "case 7"}).code, 0);
  std::filesystem::remove(company_.path() / "ledger.db");
  const nlohmann::json list = Hold("list").Json();
  EXPECT_EQ(list.at("holds"), nlohmann::json::array());
  EXPECT_EQ(list.at("unknown").at(0).at("reference"), "case 7");
  EXPECT_EQ(list.at("unknown").at(0).at("people"), 1);
  const std::string text = Lofte({"hold", "list", company_.path().string()}).out;
  EXPECT_EQ(text.find("There are no holds"), std::string::npos) << text;
  EXPECT_NE(text.find("store `main` holds one person under `case 7` (a hold), of which the ledger knows nothing"), std::string::npos)
      << text;
  for (const char* command : {"plan", "verify"}) {
    const nlohmann::json remarks = company_.RunAt(command, {"--json"}).Json().at("remarks");
    ASSERT_EQ(remarks.size(), 1u) << command;
    EXPECT_NE(remarks.at(0).get<std::string>().find("`case 7`"), std::string::npos) << command;
    EXPECT_NE(company_.RunAt(command).out.find("remark: store `main` holds one person under `case 7`"), std::string::npos) << command;
  }
  const Outcome released = Lofte({"hold", "release", company_.path().string(), "--reference", "case 7"});
  EXPECT_EQ(released.code, 0);
  EXPECT_EQ(released.out, "Released `case 7`: 1 person in store `main`, of which the ledger knew nothing, or that it was released.\n");
  EXPECT_EQ(company_.RunAt("plan", {"--json"}).Json().at("remarks"), nlohmann::json::array());
}

TEST_F(HoldCommandTest, HoldThatAStoreHasLostIsRemarkedAsApplyRefusesIt) {
  ASSERT_EQ(Hold("add", {"--subject", "2", "--reference", "case 7"}).code, 0);
  company_.Execute("DELETE FROM lofte_subject_state");
  const std::string words = "store `main` holds nobody of the one person that the ledger knows under `case 7`";
  for (const char* command : {"plan", "verify"})
    EXPECT_NE(company_.RunAt(command).out.find("remark: " + words), std::string::npos) << command;
  EXPECT_NE(Hold("list").Json().at("remarks").at(0).get<std::string>().find(words), std::string::npos);
  EXPECT_NE(company_.RunAt("apply").err.find(words), std::string::npos);
  EXPECT_EQ(Lofte({"hold", "release", company_.path().string(), "--reference", "case 7"})
                .out.find("Store `main` held nobody under `case 7`; the ledger has closed it.\n"),
            0u);
}

TEST_F(HoldCommandTest, ListAtATimeHasTheHoldsThatStoodThen) {
  Hold("add", {"--subject", "2", "--reference", "case 7"});
  Hold("release", {"--reference", "case 7"});
  EXPECT_EQ(Hold("list").Json().at("holds").size(), 1u);
  const nlohmann::json hold = Hold("list").Json().at("holds").at(0);
  EXPECT_EQ(Hold("list", {"--at", hold.at("since")}).Json().at("holds").size(), 1u);
  EXPECT_EQ(Hold("list", {"--at", hold.at("until")}).Json().at("holds").size(), 0u);
  EXPECT_EQ(Hold("list", {"--at", "2024-11-21"}).Json().at("holds").size(), 0u);
  EXPECT_EQ(Lofte({"hold", "list", company_.path().string(), "--at", "2024-11-21"}).out, "No hold stood at 2024-11-20T23:00:00Z.\n");
}

TEST_F(HoldCommandTest, RecordIsDatedOtherwiseInADemoOnly) {
  const std::vector<std::string> then = {"--subject", "2", "--reference", "case 7", "--at", "2024-06-01"};
  EXPECT_EQ(Hold("add", then).Json().at("error").at("code"), "refused");
  EXPECT_EQ(Hold("list").Json().at("holds").size(), 0u);
  company_.Write("lofte.yaml", company_.Read("lofte.yaml") + "demo: true\n");
  ASSERT_EQ(Hold("add", then).code, 0);
  EXPECT_EQ(Hold("list").Json().at("holds").at(0).at("since"), "2024-05-31T22:00:00Z");
  ASSERT_EQ(Hold("release", {"--reference", "case 7", "--at", "2024-07-01"}).code, 0);
  EXPECT_EQ(Hold("list").Json().at("holds").at(0).at("until"), "2024-06-30T22:00:00Z");
}

TEST_F(HoldCommandTest, SomebodyInNoRegistryIsHeldWhenAbsenceIsSaid) {
  EXPECT_EQ(Hold("add", {"--subject", "99", "--reference", "case 9"}).code, 2);
  EXPECT_EQ(Hold("add", {"--subject", "99", "--reference", "case 9", "--absent"}).code, 0);
  EXPECT_EQ(company_.Count("lofte_subject_state WHERE subject_key = 99 AND state = 'hold'"), 1);
}

TEST_F(HoldCommandTest, AddingTwiceIsOneHold) {
  Hold("add", {"--subject", "2", "--reference", "case 7"});
  EXPECT_EQ(Hold("add", {"--subject", "2", "--reference", "case 7"}).code, 0);
  EXPECT_EQ(Hold("list").Json().at("holds").size(), 1u);
}

TEST_F(HoldCommandTest, ListSaysNothingOfThePerson) {
  Hold("add", {"--subject", "2", "--reference", "case 7"});
  EXPECT_EQ(Hold("list").out.find("b@example.org"), std::string::npos);
  EXPECT_FALSE(Hold("list").Json().at("holds")[0].contains("subject"));
}

TEST_F(HoldCommandTest, UnknownPersonOrReferenceIsWrong) {
  for (const Outcome& outcome : {Hold("add", {"--subject", "99", "--reference", "x"}), Hold("release", {"--reference", "x"})}) {
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.Json().at("error").at("code"), "not-found");
  }
  EXPECT_EQ(Hold("add", {"--subject", "somebody", "--reference", "x"}).Json().at("error").at("code"), "invalid");
  EXPECT_EQ(Hold("add", {"--subject", "2", "--reference", ""}).Json().at("error").at("code"), "invalid");
}

// What is said when only one of store and ledger could be written. A trigger refuses as a full disk does.
class HalfDoneHoldTest : public HoldCommandTest {
 protected:
  // `when`: `BEFORE INSERT ON hold`
  void Break(const std::string& file, const std::string& when) {
    Script(file, "CREATE TRIGGER full " + when + " BEGIN SELECT RAISE(FAIL, 'full'); END");
  }
  void Mend(const std::string& file) { Script(file, "DROP TRIGGER full"); }
  void Script(const std::string& file, const std::string& sql) {
    const auto store = stores_sqlite::OpenSqlite("main", company_ / file).value();
    ASSERT_TRUE(store->ExecuteScript(sql));
  }
  std::int64_t Held() { return company_.Count("lofte_subject_state WHERE until IS NULL"); }
  static void ExpectError(const Outcome& outcome, int code, const std::string& name, const std::string& words) {
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.Json().at("error").at("code"), name);
    const std::string message = outcome.Json().at("error").at("message");
    EXPECT_NE(message.find(words), std::string::npos) << message;
  }

  const std::vector<std::string> kAdd = {"--subject", "2", "--reference", "case 7"}, kRelease = {"--reference", "case 7"};
};

TEST_F(HalfDoneHoldTest, HoldThatTheLedgerCannotRecordStandsAndIsSaidTo) {
  ASSERT_EQ(Hold("add", {"--subject", "1", "--reference", "case 1"}).code, 0);
  Break("ledger.db", "BEFORE INSERT ON hold");
  ExpectError(Hold("add", kAdd), 4, "interrupted",
              "; the hold `case 7` stands in store `main`, where nothing about that person is swept from now on, but the ledger has not "
              "recorded it: mend that, and run the same `lofte hold add` again");
  EXPECT_EQ(Held(), 2);
  Mend("ledger.db");
  EXPECT_EQ(Hold("list").Json().at("unknown").size(), 1u);
  ASSERT_EQ(Hold("add", kAdd).code, 0);
  EXPECT_EQ(Hold("list").Json().at("unknown").size(), 0u);
  EXPECT_EQ(Hold("list").Json().at("holds").size(), 2u);
}

TEST_F(HalfDoneHoldTest, HoldThatTheStoreCannotTakeHasNotBeenAdded) {
  ASSERT_EQ(Hold("add", {"--subject", "1", "--reference", "case 1"}).code, 0);
  Break("company.db", "BEFORE INSERT ON lofte_subject_state");
  ExpectError(Hold("add", kAdd), 1, "conflict", "; the hold `case 7` has not been added");
  EXPECT_EQ(Hold("list").Json().at("holds").size(), 1u);
  EXPECT_EQ(Held(), 1);
}

TEST_F(HalfDoneHoldTest, HoldOfOneStoreOfTwoIsSaidToBe) {
  company_.Edit("lofte.yaml", "path: company.db }\n", "path: company.db }\n  other: { kind: sqlite, path: other.db }\n");
  company_.Write("datamap.yaml", company_.Read("datamap.yaml") + R"(  other.letters:
    persons: { user: account_id }
    fields: { id: technical, account_id: technical, body: note.body, written_on: technical }
    events: { note.written: { column: written_on, kind: date, null: unknown } }
    states: { account.open: { when: written_on is not null, until: note.written } }
)");
  stores_sqlite::SqliteOptions create;
  create.create = true;
  stores_sqlite::OpenSqlite("other", company_ / "other.db", create)
      .value()
      ->ExecuteScript("CREATE TABLE letters (id INTEGER PRIMARY KEY, account_id INTEGER, body TEXT, written_on TEXT)")
      .value();
  ASSERT_EQ(Hold("add", {"--subject", "1", "--reference", "case 1"}).code, 0);
  Break("other.db", "BEFORE INSERT ON lofte_subject_state");
  ExpectError(
      Hold("add", kAdd), 4, "interrupted",
      "; the hold `case 7` stands in store `main`, and in the ledger for it, and has not been added in store `other`: run the same");
  Break("ledger.db", "BEFORE UPDATE ON hold WHEN new.store = 'other'");
  ExpectError(Hold("release", {"--reference", "case 1"}), 4, "interrupted",
              "; it is released in store `main`, and the hold `case 1` stands in store `other` as before: mend that, and run the same");
  Mend("ledger.db");
  EXPECT_EQ(Hold("release", {"--reference", "case 1"}).Json().at("released"),
            nlohmann::json::parse(R"([{ "store": "other", "people": 1, "recorded": true }])"));
}

TEST_F(HalfDoneHoldTest, ReleaseThatTheLedgerCannotRecordChangesNothing) {
  ASSERT_EQ(Hold("add", kAdd).code, 0);
  Break("ledger.db", "BEFORE UPDATE ON hold");
  ExpectError(Hold("release", kRelease), 1, "conflict",
              "; the hold `case 7` stands in store `main` as before: mend that, and run the same `lofte hold release` again");
  EXPECT_EQ(Held(), 1);
  Mend("ledger.db");
  EXPECT_EQ(Hold("list").Json().at("remarks"), nlohmann::json::array());
  ASSERT_EQ(Hold("release", kRelease).code, 0);
  EXPECT_EQ(Held(), 0);
}

TEST_F(HalfDoneHoldTest, ReleaseThatTheStoreCannotTakeKeepsAndIsRunAgain) {
  ASSERT_EQ(Hold("add", kAdd).code, 0);
  Break("company.db", "BEFORE UPDATE ON lofte_subject_state");
  ExpectError(
      Hold("release", kRelease), 4, "interrupted",
      "; the ledger has it as released, and the hold `case 7` stands in store `main`, where nothing about that person is swept: run "
      "the same `lofte hold release` again");
  EXPECT_EQ(Held(), 1);
  Mend("company.db");
  const Outcome again = Hold("release", kRelease);
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.Json().at("released"), nlohmann::json::parse(R"([{ "store": "main", "people": 1, "recorded": false }])"));
  EXPECT_EQ(Held(), 0);
}

TEST_F(HoldCommandTest, ReleaseOfWhatNobodyKnowsSaysHowManyAreOpen) {
  const auto said = [&] { return Hold("release", {"--reference", "case 9"}).Json().at("error").at("message").get<std::string>(); };
  EXPECT_EQ(said(), "no open hold has the reference `case 9`: none is open");
  Hold("add", {"--subject", "1", "--reference", "case 7"});
  EXPECT_EQ(said(), "no open hold has the reference `case 9`: one is open, and `lofte hold list` shows it");
  Hold("add", {"--subject", "2", "--reference", "case 7"});
  Hold("add", {"--subject", "2", "--reference", "case 8", "--restriction"});
  EXPECT_EQ(said(), "no open hold has the reference `case 9`: 2 are open, and `lofte hold list` shows them");
  EXPECT_EQ(Hold("release", {"--reference", "case 7"}).code, 0);
  const Outcome again = Hold("release", {"--reference", "case 7"});
  EXPECT_EQ(again.code, 2) << "it is released already";
  EXPECT_EQ(again.Json().at("error").at("code"), "not-found");
}

TEST_F(HoldCommandTest, AddedAgainItHasStoodSinceItWasAddedFirst) {
  const std::vector<std::string> first = {"--subject", "1", "--reference", "case 7"};
  ASSERT_EQ(Hold("add", first).code, 0);
  const auto store = stores_sqlite::OpenSqlite("main", company_ / "company.db").value();
  ASSERT_TRUE(store->ExecuteScript("UPDATE lofte_subject_state SET since = '2020-01-01T00:00:00Z'"));
  ASSERT_EQ(Hold("add", first).code, 0);
  EXPECT_EQ(RowsOf(*store, "SELECT since, until FROM lofte_subject_state"), Lines{"2020-01-01T00:00:00Z|NULL"});
}

// From when to when it stood would be told wrongly.
TEST_F(HoldCommandTest, ReferenceThatWasReleasedIsNotGivenAgain) {
  const std::vector<std::string> first = {"--subject", "1", "--reference", "case 7"};
  ASSERT_EQ(Hold("add", first).code, 0);
  ASSERT_EQ(Hold("release", {"--reference", "case 7"}).code, 0);
  const nlohmann::json holds = Hold("list").Json().at("holds");
  for (const char* subject : {"1", "2"}) {
    const Outcome again = Hold("add", {"--subject", subject, "--reference", "case 7"});
    EXPECT_EQ(again.code, 1);
    EXPECT_EQ(again.Json().at("error").at("code"), "conflict");
    const std::string message = again.Json().at("error").at("message");
    EXPECT_EQ(message.find("the hold `case 7` was released at 20"), 0u) << message;
    EXPECT_NE(message.find("such as `case 7/2`"), std::string::npos) << message;
  }
  EXPECT_EQ(Hold("list").Json().at("holds"), holds);
  EXPECT_EQ(Hold("add", {"--subject", "1", "--reference", "case 7/2"}).code, 0);
}

TEST_F(HoldCommandTest, HoldThatStandsInAStoreThatIsNotNamedIsNotSaidToBeReleased) {
  ASSERT_EQ(Hold("add", {"--subject", "1", "--reference", "case 9"}).code, 0);
  const auto ledger = stores_sqlite::OpenSqlite("ledger", company_ / "ledger.db").value();
  ASSERT_TRUE(ledger->ExecuteScript("INSERT INTO hold VALUES ('case 9', 'hold', 'old', 1, NULL, 1)"));
  const Outcome outcome = Hold("release", {"--reference", "case 9"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.Json().at("error").at("message"),
            "the hold `case 9` is released in store `main`, and stands in store `old`, which `lofte.yaml` does not name: name it, and run "
            "the same `lofte hold release` again");
  EXPECT_EQ(RowsOf(*ledger, "SELECT store FROM hold WHERE until IS NULL"), Lines{"old"});
}

// Nothing is closed that may stand there.
TEST_F(HoldCommandTest, HoldOfAStoreThatTheWorkspaceDoesNotNameIsNotReleased) {
  Hold("add", {"--subject", "1", "--reference", "case 7"});
  const auto ledger = stores_sqlite::OpenSqlite("ledger", company_ / "ledger.db").value();
  ASSERT_TRUE(ledger->ExecuteScript("INSERT INTO hold VALUES ('case 9', 'hold', 'old', 1, NULL, 1)"));
  const Outcome outcome = Hold("release", {"--reference", "case 9"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.Json().at("error").at("message"),
            "the hold `case 9` is of store `old`, which `lofte.yaml` does not name: name it, so that the hold is lifted there");
  EXPECT_EQ(ledger->Query("SELECT 1 FROM hold WHERE until IS NULL").value().rows.size(), 2u);
}

}  // namespace hold_test
}  // namespace lofte::tests
