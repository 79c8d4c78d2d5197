// Løfte's own SQL functions on a SQLite connection.
#pragma once

struct sqlite3;

namespace lofte::stores_sqlite {

// lofte_holds(text, pattern), lofte_matches(text, format): deterministic, 0 or 1, NULL for NULL. Returns SQLite's result code.
int RegisterFunctions(sqlite3* database);

}  // namespace lofte::stores_sqlite
