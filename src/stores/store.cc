#include "stores/store.h"

namespace lofte::stores {

std::string_view NameOf(Dialect dialect) { return dialect == Dialect::kSqlite ? "sqlite" : "postgres"; }

// Both kinds of store name the database's own code in a message, and in nothing else that looks like it.
bool IsNotUnique(const Error& error) {
  if (error.code != ErrorCode::kConflict) return false;
  for (const char* said : {"(SQLSTATE 23505)", "(sqlite code 2067)", "(sqlite code 1555)"})
    if (error.message.find(said) != std::string::npos) return true;
  return false;
}

}  // namespace lofte::stores
