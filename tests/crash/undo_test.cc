// A sweep that can be undone, and its undoing, each killed at places of theirs and run again.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "company.h"
#include "support/scale.h"
#include "support/world.h"

namespace lofte::tests {

class UndoCrashTest : public testing::TestWithParam<stores::Dialect> {
 protected:
  void SetUp() override {
    if (const std::string missing = World::Missing(GetParam()); !missing.empty()) GTEST_SKIP() << missing;
    prepared_ = Original(GetParam()).Copy();
    prepared_->KeepForUndo();
  }

  // 1: of some rows the parents were blocked, or were late and gone at once, so that they stay sealed.
  static bool HasPutBack(const Ended& undo) { return undo.exit_code == 0 || undo.exit_code == 1; }

  std::unique_ptr<Company> prepared_;
};

// Some places of the many: a sweep without undo goes through each (failpoints_test.cc), and this one has no others.
TEST_P(UndoCrashTest, SweepKilledAndRunAgainSealsTheSameAndIsPutBackToTheSame) {
  const std::unique_ptr<Company> undisturbed = prepared_->Copy();
  const Ended run = undisturbed->Apply({{"LOFTE_CRASH", "list"}});
  ASSERT_EQ(run.exit_code, 0) << run.output;
  const std::vector<std::string> places = PlacesIn(run);
  const Left swept = undisturbed->Look();
  const auto is_undo = [](const std::string& row) { return row.rfind("undo|", 0) == 0; };
  ASSERT_TRUE(std::any_of(swept.sealed.begin(), swept.sealed.end(), is_undo)) << "something can be put back";
  ASSERT_TRUE(HasPutBack(undisturbed->Undo()));
  const Left put_back = undisturbed->Look();
  ASSERT_NE(put_back.tables, swept.tables);
  ASSERT_NE(put_back.sealed, swept.sealed);
  // Odd, since places before and after a commit take turns.
  const std::size_t stride = places.size() / static_cast<std::size_t>(Scaled(12)) | 1;
  for (std::size_t k = 1; k <= places.size(); k += stride) {
    SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
    const std::unique_ptr<Company> company = prepared_->Copy();
    ASSERT_EQ(company->Apply({{"LOFTE_CRASH", "kill@" + std::to_string(k)}}).signal, SIGKILL);
    company->WaitUntilAlone();
    const Ended again = company->Apply();
    ASSERT_EQ(again.exit_code, 0) << again.output;
    ASSERT_EQ(Difference(company->Look(), swept), "");
    const Ended undone = company->Undo();
    ASSERT_TRUE(HasPutBack(undone)) << undone.output;
    ASSERT_EQ(Difference(company->Look(), put_back), "");
  }
}

// At each place of its own. Whoever had put everything back before they were killed is told that nothing is left.
TEST_P(UndoCrashTest, UndoKilledAtEachPlaceAndRunAgainPutsTheSameBack) {
  ASSERT_EQ(prepared_->Apply().exit_code, 0);
  const std::unique_ptr<Company> undisturbed = prepared_->Copy();
  const Ended run = undisturbed->Undo({{"LOFTE_CRASH", "list"}});
  ASSERT_TRUE(HasPutBack(run)) << run.output;
  const std::vector<std::string> places = PlacesIn(run);
  const Left put_back = undisturbed->Look();
  EXPECT_GE(std::count(places.begin(), places.end(), "main store.commit.after"), 2) << "a batch, and its journal pruned";
  EXPECT_GE(std::count(places.begin(), places.end(), "ledger store.commit.after"), 2) << "begun, finished";
  const std::vector<std::string> recorded = undisturbed->Undos();
  ASSERT_EQ(recorded.size(), 1u);
  for (std::size_t k = 1; k <= places.size(); ++k) {
    SCOPED_TRACE("killed at place " + std::to_string(k) + " of " + std::to_string(places.size()) + ": " + places[k - 1]);
    const std::unique_ptr<Company> company = prepared_->Copy();
    ASSERT_EQ(company->Undo({{"LOFTE_CRASH", "kill@" + std::to_string(k)}}).signal, SIGKILL);
    company->WaitUntilAlone();
    const Ended again = company->Undo();
    ASSERT_TRUE(HasPutBack(again) || again.exit_code == 2) << again.output;
    ASSERT_EQ(Difference(company->Look(), put_back), "");
    ASSERT_EQ(company->Undos(), recorded) << "together they say what one would have";
  }
}

INSTANTIATE_TEST_SUITE_P(Both, UndoCrashTest, testing::ValuesIn(BothDialects()),
                         [](const auto& each) { return NameOfDialect(each.param); });

}  // namespace lofte::tests
