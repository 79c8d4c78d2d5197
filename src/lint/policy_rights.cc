// The rights that people have, which of them a policy has to tell, and how they are used.
#include <algorithm>

#include "lint/policy_rules.h"
#include "policy/rights.h"

namespace lofte::lint {
namespace {

// Of an activity whose basis a draft does not say nobody knows what it gives, so the rights that bases give have to be told.
bool MayHave(const policy::Policy& policy, std::string_view right) {
  const std::vector<const policy::Activity*> own = OwnActivities(policy);
  return policy::HasRight(policy, right) ||
         std::any_of(own.begin(), own.end(), [](const policy::Activity* activity) { return !activity->basis_given; });
}

struct Duty {
  const char* right;
  const char* rule;
  const char* words;
};
constexpr Duty kDuties[] = {
    {"access", "A13-11", "of access"},
    {"rectification", "A13-12", "to rectification"},
    {"erasure", "A13-13", "to erasure"},
    {"restriction", "A13-14", "to restriction"},
    {"objection", "A13-15", "to object"},
    {"portability", "A13-16", "to data portability"},
    {"withdrawal", "A13-17", "to withdraw consent"},
};

// A finished policy has an authority always, and its notice names it; a draft says where it was read.
bool TellsOfComplaint(const policy::Policy& policy) {
  if (policy::FindRight(policy, "complaint") != nullptr) return true;
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
  // Of what is done for others alone, those others tell the rights. What a draft has assigned to nothing is ours till somebody says so.
  const auto is_ours = [](const policy::Activity& activity) { return policy::IsOurs(activity); };
  if (!policy.activities.empty() && std::none_of(policy.activities.begin(), policy.activities.end(), is_ours)) return;
  const Where where = PlaceOfRights(policy);
  for (const Duty& duty : kDuties) {
    if (policy::FindRight(policy, duty.right) != nullptr || !MayHave(policy, duty.right)) continue;
    const bool is_sure = policy::HasRight(policy, duty.right);
    found.AddAs(is_sure ? Severity::kError : Severity::kWarning, "RIGHTS-MISSING",
                "the right " + std::string(duty.words) + " is not told" + (is_sure ? "" : ", and no basis says that nobody has it"),
                where.span, where.origins, duty.rule);
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
