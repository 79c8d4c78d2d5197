#include "policy/terms.h"

#include <fmt/format.h>

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

// Whatever row the older one is about, so is the newer one.
bool Covers(const Rule& newer, const Rule& older) {
  return std::includes(newer.of.begin(), newer.of.end(), older.of.begin(), older.of.end()) && SameWhen(newer, older);
}

bool BindsAllRowsOf(const Rule& newer, const Rule& older, time::YearEnd year_end) {
  return Covers(newer, older) && (!newer.told.empty() || NeverLater(newer.end, older.end, year_end));
}

bool CountFromOneEvent(const Rule& newer, const Rule& older) {
  return newer.end.kind == End::Kind::kAfter && older.end.kind == End::Kind::kAfter && newer.end.name == older.end.name;
}

void Lower(std::optional<time::Day>& day, time::Day candidate) {
  if (!day || candidate < *day) day = candidate;
}

// Of an older rule several newer ones may have taken over the later events. Where one of them is replaced itself, by one that is still
// longer than the older rule, nobody has said what becomes of the events between the two.
void SettleChains(std::vector<Rule>& rules) {
  for (Rule& older : rules) {
    std::vector<Rule*> newer;
    for (Rule& rule : rules)
      if (IsNewer(rule, older) && std::any_of(rule.splits.begin(), rule.splits.end(), [&](const Split& split) {
            return split.side == Split::Side::kNewer && split.event == older.end.name && split.day == rule.from;
          }))
        newer.push_back(&rule);
    if (newer.size() < 2) continue;
    for (const Rule* replaced : newer) {
      if (!replaced->until) continue;
      Lower(older.unsettled, *replaced->until);
      for (Rule* rule : newer) Lower(rule->unsettled, *replaced->until);
    }
  }
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
      } else if (Covers(newer, older) && CountFromOneEvent(newer, older)) {
        older.splits.push_back({Split::Side::kOlder, older.end.name, *newer.from});
        newer.splits.push_back({Split::Side::kNewer, older.end.name, *newer.from});
      } else {
        Lower(older.unsettled, *newer.from);
        Lower(newer.unsettled, *newer.from);
      }
    }
  }
  SettleChains(policy.rules);
}

std::string NotCarriedOut(const Rule& rule, time::Day today, bool seals, bool counts) {
  const bool is_sealed = rule.then == Then::kBlock && seals && !rule.outcome.block_for.is_zero();
  const bool is_counted = rule.then == Then::kAggregate && counts && rule.outcome.least_cell;
  const auto left_alone = [&](const char* why) { return fmt::format("`then: {}` is left alone: {}", NameOf(rule.then), why); };
  if (rule.then == Then::kBlock && rule.outcome.block_for.is_zero())
    return left_alone("a block needs its period, `block for P1Y then erase`");
  if (rule.then == Then::kBlock && !is_sealed) return left_alone("lofte.yaml names no key to seal by, `sealing: { key: FILE }`");
  if (rule.then == Then::kAggregate && !is_counted)
    return left_alone(rule.outcome.least_cell ? "the data map says no cells to count in, `aggregate: { by: [..] }`"
                                              : "it needs the size of its cells, `aggregate in cells of 10 then erase`");
  return rule.unsettled && *rule.unsettled <= today ? "`from:` beside an older term that counts from another event binds no row for certain"
                                                    : "";
}

}  // namespace lofte::policy
