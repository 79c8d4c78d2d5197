#include "engine/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/count_cells.h"
#include "engine/explain_views.h"
#include "engine/key_text.h"
#include "engine/read_facts.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::BoundTable;
using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Or;
using expr::Tri;
using grounds::Facts;
using grounds::Question;

std::string_view NameOf(Standing standing) {
  switch (standing) {
    case Standing::kUse:
      return "use";
    case Standing::kBlocked:
      return "blocked";
    case Standing::kGone:
      return "gone";
    case Standing::kUndated:
      return "undated";
    case Standing::kUnclaimed:
      return "unclaimed";
    case Standing::kNobody:
      return "anonymous";
  }
  return "";
}

namespace {

// The row ------------------------------------------------------------------------------------------------------------------------------

// One column of the table and a text for it.
Result<Expr> Equals(const Site& site, const BoundTable& table, const std::string& column, const std::string& text) {
  const stores::Column* live = table.table().Find(column);
  if (live == nullptr) return Fail(ErrorCode::kInvalid, "`" + expr::Format(table.map().name) + "` has no column `" + column + "`");
  LOFTE_ASSIGN(const std::vector<expr::Value> values, ReadKey(*live, site.store->dialect(), text, "column `" + column + "`"));
  std::vector<Expr> any;
  const Expr of = expr::Column({0, column, live->type, live->nullable});
  for (const expr::Value& value : values) any.push_back(expr::Compare(expr::Op::kEq, of, expr::Literal(value, live->type)));
  return Or(std::move(any));
}

Result<Expr> RowOf(const Site& site, const BoundTable& table, const std::string& key) {
  LOFTE_ASSIGN(const auto named, ReadNamedTexts(table.table(), key));
  std::vector<Expr> all;
  for (const auto& [column, text] : named) {
    LOFTE_ASSIGN(Expr part, Equals(site, table, column, text));
    all.push_back(std::move(part));
  }
  return And(std::move(all));
}

// nullopt: there is no such row.
Result<std::optional<RowFacts>> ReadRow(Site& site, const BoundTable& table, const Expr& row, const Question& question) {
  sql::Listing listing(table.map().name, site.store->dialect());
  std::vector<const FieldGroup*> groups;
  std::vector<std::size_t> values;
  for (const FieldGroup& group : table.groups()) {
    groups.push_back(&group);
    values.push_back(listing.Truth(table.HasValue(group)));
  }
  std::vector<std::pair<std::string, std::size_t>> keys;
  for (const std::string& column : table.table().KeyColumns()) keys.emplace_back(column, listing.Value({{}, column}));
  const FactReader reader(table, groups, question.zone, listing);
  listing.Where(row);
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(listing.Sql()));
  if (rows.rows.empty()) return std::optional<RowFacts>();
  if (rows.rows.size() > 1)
    return Fail(ErrorCode::kNotFound, fmt::format("{} rows of `{}` are such: name one", rows.rows.size(), expr::Format(table.map().name)));
  RowFacts read{reader.Read(rows.rows[0]), {}, {}};
  for (const std::size_t column : values) read.has_value.push_back(FactReader::IsTrue(rows.rows[0].at(column)));
  for (const auto& [name, column] : keys) read.key.emplace_back(name, rows.rows[0].at(column));
  return std::optional(std::move(read));
}

// What is read of a row ----------------------------------------------------------------------------------------------------------------

