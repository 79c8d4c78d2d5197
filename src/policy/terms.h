// Old and new terms: rules of one activity and kind about the same data, of which a newer one says `from:`.
//
// A newer rule is in force instead of the older from its day on if it binds all rows: it is never later than the older one (compared day by
// day where both count whole days from one event), or people were told. A longer one that nobody was told of binds later events only: where
// both count from the same single event, under the same conditions, and the newer names all data of the older, its day tells which of the
// two binds a row (Rule::splits). Elsewhere neither ends anything from the newer one's day on (Rule::unsettled). Pure; any thread.
#pragma once

#include <string>

#include "policy/policy.h"

namespace lofte::policy {

// Sets `until`, `splits` and `unsettled` of every rule. O(rules with `from` x rules).
void OrderTerms(Policy& policy);

// What of the rule is not carried out on `today`, and why, in words for the reader of a report; "" when all of it is. `seals`: what is
// blocked is sealed, if the rule says for how long. `counts`: what is aggregated is counted, if the rule says in cells of how many.
std::string NotCarriedOut(const Rule& rule, time::Day today, bool seals, bool counts);

}  // namespace lofte::policy
