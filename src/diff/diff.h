// Compares two policies by what they mean. Pure; any thread.
#pragma once

#include <vector>

#include "diff/change.h"

namespace lofte::diff {

// The changes from `before` to `after`, most serious first, and within a rank in the order of Kinds() and of the files.
//
// Order, ids of activities, recipients and entries, and how a period or a rule is written are no changes: entries are matched by id and by
// content (match.h), ends by when they are over (ends.h). Ids of categories and of kinds of people are the words of the policy for them, so
// another id is another category. Origins, open points and lines of the text are left out. Policies are taken as they were read: with
// errors among their issues the result says less than there is. O(activities^2 + categories x rules).
std::vector<Change> Compare(const policy::Policy& before, const policy::Policy& after);

bool HasMaterial(const std::vector<Change>& changes);

}  // namespace lofte::diff
