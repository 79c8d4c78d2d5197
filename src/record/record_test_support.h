// For the tests of this module: a small company's policy, and its record.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "policy/reader.h"
#include "record/record.h"

namespace lofte::record::support {

inline constexpr char kShop[] = R"(lofte: 1
controller: { name: Shop ApS, country: DK, city: Aarhus, address: Torvet 1, email: privacy@shop.example, officer: { name: Ida, email: dpo@shop.example } }
effective: 2026-01-01
languages: [en, da]
data:
  account: [email, name]
  order: [item, invoice]
  health: [allergy]
subjects: [buyer, child]
recipients:
  host: { name: Host, country: DE, for: sales, data: account }
  mailer: { name: Mailer & Co, country: US, for: sales, data: account.email, safeguards: [dpa, scc] }
  bank: { name: Bank, country: GB, role: controller, for: books }
activities:
  sales:
    purpose: { en: sell things, da: sælge ting }
    basis: contract
    subjects: [buyer]
    data: [account, order.item]
    sources: subject
    automated: none
    retention:
      - { of: [account, order.item], keep: while account.open, within: P30D, then: erase }
      - { of: account.email, cap: P2Y after order.paid, then: anonymise }
  books:
    purpose: { en: keep the books, da: føre regnskab }
    basis: legal-obligation
    subjects: [buyer]
    data: order.invoice
    retention:
      - of: order.invoice
        keep: P5Y after financial-year-end(order.paid)
        mode: keep
        then: erase
        floor: P5Y after financial-year-end(order.paid)
        law: DK/bookkeeping
  kitchen:
    purpose: { en: cook, da: lave mad }
    basis: consent
    consent: consent.allergy
    art9: a
    subjects: [child]
    data: health
    recipients: none
    retention:
      - { of: health, keep: P90D after meal.eaten, then: block for P3Y then erase }
  catering:
    role: processor
    processor-for: the schools
    purpose: { en: deliver meals, da: levere mad }
    basis: contract
    subjects: [child]
    data: health
    retention:
      - { of: health, keep: PT24H after meal.eaten, then: erase }
measures:
  tls: { what: { en: encryption on the way, da: kryptering undervejs }, at-least: TLS 1.2 }
promises: {}
)";

// `text` with the one place that reads `from` replaced. Fails the test when there is none.
inline std::string With(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "no `" << from << "` to replace";
    return text;
  }
  return text.replace(at, from.size(), to);
}

inline policy::Policy PolicyOf(const std::string& text) {
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", text, issues);
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) ADD_FAILURE() << Render(issue, text, false);
  return policy ? std::move(*policy) : policy::Policy{};
}

inline Phrases In(const std::string& language) { return Phrases::Read(language).value(); }

inline Record RecordOf(const std::string& text, const std::string& language = "en", const Words& words = {}, const Places& places = {}) {
  return Build(PolicyOf(text), In(language), words, places);
}

// The entry of the activity. Fails the test when there is none.
inline Entry EntryIn(const Record& record, const std::string& activity) {
  for (const Entry& entry : record.entries)
    if (entry.activity == activity) return entry;
  ADD_FAILURE() << "no activity " << activity;
  return {};
}

}  // namespace lofte::record::support
