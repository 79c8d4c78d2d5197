// A PostgreSQL database as a Store.
//
// One session: UTC, ISO dates, UTF-8, synchronous commits, short lock waits, and row security off, so that a policy that would hide rows is
// an error (SQLSTATE 42501) instead of a wrong count. Parameters: integers are bigint, dates date, moments timestamptz or timestamp, bytes
// bytea; text takes the type that its place wants, as a literal in quotes would (uuid, enum, citext). Results: dates and moments outside
// the years 1 to 9999, infinity among them, come as the first or the last of those years, which no plausible range includes; numeric and
// every type without a Value of its own come as text. The run lock belongs to the session, so a pooler that shares sessions between
// transactions cannot be used.
#pragma once

#include <memory>
#include <string>

#include "stores/store.h"

namespace lofte::stores_postgres {

struct PostgresOptions {
  int lock_timeout_ms = 2000;
  bool read_only = false;  // every change is refused (kRefused)
};

// `conninfo`: a libpq connection string or URI; what it leaves out comes from libpq's environment variables and files.
// Errors: kInvalid for a malformed string; kUnavailable when nobody answers or lets us in.
Result<std::unique_ptr<stores::Store>> OpenPostgres(std::string name, const std::string& conninfo, const PostgresOptions& options = {});

}  // namespace lofte::stores_postgres
