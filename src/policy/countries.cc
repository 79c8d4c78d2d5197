#include "policy/countries.h"

#include <algorithm>
#include <array>

#include "base/table.h"

namespace lofte::policy {

// Made by cmake/embed_text.cmake from data/countries.tsv.
extern const std::string_view kCountriesTable;

namespace {

struct CountryZone {
  std::string_view country;
  std::string_view zone;
};

// Spain and Portugal by their mainland.
constexpr std::array kZones = {
    CountryZone{"AT", "Europe/Vienna"},     CountryZone{"BE", "Europe/Brussels"},   CountryZone{"BG", "Europe/Sofia"},
    CountryZone{"CH", "Europe/Zurich"},     CountryZone{"CY", "Asia/Nicosia"},      CountryZone{"CZ", "Europe/Prague"},
    CountryZone{"DE", "Europe/Berlin"},     CountryZone{"DK", "Europe/Copenhagen"}, CountryZone{"EE", "Europe/Tallinn"},
    CountryZone{"ES", "Europe/Madrid"},     CountryZone{"FI", "Europe/Helsinki"},   CountryZone{"FR", "Europe/Paris"},
    CountryZone{"GB", "Europe/London"},     CountryZone{"GR", "Europe/Athens"},     CountryZone{"HR", "Europe/Zagreb"},
    CountryZone{"HU", "Europe/Budapest"},   CountryZone{"IE", "Europe/Dublin"},     CountryZone{"IS", "Atlantic/Reykjavik"},
    CountryZone{"IT", "Europe/Rome"},       CountryZone{"LI", "Europe/Vaduz"},      CountryZone{"LT", "Europe/Vilnius"},
    CountryZone{"LU", "Europe/Luxembourg"}, CountryZone{"LV", "Europe/Riga"},       CountryZone{"MT", "Europe/Malta"},
    CountryZone{"NL", "Europe/Amsterdam"},  CountryZone{"NO", "Europe/Oslo"},       CountryZone{"PL", "Europe/Warsaw"},
    CountryZone{"PT", "Europe/Lisbon"},     CountryZone{"RO", "Europe/Bucharest"},  CountryZone{"SE", "Europe/Stockholm"},
    CountryZone{"SI", "Europe/Ljubljana"},  CountryZone{"SK", "Europe/Bratislava"},
};

constexpr std::array<std::string_view, 32> kEea = {"AT", "AX", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "EU",
                                                   "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                                   "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};

// Canada's decision covers commercial organisations; which one a recipient is, its entry cannot say.
constexpr std::array<std::string_view, 15> kAdequate = {"AD", "AR", "BR", "CA", "CH", "FO", "GB", "GG",
                                                        "IL", "IM", "JE", "JP", "KR", "NZ", "UY"};

template <typename Codes>
bool Holds(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

bool IsCountryCode(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view TimeZoneOf(std::string_view country) {
  const auto found = std::find_if(kZones.begin(), kZones.end(), [&](const CountryZone& entry) { return entry.country == country; });
  return found == kZones.end() ? std::string_view() : found->zone;
}

Adequacy AdequacyOf(std::string_view country) {
  if (Holds(kEea, country)) return Adequacy::kEea;
  return Holds(kAdequate, country) ? Adequacy::kAdequate : Adequacy::kThird;
}

bool LeavesTheEea(std::string_view country) { return !country.empty() && AdequacyOf(country) != Adequacy::kEea; }

std::string CountryName(std::string_view code, std::string_view language) {
  static const std::vector<TableRow> rows = ReadTable("the table of countries", kCountriesTable);
  const auto column = std::find(rows.front().begin(), rows.front().end(), language);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const TableRow& each) { return each.front() == code; });
  if (column == rows.front().end() || row == rows.end()) return std::string(code);
  return row->at(static_cast<std::size_t>(column - rows.front().begin()));
}

}  // namespace lofte::policy
