#include "cli/notice_machine.h"

#include <algorithm>

#include "transparency/dpv.h"
#include "transparency/tilt.h"

namespace lofte::cli {

bool IsMachineFormat(std::string_view format) { return format == "jsonld" || format == "tilt"; }

Result<std::string> MachineNotice(std::string_view format, const policy::Policy& policy, const std::string& language,
                                  const transparency::Labels& labels, const transparency::Publication& publication) {
  if (format == "jsonld") return transparency::DpvJsonLd(policy, labels, publication);
  if (std::find(policy.languages.begin(), policy.languages.end(), language) == policy.languages.end())
    return Fail(ErrorCode::kInvalid, "the policy has no language `" + language + "`: its `languages:` say which there are");
  return transparency::Tilt(policy, language, labels, publication);
}

}  // namespace lofte::cli
