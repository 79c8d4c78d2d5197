// The reader takes any bytes: it never crashes, gives a reason whenever it gives no map, and its issues can be shown.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "datamap/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  lofte::Issues issues;
  const auto map = lofte::datamap::ReadDataMap("fuzz.yaml", source, issues);
  if (!map && !lofte::HasErrors(issues)) lofte::Panic("no data map and no error");
  for (const lofte::Issue& issue : issues) lofte::Render(issue, source, false);
  return 0;
}
