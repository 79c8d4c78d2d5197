// One copy of what a sweep took, back in its place.
#pragma once

#include <optional>
#include <string>

#include "engine/sealed_copy.h"
#include "engine/site.h"

namespace lofte::engine {

// Puts the values of the copy back in the caller's transaction, all of them or none. nullopt: done. Else why they stay where they are, in
// words without a value: their place is taken, something that they rest on is gone, the table is not what it was. Another may go ahead.
//
// A row comes back with every column that it had, also an identity of the database's own giving. Fields come back together, where their row
// stands and each of them is still empty: half of an address beside half of a newer one would be nobody's.
//
// A key can have been given to another meanwhile. So nothing comes back while a row that it refers to, or the one that fields were in, is
// itself among the sealed copies, or is known to be gone: who stands in its place is somebody else. Nor do fields come back to a row that
// does not say any more whose they are.
//
// `zone`: the controller's. Errors: the store's, where nothing more can be done in the transaction. Preconditions: the site has a key; the
// copy is of a kind that can be put back.
Result<std::optional<std::string>> PutBack(Site& site, const SealedCopy& copy, const time::Zone& zone);

}  // namespace lofte::engine
