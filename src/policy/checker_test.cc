#include "policy/checker.h"

#include "policy/policy_test_support.h"

namespace lofte::policy {
namespace checker_test {

using support::AllIssues;
using support::CodesOf;
using support::Good;
using support::kShop;
using support::ShopWith;
using support::With;

using Codes = std::vector<std::string>;

Codes CodesAfter(std::string_view from, std::string_view to) { return CodesOf(AllIssues(ShopWith(from, to))); }

Severity SeverityAfter(std::string_view from, std::string_view to) { return AllIssues(ShopWith(from, to)).at(0).severity; }

const std::string kEntry = "{ promise: thirty, of: [account, order.item], keep: while account.open, within: P30D, then: erase }";

// A shop whose activity `sales` has one more entry.
std::string ShopAlsoWith(const std::string& entry) { return ShopWith(kEntry, kEntry + "\n      - " + entry); }

const std::string kAnonymiser = "{ promise: five, of: account, cap: P9D after a.b, then: anonymise }";

TEST(CheckTest, CategoryWithoutNeedIsAnError) {
  EXPECT_EQ(CodesAfter("of: [account, order.item]", "of: account"), Codes{"missing-need"});
  EXPECT_EQ(SeverityAfter("of: [account, order.item]", "of: account"), Severity::kError);
}

TEST(CheckTest, CapAloneIsNoNeed) {
  EXPECT_EQ(CodesAfter("keep: while account.open", "cap: P1Y after account.opened"), (Codes(3, "missing-need")));
}

TEST(CheckTest, NeedUnderAConditionAsksForItsOpposite) {
  const std::string entry = "{ promise: thirty, of: [account, order.item], when: a, keep: while x, then: erase }";
  EXPECT_EQ(CodesAfter(kEntry, entry), Codes{"conditional-need"});
  EXPECT_EQ(CodesAfter(kEntry, entry + "\n      - " + With(entry, "when: a", "when: not a")), Codes{});
}

TEST(CheckTest, CategoryThatNobodyProcessesIsAWarning) {
  EXPECT_EQ(CodesAfter("[item, invoice]", "[item, invoice, gift]"), Codes{"unprocessed-category"});
}

TEST(CheckTest, UseOfWhatStandsOnNoGroundIsAnError) {
  const std::string text =
      With(ShopWith("[item, invoice]", "[item, invoice, gift]"), "basis: contract", "basis: contract\n    uses: order.gift");
  EXPECT_EQ(CodesOf(AllIssues(text)), (Codes{"unprocessed-category", "use-without-ground"}));
}

TEST(CheckTest, FloorWithoutLawIsAnError) { EXPECT_EQ(CodesAfter("        law: DK/bookkeeping\n", ""), Codes{"floor-without-law"}); }

TEST(CheckTest, WithinOnAFloorIsAnError) {
  EXPECT_EQ(
      CodesOf(AllIssues(ShopAlsoWith("{ of: order.item, floor: P6Y after financial-year-end(x), law: DK/bookkeeping, within: P1D }"))),
      Codes{"within-on-floor"});
}

TEST(CheckTest, FloorShorterThanItsLawIsAWarning) {
  EXPECT_EQ(CodesAfter("floor: P5Y after financial-year-end(order.date)", "floor: P5Y after order.date"), Codes{"floor-below-law"});
}

TEST(CheckTest, ObligationLongerThanItsLawIsAWarningUntilDecided) {
  const std::string text = ShopWith("keep: P5Y after financial", "keep: P7Y after financial");
  EXPECT_EQ(CodesOf(AllIssues(text)), Codes{"longer-than-law"});
  const std::string decision = "decisions:\n  - { id: D1, promises: five, choice: seven years, why: promised";
  EXPECT_EQ(CodesOf(AllIssues(text + decision + ", settles: longer-than-law }\n")), Codes{});
  EXPECT_EQ(CodesOf(AllIssues(text + decision + " }\n")), Codes{"longer-than-law"});
  EXPECT_EQ(CodesOf(AllIssues(text + decision + ", settles: undecided-then }\n")), Codes{"longer-than-law"});
}

TEST(CheckTest, ObligationThatNoLawStandsBesideIsAWarningUntilDecided) {
  const std::string floor = "        floor: P5Y after financial-year-end(order.date)\n        law: DK/bookkeeping\n";
  const std::string text = ShopWith(floor, "");
  const std::string decision = "decisions:\n  - { id: D1, promises: five, choice: five years, why: promised";
  EXPECT_EQ(CodesOf(AllIssues(text)), Codes{"obligation-without-law"});
  EXPECT_EQ(AllIssues(text).at(0).severity, Severity::kWarning);
  EXPECT_EQ(CodesOf(AllIssues(text + decision + " }\n")), Codes{"obligation-without-law"});
  EXPECT_EQ(CodesOf(AllIssues(text + decision + ", settles: longer-than-law }\n")), Codes{"obligation-without-law"});
  EXPECT_EQ(CodesOf(AllIssues(text + decision + ", settles: obligation-without-law }\n")), Codes{});
  ASSERT_EQ(SettledRemarks(Good(text + decision + ", settles: obligation-without-law }\n")).size(), 1u);
}

TEST(CheckTest, FloorOfAnotherActivityOnSomeOfItsDataIsALawForAnObligation) {
  const std::string floor = "        floor: P5Y after financial-year-end(order.date)\n        law: DK/bookkeeping\n";
  const std::string beside =
      kEntry + "\n      - { of: order.invoice, floor: P5Y after financial-year-end(order.date), law: DK/bookkeeping }";
  EXPECT_EQ(CodesOf(AllIssues(With(ShopWith(floor, ""), kEntry, beside))), Codes{});
}

TEST(CheckTest, SettledRemarksNameTheirDecision) {
  const std::string text = ShopWith("keep: P5Y after financial", "keep: P7Y after financial");
  EXPECT_TRUE(SettledRemarks(Good(text)).empty());
  const std::string decision = "decisions:\n  - { id: D1, promises: five, choice: seven, why: promised, settles: [longer-than-law] }\n";
  const std::vector<Settled> settled = SettledRemarks(Good(text + decision));
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0].check, "longer-than-law");
  EXPECT_EQ(settled[0].decision, "D1");
}

