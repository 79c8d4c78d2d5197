// Løfte's own tables in a SQLite store (docs/formats/store-schema.md).
#pragma once

#include <string>

#include "stores/store.h"

namespace lofte::stores_sqlite {

// Errors: kConflict when a newer version made them, or with another type of subject key.
Status PrepareOwnSchema(stores::Store& store, const std::string& key_type);
Result<bool> HasOwnSchema(stores::Store& store);

}  // namespace lofte::stores_sqlite
