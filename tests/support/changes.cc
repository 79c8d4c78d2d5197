#include "support/changes.h"

#include <algorithm>
#include <map>

namespace lofte::tests {

namespace {

using Row = Changes::Row;

Row Projected(const Row& row, const std::vector<std::size_t>& columns) {
  Row out;
  for (const std::size_t column : columns) out.push_back(row[column]);
  return out;
}

std::vector<std::size_t> KnownBy(const stores::Table& table, const std::set<std::string>& emptied) {
  const std::vector<std::string> key = table.KeyColumns();
  const bool by_key = !key.empty() && std::none_of(key.begin(), key.end(), [&](const auto& column) { return emptied.count(column) > 0; });
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const stores::Column& column = table.columns[i];
    const bool known = by_key ? std::find(key.begin(), key.end(), column.name) != key.end()
                              : emptied.count(column.name) == 0 && !MayFollow(column, emptied);
    if (known) columns.push_back(i);
  }
  return columns;
}

}  // namespace

bool MayFollow(const stores::Column& column, const std::set<std::string>& emptied) { return column.generated && !emptied.empty(); }

Changes ChangesOf(const TableSnapshot& before, const TableSnapshot& after, const std::set<std::string>& emptied) {
  const std::vector<std::size_t> known_by = KnownBy(before.table, emptied);
  Changes changes;
  std::vector<Row> left, came;
  std::set_difference(before.rows.begin(), before.rows.end(), after.rows.begin(), after.rows.end(), std::back_inserter(left));
  std::set_difference(after.rows.begin(), after.rows.end(), before.rows.begin(), before.rows.end(), std::back_inserter(came));
  std::multimap<Row, Row> candidates;
  for (Row& row : left) {
    Row known = Projected(row, known_by);
    candidates.emplace(std::move(known), std::move(row));
  }
  for (Row& row : came) {
    const auto was = candidates.find(Projected(row, known_by));
    if (was == candidates.end()) {
      changes.added.push_back(std::move(row));
      continue;
    }
    changes.changed.emplace_back(std::move(was->second), std::move(row));
    candidates.erase(was);
  }
  for (auto& [known, row] : candidates) changes.gone.push_back(std::move(row));
  return changes;
}

}  // namespace lofte::tests
