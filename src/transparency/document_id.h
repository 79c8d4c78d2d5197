// The id of a document that is made from a policy. Private to this module. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "policy/policy.h"

namespace lofte::transparency {

// A UUID (version 8) out of the SHA-256 of the policy's file and of `kind`: the same file gives the same id.
std::string DocumentId(const policy::Policy& policy, std::string_view kind);

}  // namespace lofte::transparency
