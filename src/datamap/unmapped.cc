#include <algorithm>

#include "datamap/check.h"

namespace lofte::datamap {

std::vector<const stores::Column*> UnmappedColumns(const TableMap& table, const stores::Table& live) {
  std::vector<const stores::Column*> columns;
  for (const stores::Column& column : live.columns)
    if (!table.FindField(column.name)) columns.push_back(&column);
  return columns;
}

std::vector<const stores::Table*> UnmappedTables(const DataMap& map, const stores::Catalogue& catalogue) {
  std::vector<const stores::Table*> named, unmapped;
  for (const TableMap& table : map.tables) named.push_back(catalogue.Find(table.name));
  for (const expr::TableName& table : map.without_personal_data) named.push_back(catalogue.Find(table));
  for (const stores::Table& live : catalogue.tables)
    if (std::find(named.begin(), named.end(), &live) == named.end()) unmapped.push_back(&live);
  return unmapped;
}

}  // namespace lofte::datamap
