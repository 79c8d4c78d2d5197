#include "policy/reader.h"

#include "base/sha256.h"
#include "policy/policy_test_support.h"
#include "policy/reader_parts.h"

namespace lofte::policy {
namespace reader_test {

using support::CodesOf;
using support::Good;
using support::kShop;
using support::PlaceOf;
using support::ReadIssues;
using support::ShopWith;
using support::With;

using Codes = std::vector<std::string>;

Issue OnlyIssue(const std::string& text) {
  const Issues issues = ReadIssues(text);
  EXPECT_EQ(issues.size(), 1u) << text;
  for (const Issue& issue : issues) EXPECT_GT(issue.span.line, 0u) << issue.message;
  return issues.empty() ? Issue{} : issues.front();
}

// A shop whose promise `cards` has this control.
std::string ShopWithControl(std::string_view control) { return ShopWith("{ never: card-number }", control); }
// A shop whose entry for the account is this.
std::string ShopWithEntry(std::string_view entry) {
  return ShopWith("{ promise: thirty, of: [account, order.item], keep: while account.open, within: P30D, then: erase }", entry);
}
const Control& CardsControl(const Policy& policy) { return policy.FindPromise("cards")->control; }

TEST(ReadPolicyTest, ShopHasNoIssues) { EXPECT_EQ(CodesOf(support::AllIssues(kShop)), Codes{}); }

TEST(ReadPolicyTest, ControllerFillsInWhatFollowsFromTheCountry) {
  const Policy policy = Good(kShop);
  EXPECT_EQ(policy.controller.name, "Shop ApS");
  EXPECT_EQ(policy.controller.zone, "Europe/Copenhagen");
  EXPECT_EQ(policy.controller.year_end.month, 12u);
  EXPECT_EQ(policy.controller.year_end.day, 31u);
  EXPECT_EQ(policy.authority, "DK");
  EXPECT_EQ(time::Format(policy.effective), "2026-01-01");
  EXPECT_EQ(policy.sha256, Sha256Hex(kShop));
  EXPECT_EQ(policy.file, "policy.yaml");
}

TEST(ReadPolicyTest, ControllerKeepsWhatItIsGiven) {
  const Policy policy = Good(ShopWith("country: DK }",
                                      "country: DK, city: Aarhus, address: Gade 1, email: a@b.dk, organisation-number: '12345678', "
                                      "time-zone: Atlantic/Faroe, financial-year-end: 06-30 }"));
  EXPECT_EQ(policy.controller.city, "Aarhus");
  EXPECT_EQ(policy.controller.address, "Gade 1");
  EXPECT_EQ(policy.controller.email, "a@b.dk");
  EXPECT_EQ(policy.controller.organisation_number, "12345678");
  EXPECT_EQ(policy.controller.zone, "Atlantic/Faroe");
  EXPECT_EQ(policy.controller.year_end.month, 6u);
}

TEST(ReadPolicyTest, GroupExpandsToItsLeaves) {
  const Policy policy = Good(kShop);
  EXPECT_EQ(policy.FindActivity("sales")->data, (Codes{"account.email", "account.name", "order.item"}));
  EXPECT_EQ(policy.rules.front().of, (Codes{"account.email", "account.name", "order.item"}));
  EXPECT_EQ(PlaceOf(policy.data_spans.at("order.invoice")), "7:17+7");
}

TEST(ReadPolicyTest, EntryOfTwoEndsBecomesTwoRules) {
  const Policy policy = Good(kShop);
  ASSERT_EQ(policy.rules.size(), 3u);
  const Rule& need = policy.rules[1];
  EXPECT_EQ(need.kind, RuleKind::kNeed);
  EXPECT_EQ(need.mode, Mode::kKeep);
  EXPECT_EQ(need.then, Then::kErase);
  EXPECT_EQ(need.law, "");
  const Rule& floor = policy.rules[2];
  EXPECT_EQ(floor.kind, RuleKind::kFloor);
  EXPECT_EQ(floor.mode, Mode::kUse);
  EXPECT_EQ(floor.then, Then::kNone);
  EXPECT_EQ(floor.law, "DK/bookkeeping");
  EXPECT_EQ(floor.promises, Codes{"five"});
  EXPECT_EQ(floor.source, "P5Y after financial-year-end(order.date)");
}

TEST(ReadPolicyTest, EntryOfNeedAndCapSharesItsEnding) {
  const Policy policy = Good(ShopWithEntry(
      "{ promise: [thirty, five], of: account, when: a.b and not c, keep: while x, cap: P1D after y, within: P2D, then: anonymise }"));
  const Rule& cap = policy.rules[1];
  EXPECT_EQ(cap.kind, RuleKind::kCap);
  EXPECT_EQ(cap.then, Then::kAnonymise);
  EXPECT_EQ(cap.within.days, 2);
  EXPECT_EQ(cap.when.size(), 2u);
  EXPECT_EQ(cap.promises, (Codes{"thirty", "five"}));
  EXPECT_EQ(cap.activity, "sales");
}

TEST(ReadPolicyTest, NeedOnConsentCarriesItsState) {
  const Policy policy = Good(ShopWith("basis: contract", "basis: consent\n    consent: consent.sales"));
  EXPECT_EQ(policy.rules[0].consent, "consent.sales");
  EXPECT_FALSE(policy.rules[1].consent);
}

TEST(ReadPolicyTest, PromiseNamedByRuleIsCheckedByRetention) {
  const Policy policy = Good(kShop);
  EXPECT_EQ(NameOf(policy.FindPromise("five")->control), "retention");
  EXPECT_EQ(policy.WithCovered("thirty"), (Codes{"lifetime", "thirty"}));
  EXPECT_EQ(policy.WithCovered("lifetime"), (Codes{"lifetime"}));
}

TEST(ReadPolicyTest, RecipientAndActivityAreJoinedFromEitherSide) {
  const Policy policy = Good(With(With(kShop, "country: DE, for: sales", "country: DE, safeguards: dpa, data: order, for: sales"),
                                  "purpose: keep the books", "purpose: keep the books\n    recipients: host"));
  EXPECT_EQ(policy.FindActivity("sales")->recipients, Codes{"host"});
  EXPECT_EQ(policy.FindRecipient("host")->activities, (Codes{"sales", "books"}));
  EXPECT_EQ(policy.FindRecipient("host")->data, (Codes{"order.invoice", "order.item"}));
}

TEST(ReadPolicyTest, TextsAreByLanguage) {
  const Policy policy = Good(ShopWith("purpose: sell things", "purpose: { en: sell things, nb: selge ting }"));
  EXPECT_EQ(policy.FindActivity("sales")->purpose.at("nb"), "selge ting");
  EXPECT_EQ(policy.FindActivity("books")->purpose, (LocalText{{"en", "keep the books"}}));
}

TEST(ReadPolicyTest, LinesAreNumbersAndRanges) {
  const Policy policy = Good(ShopWith("text: no card numbers", "text: no card numbers, lines: [7, 3-5, 4]"));
  EXPECT_EQ(policy.FindPromise("cards")->lines, (std::vector<int>{3, 4, 5, 7}));
}

TEST(ReadPolicyTest, DecisionsAreRead) {
  const Policy policy = Good(
      std::string(kShop) +
      "decisions:\n  - { id: D1, promises: [five, thirty], lines: 4-5, choice: seven, why: it is written so, settles: longer-than-law }\n");
  ASSERT_EQ(policy.decisions.size(), 1u);
  EXPECT_EQ(policy.decisions[0].settles, Codes{"longer-than-law"});
  EXPECT_EQ(policy.decisions[0].id, "D1");
  EXPECT_EQ(policy.decisions[0].promises, (Codes{"five", "thirty"}));
  EXPECT_EQ(policy.decisions[0].choice.at("en"), "seven");
  EXPECT_EQ(policy.decisions[0].why.at("en"), "it is written so");
}

TEST(ReadPolicyTest, MinimumAgeAndAuthorityAreRead) {
  const Policy policy = Good(ShopWith("effective", "minimum-age: 16\nauthority: NO\neffective"));
  EXPECT_EQ(policy.minimum_age, 16);
  EXPECT_EQ(PlaceOf(policy.minimum_age_span), "3:14+2");
  EXPECT_EQ(policy.authority, "NO");
}

TEST(ReadControlTest, EveryKindIsRead) {
  EXPECT_EQ(std::get<ColumnsControl>(CardsControl(Good(ShopWithControl("{ columns: order }")))).record, "order");
  const auto values = std::get<ValuesControl>(CardsControl(Good(ShopWithControl("{ values: order.item, in: [a, b] }"))));
  EXPECT_EQ(values.category, "order.item");
  EXPECT_EQ(values.in, (Codes{"a", "b"}));
  const auto format = std::get<FormatControl>(CardsControl(Good(ShopWithControl("{ format: order.item, is: bcrypt }"))));
  EXPECT_EQ(format.formats, Codes{"bcrypt"});
  const auto always = std::get<AlwaysControl>(CardsControl(Good(ShopWithControl("{ always: a.b, when: c and not d }"))));
  EXPECT_EQ(always.condition, "a.b");
  EXPECT_EQ(always.when.size(), 2u);
  const auto columns = std::get<ColumnsControl>(CardsControl(Good(ShopWithControl("{ columns: order, free-of: [national-id] }"))));
  EXPECT_EQ(columns.free_of, Codes{"national-id"});
  EXPECT_EQ(EvidenceOf(columns), Evidence::kOwnData);
  EXPECT_EQ(EvidenceOf(ColumnsControl{"order"}), Evidence::kSchema);
  const auto cards = std::get<NeverControl>(CardsControl(Good(kShop)));
  EXPECT_EQ(cards.pattern, "card-number");
  EXPECT_EQ(cards.except, Codes{});
  const auto national = std::get<NeverControl>(CardsControl(Good(ShopWithControl("{ never: national-id, except: [order.invoice] }"))));
  EXPECT_EQ(national.pattern, "national-id");
  EXPECT_EQ(national.except, Codes{"order.invoice"});
  EXPECT_TRUE(std::holds_alternative<RowSecurityControl>(CardsControl(Good(ShopWithControl("{ row-security: true }")))));
  EXPECT_EQ(std::get<Unproven>(CardsControl(Good(ShopWithControl("{ unproven: no probe }")))).reason, "no probe");
}

TEST(ReadControlTest, AttestationIsRead) {
  const std::string sha256(64, 'a');
  const Policy policy = Good(
      ShopWithControl("{ attested: { by: A, role: dpo, document: d.pdf, sha256: " + sha256 + ", from: 2026-01-01, until: 2026-12-31 } }"));
  const auto attested = std::get<Attested>(CardsControl(policy));
  EXPECT_EQ(attested.by, "A");
  EXPECT_EQ(attested.sha256, sha256);
  EXPECT_EQ(time::Format(attested.until), "2026-12-31");
}

TEST(ReadPolicyIssueTest, ListIsNoPolicy) {
  Issues issues;
  EXPECT_FALSE(ReadPolicy("policy.yaml", "[a]", issues));
  EXPECT_EQ(CodesOf(issues), Codes{"wrong-type"});
}

TEST(ReadPolicyIssueTest, EmptyMapNamesEveryMissingKey) {
  EXPECT_EQ(CodesOf(ReadIssues("{}")), (Codes{"missing-key", "missing-key", "missing-key"}));
}

TEST(ReadPolicyIssueTest, SuggestionStandsAtTheExactPlace) {
  const Issue issue = OnlyIssue(ShopWith("of: [account, order.item]", "of: [acount, order.item]"));
  EXPECT_EQ(issue.code, "unknown-category");
  EXPECT_EQ(issue.help, "did you mean `account`?");
  EXPECT_EQ(PlaceOf(issue.span), "18:33+6");
}

TEST(ReadPolicyIssueTest, PlaceInsideAQuotedEndIsExact) {
  const Issue issue = OnlyIssue(ShopWith("keep: while account.open", "keep: 'while Account.open'"));
  EXPECT_EQ(issue.code, "bad-name");
  EXPECT_EQ(PlaceOf(issue.span), "18:68+12");
}

TEST(ReadPolicyIssueTest, AllIssuesComeInOneRunInTheOrderOfTheFile) {
  std::string text = ShopWith("basis: contract", "basis: contrakt");
  text = With(text, "subjects: [buyer]", "subjects: [buyer]\nfoo: 1");
  text = With(text, "law: DK/bookkeeping", "law: DK/bookeeping");
  text = With(text, "kind: security", "kind: securty");
  EXPECT_EQ(CodesOf(ReadIssues(text)), (Codes{"unknown-key", "unknown-basis", "unknown-law", "unknown-kind"}));
}

TEST(ReadPolicyIssueTest, EachMistakeHasItsCode) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {ShopWith("lofte: 1", "lofte: 2"), "unknown-version"},
      {ShopWith("country: DK", "country: Denmark"), "bad-country"},
      {ShopWith("country: DK", "country: US"), "missing-time-zone"},
      {ShopWith("country: DK", "country: DK, time-zone: Europe/Kopenhagen"), "unknown-time-zone"},
      {ShopWith("country: DK", "country: DK, financial-year-end: 13-01"), "bad-year-end"},
      {ShopWith("2026-01-01", "2026-02-30"), "bad-date"},
      {ShopWith("effective", "minimum-age: young\neffective"), "bad-number"},
      {ShopWith("effective", "authority: dk\neffective"), "bad-country"},
      {ShopWith("[en, nb]", "[en, norwegian]"), "bad-language"},
      {ShopWith("text: no card numbers", "text: { sv: inga kort, en: no cards, nb: ingen kort }"), "unknown-language"},
      {ShopWith("text: no card numbers", "text: { en: no cards }"), "missing-language"},
      {ShopWith("[item, invoice]", "[item, item, invoice]"), "duplicate"},
      {ShopWith("[item, invoice]", "[item, invoice, Big]"), "bad-id"},
      {ShopWith("subjects: [buyer]", "subjects: [buyer]\nsubjects: [buyer]"), "duplicate-key"},
      {ShopWith("subjects: buyer", "subjects: seller"), "unknown-subject"},
      {ShopWith("for: sales", "for: sale"), "unknown-activity"},
      {ShopWith("for: sales", "for: sales, safeguards: [ssc]"), "unknown-safeguard"},
      {ShopWith("for: sales", "for: sales, role: supplier"), "unknown-role"},
      {ShopWith("basis: contract", "basis: contract\n    recipients: hots"), "unknown-recipient"},
      {ShopWith("basis: contract", "basis: contract\n    art9: z"), "unknown-exception"},
      {ShopWith("basis: contract", "basis: contract\n    role: processor"), "missing-key"},
      {ShopWith("basis: contract", "basis: contract\n    processor-for: Other"), "unused-key"},
      {ShopWith("mode: keep", "mode: block"), "unknown-mode"},
      {ShopWith("covers: [lifetime]", "covers: [lifetimes]"), "unknown-promise"},
      {ShopWith("text: no card numbers", "text: no cards, lines: [x]"), "bad-line"},
      {ShopWithEntry("{ promise: thirty, of: [account, order.item], then: erase }"), "missing-key"},
      {ShopWithEntry("{ promise: thirty, of: [account, order.item], keep: while a, within: P30, then: erase }"), "bad-period"},
      {ShopWithEntry("{ promise: thirty, of: [account, order.item], keep: while a, within: PT5H, then: erase }"), "clock-within"},
      {ShopWithEntry("{ promise: thirty, of: [account, order.item], keep: while a }"), "missing-then"},
      {ShopWithEntry("{ promise: thirty, of: [account, order.item], keep: while a, then: delete }"), "unknown-then"},
      {ShopWithEntry("{ promise: thirty, of: [account, order], keep: while a, then: erase }"), "not-processed"},
      {ShopWithEntry("{ promise: thirty, of: account, cap: P1D after x, then: erase, mode: keep }"), "unused-key"},
      {ShopWithEntry("{ promise: thirty, of: account, cap: P1D after x, then: erase, law: DK/bookkeeping }"), "unused-key"},
      {ShopWithControl("{ column: order }"), "unknown-key"},
      {ShopWithControl("{ columns: order, never: card-number }"), "many-controls"},
      {ShopWithControl("{ columns: order, when: a }"), "unused-key"},
      {ShopWithControl("{ columns: order.item }"), "unknown-group"},
      {ShopWithControl("{ values: order, in: [a] }"), "unknown-category"},
      {ShopWithControl("{ values: order.item }"), "missing-key"},
      {ShopWithControl("{ format: order.item, is: md5 }"), "unknown-format"},
      {ShopWithControl("{ always: a and b }"), "bad-always"},
      {ShopWithControl("{ never: cards }"), "unknown-pattern"},
      {ShopWithControl("{ never: national-id, except: order.invoce }"), "unknown-category"},
      {ShopWithControl("{ never: national-id, except: order }"), "unknown-category"},
      {ShopWithControl("{ columns: order, except: order.invoice }"), "unused-key"},
      {ShopWithControl("{ columns: order, free-of: order.invoice }"), "unknown-pattern"},
      {ShopWithControl("{ never: national-id, free-of: card-number }"), "unused-key"},
      {ShopWithControl("{ never: account.email, except: order.invoice }"), "unused-key"},
      {ShopWithControl("{ row-security: 'true' }"), "wrong-type"},
      {ShopWithControl("{ unproven: '' }"), "empty"},
      {ShopWith(", control: { never: card-number }", ""), "missing-control"},
      {ShopWith("text: invoices stay five years", "text: five years, control: { columns: order }"), "control-mismatch"},
      {std::string(kShop) + "decisions:\n  - { id: D1, choice: x }\n", "missing-key"},
      {std::string(kShop) + "decisions:\n  - { id: D1, choice: x, why: y, settles: shared-consent }\n", "unknown-check"},
  };
  for (const auto& [text, code] : cases) {
    const std::vector<std::string> codes = CodesOf(ReadIssues(text));
    EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code << " in\n" << text << testing::PrintToString(codes);
  }
}

