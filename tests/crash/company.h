// A workspace that a trial may ruin: made once, copied for each trial, gone with it. A company as `lofte demo` makes it, with 100 people,
// or one of this folder's testdata.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "process.h"
#include "stores/store.h"

namespace lofte::tests {

// What a run leaves behind, but for ids and times.
struct Left {
  std::vector<std::string> tables;      // every row of every table of the application
  std::vector<std::string> batches;     // of all runs in the ledger: step, batch, range, rows
  std::vector<std::string> steps;       // of all runs in the ledger, added up: planned and done
  std::vector<std::string> journal;     // what stands in the store's journal
  std::vector<std::string> unfinished;  // runs in the ledger that are not done: `running` or `abandoned`, one each
  std::vector<std::string> held;        // who is or was held, in the store
  std::vector<std::string> holds;       // the ledger's lines of them
  std::vector<std::string> sealed;      // the copies in the store, opened
  std::vector<std::string> cells;       // what was counted there
};

// Which parts differ, by name; empty: none. Never a row.
std::string Difference(const Left& left, const Left& wanted);

class Company {
 public:
  // Runs `lofte demo EXAMPLE`; panics when that fails.
  Company(stores::Dialect dialect, const std::string& example);
  // Of policy.yaml, datamap.yaml and tables.sql in testdata/NAME, with a key to seal with. Panics where something fails.
  static std::unique_ptr<Company> Of(stores::Dialect dialect, const std::string& name);
  // In `folder`, which must not exist; empty: in a folder of its own. Nobody may be connected to this one's database.
  std::unique_ptr<Company> Copy(const std::filesystem::path& folder = {}) const;
  ~Company();
  Company(const Company&) = delete;
  Company& operator=(const Company&) = delete;

  stores::Dialect dialect() const { return dialect_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path database_file() const { return folder_ / "demo.db"; }
  std::unique_ptr<stores::Store> Connect() const;
  // `lofte apply` in batches of at most 50 rows, as words.
  std::vector<std::string> ApplyWords() const;
  Ended Apply(const Process::Variables& environment = {}) const { return RunLofte(ApplyWords(), environment); }
  // `lofte COMMAND FOLDER OPTIONS`
  Ended Run(std::vector<std::string> command, const std::vector<std::string>& options, const Process::Variables& environment = {}) const;

  // Seals what is blocked from now on, and what a sweep takes for seven days.
  void KeepForUndo() const;
  // `lofte undo` of the last run that changed something.
  Ended Undo(const Process::Variables& environment = {}) const;
  // What the ledger says of all undos: of each store how many copies were put back by them together, and whether all are finished.
  std::vector<std::string> Undos() const;

  // What the ledger says of all releases: of what table and row, how many copies, to whom, by which order and whose approval.
  std::vector<std::string> Releases() const;
  // What the batches of the last run in the ledger did, in order: `block-row`, and to how many rows.
  std::vector<std::pair<std::string, int>> Actions() const;

  Left Look() const;
  // Returns when the server has noticed that a process that was killed is gone. SQLite: at once.
  void WaitUntilAlone() const;
  // PostgreSQL: ends all sessions in this database, as a server that goes down would.
  void CutConnections() const;

 private:
  Company(stores::Dialect dialect, std::filesystem::path folder, std::string database);
  void MakeKey() const;
  std::vector<std::string> OpenedCopies(stores::Store& store) const;

  stores::Dialect dialect_;
  std::filesystem::path folder_;
  std::string database_;  // PostgreSQL
};

// One for all tests of the process, and what an undisturbed run makes of GigComs.
const Company& Original(stores::Dialect dialect, const std::string& example = "gigcoms");
const Left& Undisturbed(stores::Dialect dialect);
// The places that a run with LOFTE_CRASH=list has named, in order: `main store.commit.before`.
std::vector<std::string> PlacesIn(const Ended& run);
// Of these the one at which the run is in the ledger, counted from 1. From here on each commit of the store is one of so many batches, but
// for the last, which prunes the journal.
std::size_t StartIn(const std::vector<std::string>& places, std::size_t batches);
// Those of an undisturbed apply.
const std::vector<std::string>& Places(stores::Dialect dialect);

}  // namespace lofte::tests
