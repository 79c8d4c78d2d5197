// The live schema of a SQLite database, from its pragmas and the text of its CREATE statements.
#pragma once

#include <optional>

#include "expr/expr.h"
#include "stores/catalogue.h"
#include "stores_sqlite/connection.h"

namespace lofte::stores_sqlite {

// Precondition: a transaction is open, so that all of it is of one moment.
Result<stores::Catalogue> ReadCatalogue(Connection& connection);

// Whether the rows of `table` can be ranged over by `_rowid_`: not WITHOUT ROWID, not virtual, no ordinary column of that name.
// Errors: kNotFound for no such table.
Result<bool> HasRowPosition(Connection& connection, const std::string& table);

// What a declared type means in practice. SQLite enforces none of it.
expr::Type TypeOf(std::string_view declared);

}  // namespace lofte::stores_sqlite
