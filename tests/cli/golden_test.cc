// The JSON that programs rely on: one golden file a command.
#include <gtest/gtest.h>

#include <regex>

#include "cli/company.h"
#include "cli/golden.h"

namespace lofte::tests {
namespace golden_test {

// Their order too: programs that show them rely on it.
std::vector<std::string> KeysOf(const std::string& text) {
  std::vector<std::string> keys;
  const nlohmann::ordered_json tree = nlohmann::ordered_json::parse(text);
  for (const auto& [key, value] : tree.items()) keys.push_back(key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(GoldenTest, CheckOfFineFilesHasNoIssues) {
  const Outcome outcome = Company().Run("check", {"--json"});
  EXPECT_EQ(outcome.code, 0);
  ExpectGolden("check.json", outcome.out);
}

TEST(GoldenTest, CheckSaysWhatDecisionsHaveSettled) {
  Company company;
  company.Edit("policy.yaml", "cap: P90D after note.written, then: erase", "cap: P90D after note.written, then: anonymise");
  EXPECT_EQ(company.Run("check", {"--json"}).Json().at("issues").at(0).at("code"), "undecided-then");
  company.Edit("policy.yaml", "{ unproven: needs a probe } }\n",
               "{ unproven: needs a probe } }\ndecisions:\n"
               "  - { id: D1, promises: [thirty-days, ninety-days], settles: undecided-then, choice: the shorter, why: it was seen }\n");
  const std::string out = company.Run("check").out;
  EXPECT_EQ(out.find("undecided-then"), std::string::npos);
  EXPECT_NE(out.find("remark, 1 remark settled by a decision (D1)\n"), std::string::npos) << out;
  EXPECT_EQ(company.Run("check", {"--json"}).Json().at("settled").at(0).at("decision"), "D1");
}

TEST(GoldenTest, CheckSaysWhereEachMistakeIs) {
  Company company;
  company.Edit("policy.yaml", "of: note, cap", "of: nota, cap");
  company.Edit("datamap.yaml", "kind: date, null: not-yet", "kind: dat, null: not-yet");
  const Outcome outcome = company.Run("check", {"--json"});
  EXPECT_EQ(outcome.code, 1);
  ExpectGolden("check_mistakes.json", outcome.out);
}

TEST(GoldenTest, PlanNamesEachStep) {
  const Outcome outcome = Company().RunAt("plan", {"--json"});
  EXPECT_EQ(outcome.code, 0);
  ExpectGolden("plan.json", outcome.out);
  const nlohmann::json plan = outcome.Json();
  for (const char* key : {"policy", "policy_sha256", "at", "steps", "totals"}) EXPECT_TRUE(plan.contains(key)) << key;
  for (const char* key : {"store", "table", "action", "fields", "promises", "rows", "oldest_due", "sql"})
    EXPECT_TRUE(plan.at("steps").at(0).contains(key)) << key;
}

TEST(GoldenTest, ApplyNamesEachStepWithWhatWasDone) {
  const Outcome outcome = Company().RunAt("apply", {"--json"});
  EXPECT_EQ(outcome.code, 0);
  const nlohmann::json report = outcome.Json();
  const std::string run = report.at("run");
  ExpectGolden("apply.json", std::regex_replace(outcome.out, std::regex(run), "(run)"));
  for (const nlohmann::json& step : report.at("steps")) EXPECT_EQ(step.at("done"), step.at("rows"));
  EXPECT_EQ(outcome.diff, kSwept);
}

TEST(GoldenTest, VerifyTellsOfEachPromise) {
  Company company;
  const Outcome before = company.RunAt("verify", {"--json"});
  EXPECT_EQ(before.code, 1);
  ExpectGolden("verify_before.json", before.out);
  EXPECT_EQ(company.RunAt("apply").diff, kSwept);
  const Outcome after = company.RunAt("verify", {"--json"});
  EXPECT_EQ(after.code, 0);
  ExpectGolden("verify_after.json", after.out);
}

TEST(GoldenTest, VerifyKeysAreThoseThatWerePromised) {
  const nlohmann::ordered_json report = nlohmann::ordered_json::parse(Company().RunAt("verify", {"--json"}).out);
  const Keys of_promise = KeysOf(report.at("promises").at(0).dump());
  for (const char* key : {"id", "kind", "text", "status", "examined", "violations", "undated", "held", "since", "control", "covers", "why"})
    EXPECT_NE(std::find(of_promise.begin(), of_promise.end(), key), of_promise.end()) << key;
  EXPECT_EQ(KeysOf(report.at("totals").dump()), (Keys{"kept", "broken", "incident", "attested", "unproven", "claim"}));
}

TEST(GoldenTest, PeopleSeeTables) {
  Company company;
  ExpectGolden("plan.txt", company.RunAt("plan").out);
  ExpectGolden("verify.txt", company.RunAt("verify", {"--all"}).out);
  const Outcome applied = company.RunAt("apply");
  EXPECT_EQ(applied.diff, kSwept);
  ExpectGolden("apply.txt", std::regex_replace(applied.out, std::regex("Run [^ ]+"), "Run (run)"));
  ExpectGolden("nothing_due.txt", company.RunAt("plan").out);
}

}  // namespace golden_test
}  // namespace lofte::tests
