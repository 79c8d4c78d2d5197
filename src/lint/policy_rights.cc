// The rights that people have, which of them a policy has to tell, and how they are used.
#include <algorithm>

#include "lint/policy_rules.h"

namespace lofte::lint {
namespace {

using policy::Activity;
using policy::Basis;

// Does some activity of the controller rest on one of these, or on nothing that is said?
bool MayRestOn(const policy::Policy& policy, std::initializer_list<Basis> bases) {
  for (const Activity* activity : OwnActivities(policy)) {
    if (!activity->basis_given) return true;
    if (std::find(bases.begin(), bases.end(), activity->basis) != bases.end()) return true;
  }
  return false;
}

bool SendsMarketing(const policy::Policy& policy) {
  return std::any_of(policy.messages.begin(), policy.messages.end(), [](const auto& message) { return message.kind == "commercial"; });
}

bool AlwaysApplies(const policy::Policy&) { return true; }
bool MayObject(const policy::Policy& policy) {
  return SendsMarketing(policy) || MayRestOn(policy, {Basis::kPublicTask, Basis::kLegitimateInterests});
}
bool MayCarry(const policy::Policy& policy) { return MayRestOn(policy, {Basis::kConsent, Basis::kContract}); }
bool MayWithdraw(const policy::Policy& policy) { return MayRestOn(policy, {Basis::kConsent}); }

struct Duty {
  const char* right;
  const char* rule;
  const char* words;
  bool (*applies)(const policy::Policy&);
};
constexpr Duty kDuties[] = {
    {"access", "A13-11", "of access", AlwaysApplies},
    {"rectification", "A13-12", "to rectification", AlwaysApplies},
    {"erasure", "A13-13", "to erasure", AlwaysApplies},
    {"restriction", "A13-14", "to restriction", AlwaysApplies},
    {"objection", "A13-15", "to object", MayObject},
    {"portability", "A13-16", "to data portability", MayCarry},
    {"withdrawal", "A13-17", "to withdraw consent", MayWithdraw},
};

bool Tells(const policy::Policy& policy, std::string_view name) {
  return std::any_of(policy.rights.begin(), policy.rights.end(), [&](const policy::Right& right) { return right.name == name; });
}

// A finished policy has an authority always, and its notice names it; a draft says where it was read.
bool TellsOfComplaint(const policy::Policy& policy) {
  if (Tells(policy, "complaint")) return true;
  return policy.draft ? policy.draft->origins.count("authority") != 0 : !policy.authority.empty();
}

struct Where {
  Span span;
  std::vector<policy::Origin> origins;
};

// Where the rights are told; of none, the controller.
Where PlaceOfRights(const policy::Policy& policy) {
  Where where{policy.controller.span, {}};
  for (const policy::Right& right : policy.rights) {
    if (where.span.line == policy.controller.span.line) where.span = right.span;
    if (where.origins.empty() && right.origin) where.origins = {*right.origin};
  }
  return where;
}

void FindRights(Collected& found) {
  const policy::Policy& policy = found.policy();
  if (OwnActivities(policy).empty() && !policy.activities.empty()) return;
  const Where where = PlaceOfRights(policy);
  for (const Duty& duty : kDuties) {
    if (Tells(policy, duty.right) || !duty.applies(policy)) continue;
    found.Add("RIGHTS-MISSING", "the right " + std::string(duty.words) + " is not told", where.span, where.origins, duty.rule);
  }
  if (!TellsOfComplaint(policy))
    found.Add("RIGHTS-MISSING", "the right to complain to a supervisory authority is not told", where.span, where.origins, "A13-18");
}

void FindChannels(Collected& found) {
  const policy::Policy& policy = found.policy();
  if (!policy.controller.email.empty()) return;
  Group<policy::Right> group;
  for (const policy::Right& right : policy.rights)
    if (right.by.empty() && right.name != "complaint") group.Add(right, right.name);
  group.Report(found, "RIGHTS-CHANNEL-MISSING", " does not say how to ask", " do not say how to ask");
}

}  // namespace

void FindInRights(Collected& found) {
  FindRights(found);
  FindChannels(found);
}

}  // namespace lofte::lint
