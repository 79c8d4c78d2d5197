#include "policy/rights.h"

#include <algorithm>
#include <array>

namespace lofte::policy {
namespace {

constexpr std::array<std::string_view, 4> kGivenByActivities = {"withdrawal", "portability", "objection", "human-decision"};

bool RestsOn(const Activity& activity, Basis basis) { return activity.basis_given && activity.basis == basis; }

bool IsOnConsent(const Activity& activity) { return RestsOn(activity, Basis::kConsent) || activity.art9 == "a"; }

}  // namespace

bool IsOurs(const Activity& activity) { return activity.role == Role::kController; }

bool IsMarketing(const Message& message) { return message.kind == "commercial"; }

const Right* FindRight(const Policy& policy, std::string_view name) {
  const auto found = std::find_if(policy.rights.begin(), policy.rights.end(), [&](const Right& right) { return right.name == name; });
  return found == policy.rights.end() ? nullptr : &*found;
}

bool GivesRight(const Activity& activity, std::string_view name) {
  if (!IsOurs(activity)) return false;
  if (name == "withdrawal") return IsOnConsent(activity);
  if (name == "portability") return IsOnConsent(activity) || RestsOn(activity, Basis::kContract);
  if (name == "objection") return RestsOn(activity, Basis::kPublicTask) || RestsOn(activity, Basis::kLegitimateInterests);
  return name == "human-decision" && activity.automated == "decides";
}

bool SendsMarketing(const Policy& policy) {
  return std::any_of(policy.messages.begin(), policy.messages.end(), [&](const Message& message) {
    const Activity* activity = policy.FindActivity(message.activity);
    return IsMarketing(message) && (activity == nullptr || IsOurs(*activity));
  });
}

bool HasRight(const Policy& policy, std::string_view name) {
  if (FindRight(policy, name) != nullptr) return true;
  if (std::find(kGivenByActivities.begin(), kGivenByActivities.end(), name) == kGivenByActivities.end()) return true;
  if (name == "objection" && SendsMarketing(policy)) return true;
  return std::any_of(policy.activities.begin(), policy.activities.end(),
                     [&](const Activity& activity) { return GivesRight(activity, name); });
}

}  // namespace lofte::policy
