// Files that the program carries: made by cmake/embed.cmake (lofte_embed_files). Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace lofte {

struct EmbeddedFile {
  std::string_view path;  // under the folder that was named, `phrases/nb.tsv`
  std::string_view bytes;
};

using EmbeddedFiles = std::vector<EmbeddedFile>;

// Panics when it was not built in: that is a fault of ours.
std::string_view BytesOf(const EmbeddedFiles& files, std::string_view path);

}  // namespace lofte
