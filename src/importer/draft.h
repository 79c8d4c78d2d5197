// Facts as a draft of policy.yaml, which the reader of policies accepts (docs/design/0006-words.md). Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/facts.h"
#include "policy/policy.h"

namespace lofte::importer {

// What a draft calls what the text leaves open. Lint tells these from names that people give.
inline constexpr std::string_view kUnstatedEvent = "unstated.start";     // `7 years`, and not from when
inline constexpr std::string_view kUnassignedActivity = "unassigned";    // what is said of no activity in particular
inline constexpr std::string_view kNeededState = "purpose.needed";       // `as long as necessary`
inline constexpr std::string_view kLawState = "law.requires";            // `as the law asks`
inline constexpr std::string_view kNotAskedState = "erasure.not-asked";  // `until you ask for erasure`

// `source`: the name of the file that was read, `sha256` of its bytes. `open`: what LintProse has found, to be settled by a person; points
// of the writing itself (two bases of one activity, an end that the text does not say) are added. Ends in a line feed.
std::string DraftYaml(const Facts& facts, std::string_view source, std::string_view sha256, const std::vector<policy::OpenPoint>& open);

}  // namespace lofte::importer
