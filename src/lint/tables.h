// The tables of this module as they stand in its folder: tab-separated, one head line, no quoting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::lint {

extern const std::string_view kRulesTable, kFindingsTable, kAdequacyTable, kConsentAgesTable;

// The rows of a table without its head. Aborts when a row has not as many cells as the head: the tables are ours.
std::vector<std::vector<std::string>> RowsOf(std::string_view table);

}  // namespace lofte::lint
