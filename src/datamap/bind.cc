#include "datamap/bind.h"

#include <algorithm>
#include <set>

#include "datamap/check.h"
#include "expr/fits.h"

namespace lofte::datamap {

using expr::And;
using expr::Compare;
using expr::Expr;
using expr::Fact;
using expr::Hop;
using expr::IsFalse;
using expr::IsNull;
using expr::IsTrue;
using expr::Literal;
using expr::Not;
using expr::Op;
using expr::Or;
using expr::Related;

namespace {

const stores::Column& ColumnOf(const stores::Table& table, const std::string& name) {
  const stores::Column* column = table.Find(name);
  if (column == nullptr) Panic("data map: column `" + name + "` was checked and is gone");
  return *column;
}

Expr ColumnExpr(const stores::Table& table, const std::string& name, int level = 0) {
  const stores::Column& column = ColumnOf(table, name);
  return expr::Column({level, name, column.type, column.nullable, ComparesAsText(column)});
}

expr::Codec CodecFor(const Event& event, const stores::Table& table) {
  Result<expr::Codec> codec = CodecOf(event, ColumnOf(table, event.column.column));
  if (!codec) Panic("data map: " + codec.error().message);
  return *codec;
}

// The column holds a moment: well formed and plausible. Total.
Expr IsPlausible(const Expr& column, const expr::Codec& codec) {
  return And({Compare(Op::kGe, column, Literal(PlausibleLow(codec), column->type)),
              Compare(Op::kLt, column, Literal(PlausibleHigh(codec), column->type)), WellFormed(column, codec)});
}
Expr Plausible(const stores::Table& table, const Event& event) {
  return IsPlausible(ColumnExpr(table, event.column.column), CodecFor(event, table));
}

expr::Value CutoffLiteral(const expr::Codec& codec, const Fact& fact, const time::Zone& zone) {
  if (const auto* day = std::get_if<time::Day>(&fact.cutoff)) return EncodeCutoff(codec, *day, zone);
  return EncodeCutoff(codec, std::get<time::Instant>(fact.cutoff));
}

}  // namespace

// Ways --------------------------------------------------------------------------------------------------------------------------------

Hop BoundTable::HopOf(const Link& link) const { return datamap::HopOf(link, *owner_->catalogue_); }

const stores::Table& BoundTable::TargetOf(const Link& link) const {
  const stores::Table* target = owner_->catalogue_->Find(link.to);
  if (target == nullptr) Panic("data map: the target of link `" + link.name + "` was checked and is gone");
  return *target;
}

Expr BoundTable::OnPath(const ColumnPath& path, const std::function<Expr(const Expr&)>& body) const {
  if (path.link.empty()) return body(ColumnExpr(*table_, path.column));
  const Link* link = map_->FindLink(path.link);
  if (link == nullptr) Panic("data map: link `" + path.link + "` was checked and is gone");
  return Related(HopOf(*link), body(ColumnExpr(TargetOf(*link), path.column)));
}

Expr BoundTable::OnPerson(const std::string& role, Expr body) const {
  const DataMap::Registry* registry = owner_->map_->RegistryOf(map_->name.store);
  const datamap::Person* person = map_->FindPerson(role);
  if (registry == nullptr || person == nullptr) Panic("data map: no person `" + role + "` in " + expr::Format(map_->name));
  const bool is_self = map_->name == registry->table && person->key.link.empty() && person->key.column == registry->key;
  if (is_self) return body;
  return OnPath(person->key, [&](const Expr& key) {
    return Related(Hop{registry->table, {{key->column.name, registry->key}}, {}, true}, body);
  });
}

Expr BoundTable::BoundSyntax(const expr::SyntaxPtr& syntax) const {
  Issues issues;
  TableScope scope(*owner_->map_, *owner_->catalogue_, map_->name);
  Expr bound = expr::Bind(syntax, scope, issues);
  if (bound == nullptr) Panic("data map: an expression of " + expr::Format(map_->name) + " was checked and does not bind");
  return bound;
}

Expr BoundTable::Misfits(const Expr& when) const { return owner_->catalogue_->types_are_kept ? expr::False() : expr::Misfits(when); }

// Facts of a row --------------------------------------------------------------------------------------------------------------------------

// `body` over the table that the event's column is in; a link that leads nowhere makes it false.
namespace {
const stores::Table& EventTable(const BoundTable& bound, const Event& event, const stores::Catalogue& catalogue) {
  if (event.column.link.empty()) return bound.table();
  return *catalogue.Find(bound.map().FindLink(event.column.link)->to);
}
}  // namespace

Expr BoundTable::EventBefore(const Event& event, const Fact& fact) const {
  if (event.is_of_many()) {
    return ManyBefore(event, [&](const Expr& column, const expr::Codec& codec) {
      return And({Compare(Op::kLt, column, Literal(CutoffLiteral(codec, fact, owner_->zone_), column->type)), IsPlausible(column, codec)});
    });
  }
  const stores::Table& table = EventTable(*this, event, *owner_->catalogue_);
  const expr::Codec codec = CodecFor(event, table);
  return OnPath(event.column, [&](const Expr& column) {
    return And({Compare(Op::kLt, column, Literal(CutoffLiteral(codec, fact, owner_->zone_), column->type)), Plausible(table, event)});
  });
}

Expr BoundTable::EventKnown(const Event& event) const {
  if (event.is_of_many()) return ManyBefore(event, IsPlausible);
  const stores::Table& table = EventTable(*this, event, *owner_->catalogue_);
  return OnPath(event.column, [&](const Expr&) { return Plausible(table, event); });
}

Expr BoundTable::EventUnknown(const Event& event) const {
  if (event.is_of_many()) return event.of_null == OfNull::kUnknown ? Not(ManyBefore(event, IsPlausible)) : ManyUnknown(event);
  const stores::Table& table = EventTable(*this, event, *owner_->catalogue_);
  Expr fine = OnPath(event.column, [&](const Expr& column) {
    return event.of_null == OfNull::kUnknown ? Plausible(table, event) : Or({IsNull(column), Plausible(table, event)});
  });
  return Not(fine);
}

// Of an event of many rows: the way to them, the moment in each, and the one that is kept in the row itself (nullptr: none).
struct BoundTable::Many {
  Hop hop;
  Expr column, kept;
  expr::Codec codec, kept_codec;
  // `body` of the moments that there are: in some row, or the one that is kept.
  template <typename F>
  Expr Some(const F& body) const {
    Expr in_row = Related(hop, And({Not(IsNull(column)), body(column, codec)}));
    return kept == nullptr ? in_row : Or({in_row, And({Not(IsNull(kept)), body(kept, kept_codec)})});
  }
};

BoundTable::Many BoundTable::ManyOf(const Event& event) const {
  const stores::Table& target = EventTable(*this, event, *owner_->catalogue_);
  Many many{HopOf(*map_->FindLink(event.column.link)), ColumnExpr(target, event.column.column), nullptr, CodecFor(event, target), {}};
  if (event.kept_in.empty()) return many;
  Result<expr::Codec> codec = CodecOf(event, ColumnOf(*table_, event.kept_in));
  if (!codec) Panic("data map: " + codec.error().message);
  many.kept = ColumnExpr(*table_, event.kept_in);
  many.kept_codec = *codec;
  return many;
}

// The latest is before a day when something has happened and nothing else than that has; the earliest, when something has and nothing is
// in doubt.
Expr BoundTable::ManyBefore(const Event& event, const std::function<Expr(const Expr&, const expr::Codec&)>& is_before) const {
  const Many many = ManyOf(event);
  if (event.of == expr::Path::Of::kLeast) return And({Not(ManyUnknown(event)), many.Some(is_before)});
  const auto is_set = [](const Expr&, const expr::Codec&) { return expr::True(); };
  return And(
      {Not(many.Some([&](const Expr& column, const expr::Codec& codec) { return Not(is_before(column, codec)); })), many.Some(is_set)});
}

// Somewhere stands something that is no moment.
Expr BoundTable::ManyUnknown(const Event& event) const {
  return ManyOf(event).Some([](const Expr& column, const expr::Codec& codec) { return Not(IsPlausible(column, codec)); });
}

Expr BoundTable::StateEnded(const State& state, const Fact& fact) const {
  Expr when = BoundSyntax(state.when);
  Expr is_false = state.of_null == OfNull::kFalse ? Not(IsTrue(when)) : IsFalse(when);
  return And({is_false, Not(Misfits(when)), EventBefore(*map_->FindEvent(state.until), fact)});
}

Expr BoundTable::StateUnknown(const State& state) const {
  Expr when = BoundSyntax(state.when);
  Expr no_end = Not(EventKnown(*map_->FindEvent(state.until)));
  switch (state.of_null) {
    case OfNull::kFalse:
      return Or({Misfits(when), And({Not(IsTrue(when)), no_end})});
    case OfNull::kTrue:
      return Or({Misfits(when), And({IsFalse(when), no_end})});
    default:
      return Or({Misfits(when), And({Not(IsTrue(when)), Not(IsFalse(when))}), And({IsFalse(when), no_end})});
  }
}

Expr BoundTable::ConditionExpr(const Condition& condition, bool unknown) const {
  Expr when = BoundSyntax(condition.when);
  if (!unknown) return And({condition.of_null == OfNull::kTrue ? Not(IsFalse(when)) : IsTrue(when), Not(Misfits(when))});
  if (condition.of_null != OfNull::kUnknown) return Misfits(when);
  return Or({Misfits(when), And({Not(IsTrue(when)), Not(IsFalse(when))})});
}

Expr BoundTable::ConditionTrue(const std::string& name) const { return ConditionExpr(*map_->FindCondition(name), false); }
Expr BoundTable::ConditionUnknown(const std::string& name) const { return ConditionExpr(*map_->FindCondition(name), true); }

// Persons -------------------------------------------------------------------------------------------------------------------------------

Expr BoundTable::Person(const Fact& fact) const {
  const datamap::Person* person = map_->FindPerson(fact.role);
  if (person == nullptr) Panic("data map: no person `" + fact.role + "` in " + expr::Format(map_->name));
  const bool always = person->key.link.empty() && !ColumnOf(*table_, person->key.column).nullable;
  const auto is_set = [always](const Expr& key) { return always ? expr::True() : Not(IsNull(key)); };
  if (fact.kind == Fact::Kind::kPresent) {
    Expr set = OnPath(person->key, is_set);
    const std::optional<expr::Value> emptied = EmptiedKey(*person);
    if (!emptied) return set;
    // Where something is said, it is about the person of that key, whoever that is.
    std::vector<Expr> names = {
        OnPath(person->key, [&](const Expr& key) { return IsTrue(Compare(Op::kNe, key, Literal(*emptied, key->type))); })};
    for (const FieldGroup& group : groups_) {
      const std::vector<std::string>& roles = group.binding.roles;
      if (group.link_of.empty() && std::find(roles.begin(), roles.end(), fact.role) != roles.end()) names.push_back(HasValue(group));
    }
    return And({set, Or(std::move(names))});
  }
  if (fact.kind == Fact::Kind::kPersonUnknown) {
    if (person->of_null == OfNull::kUnknown) return Not(OnPath(person->key, is_set));
    return person->key.link.empty() ? expr::False() : Not(OnPath(person->key, [](const Expr&) { return expr::True(); }));
  }
  // Nobody can be held where people have no key in common.
  if (owner_->SubjectKey() == nullptr) return expr::False();
  const PersonState& state = owner_->person_state_;
  if (fact.kind == Fact::Kind::kHeld ? !state.held : !state.ended) return expr::False();
  // Løfte's own table: an open row of this person.
  return OnPath(person->key, [&](const Expr& key) {
    return Related(Hop{{map_->name.store, kOwnSchema, "subject_state"}, {{key->column.name, "subject_key"}}, {}, false},
                   owner_->StateOf(fact));
  });
}

std::vector<KeptMoment> BoundMap::KeptFrom(const BoundTable& table) const {
  std::vector<KeptMoment> kept;
  for (const auto& reader : tables_) {
    for (const Event& event : reader->map().events) {
      const Link* link = event.kept_in.empty() ? nullptr : reader->map().FindLink(event.column.link);
      if (link != nullptr && Find(link->to) == &table) kept.push_back({reader.get(), &event, link});
    }
  }
  return kept;
}

Expr BoundMap::CanBeKept(const BoundTable& table) const {
  std::vector<Expr> all;
  for (const KeptMoment& kept : KeptFrom(table)) {
    const Expr column = ColumnExpr(table.table(), kept.event->column.column);
    all.push_back(Or({IsNull(column), Plausible(table.table(), *kept.event)}));
  }
  return And(std::move(all));
}

std::optional<expr::Value> BoundTable::EmptiedKey(const datamap::Person& person) const {
  const Link* link = person.key.link.empty() ? nullptr : map_->FindLink(person.key.link);
  const TableMap* of = link == nullptr ? map_ : owner_->map_->Find(link->to);
  const Field* field = of == nullptr ? nullptr : of->FindField(person.key.column);
  if (field == nullptr || field->link_of.empty() || field->blank.method != Method::kConstant) return std::nullopt;
  Result<expr::Value> constant = ConstantOf(field->blank, ColumnOf(link == nullptr ? *table_ : TargetOf(*link), field->column));
  if (!constant) Panic("data map: " + constant.error().message);
  return *constant;
}

Expr BoundTable::Serves(const Fact& fact) const {
  const auto serves = map_->serves.find(fact.name);
  const bool asks_unknown = fact.kind == Fact::Kind::kServesUnknown;
  if (serves == map_->serves.end()) return asks_unknown ? expr::False() : expr::True();
  Condition condition;
  condition.when = serves->second;
  const auto of_null = map_->serves_null.find(fact.name);
  condition.of_null = of_null == map_->serves_null.end() ? OfNull::kUnknown : of_null->second;
  return ConditionExpr(condition, asks_unknown);
}

Expr BoundTable::ResolveFact(const Fact& fact) const {
  constexpr std::size_t kMostRemembered = 5'000;
  if (resolved_.size() > kMostRemembered) resolved_.clear();
  FactKey key{fact.kind, fact.name, fact.role, fact.cutoff};
  const auto known = resolved_.find(key);
  return known != resolved_.end() ? known->second : resolved_.emplace(std::move(key), MakeFact(fact)).first->second;
}

Expr BoundTable::MakeFact(const Fact& fact) const {
  using Kind = Fact::Kind;
  switch (fact.kind) {
    case Kind::kPresent:
    case Kind::kPersonUnknown:
    case Kind::kHeld:
    case Kind::kGroundEnded:
      return Person(fact);
    case Kind::kServes:
    case Kind::kServesUnknown:
      return Serves(fact);
    default:
      break;
  }
  // A fact of the row; or, if the registry defines it, of the person in the role.
  const DataMap::Registry* registry = owner_->map_->RegistryOf(map_->name.store);
  const BoundTable* people = registry == nullptr ? nullptr : owner_->Find(registry->table);
  const auto on = [&](const BoundTable& table, Expr body, bool unknown) {
    if (&table == this && &table != people) return body;
    return unknown ? Not(OnPerson(fact.role, Not(body))) : OnPerson(fact.role, body);
  };
  for (const BoundTable* table : {this, people}) {
    if (table == nullptr) continue;
    if (const Event* event = table->map_->FindEvent(fact.name)) {
      if (fact.kind == Kind::kEventBefore) return on(*table, table->EventBefore(*event, fact), false);
      if (fact.kind == Kind::kEventUnknown) return on(*table, table->EventUnknown(*event), true);
    }
    if (const State* state = table->map_->FindState(fact.name)) {
      if (fact.kind == Kind::kStateEnded) return on(*table, table->StateEnded(*state, fact), false);
      if (fact.kind == Kind::kStateUnknown) return on(*table, table->StateUnknown(*state), true);
    }
    if (const Condition* condition = table->map_->FindCondition(fact.name)) {
      if (fact.kind == Kind::kConditionTrue) return on(*table, table->ConditionExpr(*condition, false), false);
      if (fact.kind == Kind::kConditionUnknown) return on(*table, table->ConditionExpr(*condition, true), true);
    }
  }
  Panic("data map: nothing defines `" + fact.name + "` for " + expr::Format(map_->name));
}

Expr BoundTable::Resolve(const Expr& formula) const {
  return expr::Substitute(formula, [this](const expr::Node& leaf, int) { return leaf.op == Op::kFact ? ResolveFact(leaf.fact) : Expr(); });
}

// Values --------------------------------------------------------------------------------------------------------------------------------

expr::Value BoundTable::BlankConstant(const Field& field) const {
  Result<expr::Value> constant = ConstantOf(field.blank, ColumnOf(*table_, field.column));
  if (!constant) Panic("data map: " + constant.error().message);
  return *constant;
}

Expr BoundTable::HasValue(const Field& field) const {
  Expr column = ColumnExpr(*table_, field.column);
  Expr set = Not(IsNull(column));
  if (field.blank.method == Method::kConstant) {
    Expr other = Compare(Op::kNe, column, Literal(BlankConstant(field), column->type));
    // Of what is no truth at all a comparison with one says nothing, and it is a value all the same.
    if (column->type == expr::Type::kBool) other = Or({Not(Fits(column)), std::move(other)});
    return And({set, std::move(other)});
  }
  if (field.blank.method == Method::kKey) {
    std::vector<Expr> key;
    for (const std::string& name : table_->KeyColumns()) key.push_back(ColumnExpr(*table_, name));
    return And({set, Not(IsTrue(expr::IsErasedKey(column, std::move(key))))});
  }
  return set;
}

Expr BoundTable::HasValue(const FieldGroup& group) const {
  std::vector<Expr> any;
  for (const Field* field : group.fields) any.push_back(HasValue(*field));
  return Or(std::move(any));
}

std::optional<MomentColumn> BoundTable::Moment(const std::string& name, bool is_state, const std::string& role) const {
  const DataMap::Registry* registry = owner_->map_->RegistryOf(map_->name.store);
  const BoundTable* people = registry == nullptr ? nullptr : owner_->Find(registry->table);
  for (const BoundTable* table : {this, people}) {
    if (table == nullptr) continue;
    const State* state = is_state ? table->map_->FindState(name) : nullptr;
    const Event* event = is_state ? (state == nullptr ? nullptr : table->map_->FindEvent(state->until)) : table->map_->FindEvent(name);
    if (event == nullptr) continue;
    MomentColumn moment;
    if (table == people) {
      const datamap::Person* person = map_->FindPerson(role);
      if (person == nullptr) return std::nullopt;
      const bool is_self = this == people && person->key.link.empty() && person->key.column == registry->key;
      if (!is_self) {
        if (!person->key.link.empty()) moment.path.hops.push_back(HopOf(*map_->FindLink(person->key.link)));
        moment.path.hops.push_back(Hop{registry->table, {{person->key.column, registry->key}}, {}, true});
      }
    }
    if (!event->column.link.empty()) moment.path.hops.push_back(table->HopOf(*table->map_->FindLink(event->column.link)));
    const stores::Table& target = EventTable(*table, *event, *owner_->catalogue_);
    moment.path.column = event->column.column;
    moment.path.of = event->of;
    moment.path.kept_in = event->kept_in;
    moment.type = ColumnOf(target, moment.path.column).type;
    moment.codec = CodecFor(*event, target);
    return moment;
  }
  return std::nullopt;
}

}  // namespace lofte::datamap
