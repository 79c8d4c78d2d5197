#include "stores_postgres/postgres_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "stores/failpoint.h"
#include "stores/identifier.h"
#include "stores_postgres/catalogue_reader.h"
#include "stores_postgres/connection.h"
#include "stores_postgres/own_schema.h"

namespace lofte::stores_postgres {
namespace {

using stores::kTuplesPerBlock;
using stores::Rows;
using stores::Transaction;

constexpr std::int64_t kMostBlocks = 0xFFFFFFFE;  // MaxBlockNumber

class PostgresTransaction final : public Transaction {
 public:
  explicit PostgresTransaction(Connection& connection) : connection_(connection) {}
  ~PostgresTransaction() override {
    // A rollback that fails has lost its connection, and with it the transaction.
    if (!ended_) static_cast<void>(connection_.ExecuteScript("ROLLBACK").has_value());
  }

  Status Commit() override {
    stores::Failpoint("store.commit.before", connection_.store());
    // Whatever the answer is, nothing is left to be undone.
    ended_ = true;
    LOFTE_TRY(connection_.Commit());
    stores::Failpoint("store.commit.after", connection_.store());
    return {};
  }

 private:
  Connection& connection_;
  bool ended_ = false;
};

// Of the session; `held` is the store's note that it has it, because one session may take an advisory lock any number of times.
class RunLock final : public Transaction {
 public:
  RunLock(Connection& connection, bool& held) : connection_(connection), held_(held) { held_ = true; }
  ~RunLock() override {
    if (!released_) static_cast<void>(Commit().has_value());
  }

  Status Commit() override {
    if (released_) return {};
    released_ = true;
    held_ = false;
    return connection_.ExecuteScript("SELECT pg_advisory_unlock(" + LockArguments(LockKey::kRun) + ")");
  }

 private:
  Connection& connection_;
  bool& held_;
  bool released_ = false;
};

// The position of a range as a tid, `'(12,0)'::tid`. No tuple has offset 0, so it stands before all of its block.
std::string TidOf(std::int64_t position) {
  const std::int64_t block = std::min(std::max<std::int64_t>(position, 0) / kTuplesPerBlock, kMostBlocks);
  const std::int64_t offset = std::max<std::int64_t>(position, 0) % kTuplesPerBlock;
  return "'(" + std::to_string(block) + "," + std::to_string(offset) + ")'::tid";
}

class PostgresStore final : public stores::Store {
 public:
  PostgresStore(std::string name, std::unique_ptr<Connection> connection) : Store(std::move(name)), connection_(std::move(connection)) {}

  stores::Dialect dialect() const override { return stores::Dialect::kPostgres; }

  Result<stores::Catalogue> ReadCatalogue() override {
    if (connection_->InTransaction()) return stores_postgres::ReadCatalogue(*connection_);
    LOFTE_ASSIGN(const std::unique_ptr<Transaction> snapshot, BeginSnapshot());
    return stores_postgres::ReadCatalogue(*connection_);
  }

  Result<Rows> Query(const std::string& sql, const std::vector<expr::Value>& parameters) override {
    return connection_->Query(sql, parameters);
  }
  Result<std::int64_t> Execute(const std::string& sql, const std::vector<expr::Value>& parameters) override {
    return connection_->Execute(sql, parameters);
  }
  Status ExecuteScript(const std::string& sql) override { return connection_->ExecuteScript(sql); }

  Result<std::unique_ptr<Transaction>> Begin() override { return BeginWith("BEGIN ISOLATION LEVEL READ COMMITTED"); }

  // A snapshot holds no row: it may wait longer for the other stores of a verification than a batch may.
  Result<std::unique_ptr<Transaction>> BeginSnapshot() override {
    return BeginWith(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = '1h'; "
        "SELECT 1");
  }

  Status Insert(const expr::TableName& table, const std::vector<std::string>& columns,
                const std::vector<std::vector<expr::Value>>& rows) override {
    if (!connection_->InTransaction()) return Fail(ErrorCode::kInternal, "store `" + name() + "`: an insert needs a transaction");
    std::string names;
    for (const std::string& column : columns) names += (names.empty() ? "" : ", ") + stores::QuoteIdentifier(column);
    return connection_->Copy("COPY " + stores::QuoteTable(table) + " (" + names + ") FROM STDIN", rows);
  }

  // Of a partitioned table, or one with children: the longest of its parts, for a range of ctid means that range in each of them.
  Result<std::optional<stores::PositionRange>> Extent(const expr::TableName& table) override {
    LOFTE_ASSIGN(const Rows rows, Query("WITH RECURSIVE part(relid) AS (SELECT to_regclass($1)::oid UNION "
                                        "SELECT i.inhrelid FROM part JOIN pg_inherits AS i ON i.inhparent = part.relid) "
                                        "SELECT bool_and(c.relkind IN ('r', 'p', 'm')), "
                                        "coalesce(max(pg_relation_size(c.oid)), 0)::int8 / current_setting('block_size')::int8 "
                                        "FROM part JOIN pg_class AS c ON c.oid = part.relid",
                                        {stores::QuoteTable(table)}));
    if (expr::IsNull(rows.rows[0][0])) {
      return Fail(ErrorCode::kNotFound, "store `" + name() + "`: there is no table `" + expr::Format(table) + "`");
    }
    if (rows.rows[0][0] == expr::Value(false)) return std::optional<stores::PositionRange>();
    return std::optional(stores::PositionRange{0, std::get<std::int64_t>(rows.rows[0][1]) * kTuplesPerBlock});
  }

