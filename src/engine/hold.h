// Legal holds and restrictions: a floor on everything about one person, until it is lifted.
#pragma once

#include <string>
#include <vector>

#include "engine/held.h"
#include "engine/site.h"
#include "ledger/ledger.h"

namespace lofte::engine {

enum class HoldKind { kHold, kRestriction };  // a legal hold; Art. 18

struct HoldRequest {
  std::string subject;    // the key of the person, as text; of a key of bytes `x'00ff'`
  std::string reference;  // the controller's own file number; printable, at most 200 bytes; never personal data
  HoldKind kind = HoldKind::kHold;
  bool absent = false;  // also for a person who is in no registry any more: rows may still refer to the key
};

// Whether the text can be a reference: one printable line of at most 200 bytes.
bool IsReference(const std::string& text);

// Effective in every store that the key can be a person of when it returns, whether or not the store has the person: batches in flight have
// ended and later ones see it. A failure in one store leaves it in those before; calling again is safe. Errors: kNotFound when no store has
// the person and `absent` is false; kInvalid for a key that is of the type of none, and when a store knows people by keys of different
// types without a registry, so that nobody there could be held.
Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

// How many were lifted where.
struct Lifted {
  std::string store;
  std::int64_t people = 0;
};

// Lifts it everywhere; the stores in which somebody was held under it. Empty when only the ledger knew of it, which then has closed it.
// kNotFound when no open hold has this reference, in no store and not in the ledger.
Result<std::vector<Lifted>> ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

}  // namespace lofte::engine
