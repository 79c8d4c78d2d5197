#include <algorithm>

#include "diff/retention.h"

namespace lofte::diff {

using policy::Rule;
using policy::RuleKind;

namespace {

bool IsNewer(const Rule& rule, const Rule& other) {
  return rule.from && (!other.from || *other.from < *rule.from) && rule.kind == other.kind && HaveOneWhen(rule, other);
}

// Without those in whose stead a newer one will be in force.
Rules Newest(const Rules& rules) {
  Rules newest;
  for (const Rule* rule : rules)
    if (std::none_of(rules.begin(), rules.end(), [&](const Rule* other) { return IsNewer(*other, *rule); })) newest.push_back(rule);
  return newest;
}

}  // namespace

RuleIndex::RuleIndex(const policy::Policy& policy) {
  for (const Rule& rule : policy.rules)
    for (const std::string& category : rule.of) own_[{rule.activity, category}].push_back(&rule);
  for (auto& [of, rules] : own_) {
    rules = Newest(rules);
    Rules& all = of_all_[of.second];
    all.insert(all.end(), rules.begin(), rules.end());
  }
}

const Rules& RuleIndex::Own(const std::string& activity, const std::string& category) const {
  static const Rules none;
  const auto found = own_.find({activity, category});
  return found == own_.end() ? none : found->second;
}

Binding RuleIndex::Of(const std::string& activity, const std::string& category, bool needs_of_all) const {
  Binding binding;
  const auto all = of_all_.find(category);
  if (all == of_all_.end()) return binding;
  for (const Rule* rule : all->second) {
    const bool is_own = rule->activity == activity;
    if (rule->kind == RuleKind::kNeed && (is_own || needs_of_all)) binding.needs.push_back(rule);
    if (rule->kind == RuleKind::kCap) binding.caps.push_back(rule);
    if (rule->kind == RuleKind::kFloor && is_own) binding.floors.push_back(rule);
  }
  return binding;
}

std::vector<std::string> RuleIndex::CategoriesOf(const std::string& activity) const {
  std::vector<std::string> categories;
  for (auto of = own_.lower_bound({activity, ""}); of != own_.end() && of->first.first == activity; ++of)
    categories.push_back(of->first.second);
  return categories;
}

bool HasNeed(const Rules& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const Rule* rule) { return rule->kind == RuleKind::kNeed; });
}

}  // namespace lofte::diff
