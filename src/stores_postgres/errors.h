// PostgreSQL's errors as ours. A message carries the SQLSTATE and the names of things; never the primary message, DETAIL or CONTEXT, which
// hold values.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

struct pg_result;

namespace lofte::stores_postgres {

// What the caller should do about a SQLSTATE (PostgreSQL manual, appendix A).
ErrorCode CodeOfSqlState(std::string_view state);

// The error that `result` carries. `connected`: whether the connection still stands; when not, it is kUnavailable.
Error ErrorOf(const std::string& store, const pg_result* result, bool connected);

}  // namespace lofte::stores_postgres
