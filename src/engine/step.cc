#include "engine/step.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

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
  }
  return "";
}

namespace {

bool Refuses(const datamap::Field* field) { return field->blank.method == datamap::Method::kRefuse; }
bool IsLink(const datamap::Field* field) { return !field->link_of.empty(); }

// What keeps the key of a person in its row although its time has come: values about the person that can't be emptied, and rows of other
// tables that find the person through it and still say something. Without the key all these would count as anonymous.
class LinkGuard {
 public:
  LinkGuard(const BoundMap& bound, const grounds::Lowering& lowering, const BoundTable& table)
      : bound_(bound), lowering_(lowering), table_(table) {}

  // False where nothing can.
  Expr KeptByRefusal(const FieldGroup& group) const {
    std::vector<Expr> any;
    const auto add = [&](const FieldGroup& of) {
      for (const datamap::Field* field : of.fields)
        if (Refuses(field)) any.push_back(table_.HasValue(*field));
    };
    add(group);
    for (std::size_t i : group.link_of) add(table_.groups()[i]);
    return Or(std::move(any));
  }

  // When the steps before this one are done; or, foretold, when those will have emptied what has ended.
  enum class When { kNow, kForetold };
  Expr KeptByReaders(const std::string& column, When when) const {
    std::vector<Expr> any;
    for (const auto& other : bound_.tables()) {
      for (const datamap::Person& person : other->map().persons) {
        const datamap::Link* link = person.key.link.empty() ? nullptr : other->map().FindLink(person.key.link);
        if (link == nullptr || person.key.column != column || bound_.Find(link->to) != &table_) continue;
        any.push_back(Says(*other, person, *link, when));
      }
    }
    return Or(std::move(any));
  }

 private:
  // Some row of the other table is linked to this one and holds something about the person.
  Expr Says(const BoundTable& other, const datamap::Person& person, const datamap::Link& link, When when) const {
    std::vector<Expr> values, linked;
    for (const FieldGroup& group : other.groups()) {
      const std::vector<std::string>& roles = group.binding.roles;
      if (std::find(roles.begin(), roles.end(), person.role) != roles.end())
        values.push_back(when == When::kNow ? other.HasValue(group) : Stays(other, group));
    }
    expr::Hop hop{other.map().name, {}, {}, false};
    for (const auto& [own, theirs] : link.on) hop.on.emplace_back(theirs, own);
    for (const auto& [theirs, value] : link.fixed) {
      const expr::Type type = table_.table().Find(theirs)->type;
      linked.push_back(expr::IsTrue(expr::Compare(expr::Op::kEq, expr::Column({0, theirs, type}), expr::Literal(value, type))));
    }
    linked.push_back(expr::Related(hop, Or(std::move(values))));
    return And(std::move(linked));
  }

  Expr Stays(const BoundTable& other, const FieldGroup& group) const {
    std::vector<Expr> refusing;
    for (const datamap::Field* field : group.fields)
      if (Refuses(field)) refusing.push_back(other.HasValue(*field));
    const Expr ends = TableGrounds(other, lowering_).Gone(group, Edge::kDue);
    return Or({And({other.HasValue(group), Not(ends)}), Or(std::move(refusing))});
  }

  const BoundMap& bound_;
  const grounds::Lowering& lowering_;
  const BoundTable& table_;
};

// The rows that a sweep will delete, the sets of deleted children that they are told by, and whether that is all.
struct Foretelling {
  Expr rows;
  std::vector<sql::Set> sets;
  bool is_exact = true;
};

// Which rows of each table can be deleted: everything in them has ended and nothing that stays references them.
class Deletable {
 public:
  Deletable(const BoundMap& bound, const grounds::Lowering& lowering, const std::vector<const BoundTable*>& order)
      : bound_(bound), lowering_(lowering) {
    for (std::size_t i = 0; i < order.size(); ++i) position_[order[i]] = i;
  }

  // No child is left at all: true when the steps of the children are done.
  Expr Now(const BoundTable& table) const {
    return And({TableGrounds(table, lowering_).RowErased(), Not(SomeChild(table, [](auto&, auto&) { return expr::True(); }))});
  }

  // No child is left that this sweep does not delete or unlink.
  Foretelling Foretold(const BoundTable& table) {
    met_cycle_ = false;
    Foretelling foretelling;
    foretelling.rows = Foretold(table, foretelling.sets);
    foretelling.is_exact = !met_cycle_;
    return foretelling;
  }

 private:
  Expr Foretold(const BoundTable& table, std::vector<sql::Set>& sets) {
    visiting_.insert(&table);
    Expr stays = SomeChild(table, [&](const auto& child, const auto& key) { return Stays(child, key, sets); });
    visiting_.erase(&table);
    return And({TableGrounds(table, lowering_).RowErased(), Not(stays)});
  }

