// The rights that people have by law under a policy, with what it says about each, and how to use it. Private to this module. Pure; any
// thread.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::transparency {

struct HeldRight {
  std::string name;           // of policy::kRights
  const policy::Right* said;  // nullptr: the policy says nothing of it; borrowed from the policy
};

// Those of policy::HasRight(), in the order of policy::kRights.
std::vector<HeldRight> RightsUnder(const policy::Policy& policy);

// Ways to reach somebody, by kind. Each in the order given.
struct Ways {
  std::string email, url;           // the first of each
  std::vector<std::string> others;  // also further addresses
};
Ways WaysOf(const std::vector<std::string>& by);
bool IsEmail(std::string_view text);
bool IsUrl(std::string_view text);

}  // namespace lofte::transparency
