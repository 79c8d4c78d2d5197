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
  std::string reference;  // the controller's own file number; never personal data
  HoldKind kind = HoldKind::kHold;
};

// Effective in every store when it returns: batches in flight have ended and later ones see it. A failure in one store leaves it in those
// before; calling again is safe. Errors: kNotFound when no store has such a person; kInvalid for a key of the wrong type.
Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

// Lifts it everywhere. kNotFound when no open hold has this reference.
Status ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

}  // namespace lofte::engine
