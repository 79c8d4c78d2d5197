// Watches one sweep of one store, from before it to after it, and fails the test when the database has changed otherwise than it says.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/apply.h"
#include "ledger/ledger.h"
#include "support/complement.h"

namespace lofte::tests {

// Borrows the store, a connection that the sweep does not use, and the ledger.
class SweepWatch {
 public:
  // Looks at the database as it is before.
  SweepWatch(stores::Store& store, ledger::Ledger& ledger, grounds::Question asked);

  // `site`: the one that was swept. A sweep that was not interrupted must have done what its plan counted, too, and have kept something to
  // be put back if the plan says so; one that failed is held to its journal, or to the ledger where it was closed.
  void Check(const engine::Site& site, const Result<engine::ApplyReport>& report) const;

 private:
  using RowsOfSteps = std::map<int, std::int64_t>;  // by number

  RowsOfSteps Journalled(const std::string& run) const;
  // Of the run that is unfinished or was closed meanwhile; nothing when there is none.
  RowsOfSteps DoneUntilStopped() const;
  // The steps of the site at that T, each with what it has done.
  std::vector<SweptStep> Steps(const engine::Site& site, time::Instant at, const RowsOfSteps& done) const;

  stores::Store& store_;
  ledger::Ledger& ledger_;
  grounds::Question asked_;
  Snapshot before_;
  std::size_t runs_before_ = 0;
  std::optional<ledger::RunRecord> unfinished_;
  RowsOfSteps done_before_;  // by the unfinished run
};

}  // namespace lofte::tests
