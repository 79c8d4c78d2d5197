// Which entry of the older policy is which of the newer one. Pure; any thread.
#pragma once

#include "policy/policy.h"

namespace lofte::diff {

// `before`, with the ids of `after` for what is the same there: entries of equal content; of those that are left, those of one id; and of
// those that are left, those that say the same of what a person knows them by (of an activity its title and purpose, of a recipient, a
// cookie and a joint controller the name, of a measure and a promise their words), the likest first. An id of `after` that stands for
// something else in `before` is changed, so that an id says who is who in both. Of activities, recipients, cookies, messages, measures,
// joint controllers and promises. O(n^2) of each.
policy::Policy WithIdsOf(const policy::Policy& after, const policy::Policy& before);

// Lower case (ASCII), without punctuation, blanks as one: what two texts have in common that are the same in other letters.
std::string Folded(std::string_view text);

}  // namespace lofte::diff
