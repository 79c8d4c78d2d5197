// When an END is reached, by the table of 0001, section 1: days forward, one by one. Part of the naive reference.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "agreement/reference.h"

namespace lofte::tests::agreement {

// Instants, as microseconds. An END that never comes, and one that has always been.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::min();

// From when on an END is due, is broken, and is over if it is a floor's. The table of section 1.
// `use_..`: of use, which a block ends before the ground (section 3).
struct Ends {
  bool is_known = true;
  std::int64_t due = kNever, broken = kNever, over = kNever, use_due = kNever, use_broken = kNever;
};

Ends WhileEnds(const Subject& subject, const Rule& rule, const std::string& name);
Ends EndsOf(const Subject& subject, const Rule& rule, const End& end);
Ends Earlier(const Ends& a, const Ends& b);
// The start of the first day after the rule's `within:`, counted from a day.
std::int64_t EndOfGrace(time::Day day, const Rule& rule, const Scenario& scenario);

}  // namespace lofte::tests::agreement
