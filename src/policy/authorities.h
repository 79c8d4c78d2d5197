// The supervisory authorities that a person can complain to (Art. 77), by country: data/authorities.tsv, carried in the program.
//
// A table of facts as of 2026; a lawyer's word stands above every row. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lofte::policy {

struct Authority {
  std::string country;  // ISO 3166-1 alpha-2, or `EU`: of the institutions of the Union
  std::string name;     // as it calls itself, in its own language or languages
  std::string english;
  std::string email, phone, web, address;  // empty: it has none for the public, or none is known. `web` is an URL
};

// By country.
const std::vector<Authority>& Authorities();
// nullptr when the table has none: a country outside the EEA, or `global`.
const Authority* AuthorityOf(std::string_view country);

}  // namespace lofte::policy
