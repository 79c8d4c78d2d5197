// Numbers by which somebody is known or pays, and which a policy may say are nowhere: their names, and one way to ask for each.
//
// What each of them is, and what it cannot tell: card_number.h, national_id.h. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace lofte::stores {

enum class NumberPattern { kCardNumber, kNationalId };

const std::vector<NumberPattern>& AllNumberPatterns();
// `card-number`, `national-id`.
std::string_view NameOf(NumberPattern pattern);
std::optional<NumberPattern> ParseNumberPattern(std::string_view name);

// Whether such a number stands somewhere in the text. O(bytes).
bool Holds(NumberPattern pattern, std::string_view text);

// A POSIX regular expression that matches every text for which Holds is true, and more: for a database without that function, which then
// hands over the candidates.
std::string_view CandidateRegex(NumberPattern pattern);

}  // namespace lofte::stores
