#include "base/table.h"

#include <algorithm>

#include "base/result.h"

namespace lofte {
namespace {

TableRow CellsOf(std::string_view line) {
  TableRow cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    const std::string_view cell = line.substr(begin, end - begin);
    cells.emplace_back(cell == "-" ? std::string_view() : cell);
    begin = end + 1;
  }
  return cells;
}

}  // namespace

std::vector<TableRow> ReadTable(std::string_view name, std::string_view text) {
  std::vector<TableRow> rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(CellsOf(line));
    if (rows.back().size() != rows.front().size()) Panic(std::string(name) + " has a row that is not well formed: " + std::string(line));
  }
  return rows;
}

std::vector<TableRow> ReadRows(std::string_view name, std::string_view text) {
  std::vector<TableRow> rows = ReadTable(name, text);
  if (rows.empty()) Panic(std::string(name) + " has no head");
  rows.erase(rows.begin());
  return rows;
}

}  // namespace lofte
