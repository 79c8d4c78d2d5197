// Legal holds and restrictions: a floor on everything about one person, until it is lifted.
#pragma once

#include <string>
#include <vector>

#include "engine/site.h"
#include "ledger/ledger.h"

namespace lofte::engine {

enum class HoldKind { kHold, kRestriction };  // a legal hold; Art. 18

struct HoldRequest {
  std::string subject;    // the key of the person in the people registry, as text
  std::string reference;  // the controller's own file number; printable, at most 200 bytes; never personal data
  HoldKind kind = HoldKind::kHold;
  bool absent = false;  // also for a person who is in no registry any more: rows may still refer to the key
};

// Effective in every store that the key can be a person of when it returns, whether or not the registry there has the person: batches in
// flight have ended and later ones see it. A failure in one store leaves it in those before; calling again is safe. Errors: kNotFound when
// no registry has the person and `absent` is false, or when no store has a registry; kInvalid for a key that is of the type of none.
Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

// Whether somebody in this store is held under the reference now.
Result<bool> HasOpenHold(Site& site, const std::string& reference);

// Lifts it everywhere. kNotFound when no open hold has this reference, in no store and not in the ledger.
Status ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

}  // namespace lofte::engine
