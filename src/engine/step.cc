#include "engine/step.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/words.h"
#include "engine/foretell.h"
#include "engine/references.h"
#include "sql/print.h"

namespace lofte::engine {

using controls::TableGrounds;
using datamap::BoundMap;
using datamap::BoundTable;
using datamap::FieldGroup;
using expr::And;
using expr::Expr;
using expr::Not;
using expr::Or;
using grounds::Edge;

std::string_view NameOf(Action action) {
  switch (action) {
    case Action::kDelete:
      return "delete";
    case Action::kErase:
      return "erase";
    case Action::kAnonymise:
      return "anonymise";
    case Action::kBlock:
      return "block";
    case Action::kBlockRow:
      return "block-row";
    case Action::kAggregate:
      return "aggregate";
    case Action::kAggregateRow:
      return "aggregate-row";
    case Action::kDestroy:
      return "destroy";
    case Action::kDestroyUndo:
      return "destroy-undo";
  }
  return "";
}

namespace {

std::vector<controls::SinceTerm> DueTerms(const TableGrounds& grounds, const FieldGroup& group) {
  std::vector<controls::SinceTerm> terms;
  for (const policy::Rule* rule : group.binding.rules) {
    if (rule->kind == policy::RuleKind::kFloor) continue;
    for (controls::SinceTerm& term : controls::SinceTerms(grounds, group, *rule, Edge::kDue)) terms.push_back(std::move(term));
  }
  return terms;
}

bool SomeRuleSays(const FieldGroup& group, policy::Then then, bool seals) {
  return std::any_of(group.binding.rules.begin(), group.binding.rules.end(),
                     [&](const policy::Rule* rule) { return grounds::LastOf(*rule, seals) == then; });
}

class StepMaker {
 public:
  StepMaker(const BoundMap& bound, const grounds::Lowering& lowering, const std::vector<const BoundTable*>& order, bool can_undo)
      : bound_(bound), lowering_(lowering), can_undo_(can_undo), deletable_(bound, lowering, order) {}

  void AddTable(const BoundTable& table) {
    TableGrounds grounds(table, lowering_);
    if (table.groups().empty()) return;
    const auto can_erase = [this](const FieldGroup& group) { return SomeRuleSays(group, policy::Then::kErase, seals()); };
    const auto can_seal = [&](const FieldGroup& group) { return !expr::IsFalseLiteral(grounds.IsSealed(group)); };
    if (std::all_of(table.groups().begin(), table.groups().end(), can_erase)) AddDelete(grounds);
    const auto can_count = [&](const FieldGroup& group) { return !expr::IsFalseLiteral(grounds.IsCounted(group)); };
    const bool can_leave = std::all_of(table.groups().begin(), table.groups().end(), [&](const FieldGroup& group) {
      return can_erase(group) || can_seal(group) || can_count(group) || !group.link_of.empty();
    });
    if (can_leave && grounds.CanSeal()) AddTaking(grounds, Action::kBlockRow, grounds.RowSealed());
    if (can_leave && grounds.CanCount()) AddTaking(grounds, Action::kAggregateRow, grounds.RowCounted());
    for (const bool reading : {true, false}) {
      for (const FieldGroup& group : table.groups()) {
        if (ReadsOwnRows(table, group) != reading) continue;
        const bool is_link_of_taken = !group.link_of.empty() && (grounds.CanSeal() || grounds.CanCount());
        if (can_seal(group)) AddFields(grounds, group, Action::kBlock);
        if (can_count(group)) AddFields(grounds, group, Action::kAggregate);
        if (can_erase(group) || is_link_of_taken) AddFields(grounds, group, Action::kErase);
        if (SomeRuleSays(group, policy::Then::kAnonymise, seals())) AddFields(grounds, group, Action::kAnonymise);
      }
    }
  }

  // Last: what is sealed by a step of this sweep is never destroyed by it.
  void AddDestroy() {
    if (!seals() || steps_.empty()) return;
    Step blocked = DestroyStep(Action::kDestroy, {"blocked"}), undo = DestroyStep(Action::kDestroyUndo, {"undo", "gone"});
    for (const Step& other : steps_) {
      if (!other.sealed.empty()) AddEachOnce(blocked.promises, other.promises);
      if (other.action == Action::kDelete || other.action == Action::kErase) AddEachOnce(undo.promises, other.promises);
    }
    steps_.push_back(std::move(blocked));
    steps_.push_back(std::move(undo));
  }

  std::vector<Step> Take() { return std::move(steps_); }

