// A case's policy and data map as YAML, for the real readers.
#pragma once

#include <string>

#include "agreement/model.h"

namespace lofte::tests::agreement {

std::string PolicyYaml(const Scenario& scenario);
std::string MapYaml(const Scenario& scenario);
// An END in the policy's own words.
std::string Written(const End& end);
// A part of a cell in the map's, as a cell names it too.
std::string Written(const CellPart& part);

}  // namespace lofte::tests::agreement