// The moments that a rule reads which applies, or may, to something that is there.
Status AddFacts(const std::vector<ValueView>& values, const Facts& facts, FactTracer& tracer, std::vector<FactView>& views) {
  std::set<grounds::FactName> events, states;
  for (const ValueView& value : values)
    for (const RuleView& rule : value.rules) {
      if (!value.has_value || !rule.in_force || rule.applies == Tri::kFalse) continue;
      const grounds::FactNames asked = grounds::FactsAsked({{rule.role}, {rule.rule}});
      events.insert(asked.events.begin(), asked.events.end());
      states.insert(asked.states.begin(), asked.states.end());
    }
  const auto add = [&](const grounds::FactName& name, bool is_state, bool is_unknown, const std::optional<expr::Moment>& moment) -> Status {
    FactView view{name.first, name.second, is_state, is_unknown, std::nullopt};
    if (moment) view.day = expr::DayOf(*moment, facts.zone());
    LOFTE_ASSIGN(view.stands_in, tracer.Moment(name.first, is_state, name.second));
    if (is_state) {
      LOFTE_ASSIGN(view.when, tracer.State(name.first, name.second));
    }
    views.push_back(std::move(view));
    return {};
  };
  for (const auto& name : events) LOFTE_TRY(add(name, false, facts.events.at(name).is_unknown, facts.events.at(name).moment));
  for (const auto& name : states) LOFTE_TRY(add(name, true, facts.states.at(name).is_unknown, facts.states.at(name).ended));
  return {};
}

// What decides whether a rule that is in force applies to something that is there; also of those that do not.
Status AddConditions(const std::vector<ValueView>& values, const Facts& facts, FactTracer& tracer, std::vector<ConditionView>& views) {
  std::set<grounds::FactName> serves, conditions;
  for (const ValueView& value : values)
    for (const RuleView& rule : value.rules) {
      if (!value.has_value || !rule.in_force) continue;
      if (rule.rule->kind == policy::RuleKind::kNeed) serves.insert({rule.rule->activity, rule.role});
      for (const policy::ConditionRef& condition : rule.rule->when) conditions.insert({condition.name, rule.role});
    }
  for (const auto& name : serves) {
    LOFTE_ASSIGN(std::optional<Decided> decided, tracer.Serves(name.first));
    if (decided) views.push_back({name.first, name.second, true, facts.serves.at(name), *std::move(decided)});
  }
  for (const auto& name : conditions) {
    LOFTE_ASSIGN(std::optional<Decided> decided, tracer.Condition(name.first, name.second));
    if (decided) views.push_back({name.first, name.second, false, facts.conditions.at(name), *std::move(decided)});
  }
  return {};
}

Status AddHolds(Site& site, const BoundTable& table, const Expr& row, Explanation& of) {
  for (const auto& [role, person] : of.people) {
    if (!person.is_present || !person.is_held) continue;
    sql::Listing listing(table.map().name, site.store->dialect());
    listing.Value(PathOf(*table.map().FindPerson(role), table.map(), *site.catalogue));
    listing.Where(row);
    LOFTE_ASSIGN(const stores::Rows keys, site.store->Query(listing.Sql()));
    if (keys.rows.empty()) continue;
    LOFTE_ASSIGN(std::vector<HoldOn> holds, HoldsOn(*site.store, role, keys.rows[0].at(0), of.at));
    for (HoldOn& hold : holds) of.holds.push_back(std::move(hold));
  }
  return {};
}

Result<std::optional<CellView>> CellOf(Site& site, const BoundTable& table, const Expr& row, const Explanation& of,
                                       const time::Zone& zone) {
  CellView cell;
  bool some = false;
  for (const ValueView& value : of.values) {
    if (!value.has_value || !value.is_counted) continue;
    some = true;
    for (const RuleView& view : value.rules)
      if (view.rule->then == policy::Then::kAggregate) cell.least = std::max(cell.least, view.rule->outcome.least_cell.value_or(1));
  }
  if (!some || !table.map().cells) return std::optional<CellView>();
  for (const datamap::CellPart& part : *table.map().cells) {
    const bool is_column = part.kind == datamap::CellPart::Kind::kColumn;
    cell.parts.push_back({NameOf(part), std::nullopt, is_column});
    if (is_column) continue;
    const auto moment = table.Moment(part.name, false, table.map().persons.front().role);
    if (!moment) Panic("nothing holds the moment of `" + part.name + "`");
    sql::Listing listing(table.map().name, site.store->dialect());
    listing.Value(moment->path);
    listing.Where(row);
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(listing.Sql()));
    if (rows.rows.empty()) continue;
    if (const std::optional<expr::Moment> is = expr::Decode(moment->codec, rows.rows[0].at(0)))
      cell.parts.back().value = PeriodOf(part, *is, zone);
  }
  return std::optional(std::move(cell));
}

