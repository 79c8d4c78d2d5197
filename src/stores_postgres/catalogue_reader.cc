#include "stores_postgres/catalogue_reader.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "stores_postgres/catalogue_sql.h"

namespace lofte::stores_postgres {
namespace {

using Row = std::vector<expr::Value>;

std::string TextOf(const expr::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : *text;
}
std::int64_t NumberOf(const expr::Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? 0 : *number;
}
bool FlagOf(const expr::Value& value) {
  const auto* flag = std::get_if<bool>(&value);
  return flag != nullptr && *flag;
}

stores::OnDelete OnDeleteOf(const std::string& action) {
  if (action == "c") return stores::OnDelete::kCascade;
  if (action == "r") return stores::OnDelete::kRestrict;
  if (action == "n") return stores::OnDelete::kSetNull;
  if (action == "d") return stores::OnDelete::kSetDefault;
  return stores::OnDelete::kNoAction;
}

class Reader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  Result<stores::Catalogue> Read() {
    LOFTE_ASSIGN(const stores::Rows schema, connection_.Query(catalogue_sql::kDefaultSchema));
    LOFTE_TRY(ForEach(catalogue_sql::kTables, nullptr));
    LOFTE_TRY(ForEach(catalogue_sql::kPartitions, &Reader::AddPartition));
    LOFTE_TRY(ForEach(catalogue_sql::kColumns, &Reader::AddColumn));
    LOFTE_TRY(ForEach(catalogue_sql::kIndexes, &Reader::AddIndexColumn));
    LOFTE_TRY(ForEach(catalogue_sql::kForeignKeys, &Reader::AddForeignKeyColumn));
    LOFTE_TRY(ForEach(catalogue_sql::kChecks, &Reader::AddCheckColumn));
    LOFTE_TRY(ForEach(catalogue_sql::kDerived, &Reader::AddDerivedColumn));
    LOFTE_TRY(ForEach(catalogue_sql::kTriggers, &Reader::AddTrigger));
    stores::Catalogue catalogue;
    catalogue.default_schema = TextOf(schema.rows[0][0]);
    for (auto& [oid, table] : tables_) catalogue.tables.push_back(std::move(table));
    std::sort(catalogue.tables.begin(), catalogue.tables.end(),
              [](const stores::Table& a, const stores::Table& b) { return a.name < b.name; });
    return catalogue;
  }

 private:
  using Add = void (Reader::*)(stores::Table& table, const Row& row);

  // Gives each row to `add` with the table that it is told of; rows of tables that are left out are left out too. nullptr: rows are tables.
  Status ForEach(const char* sql, Add add) {
    last_ = {};
    LOFTE_ASSIGN(const stores::Rows rows, connection_.Query(sql));
    for (const Row& row : rows.rows) {
      if (add == nullptr) {
        AddTable(row);
      } else if (auto table = tables_.find(NumberOf(row[0])); table != tables_.end()) {
        (this->*add)(table->second, row);
      }
    }
    return {};
  }

  expr::TableName NameOf(const expr::Value& schema, const expr::Value& table) const {
    return {connection_.store(), TextOf(schema), TextOf(table)};
  }

  void AddTable(const Row& row) {
    stores::Table& table = tables_[NumberOf(row[0])];
    table.name = NameOf(row[1], row[2]);
    table.row_security = FlagOf(row[3]);
    table.row_security_policies = static_cast<int>(NumberOf(row[4]));
    table.is_inherited = FlagOf(row[5]);
  }

  void AddPartition(stores::Table& table, const Row& row) { table.partitions.push_back(NameOf(row[1], row[2])); }

  void AddColumn(stores::Table& table, const Row& row) {
    stores::Column column;
    column.name = TextOf(row[1]);
    column.declared = TextOf(row[2]);
    const bool is_text = FlagOf(row[4]) || FlagOf(row[5]);
    column.type = is_text ? expr::Type::kText : TypeOf(static_cast<TypeId>(NumberOf(row[3])));
    column.nullable = FlagOf(row[6]);
    column.has_default = FlagOf(row[7]);
    column.generated = FlagOf(row[8]);
    column.max_length = static_cast<int>(NumberOf(row[9]));
    column.collation = TextOf(row[10]);
    table.columns.push_back(std::move(column));
  }

