// The days of sealed copies under new terms: found anew from the facts in them, where policy or data map are no longer those by which they
// were found.
#pragma once

#include "engine/sealed_copy.h"
#include "engine/site.h"
#include "grounds/lower.h"

namespace lofte::engine {

// Finds the ends of copies anew that were found by other terms. One that cannot be opened is undated from then on, if it is blocked, and
// keeps its days, if it can be put back. Precondition: the site has a key. Each batch is a short transaction; safe to kill and to run
// again.
Status RedateSealed(Site& site, const grounds::Question& question);

// How many copies more (or fewer) a sweep at T destroys for that: of what is blocked, and of what can be put back or is a trace of it.
struct DueAnew {
  std::int64_t blocked = 0, undo = 0;
};
// Changes nothing. In the caller's snapshot; the precondition is that of RedateSealed, and that the store has the table of copies.
Result<DueAnew> ForetellRedated(Site& site, const grounds::Question& question);

// The fields whose values a blocked copy holds, as the map has them now, where the facts in the copy answer all that their rules ask today;
// nullptr: no such fields, or other facts would be needed. Borrowed from the site.
const datamap::FieldGroup* AnsweredGroup(const Site& site, const SealedCopy& copy);

}  // namespace lofte::engine
