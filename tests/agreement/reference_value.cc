#include "agreement/reference_value.h"

namespace lofte::tests::agreement {

namespace {

// Without an end, or with one later than T.
bool IsOpen(const expr::Value& until, time::Instant at) {
  if (expr::IsNull(until)) return true;
  if (const auto* instant = std::get_if<time::Instant>(&until)) return instant->us > at.us;
  return time::ParseInstant(std::get<std::string>(until), time::Zone::Utc()).value().us > at.us;
}

}  // namespace

bool HasState(const Subject& subject, const std::vector<std::string>& states, const std::string& purpose) {
  const time::Instant at = subject.states_at.value_or(subject.scenario.at);
  for (const Cells& row : subject.stored.find("subject_state")->second) {
    if (row.find("subject_key")->second != subject.person.key || !IsOpen(row.find("until")->second, at)) continue;
    const expr::Value& of = row.find("purpose")->second;
    if (!purpose.empty() && of != expr::Value(purpose) && of != expr::Value(std::string())) continue;
    for (const std::string& state : states)
      if (row.find("state")->second == expr::Value(state)) return true;
  }
  return false;
}

// Section 2, "Basis".
Ends RuleEnds(const Subject& subject, const Rule& rule) {
  Ends ends = EndsOf(subject, rule, rule.end);
  const Activity& activity = subject.scenario.activities[rule.activity];
  if (rule.is_need() && !activity.consent.empty()) ends = Earlier(ends, WhileEnds(subject, rule, activity.consent));
  if (rule.is_need() && HasState(subject, {"ended"}, activity.id)) {
    ends.use_due = ends.use_broken = kAlways;
    if (!rule.blocks) ends.due = ends.broken = kAlways;
  }
  // Section 1, "from": a term that begins has its whole grace for what was overdue by it already.
  if (rule.from && rule.kind != Kind::kFloor) {
    const std::int64_t begun = EndOfGrace(*rule.from, rule, subject.scenario);
    ends.broken = std::max(ends.broken, begun);
    ends.use_broken = std::max(ends.use_broken, begun);
  }
  // A block that is not carried out never ends.
  if (rule.blocks && !subject.scenario.seals) ends.due = ends.broken = kNever;
  return ends;
}

Weighed::Weighed(const Subject& subject, const Field& field) : at_(subject.scenario.at.us) {
  for (std::size_t i = 0; i < subject.scenario.rules.size(); ++i) {
    const Rule& rule = subject.scenario.rules[i];
    if (!Names(rule, field)) continue;
    const Tri applies = AppliesTo(subject, rule);
    if (applies == Tri::kFalse) continue;
    may_apply_.push_back(i);
    if (applies == Tri::kUnknown) is_undated_ = true;
    if (applies == Tri::kTrue) rules_.push_back({&rule, i, RuleEnds(subject, rule)});
  }
  for (const Applying& each : rules_) is_undated_ = is_undated_ || !each.ends.is_known;
  is_held_ = HasState(subject, {"hold", "restriction"}, "");
}

WeighedValue::WeighedValue(const Scenario& scenario, const Stored& stored, const Cells& row, const Field& field,
                           std::optional<time::Instant> states_at) {
  for (const std::string& role : RolesOf(scenario, field)) {
    const auto person = std::find_if(scenario.persons.begin(), scenario.persons.end(), [&](const Person& p) { return p.role == role; });
    const Somebody somebody = PersonOf(scenario, *person, stored, row);
    if (somebody.is == Somebody::Is::kNobody) continue;
    auto& persons = somebody.is == Somebody::Is::kPresent ? persons_ : unknown_;
    persons.emplace_back(Subject{scenario, stored, row, somebody, states_at}, field);
  }
  is_undated_ = !unknown_.empty();
  for (const Weighed& person : persons_) is_undated_ = is_undated_ || person.is_undated();
}

}  // namespace lofte::tests::agreement