 private:
  Step DestroyStep(Action action, const std::vector<std::string>& kinds) {
    Step step;
    step.number = ++numbers_;
    step.table = {bound_.tables().front()->map().name.store, stores::kOwnSchema, "sealed"};
    step.action = action;
    const time::Day today = lowering_.question().zone.DayOf(lowering_.question().at);
    const Expr due = expr::Column({0, "due", expr::Type::kDate}), of = expr::Column({0, "kind", expr::Type::kText});
    std::vector<Expr> literals;
    for (const std::string& kind : kinds) literals.push_back(expr::Literal(kind, expr::Type::kText));
    step.predicate =
        And({expr::IsTrue(expr::In(of, std::move(literals))),
             expr::IsTrue(expr::Compare(expr::Op::kLe, due, expr::Literal(today, expr::Type::kDate))), Not(bound_.SealedIsHeld())});
    step.foretold = step.at_most = step.predicate;
    return step;
  }

  // The group is about a person whose key is read in another row of the table. It goes before those that hold the keys.
  static bool ReadsOwnRows(const BoundTable& table, const FieldGroup& group) {
    return std::any_of(group.binding.roles.begin(), group.binding.roles.end(), [&](const std::string& role) {
      const datamap::Person* person = table.map().FindPerson(role);
      const datamap::Link* link = person == nullptr || person->key.link.empty() ? nullptr : table.map().FindLink(person->key.link);
      return link != nullptr && link->to == table.map().name;
    });
  }

  // Rows of some table name rows of this one, or fields of its own rows that stay can be put back.
  bool IsLookedFor(const BoundTable& table) const {
    const auto is_of_values = [](const FieldGroup& group) { return group.link_of.empty(); };
    const auto can_erase = [this](const FieldGroup& group) { return SomeRuleSays(group, policy::Then::kErase, seals()); };
    if (std::count_if(table.groups().begin(), table.groups().end(), is_of_values) > 1 &&
        std::any_of(table.groups().begin(), table.groups().end(), can_erase))
      return true;
    return std::any_of(bound_.tables().begin(), bound_.tables().end(), [&](const auto& other) {
      const std::vector<stores::ForeignKey> keys = ReferencesOf(bound_, other->table());
      return std::any_of(keys.begin(), keys.end(), [&](const stores::ForeignKey& key) { return bound_.Find(key.target) == &table; });
    });
  }

  Step& NewStep(const TableGrounds& grounds, Action action, int number) {
    Step& step = steps_.emplace_back();
    step.number = number;
    step.table = grounds.table().map().name;
    step.action = action;
    step.bound = &grounds.table();
    step.key = grounds.table().table().KeyColumns();
    return step;
  }

  static void SetPredicate(Step& step, Expr predicate) {
    const std::set<expr::TableName> targets = TargetsOf(predicate);
    step.reads_other_rows =
        std::any_of(targets.begin(), targets.end(), [](const expr::TableName& target) { return target.schema != datamap::kOwnSchema; });
    step.predicate = std::move(predicate);
  }

  bool seals() const { return lowering_.question().seals; }

  void AddDelete(const TableGrounds& grounds) {
    Step& step = NewStep(grounds, Action::kDelete, ++numbers_);
    SetWholeRow(step, grounds, grounds.RowErased());
    if (can_undo_)
      for (const FieldGroup& group : grounds.groups()) step.undo.push_back(&group);
    for (const FieldGroup& group : grounds.groups())
      for (controls::SinceTerm& term : DueTerms(grounds, group)) step.since.push_back(std::move(term));
  }

  // Rows that are sealed or counted before they go.
  void AddTaking(const TableGrounds& grounds, Action action, Expr goes) {
    Step& step = NewStep(grounds, action, ++numbers_);
    for (const FieldGroup& group : grounds.groups()) {
      if (action == Action::kBlockRow && !expr::IsFalseLiteral(grounds.IsSealed(group))) step.sealed.push_back(&group);
      if (!expr::IsFalseLiteral(grounds.IsCounted(group))) step.counted.push_back(&group);
    }
    SetWholeRow(step, grounds, std::move(goes));
  }

  // `goes`: of the rows of the table that leave it, those of this step.
  void SetWholeRow(Step& step, const TableGrounds& grounds, Expr goes) {
    Foretelling leaving = deletable_.Foretold(grounds.table());
    const bool is_all = !grounds.CanSeal() && !grounds.CanCount();
    SetPredicate(step, is_all ? deletable_.Now(grounds.table()) : And({goes, deletable_.Now(grounds.table())}));
    step.foretold = is_all ? std::move(leaving.rows) : And({goes, std::move(leaving.rows)});
    step.at_most = std::move(goes);
    step.sets = std::move(leaving.sets);
    step.in_layers = deletable_.HasLayers(grounds.table());
    step.tells = bound_.KeptFrom(grounds.table());
    step.traces = can_undo_ && !step.key.empty() && IsLookedFor(grounds.table());
    // Rows of both steps can wait for each other.
    step.foretold_exactly = leaving.is_exact && (is_all || !step.in_layers);
    for (const FieldGroup& group : grounds.groups()) AddEachOnce(step.promises, grounds.PromisesOf(group));
  }

