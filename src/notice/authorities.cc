#include "notice/authorities.h"

#include <algorithm>
#include <map>

#include "notice/table.h"

namespace lofte::notice {

const Authority* FindAuthority(std::string_view country) {
  static const std::map<std::string, Authority, std::less<>> authorities = [] {
    std::map<std::string, Authority, std::less<>> by_country;
    for (const Row& row : RowsOf("data/authorities.tsv")) by_country[row[0]] = {row[0], row[1], row[2], row[3], row[4], row[5], row[6]};
    return by_country;
  }();
  const auto found = authorities.find(country);
  return found == authorities.end() ? nullptr : &found->second;
}

std::string CountryName(std::string_view code, std::string_view language) {
  static const std::vector<Row> rows = RowsOf("data/countries.tsv");
  const auto column = std::find(rows.front().begin(), rows.front().end(), language);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each[0] == code; });
  if (column == rows.front().end() || row == rows.end()) return std::string(code);
  return (*row)[static_cast<std::size_t>(column - rows.front().begin())];
}

}  // namespace lofte::notice
