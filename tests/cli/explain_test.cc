// explain and forecast, as people and programs see them.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "cli/company.h"
#include "cli/golden.h"
#include "stores_sqlite/sqlite_store.h"

namespace lofte::tests {
namespace explain_test {

nlohmann::json ValueOf(const nlohmann::json& explanation, const std::string& field) {
  for (const nlohmann::json& value : explanation.at("values"))
    if (value.at("fields").at(0) == field) return value;
  ADD_FAILURE() << "no value " << field;
  return {};
}

TEST(ExplainTest, TheRowOfTwoRules) {
  Company company;
  ExpectGolden("explain.txt", company.RunAt("explain", {"main.notes", "8"}).out);
  ExpectGolden("explain.json", company.RunAt("explain", {"main.notes", "8", "--json"}).out);
}

TEST(ExplainTest, ADayEarlierAndADayLater) {
  Company company;
  // Written on 2024-08-23: its ninetieth day is 2024-11-21.
  const auto standing = [&](const std::string& at) {
    return ValueOf(company.Run("explain", {"main.notes", "3", "--at", at, "--json"}).Json(), "body").at("standing");
  };
  EXPECT_EQ(standing("2024-11-20T23:59:59"), "use");
  EXPECT_EQ(standing("2024-11-21"), "gone");
  const nlohmann::json value = ValueOf(company.Run("explain", {"main.notes", "3", "--at", "2024-11-01", "--json"}).Json(), "body");
  EXPECT_EQ(value.at("until"), "2024-11-20T23:00:00Z");      // the start of the day in Copenhagen
  EXPECT_EQ(value.at("late_from"), "2024-11-21T23:00:00Z");  // a cap without `within`
  EXPECT_EQ(value.at("then"), "erase");
  EXPECT_EQ(value.at("charged"), nlohmann::json::array({"ninety-days"}));
}

// Facts that only one of them is asked for are not asked of the other.
TEST(ExplainTest, ARowOfTwoPersonsWithRulesOfTheirOwn) {
  Folder folder;
  ASSERT_EQ(Lofte({"demo", "hellotickets", "--dir", folder / "demo", "--subjects", "100", "--no-run"}).code, 0);
  const auto store = stores_sqlite::OpenSqlite("main", folder / "demo/demo.db").value();
  const stores::Rows ids = store->Query("SELECT id FROM translations ORDER BY id LIMIT 5").value();
  ASSERT_FALSE(ids.rows.empty());
  for (const auto& row : ids.rows) {
    const std::string id = std::to_string(expr::IntegerOf(row[0]));
    EXPECT_EQ(Lofte({"explain", folder / "demo", "translations", id, "--json"}).code, 0) << id;
  }
}

// Two hundred days for what is written from September on, of which nobody was told.
TEST(ExplainTest, OfAnOlderAndANewerTermItSaysWhichBindsTheRow) {
  Company company;
  std::string policy = company.Read("policy.yaml");
  const std::string rule = "- { promise: ninety-days, of: note, cap: P90D after note.written, then: erase }";
  ASSERT_NE(policy.find(rule), std::string::npos);
  policy.insert(policy.find(rule),
                "- { promise: ninety-days, of: note, cap: P200D after note.written, then: erase, from: 2024-09-01 }\n      ");
  company.Write("policy.yaml", policy);
  const nlohmann::json value = ValueOf(company.RunAt("explain", {"main.notes", "3", "--json"}).Json(), "body");
  EXPECT_EQ(value.at("until"), "2024-11-20T23:00:00Z") << "written on 2024-08-23";
  for (const nlohmann::json& of : value.at("rules")) {
    const bool is_newer = of.dump().find("P200D") != std::string::npos;
    if (is_newer) {
      EXPECT_EQ(of.at("not_so"), nlohmann::json::array({"note.written not before 2024-09-01"}));
    }
    EXPECT_EQ(of.at("applies"), is_newer ? "no" : "yes") << of;
  }
}

TEST(ExplainTest, NothingIsChargedForWhatIsNotThere) {
  Company company;
  company.Execute("UPDATE notes SET body = NULL WHERE id = 8");
  const nlohmann::json value = ValueOf(company.RunAt("explain", {"main.notes", "8", "--json"}).Json(), "body");
  EXPECT_EQ(value.at("has_value"), false);
  EXPECT_EQ(value.at("charged"), nlohmann::json::array());
  EXPECT_NE(company.RunAt("explain", {"main.notes", "8"}).out.find("body (note.body)\n  nothing is there\n"), std::string::npos);
}

TEST(ExplainTest, WhatWasTypedIsNotShown) {
  const Outcome outcome = Company().RunAt("explain", {"main.accounts", "email=a@example.org"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.out.find("a@example"), std::string::npos) << outcome.out;
}

TEST(ExplainTest, AnUndatedRowHasNoDates) {
  const nlohmann::json value = ValueOf(Company().RunAt("explain", {"main.notes", "5", "--json"}).Json(), "body");
  EXPECT_EQ(value.at("standing"), "undated");
  EXPECT_TRUE(value.at("until").is_null());
}

TEST(ExplainTest, AHeldRowStays) {
  Company company;
  ASSERT_EQ(Lofte({"hold", "add", company.path().string(), "--subject", "2", "--reference", "case-7"}).code, 0);
  // Of now, which is when it was added: the clock of the tests goes on.
  const nlohmann::json value = ValueOf(company.Run("explain", {"main.notes", "6", "--json"}).Json(), "body");
  EXPECT_EQ(value.at("held"), true);
  EXPECT_EQ(value.at("standing"), "blocked");
  EXPECT_EQ(value.at("charged"), nlohmann::json::array());
  EXPECT_NE(company.Run("explain", {"main.notes", "6"}).out.find("now      held: it stays, where it would be gone but for the hold\n"),
            std::string::npos);
  EXPECT_EQ(value.at("until"), "2024-10-20T22:00:00Z");
}

TEST(ExplainTest, ARowIsNamedByAnyColumns) {
  Company company;
  EXPECT_EQ(company.RunAt("explain", {"notes", "id=8,account_id=4", "--json"}).Json().at("values"),
            company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("values"));
}

TEST(ExplainTest, AValueWithACommaOrAQuoteIsQuoted) {
  Company company;
  const nlohmann::json of_key = company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("values");
  EXPECT_EQ(company.RunAt("explain", {"notes", "body=\"old, in grace\",account_id=4", "--json"}).Json().at("values"), of_key);
  company.Execute("UPDATE notes SET body = '\"old\", in grace' WHERE id = 8");
  EXPECT_EQ(company.RunAt("explain", {"notes", "body=\"\"\"old\"\", in grace\"", "--json"}).Json().at("values"), of_key);
}

// Facts of rules that apply to nothing here would only have to be explained away.
TEST(ExplainTest, OnlyFactsThatMatterAreShown) {
  Company company;
  EXPECT_EQ(company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("facts").size(), 2u);
  company.Execute("UPDATE notes SET body = NULL WHERE id = 8");
  EXPECT_EQ(company.RunAt("explain", {"main.notes", "8", "--json"}).Json().at("facts").size(), 0u);
}

TEST(ExplainTest, MistakesAreSaid) {
  Company company;
  const auto error = [&](const std::vector<std::string>& words) {
    const Outcome outcome = company.RunAt("explain", words);
    EXPECT_EQ(outcome.code, 2) << outcome.out;
    return outcome.err;
  };
  EXPECT_NE(error({"main.note", "8"}).find("did you mean `main.notes`?"), std::string::npos);
  EXPECT_NE(error({"main.notes", "800"}).find("has no such row"), std::string::npos);
  EXPECT_NE(error({"main.notes", "99999999999999999999"}).find("column `id` holds no number of that size"), std::string::npos);
  EXPECT_NE(error({"main.notes", "body=\"old"}).find("quotes"), std::string::npos);
  EXPECT_NE(error({"main.notes", "body=\"old\" ,id=8"}).find("quotes"), std::string::npos);
  EXPECT_NE(error({"main.notes", "eight"}).find("column `id` is a whole number"), std::string::npos);
  EXPECT_NE(error({"main.notes", "account_id=1"}).find("5 rows of `main.notes` are such"), std::string::npos);
  EXPECT_NE(error({"main.notes", "colour=1"}).find("has no column `colour`"), std::string::npos);
  EXPECT_NE(error({"main.notes", "id=8,,"}).find("not `column=value`"), std::string::npos);
}

TEST(ForecastTest, EachMonthHasItsRows) {
  const Outcome outcome = Company().RunAt("forecast", {"--months", "3", "--json"});
  EXPECT_EQ(outcome.code, 0);
  const nlohmann::json forecast = outcome.Json();
  std::vector<int> rows;
  for (const nlohmann::json& span : forecast.at("spans")) rows.push_back(span.at("rows"));
  // Now: notes 2, 3, 6, 7, 8 and accounts 2 and 4. Note 4 falls due on 2024-11-22, note 1 on 2025-01-30.
  EXPECT_EQ(rows, (std::vector<int>{7, 1, 0, 1}));
  ASSERT_EQ(forecast.at("promises").size(), 2u);
  EXPECT_EQ(forecast.at("promises").at(0).at("rows"), nlohmann::json::array({5, 0, 0, 0}));  // thirty-days
  EXPECT_EQ(forecast.at("promises").at(1).at("rows"), nlohmann::json::array({4, 1, 0, 1}));  // ninety-days
  ExpectGolden("forecast.json", outcome.out);
}

TEST(ForecastTest, WhatASweepTakesIsNotForecastAgain) {
  Company company;
  ASSERT_EQ(company.RunAt("apply").diff, kSwept);
  EXPECT_EQ(company.RunAt("forecast", {"--months", "1", "--json"}).Json().at("spans").at(0).at("rows"), 0);
}

TEST(ForecastTest, ManyMonthsAreCutIntoStatements) {
  const nlohmann::json forecast = Company().RunAt("forecast", {"--months", "60", "--json"}).Json();
  EXPECT_EQ(forecast.at("spans").size(), 61u);
  EXPECT_EQ(forecast.at("spans").at(60).at("from"), "2029-10-01");
  EXPECT_EQ(forecast.at("spans").at(3).at("rows"), 1);
}

TEST(ForecastTest, PeopleSeeAChartAndAPicture) {
  Company company;
  const std::string picture = company / "f.svg";
  ExpectGolden("forecast.txt", company.RunAt("forecast", {"--months", "3", "--svg", picture}).out);
  ExpectGolden("forecast.svg", company.Read("f.svg"));
  EXPECT_EQ(company.RunAt("forecast", {"--svg", picture}).code, 0) << "over a picture of before";
  const std::string database = company / "company.db";
  EXPECT_NE(company.RunAt("forecast", {"--svg", database}).err.find("is no picture"), std::string::npos);
}

}  // namespace explain_test
}  // namespace lofte::tests
