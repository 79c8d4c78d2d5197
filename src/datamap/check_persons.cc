// Persons that other rules would take away: the key is read in another row, where its time can come while what is about the person stands
// here. The sweep then keeps it in its place, past its time.
#include <algorithm>

#include "datamap/check.h"
#include "datamap/check_internal.h"
#include "grounds/lower.h"

namespace lofte::datamap {
namespace {

using checking::AddWarning;
using checking::Contains;
using checking::HeldBy;
using checking::Quoted;

// What one group of values stands on: its persons and the rules that name its category.
struct Standing {
  std::vector<std::string> roles;
  std::vector<const policy::Rule*> rules;
};

std::vector<Standing> StandingsOf(const TableMap& table, const policy::Policy& policy) {
  std::vector<Standing> standings;
  for (const Field& field : table.fields) {
    if (field.category.empty()) continue;
    Standing& standing = standings.emplace_back();
    standing.roles = field.of;
    if (standing.roles.empty())
      for (const Person& person : table.persons) standing.roles.push_back(person.role);
    for (const policy::Rule& rule : policy.rules)
      if (Contains(rule.of, field.category)) standing.rules.push_back(&rule);
  }
  return standings;
}

bool SameEnd(const policy::End& a, const policy::End& b) {
  return a.kind == b.kind && a.name == b.name && a.chain == b.chain && a.clock == b.clock &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), SameEnd);
}

bool SameReading(const Event& a, const Event& b) {
  return a.kind == b.kind && a.zone == b.zone && a.format == b.format && a.of_null == b.of_null && a.plausible_from == b.plausible_from &&
         a.plausible_until == b.plausible_until;
}

bool SameCondition(const policy::ConditionRef& a, const policy::ConditionRef& b) { return a.name == b.name && a.negated == b.negated; }

class PersonSourceCheck {
 public:
  PersonSourceCheck(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues)
      : policy_(policy), map_(map), catalogue_(catalogue), issues_(issues) {}

  void Run() {
    for (const TableMap& table : map_.tables)
      for (const Person& person : table.persons)
        if (catalogue_.Find(table.name) != nullptr && !person.key.link.empty()) CheckPerson(person, table);
  }

 private:
  void CheckPerson(const Person& person, const TableMap& table) {
    const Link* link = table.FindLink(person.key.link);
    const TableMap* target = link == nullptr ? nullptr : map_.Find(link->to);
    const DataMap::Registry* registry = map_.RegistryOf(table.name.store);
    if (target == nullptr || (registry != nullptr && registry->table == target->name)) return;
    const bool has_rule =
        std::any_of(policy_.rules.begin(), policy_.rules.end(), [&](const policy::Rule& rule) { return HeldBy(*target, rule) != nullptr; });
    if (!has_rule || !Outlives(person, table, *link, *target)) return;
    const Field* key = target->FindField(person.key.column);
    const bool is_emptied = key != nullptr && (!key->link_of.empty() || !key->category.empty()) && key->blank.method != Method::kRefuse;
    if (is_emptied) Report(person, table, *target);
  }

  void Report(const Person& person, const TableMap& table, const TableMap& target) {
    AddWarning(issues_, person.key.span, "person-through-erasable",
               "the key of " + Quoted(person.role) + " is read in " + Quoted(expr::Format(target.name)) + ", where " +
                   Quoted(person.key.column) + " has rules of its own; what is about that person in " + Quoted(expr::Format(table.name)) +
                   " can stand longer, and keeps the key there past its time: those rules will be broken",
               "give " + Quoted(expr::Format(table.name)) + " a column of its own for the key, or write " +
                   Quoted(person.key.column + ": technical") + " in " + Quoted(expr::Format(target.name)) +
                   ", so that the key goes with the row");
  }

  // Something here about the person can stand when everything about that person there is gone.
  bool Outlives(const Person& person, const TableMap& table, const Link& link, const TableMap& target) const {
    const std::vector<Standing> there = StandingsOf(target, policy_);
    const std::vector<Standing> here = StandingsOf(table, policy_);
    return std::any_of(here.begin(), here.end(), [&](const Standing& mine) {
      if (!Contains(mine.roles, person.role)) return false;
      return std::none_of(there.begin(), there.end(), [&](const Standing& theirs) {
        return SameRules(mine, theirs) && SamePersons(mine, theirs, table, link, target) && SameFacts(mine, table, link, target);
      });
    });
  }