  std::string RangeCondition(const stores::PositionRange& range, const std::string& alias) const override {
    const std::string position = stores::QualifierOf(alias) + "ctid";
    const std::string low = position + " >= " + TidOf(range.begin);
    if (range.end == std::numeric_limits<std::int64_t>::max()) return low;
    return low + " AND " + position + " < " + TidOf(range.end);
  }

  std::string PositionOf(const std::string& alias) const override {
    const std::string point = "(" + stores::QualifierOf(alias) + "ctid::text::point)";
    return "(" + point + "[0]::int8 * " + std::to_string(kTuplesPerBlock) + " + " + point + "[1]::int8)";
  }

  std::string PositionCondition(const std::vector<std::int64_t>& positions, const std::string& alias) const override {
    std::string tids;
    for (const std::int64_t position : positions) tids += (tids.empty() ? "" : ", ") + TidOf(position);
    return stores::QualifierOf(alias) + "ctid = ANY (ARRAY[" + tids + "]::tid[])";
  }

  Result<time::Instant> Now() override {
    LOFTE_ASSIGN(const Rows rows, Query("SELECT clock_timestamp()", {}));
    return std::get<time::Instant>(rows.rows[0][0]);
  }

  // No two servers have started in the same microsecond, as far as anybody connects to both.
  Result<std::string> Identity() override {
    LOFTE_ASSIGN(const Rows rows, Query("SELECT concat_ws(' ', (SELECT oid FROM pg_database WHERE datname = current_database()), "
                                        "extract(epoch FROM pg_postmaster_start_time()))",
                                        {}));
    const auto* identity = std::get_if<std::string>(&rows.rows.at(0).at(0));
    return identity == nullptr ? std::string() : *identity;
  }

  Result<std::unique_ptr<Transaction>> TakeRunLock() override {
    bool taken = false;
    if (!run_lock_held_) {
      LOFTE_ASSIGN(const Rows rows, Query("SELECT pg_try_advisory_lock(" + LockArguments(LockKey::kRun) + ")", {}));
      taken = rows.rows[0][0] == expr::Value(true);
    }
    if (!taken) return Fail(ErrorCode::kBusy, "store `" + name() + "`: another run is at work on it; try again when it is done");
    return std::unique_ptr<Transaction>(std::make_unique<RunLock>(*connection_, run_lock_held_));
  }

  Status PrepareSchema(const std::string& key_type) override { return PrepareOwnSchema(*this, key_type); }
  Result<bool> HasSchema() override { return HasOwnSchema(*this); }
  Result<bool> HasOwnTable(std::string_view table) override {
    LOFTE_ASSIGN(const Rows rows, Query("SELECT to_regclass($1) IS NOT NULL", {OwnTable(table)}));
    return rows.rows[0][0] == expr::Value(true);
  }

  std::string OwnTable(std::string_view table) const override { return "\"lofte\"." + stores::QuoteIdentifier(table); }

  // Every foreign key has triggers of its own, every rule an entry, every table that inherits another.
  Result<std::string> SchemaMark() override {
    LOFTE_ASSIGN(const stores::Rows rows,
                 Query("SELECT concat_ws(' ', (SELECT concat_ws(' ', count(*), max(oid), count(*) FILTER (WHERE tgenabled IN "
                       "('O', 'A'))) FROM pg_trigger), (SELECT concat_ws(' ', count(*), max(oid), count(*) FILTER "
                       "(WHERE ev_enabled IN ('O', 'A'))) FROM pg_rewrite), "
                       "(SELECT concat_ws(' ', count(*), max(inhrelid)) FROM pg_inherits))",
                       {}));
    const auto* mark = std::get_if<std::string>(&rows.rows.at(0).at(0));
    return mark == nullptr ? std::string() : *mark;
  }

  Status LockPersonState(bool exclusive) override {
    if (!connection_->InTransaction()) return Fail(ErrorCode::kInternal, "store `" + name() + "`: this lock needs a transaction");
    const std::string function = exclusive ? "pg_advisory_xact_lock(" : "pg_advisory_xact_lock_shared(";
    return connection_->ExecuteScript("SELECT " + function + LockArguments(LockKey::kPersonState) + ")");
  }

  Status Scrub() override { return {}; }

 private:
  Result<std::unique_ptr<Transaction>> BeginWith(const std::string& sql) {
    if (connection_->InTransaction()) return Fail(ErrorCode::kInternal, "store `" + name() + "`: a transaction is already open");
    const Status begun = connection_->ExecuteScript(sql);
    auto transaction = std::make_unique<PostgresTransaction>(*connection_);
    LOFTE_TRY(begun);
    return std::unique_ptr<Transaction>(std::move(transaction));
  }

  std::unique_ptr<Connection> connection_;
  bool run_lock_held_ = false;
};

}  // namespace

Result<std::unique_ptr<stores::Store>> OpenPostgres(std::string name, const std::string& conninfo, const PostgresOptions& options) {
  LOFTE_ASSIGN(std::unique_ptr<Connection> connection, Connection::Open(name, conninfo, options));
  return std::unique_ptr<stores::Store>(std::make_unique<PostgresStore>(std::move(name), std::move(connection)));
}

}  // namespace lofte::stores_postgres
