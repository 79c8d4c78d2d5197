// A name that no table defines was misspelt in policy.yaml, or is still to be defined: said once a name, at the first place that reads it.
#include <set>
#include <utility>

#include "datamap/check_internal.h"

namespace lofte::datamap::checking {
namespace {

struct Defined {
  std::vector<std::string> events, states, conditions;
};

Defined NamesOf(const DataMap& map) {
  Defined defined;
  for (const TableMap& table : map.tables) {
    for (const Event& event : table.events) defined.events.push_back(event.name);
    for (const State& state : table.states) defined.states.push_back(state.name);
    for (const Condition& condition : table.conditions) defined.conditions.push_back(condition.name);
  }
  return defined;
}

class Names {
 public:
  Names(const DataMap& map, Issues& issues) : defined_(NamesOf(map)), issues_(issues) {}

  void CheckState(const std::string& name, const Span& span) { Check("state", defined_.states, name, span); }
  void CheckConditions(const std::vector<policy::ConditionRef>& when) {
    for (const policy::ConditionRef& condition : when) CheckCondition(condition.name, condition.name_span);
  }
  void CheckCondition(const std::string& name, const Span& span) { Check("condition", defined_.conditions, name, span); }
  void CheckEvent(const std::string& name, const Span& span) { Check("event", defined_.events, name, span); }
  void CheckEnd(const policy::End& end) {
    if (end.kind == policy::End::Kind::kWhile) CheckState(end.name, end.name_span);
    if (end.kind == policy::End::Kind::kAfter) CheckEvent(end.name, end.name_span);
    for (const policy::End& part : end.parts) CheckEnd(part);
  }

 private:
  void Check(const std::string& kind, const std::vector<std::string>& known, const std::string& name, const Span& span) {
    if (name.empty() || Contains(known, name) || !reported_.emplace(kind, name).second) return;
    AddError(issues_, span, "unknown-" + kind, "unknown " + kind + " " + Quoted(name) + ": no table of the data map defines it",
             DidYouMean(name, known, "define it in `" + kind + "s:` of a table"));
  }

  const Defined defined_;
  std::set<std::pair<std::string, std::string>> reported_;
  Issues& issues_;
};

// Of a rule whose data is in no table nothing is read.
bool IsRead(const policy::Rule& rule, const DataMap& map) {
  return std::any_of(map.tables.begin(), map.tables.end(), [&](const TableMap& table) { return HeldBy(table, rule) != nullptr; });
}

bool IsConsentOf(const policy::Activity& activity, const policy::Rule& rule) {
  return rule.activity == activity.id && rule.consent && *rule.consent == activity.consent;
}

// The consent of an activity is read by its needs; without any, it is what the activity stands on all the same.
void CheckConsents(const policy::Policy& policy, const DataMap& map, Names& names) {
  for (const policy::Activity& activity : policy.activities) {
    bool has_need = false, is_read = false;
    for (const policy::Rule& rule : policy.rules) {
      if (!IsConsentOf(activity, rule)) continue;
      has_need = true;
      is_read = is_read || IsRead(rule, map);
    }
    if (is_read || !has_need) names.CheckState(activity.consent, activity.consent_span);
  }
}

}  // namespace

void CheckNames(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  Names names(map, issues);
  for (const policy::Rule& rule : policy.rules) {
    if (!IsRead(rule, map)) continue;
    names.CheckEnd(rule.end);
    names.CheckConditions(rule.when);
  }
  CheckConsents(policy, map, names);
  for (const policy::Promise& promise : policy.promises) {
    const auto* always = std::get_if<policy::AlwaysControl>(&promise.control);
    if (always == nullptr) continue;
    names.CheckCondition(always->condition, always->condition_span);
    names.CheckConditions(always->when);
    if (always->by) names.CheckEnd(*always->by);
    names.CheckEvent(always->event, always->event_span);
  }
}

}  // namespace lofte::datamap::checking
