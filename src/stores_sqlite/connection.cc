#include "stores_sqlite/connection.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "stores/identifier.h"
#include "stores_sqlite/functions.h"
#include "stores_sqlite/sqlite_store.h"
#include "time/civil.h"

namespace lofte::stores_sqlite {
namespace {

ErrorCode CodeOf(int extended_code) {
  switch (extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kBusy;
    case SQLITE_CONSTRAINT:
      return ErrorCode::kConflict;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_PROTOCOL:
    case SQLITE_CORRUPT:
      return ErrorCode::kUnavailable;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::kRefused;
    case SQLITE_INTERRUPT:
      return ErrorCode::kInterrupted;
    case SQLITE_TOOBIG:
      return ErrorCode::kLimit;
    default:
      return ErrorCode::kInternal;
  }
}

// The part of SQLite's own message that names things of the schema. A trigger's or a function's message may hold anything.
std::string NamesIn(int extended_code, std::string_view message) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_NOTNULL:
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return ": " + std::string(message);
    default:
      break;
  }
  for (std::string_view safe : {"no such table: ", "no such column: ", "no such function: ", "foreign key mismatch - "}) {
    if (message.substr(0, safe.size()) == safe) return ": " + std::string(message);
  }
  return "";
}

bool IsBlank(const char* sql) { return std::string_view(sql).find_first_not_of(" \t\r\n;") == std::string_view::npos; }

}  // namespace

Statement::Statement(Statement&& other) noexcept : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() { sqlite3_finalize(statement_); }

Status Statement::BindOne(int index, const expr::Value& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int index;
    int Text(std::string_view text) const {
      return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    int operator()(expr::Null) const { return sqlite3_bind_null(statement, index); }
    int operator()(bool flag) const { return sqlite3_bind_int(statement, index, flag ? 1 : 0); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(const std::string& text) const { return Text(text); }
    int operator()(const expr::Blob& blob) const {
      // A null pointer would bind NULL.
      if (blob.bytes.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
      return sqlite3_bind_blob64(statement, index, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT);
    }
    int operator()(time::Day day) const { return Text(time::Format(day)); }
    int operator()(time::Instant instant) const { return Text(time::Format(instant)); }
    int operator()(time::LocalTime local) const { return Text(time::Format(local)); }
  };
  const int code = std::visit(Binder{statement_, index}, value);
  if (code != SQLITE_OK) return Fail(connection_.ErrorOf(code));
  return {};
}

Status Statement::Bind(const std::vector<expr::Value>& values) {
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)) != values.size()) {
    return Fail(ErrorCode::kInternal, "store `" + connection_.store() + "`: a statement with " +
                                          std::to_string(sqlite3_bind_parameter_count(statement_)) + " parameters was given " +
                                          std::to_string(values.size()));
  }
  for (std::size_t i = 0; i < values.size(); ++i) LOFTE_TRY(BindOne(static_cast<int>(i) + 1, values[i]));
  return {};
}

Result<bool> Statement::Step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Fail(connection_.ErrorOf(code));
}

int Statement::column_count() const { return sqlite3_column_count(statement_); }

std::string Statement::ColumnName(int column) const {
  const char* name = sqlite3_column_name(statement_, column);
  return name == nullptr ? "" : name;
}

expr::Value Statement::Read(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement_, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
      return std::string(text == nullptr ? "" : text, sqlite3_column_bytes(statement_, column));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
      const int size = sqlite3_column_bytes(statement_, column);
      return expr::Blob{bytes == nullptr ? std::string() : std::string(bytes, size)};
    }
    default:
      return expr::Null{};
  }
}

void Statement::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Result<std::unique_ptr<Connection>> Connection::Open(const std::string& store, const std::string& path, const SqliteOptions& options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (options.create && !options.read_only) flags |= SQLITE_OPEN_CREATE;
  std::error_code ignored;
  if (std::filesystem::is_fifo(path, ignored))
    return Fail(ErrorCode::kUnavailable, "store `" + store + "`: `" + path + "` is a pipe and no SQLite file");
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(store, database));
  if (code != SQLITE_OK) {
    return Fail(ErrorCode::kUnavailable, "store `" + store + "`: cannot open the SQLite file `" + path + "`: " + sqlite3_errstr(code) +
                                             "; check that it exists and may be read");
  }
  LOFTE_TRY(connection->Configure(options));
  // SQLite opens what may only be read all the same, and says so at the first change.
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!options.read_only && (sqlite3_db_readonly(database, "main") == 1 || access(folder.empty() ? "." : folder.c_str(), W_OK) != 0))
    return Fail(ErrorCode::kUnavailable, "store `" + store + "`: the SQLite file `" + path +
                                             "` or its folder cannot be written: run lofte as whoever may, or mend their rights");
  return connection;
}

Connection::~Connection() { sqlite3_close_v2(database_); }

// Every millisecond: SQLite's own handler looks ten times a second, and a sweep frees its lock for less than that.
int Connection::OnBusy(void* self, int tries) {
  auto& connection = *static_cast<Connection*>(self);
  const auto now = std::chrono::steady_clock::now();
  if (tries == 0) connection.busy_since_ = now;
  if (now - connection.busy_since_ >= connection.busy_timeout_) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return 1;
}

