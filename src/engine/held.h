// Holds and restrictions as the stores have them, against what the ledger knows. A sweep follows the stores; the ledger tells what they
// have lost, and they what it has: a database or a ledger that was restored from a backup is behind the other.
//
// Reads, and needs no data map. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "stores/store.h"

namespace lofte::engine {

// What is open by the store's clock, by reference and kind, with how many people are held under it. Empty for a store that was never
// written to.
Result<std::vector<ledger::HoldRecord>> OpenHoldsOf(stores::Store& store);

// A hold or a restriction on one person.
struct HoldOn {
  std::string role;  // in the row, or in the copy, that was asked about
  std::string reference;
  std::string state;                   // `hold`, `restriction`
  std::optional<time::Instant> since;  // when it was added; nullopt: what stands there is no moment
};
// Open at `at` on the person of this key, and on the persons of one sealed copy. In the caller's snapshot; nothing for a store that was
// never written to.
Result<std::vector<HoldOn>> HoldsOn(stores::Store& store, const std::string& role, const expr::Value& key, time::Instant at);
Result<std::vector<HoldOn>> HoldsOnCopy(stores::Store& store, const std::string& copy, time::Instant at);

struct HoldGaps {
  std::vector<ledger::HoldRecord> lost;     // open in the ledger, and the store holds fewer people: `people` is how many it holds
  std::vector<ledger::HoldRecord> unknown;  // open in the store, and not in the ledger
  std::vector<std::string> remarks;         // a line for each of both, without a person
};

// `known`: Ledger::Holds; lines of other stores are left alone.
Result<HoldGaps> FindHoldGaps(stores::Store& store, const std::vector<ledger::HoldRecord>& known);

}  // namespace lofte::engine
