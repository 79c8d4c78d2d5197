// Whose the values of a row are, read of the rows themselves.
#pragma once

#include <string>
#include <vector>

#include "engine/site.h"
#include "support/row_ends.h"
#include "support/snapshot.h"

namespace lofte::tests {

// The column as the table declares it, and where it stands in a row of a snapshot. Panics where there is none.
std::size_t IndexOf(const stores::Table& table, const std::string& column);

// Borrows both.
class PersonsOf {
 public:
  PersonsOf(stores::Store& store, const Snapshot& tables) : store_(store), tables_(tables) {}

  // `user 7` of each of these roles in which somebody is named, in order. A key in its erased form names nobody.
  std::vector<std::string> Of(const datamap::BoundTable& table, const std::vector<std::string>& row, const RowEnds& ends,
                              const std::vector<std::string>& roles) const;
  // The column in which the key of that role is.
  const stores::Column& KeyColumn(const datamap::BoundTable& table, const std::string& role) const;

 private:
  const TableSnapshot& TargetOf(const datamap::Link& link) const;
  std::string KeyOf(const datamap::BoundTable& table, const std::vector<std::string>& row, const datamap::Person& person) const;

  stores::Store& store_;
  const Snapshot& tables_;
};

}  // namespace lofte::tests
