// Any bytes are read without a crash, and whatever is refused has its place in the text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "policy/checker.h"
#include "policy/reader.h"

namespace {

// An issue of the reader points into the text; the one that stands for those beyond the limit has no place.
void RequirePlaces(const lofte::Issues& issues) {
  for (const lofte::Issue& issue : issues) {
    if (issue.code == "more-issues") continue;
    if (issue.code.empty() || issue.message.empty() || issue.span.line == 0) lofte::Panic("an issue without a place or a name");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  lofte::Issues issues;
  const auto policy = lofte::policy::ReadPolicy("fuzz.yaml", source, issues);
  RequirePlaces(issues);
  if (!policy && !lofte::HasErrors(issues)) lofte::Panic("refused without an error");
  if (policy) lofte::policy::Check(*policy, issues);

  lofte::Issues of_end;
  const lofte::Span start{"fuzz.yaml", 1, 1, 1};
  const auto end = lofte::policy::ParseEnd(source, start, of_end);
  if (end.has_value() == lofte::HasErrors(of_end)) lofte::Panic("an end and an error, or neither");
  return 0;
}
