// What is to become of the values of each row at some T, asked of the database before a sweep: which are blocked, which are counted. By the
// formulas of the plan; what the rows hold, and whose they are, is read of the database itself.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/site.h"
#include "grounds/lower.h"
#include "support/snapshot.h"

namespace lofte::tests {

struct RowEnds {
  std::vector<bool> sealed, counted;  // by index of BoundTable::groups
  std::vector<bool> has_value;        // by index of TableMap::fields
};

class StoreEnds {
 public:
  // Sets the person state of the site, which therefore is not that of the sweep. Empty where that state cannot be read: then no sweep runs.
  StoreEnds(stores::Store& store, engine::Site& site, const grounds::Question& question);

  // Of a row as the snapshot of that moment has it; nullptr: nothing of the table can be blocked or counted.
  const RowEnds* Of(const std::string& table, const std::vector<std::string>& row) const;

 private:
  // By TableSnapshot::Name and the row. Rows that are alike in all columns end alike.
  std::map<std::string, std::map<std::vector<std::string>, RowEnds>> tables_;
};

}  // namespace lofte::tests
