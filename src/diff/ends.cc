#include "diff/ends.h"

#include <algorithm>
#include <set>

namespace lofte::diff {

using policy::End;
using policy::Rule;

namespace {

// Four years hold every month length and a leap day.
constexpr int kDaysTried = 1461;
constexpr time::CivilDate kFirstTried = {2023, 1, 1};
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr int kMostSteps = 100'000;
constexpr std::size_t kMostConditions = 8;

std::int64_t LengthOf(const End& end, time::YearEnd year_end) {
  if (end.chain.empty()) return end.clock.seconds * kDaysTried;
  std::int64_t days = 0;
  time::Day day = *time::ToDay(kFirstTried);
  for (int tried = 0; tried < kDaysTried; ++tried, ++day.number) days += time::Apply(end.chain, day, year_end).number - day.number;
  return days * kSecondsPerDay;
}

// What is over from the start decides an `earliest` and has no part in a `latest`.
Bound Joined(Bound::Op op, std::vector<Bound> parts) {
  const auto is_zero = [](const Bound& part) { return part.op == Bound::Op::kZero; };
  if (op == Bound::Op::kEarliest && std::any_of(parts.begin(), parts.end(), is_zero)) return {};
  parts.erase(std::remove_if(parts.begin(), parts.end(), is_zero), parts.end());
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  Bound bound;
  bound.op = op;
  bound.parts = std::move(parts);
  return bound;
}

bool Applies(const Rule& rule, const std::vector<std::string>& conditions) {
  return std::all_of(rule.when.begin(), rule.when.end(), [&](const policy::ConditionRef& ref) {
    return (std::find(conditions.begin(), conditions.end(), ref.name) != conditions.end()) != ref.negated;
  });
}

// Whitman's order of a free lattice over the leaves.
class Comparison {
 public:
  bool NeverLater(const Bound& first, const Bound& second) {
    if (++steps_ > kMostSteps) return false;
    if (first.op == Bound::Op::kZero) return true;
    if (second.op == Bound::Op::kZero) return false;
    const auto part_of_first = [&](const Bound& part) { return NeverLater(part, second); };
    const auto part_of_second = [&](const Bound& part) { return NeverLater(first, part); };
    if (first.op == Bound::Op::kLatest) return std::all_of(first.parts.begin(), first.parts.end(), part_of_first);
    if (second.op == Bound::Op::kEarliest) return std::all_of(second.parts.begin(), second.parts.end(), part_of_second);
    if (first.op == Bound::Op::kEarliest && std::any_of(first.parts.begin(), first.parts.end(), part_of_first)) return true;
    if (second.op == Bound::Op::kLatest) return std::any_of(second.parts.begin(), second.parts.end(), part_of_second);
    return first.op == Bound::Op::kLeaf && first.name == second.name && first.length <= second.length;
  }

 private:
  int steps_ = 0;
};

void CollectConditions(const Binding& binding, std::set<std::string>& names) {
  for (const auto* rules : {&binding.needs, &binding.caps, &binding.floors})
    for (const Rule* rule : *rules)
      for (const policy::ConditionRef& ref : rule->when) names.insert(ref.name);
}

std::set<std::string> WrittenOf(const Binding& binding) {
  std::set<std::string> all;
  for (const auto* rules : {&binding.needs, &binding.caps, &binding.floors})
    for (const Rule* rule : *rules) {
      std::string words = std::string(NameOf(rule->kind)) + " " + rule->source;
      for (const policy::ConditionRef& ref : rule->when) words += (ref.negated ? " not " : " ") + ref.name;
      all.insert(words);
    }
  return all;
}

Order OrderOf(bool never_longer, bool never_shorter) {
  if (never_longer && never_shorter) return Order::kSame;
  return never_shorter ? Order::kLonger : never_longer ? Order::kShorter : Order::kOther;
}

}  // namespace

Bound Ends::Of(const End& end) {
  Bound bound;
  if (end.kind == End::Kind::kLatest || end.kind == End::Kind::kEarliest) {
    for (const End& part : end.parts) bound.parts.push_back(Of(part));
    return Joined(end.kind == End::Kind::kLatest ? Bound::Op::kLatest : Bound::Op::kEarliest, std::move(bound.parts));
  }
  bound.op = Bound::Op::kLeaf;
  bound.name = (end.kind == End::Kind::kWhile ? "while " : "after ") + end.name;
  if (end.kind == End::Kind::kAfter) bound.length = LengthOf(end, year_end_);
  return bound;
}

const Bound& Ends::Of(const Rule& rule) {
  const auto known = known_.find(&rule);
  return known != known_.end() ? known->second : known_.emplace(&rule, Of(rule.end)).first->second;
}

Bound Ends::LatestOf(const std::vector<const Rule*>& rules, const std::vector<std::string>& conditions) {
  std::vector<Bound> parts;
  for (const Rule* rule : rules)
    if (Applies(*rule, conditions)) parts.push_back(Of(*rule));
  return Joined(Bound::Op::kLatest, std::move(parts));
}

Bound Ends::Of(const Binding& binding, const std::vector<std::string>& conditions) {
  std::vector<Bound> capped = {LatestOf(binding.needs, conditions)};
  for (const Rule* cap : binding.caps)
    if (Applies(*cap, conditions)) capped.push_back(Of(*cap));
  std::vector<Bound> parts = {Joined(Bound::Op::kEarliest, std::move(capped))};
  for (const Rule* floor : binding.floors)
    if (Applies(*floor, conditions)) parts.push_back(Of(*floor));
  return Joined(Bound::Op::kLatest, std::move(parts));
}

bool NeverLater(const Bound& first, const Bound& second) { return Comparison().NeverLater(first, second); }

Order Compared(const Bound& before, const Bound& after) { return OrderOf(NeverLater(after, before), NeverLater(before, after)); }

Order Compared(Ends& before, const Binding& old_rules, Ends& after, const Binding& new_rules) {
  std::set<std::string> found;
  CollectConditions(old_rules, found);
  CollectConditions(new_rules, found);
  const std::vector<std::string> names(found.begin(), found.end());
  if (names.size() > kMostConditions) return WrittenOf(old_rules) == WrittenOf(new_rules) ? Order::kSame : Order::kOther;
  bool never_longer = true, never_shorter = true;
  for (std::size_t bits = 0; bits < (std::size_t{1} << names.size()); ++bits) {
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < names.size(); ++i)
      if ((bits >> i & 1) != 0) conditions.push_back(names[i]);
    const Bound was = before.Of(old_rules, conditions), is = after.Of(new_rules, conditions);
    never_longer = never_longer && NeverLater(is, was);
    never_shorter = never_shorter && NeverLater(was, is);
  }
  return OrderOf(never_longer, never_shorter);
}

bool HaveOneWhen(const Rule& a, const Rule& b) {
  const auto refs = [](const Rule& rule) {
    std::set<std::pair<std::string, bool>> all;
    for (const policy::ConditionRef& ref : rule.when) all.emplace(ref.name, ref.negated);
    return all;
  };
  return refs(a) == refs(b);
}

}  // namespace lofte::diff
