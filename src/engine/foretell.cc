#include "engine/foretell.h"

#include <algorithm>

#include "engine/references.h"

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

bool Refuses(const datamap::Field& field) { return field.blank.method == datamap::Method::kRefuse; }
bool IsLink(const datamap::Field& field) { return !field.link_of.empty(); }

namespace {

expr::Hop HopOver(const expr::TableName& child, const stores::ForeignKey& key) {
  expr::Hop hop{child, {}, {}, false};
  for (std::size_t i = 0; i < key.columns.size(); ++i) hop.on.emplace_back(key.target_columns[i], key.columns[i]);
  return hop;
}

// The row is in the set of this name.
Expr IsIn(const std::string& set, const BoundTable& table, const std::vector<std::string>& key) {
  expr::Hop hop{{table.map().name.store, "", set}, {}, {}, true, true};
  for (const std::string& column : key) hop.on.emplace_back(column, column);
  return expr::Related(hop, expr::True());
}

// Of a table with more field groups each step would hold the formulas of all; then they ask a set.
constexpr std::size_t kSaidInFull = 8;

bool Has(const std::vector<sql::Set>& sets, const std::string& name) {
  return std::any_of(sets.begin(), sets.end(), [&](const sql::Set& set) { return set.name == name; });
}

}  // namespace

// LinkGuard -----------------------------------------------------------------------------------------------------------------------------

Expr LinkGuard::KeptByRefusal(const FieldGroup& group) const {
  std::vector<Expr> any;
  const auto add = [&](const FieldGroup& of) {
    for (const datamap::Field* field : of.fields)
      if (Refuses(*field)) any.push_back(table_.HasValue(*field));
  };
  add(group);
  for (std::size_t i : group.link_of) add(table_.groups()[i]);
  return Or(std::move(any));
}

