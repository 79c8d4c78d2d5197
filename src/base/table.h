// Tables of facts that the program carries: text files with a tab between cells. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte {

using TableRow = std::vector<std::string>;

// The rows of `text`, its head first. Lines that begin with `#` are for people, and a cell `-` is empty. A row that has not as many cells
// as the head is a fault of ours: panics with `name`.
std::vector<TableRow> ReadTable(std::string_view name, std::string_view text);
// The same without the head.
std::vector<TableRow> ReadRows(std::string_view name, std::string_view text);

}  // namespace lofte