  template <typename F>
  Expr SomeChild(const BoundTable& table, const F& counts) const {
    std::vector<Expr> any;
    for (const stores::Table& child : bound_.catalogue().tables) {
      for (const stores::ForeignKey& key : ReferencesOf(bound_, child)) {
        if (key.target != table.table().name) continue;
        expr::Hop hop{child.name, {}, {}, false};
        for (std::size_t i = 0; i < key.columns.size(); ++i) hop.on.emplace_back(key.target_columns[i], key.columns[i]);
        any.push_back(expr::Related(hop, And({counts(child, key), IsAnother(child, table)})));
      }
    }
    return Or(std::move(any));
  }

  // A row that references itself is no child of itself. Asked on the child's row, with the parent's row outside.
  static Expr IsAnother(const stores::Table& child, const BoundTable& table) {
    if (child.name != table.table().name) return expr::True();
    std::vector<Expr> same;
    for (const std::string& column : child.KeyColumns()) {
      const expr::Type type = child.Find(column)->type;
      same.push_back(expr::Compare(expr::Op::kEq, expr::Column({0, column, type}), expr::Column({1, column, type})));
    }
    return same.empty() ? expr::True() : Not(expr::IsTrue(And(std::move(same))));
  }

  // A child whose own steps come later, on a cycle of foreign keys, counts as staying: a later sweep finds it gone.
  Expr Stays(const stores::Table& child, const stores::ForeignKey& key, std::vector<sql::Set>& sets) {
    const BoundTable* bound = bound_.Find(child.name);
    if (bound == nullptr) return expr::True();
    if (visiting_.count(bound) != 0) {
      met_cycle_ = true;
      return expr::True();
    }
    const BoundTable* parent = bound_.Find(key.target);
    if (parent != nullptr && position_.at(bound) > position_.at(parent)) return expr::True();
    return And({Not(Deleted(*bound, sets)), Not(Unlinked(*bound, key))});
  }

  Expr Deleted(const BoundTable& child, std::vector<sql::Set>& sets) {
    if (child.groups().empty()) return expr::False();
    const std::vector<std::string> key = child.table().KeyColumns();
    if (key.empty()) return Foretold(child, sets);
    const std::string name = "deleted " + expr::Format(child.map().name);
    if (std::none_of(sets.begin(), sets.end(), [&](const sql::Set& set) { return set.name == name; })) {
      Expr predicate = Foretold(child, sets);
      sets.push_back({name, child.map().name, key, predicate});
    }
    expr::Hop hop{{child.map().name.store, "", name}, {}, {}, true};
    for (const std::string& column : key) hop.on.emplace_back(column, column);
    return expr::Related(hop, expr::True());
  }

  // The sweep sets the child's reference to NULL: it is the link to a person about whom nothing in the row stands.
  Expr Unlinked(const BoundTable& child, const stores::ForeignKey& key) const {
    TableGrounds grounds(child, lowering_);
    const LinkGuard guard(bound_, lowering_, child);
    for (const FieldGroup& group : child.groups())
      for (const datamap::Field* field : group.fields)
        if (IsLink(field) && key.columns == std::vector<std::string>{field->column})
          return And({grounds.Gone(group, Edge::kDue), Not(guard.KeptByRefusal(group)),
                      Not(guard.KeptByReaders(field->column, LinkGuard::When::kForetold))});
    return expr::False();
  }

  const BoundMap& bound_;
  const grounds::Lowering& lowering_;
  std::map<const BoundTable*, std::size_t> position_;
  std::set<const BoundTable*> visiting_;
  bool met_cycle_ = false;
};

std::vector<controls::SinceTerm> DueTerms(const TableGrounds& grounds, const FieldGroup& group) {
  std::vector<controls::SinceTerm> terms;
  for (const policy::Rule* rule : group.binding.rules) {
    if (rule->kind == policy::RuleKind::kFloor) continue;
    for (controls::SinceTerm& term : controls::SinceTerms(grounds, group, *rule, Edge::kDue)) terms.push_back(std::move(term));
  }
  return terms;
}

bool SomeRuleSays(const FieldGroup& group, policy::Then then) {
  return std::any_of(group.binding.rules.begin(), group.binding.rules.end(), [&](const policy::Rule* rule) { return rule->then == then; });
}

class StepMaker {
 public:
  StepMaker(const BoundMap& bound, const grounds::Lowering& lowering, const std::vector<const BoundTable*>& order)
      : bound_(bound), lowering_(lowering), deletable_(bound, lowering, order) {}

  void AddTable(const BoundTable& table) {
    TableGrounds grounds(table, lowering_);
    if (table.groups().empty()) return;
    if (std::all_of(table.groups().begin(), table.groups().end(),
                    [](const FieldGroup& g) { return SomeRuleSays(g, policy::Then::kErase); }))
      AddDelete(grounds);
    for (const FieldGroup& group : table.groups()) {
      if (SomeRuleSays(group, policy::Then::kErase)) AddFields(grounds, group, Action::kErase);
      if (SomeRuleSays(group, policy::Then::kAnonymise)) AddFields(grounds, group, Action::kAnonymise);
    }
  }

  std::vector<Step> Take() { return std::move(steps_); }

 private:
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

