// What both writers ask of the controller. Private to this module. Pure; any thread.
#pragma once

#include <string>

#include "policy/policy.h"

namespace lofte::transparency {

// The street and the city, whichever the policy says.
std::string AddressOf(const policy::Controller& controller);

}  // namespace lofte::transparency