TEST(ReadPolicyTest, ClaimHasNoControlAndNoRules) {
  const std::string claim =
      ShopWith("{ kind: security, text: no card numbers, control: { never: card-number } }", "{ kind: claim, text: we care }");
  Issues issues;
  const std::optional<Policy> policy = ReadPolicy("policy.yaml", claim, issues);
  ASSERT_TRUE(policy && issues.empty()) << claim;
  EXPECT_TRUE(std::holds_alternative<Claim>(policy->FindPromise("cards")->control));
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("kind: security", "kind: claim"))), (std::vector<std::string>{"claim-with-control"}));
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("{ kind: retention, text: invoices", "{ kind: claim, text: invoices"))),
            (std::vector<std::string>{"claim-with-control"}));
}

TEST(ReadPolicyIssueTest, AttestationWithoutADigestIsRefused) {
  const Issue issue =
      OnlyIssue(ShopWithControl("{ attested: { by: A, role: dpo, document: d, sha256: abc, from: 2026-01-01, until: 2026-12-31 } }"));
  EXPECT_EQ(issue.code, "bad-sha256");
}

TEST(ReadPolicyIssueTest, AttestationThatEndsBeforeItStartsIsRefused) {
  const Issue issue = OnlyIssue(ShopWithControl("{ attested: { by: A, role: dpo, document: d, sha256: " + std::string(64, '0') +
                                                ", from: 2026-01-02, until: 2026-01-01 } }"));
  EXPECT_EQ(issue.code, "bad-date");
}

