// `lofte hold`: who is held stays.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/company.h"

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
  EXPECT_EQ(released.out, "Released `case 7`: 1 person in store `main`.\n");
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
                .out.find("No store held anybody under `case 7`; the ledger has closed it.\n"),
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

}  // namespace hold_test
}  // namespace lofte::tests
