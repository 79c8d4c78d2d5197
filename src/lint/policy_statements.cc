// Age, breaches, cookies, messages, measures.
#include <algorithm>

#include "lint/adequacy.h"
#include "lint/policy_rules.h"

namespace lofte::lint {
namespace {

bool AsksForConsent(const policy::Policy& policy) {
  return std::any_of(policy.activities.begin(), policy.activities.end(),
                     [](const auto& activity) { return activity.basis_given && activity.basis == policy::Basis::kConsent; });
}

bool ShowsAge(const policy::Policy& policy) {
  static const std::vector<std::string> kAges = {"age",       "age-declaration", "birth-date",   "birth-year",
                                                 "birthdate", "birthday",        "date-of-birth"};
  for (const auto& [group, leaves] : policy.data)
    for (const std::string& leaf : leaves)
      if (Holds(kAges, leaf)) return true;
  return false;
}

void AddAtAge(Collected& found, std::string_view name, std::string message) {
  std::vector<policy::Origin> origins;
  const auto& draft = found.policy().draft;
  if (draft && draft->origins.count("minimum-age") != 0) origins.push_back(draft->origins.at("minimum-age"));
  found.Add(name, std::move(message), found.policy().minimum_age_span, origins);
}

void FindAge(Collected& found) {
  const policy::Policy& policy = found.policy();
  if (!policy.minimum_age) {
    // Of a draft the prose has told already whether it speaks of children at all.
    if (!policy.draft && AsksForConsent(policy))
      found.AddOfAll("MINORS-MISSING", "something rests on consent, and from what age on that may be given is not said");
    return;
  }
  const std::string age = "`" + std::to_string(*policy.minimum_age) + "`";
  if (!ShowsAge(policy))
    AddAtAge(found, "AGE-NOT-ENFORCEABLE", "the least age is " + age + ", and nothing that is collected shows anybody's age");
  const std::optional<ConsentAge> law = ConsentAgeOf(policy.controller.country, found.today());
  if (!law || policy.parents_may_agree || !AsksForConsent(policy) || *policy.minimum_age >= law->years) return;
  AddAtAge(found, "AGE-BELOW-LAW",
           "the least age is " + age + ", and in `" + policy.controller.country + "` consent counts from " + std::to_string(law->years) +
               " on (" + law->law + ")");
}

void FindStricter(Collected& found) {
  for (const policy::BreachDuty& duty : found.policy().breach) {
    if (duty.tell != "subjects" || duty.at == "high-risk") continue;
    found.Add("STRICTER-THAN-LAW", "people are told of a breach at `" + duty.at + "`; Art. 34 asks for it at high risk", duty.span,
              duty.origin ? std::vector<policy::Origin>{*duty.origin} : std::vector<policy::Origin>{});
  }
}

void FindCookies(Collected& found) {
  Group<policy::Cookie> group;
  for (const policy::Cookie& cookie : found.policy().cookies)
    if (cookie.lifetime.word.empty() && cookie.lifetime.period.is_zero()) group.Add(cookie, cookie.name.empty() ? cookie.id : cookie.name);
  group.Report(found, "COOKIE-LIFETIME-MISSING", ": how long it lasts is not said", ": how long they last is not said");
}

void FindOptOuts(Collected& found) {
  Group<policy::Message> group;
  for (const policy::Message& message : found.policy().messages)
    if (message.kind == "commercial" && !Holds(message.carries, "unsubscribe")) group.Add(message, message.id);
  group.Report(found, "OPT-OUT-MISSING", " is marketing, and does not say that it carries a way to stop it",
               " are marketing, and do not say that they carry a way to stop them");
}

void FindMeasures(Collected& found) {
  const policy::Policy& policy = found.policy();
  const auto is_measure = [](const policy::Promise& promise) { return promise.kind == "security" || promise.kind == "access-control"; };
  if (!policy.measures.empty() || std::any_of(policy.promises.begin(), policy.promises.end(), is_measure)) return;
  found.AddOfAll("MEASURES-MISSING", "how the data is kept safe is not said");
}

}  // namespace

void FindInStatements(Collected& found) {
  FindAge(found);
  FindStricter(found);
  FindCookies(found);
  FindOptOuts(found);
  FindMeasures(found);
}

}  // namespace lofte::lint
