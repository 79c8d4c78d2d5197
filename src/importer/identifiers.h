// Addresses and numbers of companies in a text. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importer/outline.h"

namespace lofte::importer {

// E-mail addresses, as written.
std::vector<Text> EmailsIn(const Unit& unit);
// The first telephone number behind a word for one, with its digits and `+`.
// `Strandgata 12, 5013 Bergen`, `Box 7, 111 22 Stockholm, Sweden`: a postcode with the town behind and the street in front of it.
std::optional<Text> PostalAddressIn(const Unit& unit);
std::optional<Text> PhoneIn(const Unit& unit);

// A company with its form: `Midgard AI AS`, `Hello Ticket, S.L`. Tokens, `last` not included.
struct Company {
  std::size_t first = 0, last = 0;
};
std::vector<Company> CompaniesIn(const Unit& unit);

// Numbers of companies that stand behind the words for them, and others whose check digits hold: Norway (9 digits), Sweden (10), Denmark
// (8, behind a word for it), Finland, Spain. As written.
std::vector<Text> OrganisationNumbersIn(const Unit& unit);

}  // namespace lofte::importer
