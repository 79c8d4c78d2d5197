// A policy as a document of the Transparency Information Language and Toolkit (TILT): docs/formats/transparency.md. Pure; any thread.
#pragma once

#include <string>

#include "base/result.h"
#include "policy/policy.h"
#include "transparency/labels.h"

namespace lofte::transparency {

// One JSON document in `language`, valid by the published schema, ending in a line feed. The same values give the same bytes.
// Errors: kInvalid when there are no sentences in the language, or when the policy lacks what the schema requires; then the error names
// each thing that has to be added.
Result<std::string> Tilt(const policy::Policy& policy, const std::string& language, const Labels& labels = {},
                         const Publication& publication = {});

}  // namespace lofte::transparency
