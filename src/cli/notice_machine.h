// `lofte notice --format jsonld|tilt`: the forms of a notice that programs read. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "policy/policy.h"
#include "transparency/labels.h"

namespace lofte::cli {

// `jsonld`, `tilt`.
bool IsMachineFormat(std::string_view format);

// The document's text. Precondition: IsMachineFormat(format). `language`: of the texts of TILT, and one of the policy's; JSON-LD has every
// language in it. Errors: kInvalid when the policy has not the language, or lacks what the format requires; the error says what to add.
Result<std::string> MachineNotice(std::string_view format, const policy::Policy& policy, const std::string& language,
                                  const transparency::Labels& labels, const transparency::Publication& publication);

}  // namespace lofte::cli
