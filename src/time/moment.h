// A chain of functions from the day of an event to the day on which a rule ends, and its inverse as one cutoff.
//
// Every step never decreases, so does the chain, so `Apply(day) <= today` is `day < cutoff` for one cutoff, found by bisection over
// days: O(log days x steps). T minus the period is not that cutoff (31 March less one month). Pure; any thread.
#pragma once

#include <vector>

#include "time/civil.h"

namespace lofte::time {

struct Step {
  enum class Kind { kAdd, kEndOfMonth, kEndOfCalendarYear, kEndOfFinancialYear };
  Kind kind = Kind::kAdd;
  Period period;  // kAdd: calendar parts only
  bool operator==(const Step& other) const { return kind == other.kind && period == other.period; }
};

using Chain = std::vector<Step>;  // applied first to last

Day Apply(const Chain& chain, Day day, YearEnd year_end);

// The smallest day D (in 0001-01-01 .. 9999-12-31) with Apply(chain, D) > last. So for every event day d: Apply(chain, d) <= last
// exactly when d < D. When even 9999-12-31 satisfies, the day after it.
Day Cutoff(const Chain& chain, Day last, YearEnd year_end);

}  // namespace lofte::time
