// The live schema of a PostgreSQL database, from pg_catalog: all schemas but the system's and `lofte`.
//
// A partitioned table stands for its partitions; what is declared on one of them alone (triggers, foreign keys to and from it, checks) is
// told of the whole.
#pragma once

#include "base/result.h"
#include "stores/catalogue.h"
#include "stores_postgres/connection.h"
#include "stores_postgres/values.h"

namespace lofte::stores_postgres {

// Precondition: a REPEATABLE READ transaction is open, or the caller can live with a schema that changes meanwhile.
Result<stores::Catalogue> ReadCatalogue(Connection& connection);

// Our type for a built-in type; kOther for all that are not read as such.
expr::Type TypeOf(TypeId type);

}  // namespace lofte::stores_postgres
