// A sweep that seals and counts, killed at places of its own, and run again: the copies are the same once they are opened, and the cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <limits>

#include "company.h"
#include "support/scale.h"
#include "support/world.h"

namespace lofte::tests {

class SealingCrashTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
  }
};

// Killed at that many places of an apply at most, evenly, or at each, and run again.
void WalkThroughApply(const Company& original, std::size_t most_places) {
  const Left before = original.Look();
  const std::unique_ptr<Company> undisturbed = original.Copy();
  const Ended run = undisturbed->Apply({{"LOFTE_CRASH", "list"}});
  ASSERT_EQ(run.exit_code, 0) << run.output;
  const Left swept = undisturbed->Look();
  const auto is_in = [](const std::vector<std::string>& rows) {
    return [&rows](const std::string& row) { return std::binary_search(rows.begin(), rows.end(), row); };
  };
  ASSERT_FALSE(std::all_of(swept.sealed.begin(), swept.sealed.end(), is_in(before.sealed))) << "something is sealed";
  ASSERT_FALSE(std::all_of(before.sealed.begin(), before.sealed.end(), is_in(swept.sealed))) << "something is destroyed";
  ASSERT_NE(swept.cells, before.cells) << "something is counted";
  const std::vector<std::string> places = PlacesIn(run);
  // Odd, since places before and after a commit take turns.
  const std::size_t stride = places.size() / static_cast<std::size_t>(Scaled(static_cast<int>(std::min(most_places, places.size())))) | 1;
  for (std::size_t k = 1; k <= places.size(); k += stride) {
    SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
    const std::unique_ptr<Company> company = original.Copy();
    ASSERT_EQ(company->Apply({{"LOFTE_CRASH", "kill@" + std::to_string(k)}}).signal, SIGKILL);
    company->WaitUntilAlone();
    const Ended again = company->Apply();
    ASSERT_EQ(again.exit_code, 0) << again.output;
    Left left = company->Look();
    // PostgreSQL does not give the place of a row again that was rolled back, so the ranges of what was sealed may be others. How many rows
    // each step took is among `steps`.
    if (original.dialect() == stores::Dialect::kPostgres) left.batches = swept.batches;
    ASSERT_EQ(Difference(left, swept), "");
  }
}

TEST_P(SealingCrashTest, KilledAtEachPlaceAndRunAgainSealsDestroysAndCountsTheSame) {
  const std::unique_ptr<Company> archive = Company::Of(GetParam(), "archive");
  const Ended former = archive->Run({"apply"}, {"--at", "2025-06-01", "--max-share", "1"});
  ASSERT_EQ(former.exit_code, 0) << former.output;
  const Ended held = archive->Run({"hold", "add"}, {"--subject", "7", "--reference", "case-7"});
  ASSERT_EQ(held.exit_code, 0) << held.output;
  WalkThroughApply(*archive, std::numeric_limits<int>::max());
}

TEST_P(SealingCrashTest, TicketShopKilledAtSomePlacesAndRunAgainSealsDestroysAndCountsTheSame) {
  WalkThroughApply(Original(GetParam(), "hellotickets"), 4);
}

INSTANTIATE_TEST_SUITE_P(Both, SealingCrashTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
