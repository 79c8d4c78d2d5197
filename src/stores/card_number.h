// Whether a text holds the number of a payment card (a PAN), as far as its digits can tell.
//
// A number is 13 to 19 digits in whole groups (one space or hyphen may stand between digits; no digit stands right before or after),
// begins as an issuer's numbers do, has a length of that issuer, and passes Luhn (ISO/IEC 7812-1). One random number in about 50 passes, so
// a finding is a candidate for a person's eye, and a text without a finding holds no card number written in one of these ways. Pure; any
// thread.
#pragma once

#include <string_view>

namespace lofte::stores {

// O(bytes).
bool HasCardNumber(std::string_view text);

// A POSIX regular expression that matches every text for which HasCardNumber is true, and more: for a database without that function, which
// then hands over the candidates.
std::string_view CardNumberCandidateRegex();

}  // namespace lofte::stores
