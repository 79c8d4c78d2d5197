// For the tests of this module: a small policy without a mistake, and ways to break it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "policy/checker.h"
#include "policy/reader.h"

namespace lofte::policy::support {

inline constexpr char kShop[] = R"(lofte: 1
controller: { name: Shop ApS, country: DK }
effective: 2026-01-01
languages: [en, nb]
data:
  account: [email, name]
  order: [item, invoice]
subjects: [buyer]
recipients:
  host: { name: Host, country: DE, for: sales }
activities:
  sales:
    purpose: sell things
    basis: contract
    subjects: buyer
    data: [account, order.item]
    retention:
      - { promise: thirty, of: [account, order.item], keep: while account.open, within: P30D, then: erase }
  books:
    purpose: keep the books
    basis: legal-obligation
    data: order.invoice
    retention:
      - promise: five
        of: order.invoice
        keep: P5Y after financial-year-end(order.date)
        mode: keep
        then: erase
        floor: P5Y after financial-year-end(order.date)
        law: DK/bookkeeping
promises:
  thirty: { kind: retention, text: gone after thirty days, covers: [lifetime] }
  lifetime: { kind: retention, text: kept while the account lives, control: { retention: true } }
  five: { kind: retention, text: invoices stay five years }
  cards: { kind: security, text: no card numbers, control: { never: card-number } }
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
inline std::string ShopWith(std::string_view from, std::string_view to) { return With(kShop, from, to); }

inline std::vector<std::string> CodesOf(const Issues& issues) {
  std::vector<std::string> codes;
  for (const Issue& issue : issues) codes.push_back(issue.code);
  return codes;
}

// The issues of reading `text`.
inline Issues ReadIssues(const std::string& text) {
  Issues issues;
  static_cast<void>(ReadPolicy("policy.yaml", text, issues));
  return issues;
}

// The issues of reading and checking `text`.
inline Issues AllIssues(const std::string& text) {
  Issues issues;
  const std::optional<Policy> policy = ReadPolicy("policy.yaml", text, issues);
  if (policy) Check(*policy, issues);
  return issues;
}

// The policy in `text`, which has no errors.
inline Policy Good(const std::string& text) {
  Issues issues;
  std::optional<Policy> policy = ReadPolicy("policy.yaml", text, issues);
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::kError) ADD_FAILURE() << Render(issue, text, false);
  }
  return policy ? std::move(*policy) : Policy{};
}

// `line:column+length` of a span.
inline std::string PlaceOf(const Span& span) {
  return std::to_string(span.line) + ":" + std::to_string(span.column) + "+" + std::to_string(span.length);
}

}  // namespace lofte::policy::support
