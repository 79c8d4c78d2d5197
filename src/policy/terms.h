// Old and new terms: rules of one activity and kind about the same data, of which a newer one says `from:`.
//
// A newer rule is in force instead of the older from its day on if it binds all rows: it is never later than the older one (compared day by
// day where both count whole days from one event), or people were told. A longer one that nobody was told of binds later events only; that
// is not carried out yet, and from its day on neither rule ends anything (Rule::unsettled). Pure; any thread.
#pragma once

#include <string>

#include "policy/policy.h"

namespace lofte::policy {

// Sets `until` and `unsettled` of every rule. O(rules with `from` x rules).
void OrderTerms(Policy& policy);

// What of the rule is not carried out on `today`: `then: block`; "" when all of it is.
std::string NotCarriedOut(const Rule& rule, time::Day today);

}  // namespace lofte::policy
