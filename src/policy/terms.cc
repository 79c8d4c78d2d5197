#include "policy/terms.h"

#include <algorithm>

#include "policy/checker_parts.h"
#include "policy/laws.h"

namespace lofte::policy {
namespace {

// Each looks at some years of days. Further pairs of one policy count as not comparable.
constexpr std::size_t kMostCompared = 2'000;

bool SameWhen(const Rule& a, const Rule& b) {
  const auto has = [](const Rule& rule, const ConditionRef& wanted) {
    return std::any_of(rule.when.begin(), rule.when.end(),
                       [&](const ConditionRef& other) { return other.name == wanted.name && other.negated == wanted.negated; });
  };
  return a.when.size() == b.when.size() && std::all_of(a.when.begin(), a.when.end(), [&](const ConditionRef& c) { return has(b, c); });
}

bool IsNewer(const Rule& rule, const Rule& other) {
  return rule.from && (!other.from || *other.from < *rule.from) && rule.activity == other.activity && rule.kind == other.kind &&
         Overlap(rule, other);
}

bool BindsAllRowsOf(const Rule& newer, const Rule& older, time::YearEnd year_end) {
  const bool covers = std::includes(newer.of.begin(), newer.of.end(), older.of.begin(), older.of.end());
  return covers && SameWhen(newer, older) && (!newer.told.empty() || NeverLater(newer.end, older.end, year_end));
}

void Lower(std::optional<time::Day>& day, time::Day candidate) {
  if (!day || candidate < *day) day = candidate;
}

}  // namespace

void OrderTerms(Policy& policy) {
  std::size_t compared = 0;
  for (Rule& newer : policy.rules) {
    if (!newer.from) continue;
    for (Rule& older : policy.rules) {
      if (!IsNewer(newer, older)) continue;
      if (++compared <= kMostCompared && BindsAllRowsOf(newer, older, policy.controller.year_end)) {
        Lower(older.until, *newer.from);
      } else {
        Lower(older.unsettled, *newer.from);
        Lower(newer.unsettled, *newer.from);
      }
    }
  }
}

std::string NotCarriedOut(const Rule& rule, time::Day today) {
  if (rule.then == Then::kBlock || rule.then == Then::kAggregate) return "then: " + std::string(NameOf(rule.then));
  return rule.unsettled && *rule.unsettled <= today ? "from: beside an older term" : "";
}

}  // namespace lofte::policy
