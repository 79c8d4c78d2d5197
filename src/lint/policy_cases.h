// One fault for each finding that the model shows, put into a policy that has none.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lint/lint_test_support.h"

namespace lofte::lint::support {

struct PolicyCase {
  std::string name, rule;
  std::function<void(policy::Policy&)> fault;
};

inline PolicyCase WithoutRight(const std::string& right, const std::string& rule) {
  return {"RIGHTS-MISSING", rule, [right](policy::Policy& policy) {
            // What makes each of the rights apply.
            policy.activities.push_back(Sales());
            policy.activities.back().basis = policy::Basis::kConsent;
            policy.activities.push_back(Sales());
            policy.activities.back().basis = policy::Basis::kLegitimateInterests;
            const auto is_it = [&](const policy::Right& of) { return of.name == right; };
            policy.rights.erase(std::remove_if(policy.rights.begin(), policy.rights.end(), is_it), policy.rights.end());
            if (right == "complaint") policy.authority.clear();
          }};
}

inline policy::Recipient& Abroad(policy::Policy& policy, const std::string& country, const std::vector<std::string>& safeguards) {
  policy.recipients.front().country = country;
  policy.recipients.front().safeguards = safeguards;
  return policy.recipients.front();
}

inline std::vector<PolicyCase> CasesOfPeople() {
  return {
      {"CONTROLLER-MISSING", "A13-01", [](auto& policy) { policy.controller.name.clear(); }},
      {"CONTACT-MISSING", "A13-01", [](auto& policy) { policy.controller.email.clear(), policy.controller.address.clear(); }},
      {"IDENTITY-INCOMPLETE", "A13-01", [](auto& policy) { policy.controller.organisation_number.clear(); }},
      {"REPRESENTATIVE-MISSING", "A13-02", [](auto& policy) { policy.controller.country = "US"; }},
      {"OFFICER-UNSAID", "A13-03", [](auto& policy) { policy.controller.no_officer = false; }},
      {"OFFICER-UNREACHABLE", "A13-03",
       [](auto& policy) {
         policy.controller.no_officer = false, policy.controller.officer = policy::Officer{"Ann", "", "", ""};
       }},
      {"DATE-MISSING", "ST-06", [](auto& policy) { policy.effective = {}; }},
      {"STALE", "ST-06",
       [](auto& policy) {
         policy.effective = *time::ToDay({2024, 11, 26});
       }},
      {"AUTHORITY-ELSEWHERE", "A13-18", [](auto& policy) { policy.authority = "SE"; }},
      WithoutRight("access", "A13-11"),
      WithoutRight("rectification", "A13-12"),
      WithoutRight("erasure", "A13-13"),
      WithoutRight("restriction", "A13-14"),
      WithoutRight("objection", "A13-15"),
      WithoutRight("portability", "A13-16"),
      WithoutRight("withdrawal", "A13-17"),
      WithoutRight("complaint", "A13-18"),
      {"RIGHTS-CHANNEL-MISSING", "A12-03", [](auto& policy) { policy.controller.email.clear(); }},
      {"MINORS-MISSING", "A8-01", [](auto& policy) { policy.activities.front().basis = policy::Basis::kConsent; }},
      {"AGE-NOT-ENFORCEABLE", "A8-01", [](auto& policy) { policy.minimum_age = 16; }},
      {"AGE-BELOW-LAW", "A8-01", [](auto& policy) { policy.minimum_age = 14, policy.activities.front().basis = policy::Basis::kConsent; }},
  };
}

inline std::vector<PolicyCase> CasesOfProcessing() {
  return {
      {"CATEGORIES-MISSING", "A14-01", [](auto& policy) { policy.activities.front().data.clear(); }},
      {"PURPOSE-MISSING", "A13-04", [](auto& policy) { policy.activities.front().purpose.clear(); }},
      {"LEGAL-BASIS-MISSING", "A13-05", [](auto& policy) { policy.activities.front().basis_given = false; }},
      {"INTEREST-MISSING", "A13-06", [](auto& policy) { policy.activities.front().basis = policy::Basis::kLegitimateInterests; }},
      {"SUBJECTS-MISSING", "A30-01", [](auto& policy) { policy.activities.front().subjects.clear(); }},
      {"ART13-2E-MISSING", "A13-19", [](auto& policy) { policy.activities.front().provision.reset(); }},
      {"AUTOMATED-LOGIC-MISSING", "A13-20", [](auto& policy) { policy.activities.front().automated = "decides"; }},
      {"SPECIAL-WITHOUT-EXCEPTION", "A9-01", [](auto& policy) { policy.special = {"order.item"}; }},
      {"CRIMINAL-WITHOUT-LAW", "A10-01", [](auto& policy) { policy.criminal = {"order.item"}; }},
      {"UNUSED-CATEGORY", "A5-02", [](auto& policy) { policy.data_spans["order.note"] = At(7); }},
      {"UNBOUNDED-RETENTION", "A5-03",
       [](auto& policy) { policy.rules.front().end.kind = policy::End::Kind::kWhile, policy.rules.front().end.name = "account.open"; }},
      {"TRIGGER-MISSING", "A13-10", [](auto& policy) { policy.rules.front().end.name = "unstated.start"; }},
      {"RETENTION-MISSING", "A13-10", [](auto& policy) { policy.rules.clear(), policy.draft.emplace(); }},
      {"STRICTER-THAN-LAW", "A34-01",
       [](auto& policy) {
         policy::BreachDuty duty;
         duty.tell = "subjects", duty.at = "risk";
         policy.breach = {duty};
       }},
      {"COOKIE-LIFETIME-MISSING", "EP-01",
       [](auto& policy) {
         policy::Cookie cookie;
         cookie.id = "ga";
         policy.cookies = {cookie};
       }},
      {"OPT-OUT-MISSING", "EP-03",
       [](auto& policy) {
         policy::Message letter;
         letter.id = "letter", letter.kind = "commercial";
         policy.messages = {letter};
       }},
      {"MEASURES-MISSING", "A30-01", [](auto& policy) { policy.measures.clear(); }},
      {"RECIPIENTS-MISSING", "A13-07", [](auto& policy) { policy.recipients.clear(); }},
      {"TRANSFER-UNCLEAR", "A13-08", [](auto& policy) { policy.recipients.front().country.clear(); }},
      {"SAFEGUARD-INVALID", "A13-09", [](auto& policy) { Abroad(policy, "US", {"dpa"}); }},
      {"SAFEGUARD-MISSING", "A13-09", [](auto& policy) { Abroad(policy, "IN", {}); }},
      {"SAFEGUARD-COPY-MISSING", "A13-09",
       [](auto& policy) {
         Abroad(policy, "IN", {"dpa", "scc"});
       }},
      {"ADEQUACY-ENDED", "A13-09",
       [](auto& policy) {
         Abroad(policy, "BR", {"dpa"}), policy.effective = *time::ToDay({2025, 1, 1});
       }},
      {"ADEQUACY-ENDS", "A13-09", [](auto& policy) { Abroad(policy, "GB", {"dpa"}); }},
      {"ADEQUACY-PARTIAL", "A13-09",
       [](auto& policy) {
         Abroad(policy, "CA", {"dpa", "adequacy"});
       }},
      {"PROCESSOR-CONTRACT-MISSING", "A28-01", [](auto& policy) { policy.recipients.front().safeguards.clear(); }},
      {"ACCEPTS-NOTHING", "ST-03",
       [](auto& policy) {
         policy.accepted = {{"A13-05", "", "", "it was mended", At(90)}};
       }},
      {"JOINT-ESSENCE-MISSING", "A26-01", [](auto& policy) { policy.joint_controllers.emplace_back(); }},
  };
}

// The day on which a case is looked at: some are about what ends.
inline time::Day DayOf(const PolicyCase& of) {
  if (of.name == "ADEQUACY-ENDED") return *time::ToDay({2025, 6, 1});  // Brazil's decision is of January 2026
  if (of.name == "ADEQUACY-ENDS") return *time::ToDay({2031, 3, 1});
  return kToday;
}

}  // namespace lofte::lint::support
