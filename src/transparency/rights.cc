#include "transparency/rights.h"

#include <algorithm>

namespace lofte::transparency {
namespace {

template <typename Predicate>
bool AnyActivity(const policy::Policy& policy, Predicate predicate) {
  return std::any_of(policy.activities.begin(), policy.activities.end(),
                     [&](const policy::Activity& activity) { return activity.role == policy::Role::kController && predicate(activity); });
}

bool OnBasis(const policy::Policy& policy, policy::Basis first, policy::Basis second) {
  return AnyActivity(policy, [&](const policy::Activity& activity) {
    return activity.basis_given && (activity.basis == first || activity.basis == second);
  });
}

}  // namespace

const policy::Right* FindRight(const policy::Policy& policy, std::string_view name) {
  const auto found =
      std::find_if(policy.rights.begin(), policy.rights.end(), [&](const policy::Right& right) { return right.name == name; });
  return found == policy.rights.end() ? nullptr : &*found;
}

bool HasRight(const policy::Policy& policy, std::string_view name) {
  using policy::Basis;
  if (FindRight(policy, name) != nullptr) return true;
  if (name == "portability") return OnBasis(policy, Basis::kConsent, Basis::kContract);
  if (name == "objection") return OnBasis(policy, Basis::kLegitimateInterests, Basis::kPublicTask);
  if (name == "human-decision")
    return AnyActivity(policy, [](const policy::Activity& activity) { return activity.automated == "decides"; });
  if (name == "withdrawal") {
    return OnBasis(policy, Basis::kConsent, Basis::kConsent) ||
           AnyActivity(policy, [](const policy::Activity& activity) { return activity.art9 == "a"; });
  }
  return true;
}

std::vector<HeldRight> RightsUnder(const policy::Policy& policy) {
  std::vector<HeldRight> held;
  for (const std::string& name : policy::kRights) {
    if (HasRight(policy, name)) held.push_back({name, FindRight(policy, name)});
  }
  return held;
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  if (text.find_first_of(" \t/") != std::string_view::npos) return false;
  const std::size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot > at + 1 && dot + 1 < text.size();
}

bool IsUrl(std::string_view text) {
  return (text.substr(0, 8) == "https://" || text.substr(0, 7) == "http://") && text.find_first_of(" \t\"<>") == std::string_view::npos;
}

Ways WaysOf(const std::vector<std::string>& by) {
  Ways ways;
  for (const std::string& way : by) {
    if (ways.email.empty() && IsEmail(way)) {
      ways.email = way;
    } else if (ways.url.empty() && IsUrl(way)) {
      ways.url = way;
    } else {
      ways.others.push_back(way);
    }
  }
  return ways;
}

}  // namespace lofte::transparency
