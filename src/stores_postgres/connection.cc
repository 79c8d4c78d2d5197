#include "stores_postgres/connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

#include "stores_postgres/errors.h"
#include "stores_postgres/postgres_store.h"
#include "stores_postgres/values.h"

namespace lofte::stores_postgres {
namespace {

constexpr std::size_t kMostParameters = 65535;
constexpr int kIdleInTransactionMs = 60'000;

// A notice may hold whatever a trigger raises.
void IgnoreNotice(void*, const PGresult*) {}

std::string OneLine(const char* message) {
  std::string line = message == nullptr ? "" : message;
  std::replace(line.begin(), line.end(), '\n', ' ');
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// Whether libpq can read `conninfo`. Its own complaint would quote parts of it, a password perhaps.
bool IsConninfo(const std::string& conninfo) {
  char* complaint = nullptr;
  PQconninfoOption* options = PQconninfoParse(conninfo.c_str(), &complaint);
  PQfreemem(complaint);
  PQconninfoFree(options);
  return options != nullptr;
}

}  // namespace

void ResultDeleter::operator()(pg_result* result) const { PQclear(result); }

Result<std::unique_ptr<Connection>> Connection::Open(const std::string& store, const std::string& conninfo,
                                                     const PostgresOptions& options) {
  const bool is_list = conninfo.find('=') != std::string::npos || conninfo.find("://") != std::string::npos;
  if (!conninfo.empty() && (!is_list || !IsConninfo(conninfo))) {
    return Fail(ErrorCode::kInvalid,
                "store `" + store + "`: the connection string is not well formed; write `host=.. dbname=..` or a postgresql:// address");
  }
  // `dbname` is expanded, and what it says overrides what stands before it.
  const char* keywords[] = {"connect_timeout", "fallback_application_name", "dbname", nullptr};
  const char* values[] = {"10", "lofte", conninfo.c_str(), nullptr};
  PGconn* opened = PQconnectdbParams(keywords, values, 1);
  std::unique_ptr<Connection> connection(new Connection(store, opened));
  if (PQstatus(opened) != CONNECTION_OK) {
    return Fail(ErrorCode::kUnavailable, "store `" + store + "`: cannot connect to PostgreSQL: " + OneLine(PQerrorMessage(opened)));
  }
  PQsetNoticeReceiver(opened, IgnoreNotice, nullptr);
  LOFTE_TRY(connection->Configure(options));
  return connection;
}

Connection::~Connection() { PQfinish(connection_); }

Status Connection::Configure(const PostgresOptions& options) {
  std::string sql =
      "SET application_name = 'lofte'; SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = "
      "'postgres'; "
      "SET bytea_output = 'hex'; SET extra_float_digits = 1; SET standard_conforming_strings = on; SET row_security = off; "
      "SET client_min_messages = error; SET lock_timeout = " +
      std::to_string(options.lock_timeout_ms) + "; SET idle_in_transaction_session_timeout = " + std::to_string(kIdleInTransactionMs) + ";";
  // The predicates of a policy are long, and a table without statistics looks dear: compiling them takes seconds where running them takes
  // milliseconds.
  sql += "SET jit = off;";
  // A list of keys that would not fit, at 32 bytes each by the server's estimate, is read from end to end for each row that asks for it.
  // More is left alone.
  sql += "SELECT set_config('work_mem', '64MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < 67108864;";
  sql += "SELECT set_config('hash_mem_multiplier', '4', false) WHERE current_setting('hash_mem_multiplier', true)::float8 < 4;";
  // The journal is only evidence if a commit that was answered is still there after a crash. Stronger settings are left alone.
  sql += "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';";
  if (options.read_only) sql += "SET default_transaction_read_only = on;";
  return ExecuteScript(sql);
}

Result<ResultHandle> Connection::Checked(ResultHandle result) const {
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return result;
  return Fail(ErrorOf(store_, result.get(), IsConnected()));
}

Result<ResultHandle> Connection::Run(const std::string& sql, const std::vector<expr::Value>& values) {
  if (values.size() > kMostParameters) return Fail(ErrorCode::kLimit, "store `" + store_ + "`: a statement has more than 65535 parameters");
  std::vector<Parameter> parameters;
  parameters.reserve(values.size());
  for (const expr::Value& value : values) {
    LOFTE_ASSIGN(Parameter parameter, Encode(value));
    parameters.push_back(std::move(parameter));
  }
  std::vector<Oid> types;
  std::vector<const char*> texts;
  for (const Parameter& parameter : parameters) {
    types.push_back(parameter.type);
    texts.push_back(parameter.text ? parameter.text->c_str() : nullptr);
  }
  constexpr int kTextResults = 0;
  return Checked(ResultHandle(
      PQexecParams(connection_, sql.c_str(), static_cast<int>(values.size()), types.data(), texts.data(), nullptr, nullptr, kTextResults)));
}

Result<stores::Rows> Connection::Query(const std::string& sql, const std::vector<expr::Value>& values) {
  LOFTE_ASSIGN(const ResultHandle result, Run(sql, values));
  const int width = PQnfields(result.get());
  stores::Rows rows;
  for (int i = 0; i < width; ++i) rows.columns.emplace_back(PQfname(result.get(), i));
  rows.rows.resize(static_cast<std::size_t>(PQntuples(result.get())));
  for (int r = 0; r < PQntuples(result.get()); ++r) {
    std::vector<expr::Value>& row = rows.rows[static_cast<std::size_t>(r)];
    row.reserve(static_cast<std::size_t>(width));
    for (int i = 0; i < width; ++i) {
      if (PQgetisnull(result.get(), r, i) != 0) {
        row.emplace_back(expr::Null{});
        continue;
      }
      const std::string_view text(PQgetvalue(result.get(), r, i), static_cast<std::size_t>(PQgetlength(result.get(), r, i)));
      row.push_back(Decode(PQftype(result.get(), i), text));
    }
  }
  return rows;
}

Result<std::int64_t> Connection::Execute(const std::string& sql, const std::vector<expr::Value>& values) {
  LOFTE_ASSIGN(const ResultHandle result, Run(sql, values));
  const std::string_view count = PQcmdTuples(result.get());
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

Status Connection::ExecuteScript(const std::string& sql) {
  LOFTE_TRY(Checked(ResultHandle(PQexec(connection_, sql.c_str()))));
  return {};
}

Status Connection::Commit() {
  const ResultHandle result(PQexec(connection_, "COMMIT"));
  if (!IsConnected()) {
    return Fail(ErrorCode::kInDoubt,
                "store `" + store_ + "`: the connection was lost while a transaction was committed; its journal says whether it was");
  }
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    Error error = ErrorOf(store_, result.get(), true);
    // The server goes down: whether before or after the commit was durable is not said.
    if (error.code == ErrorCode::kUnavailable) error.code = ErrorCode::kInDoubt;
    return Fail(std::move(error));
  }
  if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
    return Fail(ErrorCode::kConflict, "store `" + store_ + "`: the transaction had failed before and was undone");
  }
  return {};
}

bool Connection::InTransaction() const {
  const PGTransactionStatusType status = PQtransactionStatus(connection_);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Connection::IsConnected() const { return PQstatus(connection_) == CONNECTION_OK; }

}  // namespace lofte::stores_postgres
