// An END as it is said. Every period stands in it as it stands in the rule.
#include "notice/parts.h"

namespace lofte::notice {

using policy::End;
using time::Step;

namespace {

// A day that a period is counted from: the day of an event, or one that is worked out from it.
struct Moment {
  Say say;
  bool is_event = true;
  bool is_financial_year_of_event = false;

  std::string Key(const std::string& stem) const { return stem + (is_event ? ".event" : ".moment"); }
};

const char* StemOf(Step::Kind kind) {
  switch (kind) {
    case Step::Kind::kEndOfMonth:
      return "moment.month";
    case Step::Kind::kEndOfCalendarYear:
      return "moment.calendar-year";
    case Step::Kind::kEndOfFinancialYear:
      return "moment.financial-year";
    case Step::Kind::kAdd:
      break;
  }
  return "moment.add";
}

Moment After(const Moment& moment, const Step& step, const std::string& event) {
  Moment next;
  next.is_event = false;
  next.is_financial_year_of_event = moment.is_event && step.kind == Step::Kind::kEndOfFinancialYear;
  // The law's own words for it; two ends of years one in the other are hard to read.
  if (moment.is_financial_year_of_event && step.kind == Step::Kind::kEndOfCalendarYear) {
    next.say = Phrase("moment.calendar-of-financial-year.event", {{"moment", Word("events", event)}});
    return next;
  }
  Slots slots = {{"moment", moment.say}};
  if (step.kind == Step::Kind::kAdd) slots.push_back({"period", Period(step.period)});
  next.say = Phrase(moment.Key(StemOf(step.kind)), std::move(slots));
  return next;
}

Say AfterWords(const End& end) {
  Moment moment{Word("events", end.name)};
  if (end.chain.empty())
    return end.clock.is_zero() ? Phrase("after.at-once", {{"moment", moment.say}})
                               : Phrase("after.event", {{"moment", moment.say}, {"period", Period(end.clock)}});
  for (std::size_t i = 0; i + 1 < end.chain.size(); ++i) moment = After(moment, end.chain[i], end.name);
  if (end.chain.back().period.is_zero()) return Phrase(moment.Key("after.day"), {{"moment", moment.say}});
  return Phrase(moment.Key("after"), {{"moment", moment.say}, {"period", Period(end.chain.back().period)}});
}

bool IsSimple(const End& end) { return end.kind == End::Kind::kWhile || end.kind == End::Kind::kAfter; }

}  // namespace

Say UntilWords(const End& end) {
  if (end.kind == End::Kind::kWhile) return Phrase("until.while", {{"state", Word("states.is", end.name)}});
  if (end.kind == End::Kind::kAfter) return Phrase("until.after", {{"moment", AfterWords(end)}});
  const bool is_latest = end.kind == End::Kind::kLatest;
  std::vector<Say> parts;
  bool all_simple = end.parts.size() == 2;
  for (const End& part : end.parts) {
    all_simple = all_simple && IsSimple(part);
    parts.push_back(UntilWords(part));
  }
  if (all_simple) return Phrase(is_latest ? "until.latest" : "until.earliest", {{"parts", Or(std::move(parts))}});
  return Phrase(is_latest ? "until.longest-of" : "until.shortest-of", {{"parts", Numbered(std::move(parts))}});
}

}  // namespace lofte::notice
