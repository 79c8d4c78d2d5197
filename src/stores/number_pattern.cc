#include "stores/number_pattern.h"

#include <algorithm>
#include <iterator>

#include "stores/card_number.h"
#include "stores/national_id.h"

namespace lofte::stores {
namespace {

struct Known {
  NumberPattern pattern;
  std::string_view name;
  bool (*holds)(std::string_view text);
  std::string_view (*candidates)();
};

// In the order of the enumeration.
constexpr Known kKnown[] = {
    {NumberPattern::kCardNumber, "card-number", HasCardNumber, CardNumberCandidateRegex},
    {NumberPattern::kNationalId, "national-id", HasNationalId, NationalIdCandidateRegex},
};

const Known& Of(NumberPattern pattern) { return kKnown[static_cast<std::size_t>(pattern)]; }

}  // namespace

const std::vector<NumberPattern>& AllNumberPatterns() {
  static const std::vector<NumberPattern> all = {NumberPattern::kCardNumber, NumberPattern::kNationalId};
  return all;
}

std::string_view NameOf(NumberPattern pattern) { return Of(pattern).name; }

std::optional<NumberPattern> ParseNumberPattern(std::string_view name) {
  const auto* found = std::find_if(std::begin(kKnown), std::end(kKnown), [name](const Known& known) { return known.name == name; });
  return found == std::end(kKnown) ? std::nullopt : std::optional(found->pattern);
}

bool Holds(NumberPattern pattern, std::string_view text) { return Of(pattern).holds(text); }
std::string_view CandidateRegex(NumberPattern pattern) { return Of(pattern).candidates(); }

}  // namespace lofte::stores
