// What an entry of a policy is known by, and what it says, as words that can be compared across ids. Pure. Private to this module.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::diff {

struct Features {
  std::string id;
  std::string known_by;       // as a person knows it, folded; empty: it cannot be known but by its id
  std::set<std::string> all;  // what it says, without ids of its own kind
};

std::vector<Features> FeaturesOfActivities(const policy::Policy& policy);
std::vector<Features> FeaturesOfRecipients(const policy::Policy& policy);
std::vector<Features> FeaturesOfCookies(const policy::Policy& policy);
std::vector<Features> FeaturesOfMessages(const policy::Policy& policy);
std::vector<Features> FeaturesOfMeasures(const policy::Policy& policy);
std::vector<Features> FeaturesOfJoint(const policy::Policy& policy);
std::vector<Features> FeaturesOfPromises(const policy::Policy& policy);

}  // namespace lofte::diff
