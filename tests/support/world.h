// A small company for a test: a policy, a data map, a database of either kind with the test's own schema and rows, and a ledger. Made anew
// for each test, gone with it.
//
// PostgreSQL worlds need the server that PGHOST names (`tools/with-postgres`); `World::Missing` says why a test must be skipped. Failures
// of set-up abort the test with the error's message.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/apply.h"
#include "engine/hold.h"
#include "engine/undo.h"
#include "engine/verify.h"
#include "ledger/ledger.h"
#include "seal/key.h"

namespace lofte::tests {

class World {
 public:
  explicit World(stores::Dialect dialect);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  // Another world with the same schema, rows, files and key, and a ledger of its own. `of` is left as it was; nobody else may be connected
  // to its database.
  static std::unique_ptr<World> CopyOf(World& of);

  // Empty, or why this kind of database cannot be tested here.
  static std::string Missing(stores::Dialect dialect);

  stores::Dialect dialect() const { return dialect_; }
  bool is_postgres() const { return dialect_ == stores::Dialect::kPostgres; }
  const std::filesystem::path& folder() const { return folder_; }
  // SQLite: the database file. PostgreSQL: a libpq connection string.
  const std::string& location() const { return location_; }

  // Set-up, in this order. Policy and map are YAML; the store is called `main`. Both panic on an error among their issues, unless IssuesOf
  // is used.
  void Schema(const std::string& sql);
  void Files(const std::string& policy_yaml, const std::string& map_yaml);
  // All issues of reading, checking and binding these files against the live schema, for tests of diagnostics. Leaves the world's own files
  // alone.
  Issues IssuesOf(const std::string& policy_yaml, const std::string& map_yaml);

  // From now on what is blocked is sealed, by a key of the world's own; and what a sweep takes can be put back for so many days.
  void Seal(int undo_days = 0);
  bool seals() const { return key_ != nullptr; }
  // So many days between due and late, of all that ends.
  void SetWithin(int days);
  // Whatever ends is blocked for so many months first, where it would be erased.
  void SetBlock(int months);
  // Whatever ends is counted first, where it would be erased: in cells of at least so many, by the month of an event of the row where there
  // is one.
  void SetAggregate(int least_cell);
  const seal::Key& key() const { return *key_; }
  // What is sealed, opened, in the order of the tables and keys of the rows: `orders 7: note='x' (user 2) due 2021-03-01 late 2021-04-01`;
  // of what can be put back, `row orders 7: ..` or `fields orders 7: ..`.
  std::vector<std::string> Sealed();

  // As the application: another connection than Løfte's.
  void Execute(const std::string& sql);
  std::unique_ptr<stores::Store> Connect() const;
  // How long a connection that is opened from now on waits for a lock; 2000 unless said.
  void SetLockTimeout(int milliseconds) { lock_timeout_ms_ = milliseconds; }
  // SQLite: a sweep ends with a VACUUM.
  void SetVacuum(bool vacuum) { vacuum_ = vacuum; }
  // Each row as text, values joined by `|`, NULL as `NULL`.
  std::vector<std::string> Rows(const std::string& sql);
  std::int64_t Count(const std::string& from_and_where);  // `t WHERE x = 1`
  // Every table of the application with its columns, every row, each value exactly: for asserting that all else is untouched.
  std::vector<std::string> Dump();
  // Every row in the words of Rows, `notes: 1|text|NULL`, for expectations that a person reads.
  std::vector<std::string> Readable();

  // Questions and acts at a time such as `2026-11-21` or `2026-11-21T12:00:00` in the controller's zone. Sites are opened anew for each.
  Result<engine::Plan> Plan(const std::string& at);
  // Fails the test when the database has changed otherwise than the report says, or a stopped run's journal, when the sweep has not done
  // what its plan counted, and when what is sealed, destroyed or counted in cells is not what has left the rows (copies_check.h).
  Result<engine::ApplyReport> Apply(const std::string& at, engine::ApplyOptions options = {});
  // The same while the application writes too: in another thread, when a batch is over, by a trigger. Nothing is compared: the test itself
  // asserts what is left, all that should stay included.
  Result<engine::ApplyReport> ApplyBeside(const std::string& at, engine::ApplyOptions options = {});
  Result<engine::VerifyReport> Verify(const std::string& at);
  // Of the n-th sweep of this world, counted from 1.
  Result<engine::UndoReport> Undo(int run);
  // `absent`: also where the person's own row has gone.
  Status Hold(const std::string& subject, const std::string& reference, bool absent = false);
  Status Release(const std::string& reference);

  // Rows that the plan would change, by `table action` (`main.chats delete`).
  std::int64_t Planned(const std::string& at, const std::string& table, const std::string& action);
  const engine::PromiseReport& Of(const engine::VerifyReport& report, const std::string& promise) const;
  // The ids of broken promises, joined by spaces, in policy order.
  std::string Broken(const std::string& at);

  const policy::Policy& policy() const { return policy_; }
  const datamap::DataMap& map() const { return map_; }
  ledger::Ledger& ledger() { return *ledger_; }
  grounds::Question Question(const std::string& at) const;
  std::vector<engine::Site> Sites(engine::Access access);

 private:
  // Makes its folder, its database (as a copy of `like`'s, when given) and its ledger.
  World(stores::Dialect dialect, const World* like);
  void ReadKey(const std::filesystem::path& file);
  Result<engine::ApplyReport> Sweep(std::vector<engine::Site>& sites, const std::string& at, engine::ApplyOptions options);

  stores::Dialect dialect_;
  std::filesystem::path folder_;
  std::string location_;
  std::string database_;  // PostgreSQL
  std::unique_ptr<stores::Store> application_;
  std::unique_ptr<ledger::Ledger> ledger_;
  policy::Policy policy_;
  datamap::DataMap map_;
  int runs_ = 0, undos_ = 0, undo_days_ = 0;
  int lock_timeout_ms_ = 2000;
  bool vacuum_ = false;
  std::unique_ptr<seal::Key> key_;
  std::filesystem::path key_file_;
};

// What World::Rows and World::Dump say, of any store.
std::vector<std::string> RowsOf(stores::Store& store, const std::string& sql);
std::vector<std::string> DumpOf(stores::Store& store);

// For TEST_P over both kinds of database: INSTANTIATE_TEST_SUITE_P(.., ValuesIn(BothDialects()), a name by NameOfDialect).
inline auto BothDialects() { return std::vector<stores::Dialect>{stores::Dialect::kSqlite, stores::Dialect::kPostgres}; }
std::string NameOfDialect(stores::Dialect dialect);

}  // namespace lofte::tests