  // Rows come grouped: a new name begins a new index.
  void AddIndexColumn(stores::Table& table, const Row& row) {
    const std::string name = TextOf(row[1]);
    const bool partial = FlagOf(row[4]);
    if (FlagOf(row[2])) {
      if (table.uniques.empty() || table.uniques.back().name != name) {
        table.uniques.push_back({name, {}, FlagOf(row[3]), partial});
        on_expression_ = false;
      }
      on_expression_ = on_expression_ || expr::IsNull(row[6]);
      std::vector<std::string>& columns = table.uniques.back().columns;
      if (on_expression_) {
        columns.clear();
      } else {
        columns.push_back(TextOf(row[6]));
      }
    }
    if (partial || !FlagOf(row[5])) return;
    if (table.indexes.empty() || table.indexes.back().name != name) table.indexes.push_back({name, {}});
    table.indexes.back().columns.push_back(TextOf(row[6]));
  }

  void AddForeignKeyColumn(stores::Table& table, const Row& row) {
    if (BeginsConstraint(row)) {
      table.foreign_keys.push_back({TextOf(row[2]), {}, NameOf(row[3], row[4]), {}, OnDeleteOf(TextOf(row[5]))});
    }
    table.foreign_keys.back().columns.push_back(TextOf(row[6]));
    table.foreign_keys.back().target_columns.push_back(TextOf(row[7]));
  }

  void AddCheckColumn(stores::Table& table, const Row& row) {
    if (BeginsConstraint(row)) table.checks.push_back({TextOf(row[2]), TextOf(row[3]), {}});
    if (!expr::IsNull(row[4])) table.checks.back().columns.push_back(TextOf(row[4]));
  }

  void AddDerivedColumn(stores::Table& table, const Row& row) {
    const auto kind = static_cast<stores::Derived::Kind>(NumberOf(row[1]));
    if (table.derived.empty() || table.derived.back().kind != kind || table.derived.back().name != TextOf(row[2]))
      table.derived.push_back({kind, TextOf(row[2]), {}});
    table.derived.back().columns.push_back(TextOf(row[3]));
  }

  // Whether `row` is the first of its constraint, which its first two fields identify.
  bool BeginsConstraint(const Row& row) {
    const std::pair<std::int64_t, std::int64_t> constraint(NumberOf(row[0]), NumberOf(row[1]));
    const bool begins = constraint != last_;
    last_ = constraint;
    return begins;
  }

  void AddTrigger(stores::Table& table, const Row& row) {
    std::string events;
    const char* const names[] = {"insert", "update", "delete"};
    for (std::size_t i = 0; i < 3; ++i) {
      if (FlagOf(row[2 + i])) events += (events.empty() ? "" : ",") + std::string(names[i]);
    }
    table.triggers.push_back({TextOf(row[1]), events});
  }

  Connection& connection_;
  std::map<std::int64_t, stores::Table> tables_;  // by oid
  std::pair<std::int64_t, std::int64_t> last_;
  bool on_expression_ = false;
};

}  // namespace

expr::Type TypeOf(TypeId type) {
  switch (type) {
    case type_id::kBool:
      return expr::Type::kBool;
    case type_id::kInt2:
    case type_id::kInt4:
    case type_id::kInt8:
      return expr::Type::kInt;
    case type_id::kFloat4:
    case type_id::kFloat8:
      return expr::Type::kReal;
    case type_id::kText:
    case type_id::kVarchar:
    case type_id::kBpchar:
    case type_id::kName:
    case type_id::kChar:
      return expr::Type::kText;
    case type_id::kDate:
      return expr::Type::kDate;
    case type_id::kTimestamptz:
      return expr::Type::kInstant;
    case type_id::kTimestamp:
      return expr::Type::kLocal;
    case type_id::kUuid:
      return expr::Type::kUuid;
    case type_id::kBytea:
      return expr::Type::kBytes;
    default:
      return expr::Type::kOther;
  }
}

Result<stores::Catalogue> ReadCatalogue(Connection& connection) { return Reader(connection).Read(); }

}  // namespace lofte::stores_postgres
