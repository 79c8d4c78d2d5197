// What the verdict of one promise says of another that it covers. Pure.
#pragma once

#include <vector>

#include "engine/verify.h"

namespace lofte::engine {

// A broken promise breaks those that it covers, and those that they cover.
void ImplyBroken(std::vector<PromiseReport>& reports);
// A promise of retention that no rule names is as good as all that cover it: kept when they are, and otherwise it says which are not.
void InheritKept(const policy::Policy& policy, std::vector<PromiseReport>& reports);

}  // namespace lofte::engine
