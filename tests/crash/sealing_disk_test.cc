// A disk that gets full while a sweep seals: what could not be sealed stands in its row, and when there is room the sweep goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <set>

#include "company.h"
#include "small_disk.h"
#include "support/world.h"

namespace lofte::tests {

using stores::Dialect;

namespace sealing_disk_test {

// The sweep of a company in which something is blocked, and where its batches begin.
struct Sweep {
  explicit Sweep(const Company& original) {
    const std::unique_ptr<Company> company = original.Copy();
    const Ended run = company->Apply({{"LOFTE_CRASH", "list"}});
    if (run.exit_code != 0) Panic("an undisturbed run failed: " + run.output);
    swept = company->Look();
    places = PlacesIn(run);
    // A batch begins where the one before it was committed. One of few copies might find room for them all.
    const auto batches = company->Actions();
    std::size_t place = StartIn(places, batches.size());
    for (const auto& [action, rows] : batches) {
      if ((action == "block" || action == "block-row") && rows > 2) sealing.push_back(place);
      while (places.at(place++) != "main store.commit.after") continue;
    }
    if (sealing.empty()) Panic("too little is sealed");
  }
  // The first, one between, the last.
  std::set<std::size_t> SomePlaces() const { return {sealing.front(), sealing[sealing.size() / 2], sealing.back()}; }

  Left swept;
  std::vector<std::string> places;
  std::vector<std::size_t> sealing;  // places after which something is sealed
};

void ExpectClear(const Ended& stopped) {
  EXPECT_EQ(stopped.exit_code, 4) << stopped.output;
  EXPECT_EQ(stopped.output.rfind("lofte: ", 0), 0u) << stopped.output;
  EXPECT_EQ(std::count(stopped.output.begin(), stopped.output.end(), '\n'), 1) << stopped.output;
  EXPECT_NE(stopped.output.find("store `main`"), std::string::npos) << stopped.output;
}

// As if the batch that found no room had never been begun.
void ExpectAsKilledAt(std::size_t place, const Company& original, const Company& stopped) {
  const std::unique_ptr<Company> killed = original.Copy();
  ASSERT_EQ(killed->Apply({{"LOFTE_CRASH", "kill@" + std::to_string(place)}}).signal, SIGKILL);
  killed->WaitUntilAlone();
  EXPECT_EQ(Difference(stopped.Look(), killed->Look()), "");
}

void ExpectCompletes(const Company& company, const Left& swept) {
  const Ended again = company.Apply();
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_EQ(Difference(company.Look(), swept), "");
}

}  // namespace sealing_disk_test

using SealingSweep = sealing_disk_test::Sweep;

TEST(SealingDiskTest, FullDiskTakesNothingThatItHasNotSealed) {
  const SmallDisk disk(16'000'000);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const Company& original = Original(Dialect::kSqlite, "hellotickets");
  const SealingSweep sweep(original);
  for (const std::size_t place : sweep.SomePlaces())
    for (const std::size_t free_bytes : {0, 16'384}) {
      SCOPED_TRACE("full from place " + std::to_string(place) + " of " + std::to_string(sweep.places.size()) + " but for " +
                   std::to_string(free_bytes) + " bytes");
      const std::unique_ptr<Company> company = original.Copy(disk.folder() / "company");
      Process run(company->ApplyWords(), {{"LOFTE_CRASH", "stop@" + std::to_string(place)}});
      ASSERT_TRUE(run.WaitUntilStopped());
      disk.Fill(free_bytes);
      run.GoOn();
      sealing_disk_test::ExpectClear(run.Wait());
      disk.MakeRoom();
      // With some pages left it may be a later batch that finds none.
      if (free_bytes == 0) sealing_disk_test::ExpectAsKilledAt(place, original, *company);
      sealing_disk_test::ExpectCompletes(*company, sweep.swept);
    }
}

}  // namespace lofte::tests