TEST(ReadPolicyIssueTest, RangeOfLinesIsBounded) {
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("text: no card numbers", "text: no cards, lines: 1-1000"))), Codes{});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("text: no card numbers", "text: no cards, lines: 1-1001"))), Codes{"bad-line"});
}

// `count` numbered copies of `item`, in which `#` stands for the number.
std::string Copies(std::size_t count, const std::string& item) {
  std::string copies;
  for (std::size_t i = 0; i < count; ++i) copies += With(item, "#", std::to_string(i));
  return copies;
}

TEST(ReadPolicyIssueTest, CategoriesAreBounded) {
  const std::size_t room = kMostCategories - 4;  // the shop has four
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("subjects:", "  more: [" + Copies(room, "c#,") + "]\nsubjects:"))), Codes{});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("subjects:", "  more: [" + Copies(room + 1, "c#,") + "]\nsubjects:"))), Codes{"too-many"});
}

TEST(ReadPolicyIssueTest, PromisesAreBounded) {
  const std::size_t room = kMostEntries - 4;
  const std::string promise = "  p#: { kind: ai, control: { unproven: x } }\n";
  EXPECT_EQ(CodesOf(ReadIssues(kShop + Copies(room, promise))), Codes{});
  EXPECT_EQ(CodesOf(ReadIssues(kShop + Copies(room + 1, promise))), Codes{"too-many"});
}

TEST(ReadPolicyIssueTest, RetentionRulesAreBounded) {
  const std::size_t room = kMostEntries - 3;  // the shop has three
  const std::string entry = "      - { of: order.invoice, cap: P#D after x, then: erase }\n";
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("promises:\n", Copies(room, entry) + "promises:\n"))), Codes{});
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("promises:\n", Copies(room + 1, entry) + "promises:\n"))), Codes{"too-many"});
}

TEST(ReadPolicyIssueTest, ConsentIsTheNameOfAState) {
  EXPECT_EQ(CodesOf(ReadIssues(ShopWith("basis: contract", "basis: consent\n    consent: Consent given"))), Codes{"bad-name"});
}

}  // namespace reader_test
}  // namespace lofte::policy
