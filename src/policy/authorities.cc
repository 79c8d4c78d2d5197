#include "policy/authorities.h"

#include <algorithm>

#include "base/table.h"

namespace lofte::policy {

// Made by cmake/embed_text.cmake from data/authorities.tsv.
extern const std::string_view kAuthoritiesTable;

const std::vector<Authority>& Authorities() {
  static const std::vector<Authority> authorities = [] {
    std::vector<Authority> all;
    for (const TableRow& row : ReadTable("the table of authorities", kAuthoritiesTable))
      all.push_back({row.at(0), row.at(1), row.at(2), row.at(3), row.at(4), row.at(5), row.at(6)});
    all.erase(all.begin());  // the head
    return all;
  }();
  return authorities;
}

const Authority* AuthorityOf(std::string_view country) {
  const std::vector<Authority>& all = Authorities();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Authority& authority) { return authority.country == country; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace lofte::policy
