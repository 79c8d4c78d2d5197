// The table of checks. What only concerns promises and decisions is in checker_promises.cc.
#include "policy/checker.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "policy/checker_parts.h"
#include "policy/countries.h"
#include "policy/laws.h"

namespace lofte::policy {
namespace {

// The needs of each activity for each category.
using Needs = std::map<std::pair<std::string, std::string>, std::vector<const Rule*>>;

Needs NeedsOf(const Policy& policy) {
  Needs needs;
  for (const Rule& rule : policy.rules) {
    if (rule.kind != RuleKind::kNeed) continue;
    for (const std::string& category : rule.of) needs[{rule.activity, category}].push_back(&rule);
  }
  return needs;
}

void CheckNeeds(const Policy& policy, Issues& issues) {
  const Needs needs = NeedsOf(policy);
  for (const Activity& activity : policy.activities) {
    for (const std::string& category : activity.data) {
      if (needs.count({activity.id, category}) != 0) continue;
      Report(issues, "missing-need", "`" + activity.id + "` processes `" + category + "` and does not say how long it needs it",
             activity.span, "add an entry with `keep:` for it; no need means neither for ever nor gone at once");
    }
  }
}

bool AreOpposites(const Rule& a, const Rule& b) {
  if (a.when.size() != 1 || b.when.size() != 1) return false;
  return a.when[0].name == b.when[0].name && a.when[0].negated != b.when[0].negated;
}

// Can it be seen that some need applies to every row?
bool CoverEveryRow(const std::vector<const Rule*>& needs) {
  for (const Rule* need : needs) {
    const auto opposite = [&](const Rule* other) { return AreOpposites(*need, *other); };
    if (need->when.empty() || std::any_of(needs.begin(), needs.end(), opposite)) return true;
  }
  return false;
}

void CheckConditionalNeeds(const Policy& policy, Issues& issues) {
  std::set<const Rule*> reported;
  for (const auto& [use, needs] : NeedsOf(policy)) {
    if (CoverEveryRow(needs) || !reported.insert(needs.front()).second) continue;
    Warn(issues, "conditional-need", "`" + use.first + "` needs `" + use.second + "` only under conditions; other rows have no ground here",
         needs.front()->span, "add an entry for the opposite, or let `serves:` of the data map say which rows serve the activity");
  }
}

std::set<std::string> ProcessedCategories(const Policy& policy) {
  std::set<std::string> processed;
  for (const Activity& activity : policy.activities) processed.insert(activity.data.begin(), activity.data.end());
  return processed;
}

void CheckUnprocessedCategories(const Policy& policy, Issues& issues) {
  std::set<std::string> processed = ProcessedCategories(policy);
  for (std::string& category : policy.NeverStored()) processed.insert(std::move(category));
  for (const auto& [category, span] : policy.data_spans) {
    if (processed.count(category) != 0) continue;
    Warn(issues, "unprocessed-category", "no activity processes `" + category + "`", span,
         "add it to `data:` of the activity that needs it, or remove it: what nobody needs is not collected");
  }
}

void CheckUses(const Policy& policy, Issues& issues) {
  const std::set<std::string> processed = ProcessedCategories(policy);
  for (const Activity& activity : policy.activities) {
    for (const std::string& category : activity.uses) {
      if (processed.count(category) != 0) continue;
      Report(issues, "use-without-ground", "`" + activity.id + "` uses `" + category + "`, which stands on no activity's ground",
             activity.span, "add it to `data:` of the activity that it is kept for");
    }
  }
}

void CheckFloors(const Policy& policy, Issues& issues) {
  for (const Rule& rule : policy.rules) {
    if (rule.kind != RuleKind::kFloor) continue;
    if (rule.then == Then::kBlock) {
      Report(issues, "block-on-floor", "a floor keeps; what is then blocked is said by the need", rule.span, "write `then: erase`");
    }
    if (rule.law.empty()) {
      Report(issues, "floor-without-law", "a floor keeps against everybody's wish, and names no law that asks for it", rule.span,
             "add `law:`, or write `keep:` with `mode: keep`");
    }
    if (!rule.within.is_zero()) {
      Report(issues, "within-on-floor", "`within:` is time to remove; a floor ends with its last day", rule.span, "remove `within:`");
    }
  }
}

void CheckFloorsReachTheirLaw(const Policy& policy, Issues& issues) {
  for (const Rule& rule : policy.rules) {
    const Law* law = rule.kind == RuleKind::kFloor ? FindLaw(rule.law) : nullptr;
    if (law == nullptr || Reaches(rule.end, *law, policy.controller.year_end)) continue;
    Warn(issues, "floor-below-law", "this floor ends before `" + law->id + "` (" + law->cite + ") lets it", rule.span,
         "the law asks for `" + law->end + "`");
  }
}

// The laws that floors of the need's activity cite for some of its categories.
std::set<std::string> LawsBeside(const Policy& policy, const Rule& need) {
  std::set<std::string> laws;
  for (const Rule& rule : policy.rules) {
    if (rule.kind == RuleKind::kFloor && rule.activity == need.activity && Overlap(rule, need)) laws.insert(rule.law);
  }
  return laws;
}

// A law beside the need that asks for less; nullptr when there is none.
const Law* ExceededLaw(const Policy& policy, const Rule& need) {
  for (const std::string& id : LawsBeside(policy, need)) {
    const Law* law = FindLaw(id);
    if (law != nullptr && Exceeds(need.end, *law, policy.controller.year_end)) return law;
  }
  return nullptr;
}

// Is there a floor, of whatever activity, for some of the need's categories? One that cites no law is an error by itself.
bool HasFloor(const Policy& policy, const Rule& need) {
  const auto is_floor = [&](const Rule& rule) { return rule.kind == RuleKind::kFloor && Overlap(rule, need); };
  return std::any_of(policy.rules.begin(), policy.rules.end(), is_floor);
}

bool IsObligation(const Policy& policy, const Rule& rule) {
  const Activity* activity = policy.FindActivity(rule.activity);
  return rule.kind == RuleKind::kNeed && activity != nullptr && activity->basis_given && activity->basis == Basis::kLegalObligation;
}

void CheckNeedsStayWithinTheirLaw(const Policy& policy, Issues& issues) { WarnOfUnsettled(NeedsLongerThanTheirLaw(policy), issues); }

void CheckObligationsHaveALaw(const Policy& policy, Issues& issues) { WarnOfUnsettled(ObligationsWithoutLaw(policy), issues); }

void CheckTransfers(const Policy& policy, Issues& issues) {
  for (const Recipient& recipient : policy.recipients) {
    const auto carries = [](const std::string& safeguard) { return safeguard != "dpa"; };
    const bool safeguarded = std::any_of(recipient.safeguards.begin(), recipient.safeguards.end(), carries);
    if (safeguarded || recipient.country.empty() || AdequacyOf(recipient.country) != Adequacy::kThird) continue;
    Warn(issues, "transfer-without-safeguard",
         "`" + recipient.id + "` is outside the EEA (`" + recipient.country + "`) without a safeguard of Art. 46", recipient.span,
         "add `scc`, `dpf`, `bcr` or `adequacy`; a `dpa` is a contract of Art. 28 and no tool of transfer");
  }
}

const std::set<std::string> kAgeLeaves = {"age", "age-declaration", "birth-date", "birth-year", "birthdate", "birthday", "date-of-birth"};

void CheckMinimumAge(const Policy& policy, Issues& issues) {
  if (!policy.minimum_age) return;
  for (const auto& [group, leaves] : policy.data) {
    const auto tells_age = [](const std::string& leaf) { return kAgeLeaves.count(leaf) != 0; };
    if (std::any_of(leaves.begin(), leaves.end(), tells_age)) return;
  }
  Warn(issues, "unchecked-minimum-age", "there is a minimum age, and no category that could tell anybody's age", policy.minimum_age_span,
       "declare one, such as `age-declaration`, or accept that the promise stays unproven");
}

void CheckConsentsHaveAState(const Policy& policy, Issues& issues) {
  for (const Activity& activity : policy.activities) {
    if (activity.basis != Basis::kConsent || !activity.consent.empty()) continue;
    Report(issues, "consent-without-state", "`" + activity.id + "` rests on consent, and nothing says whether it is given", activity.span,
           "add `consent:` with the state in the data map: `consent.marketing`");
  }
}

void CheckConsents(const Policy& policy, Issues& issues) {
  std::map<std::string, const Activity*> holders;
  for (const Activity& activity : policy.activities) {
    if (activity.basis_given && activity.basis != Basis::kConsent && !activity.consent.empty()) {
      Report(issues, "consent-on-other-basis", "`" + activity.id + "` names a consent but rests on " + std::string(NameOf(activity.basis)),
             activity.span, "an activity has one basis: write `basis: consent`, or remove `consent:`");
    }
    if (activity.consent.empty()) continue;
    const auto [holder, first] = holders.emplace(activity.consent, &activity);
    if (first) continue;
    Warn(issues, "shared-consent",
         "`" + activity.id + "` and `" + holder->second->id + "` rest on the same consent `" + activity.consent + "`", activity.span,
         "people say yes to each purpose by itself: give each activity its own");
  }
}

void CheckPurposes(const Policy& policy, Issues& issues) {
  for (const Activity& activity : policy.activities) {
    if (!activity.purpose.empty()) continue;
    Warn(issues, "missing-purpose", "`" + activity.id + "` has no purpose", activity.span,
         "add `purpose:` in words that its subjects understand");
  }
}

}  // namespace

std::vector<Remark> NeedsLongerThanTheirLaw(const Policy& policy) {
  std::vector<Remark> remarks;
  for (const Rule& rule : policy.rules) {
    const Law* law = IsObligation(policy, rule) ? ExceededLaw(policy, rule) : nullptr;
    if (law == nullptr) continue;
    remarks.push_back(
        {{Severity::kWarning, "longer-than-law", "this need rests on a legal obligation and is longer than `" + law->id + "` asks for",
          rule.span,
          "shorten it, give the rest a basis of its own, or record a decision that names its promise and says `settles: longer-than-law`"},
         DecisionOn(policy, "longer-than-law", rule, rule)});
  }
  return remarks;
}

std::vector<Remark> ObligationsWithoutLaw(const Policy& policy) {
  std::vector<Remark> remarks;
  for (const Rule& rule : policy.rules) {
    if (!IsObligation(policy, rule) || HasFloor(policy, rule)) continue;
    remarks.push_back({{Severity::kWarning, "obligation-without-law",
                        "this need rests on a legal obligation, and no floor says which law asks for any of its data", rule.span,
                        "add `floor:` with `law:`, or another basis, or a decision that names its promise and says "
                        "`settles: obligation-without-law`"},
                       DecisionOn(policy, "obligation-without-law", rule, rule)});
  }
  return remarks;
}

std::vector<Settled> SettledRemarks(const Policy& policy) {
  std::vector<Settled> settled;
  for (const std::vector<Remark>& remarks :
       {NeedsLongerThanTheirLaw(policy), ObligationsWithoutLaw(policy), UndecidedThens(policy), StatementRemarks(policy)})
    for (const Remark& remark : remarks)
      if (remark.settled_by != nullptr) settled.push_back({remark.issue.code, remark.settled_by->id, remark.issue.span});
  const auto above = [](const Settled& a, const Settled& b) { return a.span.line < b.span.line; };
  std::stable_sort(settled.begin(), settled.end(), above);
  return settled;
}

void Check(const Policy& policy, Issues& issues) {
  struct Row {
    void (*check)(const Policy&, Issues&);
    bool also_of_drafts;  // the others find what is missing: of a draft that is lint's to tell (checker.h)
  };
  static constexpr Row kChecks[] = {
      {CheckNeeds, false},
      {CheckConditionalNeeds, true},
      {CheckUnprocessedCategories, false},
      {CheckUses, true},
      {CheckFloors, true},
      {CheckFloorsReachTheirLaw, true},
      {CheckNeedsStayWithinTheirLaw, true},
      {CheckObligationsHaveALaw, false},
      {CheckTransfers, false},
      {CheckMinimumAge, true},
      {CheckConsentsHaveAState, false},
      {CheckConsents, true},
      {CheckPurposes, false},
      {CheckStatements, true},
      {CheckPromises, true},
  };
  for (const Row& row : kChecks)
    if (row.also_of_drafts || !policy.draft) row.check(policy, issues);
}

}  // namespace lofte::policy
