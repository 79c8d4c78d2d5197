#include "stores/store.h"

namespace lofte::stores {

std::string_view NameOf(Dialect dialect) { return dialect == Dialect::kSqlite ? "sqlite" : "postgres"; }

}  // namespace lofte::stores
