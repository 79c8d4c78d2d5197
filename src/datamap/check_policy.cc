#include <algorithm>

#include "datamap/check.h"
#include "datamap/check_internal.h"

namespace lofte::datamap {
namespace {

using checking::AddError;
using checking::AddWarning;
using checking::Contains;
using checking::DidYouMean;
using checking::HeldBy;
using checking::Holds;
using checking::Quoted;

std::vector<std::string> Categories(const policy::Policy& policy) {
  std::vector<std::string> categories;
  for (const auto& [group, leaves] : policy.data) {
    for (const std::string& leaf : leaves) categories.push_back(group + "." + leaf);
  }
  return categories;
}

// Words -----------------------------------------------------------------------------------------------------------------------------------

void CheckCategories(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  const std::vector<std::string> known = Categories(policy);
  for (const TableMap& table : map.tables) {
    for (const Field& field : table.fields) {
      if (field.category.empty() || policy.HasCategory(field.category)) continue;
      AddError(issues, field.category_span, "unknown-category", "the policy has no category " + Quoted(field.category),
               DidYouMean(field.category, known, "declare it under `data:` of the policy, or write `technical`"));
    }
  }
}

void CheckRecords(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  std::vector<std::string> groups;
  for (const auto& [group, leaves] : policy.data) groups.push_back(group);
  for (const TableMap& table : map.tables) {
    if (table.record.empty() || policy.data.count(table.record) != 0) continue;
    AddError(issues, table.record_span, "unknown-record", "the policy has no group of data " + Quoted(table.record),
             DidYouMean(table.record, groups));
  }
}

bool HasNeedOn(const policy::Policy& policy, const std::string& activity, const TableMap& table) {
  return std::any_of(policy.rules.begin(), policy.rules.end(), [&](const policy::Rule& rule) {
    return rule.kind == policy::RuleKind::kNeed && rule.activity == activity && HeldBy(table, rule);
  });
}

void CheckServes(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  std::vector<std::string> known;
  for (const policy::Activity& activity : policy.activities) known.push_back(activity.id);
  for (const TableMap& table : map.tables) {
    for (const auto& [activity, span] : table.serves_spans) {
      if (!policy.FindActivity(activity)) {
        AddError(issues, span, "unknown-activity", "the policy has no activity " + Quoted(activity), DidYouMean(activity, known));
      } else if (!HasNeedOn(policy, activity, table)) {
        AddWarning(issues, span, "serves-without-effect",
                   "activity " + Quoted(activity) + " keeps nothing that " + Quoted(expr::Format(table.name)) +
                       " holds, so this condition has no effect",
                   "take it out, or let the activity keep one of the table's categories");
      }
    }
  }
}

// `aggregate` of the policy is carried out where the map says by what rows are counted.
void CheckCells(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  for (const TableMap& table : map.tables) {
    const policy::Rule* aggregating = nullptr;
    for (const policy::Rule& rule : policy.rules)
      if (rule.then == policy::Then::kAggregate && HeldBy(table, rule) != nullptr) aggregating = &rule;
    if (aggregating != nullptr && !table.cells)
      AddWarning(issues, table.span, "aggregate-without-cells",
                 "a rule of activity " + Quoted(aggregating->activity) + " aggregates what " + Quoted(expr::Format(table.name)) +
                     " holds, and the map does not say by what: it is left alone",
                 "write `aggregate: { by: [month(cart.abandoned)] }`, coarsest first; `by: []` counts by table alone");
    if (aggregating == nullptr && table.cells)
      AddWarning(issues, table.cells_span, "aggregate-without-effect",
                 "no rule aggregates what " + Quoted(expr::Format(table.name)) + " holds",
                 "take it out, or say `then: aggregate in cells of 10 then erase` in the policy");
    if (!table.cells) continue;
    for (const CellPart& part : *table.cells) {
      if (part.kind != CellPart::Kind::kColumn) continue;
      const Field* field = table.FindField(part.name);
      const bool is_key = std::any_of(table.persons.begin(), table.persons.end(),
                                      [&](const Person& person) { return person.key.link.empty() && person.key.column == part.name; });
      const bool says_something = is_key || (field != nullptr && (!field->category.empty() || !field->link_of.empty()));
      if (field == nullptr)
        AddError(issues, part.span, "unknown-column",
                 "the map has no column " + Quoted(part.name) + " in " + Quoted(expr::Format(table.name)));
      if (says_something)
        AddError(issues, part.span, "cell-of-personal-data",
                 "column " + Quoted(part.name) + " says something of a person, so a cell could too",
                 "count by technical columns, `month(EVENT)` or `year(EVENT)`");
    }
  }
}

void CheckPersons(const DataMap& map, Issues& issues) {
  for (const TableMap& table : map.tables) {
    auto personal = std::find_if(table.fields.begin(), table.fields.end(), [](const Field& field) { return !field.category.empty(); });
    if (personal == table.fields.end() || !table.persons.empty()) continue;
    AddError(issues, table.span, "table-without-person",
             "table " + Quoted(expr::Format(table.name)) + " holds " + Quoted(personal->category) + " and the map does not say about whom",
             "name the key of the person: `persons: { user: account_id }`, through a link if the row has none: `persons: { user: "
             "chat.account_id }`");
  }
}

// Controls --------------------------------------------------------------------------------------------------------------------------------

// What a control on `table` reads of the row itself: events and states of its deadline, and the event that it is about.
class Moments {
 public:
  Moments(const policy::Promise& promise, const policy::AlwaysControl& control, const TableMap& table, const DataMap& map, Issues& issues)
      : control_(control), table_(table), map_(map), issues_(issues), asks_("promise " + Quoted(promise.id) + " asks for ") {}

