#include "engine/read_facts.h"

#include <algorithm>

#include "base/words.h"

namespace lofte::engine {

using expr::Expr;
using expr::Fact;
using expr::Tri;
using grounds::FactName;

namespace {

Expr Named(Fact::Kind kind, const FactName& name) { return expr::FactOf(Fact{kind, name.first, name.second, {}}); }

}  // namespace

sql::Path PathOf(const datamap::Person& person, const datamap::TableMap& map, const stores::Catalogue& catalogue) {
  sql::Path path{{}, person.key.column};
  if (!person.key.link.empty()) path.hops.push_back(datamap::HopOf(*map.FindLink(person.key.link), catalogue));
  return path;
}

FactReader::FactReader(const datamap::BoundTable& table, const std::vector<const datamap::FieldGroup*>& groups, const time::Zone& zone,
                       sql::Listing& listing)
    : zone_(zone) {
  grounds::FactNames names;
  for (const datamap::FieldGroup* group : groups) {
    const grounds::FactNames of = grounds::FactsAsked(group->binding);
    AddEachOnce(names.events, of.events);
    AddEachOnce(names.states, of.states);
    AddEachOnce(names.conditions, of.conditions);
    AddEachOnce(names.serves, of.serves);
    AddEachOnce(names.ended_grounds, of.ended_grounds);
    AddEachOnce(names.people, of.people);
  }
  const auto truth = [&](Fact::Kind kind, const FactName& name) { return listing.Truth(table.Resolve(Named(kind, name))); };
  for (const FactName& name : names.events) AddMoment(table, name, false, listing);
  for (const FactName& name : names.states) AddMoment(table, name, true, listing);
  for (const FactName& name : names.conditions)
    conditions_.push_back({name, truth(Fact::Kind::kConditionTrue, name), truth(Fact::Kind::kConditionUnknown, name)});
  for (const FactName& name : names.serves)
    serves_.push_back({name, truth(Fact::Kind::kServes, name), truth(Fact::Kind::kServesUnknown, name)});
  for (const std::string& role : names.people)
    people_.push_back({role, truth(Fact::Kind::kPresent, {"", role}), truth(Fact::Kind::kPersonUnknown, {"", role}),
                       truth(Fact::Kind::kHeld, {"", role})});
  for (const FactName& name : names.ended_grounds) grounds_.push_back({name, truth(Fact::Kind::kGroundEnded, name)});
}

void FactReader::AddMoment(const datamap::BoundTable& table, const FactName& name, bool is_state, sql::Listing& listing) {
  const std::optional<datamap::MomentColumn> column = table.Moment(name.first, is_state, name.second);
  if (!column) Panic("nothing holds the moment of `" + name.first + "`");
  Moment moment{name, 0, 0, 0, column->codec};
  moment.unknown = listing.Truth(table.Resolve(Named(is_state ? Fact::Kind::kStateUnknown : Fact::Kind::kEventUnknown, name)));
  moment.column = listing.Value(column->path);
  if (is_state) {
    // Whenever it was that the state ended.
    const Fact ended{Fact::Kind::kStateEnded, name.first, name.second, time::kLastDay};
    moment.happened = listing.Truth(table.Resolve(expr::FactOf(ended)));
  }
  (is_state ? states_ : events_).push_back(std::move(moment));
}

grounds::Facts FactReader::Read(const std::vector<expr::Value>& row) const {
  grounds::Facts facts(zone_);
  const auto is = [&](std::size_t column) { return IsTrue(row.at(column)); };
  const auto tri = [&](const Condition& of) { return is(of.unknown) ? Tri::kUnknown : is(of.is_true) ? Tri::kTrue : Tri::kFalse; };
  for (const Moment& of : events_) facts.events[of.name] = {expr::Decode(of.codec, row.at(of.column)), is(of.unknown)};
  for (const Moment& of : states_) {
    grounds::StateFact& state = facts.states[of.name];
    state.is_unknown = is(of.unknown);
    if (is(of.happened)) state.ended = expr::Decode(of.codec, row.at(of.column));
  }
  for (const Condition& of : conditions_) facts.conditions[of.name] = tri(of);
  for (const Condition& of : serves_) facts.serves[of.name] = tri(of);
  for (const Person& of : people_) facts.people[of.role] = {is(of.present), is(of.unknown), is(of.held)};
  for (const Ground& of : grounds_) facts.ended_grounds[of.name] = is(of.ended);
  return facts;
}

}  // namespace lofte::engine
