// Two runs at once, and a run whose database goes away: only one works, and what stops half-way says so.
#include <gtest/gtest.h>

#include "company.h"
#include "support/world.h"

namespace lofte::tests {

class TwoRunsTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }

  static std::string StopAt(std::size_t place) { return "stop@" + std::to_string(place); }
  // From the start of the run in the ledger to the end: the first place after it, one in each quarter, the last.
  static std::vector<std::size_t> SomePlaces() {
    const std::size_t all = Places(GetParam()).size();
    return {Started() + 1, all / 4, all / 2, all / 2 + 1, 3 * all / 4, all};
  }
  // The place at which the run is in the ledger: after its second commit there.
  static std::size_t Started() {
    int commits = 0;
    for (std::size_t i = 0; i < Places(GetParam()).size(); ++i)
      if (Places(GetParam())[i] == "ledger store.commit.after" && ++commits == 2) return i + 1;
    Panic("the ledger has no start");
  }
};

TEST_P(TwoRunsTest, SecondRunIsBusyAndChangesNothing) {
  for (const std::size_t place : SomePlaces()) {
    SCOPED_TRACE("first run waits at place " + std::to_string(place));
    const std::unique_ptr<Company> company = Original(GetParam()).Copy();
    Process first(company->ApplyWords(), {{"LOFTE_CRASH", StopAt(place)}});
    ASSERT_TRUE(first.WaitUntilStopped());
    const Left before = company->Look();
    const Ended second = company->Apply();
    EXPECT_EQ(second.exit_code, 3) << second.output;
    EXPECT_NE(second.output.find("another run is at work"), std::string::npos) << second.output;
    EXPECT_EQ(Difference(company->Look(), before), "");
    first.GoOn();
    const Ended ended = first.Wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.output;
    EXPECT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
  }
}

// Even a run by another policy, which would give up an unfinished one.
TEST_P(TwoRunsTest, SecondRunByAnotherPolicyDoesNotGiveUpTheFirst) {
  const std::unique_ptr<Company> company = Original(GetParam()).Copy();
  Process first(company->ApplyWords(), {{"LOFTE_CRASH", StopAt(Places(GetParam()).size() / 2)}});
  ASSERT_TRUE(first.WaitUntilStopped());
  std::filesystem::resize_file(company->folder() / "policy.yaml",
                               std::filesystem::file_size(company->folder() / "policy.yaml") - 1);  // its last line break
  const Ended second = company->Apply();
  EXPECT_EQ(second.exit_code, 3) << second.output;
  first.GoOn();
  EXPECT_EQ(first.Wait().exit_code, 0);
  EXPECT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
}

TEST_P(TwoRunsTest, ConnectionLostHalfWayIsFourAndRunAgainLeavesTheSame) {
  if (GetParam() == stores::Dialect::kSqlite) GTEST_SKIP() << "an SQLite file has no connection to lose";
  for (const std::size_t place : SomePlaces()) {
    if (place == Places(GetParam()).size()) continue;  // nothing is left to be done
    SCOPED_TRACE("connection lost at place " + std::to_string(place) + ": " + Places(GetParam())[place - 1]);
    const std::unique_ptr<Company> company = Original(GetParam()).Copy();
    Process run(company->ApplyWords(), {{"LOFTE_CRASH", StopAt(place)}});
    ASSERT_TRUE(run.WaitUntilStopped());
    company->CutConnections();
    run.GoOn();
    const Ended ended = run.Wait();
    EXPECT_EQ(ended.exit_code, 4) << ended.output;
    const Ended again = company->Apply();
    EXPECT_EQ(again.exit_code, 0) << again.output;
    EXPECT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Both, TwoRunsTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
