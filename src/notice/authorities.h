// Supervisory authorities, and names of countries: facts from data files (src/notice/data). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte::notice {

struct Authority {
  std::string country;  // ISO 3166-1 alpha-2
  std::string name;     // in its own country
  std::string english_name;
  std::string email, web, phone, address;  // empty: none is published
};

// nullptr when the country is in no row.
const Authority* FindAuthority(std::string_view country);

// In a language of the data file; the code itself when the country or the language is not there.
std::string CountryName(std::string_view code, std::string_view language);

}  // namespace lofte::notice
