// Rows named by their keys, as people may see them: numbers and UUIDs that the data map maps to no category. A word as a key may be
// somebody's name.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/site.h"
#include "expr/value.h"
#include "sql/print.h"

namespace lofte::engine {

// A row that was read.
struct RowRead {
  std::string table;  // with the store's name
  std::string key;    // `4711`, `order_id=7,line=2`; empty: it is not to be shown, there is none, or there are several such rows
  bool is_this = false;
  bool is_there = true;  // false: the way leads to no row
};

// The key of a row in some table, as columns of a listing of rows from which hops lead there. Borrows the site's catalogue and map. The
// table is in the catalogue.
class RowKeyColumns {
 public:
  RowKeyColumns(const Site& site, const expr::TableName& table, std::vector<expr::Hop> hops, sql::Listing& listing);

  RowRead Read(const std::vector<expr::Value>& row) const;
  // Where they stand in an ORDER BY: `, 1, 2`.
  std::string Ordinals() const;

 private:
  const stores::Table& live_;
  const datamap::TableMap* map_;
  std::string name_;
  bool is_shown_ = true;
  std::vector<std::pair<std::string, std::size_t>> columns_;
};

}  // namespace lofte::engine
