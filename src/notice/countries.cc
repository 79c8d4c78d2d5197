#include "notice/countries.h"

#include <algorithm>
#include <vector>

#include "base/table.h"
#include "notice/phrases.h"

namespace lofte::notice {

std::string CountryName(std::string_view code, std::string_view language) {
  static const std::vector<TableRow> rows = ReadTable("data/countries.tsv", BytesOf(kDataFiles, "data/countries.tsv"));
  const auto column = std::find(rows.front().begin(), rows.front().end(), language);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const TableRow& each) { return each[0] == code; });
  if (column == rows.front().end() || row == rows.end()) return std::string(code);
  return (*row)[static_cast<std::size_t>(column - rows.front().begin())];
}

}  // namespace lofte::notice
