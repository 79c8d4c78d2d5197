// `lofte verify --rows`: which rows break a promise, as people and programs see it.
#include <gtest/gtest.h>

#include "cli/company.h"

namespace lofte::tests {
namespace verify_rows_test {

class VerifyRowsTest : public testing::Test {
 protected:
  Outcome Rows(const std::string& promise, std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"--rows", promise});
    return company_.RunAt("verify", options);
  }
  Company company_;
};

TEST_F(VerifyRowsTest, NamesThemAndChangesNothing) {
  const std::string id = "thirty-days";
  const Outcome outcome = Rows(id);
  EXPECT_EQ(outcome.code, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("lofte explain "), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.diff, Lines{});
  const nlohmann::json report = Rows(id, {"--json"}).Json();
  EXPECT_EQ(report.at("promise"), id);
  ASSERT_EQ(report.at("rows").size(), 3u);
  // What it names is what `explain` takes.
  const nlohmann::json& row = report.at("rows").at(0);
  EXPECT_EQ(company_.RunAt("explain", {row.at("table"), row.at("key")}).code, 0);
  const Outcome one = Rows(id, {"--most", "1", "--json"});
  EXPECT_EQ(one.Json().at("rows").size(), 1u);
  EXPECT_EQ(one.Json().at("is_more"), true);
}

TEST_F(VerifyRowsTest, MistakesAreSaid) {
  const Outcome unknown = Rows("thirty-dayz");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("did you mean `thirty-days`?"), std::string::npos) << unknown.err;
  EXPECT_EQ(Rows("").code, 2);
  EXPECT_EQ(Rows("thirty-days", {"--all"}).code, 2);
  EXPECT_EQ(Rows("thirty-days", {"--most", "0"}).code, 2);
  EXPECT_EQ(company_.RunAt("verify", {"--most", "3"}).code, 2);
}

TEST_F(VerifyRowsTest, PromiseThatLooksAtNoRowSaysSo) {
  const Outcome outcome = Rows("trained");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("no row is looked at for it (attested)"), std::string::npos) << outcome.out;
}

}  // namespace verify_rows_test
}  // namespace lofte::tests
