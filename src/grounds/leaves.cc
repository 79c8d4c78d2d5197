// The leaves of an END: the events and states that it reads, and the days that each of them leads to.
#include "grounds/lower.h"

namespace lofte::grounds {

using policy::End;
using policy::Rule;

namespace {

bool CollectAlternatives(const End& end, std::vector<Leaf>& leaves) {
  switch (end.kind) {
    case End::Kind::kWhile:
      leaves.push_back({end.name, true, {}, {}});
      return true;
    case End::Kind::kAfter:
      leaves.push_back({end.name, false, end.chain, end.clock});
      return true;
    case End::Kind::kLatest:
      return false;
    case End::Kind::kEarliest:
      for (const End& part : end.parts)
        if (!CollectAlternatives(part, leaves)) return false;
      return true;
  }
  return false;
}

}  // namespace

std::vector<Leaf> AlternativeLeaves(const Rule& rule) {
  std::vector<Leaf> leaves;
  if (!CollectAlternatives(rule.end, leaves)) return {};
  if (rule.consent) leaves.push_back({*rule.consent, true, {}, {}});
  return leaves;
}

time::Day DueDay(const Leaf& leaf, time::Day day, time::YearEnd year_end) { return time::Apply(leaf.chain, day, year_end); }

time::Day BrokenDay(const Leaf& leaf, const time::Period& within, time::Day day, time::YearEnd year_end) {
  time::Day last = DueDay(leaf, day, year_end);
  if (!within.is_zero()) last = time::LastDay(last, within);
  return {last.number + 1};
}

void CollectNames(const End& end, std::vector<std::string>& events, std::vector<std::string>& states) {
  if (end.kind == End::Kind::kAfter) events.push_back(end.name);
  if (end.kind == End::Kind::kWhile) states.push_back(end.name);
  for (const End& part : end.parts) CollectNames(part, events, states);
}

}  // namespace lofte::grounds