  void Check() {
    if (!control_.event.empty()) CheckEvent(control_.event, {});
    if (control_.by) CheckEnd(*control_.by);
  }

 private:
  void CheckEnd(const policy::End& end) {
    for (const policy::End& part : end.parts) CheckEnd(part);
    if (!end.parts.empty()) return;
    if (end.kind == policy::End::Kind::kWhile) CheckState(end.name);
    if (end.kind == policy::End::Kind::kAfter) CheckEvent(end.name, end.clock);
  }
  void CheckEvent(const std::string& name, const time::Period& clock) {
    const Event* event = table_.FindEvent(name);
    if (event == nullptr) return Missing("event", name, &TableMap::FindEvent);
    if (clock.is_clock() && event->kind == expr::CodecKind::kDate)
      AddError(issues_, event->span, "clock-on-date",
               "event " + Quoted(name) + " is a date, and " + asks_ + Quoted(control_.condition) + " by " + Quoted(control_.by_source),
               "map the event to a column that holds a time, or count days in the policy");
  }
  void CheckState(const std::string& name) {
    const State* state = table_.FindState(name);
    if (state == nullptr) return Missing("state", name, &TableMap::FindState);
    if (state->until.empty())
      AddError(issues_, state->span, "state-without-until",
               "state " + Quoted(name) + " has no `until`, and " + asks_ + Quoted(control_.condition) + " by its end",
               "name the event at which it stopped being true: `until: account.closed`");
  }
  // Names that no table defines are CheckNames' business.
  template <typename Find>
  void Missing(const std::string& kind, const std::string& name, const Find& find) {
    const auto defines = [&](const TableMap& other) { return (other.*find)(name) != nullptr; };
    if (std::none_of(map_.tables.begin(), map_.tables.end(), defines)) return;
    AddError(issues_, table_.span, "undefined-" + kind,
             asks_ + Quoted(control_.condition) + " of " + Quoted(expr::Format(table_.name)) + " by " + kind + " " + Quoted(name) +
                 ", which that table does not define",
             "define it in `" + kind + "s:` of this table");
  }

