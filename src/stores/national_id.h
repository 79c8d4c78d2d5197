// Whether a text holds a number by which a state knows a person, as far as its digits can tell: Norway (fødselsnummer, D-number), Sweden
// (personnummer, samordningsnummer), Denmark (CPR), Finland (henkilötunnus) and Spain (DNI, NIE).
//
// Each has a day of birth that is in the calendar, where it has one, and its check digit or letter. Of a Danish number that is written
// without its hyphen the old check (modulus 11) is asked as well: since 2007 numbers are given that fail it, and any ten digits that begin
// with a day would be one. A finding is a candidate for a person's eye. A digit or letter right before or after makes it another word.
//
// Sources: Skatteetaten, fødselsnummer (modulus 11, weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2); Skatteverket, SKV 704 (Luhn);
// CPR-kontoret, Personnummeret i CPR; DVV, henkilötunnus (modulus 31); Ministerio del Interior, NIF (modulus 23). Pure; any thread.
#pragma once

#include <string_view>

namespace lofte::stores {

// O(bytes).
bool HasNationalId(std::string_view text);

// A POSIX regular expression that matches every text for which HasNationalId is true, and more.
std::string_view NationalIdCandidateRegex();

}  // namespace lofte::stores
