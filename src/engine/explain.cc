#include "engine/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "controls/table_grounds.h"
#include "engine/key_text.h"
#include "engine/read_facts.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::BoundTable;
using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using expr::Tri;
using grounds::Edge;
using grounds::Facts;
using grounds::Lowering;
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

// `881`, or `order=7,line=2`.
Result<Expr> RowOf(const Site& site, const BoundTable& table, const std::string& key) {
  constexpr std::size_t kLongestKey_bytes = 4096;
  if (key.size() > kLongestKey_bytes) return Fail(ErrorCode::kLimit, fmt::format("a key of more than {} bytes", kLongestKey_bytes));
  const std::vector<std::string> columns = table.table().KeyColumns();
  if (key.find('=') == std::string::npos) {
    if (columns.size() == 1) return Equals(site, table, columns.front(), key);
    std::string example;
    for (const std::string& column : columns) example += (example.empty() ? "" : ",") + column + "=..";
    return Fail(ErrorCode::kInvalid, "`" + expr::Format(table.map().name) + "` has " +
                                         (columns.empty() ? "no key: name columns and what they hold, `column=..`"
                                                          : "a key of several columns: write `" + example + "`"));
  }
  std::vector<Expr> all;
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find(',', at), key.size());
    const std::size_t equals = key.find('=', at);
    if (equals >= end) return Fail(ErrorCode::kInvalid, "a part of the key is not `column=value`");
    LOFTE_ASSIGN(Expr part, Equals(site, table, key.substr(at, equals - at), key.substr(equals + 1, end - equals - 1)));
    all.push_back(std::move(part));
    at = end + 1;
  }
  return And(std::move(all));
}

// What was read of the row.
struct Read {
  Facts facts;
  std::vector<bool> has_value;  // by group
};

Result<Read> ReadRow(Site& site, const BoundTable& table, const std::string& key, const Question& question) {
  LOFTE_ASSIGN(const Expr row, RowOf(site, table, key));
  sql::Listing listing(table.map().name, site.store->dialect());
  std::vector<const FieldGroup*> groups;
  std::vector<std::size_t> values;
  for (const FieldGroup& group : table.groups()) {
    groups.push_back(&group);
    values.push_back(listing.Truth(table.HasValue(group)));
  }
  const FactReader reader(table, groups, question.zone, listing);
  listing.Where(row);
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(listing.Sql()));
  if (rows.rows.size() != 1)
    return Fail(ErrorCode::kNotFound,
                rows.rows.empty() ? "`" + expr::Format(table.map().name) + "` has no such row"
                                  : fmt::format("{} rows of `{}` are such: name one", rows.rows.size(), expr::Format(table.map().name)));
  Read read{reader.Read(rows.rows[0]), {}};
  for (const std::size_t column : values) read.has_value.push_back(FactReader::IsTrue(rows.rows[0].at(column)));
  return read;
}

// The views ----------------------------------------------------------------------------------------------------------------------------

class Explainer {
 public:
  Explainer(const BoundTable& table, const Read& read, const Question& question) : table_(table), read_(read), question_(question) {}

  ValueView View(std::size_t index) const {
    const FieldGroup& group = table_.groups()[index];
    ValueView view;
    for (const datamap::Field* field : group.fields) view.fields.push_back(field->column);
    view.roles = group.binding.roles;
    view.is_link = !group.link_of.empty();
    view.has_value = read_.has_value[index];
    view.standing = StandingOf(group);
    view.is_held = std::any_of(group.binding.roles.begin(), group.binding.roles.end(), [&](const std::string& role) {
      const grounds::PersonFact& person = read_.facts.people.at(role);
      return person.is_present && person.is_held;
    });
    if (view.standing != Standing::kUndated && view.standing != Standing::kNobody) Date(group, view);
    if (view.is_link) return view;
    for (const policy::Rule* rule : group.binding.rules)
      for (const std::string& role : group.binding.roles)
        if (const grounds::PersonFact& person = read_.facts.people.at(role); person.is_present || person.is_unknown)
          view.rules.push_back(ViewOf(*rule, role));
    return view;
  }

