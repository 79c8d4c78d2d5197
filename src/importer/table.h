// The program's own tables (vocabulary/*.tsv): lines and cells. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace lofte::importer {

// The parts between `by`, without those that are empty unless `by` is a tab.
std::vector<std::string_view> Split(std::string_view text, char by);
// The lines of a table after its head.
std::vector<std::string_view> LinesOf(std::string_view table);

}  // namespace lofte::importer