Expr LinkGuard::KeptByReaders(const std::string& column, When when) const {
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

// Some row of the other table is linked to this one and holds something about the person.
Expr LinkGuard::Says(const BoundTable& other, const datamap::Person& person, const datamap::Link& link, When when) const {
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

Expr LinkGuard::Stays(const BoundTable& other, const FieldGroup& group) const {
  std::vector<Expr> refusing;
  for (const datamap::Field* field : group.fields)
    if (Refuses(*field)) refusing.push_back(other.HasValue(*field));
  const TableGrounds grounds(other, lowering_);
  const Expr ends = Or({grounds.Goes(group), grounds.IsSealed(group)});
  return Or({And({other.HasValue(group), Not(ends)}), Or(std::move(refusing))});
}

// Deletable -----------------------------------------------------------------------------------------------------------------------------

Deletable::Deletable(const BoundMap& bound, const grounds::Lowering& lowering, const std::vector<const BoundTable*>& order)
    : bound_(bound), lowering_(lowering) {
  for (std::size_t i = 0; i < order.size(); ++i) position_[order[i]] = i;
}

Expr Deletable::Leaves(const BoundTable& table) const { return And({TableGrounds(table, lowering_).RowLeaves(), bound_.CanBeKept(table)}); }

Expr Deletable::Now(const BoundTable& table) const {
  const Expr some = SomeChild(table, Children::kAll, [](auto&, auto&) { return expr::True(); });
  return And({Leaves(table), Not(some)});
}

Foretelling Deletable::Foretold(const BoundTable& table) {
  // The steps of a table ask the same.
  if (const auto known = foretold_.find(&table); known != foretold_.end()) return known->second;
  met_cycle_ = false;
  Foretelling foretelling;
  foretelling.rows = table.groups().size() > kSaidInFull ? Deleted(table, foretelling.sets) : Foretold(table, foretelling.sets);
  foretelling.is_exact = !met_cycle_;
  return foretold_.emplace(&table, std::move(foretelling)).first->second;
}

bool Deletable::HasLayers(const BoundTable& table) const {
  return !expr::IsFalseLiteral(SomeChild(table, Children::kOwn, [](auto&, auto&) { return expr::True(); }));
}

Expr Deletable::Foretold(const BoundTable& table, std::vector<sql::Set>& sets) {
  visiting_.insert(&table);
  Expr by_others = SomeChild(table, Children::kOthers, [&](const auto& child, const auto& key) { return Stays(child, key, sets); });
  Expr kept = by_others;
  if (HasLayers(table)) {
    if (table.table().KeyColumns().empty()) {
      met_cycle_ = true;
      kept = Or({by_others, SomeChild(table, Children::kOwn, [](auto&, auto&) { return expr::True(); })});
    } else {
      kept = KeptByLayers(table, by_others, sets);
    }
  }
  visiting_.erase(&table);
  return And({Leaves(table), Not(kept)});
}

template <typename F>
Expr Deletable::SomeChild(const BoundTable& table, Children which, const F& counts) const {
  std::vector<Expr> any;
  for (const stores::Table& child : bound_.catalogue().tables) {
    const bool is_own = child.name == table.table().name;
    if (which != Children::kAll && is_own != (which == Children::kOwn)) continue;
    for (const stores::ForeignKey& key : ReferencesOf(bound_, child)) {
      if (key.target != table.table().name) continue;
      any.push_back(expr::Related(HopOver(child.name, key), And({counts(child, key), IsAnother(child, table)})));
    }
  }
  return Or(std::move(any));
}

// A row that references itself is no child of itself. Asked on the child's row, with the parent's row outside.
Expr Deletable::IsAnother(const stores::Table& child, const BoundTable& table) {
  if (child.name != table.table().name) return expr::True();
  std::vector<Expr> same;
  for (const std::string& column : child.KeyColumns()) {
    const expr::Type type = child.Find(column)->type;
    same.push_back(expr::Compare(expr::Op::kEq, expr::Column({0, column, type}), expr::Column({1, column, type})));
  }
  return same.empty() ? expr::True() : Not(expr::IsTrue(And(std::move(same))));
}

// A child whose own steps come later, on a cycle of foreign keys, counts as staying: the sweep comes back and finds it gone.
Expr Deletable::Stays(const stores::Table& child, const stores::ForeignKey& key, std::vector<sql::Set>& sets) {
  const BoundTable* bound = bound_.Find(child.name);
  if (bound == nullptr) return expr::True();
  const BoundTable* parent = bound_.Find(key.target);
  if (visiting_.count(bound) != 0 || (parent != nullptr && position_.at(bound) > position_.at(parent))) {
    met_cycle_ = true;
    return expr::True();
  }
  return And({Not(Deleted(*bound, sets)), Not(Unlinked(*bound, key))});
}

Expr Deletable::Deleted(const BoundTable& child, std::vector<sql::Set>& sets) {
  if (child.groups().empty()) return expr::False();
  const std::vector<std::string> key = child.table().KeyColumns();
  if (key.empty()) return Foretold(child, sets);
  const std::string name = "deleted " + expr::Format(child.map().name);
  if (!Has(sets, name)) {
    Expr predicate = Foretold(child, sets);
    sets.push_back({name, child.map().name, key, predicate, {}});
  }
  return IsIn(name, child, key);
}

// Rows of the table reference others of it. One whose time has come is kept by a row that stands, and then keeps in its turn what it
// references, and so on.
Expr Deletable::KeptByLayers(const BoundTable& table, const Expr& kept_by_others, std::vector<sql::Set>& sets) {
  const std::vector<std::string> key = table.table().KeyColumns();
  const std::string name = "kept " + expr::Format(table.map().name);
  if (Has(sets, name)) return IsIn(name, table, key);
  const Expr erased = Leaves(table);
  const Expr by_own = SomeChild(table, Children::kOwn, [&](const auto&, const stores::ForeignKey& reference) {
    return And({Not(erased), Not(Unlinked(table, reference))});
  });
  sql::Set kept{name, table.map().name, key, And({erased, Or({kept_by_others, by_own})}), {}};
  for (const stores::ForeignKey& reference : ReferencesOf(bound_, table.table())) {
    if (reference.target != table.table().name) continue;
    sql::Spread& spread = kept.spreads.emplace_back();
    for (std::size_t i = 0; i < reference.columns.size(); ++i) spread.on.emplace_back(reference.columns[i], reference.target_columns[i]);
    const Expr unlinked = Unlinked(table, reference);
    // A step after the deletion unlinks it, and only then can the row that it referenced go.
    if (!expr::IsFalseLiteral(unlinked)) met_cycle_ = true;
    spread.where = Not(unlinked);
  }
  sets.push_back(std::move(kept));
  return IsIn(name, table, key);
}

// The sweep sets the child's reference to NULL: it is the link to a person about whom nothing in the row stands.
Expr Deletable::Unlinked(const BoundTable& child, const stores::ForeignKey& key) const {
  TableGrounds grounds(child, lowering_);
  const LinkGuard guard(bound_, lowering_, child);
  for (const FieldGroup& group : child.groups())
    for (const datamap::Field* field : group.fields)
      if (IsLink(*field) && key.columns == std::vector<std::string>{field->column})
        return And({Or({grounds.Goes(group), grounds.IsSealed(group)}), Not(guard.KeptByRefusal(group)),
                    Not(guard.KeptByReaders(field->column, LinkGuard::When::kForetold))});
  return expr::False();
}

}  // namespace lofte::engine
