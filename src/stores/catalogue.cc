#include "stores/catalogue.h"

#include <algorithm>

#include "base/sha256.h"

namespace lofte::stores {
namespace {

// Every field is written with its length in front, so that no two catalogues share a text.
class Canonical {
 public:
  void Add(std::string_view text) { text_ += std::to_string(text.size()) + ":" + std::string(text); }
  void Add(std::int64_t number) { Add(std::to_string(number)); }
  void Add(const expr::TableName& name) {
    Add(name.store);
    Add(name.schema);
    Add(name.table);
  }
  void Add(const std::vector<std::string>& names) {
    Add(static_cast<std::int64_t>(names.size()));
    for (const std::string& name : names) Add(name);
  }
  void Add(const Column& column) {
    Add(column.name);
    Add(column.declared);
    Add(column.collation);
    Add(expr::NameOf(column.type));
    for (bool flag : {column.nullable, column.has_default, column.generated}) Add(flag ? "1" : "0");
    Add(std::int64_t{column.max_length});
  }
  void Add(const Unique& unique) {
    Add(unique.name);
    Add(unique.columns);
    for (bool flag : {unique.primary, unique.partial}) Add(flag ? "1" : "0");
  }
  void Add(const ForeignKey& key) {
    Add(key.name);
    Add(key.columns);
    Add(key.target);
    Add(key.target_columns);
    Add(static_cast<std::int64_t>(key.on_delete));
  }
  void Add(const Check& check) {
    Add(check.name);
    Add(check.expression);
    Add(check.columns);
  }
  void Add(const Trigger& trigger) {
    Add(trigger.name);
    Add(trigger.events);
  }
  template <typename T>
  void AddAll(const std::vector<T>& parts) {
    Add(static_cast<std::int64_t>(parts.size()));
    for (const T& part : parts) Add(part);
  }
  void Add(const Table& table) {
    Add(table.name);
    AddAll(table.columns);
    AddAll(table.uniques);
    AddAll(table.foreign_keys);
    AddAll(table.checks);
    AddAll(table.triggers);
    for (bool flag : {table.row_security, table.without_row_position, table.is_inherited}) Add(flag ? "1" : "0");
    Add(std::int64_t{table.row_security_policies});
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

bool AllNotNull(const Table& table, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&table](const std::string& name) {
    const Column* column = table.Find(name);
    return column != nullptr && !column->nullable;
  });
}

}  // namespace

const Column* Table::Find(std::string_view column) const {
  auto found = std::find_if(columns.begin(), columns.end(), [column](const Column& candidate) { return candidate.name == column; });
  return found == columns.end() ? nullptr : &*found;
}

std::vector<std::string> Table::KeyColumns() const {
  for (const Unique& unique : uniques) {
    if (unique.primary) return unique.columns;
  }
  for (const Unique& unique : uniques) {
    if (!unique.partial && !unique.columns.empty() && AllNotNull(*this, unique.columns)) return unique.columns;
  }
  return {};
}

bool Table::IsUnique(const std::vector<std::string>& columns) const {
  return std::any_of(uniques.begin(), uniques.end(), [&columns](const Unique& unique) {
    // Columns are unique together when some of them are.
    return !unique.partial && !unique.columns.empty() &&
           std::all_of(unique.columns.begin(), unique.columns.end(),
                       [&](const std::string& name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); });
  });
}

const Table* Catalogue::Find(const expr::TableName& name) const {
  expr::TableName wanted = name;
  if (wanted.schema == default_schema) wanted.schema.clear();
  auto found = std::find_if(tables.begin(), tables.end(), [&wanted](const Table& table) { return table.name == wanted; });
  return found == tables.end() ? nullptr : &*found;
}

std::string Catalogue::Fingerprint() const {
  Canonical canonical;
  canonical.Add("lofte catalogue 1");
  canonical.Add(default_schema);
  canonical.AddAll(tables);
  return Sha256Hex(canonical.text());
}

}  // namespace lofte::stores
