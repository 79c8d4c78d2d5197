// What a policy needs to know about countries: whose clock they live by, whether data may go there without a safeguard, and how they are
// called.
//
// A table of facts as of 2026; a lawyer's word stands above every row. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace lofte::policy {

// `DK`: two capital letters. Not whether such a country exists.
bool IsCountryCode(std::string_view code);

// The one time zone of a European country, or "" where there are several or it is not in the table: then the policy names it.
std::string_view TimeZoneOf(std::string_view country);

enum class Adequacy {
  kEea,       // in the EEA, or `EU`: no transfer
  kAdequate,  // a decision of the Commission under Art. 45 covers the whole country
  kThird,     // an Art. 46 safeguard is needed; also `US`, whose decision covers certified recipients only, and `global`
};
Adequacy AdequacyOf(std::string_view country);

// What is given to somebody there leaves the EEA. True for `global`; false where a draft does not say the country.
bool LeavesTheEea(std::string_view country);

// In one of `en`, `nb`, `nn`, `sv`, `da`: data/countries.tsv; also of `EU`. The code itself where the country or the language is not there.
std::string CountryName(std::string_view code, std::string_view language);

}  // namespace lofte::policy
