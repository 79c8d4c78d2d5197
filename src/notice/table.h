// Tables of text in the binary: tab-separated, a head line, `#` before a remark. Private to this module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::notice {

struct DataFile {
  std::string_view path;  // `phrases/nb.tsv`
  std::string_view bytes;
};

// Made by cmake/embed.cmake from this folder.
extern const std::vector<DataFile> kDataFiles;

// The bytes of a file. Panics when it was not built in.
std::string_view DataOf(std::string_view path);

using Row = std::vector<std::string>;
// All rows with the head line. Each has as many cells as the head; one that has not is a fault of the file, and panics.
std::vector<Row> RowsOf(std::string_view path);

}  // namespace lofte::notice
