// Every event, state and condition that a rule reads has to be defined wherever the rule applies.
#include <algorithm>
#include <set>

#include "datamap/check_internal.h"

namespace lofte::datamap::checking {

bool Holds(const TableMap& table, const std::string& category) {
  return std::any_of(table.fields.begin(), table.fields.end(), [&](const Field& field) { return field.category == category; });
}

const std::string* HeldBy(const TableMap& table, const policy::Rule& rule) {
  auto found = std::find_if(rule.of.begin(), rule.of.end(), [&](const std::string& category) { return Holds(table, category); });
  return found == rule.of.end() ? nullptr : &*found;
}

namespace {

template <typename F>
void ForEachLeaf(const policy::End& end, const F& visit) {
  if (end.parts.empty()) visit(end);
  for (const policy::End& part : end.parts) ForEachLeaf(part, visit);
}

// Where a rule, on one table that holds one of its categories, finds its facts: on the table itself or on the registry of people of that
// store.
class RuleFacts {
 public:
  RuleFacts(const policy::Rule& rule, const std::string& category, const TableMap& table, const DataMap& map,
            std::set<std::string>& reported, Issues& issues)
      : rule_(rule), category_(category), table_(table), map_(map), reported_(reported), issues_(issues) {
    const DataMap::Registry* registry = map.RegistryOf(table.name.store);
    people_ = registry ? map.Find(registry->table) : nullptr;
  }

  void Check() {
    ForEachLeaf(rule_.end, [&](const policy::End& leaf) {
      if (leaf.kind == policy::End::Kind::kWhile) CheckState(leaf.name);
      if (leaf.kind == policy::End::Kind::kAfter) CheckEvent(leaf);
    });
    if (rule_.consent) CheckState(*rule_.consent);
    for (const policy::ConditionRef& condition : rule_.when) {
      if (!Find(condition.name, &TableMap::FindCondition)) Undefined("condition", condition.name, &TableMap::conditions, &Condition::name);
    }
  }

 private:
  template <typename T>
  const T* Find(const std::string& name, const T* (TableMap::*find)(std::string_view) const) const {
    const T* own = (table_.*find)(name);
    return own || !people_ ? own : (people_->*find)(name);
  }

  void CheckEvent(const policy::End& leaf) {
    const Event* event = Find(leaf.name, &TableMap::FindEvent);
    if (!event) {
      Undefined("event", leaf.name, &TableMap::events, &Event::name);
    } else if (leaf.clock.is_clock() && event->kind == expr::CodecKind::kDate && Once("clock", event->span)) {
      AddError(issues_, event->span, "clock-on-date",
               "event " + Quoted(leaf.name) + " is a date, and " + Ruling() + " counts " + Quoted(time::Format(leaf.clock)) + " from it",
               "map the event to a column that holds a time, or count days in the policy");
    }
  }

  void CheckState(const std::string& name) {
    const State* state = Find(name, &TableMap::FindState);
    if (!state) {
      Undefined("state", name, &TableMap::states, &State::name);
    } else if (state->until.empty() && Once("until", state->span)) {
      const std::string why =
          rule_.within.is_zero() ? " waits for its end" : " counts " + Quoted(time::Format(rule_.within)) + " from its end";
      AddError(issues_, state->span, "state-without-until", "state " + Quoted(name) + " has no `until`, and " + Ruling() + why,
               "name the event at which it stopped being true: `until: account.closed`");
    }
  }

  template <typename T>
  void Undefined(const char* kind, const std::string& name, std::vector<T> TableMap::*items, std::string T::*member) {
    const auto defines = [&](const TableMap& table) {
      return std::any_of((table.*items).begin(), (table.*items).end(), [&](const T& item) { return item.*member == name; });
    };
    const bool is_known = std::any_of(map_.tables.begin(), map_.tables.end(), defines);  // if not, CheckNames has said so
    if (!is_known || !Once(std::string(kind) + " " + name, table_.span)) return;
    std::vector<std::string> known;
    for (const TableMap* table : {&table_, people_}) {
      if (!table) continue;
      for (const T& item : table->*items) known.push_back(item.*member);
    }
    std::string help = "define it in `" + std::string(kind) + "s:` of this table";
    if (people_ && people_ != &table_) help += ", or of " + Quoted(expr::Format(people_->name)) + " if it is a fact of a person";
    if (!people_) help += "; store " + Quoted(table_.name.store) + " has no registry in `people:` for facts of a person";
    AddError(issues_, table_.span, "undefined-" + std::string(kind),
             "table " + Quoted(expr::Format(table_.name)) + " holds " + Quoted(category_) + ", and " + Ruling() + " reads " + kind + " " +
                 Quoted(name) + ", which is not defined for it",
             DidYouMean(name, known, help));
  }

  std::string Ruling() const { return "a rule of activity " + Quoted(rule_.activity); }
  // One issue for each fault and place, however many rules meet it.
  bool Once(const std::string& what, const Span& place) {
    return reported_.insert(what + " " + std::to_string(place.line) + ":" + std::to_string(place.column)).second;
  }

  const policy::Rule& rule_;
  const std::string& category_;
  const TableMap& table_;
  const DataMap& map_;
  const TableMap* people_ = nullptr;
  std::set<std::string>& reported_;
  Issues& issues_;
};

}  // namespace

void CheckRuleFacts(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  std::set<std::string> reported;
  for (const TableMap& table : map.tables) {
    for (const policy::Rule& rule : policy.rules) {
      if (const std::string* category = HeldBy(table, rule)) RuleFacts(rule, *category, table, map, reported, issues).Check();
    }
  }
}

}  // namespace lofte::datamap::checking
