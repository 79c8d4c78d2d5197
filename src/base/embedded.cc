#include "base/embedded.h"

#include <algorithm>
#include <string>

#include "base/result.h"

namespace lofte {

std::string_view BytesOf(const EmbeddedFiles& files, std::string_view path) {
  const auto found = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& file) { return file.path == path; });
  if (found == files.end()) Panic("no file `" + std::string(path) + "` was built in");
  return found->bytes;
}

}  // namespace lofte