  void AddFields(const TableGrounds& grounds, const FieldGroup& group, Action action) {
    const BoundTable& table = grounds.table();
    const LinkGuard guard(bound_, lowering_, table);
    std::vector<const datamap::Field*> fields;
    std::map<const datamap::Field*, Expr> kept;
    // What there is to empty: now; when steps before this one have emptied what reads the keys; and were none kept by a reader.
    std::vector<Expr> now, in_the_end, most;
    for (const datamap::Field* field : group.fields) {
      if (Refuses(*field)) continue;
      fields.push_back(field);
      Expr value = table.HasValue(*field), refused = IsLink(*field) ? guard.KeptByRefusal(group) : expr::False();
      Expr read = IsLink(*field) ? guard.KeptByReaders(field->column, LinkGuard::When::kNow) : expr::False();
      Expr read_still = IsLink(*field) ? guard.KeptByReaders(field->column, LinkGuard::When::kForetold) : expr::False();
      in_the_end.push_back(And({value, Not(refused), Not(read_still)}));
      most.push_back(And({value, Not(refused)}));
      now.push_back(And({value, Not(refused), Not(read)}));
      Expr keeps = Or({refused, read});
      if (!expr::IsFalseLiteral(keeps)) kept.emplace(field, std::move(keeps));
    }
    if (fields.empty()) return;
    const int number = ++numbers_;
    Expr erased = grounds.Erased(group);
    Expr due = action == Action::kBlock       ? grounds.IsSealed(group)
               : action == Action::kAggregate ? grounds.IsCounted(group)
               : action == Action::kErase     ? erased
                                              : And({grounds.Goes(group), Not(erased), Not(grounds.IsCounted(group))});
    Foretelling deleted = deletable_.Foretold(table);
    Expr value = Or(std::move(in_the_end));
    Expr foretold = sql::Tidy(And({value, due, Not(deleted.rows)}));
    // Where nothing references the table and its groups end together, whatever this step would empty is deleted by the one before: no pass
    // for nothing.
    if (expr::IsFalseLiteral(foretold)) return;
    Step& step = NewStep(grounds, action, number);
    step.sets = std::move(deleted.sets);
    step.foretold_exactly = deleted.is_exact;
    step.fields = std::move(fields);
    step.kept_while = std::move(kept);
    step.promises = grounds.PromisesOf(group);
    // Rows to be deleted are gone by now. One that loses its last child later, on a cycle of foreign keys, is emptied here and deleted when
    // the sweep comes back.
    SetPredicate(step, And({Or(std::move(now)), due}));
    step.at_most = And({Or(std::move(most)), due});
    step.foretold = std::move(foretold);
    if (action == Action::kBlock) step.sealed = {&group};
    // A row without a key could not be found again.
    if (action == Action::kErase && can_undo_ && !step.key.empty()) step.undo = {&group};
    if (action == Action::kAggregate) step.counted = {&group};
    if (action != Action::kBlock) step.since = DueTerms(grounds, group);
  }

  const BoundMap& bound_;
  const grounds::Lowering& lowering_;
  const bool can_undo_;
  Deletable deletable_;
  int numbers_ = 0;
  std::vector<Step> steps_;
};

std::string BlankSql(const datamap::Field& field, const Step& step, stores::Dialect dialect) {
  switch (field.blank.method) {
    case datamap::Method::kConstant:
      return sql::Literal(step.bound->BlankConstant(field), dialect);
    case datamap::Method::kKey: {
      std::vector<std::pair<std::string, expr::Type>> key;
      for (const std::string& column : step.key) key.emplace_back("t." + sql::Identifier(column), step.bound->table().Find(column)->type);
      return sql::ErasedKey(key);
    }
    default:
      return "NULL";
  }
}

}  // namespace

std::vector<Step> MakeSteps(const BoundMap& bound, const grounds::Lowering& lowering, bool can_undo) {
  const std::vector<const BoundTable*> order = ChildrenFirst(bound, lowering);
  StepMaker maker(bound, lowering, order, can_undo);
  for (const BoundTable* table : order) maker.AddTable(*table);
  maker.AddDestroy();
  return maker.Take();
}

Status RefuseTriggers(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (step.bound == nullptr) continue;
    LOFTE_TRY(RefuseTriggers(*step.bound, IsOfWholeRow(step.action) ? "delete" : "update"));
    for (const datamap::KeptMoment& kept : step.tells) LOFTE_TRY(RefuseTriggers(*kept.reader, "update"));
  }
  return {};
}

