#include "stores_sqlite/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "stores/failpoint.h"
#include "stores/identifier.h"
#include "stores_sqlite/catalogue_reader.h"
#include "stores_sqlite/connection.h"
#include "stores_sqlite/file_lock.h"
#include "stores_sqlite/own_schema.h"

namespace lofte::stores_sqlite {
namespace {

// Of a file, for the space in it that is not in use: read in a second or two. A larger one is sampled.
constexpr std::int64_t kMostLookedAt = std::int64_t{1} << 30;

using stores::Rows;
using stores::Transaction;

using std::chrono::steady_clock;

class SqliteTransaction final : public Transaction {
 public:
  // `held`: set to the time that it lasted, when it ends.
  SqliteTransaction(Connection& connection, bool snapshot, steady_clock::duration& held)
      : connection_(connection), snapshot_(snapshot), held_(held) {}
  ~SqliteTransaction() override {
    if (!ended_) End("ROLLBACK");
  }

  Status Commit() override {
    stores::Failpoint("store.commit.before", connection_.store());
    LOFTE_TRY(connection_.Commit());
    End("");
    stores::Failpoint("store.commit.after", connection_.store());
    return {};
  }

 private:
  // A rollback that fails (the disk is gone) is made good by the next one who opens the file.
  void End(const char* how) {
    ended_ = true;
    if (connection_.InTransaction()) static_cast<void>(connection_.ExecuteScript(how).has_value());
    if (snapshot_) static_cast<void>(connection_.ExecuteScript("PRAGMA query_only=OFF").has_value());
    held_ = steady_clock::now() - began_;
  }

  Connection& connection_;
  bool snapshot_;
  steady_clock::duration& held_;
  steady_clock::time_point began_ = steady_clock::now();
  bool ended_ = false;
};

class RunLock final : public Transaction {
 public:
  explicit RunLock(FileLock lock) : lock_(std::move(lock)) {}
  Status Commit() override {
    lock_.Release();
    return {};
  }

 private:
  FileLock lock_;
};

class SqliteStore final : public stores::Store {
 public:
  SqliteStore(std::string name, std::unique_ptr<Connection> connection, bool vacuum)
      : Store(std::move(name)), connection_(std::move(connection)), vacuum_(vacuum) {}

  stores::Dialect dialect() const override { return stores::Dialect::kSqlite; }

  Result<stores::Catalogue> ReadCatalogue() override {
    if (connection_->InTransaction()) return stores_sqlite::ReadCatalogue(*connection_);
    LOFTE_ASSIGN(const std::unique_ptr<Transaction> snapshot, BeginSnapshot());
    return stores_sqlite::ReadCatalogue(*connection_);
  }

  Result<Rows> Query(const std::string& sql, const std::vector<expr::Value>& parameters) override {
    return connection_->Query(sql, parameters);
  }
  Result<std::int64_t> Execute(const std::string& sql, const std::vector<expr::Value>& parameters) override {
    return connection_->Execute(sql, parameters);
  }
  Status ExecuteScript(const std::string& sql) override { return connection_->ExecuteScript(sql); }

  Result<std::unique_ptr<Transaction>> Begin() override {
    LOFTE_TRY(RequireNoTransaction());
    LOFTE_TRY(connection_->ExecuteScript("BEGIN IMMEDIATE"));
    return std::unique_ptr<Transaction>(std::make_unique<SqliteTransaction>(*connection_, false, held_));
  }

  Result<std::unique_ptr<Transaction>> BeginSnapshot() override {
    LOFTE_TRY(RequireNoTransaction());
    LOFTE_TRY(connection_->ExecuteScript("PRAGMA query_only=ON; BEGIN"));
    auto transaction = std::make_unique<SqliteTransaction>(*connection_, true, held_);
    // The first read is what takes the snapshot.
    LOFTE_TRY(connection_->Query("SELECT count(*) FROM sqlite_schema WHERE 0"));
    return std::unique_ptr<Transaction>(std::move(transaction));
  }

  Status Insert(const expr::TableName& table, const std::vector<std::string>& columns,
                const std::vector<std::vector<expr::Value>>& rows) override {
    if (!connection_->InTransaction()) return Fail(ErrorCode::kInternal, "store `" + name() + "`: an insert needs a transaction");
    LOFTE_ASSIGN(Statement statement, connection_->Prepare(InsertSql(table, columns)));
    for (const std::vector<expr::Value>& row : rows) {
      LOFTE_TRY(statement.Bind(row));
      LOFTE_TRY(statement.Step());
      statement.Reset();
    }
    return {};
  }

  Result<std::optional<stores::PositionRange>> Extent(const expr::TableName& table) override {
    const std::string plain = table.schema == stores::kOwnSchema ? "lofte_" + table.table : table.table;
    LOFTE_ASSIGN(const bool has_position, HasRowPosition(*connection_, plain));
    if (!has_position) return std::optional<stores::PositionRange>();
    const std::string name = stores::QuoteIdentifier(plain);
    // Two queries of one end each are two steps in the tree; one query of both is a scan.
    LOFTE_ASSIGN(const Rows ends, Query("SELECT (SELECT min(_rowid_) FROM " + name + "), (SELECT max(_rowid_) FROM " + name + ")", {}));
    const auto* first = std::get_if<std::int64_t>(&ends.rows[0][0]);
    const auto* last = std::get_if<std::int64_t>(&ends.rows[0][1]);
    if (first == nullptr || last == nullptr) return std::optional(stores::PositionRange{});
    const bool at_the_end = *last == std::numeric_limits<std::int64_t>::max();
    return std::optional(stores::PositionRange{*first, at_the_end ? *last : *last + 1});
  }

