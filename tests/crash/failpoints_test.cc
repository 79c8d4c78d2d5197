// Killed before and after every commit of an apply, one place after another, and run again: what is left is what an undisturbed run leaves.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "company.h"
#include "support/scale.h"
#include "support/world.h"

namespace lofte::tests {

class FailpointsTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_P(FailpointsTest, RunHasWorkAndPlacesInStoreAndLedger) {
  const Left& undisturbed = Undisturbed(GetParam());
  EXPECT_NE(undisturbed.tables, Original(GetParam()).Look().tables);
  EXPECT_GT(undisturbed.batches.size(), 30u);
  EXPECT_TRUE(undisturbed.journal.empty());
  EXPECT_TRUE(undisturbed.unfinished.empty());
  const std::vector<std::string>& places = Places(GetParam());
  const auto count = [&places](const std::string& place) { return std::count(places.begin(), places.end(), place); };
  EXPECT_GT(count("main store.commit.before"), 30);
  EXPECT_EQ(count("main store.commit.before"), count("main store.commit.after"));
  EXPECT_GE(count("ledger store.commit.before"), 4);  // its schema, the start, the copy, the end
  EXPECT_EQ(count("ledger store.commit.before"), count("ledger store.commit.after"));
}

TEST_P(FailpointsTest, KilledAtEachPlaceAndRunAgainLeavesTheSame) {
  const std::vector<std::string>& places = Places(GetParam());
  // Every place at full measure. Odd, since places before and after a commit take turns.
  const std::size_t stride = places.size() / static_cast<std::size_t>(Scaled(static_cast<int>(places.size()))) | 1;
  for (std::size_t k = 1; k <= places.size(); k += stride) {
    SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
    const std::unique_ptr<Company> company = Original(GetParam()).Copy();
    const Ended killed = company->Apply({{"LOFTE_CRASH", "kill@" + std::to_string(k)}});
    ASSERT_EQ(killed.signal, SIGKILL) << killed.output;
    company->WaitUntilAlone();
    const Ended again = company->Apply();
    ASSERT_EQ(again.exit_code, 0) << again.output;
    ASSERT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
  }
}

// Crash upon crash: each run gets some places further than the one before, until one gets through.
TEST_P(FailpointsTest, KilledAgainAndAgainLeavesTheSame) {
  const std::unique_ptr<Company> company = Original(GetParam()).Copy();
  Ended run;
  int crashes = 0;
  for (std::size_t place = 3; place < 10 * Places(GetParam()).size(); place += 2) {
    run = company->Apply({{"LOFTE_CRASH", "exit@" + std::to_string(place)}});
    company->WaitUntilAlone();
    if (run.exit_code == 0) break;
    ASSERT_EQ(run.exit_code, 86) << run.output;
    ++crashes;
  }
  ASSERT_EQ(run.exit_code, 0) << run.output;
  EXPECT_GT(crashes, 5);
  EXPECT_EQ(Difference(company->Look(), Undisturbed(GetParam())), "");
}

TEST_P(FailpointsTest, SecondSweepChangesNothing) {
  const std::unique_ptr<Company> company = Original(GetParam()).Copy();
  ASSERT_EQ(company->Apply().exit_code, 0);
  const Left first = company->Look();
  const Ended second = company->Apply();
  ASSERT_EQ(second.exit_code, 0) << second.output;
  EXPECT_NE(second.output.find("Nothing was due."), std::string::npos) << second.output;
  EXPECT_EQ(Difference(company->Look(), first), "");
}

INSTANTIATE_TEST_SUITE_P(Both, FailpointsTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
