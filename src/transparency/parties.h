// What both writers ask of the controller and the recipients. Private to this module. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::transparency {

// The street and the city, whichever the policy says.
std::string AddressOf(const policy::Controller& controller);
// False where nothing is known of where it is (a draft). True for `global`.
bool LeavesTheEea(const policy::Recipient& recipient);
// Is `item` one of the list?
bool Holds(const std::vector<std::string>& list, const std::string& item);

}  // namespace lofte::transparency
