// The tables of this module as they stand in its folder: tab-separated, one head line, no quoting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::lint {

// The bytes of `rules.tsv`, `findings.tsv`, ..; "" of a name that is none.
std::string_view TableText(std::string_view file);

// The rows of a table without its head. Aborts when a row has not as many cells as the head: the tables are ours.
std::vector<std::vector<std::string>> TableRows(std::string_view file);

}  // namespace lofte::lint
