// A workspace: the folder with lofte.yaml, and what its commands need of it.
//
//     lofte: 1
//     policy: policy.yaml
//     datamap: datamap.yaml
//     stores:
//       main: { kind: sqlite, path: company.db }            # or { kind: postgres, connection: 'host=.. dbname=..' }
//     ledger: ledger.db
//     sealing: { key: ../lofte.key, undo: P7D }             # what is blocked is sealed by this key (`lofte key new`); for seven days
//                                                           # what a sweep deletes or erases is too, and can be put back
//     demo: true                                            # only in a demo's workspace: a sweep may run ahead of the clock
//
// Paths are relative to the folder.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/result.h"
#include "datamap/datamap.h"
#include "engine/site.h"
#include "ledger/ledger.h"
#include "policy/policy.h"

namespace lofte::cli {

struct StoreConfig {
  std::string name;
  stores::Dialect kind = stores::Dialect::kSqlite;
  std::filesystem::path path;  // sqlite
  std::string connection;      // postgres: a libpq connection string
  bool vacuum = false;         // sqlite: stores_sqlite::SqliteOptions::vacuum
  Span span;                   // in lofte.yaml
};

struct Workspace {
  std::filesystem::path folder;
  std::vector<StoreConfig> stores;
  std::filesystem::path ledger;
  std::filesystem::path sealing_key;  // empty: nothing is sealed
  Span sealing_span;                  // where lofte.yaml names it
  int undo_days = 0;                  // for so long what a sweep takes can be put back; at most limits::kUndoDays
  bool demo = false;
  policy::Policy policy;
  datamap::DataMap map;
  time::Zone zone = time::Zone::Utc();
  // The texts of the files, for showing an issue's line.
  std::vector<std::pair<std::string, std::string>> sources;
};

// Reads lofte.yaml and the files it names, and checks policy and map without any store. Mistakes go into `issues`; kInvalid when an error
// among them keeps commands from going on. kNotFound when there is no lofte.yaml.
Result<Workspace> LoadWorkspace(const std::filesystem::path& folder, Issues& issues,
                                std::vector<std::pair<std::string, std::string>>& sources);

// A policy alone, read and checked by itself; nullopt after mistakes that left none. Errors: of reading the file.
Result<std::optional<policy::Policy>> LoadPolicy(const std::filesystem::path& file, Issues& issues,
                                                 std::vector<std::pair<std::string, std::string>>& sources);

// `patience_ms`: how long a lock is waited for; 0: the store's own measure.
Result<std::unique_ptr<stores::Store>> OpenStore(const StoreConfig& config, bool read_only, int patience_ms = 0);
Result<std::vector<engine::Site>> OpenSites(const Workspace& workspace, engine::Access access, int patience_ms, Issues& issues);
// No database is two stores: `store-twice`, kInvalid. Files are compared when the workspace is loaded.
Status CheckDatabasesDiffer(const Workspace& workspace, std::vector<engine::Site>& sites, Issues& issues);
Result<std::unique_ptr<ledger::Ledger>> OpenLedger(const Workspace& workspace);
// Writes nothing; nullptr when there is no ledger yet.
Result<std::unique_ptr<ledger::Ledger>> OpenLedgerToRead(const Workspace& workspace);

}  // namespace lofte::cli
