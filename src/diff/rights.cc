// What people can ask for, and when they learn of a breach.
#include "policy/rights.h"
#include "diff/found.h"

namespace lofte::diff {

using policy::BreachDuty;
using policy::Right;

namespace {

// `P1M + P2M`
Value TimeOf(const Right& right) {
  Value value = TermValue(right.within);
  if (!right.extension.is_zero()) value.text += (value.text.empty() ? "+ " : " + ") + time::Format(right.extension);
  return value;
}

void Fill(Change& change, const Right& right) {
  change.entry = right.name;
  change.promises = right.promises;
}

void CompareRight(const Right& before, const Right& after, Found& found) {
  const int within = Later(before.within, after.within);
  const int extension = Later(policy::Term{"", before.extension}, policy::Term{"", after.extension});
  // Slower in one of the two is slower.
  const int later = within > 0 || extension > 0 ? 1 : std::min(within, extension);
  if (later != 0) {
    Change& change = found.Add(later > 0 ? "right-slower" : "right-faster", after.span);
    Fill(change, after);
    change.before = TimeOf(before);
    change.after = TimeOf(after);
  }
  const auto add_ways = [&](const Ids& was, const Ids& is) {
    if (Sorted(was) == Sorted(is)) return;
    Change& change = found.Add("right-ways", after.span);
    Fill(change, after);
    change.before = ListValue(was);
    change.after = ListValue(is);
  };
  add_ways(before.by, after.by);
  add_ways(before.identity, after.identity);
}

void AddWhole(const Right& right, bool is_new, Found& found) {
  Change& change = found.AddEither(is_new, "right-new", "right-lost", right.span, right.span);
  Fill(change, right);
  (is_new ? change.after : change.before) = TimeOf(right);
}

std::string DutyText(const BreachDuty& duty) {
  return duty.tell + " within " + TermText(duty.within) + (duty.at == "any" ? "" : ", at " + duty.at);
}

std::ptrdiff_t RiskOf(const BreachDuty& duty) {
  return std::find(policy::kRisks.begin(), policy::kRisks.end(), duty.at) - policy::kRisks.begin();
}

Change& AddDuty(bool is_more, const BreachDuty* before, const BreachDuty* after, Found& found) {
  const BreachDuty& of = after != nullptr ? *after : *before;
  Change& change = found.Add(is_more ? "breach-stronger" : "breach-weaker", of.span, after == nullptr);
  change.entry = of.tell;
  change.promises = of.promises;
  if (before != nullptr) change.before = TextValue(DutyText(*before));
  if (after != nullptr) change.after = TextValue(DutyText(*after));
  return change;
}

void CompareDuty(const BreachDuty& before, const BreachDuty& after, Found& found) {
  const int later = Later(before.within, after.within);
  const auto risk = RiskOf(after) - RiskOf(before);
  if (later > 0 || risk > 0) {
    AddDuty(false, &before, &after, found);
  } else if (later < 0 || risk < 0) {
    AddDuty(true, &before, &after, found);
  }
  if (Sorted(before.by) == Sorted(after.by)) return;
  Change& change = found.Add("breach-ways", after.span);
  change.entry = after.tell;
  change.promises = after.promises;
  change.before = ListValue(before.by);
  change.after = ListValue(after.by);
}

// Whom a duty is to, and the which of these it is: several differ by risk.
std::vector<const BreachDuty*> DutiesTo(const policy::Policy& policy, const std::string& whom) {
  std::vector<const BreachDuty*> duties;
  for (const BreachDuty& duty : policy.breach)
    if (duty.tell == whom) duties.push_back(&duty);
  std::stable_sort(duties.begin(), duties.end(), [](const BreachDuty* a, const BreachDuty* b) { return RiskOf(*a) < RiskOf(*b); });
  return duties;
}

void CompareBreach(const Pair& pair, Found& found) {
  for (const std::string& whom : policy::kTold) {
    const auto was = DutiesTo(pair.before, whom), is = DutiesTo(pair.after, whom);
    for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
      if (i < was.size() && i < is.size()) CompareDuty(*was[i], *is[i], found);
      if (i >= was.size()) AddDuty(true, nullptr, is[i], found);
      if (i >= is.size()) AddDuty(false, was[i], nullptr, found);
    }
  }
}

}  // namespace

void CompareRights(const Pair& pair, Found& found) {
  for (const Right& right : pair.after.rights) {
    const Right* before = policy::FindRight(pair.before, right.name);
    if (before == nullptr) AddWhole(right, true, found);
    if (before != nullptr) CompareRight(*before, right, found);
  }
  for (const Right& right : pair.before.rights)
    if (policy::FindRight(pair.after, right.name) == nullptr) AddWhole(right, false, found);
  CompareBreach(pair, found);
}

}  // namespace lofte::diff