Status RefuseTriggers(const BoundTable& table, std::string_view event) {
  const std::vector<std::string>& known = table.map().triggers;
  for (const stores::Trigger& trigger : table.table().triggers) {
    if (trigger.events.find(event) == std::string::npos || std::find(known.begin(), known.end(), trigger.name) != known.end()) continue;
    return Fail(
        ErrorCode::kRefused,
        fmt::format("trigger `{0}` of `{1}` runs on {2}, and nobody has said what it does to {3}: make sure that it neither keeps a "
                    "copy nor refuses, then name it in the data map, `triggers: [{0}]` under `{1}`",
                    trigger.name, expr::Format(table.map().name), event, event == "insert" ? "an undo" : "a sweep"));
  }
  return {};
}

std::string LockSql(const Step& step, stores::Dialect dialect, const std::string& range) {
  return "SELECT count(*) FROM (" + FindSql(step, dialect, range, "1") + ") AS locked";
}

std::string FindSql(const Step& step, stores::Dialect dialect, const std::string& range, const std::string& columns) {
  // A key that rows of other tables read is emptied: none may come to reference the row meanwhile.
  const bool is_whole = IsOfWholeRow(step.action) || !step.kept_while.empty();
  const char* lock = dialect != stores::Dialect::kPostgres ? "" : is_whole ? " FOR UPDATE OF t" : " FOR NO KEY UPDATE OF t";
  return fmt::format("SELECT {} FROM {} AS t WHERE {} AND {}{}", columns, sql::TableRef(step.table, dialect), range,
                     sql::Condition(step.predicate, dialect, "t"), lock);
}

std::vector<std::string> KeepSql(const Step& step, stores::Dialect dialect, const std::string& range) {
  std::vector<std::string> statements;
  for (const auto& [reader, event, link] : step.tells) {
    const bool is_greatest = event->of == expr::Path::Of::kGreatest;
    const std::string column = sql::Identifier(event->column.column), kept = sql::Identifier(event->kept_in);
    const bool is_text = step.bound->table().Find(event->column.column)->type == expr::Type::kText;
    const char* by_bytes = is_text && dialect == stores::Dialect::kPostgres ? " COLLATE \"C\"" : "";
    std::string where = fmt::format("{} AND {} AND t.{} IS NOT NULL", range, sql::Condition(step.predicate, dialect, "t"), column);
    for (const auto& [theirs, value] : link->fixed)
      where += fmt::format(" AND t.{} = {}", sql::Identifier(theirs), sql::Literal(value, dialect));
    std::string listed, on;
    for (std::size_t i = 0; i < link->on.size(); ++i) {
      const auto& [own, theirs] = link->on[i];
      listed += fmt::format("{}t.{}", i > 0 ? ", " : "", sql::Identifier(theirs));
      on += fmt::format(" AND o.{} = x.{}", sql::Identifier(own), sql::Identifier(theirs));
    }
    statements.push_back(
        fmt::format("UPDATE {table} AS o SET {kept} = x.told FROM (SELECT {listed}, {pick}(t.{column}{by_bytes}) AS told FROM {from} AS t "
                    "WHERE {where} "
                    "GROUP BY {listed}) AS x WHERE (o.{kept} IS NULL OR o.{kept} {less} x.told{by_bytes}){on}",
                    fmt::arg("table", sql::TableRef(reader->map().name, dialect)), fmt::arg("kept", kept), fmt::arg("listed", listed),
                    fmt::arg("pick", is_greatest ? "max" : "min"), fmt::arg("column", column), fmt::arg("by_bytes", by_bytes),
                    fmt::arg("from", sql::TableRef(step.table, dialect)), fmt::arg("where", where),
                    fmt::arg("less", is_greatest ? "<" : ">"), fmt::arg("on", on)));
  }
  return statements;
}

std::string BatchSql(const Step& step, stores::Dialect dialect, const std::string& range) {
  const std::string table = sql::TableRef(step.table, dialect);
  const std::string where = fmt::format("{} AND {}", range, sql::Condition(step.predicate, dialect, "t"));
  if (IsOfWholeRow(step.action)) return fmt::format("DELETE FROM {} AS t WHERE {}", table, where);
  std::string set;
  for (const datamap::Field* field : step.fields) {
    const std::string column = sql::Identifier(field->column);
    std::string blank = BlankSql(*field, step, dialect);
    if (const auto kept = step.kept_while.find(field); kept != step.kept_while.end())
      blank = fmt::format("CASE WHEN {} THEN t.{} ELSE {} END", sql::Condition(kept->second, dialect, "t"), column, blank);
    set += fmt::format("{}{} = {}", set.empty() ? "" : ", ", column, blank);
  }
  // A table of SQLite may say that a row in the way is to be replaced: that of another person.
  const char* update = dialect == stores::Dialect::kSqlite ? "UPDATE OR ABORT" : "UPDATE";
  return fmt::format("{} {} AS t SET {} WHERE {}", update, table, set, where);
}

}  // namespace lofte::engine
