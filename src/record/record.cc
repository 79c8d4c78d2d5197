#include "record/record.h"

#include <algorithm>

#include "base/words.h"
#include "record/entries.h"
#include "record/gaps.h"

namespace lofte::record {

bool Record::Has(policy::Role role) const {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.role == role; });
}

const Roles kBothRoles = {policy::Role::kController, policy::Role::kProcessor};

Record Build(const policy::Policy& policy, const Phrases& phrases, const Words& words, const Places& places, const Roles& roles) {
  Namer namer(policy, phrases, words);
  Record record;
  record.language = phrases.language();
  record.controller = PartyOf(policy.controller, phrases);
  for (const policy::JointController& joint : policy.joint_controllers) record.joint.push_back(PartyOf(joint, namer));
  if (policy.controller.representative) record.representative = PartyOf(*policy.controller.representative);
  if (policy.controller.officer) record.officer = PartyOf(*policy.controller.officer);
  record.no_officer = policy.controller.no_officer;
  record.is_draft = policy.draft.has_value();
  record.effective = policy.FirstDay();
  if (!policy.authority.empty()) record.authority = phrases.Country(policy.authority);
  record.policy_sha256 = policy.sha256;
  record.measures = MeasuresOf(policy, namer);
  if (!policy.safeguards_copy.empty()) record.safeguards_copy = namer.Name("ways", policy.safeguards_copy);
  for (const policy::Activity& activity : policy.activities)
    if (Contains(roles, activity.role)) record.entries.push_back(EntryOf(activity, policy, places, namer));
  record.gaps = GapsOf(policy, record);
  record.untranslated = namer.untranslated;
  return record;
}

}  // namespace lofte::record
