#include "engine/journal.h"

#include <fmt/format.h>

namespace lofte::engine {

namespace {

std::string MomentText(const expr::Value& value) {
  if (const auto* instant = std::get_if<time::Instant>(&value)) return time::Format(*instant);
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

const char* NowSql(stores::Dialect dialect) {
  return dialect == stores::Dialect::kSqlite ? "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')" : "clock_timestamp()";
}

}  // namespace

std::string Parameter(stores::Dialect dialect, int number) {
  return (dialect == stores::Dialect::kSqlite ? "?" : "$") + std::to_string(number);
}

Status WriteBatch(stores::Store& store, const ledger::BatchRecord& batch) {
  const auto p = [&](int n) { return Parameter(store.dialect(), n); };
  const std::string sql =
      fmt::format("INSERT INTO {} (run, step, batch, from_position, to_position, rows, at) VALUES ({}, {}, {}, {}, {}, {}, {})",
                  store.OwnTable("journal"), p(1), p(2), p(3), p(4), p(5), p(6), NowSql(store.dialect()));
  LOFTE_TRY(store.Execute(sql, {batch.run, batch.step, batch.batch, batch.from_position, batch.to_position, batch.rows}));
  return {};
}

Result<std::vector<ledger::BatchRecord>> ReadBatches(stores::Store& store, const std::string& run) {
  const std::string sql =
      fmt::format("SELECT step, batch, from_position, to_position, rows, at FROM {} WHERE run = {} ORDER BY step, batch",
                  store.OwnTable("journal"), Parameter(store.dialect(), 1));
  LOFTE_ASSIGN(const stores::Rows rows, store.Query(sql, {run}));
  std::vector<ledger::BatchRecord> batches;
  for (const auto& row : rows.rows)
    batches.push_back({run, store.name(), expr::IntegerOf(row[0]), expr::IntegerOf(row[1]), expr::IntegerOf(row[2]),
                       expr::IntegerOf(row[3]), expr::IntegerOf(row[4]), MomentText(row[5])});
  return batches;
}

Status PruneJournal(stores::Store& store, const std::string& run) {
  LOFTE_ASSIGN(auto transaction, store.Begin());
  LOFTE_TRY(store.Execute(fmt::format("DELETE FROM {} WHERE run = {}", store.OwnTable("journal"), Parameter(store.dialect(), 1)), {run}));
  return transaction->Commit();
}

}  // namespace lofte::engine
