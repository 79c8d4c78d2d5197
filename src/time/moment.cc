#include "time/moment.h"

namespace lofte::time {
namespace {

Day ApplyStep(const Step& step, Day day, YearEnd year_end) {
  switch (step.kind) {
    case Step::Kind::kAdd:
      return LastDay(day, step.period);
    case Step::Kind::kEndOfMonth:
      return EndOfMonth(day);
    case Step::Kind::kEndOfCalendarYear:
      return EndOfCalendarYear(day);
    case Step::Kind::kEndOfFinancialYear:
      return EndOfFinancialYear(day, year_end);
  }
  Panic("a step without a kind");
}

}  // namespace

Day Apply(const Chain& chain, Day day, YearEnd year_end) {
  for (const Step& step : chain) day = ApplyStep(step, day, year_end);
  return day;
}

Day Cutoff(const Chain& chain, Day last, YearEnd year_end) {
  // Invariant: every day before `low` satisfies Apply(day) <= last, no day from `high` on does.
  std::int32_t low = kFirstDay.number;
  std::int32_t high = kLastDay.number + 1;
  while (low < high) {
    const std::int32_t middle = low + (high - low) / 2;
    if (Apply(chain, Day{middle}, year_end) <= last) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Day{low};
}

}  // namespace lofte::time
