// A SQLite database file as a Store.
//
// Journal mode belongs to the application and is left as it is. Values come back by their storage class: INTEGER as an integer, REAL, TEXT,
// BLOB, whatever the column declares; dates and moments are written as ISO 8601 text. Foreign keys are enforced, what is deleted is
// overwritten (secure_delete), commits are synchronous, and a double-quoted name that does not exist is an error, not a text. The SQL
// functions lofte_holds(text, pattern) and lofte_matches(text, format) are at hand (stores/number_pattern.h, stores/formats.h); NULL gives
// NULL.
#pragma once

#include <memory>
#include <string>

#include "stores/store.h"

namespace lofte::stores_sqlite {

struct SqliteOptions {
  bool create = false;     // makes the file when there is none
  bool read_only = false;  // every change is refused (kRefused)
  int busy_timeout_ms = 2000;
  // Scrub ends with a VACUUM when anything was changed. It locks the file meanwhile, needs as much room again, and gives
  // new rowids to the rows of tables without an INTEGER PRIMARY KEY.
  bool vacuum = false;
};

// Errors: kUnavailable when there is no such file, it is no database, or it or its folder cannot be written and not only read is asked for.
Result<std::unique_ptr<stores::Store>> OpenSqlite(std::string name, const std::string& path, const SqliteOptions& options = {});

}  // namespace lofte::stores_sqlite