  std::optional<time::Instant> RowUntil() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < table_.groups().size(); ++i)
      if (table_.groups()[i].link_of.empty()) all.push_back(i);
    const auto erased = [&](const Lowering& at) {
      std::vector<Expr> every, some;
      for (std::size_t i = 0; i < table_.groups().size(); ++i) {
        const FieldGroup& group = table_.groups()[i];
        if (!group.link_of.empty()) continue;
        const Expr gone = And({at.GoneButForHolds(group.binding, Edge::kDue), at.EndsWith(group.binding, policy::Then::kErase)});
        some.push_back(gone);
        every.push_back(read_.has_value[i] ? gone : Or({gone, at.AboutNobody(group.binding)}));
      }
      every.push_back(Or(std::move(some)));
      return And(std::move(every));
    };
    return Turn(erased, PointsOf(all));
  }

 private:
  template <typename F>
  grounds::FormulaAt Every(const FieldGroup& group, const F& of) const {
    return [this, &group, of](const Lowering& at) {
      if (group.link_of.empty()) return of(at, group.binding);
      std::vector<Expr> all;
      for (const std::size_t i : group.link_of) all.push_back(of(at, table_.groups()[i].binding));
      return And(std::move(all));
    };
  }
  template <typename F>
  grounds::FormulaAt Some(const FieldGroup& group, const F& of) const {
    return [this, &group, of](const Lowering& at) {
      if (group.link_of.empty()) return of(at, group.binding);
      std::vector<Expr> any;
      for (const std::size_t i : group.link_of) any.push_back(of(at, table_.groups()[i].binding));
      return Or(std::move(any));
    };
  }

  bool IsAt(const grounds::FormulaAt& formula, time::Instant at) const {
    Question asked = question_;
    asked.at = at;
    return expr::Evaluate(formula(Lowering(asked)), read_.facts) == Tri::kTrue;
  }
  bool Is(const grounds::FormulaAt& formula) const { return IsAt(formula, question_.at); }

  grounds::FormulaAt Gone(const FieldGroup& group, Edge edge) const {
    return Every(group, [edge](const Lowering& at, const auto& binding) { return at.GoneButForHolds(binding, edge); });
  }

  Standing StandingOf(const FieldGroup& group) const {
    const auto every = [&](auto member) {
      return Is(Every(group, [member](const Lowering& at, const auto& binding) { return (at.*member)(binding); }));
    };
    if (every(&Lowering::AboutNobody)) return Standing::kNobody;
    if (Is(Some(group, [](const Lowering& at, const auto& binding) { return at.Undated(binding); }))) return Standing::kUndated;
    if (Is(Every(group, [](const Lowering& at, const auto& binding) { return at.Gone(binding, Edge::kDue); }))) return Standing::kGone;
    // A key of which some value is gone and the rest blocked is blocked with it.
    if (Is(Every(group, [](const Lowering& at, const auto& binding) { return Or({at.Blocked(binding), at.Gone(binding, Edge::kDue)}); })))
      return Standing::kBlocked;
    if (Is(Some(group, [](const Lowering& at, const auto& binding) { return at.Unclaimed(binding); }))) return Standing::kUnclaimed;
    return Standing::kUse;
  }

  // Of what is so, since when it has been; of what is not, from when on.
  std::optional<time::Instant> Turn(const grounds::FormulaAt& formula, const std::vector<time::Instant>& points) const {
    if (Is(formula)) return grounds::TrueSince(formula, points, read_.facts, question_);
    return grounds::FirstTrue(formula, points, read_.facts, question_);
  }

  // The key of a person turns when a value that needs it does.
  std::vector<time::Instant> PointsOf(const FieldGroup& group) const {
    return group.link_of.empty() ? grounds::TurningPoints(group.binding, read_.facts, question_) : PointsOf(group.link_of);
  }
  std::vector<time::Instant> PointsOf(const std::vector<std::size_t>& groups) const {
    std::vector<time::Instant> points;
    for (const std::size_t i : groups)
      for (const time::Instant point : grounds::TurningPoints(table_.groups()[i].binding, read_.facts, question_)) points.push_back(point);
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
  }

  void Date(const FieldGroup& group, ValueView& view) const {
    const auto out_of_use = Every(group, [](const Lowering& at, const auto& binding) {
      return Or({at.Blocked(binding), at.GoneButForHolds(binding, Edge::kDue)});
    });
    const std::vector<time::Instant> points = PointsOf(group);
    view.use_until = Turn(out_of_use, points);
    view.until = Turn(Gone(group, Edge::kDue), points);
    view.late_from = Turn(Gone(group, Edge::kBroken), points);
    if (view.until) {
      const time::Instant at = std::max(*view.until, question_.at);
      for (const policy::Then then : {policy::Then::kAnonymise, policy::Then::kAggregate, policy::Then::kErase})
        if (IsAt(Every(group, [then](const Lowering& of, const auto& binding) { return of.EndsWith(binding, then); }), at))
          view.then = then;
    }
    // What is counted and not erased yet, what is not there, what is held: nobody is charged with it.
    if (view.then == policy::Then::kAggregate || !view.has_value || view.is_held) view.late_from = std::nullopt;
    if (!view.late_from) return;
    const time::Instant at = std::max(*view.late_from, question_.at);
    for (const policy::Rule* rule : group.binding.rules) {
      const auto charged = Some(group, [rule](const Lowering& of, const auto& binding) {
        const bool binds = std::find(binding.rules.begin(), binding.rules.end(), rule) != binding.rules.end();
        return binds ? of.ChargedButForHolds(binding, *rule, Edge::kBroken) : expr::False();
      });
      if (!IsAt(charged, at)) continue;
      for (const std::string& id : rule->promises)
        if (std::find(view.promises.begin(), view.promises.end(), id) == view.promises.end()) view.promises.push_back(id);
    }
  }

  RuleView ViewOf(const policy::Rule& rule, const std::string& role) const {
    RuleView view;
    view.rule = &rule;
    view.role = role;
    view.in_force = Lowering(question_).InForce(rule);
    view.applies = Tri::kTrue;
    const auto add = [&](Tri truth, const std::string& name) {
      view.applies = expr::And(view.applies, truth);
      if (truth != Tri::kTrue) view.not_so.push_back(name);
    };
    if (rule.kind == policy::RuleKind::kNeed) add(read_.facts.serves.at({rule.activity, role}), "serves " + rule.activity);
    for (const policy::ConditionRef& condition : rule.when) {
      const Tri truth = read_.facts.conditions.at({condition.name, role});
      add(condition.negated ? expr::Not(truth) : truth, (condition.negated ? "not " : "") + condition.name);
    }
    view.ends = grounds::EndOf(rule, role, read_.facts, Edge::kDue, question_);
    // Of what is said and not carried out nothing is ever late.
    if (rule.kind == policy::RuleKind::kFloor || rule.then == policy::Then::kBlock || rule.then == policy::Then::kAggregate) return view;
    if (const grounds::Reached late = grounds::EndOf(rule, role, read_.facts, Edge::kBroken, question_);
        late.when == grounds::Reached::When::kAt)
      view.late_from = late.at;
    return view;
  }

  const BoundTable& table_;
  const Read& read_;
  const Question& question_;
};