TEST(CheckTest, TransferOnAProcessingAgreementAloneIsAWarning) {
  EXPECT_EQ(CodesAfter("country: DE", "country: US, safeguards: dpa"), Codes{"transfer-without-safeguard"});
  EXPECT_EQ(CodesAfter("country: DE", "country: US, safeguards: [dpa, scc]"), Codes{});
  EXPECT_EQ(CodesAfter("country: DE", "country: global"), Codes{"transfer-without-safeguard"});
  EXPECT_EQ(CodesAfter("country: DE", "country: GB"), Codes{});
}

TEST(CheckTest, MinimumAgeThatNothingTellsIsAWarning) {
  EXPECT_EQ(CodesAfter("effective", "minimum-age: 16\neffective"), Codes{"unchecked-minimum-age"});
  const std::string text = With(ShopWith("effective", "minimum-age: 16\neffective"), "[email, name]", "[email, name, birth-date]");
  EXPECT_EQ(CodesOf(AllIssues(text)), Codes{});
}

TEST(CheckTest, ConsentWithoutAStateIsAnError) {
  EXPECT_EQ(CodesAfter("basis: contract", "basis: consent"), Codes{"consent-without-state"});
}

TEST(CheckTest, ConsentUnderAnotherBasisIsAnError) {
  EXPECT_EQ(CodesAfter("basis: contract", "basis: contract\n    consent: a.b"), Codes{"consent-on-other-basis"});
}

TEST(CheckTest, OneConsentForTwoPurposesIsAWarning) {
  const std::string text =
      With(ShopWith("basis: contract", "basis: consent\n    consent: a.b"), "basis: legal-obligation", "basis: consent\n    consent: a.b");
  EXPECT_EQ(CodesOf(AllIssues(text)), Codes{"shared-consent"});
}

