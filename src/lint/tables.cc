#include "lint/tables.h"

#include "base/result.h"

namespace lofte::lint {
namespace {

std::vector<std::string> Parts(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    parts.emplace_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

}  // namespace

std::vector<std::vector<std::string>> RowsOf(std::string_view table) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : Parts(table, '\n'))
    if (!line.empty()) rows.push_back(Parts(line, '\t'));
  if (rows.empty()) Panic("a table of lint is empty");
  for (const std::vector<std::string>& row : rows)
    if (row.size() != rows.front().size()) Panic("a table of lint has a row of other cells than its head: " + row.front());
  rows.erase(rows.begin());
  return rows;
}

}  // namespace lofte::lint
