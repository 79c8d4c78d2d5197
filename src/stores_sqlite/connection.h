// One SQLite connection: statements in, values out, errors that hold no values.
//
// The only file that, with its .cc, sees the vendor's header through functions.h. One thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "expr/value.h"
#include "stores/store.h"
#include "stores_sqlite/unused_space.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lofte::stores_sqlite {

struct SqliteOptions;

class Connection;

// A prepared statement; borrows its Connection.
class Statement {
 public:
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Precondition: as many values as the statement has parameters; checked.
  Status Bind(const std::vector<expr::Value>& values);
  // Whether there is a row to read.
  Result<bool> Step();
  int column_count() const;
  std::string ColumnName(int column) const;
  expr::Value Read(int column) const;
  // Ready to be bound again.
  void Reset();

 private:
  friend class Connection;
  Statement(Connection& connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}
  Status BindOne(int index, const expr::Value& value);
  Connection& connection_;
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  static Result<std::unique_ptr<Connection>> Open(const std::string& store, const std::string& path, const SqliteOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<Statement> Prepare(const std::string& sql);
  Result<stores::Rows> Query(const std::string& sql, const std::vector<expr::Value>& values = {});
  Result<std::int64_t> Execute(const std::string& sql, const std::vector<expr::Value>& values = {});
  Status ExecuteScript(const std::string& sql);
  // COMMIT; an input or output error leaves it kInDoubt.
  Status Commit();

  // The collation of a column of `main`; empty for BINARY and where there is no such column.
  std::string CollationOf(const std::string& table, const std::string& column) const;
  bool InTransaction() const;
  // The absolute name of the file; empty for a database in memory.
  std::string FileName() const;
  // Of the file, through SQLite's own handle: a second one, when it is closed, would take the process's locks with it.
  UnusedSpace LookAtUnusedSpace(std::int64_t most_bytes) const;
  // This connection has changed some row of the file.
  bool HasChanged() const;
  const std::string& store() const { return store_; }

 private:
  friend class Statement;
  Connection(std::string store, sqlite3* database) : store_(std::move(store)), database_(database) {}
  Status Configure(const SqliteOptions& options);
  static int OnBusy(void* self, int tries);
  // The error of the last call, of which `code` is the result.
  Error ErrorOf(int code) const;

  std::string store_;
  sqlite3* database_;
  std::chrono::milliseconds busy_timeout_{0};
  std::chrono::steady_clock::time_point busy_since_{};
};

}  // namespace lofte::stores_sqlite
