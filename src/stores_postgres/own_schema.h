// Løfte's own schema in a PostgreSQL store (docs/formats/store-schema.md).
#pragma once

#include <string>

#include "stores/store.h"

namespace lofte::stores_postgres {

// The keys of our advisory locks: pg_advisory_lock(kLockClass, ..). PostgreSQL keeps them apart per database.
inline constexpr int kLockClass = 0x4c6f6674;  // `Loft`
enum class LockKey { kRun = 1, kPersonState = 2, kSchema = 3 };
// `1282369140, 1`
std::string LockArguments(LockKey key);

// Errors: kConflict when a newer version made it, or with another type of subject key.
Status PrepareOwnSchema(stores::Store& store, const std::string& key_type);
Result<bool> HasOwnSchema(stores::Store& store);

}  // namespace lofte::stores_postgres
