// Every row of every table of an application, each value exactly: for saying what has changed and what has not.
#pragma once

#include <string>
#include <vector>

#include "stores/store.h"

namespace lofte::tests {

// Values as SQL would write them, with their type and all their digits: NULL and 'NULL', 1 and '1' and 1.0 are different. PostgreSQL, in
// which a column has one type: numbers as they are, all else quoted.
struct TableSnapshot {
  stores::Table table;
  std::vector<std::vector<std::string>> rows;  // sorted; one value per column of `table`

  // `notes` or `schema.notes`.
  std::string Name() const;
  // `notes: 1|'text'|NULL`
  std::string Line(const std::vector<std::string>& row) const;
};
using Snapshot = std::vector<TableSnapshot>;  // ordered by name

// SQL for the value of this column as TableSnapshot has it; `sql`: the value.
std::string Exactly(const stores::Column& column, stores::Dialect dialect, const std::string& sql);
// A value that a program has, as TableSnapshot has it of this column. `is_whole`: it was read as sql::Listing::Whole reads.
std::string ExactlyOf(stores::Store& store, const stores::Column& column, const expr::Value& value, bool is_whole);

// Sees what is committed, and what the store's own transaction has done. Panics on an error of the store.
Snapshot SnapshotOf(stores::Store& store);

}  // namespace lofte::tests
