// The map of one store: its tables bound, and the key by which people are known there.
#include "datamap/bind.h"

namespace lofte::datamap {

using expr::And;
using expr::Compare;
using expr::Expr;
using expr::Fact;
using expr::Hop;
using expr::IsNull;
using expr::Literal;
using expr::Op;
using expr::Or;
using expr::Related;

namespace {

void CheckSyntax(const DataMap& map, const stores::Catalogue& catalogue, const TableMap& table, const expr::SyntaxPtr& syntax,
                 Issues& issues) {
  if (syntax == nullptr) return;
  TableScope scope(map, catalogue, table.name);
  if (expr::Bind(syntax, scope, issues) == nullptr && !HasErrors(issues)) Panic("expr::Bind failed without an issue");
}

}  // namespace

std::unique_ptr<BoundMap> BoundMap::Bind(const policy::Policy& policy, const DataMap& map, const stores::Catalogue& catalogue,
                                         const std::string& store, const time::Zone& controller_zone, Issues& issues) {
  auto bound = std::unique_ptr<BoundMap>(new BoundMap());
  bound->policy_ = &policy;
  bound->map_ = &map;
  bound->catalogue_ = &catalogue;
  bound->store_ = store;
  bound->zone_ = controller_zone;
  Issues found;
  for (const TableMap& table : map.tables) {
    if (table.name.store != store) continue;
    for (const State& state : table.states) CheckSyntax(map, catalogue, table, state.when, found);
    for (const Condition& condition : table.conditions) CheckSyntax(map, catalogue, table, condition.when, found);
    for (const auto& [activity, syntax] : table.serves) CheckSyntax(map, catalogue, table, syntax, found);
    const stores::Table* live = catalogue.Find(table.name);
    if (live == nullptr) continue;  // CheckAgainstCatalogue says so
    auto bound_table = std::unique_ptr<BoundTable>(new BoundTable());
    bound_table->owner_ = bound.get();
    bound_table->map_ = &table;
    bound_table->table_ = live;
    bound_table->MakeGroups(policy);
    bound->tables_.push_back(std::move(bound_table));
  }
  issues.insert(issues.end(), found.begin(), found.end());
  if (HasErrors(found)) return nullptr;
  return bound;
}

void BoundMap::SetPersonState(PersonState state) {
  person_state_ = std::move(state);
  for (const auto& table : tables_) table->resolved_.clear();
}

const BoundTable* BoundMap::Find(const expr::TableName& name) const {
  for (const auto& table : tables_)
    if (table->map().name == name || table->table().name == name) return table.get();
  return nullptr;
}

bool CanBeOneKey(const stores::Column& a, const stores::Column& b) {
  return a.type == b.type && a.collation == b.collation && a.compares_as_number == b.compares_as_number &&
         (a.type != expr::Type::kOther || a.declared == b.declared);
}

const stores::Column* BoundMap::SubjectKey() const {
  if (const DataMap::Registry* registry = map_->RegistryOf(store_)) {
    const stores::Table* table = catalogue_->Find(registry->table);
    return table == nullptr ? nullptr : table->Find(registry->key);
  }
  const stores::Column* key = nullptr;
  for (const auto& table : tables_) {
    for (const datamap::Person& person : table->map().persons) {
      const Link* link = person.key.link.empty() ? nullptr : table->map().FindLink(person.key.link);
      const stores::Table* of = link == nullptr ? &table->table() : catalogue_->Find(link->to);
      const stores::Column* column = of == nullptr ? nullptr : of->Find(person.key.column);
      if (column == nullptr || (key != nullptr && !CanBeOneKey(*key, *column))) return nullptr;
      if (key == nullptr) key = column;
    }
  }
  return key;
}

Expr BoundMap::StateOf(const Fact& fact) const {
  const auto text = [](const char* name) { return expr::Column({0, name, expr::Type::kText}); };
  const auto literal = [](const std::string& value) { return Literal(value, expr::Type::kText); };
  Expr open = IsNull(expr::Column({0, "until", expr::Type::kInstant}));
  if (person_state_.open_after) {
    const expr::Type type = std::holds_alternative<std::string>(*person_state_.open_after) ? expr::Type::kText : expr::Type::kInstant;
    open = Or({open, Compare(Op::kGt, expr::Column({0, "until", type}), Literal(*person_state_.open_after, type))});
  }
  if (fact.kind == Fact::Kind::kHeld) return And({open, expr::In(text("state"), {literal("hold"), literal("restriction")})});
  return And({open, Compare(Op::kEq, text("state"), literal("ended")), expr::In(text("purpose"), {literal(""), literal(fact.name)})});
}

Expr BoundMap::SealedIsHeld() const {
  if (!person_state_.held || SubjectKey() == nullptr) return expr::False();
  const Hop person{{store_, kOwnSchema, "sealed_person"}, {{"id", "sealed"}}, {}, false};
  const Hop state{{store_, kOwnSchema, "subject_state"}, {{"subject_key", "subject_key"}}, {}, false};
  return Related(person, Related(state, StateOf(Fact{Fact::Kind::kHeld, "", "", {}})));
}

std::string BoundMap::SubjectKeyType() const {
  const stores::Column* key = SubjectKey();
  if (key == nullptr) return "text";
  // SQLite keeps what it is given in a column without a type, and in one of BLOB.
  const std::string declared = key->declared.empty() ? "BLOB" : key->declared;
  return key->collation.empty() ? declared : declared + " COLLATE " + key->collation;
}

}  // namespace lofte::datamap
