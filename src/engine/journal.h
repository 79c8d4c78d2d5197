// The journal in a store: one row per batch, committed with the change it tells of. docs/formats/store-schema.md.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "stores/store.h"

namespace lofte::engine {

// In the caller's transaction. Errors: kConflict when the batch is there already, which means that it was done.
Status WriteBatch(stores::Store& store, const ledger::BatchRecord& batch);
// Of one run, ordered by step and batch.
Result<std::vector<ledger::BatchRecord>> ReadBatches(stores::Store& store, const std::string& run);
// Forgets a run. Only after the ledger has copied it.
Status PruneJournal(stores::Store& store, const std::string& run);

// `?N` or `$N`.
std::string Parameter(stores::Dialect dialect, int number);

}  // namespace lofte::engine
