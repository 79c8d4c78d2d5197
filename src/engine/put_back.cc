#include "engine/put_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/journal.h"
#include "engine/read_facts.h"
#include "engine/seal_rows.h"
#include "engine/sealed.h"
#include "sql/print.h"

namespace lofte::engine {

using stores::Dialect;

namespace {

using Columns = SealedCopy::Columns;

// A statement with its parameters, in the order in which it is written.
struct Statement {
  Dialect dialect;
  std::string sql;
  std::vector<expr::Value> parameters;

  std::string Add(const expr::Value& value) {
    parameters.push_back(value);
    return Parameter(dialect, static_cast<int>(parameters.size()));
  }
};

const datamap::BoundTable* BoundNamed(const Site& site, const std::string& name) {
  for (const auto& table : site.bound->tables())
    if (expr::Format(table->map().name) == name) return table.get();
  return nullptr;
}

// As the data map writes its name, or, of one that is not in it, the catalogue.
const stores::Table* TableNamed(const Site& site, const std::string& name) {
  if (const datamap::BoundTable* bound = BoundNamed(site, name)) return &bound->table();
  for (const stores::Table& table : site.catalogue->tables)
    if (expr::Format(table.name) == name) return &table;
  return nullptr;
}

// A table of SQLite may say that a row in the way is to be replaced: that of another person.
const char* Strictly(Dialect dialect) { return dialect == Dialect::kSqlite ? " OR ABORT" : ""; }

Statement InsertOf(const datamap::BoundTable& table, const SealedCopy& copy, Dialect dialect) {
  Statement statement{dialect, "", {}};
  std::string names, places;
  for (const Columns* columns : {&copy.values, &copy.beside})
    for (const auto& [name, value] : *columns) {
      names += (names.empty() ? "" : ", ") + sql::Identifier(name);
      places += (places.empty() ? "" : ", ") + statement.Add(value);
    }
  // An identity that is ALWAYS generated takes no other value without being told to.
  statement.sql = fmt::format("INSERT{} INTO {} ({}){} VALUES ({})", Strictly(dialect), sql::TableRef(table.map().name, dialect), names,
                              dialect == Dialect::kPostgres ? " OVERRIDING SYSTEM VALUE" : "", places);
  return statement;
}

// Of the row under the alias `t`.
std::string KeyCondition(const SealedCopy::Columns& key, Statement& statement) {
  std::string condition;
  for (const auto& [name, value] : key)
    condition += fmt::format("{}t.{} = {}", condition.empty() ? "" : " AND ", sql::Identifier(name), statement.Add(value));
  return condition;
}

// What the map calls empty; a column that it does not name any more is empty where it is NULL.
std::string IsEmpty(const datamap::BoundTable& table, const std::string& column, Dialect dialect) {
  const std::vector<datamap::Field>& fields = table.map().fields;
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const datamap::Field& of) { return of.column == column; });
  if (field == fields.end()) return "t." + sql::Identifier(column) + " IS NULL";
  return "(" + sql::Condition(expr::Not(table.HasValue(*field)), dialect, "t") + ")";
}

Statement UpdateOf(const datamap::BoundTable& table, const SealedCopy& copy, Dialect dialect) {
  Statement statement{dialect, "", {}};
  std::string set, empty;
  for (const auto& [name, value] : copy.values) {
    set += fmt::format("{}{} = {}", set.empty() ? "" : ", ", sql::Identifier(name), statement.Add(value));
    empty += " AND " + IsEmpty(table, name, dialect);
  }
  const std::string key = KeyCondition(copy.key, statement);
  statement.sql =
      fmt::format("UPDATE{} {} AS t SET {} WHERE {}{}", Strictly(dialect), sql::TableRef(table.map().name, dialect), set, key, empty);
  return statement;
}

// Nothing was changed, and the database did not say why.
Result<std::string> WhyNothing(Site& site, const datamap::BoundTable& table, const SealedCopy& copy) {
  if (copy.kind == SealedCopy::Kind::kUndoRow) return std::string("a trigger took the row away again");
  Statement statement{site.store->dialect(), "", {}};
  const std::string key = KeyCondition(copy.key, statement);
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query("SELECT count(*) FROM " + sql::TableRef(table.map().name, statement.dialect) + " AS t WHERE " + key,
                                 statement.parameters));
  return std::string(expr::IntegerOf(rows.rows.at(0).at(0)) == 0 ? "the row that they were in is gone"
                                                                 : "one of the fields has been filled");
}

// Whether the row that stands there still says whose the fields are. A key that comes back with them need not be there.
Result<bool> NamesItsPeople(Site& site, const datamap::BoundTable& table, const SealedCopy& copy) {
  Statement statement{site.store->dialect(), "", {}};
  sql::Listing listing(table.map().name, statement.dialect);
  std::vector<std::pair<std::size_t, expr::Value>> wanted;
  for (const auto& [role, key] : copy.people) {
    const datamap::Person* person = table.map().FindPerson(role);
    if (person == nullptr) return false;
    const auto is_key = [&](const auto& value) { return person->key.link.empty() && value.first == person->key.column; };
    if (std::any_of(copy.values.begin(), copy.values.end(), is_key)) continue;
    wanted.emplace_back(listing.Value(PathOf(*person, table.map(), *site.catalogue)), key);
  }
  if (wanted.empty()) return true;
  const std::string condition = KeyCondition(copy.key, statement);
  LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(listing.Sql(condition), statement.parameters));
  if (rows.rows.empty()) return true;  // and nothing will be changed
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& of) { return rows.rows[0].at(of.first) == of.second; });
}

