// What people are shown, from reports as values.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/output.h"
#include "cli/show.h"

namespace lofte::tests {
namespace show_test {

using cli::ShowApply;
using cli::ShowBeforeAfter;
using cli::ShowPlan;
using cli::ShowVerify;
using engine::PromiseReport;
using engine::Verdict;

bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

engine::Plan PlanOf(std::int64_t rows, std::int64_t most) {
  engine::Plan plan;
  engine::PlannedStep step;
  step.store = "main";
  step.table = "main.notes";
  step.action = "delete";
  step.rows = rows;
  step.most_rows = most;
  step.table_rows = 5000;
  plan.steps.push_back(step);
  return plan;
}

policy::Policy PolicyOf(int promises) {
  policy::Policy policy;
  for (int i = 0; i < promises; ++i) {
    policy::Promise promise;
    promise.id = "p" + std::to_string(i);
    promise.text = {{"en", "words that are promised"}};
    promise.control = policy::RetentionControl{};
    policy.promises.push_back(promise);
  }
  return policy;
}

engine::VerifyReport ReportOf(const policy::Policy& policy) {
  engine::VerifyReport report;
  report.stores = {"main", "shop"};
  for (const policy::Promise& promise : policy.promises) {
    PromiseReport& of = report.promises.emplace_back();
    of.promise = &promise;
    of.verdict = Verdict::kKept;
    of.examined = 1;
  }
  return report;
}

TEST(ShowTest, LastColumnIsCutToTheWidth) {
  cli::TextTable table;
  table.Row({{"id"}, {"words that go on and on"}});
  EXPECT_EQ(table.Render(false, 20), "id  words that go o…\n");
  EXPECT_EQ(table.Render(false, 5), "id  words tha…\n") << "a little stays";
  EXPECT_EQ(table.Render(false), "id  words that go on and on\n");
}

TEST(ShowTest, WordsAreWrappedBetweenWords) {
  EXPECT_EQ(cli::Wrap("one two three", 9, 2), "  one two\n  three\n");
  EXPECT_EQ(cli::Wrap("a-word-that-is-long b", 9, 2), "  a-word-that-is-long\n  b\n");
  EXPECT_EQ(cli::Wrap("", 9, 2), "");
}

TEST(ShowTest, PlanOnACycleSaysFromWhereToWhere) {
  EXPECT_TRUE(Has(ShowPlan(PlanOf(1, 1000), false, false, true), "1 to 1\u00a0000"));
  EXPECT_FALSE(Has(ShowPlan(PlanOf(7, 7), false, false, true), " to "));
  EXPECT_TRUE(Has(cli::PlanJson(PlanOf(1, 1000)), "\"most_rows\": 1000"));
  EXPECT_EQ(cli::ParsePlan(cli::PlanJson(PlanOf(1, 1000)))->steps.at(0).most_rows, 1000);
}

TEST(ShowTest, PlanOfADayToComeIsNotApplied) {
  EXPECT_TRUE(Has(ShowPlan(PlanOf(1, 1), false, false, true), "`lofte apply` does it.\n"));
  EXPECT_TRUE(Has(ShowPlan(PlanOf(1, 1), false, false, false), "`lofte apply` does it when the day has come.\n"));
}

TEST(ShowTest, ApplySaysWhatIsStillReadable) {
  engine::ApplyReport report;
  report.plan = PlanOf(1, 1);
  report.done = {1};
  report.remarks = {"store `main`: old pages can be read"};
  EXPECT_TRUE(Has(ShowApply(report, ".", std::nullopt, false), "\nremark: store `main`: old pages can be read\n"));
  EXPECT_TRUE(Has(cli::ApplyJson(report), "\"remarks\": [\n    \"store `main`: old pages can be read\"\n  ]"));
  report.done = {0};
  EXPECT_TRUE(Has(ShowApply(report, ".", std::nullopt, false), "remark: "));
}

TEST(ShowTest, VerifySaysWhatWasLookedAt) {
  const policy::Policy policy = PolicyOf(1);
  const std::string last = "\nLooked at: stores main, shop. Not looked at: files, backups, logs, recipients.\n";
  for (const bool all : {false, true}) {
    const std::string shown = ShowVerify(ReportOf(policy), policy, all, false);
    EXPECT_EQ(shown.substr(shown.size() - last.size()), last);
  }
}

TEST(ShowTest, PromiseToKeepSaysWhatCannotBeSeen) {
  const std::string words = "that nothing went too early cannot be seen in the data";
  policy::Policy policy = PolicyOf(1);
  policy::Rule& rule = policy.rules.emplace_back();
  rule.promises = {"p0"};
  EXPECT_FALSE(Has(ShowVerify(ReportOf(policy), policy, true, false), words));
  rule.mode = policy::Mode::kKeep;
  EXPECT_TRUE(Has(ShowVerify(ReportOf(policy), policy, true, false), words));
  rule = {};
  rule.promises = {"p0"};
  rule.kind = policy::RuleKind::kFloor;
  EXPECT_TRUE(Has(ShowVerify(ReportOf(policy), policy, true, false), words));
}

// A verdict on a promise that somebody had to read one way never stands there as if its words were plain.
TEST(ShowTest, VerdictNamesTheDecisionsThatItRestsOn) {
  policy::Policy policy = PolicyOf(3);
  policy.decisions.resize(2);
  policy.decisions[0].id = "D1";
  policy.decisions[0].promises = {"p0", "p1"};
  policy.decisions[1].id = "D2";
  policy.decisions[1].promises = {"p1"};
  engine::VerifyReport report = ReportOf(policy);
  const std::string all = ShowVerify(report, policy, true, false);
  EXPECT_TRUE(Has(all, "p0       kept            1       0        0     0  -\n    words that are promised\n    read as decided: D1\np1"))
      << all;
  EXPECT_TRUE(
      Has(all, "    read as decided: D1, D2\np2       kept            1       0        0     0  -\n    words that are promised\n\n2 of"))
      << all;
  EXPECT_TRUE(Has(ShowVerify(report, policy, false, false), "\n2 of these promises are read as a decision of the policy says")) << all;
  const nlohmann::json json = nlohmann::json::parse(cli::VerifyJson(report, policy)).at("promises");
  EXPECT_EQ(json.at(0).at("decisions"), (std::vector<std::string>{"D1"}));
  EXPECT_EQ(json.at(1).at("decisions"), (std::vector<std::string>{"D1", "D2"}));
  EXPECT_EQ(json.at(2).at("decisions"), nlohmann::json::array());
  report.promises[1].verdict = Verdict::kBroken;
  EXPECT_TRUE(Has(ShowVerify(report, policy, false, false), "    read as decided: D1, D2\n"));
  policy.decisions.clear();
  EXPECT_FALSE(Has(ShowVerify(report, policy, true, false), "read as"));
}

TEST(ShowTest, DemoShowsADozenWithTheBrokenFirst) {
  const policy::Policy policy = PolicyOf(20);
  const engine::VerifyReport after = ReportOf(policy);
  engine::VerifyReport before = after;
  before.promises[18].verdict = before.promises[19].verdict = Verdict::kBroken;
  before.promises[18].implied_by = "p19";
  before.promises[19].violations = 3;
  const std::string shown = ShowBeforeAfter(before, after, policy, false);
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 15) << shown;
  EXPECT_LT(shown.find("p19  "), shown.find("p18  "));
  EXPECT_LT(shown.find("p18  "), shown.find("p0  "));
  EXPECT_TRUE(Has(shown, "p18      BROKEN  by p19")) << shown;
  EXPECT_TRUE(Has(shown, "and 8 more that were kept and are\n")) << shown;
  EXPECT_TRUE(Has(shown, "rows: late. apply also takes what is due and not yet late.\n"));
}

}  // namespace show_test
}  // namespace lofte::tests
