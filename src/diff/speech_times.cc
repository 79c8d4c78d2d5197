// Days, periods and ends of rules, in a language.
#include "diff/found.h"
#include "diff/speech.h"

namespace lofte::diff {

using policy::RuleKind;

std::string Speech::Date(time::Day day) const {
  const time::CivilDate date = time::ToCivil(day);
  return phrases_.Say("date", {{"day", std::to_string(date.day)},
                               {"month", phrases_.Say("month." + std::to_string(date.month))},
                               {"year", std::to_string(date.year)}});
}

std::string Speech::Counted(const char* unit, std::int64_t number) const {
  return phrases_.Say(std::string("period.") + unit + (number == 1 ? ".one" : ".other"), {{"number", std::to_string(number)}});
}

std::string Speech::Period(const time::Period& period) const {
  const time::PeriodParts of = time::PartsOf(period);
  std::vector<std::string> parts;
  const auto add = [&](const char* unit, std::int64_t number) {
    if (number != 0) parts.push_back(Counted(unit, number));
  };
  add("year", of.years);
  add("month", of.months);
  add("day", of.days);
  add("hour", of.hours);
  add("minute", of.minutes);
  add("second", of.seconds);
  return parts.empty() ? phrases_.Say("period.zero") : List(parts);
}

std::string Speech::TermOf(const policy::Term& term) const {
  return term.word.empty() ? Period(term.period) : phrases_.Say("term." + term.word);
}

std::string Speech::State(const std::string& state, bool negated) {
  if (const std::string* word = Find("states", state + (negated ? ".not" : ".is"))) return *word;
  const std::string word = Word("states", state);
  return negated ? phrases_.Say("state.not", {{"state", word}}) : word;
}

// The last step of a chain is the period; what is before it makes the moment that it is counted from.
std::string Speech::After(const policy::End& end) {
  const std::string event = Word("events", end.name);
  if (end.chain.size() <= 1)
    return phrases_.Say("end.after.event", {{"period", Period(end.chain.empty() ? end.clock : end.chain.back().period)}, {"event", event}});
  std::string moment = phrases_.Say("moment.event", {{"event", event}});
  for (std::size_t i = 0; i + 1 < end.chain.size(); ++i) {
    const time::Step& step = end.chain[i];
    const char* key = step.kind == time::Step::Kind::kAdd                 ? "moment.add"
                      : step.kind == time::Step::Kind::kEndOfMonth        ? "moment.month-end"
                      : step.kind == time::Step::Kind::kEndOfCalendarYear ? "moment.calendar-year-end"
                                                                          : "moment.financial-year-end";
    moment = phrases_.Say(key, {{"period", Period(step.period)}, {"moment", moment}});
  }
  return phrases_.Say("end.after.moment", {{"period", Period(end.chain.back().period)}, {"moment", moment}});
}

std::string Speech::End(const policy::End& end) {
  if (end.kind == policy::End::Kind::kWhile) return phrases_.Say("end.while", {{"state", State(end.name, false)}});
  if (end.kind == policy::End::Kind::kAfter) return After(end);
  std::string ends;
  for (const policy::End& part : end.parts) ends += (ends.empty() ? "" : "; ") + End(part);
  return phrases_.Say(end.kind == policy::End::Kind::kLatest ? "end.latest" : "end.earliest", {{"ends", ends}});
}

std::string Speech::Rule(const policy::Rule& rule) {
  std::string text = End(rule.end);
  if (rule.kind == RuleKind::kCap) text = phrases_.Say("rule.cap", {{"end", text}});
  if (rule.kind == RuleKind::kFloor) text = phrases_.Say("rule.floor", {{"end", text}});
  std::vector<std::string> when;
  for (const policy::ConditionRef& ref : rule.when) when.push_back(State(ref.name, ref.negated));
  return when.empty() ? text : phrases_.Say("rule.when", {{"when", List(when)}, {"rule", text}});
}

// Of what changed: the time, what follows it, or how long that takes.
std::string Speech::Rules(const Change& change, const Value& value) {
  const policy::Rule& first = value.rules.front();
  if (change.kind.rfind("then-", 0) == 0) return phrases_.Say("then." + std::string(NameOf(first.then)));
  if (change.kind.rfind("removal-", 0) == 0) return Period(first.within);
  std::vector<std::string> texts;
  for (const policy::Rule& rule : value.rules) {
    // A floor beside a need is what a law asks of the company, and no other time for the person.
    const bool is_floor_beside = rule.kind == RuleKind::kFloor && value.rules.size() > 1;
    if (!is_floor_beside && !Contains(texts, Rule(rule))) texts.push_back(Rule(rule));
  }
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

}  // namespace lofte::diff
