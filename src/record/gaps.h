// What Art. 30 asks for and a policy does not say. Private to this module.
#pragma once

#include "record/record.h"

namespace lofte::record {

// Of the whole first, then by activity in the order of the policy.
std::vector<Gap> GapsOf(const policy::Policy& policy, const Record& record);

}  // namespace lofte::record
