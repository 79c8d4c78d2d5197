#include "datamap/datamap.h"

#include <algorithm>

namespace lofte::datamap {
namespace {

template <typename T>
const T* FindNamed(const std::vector<T>& items, std::string_view name, std::string T::*member) {
  auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.*member == name; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Field* TableMap::FindField(std::string_view column) const { return FindNamed(fields, column, &Field::column); }
const Person* TableMap::FindPerson(std::string_view role) const { return FindNamed(persons, role, &Person::role); }
const Event* TableMap::FindEvent(std::string_view event) const { return FindNamed(events, event, &Event::name); }
const State* TableMap::FindState(std::string_view state) const { return FindNamed(states, state, &State::name); }
const Condition* TableMap::FindCondition(std::string_view condition) const { return FindNamed(conditions, condition, &Condition::name); }
const Link* TableMap::FindLink(std::string_view link) const { return FindNamed(links, link, &Link::name); }

const TableMap* DataMap::Find(const expr::TableName& name) const {
  auto found = std::find_if(tables.begin(), tables.end(), [&](const TableMap& table) { return table.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

const DataMap::Registry* DataMap::RegistryOf(std::string_view store) const {
  auto found = std::find_if(people.begin(), people.end(), [&](const Registry& registry) { return registry.table.store == store; });
  return found == people.end() ? nullptr : &*found;
}

}  // namespace lofte::datamap