TEST(CheckTest, ActivityWithoutPurposeIsAWarning) { EXPECT_EQ(CodesAfter("    purpose: sell things\n", ""), Codes{"missing-purpose"}); }

TEST(CheckTest, PromiseWithoutTextIsAWarning) { EXPECT_EQ(CodesAfter("text: no card numbers, ", ""), Codes{"missing-text"}); }

TEST(CheckTest, RetentionPromiseWithoutARuleIsAnError) { EXPECT_EQ(CodesAfter(", covers: [lifetime]", ""), Codes{"promise-without-rule"}); }

TEST(CheckTest, RuleThatNamesNoPromiseOfThePolicyIsAnError) {
  Policy policy = Good(kShop);
  policy.rules.front().promises = {"thirty", "forgotten"};
  Issues issues;
  Check(policy, issues);
  EXPECT_EQ(CodesOf(issues), Codes{"unknown-promise"});
}

TEST(CheckTest, TwoPromisesOfOneIdAreAnError) {
  Policy policy = Good(kShop);
  policy.promises.push_back(policy.promises.back());
  Issues issues;
  Check(policy, issues);
  EXPECT_EQ(CodesOf(issues), Codes{"duplicate-id"});
}

TEST(CheckTest, TwoDecisionsOfOneIdAreAnError) {
  const std::string decision = "  - { id: D1, choice: a, why: b }\n";
  EXPECT_EQ(CodesOf(AllIssues(kShop + ("decisions:\n" + decision + decision))), Codes{"duplicate-id"});
}

TEST(CheckTest, PromisesThatCoverEachOtherAreErrors) {
  EXPECT_EQ(CodesAfter("control: { retention: true }", "covers: [thirty], control: { retention: true }"),
            (Codes{"cover-circle", "cover-circle"}));
}

TEST(CheckTest, PromiseThatCoversItselfIsAnError) {
  EXPECT_EQ(CodesAfter("covers: [lifetime]", "covers: [lifetime, thirty]"), Codes{"cover-circle"});
}

TEST(CheckTest, RulesThatDisagreeOnTheEndAskForADecision) {
  EXPECT_EQ(CodesOf(AllIssues(ShopAlsoWith(kAnonymiser))), Codes{"undecided-then"});
}

TEST(CheckTest, RulesOfOtherDataDoNotDisagree) {
  EXPECT_EQ(CodesOf(AllIssues(ShopAlsoWith(With(kAnonymiser, "of: account", "of: order.invoice")))), Codes{});
}

TEST(CheckTest, YieldingSettlesADisagreement) {
  EXPECT_EQ(CodesOf(AllIssues(ShopAlsoWith(With(kAnonymiser, "then:", "yields-to: thirty, then:")))), Codes{});
}

TEST(CheckTest, DecisionOnBothPromisesSettlesADisagreement) {
  const std::string text = ShopAlsoWith(kAnonymiser) + "decisions:\n";
  EXPECT_EQ(CodesOf(AllIssues(text + "  - { id: D1, promises: [five, thirty], choice: a, why: b, settles: undecided-then }\n")), Codes{});
  EXPECT_EQ(CodesOf(AllIssues(text + "  - { id: D1, promises: [thirty], choice: a, why: b, settles: undecided-then }\n")),
            Codes{"undecided-then"});
  EXPECT_EQ(CodesOf(AllIssues(text + "  - { id: D1, promises: [five, thirty], choice: a, why: b }\n")), Codes{"undecided-then"});
}

TEST(CheckTest, RulesThatYieldToEachOtherAreErrors) {
  const std::string text = With(ShopAlsoWith(With(kAnonymiser, "then:", "yields-to: thirty, then:")), "within: P30D,", "yields-to: five,");
  EXPECT_EQ(CodesOf(AllIssues(text)), (Codes{"yields-in-circle", "yields-in-circle"}));
}

TEST(CheckTest, ClockPeriodMayHaveDaysToRemove) {
  EXPECT_EQ(CodesAfter("keep: while account.open", "keep: PT24H after account.closed"), Codes{});
}

}  // namespace checker_test
}  // namespace lofte::policy
