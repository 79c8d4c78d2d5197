// What people see of each mistake: one golden file. LOFTE_UPDATE_GOLDEN=1 writes it anew, to be read before it is committed.
#include <cstdlib>

#include "base/file.h"
#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace diagnostics_test {

constexpr char kGolden[] = LOFTE_SOURCE_DIR "/src/policy/testdata/diagnostics.golden";

struct Mistake {
  const char* name;
  const char* from;  // in the shop
  const char* to;
};

const Mistake kMistakes[] = {
    {"a category without a need", "of: [account, order.item]", "of: account"},
    {"a condition without its opposite", "keep: while account.open,", "keep: while account.open, when: buyer.adult,"},
    {"a category that nobody processes", "[item, invoice]", "[item, invoice, gift]"},
    {"a use of nothing", "    data: [account, order.item]\n    retention:\n      - { promise: thirty, of: [account, order.item]",
     "    data: account\n    uses: order.item\n    retention:\n      - { promise: thirty, of: account"},
    {"a floor without a law", "        law: DK/bookkeeping\n", ""},
    {"a law that is not in the table", "law: DK/bookkeeping", "law: DK/bookeeping"},
    {"a floor that is too short", "floor: P5Y after financial-year-end(order.date)", "floor: P3Y after financial-year-end(order.date)"},
    {"an obligation that is too long", "keep: P5Y", "keep: P10Y"},
    {"an obligation without a law", "        floor: P5Y after financial-year-end(order.date)\n        law: DK/bookkeeping\n", ""},
    {"a decision on a check that there is not", "subjects: [buyer]",
     "decisions:\n  - { id: D, choice: a, why: b, settles: longer-then-law }\n  - { id: E, choice: a, why: b, settles: frob }\nsubjects: "
     "[buyer]"},
    {"within on a floor", "then: erase }",
     "then: erase }\n      - { of: order.item, floor: P9Y after order.date, law: DK/bookkeeping, within: P1D }"},
    {"within by the clock", "within: P30D", "within: PT12H"},
    {"a transfer without a safeguard", "country: DE", "country: US, safeguards: dpa"},
    {"a minimum age that nothing tells", "effective", "minimum-age: 16\neffective"},
    {"a consent without a state", "basis: contract", "basis: consent"},
    {"a consent beside another basis", "basis: contract", "basis: contract\n    consent: consent.sales"},
    {"an unknown basis", "basis: contract", "basis: contrakt"},
    {"an unknown kind", "kind: security", "kind: securty"},
    {"a claim with a control", "kind: security", "kind: claim"},
    {"an id twice", "subjects: [buyer]",
     "decisions:\n  - { id: D, choice: a, why: b }\n  - { id: D, choice: a, why: b }\nsubjects: [buyer]"},
    {"a promise without a rule", ", covers: [lifetime]", ""},
    {"a promise without a control", ", control: { never: card-number }", ""},
    {"a rule for a promise that does not exist", "promise: five", "promise: fife"},
    {"promises that cover each other", "control: { retention: true }", "covers: thirty, control: { retention: true }"},
    {"rules that disagree", "then: erase }", "then: erase }\n      - { promise: five, of: account, cap: P9D after a.b, then: anonymise }"},
    {"an end in a wrong word", "while account.open", "wile account.open"},
    {"a period of mixed parts", "keep: while account.open", "keep: P1DT2H after account.closed"},
    {"an unknown function", "keep: P5Y after financial-year-end", "keep: P5Y after fiscal-year-end"},
    {"an unknown category", "of: [account, order.item]", "of: [acount, order.item]"},
    {"a language that was not declared", "text: no card numbers",
     "text: { en: no card numbers, no: ingen kortnumre, nb: ingen kortnumre }"},
    {"a misspelt action", "then: erase }", "then: erasse }"},
    {"a block without a period", "then: erase }", "then: block then erase }"},
    {"a cell of one", "then: erase }", "then: aggregate in cells of 1 }"},
    {"a longer term that nobody was told of", "then: erase }",
     "then: erase }\n      - { of: account, keep: P1Y after account.closed, from: 2027-01-01, then: erase }"},
    {"a category that is never stored and kept", "{ never: card-number }", "{ never: account.email }"},
    {"a pattern in a wrong word", "{ never: card-number }", "{ never: national-ids }"},
    {"an exception from a category", "{ never: card-number }", "{ never: order.item, except: order.invoice }"},
    {"a cookie without consent", "promises:", "cookies: { ga: { kind: analytics, lifetime: P2Y } }\npromises:"},
    {"a breach told too late", "promises:", "breach: [{ tell: authority, within: P4D }]\npromises:"},
    {"a recipient beside none", "    data: [account, order.item]\n", "    data: [account, order.item]\n    recipients: none\n"},
    {"a right that is none", "promises:", "rights: { acess: { within: P1M } }\npromises:"},
    {"an interest of a contract", "basis: contract", "basis: contract\n    interest: money"},
    {"a provision in a wrong word", "basis: contract", "basis: contract\n    provision: { by: contrakt }"},
    {"an open point without a draft",
     "promises:", "open: [{ rule: ST-01, name: LIST-EMPTY, says: nothing follows, at: { line: 3, bytes: 9-20 } }]\npromises:"},
    {"an origin from behind", "for: sales }", "for: sales, origin: { line: 3, bytes: 20-9, confidence: 90 } }"},
    {"a draft without its sum", "promises:", "draft: { source: privacy.txt, sha256: 12 }\npromises:"},
    {"a cookie of no length", "promises:", "cookies: { a: { kind: essential, lifetime: P0D } }\npromises:"},
    {"a key in a wrong word", "within: P30D", "witin: P30D"},
};

std::string Shown(const Mistake& mistake) {
  const std::string text = support::ShopWith(mistake.from, mistake.to);
  Issues issues;
  const std::optional<Policy> policy = ReadPolicy("policy.yaml", text, issues);
  if (policy && !HasErrors(issues)) Check(*policy, issues);
  std::string shown = std::string("# ") + mistake.name + "\n";
  for (const Issue& issue : issues) shown += Render(issue, text, false);
  return shown + "\n";
}

TEST(DiagnosticsTest, AreAsInTheGoldenFile) {
  std::string shown;
  for (const Mistake& mistake : kMistakes) shown += Shown(mistake);
  if (std::getenv("LOFTE_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(WriteFileAtomically(kGolden, shown));
  }
  EXPECT_EQ(shown, ReadFile(kGolden).value());
}

}  // namespace diagnostics_test
}  // namespace lofte::policy
