// Errors and contradictions inside one policy. One check = one small function in checker.cc; codes are stable.
#pragma once

#include <string>
#include <vector>

#include "base/issue.h"
#include "policy/policy.h"

namespace lofte::policy {

// Adds what is wrong with a policy that was read without errors (after errors of the reader, some of what is missing here is missing
// there): (activity, category) without a need; a category no activity processes; a retention promise without a rule; two rules of one
// activity that disagree on `then` without a `yields-to`; a floor without a law; a promise that covers itself in a circle; a consent
// activity without a state; `within` on a floor; and more. Of a draft, what its text leaves out is not said here: lint does that, with
// the article and the place in the prose. Names that are not there are errors in a draft as well.
void Check(const Policy& policy, Issues& issues);

// The remarks that Check does not make because a decision settles them, in the order of the file.
struct Settled {
  std::string check;     // `longer-than-law`
  std::string decision;  // its id
  Span span;             // of the rule
};
std::vector<Settled> SettledRemarks(const Policy& policy);

}  // namespace lofte::policy
