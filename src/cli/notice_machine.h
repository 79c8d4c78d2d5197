// `lofte notice --format jsonld|tilt`: the forms of a notice that programs read. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "notice/words.h"
#include "policy/policy.h"

namespace lofte::cli {

// `jsonld`, `tilt`.
bool IsMachineFormat(std::string_view format);

// One JSON-LD document: in every language that `words` are in, and in those that the policy's own texts are in. `url`: where the notice is
// published; empty: not known.
std::string JsonLdNotice(const policy::Policy& policy, const std::vector<notice::Words>& words, const std::string& url);

// The TILT document of one language. `words`: in that language, or none where the policy has only its own texts. Errors: kInvalid when TILT
// has no sentences in the language, or when neither policy nor words say what the format requires; the error says what to add.
Result<std::string> TiltNotice(const policy::Policy& policy, const std::string& language, const std::vector<notice::Words>& words,
                               const std::string& url);

}  // namespace lofte::cli
