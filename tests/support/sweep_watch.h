// Watches one sweep of one store, from before it to after it, and fails the test when the database has changed otherwise than it says: the
// application's tables (complement.h) or Løfte's own (copies_check.h).
//
// A sweep that was interrupted is held to its journal: how many rows each step has taken, how many copies it has destroyed; what is sealed
// and counted, to the rows that have left. What it would still have had to do nobody has written down, so that is not asked.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/apply.h"
#include "ledger/ledger.h"
#include "support/copies_check.h"

namespace lofte::tests {

// Borrows the ledger.
class SweepWatch {
 public:
  // Looks at the database as it is before. `site`: one that the sweep does not use, with the key that it seals by.
  SweepWatch(engine::Site site, ledger::Ledger& ledger, grounds::Question asked);

  // A sweep that was not interrupted must have done what its plan counted, too, and have kept something to be put back if the plan says so;
  // one that failed is held to its journal, or to the ledger where it was closed.
  void Check(const Result<engine::ApplyReport>& report);
  // What Check fails the test for, a line each.
  std::vector<std::string> Unexplained(const Result<engine::ApplyReport>& report);

 private:
  using RowsOfSteps = std::map<int, std::int64_t>;  // by number

  RowsOfSteps Journalled(const std::string& run) const;
  // Of the run that is unfinished or was closed meanwhile; nothing when there is none.
  RowsOfSteps DoneUntilStopped() const;
  // The T of the sweep, and what it says of copies but for the numbers.
  std::pair<time::Instant, SaidOfCopies> WhichRun(const Result<engine::ApplyReport>& report) const;
  // The steps at that T, each with what it has done.
  std::vector<SweptStep> Steps(const grounds::Question& asked, const RowsOfSteps& done, SaidOfCopies& said) const;
  Look LookNow(time::Instant at);

  engine::Site site_;
  stores::Store& store_;
  ledger::Ledger& ledger_;
  grounds::Question asked_;
  Look before_;
  std::map<std::int64_t, StoreEnds> ends_;  // by T, for it is known afterwards only whether an unfinished run was taken up
  std::size_t runs_before_ = 0;
  std::optional<ledger::RunRecord> unfinished_;
  RowsOfSteps done_before_;  // by the unfinished run
};

}  // namespace lofte::tests
