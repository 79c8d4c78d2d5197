#include "notice/table.h"

#include "base/result.h"

namespace lofte::notice {

namespace {

Row CellsOf(std::string_view line) {
  Row cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace

std::string_view DataOf(std::string_view path) {
  for (const DataFile& file : kDataFiles)
    if (file.path == path) return file.bytes;
  Panic("no data file `" + std::string(path) + "` was built in");
}

std::vector<Row> RowsOf(std::string_view path) {
  std::vector<Row> rows;
  std::string_view rest = DataOf(path);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(CellsOf(line));
    if (rows.back().size() != rows.front().size())
      Panic(std::string(path) + ": a row without as many cells as the head: " + std::string(line));
  }
  return rows;
}

}  // namespace lofte::notice
