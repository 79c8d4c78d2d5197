// Any bytes: ReadYaml ends, says why when there is no tree, and every issue can be shown.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "text/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  lofte::Issues issues;
  const auto root = lofte::text::ReadYaml("fuzz.yaml", source, issues);
  if (!root && !lofte::HasErrors(issues)) lofte::Panic("no document and no reason");
  if (root) lofte::text::RefuseUnknownKeys(*root, {"lofte", "controller", "activities"}, issues);
  for (const lofte::Issue& issue : issues) {
    if (issue.span.line == 0) continue;
    if (lofte::Render(issue, source, false).empty()) lofte::Panic("an issue without a text");
  }
  return 0;
}
