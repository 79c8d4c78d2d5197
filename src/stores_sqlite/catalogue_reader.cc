#include "stores_sqlite/catalogue_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "stores/identifier.h"
#include "stores_sqlite/create_table.h"

namespace lofte::stores_sqlite {
namespace {

using stores::EqualIgnoringCase;
using Row = std::vector<expr::Value>;

std::string TextOf(const expr::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : *text;
}
std::int64_t NumberOf(const expr::Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? 0 : *number;
}

struct TableEntry {
  std::string name;
  bool is_virtual = false;
  bool without_rowid = false;
  std::string sql;
};

// Read as a text, and of NUMERIC affinity (sqlite.org, Datatypes, 3.1): a DATE, DATETIME or TIMESTAMP.
bool ComparesAsNumber(const std::string& declared) {
  std::string upper = declared;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (const char* text : {"INT", "CHAR", "CLOB", "TEXT", "BLOB"})
    if (upper.find(text) != std::string::npos) return false;
  return upper.find("DATE") != std::string::npos || upper.find("TIME") != std::string::npos;
}

bool IsOwn(const std::string& table) {
  for (const char* own : {"lofte_meta", "lofte_journal", "lofte_subject_state", "lofte_sealed", "lofte_sealed_person", "lofte_cells"})
    if (EqualIgnoringCase(table, own)) return true;
  return false;
}

// Shadow tables belong to their virtual table, sqlite_ tables to SQLite.
Result<std::vector<TableEntry>> ReadTables(Connection& connection) {
  LOFTE_ASSIGN(const stores::Rows rows,
               connection.Query("SELECT l.name, l.type, l.wr, m.sql FROM pragma_table_list AS l "
                                "LEFT JOIN main.sqlite_master AS m ON m.type = 'table' AND m.name = l.name "
                                "WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                                "ORDER BY l.name"));
  std::vector<TableEntry> tables;
  for (const Row& row : rows.rows) {
    TableEntry entry{TextOf(row[0]), TextOf(row[1]) == "virtual", NumberOf(row[2]) != 0, TextOf(row[3])};
    if (!IsOwn(entry.name)) tables.push_back(std::move(entry));
  }
  return tables;
}

bool IsRowPosition(const TableEntry& entry, const std::vector<stores::Column>& columns) {
  const bool hidden =
      std::any_of(columns.begin(), columns.end(), [](const stores::Column& column) { return EqualIgnoringCase(column.name, "_rowid_"); });
  return !entry.is_virtual && !entry.without_rowid && !hidden;
}

// Reads one table; `rowid_key` comes out as the column that is another name of the rowid, if there is one.
class TableReader {
 public:
  TableReader(Connection& connection, const TableEntry& entry) : connection_(connection), entry_(entry) {
    table_.name = {connection.store(), "", entry.name};
  }

  Result<stores::Table> Read() {
    const Status columns = ReadColumns();
    // The module of a virtual table may be missing here.
    if (!columns && !entry_.is_virtual) return Fail(columns.error());
    table_.without_row_position = !IsRowPosition(entry_, table_.columns);
    if (entry_.is_virtual) return table_;
    LOFTE_TRY(ReadIndexes());
    NoteRowidKey();
    LOFTE_TRY(ReadForeignKeys());
    LOFTE_TRY(ReadTriggers());
    table_.checks = ChecksOf(entry_.sql, table_.columns);
    LOFTE_TRY(ReadDerived());
    return table_;
  }

 private:
  Status ReadColumns() {
    LOFTE_ASSIGN(const stores::Rows rows,
                 connection_.Query("SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(?1, 'main') "
                                   "ORDER BY cid",
                                   {entry_.name}));
    std::map<std::int64_t, std::string> key;
    for (const Row& row : rows.rows) {
      const std::int64_t hidden = NumberOf(row[5]);
      if (hidden == 1) continue;
      stores::Column column;
      column.name = TextOf(row[0]);
      column.declared = TextOf(row[1]);
      column.type = TypeOf(column.declared);
      column.compares_as_number = ComparesAsNumber(column.declared);
      column.collation = connection_.CollationOf(entry_.name, column.name);
      column.generated = hidden == 2 || hidden == 3;
      column.has_default = NumberOf(row[3]) != 0;
      const std::int64_t key_position = NumberOf(row[4]);
      column.nullable = NumberOf(row[2]) == 0 && !(key_position > 0 && entry_.without_rowid);
      if (key_position > 0) key[key_position] = column.name;
      table_.columns.push_back(std::move(column));
    }
    for (auto& [position, name] : key) key_.push_back(name);
    return {};
  }

  Status ReadIndexes() {
    LOFTE_ASSIGN(
        const stores::Rows rows,
        connection_.Query("SELECT name, \"unique\", origin, partial FROM pragma_index_list(?1, 'main') ORDER BY origin <> 'pk', name",
                          {entry_.name}));
    for (const Row& row : rows.rows) {
      stores::Index index;
      index.name = TextOf(row[0]);
      LOFTE_ASSIGN(index.columns, IndexColumns(index.name));
      const bool primary = TextOf(row[2]) == "pk";
      const bool partial = NumberOf(row[3]) != 0;
      has_key_index_ = has_key_index_ || primary;
      if (NumberOf(row[1]) != 0) {
        const bool on_expression = std::find(index.columns.begin(), index.columns.end(), "") != index.columns.end();
        table_.uniques.push_back({index.name, on_expression ? std::vector<std::string>() : index.columns, primary, partial});
      }
      if (!partial) table_.indexes.push_back(std::move(index));
    }
    return {};
  }

  Result<std::vector<std::string>> IndexColumns(const std::string& index) {
    LOFTE_ASSIGN(const stores::Rows rows,
                 connection_.Query("SELECT name FROM pragma_index_xinfo(?1, 'main') WHERE \"key\" = 1 ORDER BY seqno", {index}));
    std::vector<std::string> columns;
    for (const Row& row : rows.rows) columns.push_back(TextOf(row[0]));
    return columns;
  }

  // INTEGER PRIMARY KEY is the rowid itself: it has no index of its own, is never NULL, and is given by SQLite when left out.
  void NoteRowidKey() {
    if (key_.size() != 1 || has_key_index_ || entry_.without_rowid) return;
    for (stores::Column& column : table_.columns) {
      if (column.name != key_[0]) continue;
      column.nullable = false;
      column.has_default = true;
    }
    table_.uniques.insert(table_.uniques.begin(), {"", key_, true, false});
    table_.indexes.insert(table_.indexes.begin(), {"", key_});
  }

  Status ReadForeignKeys() {
    LOFTE_ASSIGN(
        const stores::Rows rows,
        connection_.Query("SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(?1, 'main') ORDER BY id, seq",
                          {entry_.name}));
    std::int64_t last = -1;
    for (const Row& row : rows.rows) {
      if (NumberOf(row[0]) != last) {
        table_.foreign_keys.push_back({"", {}, {connection_.store(), "", TextOf(row[1])}, {}, OnDeleteOf(TextOf(row[4]))});
        last = NumberOf(row[0]);
      }
      stores::ForeignKey& key = table_.foreign_keys.back();
      key.columns.push_back(TextOf(row[2]));
      if (!expr::IsNull(row[3])) key.target_columns.push_back(TextOf(row[3]));
    }
    return {};
  }

  static stores::OnDelete OnDeleteOf(const std::string& action) {
    if (action == "CASCADE") return stores::OnDelete::kCascade;
    if (action == "RESTRICT") return stores::OnDelete::kRestrict;
    if (action == "SET NULL") return stores::OnDelete::kSetNull;
    if (action == "SET DEFAULT") return stores::OnDelete::kSetDefault;
    return stores::OnDelete::kNoAction;
  }

  Status ReadDerived() {
    for (const stores::Column& column : table_.columns) {
      const bool is_unique = std::any_of(table_.uniques.begin(), table_.uniques.end(), [&column](const stores::Unique& unique) {
        return std::find(unique.columns.begin(), unique.columns.end(), column.name) != unique.columns.end();
      });
      if (!column.generated || (column.nullable && !is_unique)) continue;
      table_.derived.push_back(
          {stores::Derived::Kind::kGenerated, column.name, ColumnsOfGenerated(entry_.sql, column.name, table_.columns)});
    }
    for (const stores::Unique& unique : table_.uniques) {
      if (!unique.columns.empty() || unique.name.empty()) continue;
      LOFTE_ASSIGN(const stores::Rows rows,
                   connection_.Query("SELECT sql FROM main.sqlite_master WHERE type = 'index' AND name = ?1", {unique.name}));
      if (rows.rows.empty()) continue;
      table_.derived.push_back(
          {stores::Derived::Kind::kUniqueExpression, unique.name, ColumnsOfIndex(TextOf(rows.rows[0][0]), table_.columns)});
    }
    return {};
  }

  Status ReadTriggers() {
    LOFTE_ASSIGN(
        const stores::Rows rows,
        connection_.Query("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE ORDER BY name",
                          {entry_.name}));
    for (const Row& row : rows.rows) table_.triggers.push_back({TextOf(row[0]), TriggerEventOf(TextOf(row[1]))});
    return {};
  }

  Connection& connection_;
  const TableEntry& entry_;
  stores::Table table_;
  std::vector<std::string> key_;
  bool has_key_index_ = false;
};

stores::Table* FindIgnoringCase(stores::Catalogue& catalogue, const std::string& table) {
  auto found = std::find_if(catalogue.tables.begin(), catalogue.tables.end(),
                            [&table](const stores::Table& candidate) { return EqualIgnoringCase(candidate.name.table, table); });
  return found == catalogue.tables.end() ? nullptr : &*found;
}

// A foreign key names its target as somebody wrote it, and may leave out the target's primary key.
void ResolveForeignKeys(stores::Catalogue& catalogue) {
  for (stores::Table& table : catalogue.tables) {
    for (stores::ForeignKey& key : table.foreign_keys) {
      const stores::Table* target = FindIgnoringCase(catalogue, key.target.table);
      if (target == nullptr) continue;
      key.target = target->name;
      if (key.target_columns.empty()) key.target_columns = target->KeyColumns();
      for (std::string& name : key.target_columns) {
        for (const stores::Column& column : target->columns) {
          if (EqualIgnoringCase(column.name, name)) name = column.name;
        }
      }
    }
    // One that finds no key to point at. SQLite itself refuses every change of either table ("foreign key mismatch"), and so a sweep stops.
    table.foreign_keys.erase(std::remove_if(table.foreign_keys.begin(), table.foreign_keys.end(),
                                            [](const stores::ForeignKey& key) { return key.columns.size() != key.target_columns.size(); }),
                             table.foreign_keys.end());
  }
}

}  // namespace

expr::Type TypeOf(std::string_view declared) {
  std::string upper(declared);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const auto has = [&upper](std::string_view word) { return upper.find(word) != std::string::npos; };
  if (has("BOOL")) return expr::Type::kBool;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return expr::Type::kText;
  if (has("DATE") || has("TIME")) return expr::Type::kText;
  if (has("INT")) return expr::Type::kInt;
  if (has("BLOB")) return expr::Type::kBytes;
  if (has("REAL") || has("FLOA") || has("DOUB") || has("NUMERIC") || has("DECIMAL")) return expr::Type::kReal;
  return expr::Type::kOther;
}

Result<stores::Catalogue> ReadCatalogue(Connection& connection) {
  stores::Catalogue catalogue;
  catalogue.default_schema = "main";
  catalogue.types_are_kept = false;
  LOFTE_ASSIGN(const std::vector<TableEntry> entries, ReadTables(connection));
  for (const TableEntry& entry : entries) {
    LOFTE_ASSIGN(stores::Table table, TableReader(connection, entry).Read());
    catalogue.tables.push_back(std::move(table));
  }
  std::sort(catalogue.tables.begin(), catalogue.tables.end(),
            [](const stores::Table& a, const stores::Table& b) { return a.name < b.name; });
  ResolveForeignKeys(catalogue);
  return catalogue;
}

Result<bool> HasRowPosition(Connection& connection, const std::string& table) {
  LOFTE_ASSIGN(const stores::Rows rows,
               connection.Query("SELECT l.type = 'virtual', l.wr, EXISTS (SELECT 1 FROM pragma_table_xinfo(?1, 'main') AS c "
                                "WHERE c.name = '_rowid_' COLLATE NOCASE) FROM pragma_table_list(?1) AS l WHERE l.schema = 'main'",
                                {table}));
  if (rows.rows.empty()) return Fail(ErrorCode::kNotFound, "store `" + connection.store() + "`: there is no table `" + table + "`");
  const Row& row = rows.rows[0];
  return NumberOf(row[0]) == 0 && NumberOf(row[1]) == 0 && NumberOf(row[2]) == 0;
}

}  // namespace lofte::stores_sqlite
