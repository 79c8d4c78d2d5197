#include "policy/authorities.h"

#include <algorithm>

#include "base/result.h"

namespace lofte::policy {

// Made by cmake/embed_text.cmake from data/authorities.tsv.
extern const std::string_view kAuthoritiesTable;

namespace {

constexpr std::size_t kCells = 7;

// `-` stands for a cell that is empty.
std::vector<std::string> CellsOf(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    const std::string_view cell = line.substr(begin, end - begin);
    cells.emplace_back(cell == "-" ? std::string_view() : cell);
    begin = end + 1;
  }
  if (cells.size() != kCells) Panic("the table of authorities has a row that is not well formed: " + std::string(line));
  return cells;
}

std::vector<Authority> Read(std::string_view table) {
  std::vector<Authority> authorities;
  bool head = true;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = CellsOf(line);
    if (!head) authorities.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
    head = false;
  }
  return authorities;
}

}  // namespace

const std::vector<Authority>& Authorities() {
  static const std::vector<Authority> authorities = Read(kAuthoritiesTable);
  return authorities;
}

const Authority* AuthorityOf(std::string_view country) {
  const std::vector<Authority>& all = Authorities();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Authority& authority) { return authority.country == country; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace lofte::policy
