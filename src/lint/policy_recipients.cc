// Who is given data, where that is, and what carries it there.
#include <algorithm>

#include "lint/adequacy.h"
#include "lint/policy_rules.h"
#include "policy/countries.h"

namespace lofte::lint {
namespace {

using policy::Recipient;

constexpr int kSoonMonths = 12;

std::vector<policy::Origin> PlaceOf(const Recipient& recipient) {
  return recipient.origin ? std::vector<policy::Origin>{*recipient.origin} : std::vector<policy::Origin>{};
}

const std::string& NameOf(const Recipient& recipient) { return recipient.name.empty() ? recipient.id : recipient.name; }

void FindNone(Collected& found) {
  const policy::Policy& policy = found.policy();
  const auto says_none = [](const policy::Activity& activity) { return activity.no_recipients; };
  if (!policy.recipients.empty() || std::all_of(policy.activities.begin(), policy.activities.end(), says_none)) return;
  found.AddOfAll("RECIPIENTS-MISSING", "who is given data is not said");
}

bool SaysNoTransfers(const policy::Policy& policy) {
  const auto says_none = [](const policy::Activity& activity) { return activity.no_transfers; };
  return std::any_of(policy.activities.begin(), policy.activities.end(), says_none);
}

bool LeavesTheEea(const Recipient& recipient) {
  return !recipient.country.empty() && policy::AdequacyOf(recipient.country) != policy::Adequacy::kEea;
}

// Of a text that tells of no transfer at all its own points say so, and more gravely.
void FindPlaces(Collected& found) {
  if (SaysNoTransfers(found.policy())) return;
  Group<Recipient> group;
  for (const Recipient& recipient : found.policy().recipients)
    if (recipient.country.empty()) group.Add(recipient, NameOf(recipient));
  group.Report(found, "TRANSFER-UNCLEAR", ": whether data leaves the EEA by it is not said",
               ": whether data leaves the EEA by them is not said");
}

bool IsCarriedByContract(const Recipient& recipient) { return Holds(recipient.safeguards, "scc") || Holds(recipient.safeguards, "bcr"); }

// May the decision on the whole country, or what it covers of it, carry the transfer?
bool MayBeCarriedByDecision(const Recipient& recipient, const AdequacyDecision& decision) {
  if (recipient.country != "US") return decision.only.empty() || Holds(recipient.safeguards, "adequacy");
  return Holds(recipient.safeguards, "dpf") || Holds(recipient.safeguards, "adequacy");
}

void SayOfDecision(Collected& found, const Recipient& recipient, const AdequacyDecision& decision) {
  const std::string where = "`" + NameOf(recipient) + "` is in " + decision.name;
  if (!decision.HoldsOn(found.today())) {
    found.Add("ADEQUACY-ENDED", where + ", whose adequacy decision is not in force on " + time::Format(found.today()), recipient.span,
              PlaceOf(recipient));
  } else if (decision.until && *decision.until <= time::LastDay(found.today(), time::Period{kSoonMonths})) {
    found.Add("ADEQUACY-ENDS", where + ", whose adequacy decision ends on " + time::Format(*decision.until), recipient.span,
              PlaceOf(recipient));
  } else if (!decision.only.empty() && recipient.country != "US") {
    found.Add("ADEQUACY-PARTIAL", where + ", whose adequacy decision covers only " + decision.only, recipient.span, PlaceOf(recipient));
  }
}

// What is named as a safeguard and is none for this country; "" where nothing is.
std::string WrongSafeguard(const Recipient& recipient) {
  const std::string there = "`" + NameOf(recipient) + "` (`" + recipient.country + "`)";
  if (Holds(recipient.safeguards, "adequacy") && AdequacyDecisionOn(recipient.country) == nullptr)
    return there + " rests on an adequacy decision, and there is none";
  if (Holds(recipient.safeguards, "dpf") && recipient.country != "US" && recipient.country != "global")
    return there + " rests on the EU-US Data Privacy Framework, which covers the US alone";
  if (Holds(recipient.safeguards, "dpa"))
    return there + " has a contract of Art. 28 and nothing else: that carries no transfer out of the EEA";
  return "";
}

void FindSafeguards(Collected& found) {
  for (const Recipient& recipient : found.policy().recipients) {
    if (!LeavesTheEea(recipient) || IsCarriedByContract(recipient)) continue;
    if (Holds(recipient.safeguards, "dpf") && recipient.country == "global") continue;
    const AdequacyDecision* decision = AdequacyDecisionOn(recipient.country);
    if (decision != nullptr && MayBeCarriedByDecision(recipient, *decision)) {
      SayOfDecision(found, recipient, *decision);
    } else if (const std::string wrong = WrongSafeguard(recipient); !wrong.empty()) {
      found.Add("SAFEGUARD-INVALID", wrong, recipient.span, PlaceOf(recipient));
    } else {
      found.Add("SAFEGUARD-MISSING",
                "`" + NameOf(recipient) + "` is outside the EEA (`" + recipient.country + "`), and what carries the transfer is not said",
                recipient.span, PlaceOf(recipient));
    }
  }
}

void FindCopy(Collected& found) {
  if (!found.policy().safeguards_copy.empty()) return;
  Group<Recipient> group;
  for (const Recipient& recipient : found.policy().recipients)
    if (LeavesTheEea(recipient) && IsCarriedByContract(recipient)) group.Add(recipient, NameOf(recipient));
  group.Report(found, "SAFEGUARD-COPY-MISSING", ": where people get a copy of its safeguards is not said",
               ": where people get a copy of their safeguards is not said");
}

void FindContracts(Collected& found) {
  if (found.policy().draft) return;  // a notice need not tell of them
  Group<Recipient> group;
  for (const Recipient& recipient : found.policy().recipients)
    if (recipient.role == policy::Role::kProcessor && !Holds(recipient.safeguards, "dpa")) group.Add(recipient, NameOf(recipient));
  group.Report(found, "PROCESSOR-CONTRACT-MISSING", " is a processor, and no contract is named",
               " are processors, and no contract is named");
}

void FindJoint(Collected& found) {
  Group<policy::JointController> group;
  for (const policy::JointController& joint : found.policy().joint_controllers)
    if (joint.essence.empty()) group.Add(joint, joint.name.empty() ? joint.id : joint.name);
  group.Report(found, "JOINT-ESSENCE-MISSING", " decides too, and what has been agreed on is not said",
               " decide too, and what has been agreed on is not said");
}

}  // namespace

void FindInRecipients(Collected& found) {
  FindNone(found);
  FindPlaces(found);
  FindSafeguards(found);
  FindCopy(found);
  FindContracts(found);
  FindJoint(found);
}

}  // namespace lofte::lint