std::vector<FactView> FactViews(const Facts& facts) {
  std::vector<FactView> views;
  const auto day = [&](const std::optional<expr::Moment>& moment) {
    return moment ? std::optional(expr::DayOf(*moment, facts.zone())) : std::nullopt;
  };
  for (const auto& [name, event] : facts.events) views.push_back({name.first, name.second, false, event.is_unknown, day(event.moment)});
  for (const auto& [name, state] : facts.states) views.push_back({name.first, name.second, true, state.is_unknown, day(state.ended)});
  return views;
}

}  // namespace

Result<Explanation> Explain(Site& site, const expr::TableName& name, const std::string& key, const Question& question) {
  const BoundTable* table = site.bound->Find(name);
  if (table == nullptr) return Fail(ErrorCode::kInvalid, "the data map has no table `" + expr::Format(name) + "`");
  LOFTE_ASSIGN(auto snapshot, site.store->BeginSnapshot());
  LOFTE_TRY(ReadPersonState(site, question.at, Asks::kAboutT, AskHolds::kIfAny));
  LOFTE_ASSIGN(const Read read, ReadRow(site, *table, key, question));
  LOFTE_TRY(snapshot->Commit());
  Explanation explanation;
  explanation.table = expr::Format(name);
  explanation.at = question.at;
  for (const datamap::Person& person : table->map().persons)
    if (const auto fact = read.facts.people.find(person.role); fact != read.facts.people.end())
      explanation.people.emplace_back(person.role, fact->second);
  explanation.facts = FactViews(read.facts);
  const Explainer explainer(*table, read, question);
  for (std::size_t i = 0; i < table->groups().size(); ++i) explanation.values.push_back(explainer.View(i));
  explanation.row_until = explainer.RowUntil();
  return explanation;
}

}  // namespace lofte::engine
