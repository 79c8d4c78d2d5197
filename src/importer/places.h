// Names of countries, regions and kinds of companies, from vocabulary/places.tsv and companies.tsv. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/tokens.h"

namespace lofte::importer {

struct NamedPlace {
  std::string code;                 // ISO 3166-1, or EU, GLOBAL
  std::size_t first = 0, last = 0;  // tokens
};
// In the order of the text, written with a capital; the longest name at each place.
std::vector<NamedPlace> PlacesIn(std::string_view text, const std::vector<Token>& tokens);
// The code of the place that the text begins with; "" when it begins with none.
std::string PlaceAtStart(std::string_view text);
// `EU`, `US`, `GLOBAL`, `EU/US`, a country outside of the EEA: what is said of where data lies; "" when nothing is.
std::string RegionOf(std::string_view text);
// The one country that is named; empty: none, or several, or a region.
std::string CountryIn(std::string_view text);
bool IsInEea(std::string_view code);  // also of `EU`

// `AS`, `GmbH`, `S.L`: with the case as written.
bool IsLegalForm(std::string_view word);
// Small words inside names, folded: `Fjordvask i Molde AS`, `Fjordklinikken v/ Kari Berg`.
bool IsWordOfPlace(std::string_view word);
bool IsWordOfRunner(std::string_view word);

struct NamedVendor {
  std::size_t first = 0, last = 0;  // tokens
};
// Well-known suppliers, written with a capital; the longest name at each place.
std::vector<NamedVendor> VendorsIn(std::string_view text, const std::vector<Token>& tokens);

// Is it a well-known supplier of a company outside of the EEA (`Stripe`, `Google Analytics`)? Where the data lies is another question.
bool IsVendorOutsideEea(std::string_view name);

// An office of the state, by its name: `Skatteverket`.
bool IsPublicBody(std::string_view name);

}  // namespace lofte::importer
