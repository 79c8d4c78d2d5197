#include "stores/store.h"

#include <initializer_list>

namespace lofte::stores {

std::string_view NameOf(Dialect dialect) { return dialect == Dialect::kSqlite ? "sqlite" : "postgres"; }

namespace {

// Both kinds of store name the database's own code in a message, and in nothing else that looks like it.
bool Says(const Error& error, std::initializer_list<const char*> codes) {
  if (error.code != ErrorCode::kConflict) return false;
  for (const char* said : codes)
    if (error.message.find(said) != std::string::npos) return true;
  return false;
}

}  // namespace

bool IsNotUnique(const Error& error) { return Says(error, {"(SQLSTATE 23505)", "(sqlite code 2067)", "(sqlite code 1555)"}); }

bool IsForeignKey(const Error& error) { return Says(error, {"(SQLSTATE 23503)", "(sqlite code 787)"}); }

}  // namespace lofte::stores
