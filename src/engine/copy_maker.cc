#include "engine/copy_maker.h"

#include "engine/read_facts.h"

namespace lofte::engine {

CopyMaker::CopyMaker(const Site& site, const Step& step) : site_(site), step_(step), listing_(step.table, site.store->dialect()) {
  listing_.Where(step.predicate);
  for (const std::string& column : step.key) key_.emplace_back(column, listing_.Value({{}, column}));
}

std::vector<std::pair<std::string, expr::Value>> CopyMaker::Pick(const Columns& columns, const std::vector<expr::Value>& row) {
  std::vector<std::pair<std::string, expr::Value>> values;
  for (const auto& [name, index] : columns) values.emplace_back(name, row.at(index));
  return values;
}

NewCopy CopyMaker::TraceOf(const std::vector<expr::Value>& row, time::Day day) const {
  NewCopy trace{{SealedCopy::Kind::kGone, expr::Format(step_.table), Pick(key_, row), {}, {}, {}}, {}};
  trace.ends.due = day;
  return trace;
}

CopyMaker::Columns CopyMaker::PeopleOf(const std::vector<std::string>& roles) {
  Columns people;
  for (const std::string& role : roles) {
    const datamap::TableMap& map = step_.bound->map();
    people.emplace_back(role, listing_.Value(PathOf(*map.FindPerson(role), map, *site_.catalogue)));
  }
  return people;
}

std::vector<std::pair<std::string, expr::Value>> CopyMaker::Present(const Columns& people, const grounds::Facts& facts,
                                                                    const std::vector<expr::Value>& row) {
  std::vector<std::pair<std::string, expr::Value>> present;
  for (const auto& [role, index] : people) {
    const auto known = facts.people.find(role);
    if (known != facts.people.end() && !known->second.is_present) continue;
    if (!expr::IsNull(row.at(index))) present.emplace_back(role, row.at(index));
  }
  return present;
}

}  // namespace lofte::engine
