// Any bytes are read as words without a crash, whatever is refused has its place, and what is read can be looked up.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "notice/words.h"
#include "policy/reader.h"

namespace {

constexpr char kPolicy[] = R"(lofte: 1
controller: { name: Shop ApS, country: DK }
effective: 2026-03-01
data: { account: [email] }
subjects: [buyer]
recipients: { host: { name: Host, country: DE, for: sales } }
activities:
  sales:
    purpose: sell things
    basis: contract
    subjects: buyer
    data: account
    retention: { of: account, keep: 'latest(while account.open, P1Y after account.closed)', then: erase }
)";

const lofte::policy::Policy& Shop() {
  static const lofte::policy::Policy policy = [] {
    lofte::Issues issues;
    return lofte::policy::ReadPolicy("policy.yaml", kPolicy, issues).value();
  }();
  return policy;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const lofte::notice::Notice notice = lofte::notice::BuildNotice(Shop());
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  lofte::Issues issues;
  const auto words = lofte::notice::ReadWords("fuzz.yaml", source, "en", Shop(), issues);
  for (const lofte::Issue& issue : issues)
    if (issue.code != "more-issues" && (issue.message.empty() || issue.span.line == 0)) lofte::Panic("an issue without a place or a name");
  if (!words && !lofte::HasErrors(issues)) lofte::Panic("refused without an error");
  if (words) lofte::notice::CheckWords(notice, *words, issues);
  return 0;
}
