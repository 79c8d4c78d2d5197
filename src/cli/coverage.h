// Of a policy's promises, how many are answered from what (docs/design/0005-promises.md). Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "policy/policy.h"

namespace lofte::cli {

struct System {
  std::string name;  // of an example, or of the controller
  policy::Policy policy;
};

using CoverageCounts = std::map<policy::Evidence, std::int64_t>;
std::map<std::string, CoverageCounts> CoverageOf(const policy::Policy& policy);  // by kind of promise

// `columns of account`, `always message.permitted when message.commercial`, or why nothing checks it.
std::string ControlWords(const policy::Promise& promise, const policy::Policy& policy);

}  // namespace lofte::cli
