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

TEST_F(HoldCommandTest, ListLooksAtNoStoreAndMakesNoLedger) {
  std::filesystem::remove(company_.path() / "company.db");
  EXPECT_EQ(Lofte({"hold", "list", company_.path().string()}).out, "There are no holds.\n");
  EXPECT_FALSE(company_.Has("ledger.db"));
  EXPECT_FALSE(company_.Has("company.db"));
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
