// Rules of retention in whole sentences.
#include "notice/parts.h"
#include "policy/laws.h"

namespace lofte::notice {

using policy::Outcome;
using policy::Policy;
using policy::Rule;
using policy::RuleKind;
using policy::Then;

namespace {

const char* VerbOf(Then then) { return then == Then::kAnonymise ? "anonymise" : "erase"; }

Say FirstThen(const Rule& rule, const std::string& verb, Slots slots) {
  const std::string key = "then." + verb;
  if (rule.within.is_zero()) return Phrase(key, std::move(slots));
  slots.push_back({"within", Period(rule.within)});
  return Phrase(key + "-within", std::move(slots));
}

// What follows, step by step.
std::vector<Say> ThenSentences(const Rule& rule) {
  const Outcome& outcome = rule.outcome;
  const std::string last = std::string("then.after-") + VerbOf(outcome.last);
  if (outcome.then == Then::kBlock) {
    if (outcome.block_for.is_zero()) return {FirstThen(rule, "block", {}), Phrase(last)};
    return {FirstThen(rule, "block-for", {{"period", Period(outcome.block_for)}}), Phrase(last)};
  }
  if (outcome.then == Then::kAggregate) {
    if (!outcome.least_cell) return {FirstThen(rule, "aggregate", {}), Phrase(last)};
    return {FirstThen(rule, "aggregate-in-cells", {{"number", Number(*outcome.least_cell)}}), Phrase(last)};
  }
  if (outcome.then == Then::kNone) return {};
  return {FirstThen(rule, VerbOf(outcome.then), {})};
}

Say FloorSentence(const Rule& rule, Slots slots) {
  const policy::Law* law = policy::FindLaw(rule.law);
  if (law == nullptr) return Phrase("retention.floor-of-no-law", std::move(slots));
  slots.push_back({"law", Text(law->cite)});
  return Phrase(law->duty ? "retention.floor" : "retention.floor-of-claims", std::move(slots));
}

Say FirstSentence(const Policy& policy, const Rule& rule) {
  Slots slots = {{"data", DataWords(policy, rule.of)}, {"until", UntilWords(rule.end)}};
  if (rule.kind == RuleKind::kFloor) return FloorSentence(rule, std::move(slots));
  if (rule.kind == RuleKind::kCap)
    return Phrase(rule.end.kind == policy::End::Kind::kAfter ? "retention.cap" : "retention.cap-of-several", std::move(slots));
  if (rule.mode == policy::Mode::kKeep) return Phrase("retention.keep-only", std::move(slots));
  return Phrase(rule.consent ? "retention.need-on-consent" : "retention.need", std::move(slots));
}

std::vector<Say> Conditions(const Rule& rule) {
  std::vector<Say> conditions;
  for (const policy::ConditionRef& condition : rule.when)
    conditions.push_back(Word(condition.negated ? "states.not" : "states.is", condition.name));
  return conditions;
}

// On which days, and of which rows, a rule is in force when there is a newer one.
void AddTerms(const Rule& rule, std::vector<Say>& sentences) {
  if (rule.from) sentences.push_back(Phrase("retention.from", {{"day", Day(*rule.from)}}));
  if (rule.until) sentences.push_back(Phrase("retention.until", {{"day", Day(*rule.until)}}));
  if (rule.unsettled) sentences.push_back(Phrase("retention.until-for-new", {{"day", Day(*rule.unsettled)}}));
  for (const policy::Split& split : rule.splits)
    sentences.push_back(Phrase(split.side == policy::Split::Side::kOlder ? "retention.before" : "retention.since",
                               {{"day", Day(split.day)}, {"event", Word("events", split.event)}}));
}

// One sentence tells all of it.
bool IsPlain(const Rule& rule) {
  return rule.kind == RuleKind::kNeed && rule.when.empty() && !rule.from && !rule.until && !rule.unsettled && rule.splits.empty();
}

}  // namespace

Say RuleSentences(const Policy& policy, const Rule& rule) {
  std::vector<Say> sentences;
  if (!rule.when.empty()) sentences.push_back(Phrase("retention.when", {{"conditions", And(Conditions(rule))}}));
  sentences.push_back(FirstSentence(policy, rule));
  // A floor alone takes nothing away.
  if (rule.kind != RuleKind::kFloor)
    for (Say& then : ThenSentences(rule)) sentences.push_back(std::move(then));
  AddTerms(rule, sentences);
  return Sentences(std::move(sentences));
}

Say ShortRetention(const Policy& policy, const policy::Activity& activity) {
  const Rule* one = nullptr;
  for (const Rule& rule : policy.rules) {
    if (rule.activity != activity.id || rule.kind == RuleKind::kFloor) continue;
    if (!IsPlain(rule) || (one != nullptr && one->source != rule.source)) return Anchor(AnchorOf(activity), Phrase("short.depends"));
    one = &rule;
  }
  if (one == nullptr) return Phrase(activity.never.empty() ? "short.nothing-more" : "short.never");
  return Phrase(one->consent ? "short.until-on-consent" : "short.until", {{"until", UntilWords(one->end)}});
}

}  // namespace lofte::notice
