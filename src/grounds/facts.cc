#include "grounds/facts.h"

#include <algorithm>

#include "base/words.h"

namespace lofte::grounds {

using expr::Tri;

namespace {

template <typename M>
const typename M::mapped_type& At(const M& of, const typename M::key_type& name, const std::string& word) {
  const auto found = of.find(name);
  if (found == of.end()) Panic("a fact that was not read: `" + word + "`");
  return found->second;
}

}  // namespace

bool Facts::IsBefore(const std::optional<expr::Moment>& moment, const expr::Fact& fact) const {
  if (!moment) return false;
  if (const auto* day = std::get_if<time::Day>(&fact.cutoff)) return expr::DayOf(*moment, zone_) < *day;
  const auto* instant = std::get_if<time::Instant>(&*moment);
  return (instant != nullptr ? *instant : zone_.StartOf(std::get<time::Day>(*moment))) < std::get<time::Instant>(fact.cutoff);
}

bool Facts::Fact(const expr::Fact& fact) const {
  using Kind = expr::Fact::Kind;
  const FactName name{fact.name, fact.role};
  switch (fact.kind) {
    case Kind::kEventBefore: {
      const EventFact& event = At(events, name, fact.name);
      return !event.is_unknown && IsBefore(event.moment, fact);
    }
    case Kind::kEventUnknown:
      return At(events, name, fact.name).is_unknown;
    case Kind::kStateEnded: {
      const StateFact& state = At(states, name, fact.name);
      return !state.is_unknown && IsBefore(state.ended, fact);
    }
    case Kind::kStateUnknown:
      return At(states, name, fact.name).is_unknown;
    case Kind::kConditionTrue:
      return At(conditions, name, fact.name) == Tri::kTrue;
    case Kind::kConditionUnknown:
      return At(conditions, name, fact.name) == Tri::kUnknown;
    case Kind::kServes:
      return At(serves, name, fact.name) == Tri::kTrue;
    case Kind::kServesUnknown:
      return At(serves, name, fact.name) == Tri::kUnknown;
    case Kind::kPresent:
      return At(people, fact.role, fact.role).is_present;
    case Kind::kPersonUnknown:
      return At(people, fact.role, fact.role).is_unknown;
    case Kind::kHeld:
      return At(people, fact.role, fact.role).is_held;
    case Kind::kGroundEnded:
      return At(ended_grounds, name, fact.name);
  }
  Panic("a kind of fact that is not known");
}

expr::Value Facts::Column(std::string_view) const { Panic("facts have no columns"); }
std::vector<const expr::Row*> Facts::Related(const expr::Hop&) const { Panic("facts lead to no other rows"); }

FactNames FactsAsked(const Binding& binding) {
  FactNames names;
  for (const std::string& role : binding.roles) {
    AddOnce(names.people, role);
    for (const policy::Rule* rule : binding.rules) {
      std::vector<std::string> events, states;
      CollectNames(rule->end, events, states);
      if (rule->consent) states.push_back(*rule->consent);
      for (const std::string& event : events) AddOnce(names.events, {event, role});
      for (const std::string& state : states) AddOnce(names.states, {state, role});
      for (const policy::ConditionRef& condition : rule->when) AddOnce(names.conditions, {condition.name, role});
      if (rule->kind != policy::RuleKind::kNeed) continue;
      AddOnce(names.serves, {rule->activity, role});
      AddOnce(names.ended_grounds, {rule->activity, role});
    }
  }
  return names;
}

}  // namespace lofte::grounds
