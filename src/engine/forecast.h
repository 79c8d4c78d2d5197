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

// What is due at the end of a span and was not at the end of the one before. Each vector is as long as Forecast::until.
struct ForecastLine {
  const policy::Promise* promise = nullptr;  // nullptr: whatever the promise; a row counts once there, also if two promises want it
  std::vector<std::int64_t> rows;            // of which something is to be erased, counted or sealed
  std::vector<std::int64_t> copies;          // sealed ones that are to be destroyed: those there are, and those that will be made till then
};

struct Forecast {
  time::Instant at;
  // The last instant of each span: first T itself (what is due already), then the end of T's month, and of those that follow.
  std::vector<time::Instant> until;
  std::vector<time::Day> first;      // the first day of each span; of the first one T's own
  ForecastLine all;                  // rows of one table counted once, however many promises
  std::vector<std::int64_t> sealed;  // of all.rows: of which something is to be sealed. A law alone may want that, and no promise
  std::vector<ForecastLine> lines;   // promises with rows or copies, in the order of the policy
};

// Left out: what is to be aggregated where that is not carried out, and what a sweep took and can be put back. The ends of copies are those
// that the last sweep found. `months`: from T's own on; 1 to 60. One pass over each table for every 13 of them, in one snapshot per store.
Result<Forecast> MakeForecast(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question, int months);

std::int64_t Sum(const std::vector<std::int64_t>& counts);

}  // namespace lofte::engine
