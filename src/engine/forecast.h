// What falls due, month by month and promise by promise, if nothing changes: no row comes, no state ends, nobody is held or let go.
//
// The same formulas as plan asks, at the end of each month. Changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/site.h"
#include "grounds/lower.h"

namespace lofte::engine {

// Rows of which something is due at the end of a month and was not at the end of the one before.
struct ForecastLine {
  const policy::Promise* promise = nullptr;  // nullptr: whatever the promise; a row counts once there, also if two promises want it
  std::vector<std::int64_t> rows;            // as Forecast::until
};

struct Forecast {
  time::Instant at;
  // The last instant of each span: first T itself (what is due already), then the end of T's month, and of those that follow.
  std::vector<time::Instant> until;
  std::vector<time::Day> first;     // the first day of each span; of the first one T's own
  ForecastLine all;                 // rows of one table counted once, however many promises
  std::vector<ForecastLine> lines;  // promises with rows, in the order of the policy
};

// What is to be aggregated where that is not carried out is left out; so is what is to be sealed, and sealed copies. `months`: from T's own
// on; 1 to 60. One pass over each table for every 13 of them, in one snapshot per store.
Result<Forecast> MakeForecast(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question, int months);

}  // namespace lofte::engine
