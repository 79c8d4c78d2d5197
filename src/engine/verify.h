// Is every promise kept? Reads the live data, promise by promise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/breaches.h"
#include "engine/site.h"
#include "grounds/lower.h"

namespace lofte::engine {

// kIncident: what broke it is acknowledged (engine/breaches.h). kClaim: it promises nothing that could be checked, and is none of the
// others, but for a promise that covers it and is broken.
enum class Verdict { kKept, kBroken, kIncident, kAttested, kUnproven, kClaim };
std::string_view NameOf(Verdict verdict);

// One table in which a promise is broken, or cannot be told.
struct Place {
  std::string store;
  std::string table;  // as in the data map, with the store's name
  std::int64_t violations = 0;
  std::int64_t undated = 0;
};

struct PromiseReport {
  const policy::Promise* promise = nullptr;  // borrowed from the policy
  Verdict verdict = Verdict::kUnproven;
  std::int64_t examined = 0;
  std::int64_t violations = 0;
  std::int64_t undated = 0;
  std::int64_t held = 0;
  std::optional<time::Day> since;      // the first day on which one of the violations was one; nullopt: not known
  std::vector<Place> where;            // the tables with either count above zero, in the order of the stores
  std::string why;                     // of unproven, and what was found where
  std::string implied_by;              // broken only because this promise covers it
  std::int64_t acknowledged = 0;       // of an event promise: what incidents have dealt with, beside `violations`; `where` has both
  std::vector<std::string> incidents;  // their references
  std::optional<ledger::AttestationRecord> attestation = {};  // of the ledger
};

// Values that stand on no ground that the policy names: no need applies to them and no cap has ended (docs/design/0001-grounds.md, section
// 2). No sweep takes them, and no promise speaks of them.
struct Unclaimed {
  std::string store;
  std::string table;
  std::vector<std::string> fields;
  std::int64_t rows = 0;
};

struct VerifyReport {
  time::Instant at;
  std::vector<PromiseReport> promises;  // in policy order
  std::vector<Unclaimed> unclaimed;     // those with rows; no verdict depends on them
  std::vector<std::string> stores;      // those that were looked at
  // What the map does not name and so no promise of retention looks at, and Store::Remarks, of every store, each with the store's name
  // before it; no verdict depends on them.
  std::vector<std::string> remarks;
  std::int64_t Count(Verdict verdict) const;
};

// `ledger`: nullptr where there is none yet. It is read after the stores, so that what a sweep takes beside is in the one or in the other.
// Each store is read in one snapshot, each table in one scan, or two where something was found. Nothing is written. A store that fails
// makes the whole an error: half an answer is none.
Result<VerifyReport> Verify(const policy::Policy& policy, std::vector<Site>& sites, const grounds::Question& question,
                            ledger::Ledger* ledger = nullptr);

}  // namespace lofte::engine
