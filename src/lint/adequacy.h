// Where data may go without a safeguard of Art. 46: the decisions of the Commission under Art. 45, with their days.
//
// A table of facts as of November 2026 (adequacy.tsv); a lawyer's word stands above every row. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "time/civil.h"

namespace lofte::lint {

struct AdequacyDecision {
  std::string country;
  std::string name;
  time::Day from;
  std::optional<time::Day> until;  // the last day; nullopt: none is set
  std::string only;                // what it covers, where that is not all
  bool HoldsOn(time::Day day) const { return from <= day && (!until || day <= *until); }
};
const std::vector<AdequacyDecision>& AdequacyDecisions();
// nullptr where there is none.
const AdequacyDecision* AdequacyDecisionOn(std::string_view country);

// Art. 8: from what age on a child's own consent counts.
struct ConsentAge {
  int years = 16;
  std::string law;
};
// `today`: a law that is not in force yet does not count. nullopt of a country without such a rule.
std::optional<ConsentAge> ConsentAgeOf(std::string_view country, time::Day today);

}  // namespace lofte::lint
