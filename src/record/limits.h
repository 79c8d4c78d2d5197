// Time limits in words: what a rule of retention says, for the people who read a record. Private to this module.
#pragma once

#include "record/namer.h"

namespace lofte::record {

// `kept 7 years after the end of the financial year (booking), then erased`.
std::string LimitText(const policy::Rule& rule, const Namer& namer);

// Categories by name; a group of which all are there, by the name of the group.
std::string DataText(const std::vector<std::string>& ids, const policy::Policy& policy, const Namer& namer);

// Those of the activity, in the order of the policy.
std::vector<Limit> LimitsOf(const policy::Activity& activity, const policy::Policy& policy, const Namer& namer);

}  // namespace lofte::record
