// One interface to every kind of database. Implementations: stores_sqlite, stores_postgres; each is one library and one vendor header.
//
// A Store is one connection, used by one thread at a time. SQL comes from module sql and from literals in this project, never from a file.
// Errors: kUnavailable (connection, or a right that the role lacks; nothing done), kBusy (lock timeout), kInDoubt (a COMMIT whose answer
// was lost), kConflict (a constraint refused), kInternal otherwise. Messages name tables and the database's own error code, never a value.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "expr/value.h"
#include "stores/catalogue.h"

namespace lofte::stores {

// The schema that holds Løfte's own tables in a store; module sql maps it to each dialect's spelling.
inline constexpr const char* kOwnSchema = "lofte";

enum class Dialect { kSqlite, kPostgres };
std::string_view NameOf(Dialect dialect);

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<expr::Value>> rows;
};

// A half-open range of a table's physical order. SQLite: rowid. PostgreSQL: block * kTuplesPerBlock + offset of ctid, so that a range may
// be finer than a block. An `end` of INT64_MAX means no end.
struct PositionRange {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool operator==(const PositionRange&) const = default;
};
inline constexpr std::int64_t kTuplesPerBlock = 2048;  // more than MaxHeapTuplesPerPage of any page size (32 kB: 1169)

// Undone unless committed. Borrows its Store. After a Commit that failed, nothing more may be done in it.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Status Commit() = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  virtual Dialect dialect() const = 0;
  const std::string& name() const { return name_; }

  virtual Result<Catalogue> ReadCatalogue() = 0;

  // Parameters are `?1`.. in SQLite and `$1`.. in PostgreSQL. The whole result is held in memory: for counts and for Løfte's own tables.
  virtual Result<Rows> Query(const std::string& sql, const std::vector<expr::Value>& parameters = {}) = 0;
  // Rows changed, from the command tag.
  virtual Result<std::int64_t> Execute(const std::string& sql, const std::vector<expr::Value>& parameters = {}) = 0;
  // Several statements without parameters, for schemas.
  virtual Status ExecuteScript(const std::string& sql) = 0;

  // SQLite: BEGIN IMMEDIATE. PostgreSQL: READ COMMITTED with lock_timeout. One at a time.
  virtual Result<std::unique_ptr<Transaction>> Begin() = 0;
  // A read-only transaction that sees one snapshot. SQLite: BEGIN. PostgreSQL: REPEATABLE READ READ ONLY.
  virtual Result<std::unique_ptr<Transaction>> BeginSnapshot() = 0;

  // Bulk insert: COPY or a prepared INSERT. Each row has one value per column. For data generators. Precondition: a transaction is open
  // (else kInternal).
  virtual Status Insert(const expr::TableName& table, const std::vector<std::string>& columns,
                        const std::vector<std::vector<expr::Value>>& rows) = 0;

  // The table's physical extent now; nullopt: it has no physical order (SQLite WITHOUT ROWID). Rows that come later may lie outside.
  // Errors: kNotFound.
  virtual Result<std::optional<PositionRange>> Extent(const expr::TableName& table) = 0;
  // The range as a condition on the table under `alias` (a bare or a quoted name; empty: unqualified), as SQL.
  virtual std::string RangeCondition(const PositionRange& range, const std::string& alias) const = 0;
  // The position of the row under `alias`, as SQL: an integer.
  virtual std::string PositionOf(const std::string& alias) const = 0;
  // The rows at these positions, as a condition on the table under `alias`. In a partitioned table a position may be that of several rows.
  virtual std::string PositionCondition(const std::vector<std::int64_t>& positions, const std::string& alias) const = 0;

  // The store's clock.
  virtual Result<time::Instant> Now() = 0;

  // Only one run per store: taken for the whole run, freed by the death of the process. kBusy when another has it.
  virtual Result<std::unique_ptr<Transaction>> TakeRunLock() = 0;

  // Creates or migrates Løfte's own schema in the store (docs/formats/store-schema.md). `key_type`: the declared type of the subject key,
  // with its collation where it has one of its own (`text COLLATE NOCASE`). A key of another type than before is taken while nobody is in
  // subject_state, and kConflict otherwise.
  virtual Status PrepareSchema(const std::string& key_type) = 0;
  // Whether PrepareSchema has been done. kConflict when a newer program did it.
  virtual Result<bool> HasSchema() = 0;
  // Whether this one of Løfte's own tables is there; a store that an earlier version prepared lacks some.
  virtual Result<bool> HasOwnTable(std::string_view table) = 0;
  // The name of one of Løfte's own tables in this store, quoted: `lofte.journal` or `lofte_journal`.
  virtual std::string OwnTable(std::string_view table) const = 0;

  // Differs from what it was once a table, a foreign key or a trigger has come or gone; it may differ for less. Cheap: asked in every
  // batch, after its statement, so that a batch which a new cascade or trigger could have widened is seen before it is committed.
  virtual Result<std::string> SchemaMark() { return std::string(); }

  // In the caller's transaction. A batch takes the shared form, a hold the exclusive one and then writes: so a hold is acknowledged only
  // after every batch in flight. SQLite: nothing, its one writer is enough.
  virtual Status LockPersonState(bool exclusive) = 0;

  // Makes what was deleted unreadable in the file where the store can. SQLite: empties the write-ahead log, and rewrites the file (VACUUM)
  // where the workspace asks for it and this connection has changed something. Elsewhere nothing.
  virtual Status Scrub() = 0;

  // Between two transactions that write one after the other for long: lets others have the lock. SQLite, which has one writer and no queue:
  // sleeps for an eighth of the time that the last transaction held the lock, at least 1 ms and at most 20 ms. Elsewhere nothing.
  virtual void Yield() {}

  // The same text for two stores exactly when they are one database, as far as that can be told; empty: it cannot.
  virtual Result<std::string> Identity() { return std::string(); }

  // What a reader of the database's files may still find although it was deleted, and what helps against it; a line each, without values.
  virtual Result<std::vector<std::string>> Remarks() { return std::vector<std::string>(); }

 protected:
  explicit Store(std::string name) : name_(std::move(name)) {}

 private:
  std::string name_;
};

// Whether a store's error says that a value is not unique: SQLSTATE 23505, or SQLite's 2067 (UNIQUE) and 1555 (PRIMARY KEY).
bool IsNotUnique(const Error& error);
// Whether it says that what a row references is not there, or is referenced still: SQLSTATE 23503, or SQLite's 787.
bool IsForeignKey(const Error& error);

}  // namespace lofte::stores
