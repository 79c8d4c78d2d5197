// Guards of a column as SQL: does it hold a value that the codec can read; does it hold one of its type?
#pragma once

#include <string>

#include "expr/codec.h"
#include "stores/store.h"

namespace lofte::sql {

// Total (never NULL). `column` is printed SQL. SQLite: a function of ours that its store registers
// (the same reader as expr::Decode's); PostgreSQL: a regular expression that knows the
// calendar, leap years included, because version 15 has no way to try a cast. Agrees with expr::Decode but for the plausible range.
std::string WellFormed(const std::string& column, const expr::Codec& codec, stores::Dialect dialect);

// Of a column of SQLite: it is NULL or holds a value of its type (expr/fits.h). Total.
std::string FitsType(const std::string& column, expr::Type type);

// Of a column of SQLite: it holds a number. NULL where it is NULL.
std::string IsNumber(const std::string& column);

}  // namespace lofte::sql
