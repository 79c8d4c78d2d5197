// A record as JSON for programs, with ids beside every name; the schema is in docs/record.md. Pure; any thread.
#pragma once

#include <string>

#include "record/record.h"

namespace lofte::record {

// Ends with a line break.
std::string Json(const Record& record, const std::string& layout);

}  // namespace lofte::record