  // They end together: whatever ends one set of rules ends the other.
  bool SameRules(const Standing& mine, const Standing& theirs) const {
    const auto each_in = [this](const std::vector<const policy::Rule*>& some, const std::vector<const policy::Rule*>& all) {
      return std::all_of(some.begin(), some.end(), [&](const policy::Rule* rule) {
        return std::any_of(all.begin(), all.end(), [&](const policy::Rule* other) { return EndTogether(*rule, *other); });
      });
    };
    return each_in(mine.rules, theirs.rules) && each_in(theirs.rules, mine.rules);
  }

  bool EndTogether(const policy::Rule& a, const policy::Rule& b) const {
    return a.kind == b.kind && SameEnd(a.end, b.end) && a.consent == b.consent &&
           std::equal(a.when.begin(), a.when.end(), b.when.begin(), b.when.end(), SameCondition) &&
           (a.activity == b.activity || a.kind != policy::RuleKind::kNeed || (!CanBeEnded(a.activity) && !CanBeEnded(b.activity)));
  }

  // A person can end the ground of this activity alone: by withdrawal (Art. 7(3)) or objection (Art. 21).
  bool CanBeEnded(const std::string& id) const {
    const policy::Activity* activity = policy_.FindActivity(id);
    return activity == nullptr || activity->basis == policy::Basis::kConsent || activity->basis == policy::Basis::kPublicTask ||
           activity->basis == policy::Basis::kLegitimateInterests;
  }

  // Every person of `mine` is one of `theirs`, read there through the link.
  static bool SamePersons(const Standing& mine, const Standing& theirs, const TableMap& table, const Link& link, const TableMap& target) {
    return std::all_of(mine.roles.begin(), mine.roles.end(), [&](const std::string& role) {
      const Person* person = table.FindPerson(role);
      if (person == nullptr || person->key.link != link.name) return false;
      return std::any_of(theirs.roles.begin(), theirs.roles.end(), [&](const std::string& their_role) {
        const Person* other = target.FindPerson(their_role);
        return other != nullptr && other->key.link.empty() && other->key.column == person->key.column;
      });
    });
  }

  // The rules read the same facts from either row: those of persons, and events that this table reads in that row.
  static bool SameFacts(const Standing& mine, const TableMap& table, const Link& link, const TableMap& target) {
    return std::all_of(mine.rules.begin(), mine.rules.end(), [&](const policy::Rule* rule) {
      std::vector<std::string> events, states;
      grounds::CollectNames(rule->end, events, states);
      if (rule->consent) states.push_back(*rule->consent);
      const bool same_events = std::all_of(events.begin(), events.end(), [&](const std::string& name) {
        const Event* own = table.FindEvent(name);
        const Event* other = target.FindEvent(name);
        if (own == nullptr || other == nullptr) return own == other;
        return own->column.link == link.name && other->column.link.empty() && own->column.column == other->column.column &&
               SameReading(*own, *other);
      });
      const bool only_persons_states = std::none_of(states.begin(), states.end(), [&](const std::string& name) {
        return table.FindState(name) != nullptr || target.FindState(name) != nullptr;
      });
      const bool only_persons_conditions = std::none_of(rule->when.begin(), rule->when.end(), [&](const policy::ConditionRef& condition) {
        return table.FindCondition(condition.name) != nullptr || target.FindCondition(condition.name) != nullptr;
      });
      const bool serves =
          rule->kind == policy::RuleKind::kNeed && (table.serves.count(rule->activity) != 0 || target.serves.count(rule->activity) != 0);
      return same_events && only_persons_states && only_persons_conditions && !serves;
    });
  }

  const policy::Policy& policy_;
  const DataMap& map_;
  const stores::Catalogue& catalogue_;
  Issues& issues_;
};

}  // namespace

void checking::CheckPersonSources(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue, Issues& issues) {
  PersonSourceCheck(policy, map, catalogue, issues).Run();
}

}  // namespace lofte::datamap
