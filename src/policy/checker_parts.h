// What the files of the checker share.
#pragma once

#include "policy/policy.h"
#include "policy/reader_nodes.h"

namespace lofte::policy {

// Do the rules name a category both?
bool Overlap(const Rule& a, const Rule& b);
// The decision that settles `check` between two rules: it says so, and names a promise of each. Of one rule with itself: one of its
// promises. nullptr when there is none.
const Decision* DecisionOn(const Policy& policy, std::string_view check, const Rule& a, const Rule& b);

// What a check that decisions can settle has to say, and the decision that has settled it, if there is one.
struct Remark {
  Issue issue;
  const Decision* settled_by = nullptr;
};
std::vector<Remark> NeedsLongerThanTheirLaw(const Policy& policy);
std::vector<Remark> ObligationsWithoutLaw(const Policy& policy);
std::vector<Remark> UndecidedThens(const Policy& policy);
std::vector<Remark> StatementRemarks(const Policy& policy);
void WarnOfUnsettled(const std::vector<Remark>& remarks, Issues& issues);

// The checks of promises, of rules against each other, and of decisions.
void CheckPromises(const Policy& policy, Issues& issues);

// The checks of what is said beyond retention, and of what is not carried out yet.
void CheckStatements(const Policy& policy, Issues& issues);

}  // namespace lofte::policy
