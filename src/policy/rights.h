// The rights that people have under a policy (Art. 7(3), 13(2)(b) and (c), 15 to 22): worked out here and nowhere else. Pure; any thread.
#pragma once

#include <string_view>

#include "policy/policy.h"

namespace lofte::policy {

// The controller of the policy decides about it; of what is done for another, that other owes the rights.
bool IsOurs(const Activity& activity);
bool IsMarketing(const Message& message);

// nullptr: the policy says nothing of it. Borrowed from the policy.
const Right* FindRight(const Policy& policy, std::string_view name);

// Of `withdrawal`, `portability`, `objection` and `human-decision`, which only some activities give: does this one? Consent is that of Art.
// 6(1)(a) and of Art. 9(2)(a). False of an activity done for another, and false of every other name. A basis that a draft does not say
// gives none.
bool GivesRight(const Activity& activity, std::string_view name);
// Some message of our own is marketing, to which anybody may object (Art. 21(2)).
bool SendsMarketing(const Policy& policy);

// Whether people have the right, `name` of kRights: what the policy says by itself is always there, more than the law asks for too; the
// four above need an activity that gives them, or marketing for `objection`; all others people have in any case.
bool HasRight(const Policy& policy, std::string_view name);

}  // namespace lofte::policy
