// Whether a text holds a number by which a state knows a person, as far as its characters can tell: Norway (fødselsnummer, D-nummer),
// Sweden (personnummer, samordningsnummer), Denmark (personnummer, CPR), Finland (henkilötunnus) and Spain (DNI, NIE).
//
// | country | written | checked |
// | --- | --- | --- |
// | NO | DDMMYYNNNNN, a space may stand after DDMMYY | day of birth (D-nummer: + 40), both check digits (modulus 11) |
// | SE | YYMMDD-NNNC with - or +; YYYYMMDDNNNC, with - or + or neither | day of birth (samordningsnummer: + 60), check digit (Luhn) |
// | DK | DDMMYY-NNNN | day of birth; modulus 11, unless the birthday is 1 January |
// | FI | DDMMYYsNNNC, s one of - A B C D E F U V W X Y | day of birth, NNN from 002 to 899, check character (modulus 31) |
// | ES | NNNNNNNNC (DNI), XNNNNNNNC, Y.., Z.. (NIE); a hyphen may stand before C and after X, Y, Z; capitals only | C (modulus 23) |
//
// No letter or digit stands right before or after, nor a further part that is joined by a hyphen, plus or decimal point. So that numbers of
// orders that begin with their day, moments, and telephone numbers cry no wolf, these are *not* found: ten digits in a row (Sweden,
// Denmark); who was born before 1932 (Norway, Denmark, Finland) or after 2009 (Sweden). Nor are Norwegian help numbers and those of people
// who do not exist, those that Norway gives from 2032 on, Finland's temporary numbers (900 and up), Sweden's provisional ones (a letter
// among the last four).
//
// What cannot be told: Danish numbers have been given without the check since 2007, says CPR-kontoret so far to people born on a 1 January
// only; others would be missed. Whether a day of birth is still to come: there is no clock here. By chance pass, of ten digits written
// NNNNNN-NNNN about one in 100, of eleven digits one in 3000, of Norwegian bank accounts without dots one in 250, of eight digits and a
// capital one in 26. So a finding is a candidate for a person's eye.
//
// Sources: Skatteetaten, «Fødselsnummer» and «D-nummer»; Skatteverket, «Personnummer» (SKV 704) and «Samordningsnummer» (SKV 707);
// CPR-kontoret, »Personnummeret i CPR-systemet« and »Personnumre uden kontrolciffer (modulus 11 kontrol)«; Digi- ja väestötietovirasto,
// ”Henkilötunnus”; Ministerio del Interior, «Cálculo del dígito de control del NIF/NIE». Pure; any thread.
#pragma once

#include <string_view>

namespace lofte::stores {

// O(bytes).
bool HasNationalId(std::string_view text);

// A POSIX regular expression that matches every text for which HasNationalId is true, and more.
std::string_view NationalIdCandidateRegex();

}  // namespace lofte::stores
