#include "diff/diff.h"

#include <algorithm>

#include "diff/found.h"
#include "diff/match.h"
#include "policy/rights.h"

namespace lofte::diff {

using policy::Basis;

namespace {

std::size_t PlaceOf(const std::string& kind) { return static_cast<std::size_t>(&KindOf(kind) - Kinds().data()); }

// What was agreed to is another thing where it is done for something else, with other data, or by others.
bool IsAnotherThing(const Change& change) {
  const std::string_view theme = KindOf(change.kind).theme;
  return theme == "purpose" || theme == "data" || theme == "shared" || theme == "abroad";
}

// By the bases on which the newer policy does it.
void SetWhatPeopleCanDo(Change& change, const policy::Policy& after) {
  if (change.kind == "consent-asked") change.consent_anew = true;
  if (change.rank != Rank::kMaterialAdverse) return;
  for (const std::string& id : change.activities) {
    const policy::Activity* activity = after.FindActivity(id);
    if (activity == nullptr || !activity->basis_given) continue;
    if (activity->basis == Basis::kConsent && IsAnotherThing(change)) change.consent_anew = true;
    if (policy::GivesRight(*activity, "objection")) change.may_object = true;
  }
  const policy::Recipient* recipient = after.FindRecipient(change.recipient);
  if (recipient != nullptr && !recipient->consent.empty() && IsAnotherThing(change)) change.consent_anew = true;
}

}  // namespace

std::vector<Change> Compare(const policy::Policy& before, const policy::Policy& after) {
  const policy::Policy renamed = WithIdsOf(after, before);
  const Pair pair{renamed, after};
  Found found;
  CompareActivities(pair, found);
  CompareCategories(pair, found);
  CompareRetention(pair, found);
  CompareRecipients(pair, found);
  CompareParties(pair, found);
  CompareRights(pair, found);
  CompareCookies(pair, found);
  CompareMessages(pair, found);
  CompareMeasures(pair, found);
  ComparePromises(pair, found);
  std::vector<Change> changes = found.Take();
  for (Change& change : changes) SetWhatPeopleCanDo(change, after);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.rank != b.rank ? a.rank < b.rank : PlaceOf(a.kind) < PlaceOf(b.kind); });
  return changes;
}

bool HasMaterial(const std::vector<Change>& changes) {
  return std::any_of(changes.begin(), changes.end(), [](const Change& change) { return IsMaterial(change.rank); });
}

}  // namespace lofte::diff
