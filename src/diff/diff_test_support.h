// For the tests of this module: a policy with something of everything, and ways to change it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diff/diff.h"
#include "policy/reader.h"
#include "policy/terms.h"

namespace lofte::diff::support {

inline constexpr char kShop[] = R"(lofte: 1
controller: { name: Shop ApS, country: DK, email: p@shop.example, officer: { name: Bo, email: bo@shop.example } }
effective: 2026-01-01
minimum-age: 16
languages: [en, nb]
data:
  account: [email, name]
  order: [item, invoice]
  visit: [page, ip]
  letter: [address]
  body: [text]
subjects: [buyer, seller]
recipients:
  host: { name: Host, country: DE, city: Berlin, safeguards: [dpa], for: sales, data: [account, order.item], keeps: P30D }
  mailer: { name: Mailer, country: US, safeguards: [dpa, scc], for: letters, data: letter.address, consent: person.subscribed }
activities:
  sales:
    purpose: { en: sell things, nb: selge ting }
    basis: contract
    subjects: [buyer, seller]
    data: [account, order.item]
    optional: account.name
    sources: [subject]
    access: [sales-team]
    never: body.text
    automated: none
    retention:
      - { promise: thirty, of: [account, order.item], keep: while account.open, within: P30D, then: erase }
  books:
    purpose: keep the books
    basis: legal-obligation
    subjects: [buyer]
    data: order.invoice
    recipients: none
    retention:
      - { promise: five, of: order.invoice, keep: P5Y after financial-year-end(order.date), mode: keep, then: erase, floor: P5Y after financial-year-end(order.date), law: DK/bookkeeping }
  statistics:
    purpose: see which pages are read
    basis: legitimate-interests
    subjects: [buyer]
    data: visit
    transfers: none
    retention:
      - { promise: visits, of: visit, keep: P1Y after visit.made, then: anonymise }
      - { of: visit.ip, cap: P2M after visit.made, then: erase }
  letters:
    purpose: send letters
    basis: consent
    consent: person.subscribed
    art9: a
    subjects: [buyer]
    data: letter.address
    retention:
      - { of: letter.address, keep: P2Y after letter.sent, when: letter.answered, then: block for P1Y then erase }
      - { of: letter.address, keep: P1Y after letter.sent, when: not letter.answered, then: aggregate in cells of 10 then erase }
cookies:
  login: { name: sid, kind: essential, lifetime: session }
  count: { name: _ga, kind: analytics, lifetime: P2Y, consent: person.counted, set-by: host }
breach:
  - { tell: authority, within: PT72H, at: risk }
  - { tell: subjects, within: undue-delay, at: high-risk, by: e-mail }
rights:
  access: { within: P1M, extension: P2M, by: p@shop.example, identity: order number }
  objection: { within: at-once }
messages:
  letter: { kind: commercial, for: letters, by: e-mail, only: person.subscribed, carries: [sender, unsubscribe], stops: at-once }
measures:
  tls: { what: encryption on the way, at-least: TLS 1.2 }
  test: { what: an attack by friends, every: P1Y }
  scripts: { what: scripts that wait for consent, share: 95 }
promises:
  thirty: { kind: retention, text: { en: gone after thirty days, nb: borte etter tretti dager } }
  five: { kind: retention, text: invoices stay five years }
  visits: { kind: retention, text: nobody knows after a year who came }
  cards: { kind: security, text: no card numbers, control: { never: card-number } }
  kind: { kind: security, text: we are careful, control: { unproven: no figure } }
  lawful: { kind: claim, text: all laws are followed }
)";

// The policy in `text`, which has no errors.
inline policy::Policy Read(const std::string& text) {
  Issues issues;
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", text, issues);
  for (const Issue& issue : issues)
    if (issue.severity == Severity::kError) ADD_FAILURE() << Render(issue, text, false);
  return policy ? std::move(*policy) : policy::Policy{};
}

// `text` with the one place that reads `from` replaced.
inline std::string With(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    ADD_FAILURE() << "`" << from << "` is not there once";
    return text;
  }
  return text.replace(at, from.size(), to);
}
inline policy::Policy ShopWith(std::string_view from, std::string_view to) { return Read(With(kShop, from, to)); }
inline policy::Policy Shop() { return Read(kShop); }

// `kind kind ..`, in the order of the changes.
inline std::string KindsOf(const std::vector<Change>& changes) {
  std::string kinds;
  for (const Change& change : changes) kinds += (kinds.empty() ? "" : " ") + change.kind;
  return kinds;
}

// For a failure's message.
inline std::string Shown(const std::vector<Change>& changes) {
  std::string shown;
  for (const Change& change : changes) {
    shown += change.kind;
    for (const std::string& id : change.activities) shown += " a:" + id;
    for (const std::string& id : change.categories) shown += " c:" + id;
    shown += " " + change.recipient + " " + change.entry + " [" + change.before.text + "] -> [" + change.after.text + "]\n";
  }
  return shown;
}

}  // namespace lofte::diff::support
