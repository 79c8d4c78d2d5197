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
// ended and later ones see it. Of each store first the store has it, then the ledger: what fails between keeps too much, never too little.
// Calling again is safe, and the hold stands since it was added first. Errors: kConflict for a reference that was released: what is told of
// that hold says from when to when it stood; kNotFound when no store has the person and `absent` is false; kInvalid for a key that is of
// the type of none, and when a store knows people by keys of different types without a registry, so that nobody there could be held. Where
// it stands somewhere and not everywhere, kInterrupted (kInDoubt where nobody knows whether it does): the message says where it stands and
// what the ledger has.
Status AddHold(const HoldRequest& request, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

// How many were lifted where. One of both knew of it.
struct Lifted {
  std::string store;
  std::int64_t people = 0;    // 0: only the ledger had it open
  bool was_recorded = false;  // false: the ledger did not know it, or had closed it
};

// Lifts it in every store that it stands in, or does by the ledger. Of each store first the ledger closes it, then the store: what fails
// between keeps too much, never too little. Calling again is safe. kNotFound when no open hold has this reference, in no store and not in
// the ledger; nothing is written then. Where it is lifted somewhere and not everywhere, also where the ledger has it open in a store that
// is not among these, kInterrupted or kInDoubt, as of AddHold.
Result<std::vector<Lifted>> ReleaseHold(const std::string& reference, std::vector<Site>& sites, ledger::Ledger& ledger, time::Instant now);

}  // namespace lofte::engine
