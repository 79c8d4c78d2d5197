// COPY FROM STDIN on a Connection.
#include <libpq-fe.h>

#include "stores_postgres/connection.h"
#include "stores_postgres/errors.h"
#include "stores_postgres/values.h"

namespace lofte::stores_postgres {
namespace {

constexpr std::size_t kChunkBytes = 64u << 10;

}  // namespace

Status Connection::Copy(const std::string& sql, const std::vector<std::vector<expr::Value>>& rows) {
  LOFTE_ASSIGN(const ResultHandle started, Checked(ResultHandle(PQexec(connection_, sql.c_str()))));
  if (PQresultStatus(started.get()) != PGRES_COPY_IN) return Fail(ErrorCode::kInternal, "store `" + store_ + "`: COPY did not start");
  if (Status sent = SendRows(rows); !sent) {
    static_cast<void>(FinishCopy("the rows could not be sent").has_value());
    return sent;
  }
  return FinishCopy(nullptr);
}

Status Connection::SendRows(const std::vector<std::vector<expr::Value>>& rows) {
  std::string chunk;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    LOFTE_TRY(AppendCopyRow(rows[i], chunk));
    if (chunk.size() < kChunkBytes && i + 1 < rows.size()) continue;
    if (PQputCopyData(connection_, chunk.data(), static_cast<int>(chunk.size())) != 1) {
      return Fail(ErrorOf(store_, nullptr, IsConnected()));
    }
    chunk.clear();
  }
  return {};
}

// Ends the COPY and takes every result, so that the connection is free again.
Status Connection::FinishCopy(const char* reason_to_undo) {
  const bool ended = PQputCopyEnd(connection_, reason_to_undo) == 1;
  Status status;
  while (PGresult* next = PQgetResult(connection_)) {
    const ResultHandle result(next);
    if (PQresultStatus(next) != PGRES_COMMAND_OK && status.has_value()) status = Fail(ErrorOf(store_, next, IsConnected()));
  }
  if (!ended && status.has_value()) return Fail(ErrorOf(store_, nullptr, IsConnected()));
  return status;
}

}  // namespace lofte::stores_postgres