  void AddDelete(const TableGrounds& grounds) {
    Step& step = NewStep(grounds, Action::kDelete, ++numbers_);
    SetPredicate(step, deletable_.Now(grounds.table()));
    step.at_most = grounds.RowErased();
    Foretelling deleted = deletable_.Foretold(grounds.table());
    step.foretold = std::move(deleted.rows);
    step.sets = std::move(deleted.sets);
    step.foretold_exactly = deleted.is_exact;
    for (const FieldGroup& group : grounds.groups()) {
      for (const std::string& id : grounds.PromisesOf(group))
        if (std::find(step.promises.begin(), step.promises.end(), id) == step.promises.end()) step.promises.push_back(id);
      for (controls::SinceTerm& term : DueTerms(grounds, group)) step.since.push_back(std::move(term));
    }
  }

  void AddFields(const TableGrounds& grounds, const FieldGroup& group, Action action) {
    const BoundTable& table = grounds.table();
    const LinkGuard guard(bound_, lowering_, table);
    std::vector<const datamap::Field*> fields;
    std::map<const datamap::Field*, Expr> kept;
    // What there is to empty: now; when steps before this one have emptied what reads the keys; and were none kept by a reader.
    std::vector<Expr> now, in_the_end, most;
    for (const datamap::Field* field : group.fields) {
      if (Refuses(field)) continue;
      fields.push_back(field);
      Expr value = table.HasValue(*field), refused = IsLink(field) ? guard.KeptByRefusal(group) : expr::False();
      Expr read = IsLink(field) ? guard.KeptByReaders(field->column, LinkGuard::When::kNow) : expr::False();
      Expr read_still = IsLink(field) ? guard.KeptByReaders(field->column, LinkGuard::When::kForetold) : expr::False();
      in_the_end.push_back(And({value, Not(refused), Not(read_still)}));
      most.push_back(And({value, Not(refused)}));
      now.push_back(And({value, Not(refused), Not(read)}));
      Expr keeps = Or({refused, read});
      if (!expr::IsFalseLiteral(keeps)) kept.emplace(field, std::move(keeps));
    }
    if (fields.empty()) return;
    const int number = ++numbers_;
    Expr erased = grounds.Erased(group);
    Expr due = action == Action::kErase ? erased : And({grounds.Gone(group, Edge::kDue), Not(erased)});
    Foretelling deleted = deletable_.Foretold(table);
    Expr value = Or(std::move(in_the_end));
    Expr foretold = And({value, due, Not(deleted.rows)});
    // Where nothing references the table and its groups end together, whatever this step would empty is deleted by the one before: no pass
    // for nothing.
    if (expr::IsFalseLiteral(sql::Tidy(foretold))) return;
    Step& step = NewStep(grounds, action, number);
    step.sets = std::move(deleted.sets);
    step.foretold_exactly = deleted.is_exact;
    step.fields = std::move(fields);
    step.kept_while = std::move(kept);
    step.promises = grounds.PromisesOf(group);
    // Rows to be deleted are gone by now. One that has lost its last child since, on a cycle of foreign keys, is emptied here and deleted
    // by the next sweep.
    SetPredicate(step, And({Or(std::move(now)), due}));
    step.at_most = And({Or(std::move(most)), due});
    step.foretold = std::move(foretold);
    step.since = DueTerms(grounds, group);
  }

  const BoundMap& bound_;
  const grounds::Lowering& lowering_;
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

std::vector<Step> MakeSteps(const BoundMap& bound, const grounds::Lowering& lowering) {
  const std::vector<const BoundTable*> order = ChildrenFirst(bound, lowering);
  StepMaker maker(bound, lowering, order);
  for (const BoundTable* table : order) maker.AddTable(*table);
  return maker.Take();
}

Status RefuseTriggers(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    const char* event = step.action == Action::kDelete ? "delete" : "update";
    const std::vector<std::string>& known = step.bound->map().triggers;
    for (const stores::Trigger& trigger : step.bound->table().triggers) {
      if (trigger.events.find(event) == std::string::npos || std::find(known.begin(), known.end(), trigger.name) != known.end()) continue;
      return Fail(
          ErrorCode::kRefused,
          fmt::format(
              "trigger `{0}` of `{1}` runs on {2}, and nobody has said what it does to a sweep: make sure that it neither keeps a copy nor "
              "refuses, then name it in the data map, `triggers: [{0}]` under `{1}`",
              trigger.name, expr::Format(step.table), event));
    }
  }
  return {};
}

std::string LockSql(const Step& step, stores::Dialect dialect, const std::string& range) {
  // A key that rows of other tables read is emptied: none may come to reference the row meanwhile.
  const char* how = step.action == Action::kDelete || !step.kept_while.empty() ? "FOR UPDATE" : "FOR NO KEY UPDATE";
  return fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} AS t WHERE {} AND {} {} OF t) AS locked", sql::TableRef(step.table, dialect),
                     range, sql::Condition(step.predicate, dialect, "t"), how);
}

std::string BatchSql(const Step& step, stores::Dialect dialect, const std::string& range) {
  const std::string table = sql::TableRef(step.table, dialect);
  const std::string where = fmt::format("{} AND {}", range, sql::Condition(step.predicate, dialect, "t"));
  if (step.action == Action::kDelete) return fmt::format("DELETE FROM {} AS t WHERE {}", table, where);
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
