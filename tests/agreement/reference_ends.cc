#include "agreement/reference_ends.h"

#include <algorithm>

namespace lofte::tests::agreement {

namespace {

// Days forward ---------------------------------------------------------------------------------------------------------------------------

time::Day LastOfMonth(int year, unsigned month) {
  if (month == 12) return {time::ToDay({year + 1, 1, 1})->number - 1};
  return {time::ToDay({year, month + 1, 1})->number - 1};
}

// The same day number in a later month, or the last day of a shorter one; then the days.
time::Day Add(time::Day day, int months, int days) {
  const time::CivilDate from = time::ToCivil(day);
  const int month_number = from.year * 12 + static_cast<int>(from.month) - 1 + months;
  const time::Day last = LastOfMonth(month_number / 12, static_cast<unsigned>(month_number % 12 + 1));
  const unsigned number = std::min(from.day, time::ToCivil(last).day);
  return {last.number - static_cast<int>(time::ToCivil(last).day) + static_cast<int>(number) + days};
}

time::Day FinancialYearEnd(time::Day day, unsigned month, unsigned number) {
  for (int year = time::ToCivil(day).year;; ++year) {
    const time::Day last = LastOfMonth(year, month);
    const time::Day end{last.number - static_cast<int>(time::ToCivil(last).day) +
                        static_cast<int>(std::min(number, time::ToCivil(last).day))};
    if (day <= end) return end;
  }
}

time::Day Apply(const Step& step, time::Day day, const Scenario& scenario) {
  const time::CivilDate civil = time::ToCivil(day);
  switch (step.kind) {
    case Step::Kind::kAdd:
      return Add(day, step.months, step.days);
    case Step::Kind::kMonthEnd:
      return LastOfMonth(civil.year, civil.month);
    case Step::Kind::kCalendarYearEnd:
      return *time::ToDay({civil.year, 12, 31});
    case Step::Kind::kFinancialYearEnd:
      return FinancialYearEnd(day, scenario.year_end_month, scenario.year_end_day);
  }
  return day;
}

// Ends ------------------------------------------------------------------------------------------------------------------------------------

Ends OnDay(time::Day last, const Rule& rule, const Scenario& scenario) {
  const auto start = [&](time::Day day) { return scenario.zone.StartOf(day).us; };
  const auto late = [&](time::Day day) { return EndOfGrace(day, rule, scenario); };
  const time::Day blocked = rule.blocks ? Add(last, rule.block_months, rule.block_days) : last;
  return {true, start(blocked), late(blocked), start({last.number + 1}), start(last), late(last)};
}

// `within` is whole days, so it begins with the civil day of the end.
Ends ByClock(time::Instant end, const Rule& rule, const Scenario& scenario) {
  const bool has_grace = rule.within_months != 0 || rule.within_days != 0;
  Ends ends = OnDay(scenario.zone.DayOf(end), rule, scenario);
  ends.over = end.us + 1;
  ends.use_due = end.us;
  if (!has_grace) ends.use_broken = end.us + 1;
  if (!rule.blocks) {
    ends.due = ends.use_due;
    ends.broken = ends.use_broken;
  }
  return ends;
}

Ends AfterEnds(const Subject& subject, const Rule& rule, const End& end) {
  const Happened event = EventOf(subject, *FindNamed(subject.scenario.events, end.name));
  if (event.is == Tri::kUnknown) return {false};
  if (event.is == Tri::kFalse) return {};
  if (end.clock_seconds != 0) return ByClock({event.when.instant.us + end.clock_seconds * time::kMicrosPerSecond}, rule, subject.scenario);
  time::Day day = DayOf(event.when, subject.scenario.zone);
  for (const Step& step : end.steps) day = Apply(step, day, subject.scenario);
  return OnDay(day, rule, subject.scenario);
}

Ends Later(const Ends& a, const Ends& b) {
  return {a.is_known && b.is_known, std::max(a.due, b.due),         std::max(a.broken, b.broken),
          std::max(a.over, b.over), std::max(a.use_due, b.use_due), std::max(a.use_broken, b.use_broken)};
}

}  // namespace

std::int64_t EndOfGrace(time::Day day, const Rule& rule, const Scenario& scenario) {
  return scenario.zone.StartOf({Add(day, rule.within_months, rule.within_days).number + 1}).us;
}

Ends WhileEnds(const Subject& subject, const Rule& rule, const std::string& name) {
  const Stood stood = StateOf(subject, *FindNamed(subject.scenario.states, name));
  if (stood.is == Tri::kUnknown) return {false};
  if (stood.is == Tri::kTrue) return {};
  return OnDay(DayOf(stood.until, subject.scenario.zone), rule, subject.scenario);
}

Ends Earlier(const Ends& a, const Ends& b) {
  return {a.is_known && b.is_known, std::min(a.due, b.due),         std::min(a.broken, b.broken),
          std::min(a.over, b.over), std::min(a.use_due, b.use_due), std::min(a.use_broken, b.use_broken)};
}

Ends EndsOf(const Subject& subject, const Rule& rule, const End& end) {
  if (end.kind == End::Kind::kWhile) return WhileEnds(subject, rule, end.name);
  if (end.kind == End::Kind::kAfter) return AfterEnds(subject, rule, end);
  Ends all = EndsOf(subject, rule, end.parts.front());
  for (std::size_t i = 1; i < end.parts.size(); ++i) {
    const Ends part = EndsOf(subject, rule, end.parts[i]);
    all = end.kind == End::Kind::kLatest ? Later(all, part) : Earlier(all, part);
  }
  return all;
}

}  // namespace lofte::tests::agreement
