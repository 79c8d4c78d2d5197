// The other commands that write: killed at each place of theirs and run again, they leave what they leave undisturbed.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "company.h"
#include "support/world.h"

namespace lofte::tests {
namespace acts_test {

using Lines = std::vector<std::string>;
using Variables = Process::Variables;

const Lines kHold = {"--subject", "11", "--reference", "case-7"};

class ActsTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    prepared_ = Original(GetParam()).Copy();
  }

  static Ended Hold(const Company& company, const Variables& environment) { return company.Run({"hold", "add"}, kHold, environment); }
  static Ended Release(const Company& company, const Variables& environment) {
    return company.Run({"hold", "release"}, {"--reference", "case-7"}, environment);
  }
  static Ended Abandon(const Company& company, const Variables& environment) { return company.Run({"apply"}, {"--abandon"}, environment); }
  static Ended Apply(const Company& company, const Variables& environment) { return company.Apply(environment); }

  // Of the company from which each trial starts.
  void KillAnApplyAt(std::size_t place) {
    ASSERT_EQ(prepared_->Apply({{"LOFTE_CRASH", "kill@" + std::to_string(place)}}).signal, SIGKILL);
    prepared_->WaitUntilAlone();
  }
  void KillAnApplyHalfWay() {
    KillAnApplyAt(Places(GetParam()).size() / 2);
    ASSERT_EQ(prepared_->Look().unfinished, Lines{"running"});
    ASSERT_FALSE(prepared_->Look().journal.empty());
  }

  using Act = Ended (*)(const Company&, const Variables&);
  // The places that the act goes through, and what it leaves; with `swept` after a sweep that follows.
  Lines GoThrough(Act act, bool swept) {
    const std::unique_ptr<Company> company = prepared_->Copy();
    const Ended run = act(*company, {{"LOFTE_CRASH", "list"}});
    EXPECT_EQ(run.exit_code, 0) << run.output;
    done_ = wanted_ = company->Look();
    EXPECT_NE(Difference(done_, prepared_->Look()), "") << "it does something";
    if (swept) {
      EXPECT_EQ(company->Apply().exit_code, 0);
      wanted_ = company->Look();
    }
    return PlacesIn(run);
  }
  // Stops the act at the first `count` of these places, one after the other, and runs it again.
  void Walk(Act act, const Lines& places, std::size_t count, bool swept) {
    for (std::size_t k = 1; k <= count; ++k) {
      SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
      const std::unique_ptr<Company> company = prepared_->Copy();
      const Ended killed = act(*company, {{"LOFTE_CRASH", "kill@" + std::to_string(k)}});
      ASSERT_EQ(killed.signal, SIGKILL) << killed.output;
      company->WaitUntilAlone();
      const Left before = company->Look();
      const Ended again = act(*company, {});
      // Whoever did it all before they were killed is told that there is nothing to do. (A journal is pruned by the next sweep.)
      if (again.exit_code == 2) {
        const std::string left = Difference(before, done_);
        ASSERT_TRUE(left.empty() || (swept && left == " journal")) << left << "\n" << again.output;
      } else {
        ASSERT_EQ(again.exit_code, 0) << again.output;
      }
      if (swept) {
        ASSERT_EQ(company->Apply().exit_code, 0);
      }
      ASSERT_EQ(Difference(company->Look(), wanted_), "");
    }
  }

  std::unique_ptr<Company> prepared_;
  Left done_;    // what the act leaves, undisturbed
  Left wanted_;  // the same, or what a sweep makes of it
};

std::size_t Commits(const Lines& places, const std::string& store) {
  return static_cast<std::size_t>(std::count(places.begin(), places.end(), store + " store.commit.after"));
}

TEST_P(ActsTest, HoldKilledAtEachPlaceAndAddedAgainIsOneHold) {
  const Lines places = GoThrough(Hold, false);
  EXPECT_EQ(wanted_.held.size(), 1u);
  EXPECT_EQ(wanted_.holds.size(), 1u);
  EXPECT_GE(Commits(places, "main"), 2u);    // its schema, the hold
  EXPECT_GE(Commits(places, "ledger"), 2u);  // likewise
  Walk(Hold, places, places.size(), false);
}

TEST_P(ActsTest, ReleaseKilledAtEachPlaceAndRunAgainReleases) {
  ASSERT_EQ(Hold(*prepared_, {}).exit_code, 0);
  const Lines places = GoThrough(Release, false);
  EXPECT_GE(Commits(places, "main"), 1u);
  EXPECT_GE(Commits(places, "ledger"), 1u);
  Walk(Release, places, places.size(), false);
}

TEST_P(ActsTest, AbandonKilledAtEachPlaceAndRunAgainLeavesTheSameAfterTheNextSweep) {
  KillAnApplyHalfWay();
  const Lines places = GoThrough(Abandon, true);
  EXPECT_EQ(wanted_.unfinished, Lines{"abandoned"});
  EXPECT_EQ(wanted_.tables, Undisturbed(GetParam()).tables);
  EXPECT_GE(Commits(places, "main"), 1u);    // the journal is pruned
  EXPECT_GE(Commits(places, "ledger"), 2u);  // it is copied, the run is closed
  Walk(Abandon, places, places.size(), true);
}

// Closed because the policy has changed, and a new run begun: the places up to its start. Those after it are an apply's like any other.
TEST_P(ActsTest, ApplyOfAnotherPolicyKilledAtEachPlaceOfClosingTheFirstRunLeavesTheSame) {
  KillAnApplyHalfWay();
  std::ofstream(prepared_->folder() / "policy.yaml", std::ios::app) << "# another\n";
  const Lines places = GoThrough(Apply, false);
  EXPECT_EQ(wanted_.unfinished, Lines{"abandoned"});
  EXPECT_EQ(wanted_.tables, Undisturbed(GetParam()).tables);
  std::size_t until = 0, commits = 0;
  while (commits < 3 && until < places.size()) commits += places[until++] == "ledger store.commit.after";  // copied, closed, begun
  EXPECT_EQ(commits, 3u);
  EXPECT_GE(std::count(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(until), "main store.commit.after"), 1) << "pruned";
  Walk(Apply, places, until, false);
}

// A run that ended between the ledger's last write and the pruning of the journal.
TEST_P(ActsTest, JournalOfAFinishedRunIsPrunedHoweverOftenItIsInterrupted) {
  const Lines& all = Places(GetParam());
  const auto closed = std::find(all.rbegin(), all.rend(), "ledger store.commit.after");
  KillAnApplyAt(static_cast<std::size_t>(all.rend() - closed));
  EXPECT_FALSE(prepared_->Look().journal.empty());
  EXPECT_EQ(prepared_->Look().unfinished, Lines{});
  const Lines places = GoThrough(Apply, false);
  EXPECT_EQ(Difference(wanted_, Undisturbed(GetParam())), "");
  EXPECT_GE(Commits(places, "main"), 1u);
  EXPECT_GE(Commits(places, "ledger"), 1u);  // copied again, which changes nothing
  Walk(Apply, places, places.size(), false);
}

INSTANTIATE_TEST_SUITE_P(Both, ActsTest, testing::ValuesIn(BothDialects()), [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace acts_test
}  // namespace lofte::tests
