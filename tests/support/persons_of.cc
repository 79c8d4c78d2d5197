#include "support/persons_of.h"

#include <algorithm>

#include "base/result.h"

namespace lofte::tests {

std::size_t IndexOf(const stores::Table& table, const std::string& column) {
  const stores::Column* found = table.Find(column);
  if (found == nullptr) Panic("no column " + column);
  return static_cast<std::size_t>(found - table.columns.data());
}

const TableSnapshot& PersonsOf::TargetOf(const datamap::Link& link) const {
  const auto is_target = [&](const TableSnapshot& of) {
    const bool is_default = of.table.name.schema.empty() && (link.to.schema == "main" || link.to.schema == "public");
    return of.table.name.table == link.to.table && (of.table.name.schema == link.to.schema || is_default);
  };
  const auto found = std::find_if(tables_.begin(), tables_.end(), is_target);
  if (found == tables_.end()) Panic("a link leads to no table");
  return *found;
}

const stores::Column& PersonsOf::KeyColumn(const datamap::BoundTable& table, const std::string& role) const {
  const datamap::ColumnPath& key = table.map().FindPerson(role)->key;
  const stores::Table& in = key.link.empty() ? table.table() : TargetOf(*table.map().FindLink(key.link)).table;
  return in.columns.at(IndexOf(in, key.column));
}

std::string PersonsOf::KeyOf(const datamap::BoundTable& table, const std::vector<std::string>& row, const datamap::Person& person) const {
  if (person.key.link.empty()) return row.at(IndexOf(table.table(), person.key.column));
  const datamap::Link& link = *table.map().FindLink(person.key.link);
  const TableSnapshot& target = TargetOf(link);
  const auto is_linked = [&](const std::vector<std::string>& other) {
    for (const auto& [own, theirs] : link.on) {
      const std::string& value = row.at(IndexOf(table.table(), own));
      if (value == "NULL" || value != other.at(IndexOf(target.table, theirs))) return false;
    }
    for (const auto& [theirs, value] : link.fixed) {
      const std::size_t at = IndexOf(target.table, theirs);
      if (other.at(at) != ExactlyOf(store_, target.table.columns[at], value, false)) return false;
    }
    return true;
  };
  const auto found = std::find_if(target.rows.begin(), target.rows.end(), is_linked);
  return found == target.rows.end() ? "NULL" : found->at(IndexOf(target.table, person.key.column));
}

std::vector<std::string> PersonsOf::Of(const datamap::BoundTable& table, const std::vector<std::string>& row, const RowEnds& ends,
                                       const std::vector<std::string>& roles) const {
  std::vector<std::string> persons;
  const std::vector<datamap::Field>& fields = table.map().fields;
  for (const std::string& role : roles) {
    const std::string key = KeyOf(table, row, *table.map().FindPerson(role));
    bool is_emptied = key == "NULL";
    for (std::size_t i = 0; i < fields.size(); ++i) is_emptied |= fields[i].link_of == role && !ends.has_value[i];
    if (!is_emptied) persons.push_back(role + " " + key);
  }
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace lofte::tests
