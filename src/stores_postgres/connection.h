// One PostgreSQL session: statements in, values out.
//
// The only file that, with its .cc, copy.cc and errors.cc, calls libpq. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "expr/value.h"
#include "stores/store.h"

struct pg_conn;
struct pg_result;

namespace lofte::stores_postgres {

struct PostgresOptions;

struct ResultDeleter {
  void operator()(pg_result* result) const;
};
using ResultHandle = std::unique_ptr<pg_result, ResultDeleter>;

class Connection {
 public:
  static Result<std::unique_ptr<Connection>> Open(const std::string& store, const std::string& conninfo, const PostgresOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<stores::Rows> Query(const std::string& sql, const std::vector<expr::Value>& values = {});
  Result<std::int64_t> Execute(const std::string& sql, const std::vector<expr::Value>& values = {});
  // Several statements; without an open transaction all or nothing.
  Status ExecuteScript(const std::string& sql);
  // COMMIT. kInDoubt when the connection was lost before the answer; kConflict when the server undid it, as it does with a transaction that
  // failed before.
  Status Commit();
  // COPY .. FROM STDIN: `sql` starts it.
  Status Copy(const std::string& sql, const std::vector<std::vector<expr::Value>>& rows);

  bool InTransaction() const;
  bool IsConnected() const;
  const std::string& store() const { return store_; }

 private:
  Connection(std::string store, pg_conn* connection) : store_(std::move(store)), connection_(connection) {}
  Status Configure(const PostgresOptions& options);
  Result<ResultHandle> Run(const std::string& sql, const std::vector<expr::Value>& values);
  Result<ResultHandle> Checked(ResultHandle result) const;
  Status SendRows(const std::vector<std::vector<expr::Value>>& rows);
  Status FinishCopy(const char* reason_to_undo);

  std::string store_;
  pg_conn* connection_;
};

}  // namespace lofte::stores_postgres