  std::string RangeCondition(const stores::PositionRange& range, const std::string& alias) const override {
    const std::string position = PositionOf(alias);
    const std::string low = position + " >= " + std::to_string(range.begin);
    if (range.end == std::numeric_limits<std::int64_t>::max()) return low;
    return low + " AND " + position + " < " + std::to_string(range.end);
  }

  std::string PositionOf(const std::string& alias) const override { return stores::QualifierOf(alias) + "_rowid_"; }

  std::string PositionCondition(const std::vector<std::int64_t>& positions, const std::string& alias) const override {
    return fmt::format("{} IN ({})", PositionOf(alias), fmt::join(positions, ","));
  }

  Result<time::Instant> Now() override { return time::Instant{SystemClock().NowUs()}; }

  Result<std::unique_ptr<Transaction>> TakeRunLock() override {
    LOFTE_ASSIGN(FileLock lock, FileLock::Take(name(), connection_->FileName()));
    return std::unique_ptr<Transaction>(std::make_unique<RunLock>(std::move(lock)));
  }

  Status PrepareSchema(const std::string& key_type) override { return PrepareOwnSchema(*this, key_type); }
  Result<bool> HasSchema() override { return HasOwnSchema(*this); }
  Result<bool> HasOwnTable(std::string_view table) override {
    LOFTE_ASSIGN(const Rows rows,
                 Query("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?1", {"lofte_" + std::string(table)}));
    return !rows.rows.empty();
  }

  std::string OwnTable(std::string_view table) const override { return stores::QuoteIdentifier("lofte_" + std::string(table)); }

  Result<std::string> SchemaMark() override {
    LOFTE_ASSIGN(const Rows rows, Query("PRAGMA main.schema_version", {}));
    return std::to_string(expr::IntegerOf(rows.rows.at(0).at(0)));
  }

  Status LockPersonState(bool) override { return {}; }

  void Yield() override {
    using std::chrono::milliseconds;
    std::this_thread::sleep_for(std::clamp<steady_clock::duration>(held_ / 8, milliseconds(1), milliseconds(20)));
  }

  Result<std::vector<std::string>> Remarks() override {
    // Whoever writes meanwhile would be seen half-way.
    LOFTE_ASSIGN(const auto snapshot, BeginSnapshot());
    LOFTE_ASSIGN(const Rows started, Query("SELECT count(*) FROM sqlite_master", {}));
    const UnusedSpace space = connection_->LookAtUnusedSpace(kMostLookedAt);
    LOFTE_TRY(snapshot->Commit());
    if (space.with_bytes == 0) return std::vector<std::string>();
    return std::vector<std::string>{fmt::format(
        "{} of {} pages{} hold parts of rows in space that is not in use: of rows that SQLite has moved, or that are gone since the last "
        "VACUUM",
        space.with_bytes, space.pages, space.looked_at == space.pages ? "" : fmt::format(" ({} were looked at)", space.looked_at))};
  }

  Status Scrub() override {
    LOFTE_TRY(EmptyLog());
    if (!vacuum_ || !connection_->HasChanged()) return {};
    if (const Status done = ExecuteScript("VACUUM"); !done) return Fail(NotVacuumed(done.error()));
    return EmptyLog();
  }

 private:
  // The sweep is over, and what it has to say is a remark.
  static Error NotVacuumed(Error error) {
    error.message += "; so there has been no VACUUM, and parts of rows that are gone may still be read in unused space of the file: ";
    // A full disk is one of these.
    if (error.code == ErrorCode::kUnavailable)
      error.message += "make room, as much again as the file has beside it and as much among the temporary files, then ";
    error.message += "run `VACUUM` yourself, or leave it to the next `lofte apply` that changes something";
    return error;
  }

  Status EmptyLog() {
    LOFTE_ASSIGN(const Rows result, Query("PRAGMA wal_checkpoint(TRUNCATE)", {}));
    const auto* busy = std::get_if<std::int64_t>(&result.rows[0][0]);
    if (busy != nullptr && *busy != 0) {
      return Fail(ErrorCode::kBusy, "store `" + name() + "`: a reader keeps the write-ahead log from being emptied; what was deleted is " +
                                        "still readable in it until the next checkpoint");
    }
    return {};
  }

  Status RequireNoTransaction() const {
    if (!connection_->InTransaction()) return {};
    return Fail(ErrorCode::kInternal, "store `" + name() + "`: a transaction is already open");
  }

  static std::string InsertSql(const expr::TableName& table, const std::vector<std::string>& columns) {
    std::string names;
    std::string places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      names += (i == 0 ? "" : ", ") + stores::QuoteIdentifier(columns[i]);
      places += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    return "INSERT INTO " + stores::QuoteTable(table) + " (" + names + ") VALUES (" + places + ")";
  }

  std::unique_ptr<Connection> connection_;
  bool vacuum_;
  steady_clock::duration held_{0};  // how long the last transaction lasted
};

}  // namespace

Result<std::unique_ptr<stores::Store>> OpenSqlite(std::string name, const std::string& path, const SqliteOptions& options) {
  LOFTE_ASSIGN(std::unique_ptr<Connection> connection, Connection::Open(name, path, options));
  return std::unique_ptr<stores::Store>(std::make_unique<SqliteStore>(std::move(name), std::move(connection), options.vacuum));
}

}  // namespace lofte::stores_sqlite
