#include "importer/table.h"

#include <algorithm>

namespace lofte::importer {

std::vector<std::string_view> Split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(by, begin), text.size());
    if (end > begin || by == '\t') parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string_view> LinesOf(std::string_view table) {
  std::vector<std::string_view> lines = Split(table, '\n');
  if (!lines.empty()) lines.erase(lines.begin());
  return lines;
}

}  // namespace lofte::importer
