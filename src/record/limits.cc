#include "record/limits.h"

#include <algorithm>
#include <set>

#include "policy/laws.h"

namespace lofte::record {

using policy::End;
using policy::RuleKind;
using policy::Then;
using StepKind = time::Step::Kind;

namespace {

// A moment in words. An event that the words know is a clause (`the order was paid`), everything else a noun.
struct Moment {
  std::string text;
  bool is_clause = false;
};

// `KEY` of a noun, `KEY-event` or `KEY-of-event` of a clause.
std::string Around(const std::string& key, const char* of_clause, const Moment& moment, const Phrases& phrases, PhraseValues values = {}) {
  values[moment.is_clause ? "event" : "moment"] = moment.text;
  return phrases.Say(moment.is_clause ? key + of_clause : key, values);
}

std::string After(const time::Period& period, const Moment& moment, const Phrases& phrases) {
  if (period.is_zero()) return Around("end.until", "-event", moment, phrases);
  return Around("end.after", "-event", moment, phrases, {{"period", phrases.Period(period)}});
}

const char* KeyOf(StepKind kind) {
  if (kind == StepKind::kEndOfMonth) return "moment.month-end";
  return kind == StepKind::kEndOfCalendarYear ? "moment.calendar-year-end" : "moment.financial-year-end";
}

// The moment that the first `count` steps of the chain lead to, from its event on.
Moment MomentOf(const End& end, std::size_t count, const Namer& namer) {
  Moment moment{namer.Name("events", end.name), namer.Knows("events", end.name)};
  for (std::size_t i = 0; i < count; ++i) {
    const time::Step& step = end.chain[i];
    const bool is_period = step.kind == StepKind::kAdd;
    moment = {is_period ? After(step.period, moment, namer.phrases()) : Around(KeyOf(step.kind), "-of-event", moment, namer.phrases()),
              false};
  }
  return moment;
}

std::string AfterText(const End& end, const Namer& namer) {
  if (end.chain.empty()) return After(end.clock, MomentOf(end, 0, namer), namer.phrases());
  return After(end.chain.back().period, MomentOf(end, end.chain.size() - 1, namer), namer.phrases());
}

std::string EndText(const End& end, const Namer& namer) {
  if (end.kind == End::Kind::kWhile) return namer.phrases().Say("end.while", {{"state", namer.Name("states.is", end.name)}});
  if (end.kind == End::Kind::kAfter) return AfterText(end, namer);
  std::string parts;
  for (const End& part : end.parts) parts += (parts.empty() ? "" : "; ") + EndText(part, namer);
  return namer.phrases().Say(end.kind == End::Kind::kLatest ? "end.latest" : "end.earliest", {{"parts", parts}});
}

std::string ThenText(const policy::Outcome& outcome, const Phrases& phrases) {
  const std::string last = phrases.Say(outcome.last == Then::kAnonymise ? "then.anonymise" : "then.erase");
  if (outcome.then == Then::kBlock)
    return outcome.block_for.is_zero() ? phrases.Say("then.block", {{"last", last}})
                                       : phrases.Say("then.block-for", {{"period", phrases.Period(outcome.block_for)}, {"last", last}});
  if (outcome.then == Then::kAggregate)
    return outcome.least_cell ? phrases.Say("then.aggregate-of", {{"least", std::to_string(*outcome.least_cell)}, {"last", last}})
                              : phrases.Say("then.aggregate", {{"last", last}});
  return phrases.Say(outcome.then == Then::kAnonymise ? "then.anonymise" : "then.erase");
}

std::string FloorText(const policy::Rule& rule, const Namer& namer) {
  const std::string end = EndText(rule.end, namer);
  const policy::Law* law = policy::FindLaw(rule.law);
  if (law == nullptr) return namer.phrases().Say("limit.floor-plain", {{"end", end}});
  return namer.phrases().Say(law->duty ? "limit.floor" : "limit.claims", {{"end", end}, {"law", law->cite}});
}

std::string ConditionText(const policy::ConditionRef& when, const Namer& namer) {
  if (!when.negated) return namer.Name("states.is", when.name);
  // The words may have a clause of their own for it.
  if (namer.Knows("states.not", when.name)) return namer.Name("states.not", when.name);
  return namer.phrases().Say("condition.not", {{"condition", namer.Name("states.is", when.name)}});
}

// Under which conditions it holds, on which days and of which rows: `where order.open`, `from 2026-03-01`.
std::vector<std::string> Remarks(const policy::Rule& rule, const Namer& namer) {
  const Phrases& phrases = namer.phrases();
  std::vector<std::string> remarks;
  std::string conditions;
  for (const policy::ConditionRef& when : rule.when) {
    conditions += (conditions.empty() ? "" : phrases.Say("list.and")) + ConditionText(when, namer);
  }
  if (!conditions.empty()) remarks.push_back(phrases.Say("limit.when", {{"conditions", conditions}}));
  if (rule.mode == policy::Mode::kKeep && rule.kind == RuleKind::kNeed) remarks.push_back(phrases.Say("limit.stored"));
  if (rule.consent) remarks.push_back(phrases.Say("limit.consent"));
  if (rule.from) remarks.push_back(phrases.Say("limit.from", {{"day", time::Format(*rule.from)}}));
  if (rule.until) remarks.push_back(phrases.Say("limit.until", {{"day", time::Format(*rule.until)}}));
  if (rule.unsettled) remarks.push_back(phrases.Say("limit.unsettled", {{"day", time::Format(*rule.unsettled)}}));
  for (const policy::Split& split : rule.splits)
    remarks.push_back(phrases.Say(split.side == policy::Split::Side::kOlder ? "limit.before" : "limit.since",
                                  {{"day", time::Format(split.day)}, {"event", namer.Name("events", split.event)}}));
  return remarks;
}

}  // namespace

std::string LimitText(const policy::Rule& rule, const Namer& namer) {
  const Phrases& phrases = namer.phrases();
  std::string text;
  if (rule.kind == RuleKind::kFloor) {
    text = FloorText(rule, namer);
  } else {
    const std::string within = rule.within.is_zero() ? "" : phrases.Say("limit.within", {{"period", phrases.Period(rule.within)}});
    text = phrases.Say(rule.kind == RuleKind::kCap ? "limit.cap" : "limit.need",
                       {{"end", EndText(rule.end, namer)}, {"within", within}, {"then", ThenText(rule.outcome, phrases)}});
  }
  for (const std::string& remark : Remarks(rule, namer)) text += "; " + remark;
  return text;
}

std::string DataText(const std::vector<std::string>& ids, const policy::Policy& policy, const Namer& namer) {
  std::string text;
  std::set<std::string> left(ids.begin(), ids.end());
  const auto add = [&](const std::string& name) { text += (text.empty() ? "" : ", ") + name; };
  for (const std::string& id : ids) {
    if (left.count(id) == 0) continue;
    const std::string group = id.substr(0, id.find('.'));
    const auto leaves = policy.data.find(group);
    const bool is_whole = leaves != policy.data.end() && std::all_of(leaves->second.begin(), leaves->second.end(),
                                                                     [&](const auto& leaf) { return left.count(group + "." + leaf) != 0; });
    add(is_whole ? namer.Name("data", group) : namer.Name("data", id));
    if (!is_whole) continue;
    for (const std::string& leaf : leaves->second) left.erase(group + "." + leaf);
  }
  return text;
}

std::vector<Limit> LimitsOf(const policy::Activity& activity, const policy::Policy& policy, const Namer& namer) {
  const std::set<std::string> all(activity.data.begin(), activity.data.end());
  std::vector<Limit> limits;
  for (const policy::Rule& rule : policy.rules) {
    if (rule.activity != activity.id) continue;
    const bool of_all = std::set<std::string>(rule.of.begin(), rule.of.end()) == all;
    limits.push_back({rule.kind, namer.Categories(rule.of), of_all ? namer.phrases().Say("limit.all") : DataText(rule.of, policy, namer),
                      LimitText(rule, namer), rule.source, rule.law});
  }
  return limits;
}

}  // namespace lofte::record