  const policy::AlwaysControl& control_;
  const TableMap& table_;
  const DataMap& map_;
  Issues& issues_;
  std::string asks_;
};

// Names that no table defines are CheckNames' business.
void CheckAlways(const policy::Promise& promise, const policy::AlwaysControl& control, const DataMap& map, Issues& issues) {
  const auto is_known = [&](const std::string& name) {
    return std::any_of(map.tables.begin(), map.tables.end(), [&](const TableMap& table) { return table.FindCondition(name) != nullptr; });
  };
  for (const TableMap& table : map.tables) {
    if (!table.FindCondition(control.condition)) continue;
    Moments(promise, control, table, map, issues).Check();
    for (const policy::ConditionRef& when : control.when) {
      if (table.FindCondition(when.name) || !is_known(when.name)) continue;
      std::vector<std::string> near;
      for (const Condition& condition : table.conditions) near.push_back(condition.name);
      AddError(issues, table.span, "undefined-condition",
               "promise " + Quoted(promise.id) + " asks for " + Quoted(control.condition) + " of " + Quoted(expr::Format(table.name)) +
                   " when " + Quoted(when.name) + ", which that table does not define",
               DidYouMean(when.name, near, "define it in `conditions:` of this table"));
    }
  }
}

void CheckControls(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  for (const policy::Promise& promise : policy.promises) {
    if (const auto* always = std::get_if<policy::AlwaysControl>(&promise.control)) CheckAlways(promise, *always, map, issues);
    const auto* columns = std::get_if<policy::ColumnsControl>(&promise.control);
    if (!columns) continue;
    const bool has_table =
        std::any_of(map.tables.begin(), map.tables.end(), [&](const TableMap& table) { return table.record == columns->record; });
    if (has_table) continue;
    AddWarning(issues, promise.span, "record-without-table",
               "promise " + Quoted(promise.id) + " is about the tables of " + Quoted(columns->record) +
                   ", and no table of the data map is for that record",
               "write `record: " + columns->record + "` on its tables");
  }
}

// A category that is never stored has no column. Where a promise says so, it is broken; without one nothing else would be.
void CheckNeverStored(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  const std::vector<std::string> never = policy.NeverStored();
  for (const TableMap& table : map.tables) {
    for (const Field& field : table.fields) {
      if (field.category.empty() || !Contains(never, field.category)) continue;
      const auto speaks = [&](const policy::Promise& promise) {
        const auto* control = std::get_if<policy::NeverControl>(&promise.control);
        return control != nullptr && control->category == field.category;
      };
      const bool is_promised = std::any_of(policy.promises.begin(), policy.promises.end(), speaks);
      Add(issues, {is_promised ? Severity::kWarning : Severity::kError, "never-stored",
                   "column " + Quoted(field.column) + " holds " + Quoted(field.category) + ", which the policy says is never stored",
                   field.category_span, "empty and drop the column, or let an activity of the policy keep it"});
    }
  }
}

void CheckUnheld(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  const std::vector<std::string> never = policy.NeverStored();
  for (const std::string& category : Categories(policy)) {
    if (Contains(never, category)) continue;
    const bool held = std::any_of(map.tables.begin(), map.tables.end(), [&](const TableMap& table) { return Holds(table, category); });
    if (held) continue;
    auto span = policy.data_spans.find(category);
    AddWarning(issues, span == policy.data_spans.end() ? Span{policy.file} : span->second, "category-without-table",
               "no table of the data map holds " + Quoted(category) + ", so nothing that the policy says about it can be controlled",
               "name the column that holds it, or take it out of the policy");
  }
}

// Anonymising -----------------------------------------------------------------------------------------------------------------------------

bool IsAnonymised(const policy::Policy& policy, const std::string& category) {
  return std::any_of(policy.rules.begin(), policy.rules.end(),
                     [&](const policy::Rule& rule) { return rule.then == policy::Then::kAnonymise && Contains(rule.of, category); });
}

bool CanEmptyKey(const TableMap& table, const Person& person) {
  if (!person.key.link.empty()) return true;  // the row itself does not name the person
  const Field* key = table.FindField(person.key.column);
  return key && !key->link_of.empty();
}

void CheckAnonymised(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  for (const TableMap& table : map.tables) {
    const Field* anonymised = nullptr;
    for (const Field& field : table.fields) {
      if (field.category.empty() || !IsAnonymised(policy, field.category)) continue;
      anonymised = &field;
      if (field.blank.method != Method::kRefuse) continue;
      AddError(issues, field.span, "blank-refused",
               "category " + Quoted(field.category) + " is to be anonymised, and column " + Quoted(field.column) + " refuses to be emptied",
               "write `blank: null`, or a constant");
    }
    if (!anonymised) continue;
    for (const Person& person : table.persons) {
      if (person.key.column.empty() || CanEmptyKey(table, person)) continue;
      AddWarning(issues, person.span, "link-stays",
                 "category " + Quoted(anonymised->category) + " is to be anonymised, and the row would still name its person " +
                     Quoted(person.role),
                 "let the key be emptied with the rest: `" + person.key.column + ": { link: " + person.role +
                     ", blank: null }`; where it is NOT NULL, `blank: { constant: .. }`, the key of a row that stands for nobody");
    }
  }
}

}  // namespace

void CheckAgainstPolicy(const policy::Policy& policy, const DataMap& map, Issues& issues) {
  CheckCategories(policy, map, issues);
  CheckRecords(policy, map, issues);
  CheckServes(policy, map, issues);
  CheckCells(policy, map, issues);
  CheckPersons(map, issues);
  checking::CheckNames(policy, map, issues);
  checking::CheckRuleFacts(policy, map, issues);
  CheckControls(policy, map, issues);
  CheckAnonymised(policy, map, issues);
  CheckNeverStored(policy, map, issues);
  CheckUnheld(policy, map, issues);
}

}  // namespace lofte::datamap
