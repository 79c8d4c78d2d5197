#include "support/snapshot.h"

#include <algorithm>

#include "base/result.h"
#include "sql/print.h"

namespace lofte::tests {

namespace {

// quote() ends a text at its first NUL character.
std::string ExactlyInSqlite(const std::string& column) {
  return "CASE WHEN typeof(" + column + ") = 'text' AND instr(" + column + ", char(0)) > 0 THEN 'text ' || quote(CAST(" + column +
         " AS BLOB)) ELSE quote(" + column + ") END";
}

std::string ExactlyInPostgres(const stores::Column& column, const std::string& name) {
  if (column.type == expr::Type::kInt || column.type == expr::Type::kReal) return "coalesce(" + name + "::text, 'NULL')";
  return "quote_nullable(" + name + "::text)";
}

}  // namespace

std::string Exactly(const stores::Column& column, stores::Dialect dialect, const std::string& sql) {
  return dialect == stores::Dialect::kSqlite ? ExactlyInSqlite(sql) : ExactlyInPostgres(column, sql);
}

std::string ExactlyOf(stores::Store& store, const stores::Column& column, const expr::Value& value, bool is_whole) {
  const bool is_sqlite = store.dialect() == stores::Dialect::kSqlite;
  const std::string given = is_sqlite ? "?1" : is_whole ? "$1::text" : "CAST($1 AS " + column.declared + ")";
  const auto rows = store.Query("SELECT " + Exactly(column, store.dialect(), given), {value});
  if (!rows) Panic("query: " + rows.error().message);
  return std::get<std::string>(rows->rows.at(0).at(0));
}

std::string TableSnapshot::Name() const { return (table.name.schema.empty() ? "" : table.name.schema + ".") + table.name.table; }

std::string TableSnapshot::Line(const std::vector<std::string>& row) const {
  std::string line;
  for (const std::string& value : row) line += (line.empty() ? "" : "|") + value;
  return Name() + ": " + line;
}

Snapshot SnapshotOf(stores::Store& store) {
  Result<stores::Catalogue> catalogue = store.ReadCatalogue();
  if (!catalogue) Panic("catalogue: " + catalogue.error().message);
  Snapshot snapshot;
  for (stores::Table& table : catalogue->tables) {
    std::string columns;
    for (const stores::Column& column : table.columns)
      columns += (columns.empty() ? "" : ", ") + Exactly(column, store.dialect(), sql::Identifier(column.name));
    const auto rows = store.Query("SELECT " + columns + " FROM " + sql::TableRef(table.name, store.dialect()));
    if (!rows) Panic("query: " + rows.error().message);
    TableSnapshot of{std::move(table), {}};
    for (const auto& row : rows->rows) {
      std::vector<std::string>& values = of.rows.emplace_back();
      for (const expr::Value& value : row) values.push_back(std::get<std::string>(value));
    }
    std::sort(of.rows.begin(), of.rows.end());
    snapshot.push_back(std::move(of));
  }
  return snapshot;
}

}  // namespace lofte::tests
