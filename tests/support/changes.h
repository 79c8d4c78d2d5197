// How the rows of one table differ between two looks at it.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/snapshot.h"

namespace lofte::tests {

struct Changes {
  using Row = std::vector<std::string>;  // as TableSnapshot has it
  std::vector<Row> gone, added;
  std::vector<std::pair<Row, Row>> changed;  // what was, what is
};

// A generated column follows what it is made of: when some of these fields are emptied.
bool MayFollow(const stores::Column& column, const std::set<std::string>& emptied);

// A row is known by the table's key; where there is none, or where one of the `emptied` columns is of it, by the columns that are not
// emptied. Rows that stand alike in both are paired first.
Changes ChangesOf(const TableSnapshot& before, const TableSnapshot& after, const std::set<std::string>& emptied);

}  // namespace lofte::tests
