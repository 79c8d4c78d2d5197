// Holds and restrictions as the stores have them, against what the ledger knows. A sweep follows the stores; the ledger tells what they
// have lost, and they what it has: a database or a ledger that was restored from a backup is behind the other.
//
// Reads, and needs no data map. One thread.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "stores/store.h"

namespace lofte::engine {

// What is open by the store's clock, by reference and kind, with how many people are held under it. Empty for a store that was never
// written to.
Result<std::vector<ledger::HoldRecord>> OpenHoldsOf(stores::Store& store);

struct HoldGaps {
  std::vector<ledger::HoldRecord> lost;     // open in the ledger, and the store holds fewer people: `people` is how many it holds
  std::vector<ledger::HoldRecord> unknown;  // open in the store, and not in the ledger
  std::vector<std::string> remarks;         // a line for each of both, without a person
};

// `known`: Ledger::Holds; lines of other stores are left alone.
Result<HoldGaps> FindHoldGaps(stores::Store& store, const std::vector<ledger::HoldRecord>& known);

}  // namespace lofte::engine
