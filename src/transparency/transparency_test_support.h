// For the tests of this module: the five examples, and policies from text.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace lofte::transparency::support {

// By the name of their folder; what TILT requires and their texts do not say is filled in.
const std::vector<std::string>& ExampleNames();
policy::Policy Example(const std::string& name);
// As it stands in its file.
policy::Policy BareExample(const std::string& name);
// Each period that a rule says, as ISO 8601: one for each event that it counts from, its grace and its block.
std::vector<std::string> PeriodsOf(const policy::Rule& rule);
// The values of all members called `key`, wherever in `json`.
std::vector<std::string> AllNamed(const nlohmann::ordered_json& json, const std::string& key);

}  // namespace lofte::transparency::support
