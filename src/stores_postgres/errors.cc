#include "stores_postgres/errors.h"

#include <libpq-fe.h>

namespace lofte::stores_postgres {
namespace {

struct Known {
  std::string_view state;
  ErrorCode code;
  std::string_view words;
};

constexpr Known kKnown[] = {
    {"55P03", ErrorCode::kBusy, "a lock was not free in time"},
    {"40001", ErrorCode::kBusy, "another transaction came first"},
    {"40P01", ErrorCode::kBusy, "deadlock with another transaction"},
    {"57014", ErrorCode::kInterrupted, "the statement was cancelled"},
    {"25006", ErrorCode::kRefused, "the store is open for reading only"},
    {"25P02", ErrorCode::kInternal, "the transaction has failed before"},
    {"42501", ErrorCode::kUnavailable, "the role lacks a privilege, or row security would hide rows"},
    {"42P01", ErrorCode::kInternal, "no such table"},
    {"42703", ErrorCode::kInternal, "no such column"},
    {"42601", ErrorCode::kInternal, "syntax error"},
    {"23505", ErrorCode::kConflict, "a unique constraint refused"},
    {"23503", ErrorCode::kConflict, "a foreign key refused"},
    {"23502", ErrorCode::kConflict, "a NOT NULL constraint refused"},
    {"23514", ErrorCode::kConflict, "a check constraint refused"},
};

struct KnownClass {
  std::string_view prefix;
  ErrorCode code;
  std::string_view words;
};

constexpr KnownClass kClasses[] = {
    {"08", ErrorCode::kUnavailable, "the connection failed"},
    {"57P", ErrorCode::kUnavailable, "the server is going down or not ready"},
    {"53", ErrorCode::kUnavailable, "the server lacks resources"},
    {"23", ErrorCode::kConflict, "a constraint refused"},
    {"22", ErrorCode::kInternal, "a value does not fit its type"},
    {"42", ErrorCode::kInternal, "the statement does not fit the schema"},
};

std::string_view WordsOf(std::string_view state) {
  for (const Known& known : kKnown) {
    if (known.state == state) return known.words;
  }
  for (const KnownClass& known : kClasses) {
    if (state.substr(0, known.prefix.size()) == known.prefix) return known.words;
  }
  return "the server reported an error";
}

std::string Named(const pg_result* result, int field, std::string_view what) {
  const char* name = PQresultErrorField(result, field);
  if (name == nullptr || *name == '\0') return "";
  return ", " + std::string(what) + " `" + name + "`";
}

// For a lacking privilege the server says of which object, and no more; a function of the database's own can say anything under the same
// state, so only the server's are repeated.
std::string LackingPrivilege(const pg_result* result) {
  const char* function = PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (function == nullptr || message == nullptr) return "";
  for (const std::string_view servers : {"aclcheck_error", "aclcheck_error_col", "check_enable_rls"})
    if (servers == function) return message;
  return "";
}

std::string WordsOf(const std::string& state, const pg_result* result) {
  if (state != "42501") return std::string(WordsOf(std::string_view(state)));
  const std::string object = LackingPrivilege(result);
  return object.empty() ? std::string(WordsOf(std::string_view(state))) : object;
}

}  // namespace

ErrorCode CodeOfSqlState(std::string_view state) {
  for (const Known& known : kKnown) {
    if (known.state == state) return known.code;
  }
  for (const KnownClass& known : kClasses) {
    if (state.substr(0, known.prefix.size()) == known.prefix) return known.code;
  }
  return ErrorCode::kInternal;
}

Error ErrorOf(const std::string& store, const pg_result* result, bool connected) {
  const char* field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  if (state.empty()) {
    if (!connected) return {ErrorCode::kUnavailable, "store `" + store + "`: the connection to PostgreSQL was lost; run it again"};
    return {ErrorCode::kInternal, "store `" + store + "`: PostgreSQL's answer was not understood"};
  }
  const ErrorCode code = connected ? CodeOfSqlState(state) : ErrorCode::kUnavailable;
  return {code, "store `" + store + "`: " + WordsOf(state, result) + " (SQLSTATE " + state + ")" +
                    Named(result, PG_DIAG_TABLE_NAME, "table") + Named(result, PG_DIAG_COLUMN_NAME, "column") +
                    Named(result, PG_DIAG_CONSTRAINT_NAME, "constraint") +
                    (state == "42501" ? "; see docs/formats/workspace.md, Access" : "")};
}

}  // namespace lofte::stores_postgres