Status Connection::Configure(const SqliteOptions& options) {
  busy_timeout_ = std::chrono::milliseconds(options.busy_timeout_ms);
  sqlite3_busy_handler(database_, &Connection::OnBusy, this);
  const std::pair<int, int> switches[] = {
      {SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},        {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},     {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}, {SQLITE_DBCONFIG_DEFENSIVE, 1},
  };
  for (const auto& [option, value] : switches) {
    if (sqlite3_db_config(database_, option, value, nullptr) != SQLITE_OK) {
      return Fail(ErrorCode::kInternal, "store `" + store_ + "`: this SQLite library is too old for option " + std::to_string(option));
    }
  }
  if (const int code = RegisterFunctions(database_); code != SQLITE_OK) return Fail(ErrorOf(code));
  // Reading the schema is what finds out that a file is no database.
  LOFTE_TRY(Query("PRAGMA schema_version"));
  LOFTE_TRY(ExecuteScript("PRAGMA secure_delete=ON; PRAGMA synchronous=FULL"));
  return {};
}

Result<Statement> Connection::Prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()) + 1, 0, &statement, &rest);
  if (code != SQLITE_OK) return Fail(ErrorOf(code));
  Statement prepared(*this, statement);
  if (statement == nullptr || !IsBlank(rest))
    return Fail(ErrorCode::kInternal, "store `" + store_ + "`: exactly one SQL statement is wanted");
  return prepared;
}

Result<stores::Rows> Connection::Query(const std::string& sql, const std::vector<expr::Value>& values) {
  LOFTE_ASSIGN(Statement statement, Prepare(sql));
  LOFTE_TRY(statement.Bind(values));
  stores::Rows result;
  for (int i = 0; i < statement.column_count(); ++i) result.columns.push_back(statement.ColumnName(i));
  while (true) {
    LOFTE_ASSIGN(const bool more, statement.Step());
    if (!more) return result;
    std::vector<expr::Value>& row = result.rows.emplace_back();
    row.reserve(result.columns.size());
    for (int i = 0; i < statement.column_count(); ++i) row.push_back(statement.Read(i));
  }
}

Result<std::int64_t> Connection::Execute(const std::string& sql, const std::vector<expr::Value>& values) {
  LOFTE_ASSIGN(Statement statement, Prepare(sql));
  LOFTE_TRY(statement.Bind(values));
  const sqlite3_int64 before = sqlite3_total_changes64(database_);
  while (true) {
    LOFTE_ASSIGN(const bool more, statement.Step());
    if (!more) break;
  }
  // What triggers and cascades changed is not counted; a statement that changes no rows leaves the last count standing.
  return sqlite3_total_changes64(database_) == before ? 0 : std::int64_t{sqlite3_changes64(database_)};
}

Status Connection::ExecuteScript(const std::string& sql) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorOf(code));
  return {};
}

Status Connection::Commit() {
  const int code = sqlite3_exec(database_, "COMMIT", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  Error error = ErrorOf(code);
  if ((code & 0xff) == SQLITE_IOERR) error.code = ErrorCode::kInDoubt;
  return Fail(std::move(error));
}

std::string Connection::CollationOf(const std::string& table, const std::string& column) const {
  const char* collation = nullptr;
  const int code =
      sqlite3_table_column_metadata(database_, "main", table.c_str(), column.c_str(), nullptr, &collation, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK || collation == nullptr || stores::EqualIgnoringCase(collation, "BINARY")) return "";
  return collation;
}

bool Connection::InTransaction() const { return sqlite3_get_autocommit(database_) == 0; }

std::string Connection::FileName() const {
  const char* name = sqlite3_db_filename(database_, "main");
  return name == nullptr ? "" : name;
}

UnusedSpace Connection::LookAtUnusedSpace(std::int64_t most_bytes) const {
  sqlite3_file* file = nullptr;
  sqlite3_int64 size = 0;
  if (sqlite3_file_control(database_, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == nullptr ||
      file->pMethods == nullptr || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
    return {};
  const auto read = [file](std::int64_t offset, unsigned char* buffer, std::size_t amount) {
    return file->pMethods->xRead(file, buffer, static_cast<int>(amount), offset) == SQLITE_OK;
  };
  return stores_sqlite::LookAtUnusedSpace(read, size, most_bytes);
}

bool Connection::HasChanged() const { return sqlite3_total_changes(database_) != 0; }

Error Connection::ErrorOf(int code) const {
  const int extended = code == sqlite3_errcode(database_) ? sqlite3_extended_errcode(database_) : code;
  // A file that cannot be made or grow is called an I/O error by SQLite where it is not a write that fails.
  const int primary = extended & 0xff;
  const bool may_be_full = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;
  const bool is_full = may_be_full && sqlite3_system_errno(database_) == ENOSPC;
  std::string message = "store `" + store_ + "`: " + (is_full ? "the disk is full: " : "") + sqlite3_errstr(extended) + " (sqlite code " +
                        std::to_string(extended) + ")" + NamesIn(extended, sqlite3_errmsg(database_));
  return {CodeOf(extended), std::move(message)};
}

}  // namespace lofte::stores_sqlite
