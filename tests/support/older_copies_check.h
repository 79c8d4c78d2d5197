// Copies that were there before a sweep: of those that went, that their time had come, and of those that stay, that they are what they were
// (copies_check.h).
#pragma once

#include <string>
#include <vector>

#include "support/copies_check.h"

namespace lofte::tests {

// What is not accounted for, a line each. `today`: the day of T; `terms`: of the policy and map at T.
std::vector<std::string> UnaccountedOlderCopies(const OwnTables& before, const OwnTables& after, const SaidOfCopies& said,
                                                const std::string& today, const std::string& terms);

}  // namespace lofte::tests
