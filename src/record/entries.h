// One activity of a policy as an entry of the record. Private to this module.
#pragma once

#include "record/namer.h"

namespace lofte::record {

Party PartyOf(const policy::Controller& controller, const Phrases& phrases);
Party PartyOf(const policy::Officer& officer);
Party PartyOf(const policy::JointController& joint, Namer& namer);

// The ids of the recipients that the activity or their own entry names, each once, in the order of the policy.
std::vector<std::string> RecipientsOf(const policy::Activity& activity, const policy::Policy& policy);

Entry EntryOf(const policy::Activity& activity, const policy::Policy& policy, const Places& places, Namer& namer);

// What protects data: measures, and promises of security that no measure says already.
std::vector<std::string> MeasuresOf(const policy::Policy& policy, Namer& namer);

}  // namespace lofte::record