// The copies --------------------------------------------------------------------------------------------------------------------------

// The grounds of each, as if its values stood in a row with the facts that it holds.
void AddSealedValues(const BoundTable& table, const Question& question, Explanation& of) {
  for (const SealedView& copy : of.sealed.copies) {
    std::optional<ValueView>& value = of.sealed_values.emplace_back();
    if (copy.group == nullptr) continue;
    RowFacts read{copy.facts, {}, {}};
    for (const FieldGroup& group : table.groups()) read.has_value.push_back(&group == copy.group);
    value = Explainer(table, read, question).View(*copy.group, true);
  }
}

// Of a row that is not there: its copies.
Status ExplainCopies(Site& site, const BoundTable& table, const std::string& key, const Question& question, Explanation& of) {
  if (const auto keys = ReadRowKeys(*site.store, table.table(), key))
    for (const RowKey& row_key : *keys) {
      LOFTE_ASSIGN(of.sealed, SealedOf(site, table.map().name, row_key, question));
      if (!of.sealed.copies.empty()) break;
    }
  of.has_row = false;
  if (!of.sealed.copies.empty()) return {};
  return Fail(ErrorCode::kNotFound,
              "`" + of.table + "` has no such row" +
                  (of.sealed.unknown == 0
                       ? std::string()
                       : fmt::format(", and whether it is among its sealed copies ({}) only their key can tell", of.sealed.unknown)));
}

// In the caller's snapshot.
Status ExplainRow(Site& site, const BoundTable& table, const Expr& row, const RowFacts& read, const Question& question, Explanation& of) {
  for (const datamap::Person& person : table.map().persons)
    if (const auto fact = read.facts.people.find(person.role); fact != read.facts.people.end())
      of.people.emplace_back(person.role, fact->second);
  const Explainer explainer(table, read, question);
  for (std::size_t i = 0; i < table.groups().size(); ++i) of.values.push_back(explainer.View(table.groups()[i], read.has_value[i]));
  explainer.ViewRow(of);
  FactTracer tracer(site, table, row);
  LOFTE_TRY(AddFacts(of.values, read.facts, tracer, of.facts));
  LOFTE_TRY(AddConditions(of.values, read.facts, tracer, of.conditions));
  LOFTE_TRY(AddHolds(site, table, row, of));
  LOFTE_ASSIGN(of.cell, CellOf(site, table, row, of, question.zone));
  return {};
}

}  // namespace

Result<Explanation> Explain(Site& site, const expr::TableName& name, const std::string& key, const Question& question) {
  const BoundTable* table = site.bound->Find(name);
  if (table == nullptr) return Fail(ErrorCode::kInvalid, "the data map has no table `" + expr::Format(name) + "`");
  Explanation of;
  of.table = expr::Format(name);
  of.at = question.at;
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, question.at, Asks::kAboutT, AskHolds::kIfAny));
  LOFTE_ASSIGN(const Expr row, RowOf(site, *table, key));
  LOFTE_ASSIGN(const std::optional<RowFacts> read, ReadRow(site, *table, row, question));
  if (!read) {
    LOFTE_TRY(ExplainCopies(site, *table, key, question, of));
  } else {
    if (!read->key.empty()) {
      LOFTE_ASSIGN(of.sealed, SealedOf(site, name, read->key, question));
    }
    LOFTE_TRY(ExplainRow(site, *table, row, *read, question, of));
  }
  AddSealedValues(*table, question, of);
  LOFTE_TRY(snapshot->Commit());
  return of;
}

}  // namespace lofte::engine