// The columns that name a row of the table, of those that are told of it.
SealedCopy::Columns KeyOf(const stores::Table* table, const SealedCopy::Columns& columns) {
  const std::vector<std::string> names = table == nullptr ? std::vector<std::string>() : table->KeyColumns();
  SealedCopy::Columns key;
  for (const auto& column : columns)
    if (names.empty() || std::find(names.begin(), names.end(), column.first) != names.end()) key.push_back(column);
  return key;
}

// What the row was part of was taken too and is sealed still: whatever stands in its place is another, perhaps of another person.
Result<bool> IsSealedStill(Site& site, const std::string& table, const SealedCopy::Columns& key, const time::Zone& zone) {
  const Dialect dialect = site.store->dialect();
  LOFTE_ASSIGN(
      const stores::Rows copies,
      site.store->Query(fmt::format("SELECT id, source_table, row_digest, ciphertext FROM {} WHERE source_table = {} AND row_digest = {}",
                                    site.store->OwnTable("sealed"), Parameter(dialect, 1), Parameter(dialect, 2)),
                        {table, DigestOf(*site.key, table, key)}));
  for (const auto& row : copies.rows) {
    const Result<SealedCopy> opened = OpenCopy(site, row, zone);
    if (!opened) return true;  // who knows
    const SealedCopy& copy = *opened;
    const bool is_row = copy.kind == SealedCopy::Kind::kUndoRow || copy.kind == SealedCopy::Kind::kGone;
    // Of what is blocked the row is gone where there was something beside it.
    if (is_row || (copy.kind == SealedCopy::Kind::kBlocked && !copy.beside.empty())) return true;
  }
  return false;
}

Result<bool> IsThere(Site& site, const stores::Table& table, const SealedCopy::Columns& key) {
  Statement statement{site.store->dialect(), "", {}};
  const std::string condition = KeyCondition(key, statement);
  LOFTE_ASSIGN(const stores::Rows rows,
               site.store->Query("SELECT 1 FROM " + sql::TableRef(table.name, statement.dialect) + " AS t WHERE " + condition + " LIMIT 1",
                                 statement.parameters));
  return !rows.rows.empty();
}

// The rows that the values refer to have to be there, and to be the same.
Result<std::optional<std::string>> WhyNotYet(Site& site, const datamap::BoundTable& own, const SealedCopy& copy, const time::Zone& zone) {
  using Why = std::optional<std::string>;
  if (copy.kind == SealedCopy::Kind::kUndoFields) {
    LOFTE_ASSIGN(const bool is_sealed, IsSealedStill(site, copy.table, copy.key, zone));
    if (is_sealed) return Why("the row that they were in was deleted after that");
    LOFTE_ASSIGN(const bool names_them, NamesItsPeople(site, own, copy));
    if (!names_them) return Why("the row that they were in does not say any more whose it is");
  }
  for (const auto& [table, columns] : copy.parents) {
    const stores::Table* of = TableNamed(site, table);
    const SealedCopy::Columns key = KeyOf(of, columns);
    const bool is_itself = table == copy.table && key == copy.key;
    if (is_itself) continue;
    LOFTE_ASSIGN(const bool is_sealed, IsSealedStill(site, table, key, zone));
    if (is_sealed) return Why("a row that it refers to was taken too, and is not put back");
    if (of == nullptr) return Why("a table that it refers to is gone");
    LOFTE_ASSIGN(const bool is_there, IsThere(site, *of, columns));
    if (!is_there) return Why("a row that it refers to is gone");
  }
  return Why();
}

// Of an error after which others may go ahead; nullopt: of one after which nothing may.
std::optional<std::string> WhyNot(const Error& error) {
  if (stores::IsNotUnique(error)) return "another row has taken its key, or a value that has to be unique";
  if (stores::IsForeignKey(error)) return "a row that it refers to is gone";
  switch (error.code) {
    case ErrorCode::kBusy:
      return "another transaction has a row of it locked";
    case ErrorCode::kConflict:
    case ErrorCode::kInternal:
    case ErrorCode::kInvalid:
      return "the database refuses it: " + error.message;
    default:
      return std::nullopt;
  }
}

}  // namespace

Result<std::optional<std::string>> PutBack(Site& site, const SealedCopy& copy, const time::Zone& zone) {
  using Why = std::optional<std::string>;
  const datamap::BoundTable* table = BoundNamed(site, copy.table);
  if (table == nullptr) return Why("the data map does not name the table any more");
  for (const Columns* columns : {&copy.values, &copy.beside})
    for (const auto& [name, value] : *columns) {
      const stores::Column* column = table->table().Find(name);
      if (column == nullptr || column->is_computed()) return Why("the table does not have column `" + name + "` any more");
    }
  LOFTE_ASSIGN(Why not_yet, WhyNotYet(site, *table, copy, zone));
  if (not_yet) return not_yet;
  const Dialect dialect = site.store->dialect();
  const bool is_row = copy.kind == SealedCopy::Kind::kUndoRow;
  const Statement statement = is_row ? InsertOf(*table, copy, dialect) : UpdateOf(*table, copy, dialect);
  LOFTE_TRY(site.store->ExecuteScript("SAVEPOINT lofte_put_back"));
  const Result<std::int64_t> changed = site.store->Execute(statement.sql, statement.parameters);
  if (!changed) {
    Why why = WhyNot(changed.error());
    if (!why) return Fail(changed.error());
    LOFTE_TRY(site.store->ExecuteScript("ROLLBACK TO SAVEPOINT lofte_put_back; RELEASE SAVEPOINT lofte_put_back"));
    return why;
  }
  LOFTE_TRY(site.store->ExecuteScript("RELEASE SAVEPOINT lofte_put_back"));
  if (*changed != 0) return Why();
  LOFTE_ASSIGN(std::string why, WhyNothing(site, *table, copy));
  return Why(std::move(why));
}

}  // namespace lofte::engine
