// What the files of the checker share.
#pragma once

#include "policy/policy.h"
#include "policy/reader_nodes.h"

namespace lofte::policy {

// Do the rules name a category both?
bool Overlap(const Rule& a, const Rule& b);
// Is there a decision that names a promise of `a` and a promise of `b`? Of one rule with itself: that names one of its promises.
bool IsDecided(const Policy& policy, const Rule& a, const Rule& b);

// The checks of promises, of rules against each other, and of decisions.
void CheckPromises(const Policy& policy, Issues& issues);

}  // namespace lofte::policy
