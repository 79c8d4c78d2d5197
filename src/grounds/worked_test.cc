// More of the worked examples of docs/design/0001-grounds.md: what is blocked, aggregated, never stored, kept in part, or under new terms.
#include "grounds/lower_test_support.h"

namespace lofte::grounds {
namespace worked_test {

using support::At;
using support::BindingOf;
using support::Is;
using support::PolicyOf;
using support::Spoken;
using support::Standing;

// Hellotickets: carts
// ----------------------------------------------------------------------------------------------------------------------

const std::string kCarts =
    "      - { of: d, keep: P30D after cart.abandoned, when: cart.unconverted, then: aggregate in cells of 10 then erase }\n";

Spoken Cart(const std::string& abandoned) {
  Spoken facts;
  facts.conditions["cart.unconverted"] = "true";
  facts.events["cart.abandoned"] = abandoned;
  return facts;
}

TEST(CartsTest, AreAggregatedAfterThirtyDays) {
  const policy::Policy policy = PolicyOf({kCarts});
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), Cart("")), "use") << "not abandoned";
  EXPECT_EQ(Standing(At("2026-11-20"), BindingOf(policy), Cart("2026-10-22")), "use");
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), Cart("2026-10-22")), "gone to aggregate");
  Spoken converted = Cart("2026-10-22");
  converted.conditions.clear();
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), converted), "use, unclaimed");
}

TEST(CartsTest, AggregateIsWeakerThanEraseAndStrongerThanAnonymise) {
  const auto with_cap = [](const std::string& then, const std::string& at) {
    const policy::Policy policy = PolicyOf({kCarts, "      - { of: d, cap: P40D after cart.abandoned, then: " + then + " }\n"});
    return Standing(At(at), BindingOf(policy), Cart("2026-10-01"));
  };
  EXPECT_EQ(with_cap("erase", "2026-11-09"), "gone to aggregate, broken by 0");
  EXPECT_EQ(with_cap("erase", "2026-11-10"), "gone to erase, broken by 0");
  EXPECT_EQ(with_cap("anonymise", "2026-11-10"), "gone to aggregate, broken by 0");
}

// Hellotickets: blocked, and then erased
// ---------------------------------------------------------------------------------------------------

const std::string kBlocked = "      - { of: d, keep: P1Y after interest.confirmed, then: block for P3Y then erase }\n";

Spoken Confirmed(const std::string& day) {
  Spoken facts;
  facts.events["interest.confirmed"] = day;
  return facts;
}

TEST(BlocksTest, LeaveTheValueStandingOutOfUse) {
  const policy::Policy policy = PolicyOf({kBlocked});
  EXPECT_EQ(Standing(At("2026-01-09"), BindingOf(policy), Confirmed("2025-01-10")), "use");
  EXPECT_EQ(Standing(At("2026-01-10"), BindingOf(policy), Confirmed("2025-01-10")), "blocked");
  EXPECT_EQ(Standing(At("2036-01-10"), BindingOf(policy), Confirmed("2025-01-10")), "blocked") << "its end is not carried out yet";
}

TEST(BlocksTest, AreAGroundLikeAnyOther) {
  const policy::Policy policy = PolicyOf({kBlocked, "      - { of: d, keep: while account.open, then: erase }\n"});
  Spoken facts = Confirmed("2025-01-10");
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "use") << "the account needs it";
  facts.ended["account.open"] = "2026-06-01";
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "blocked");
}

TEST(BlocksTest, EndWithACapThatErases) {
  const policy::Policy policy = PolicyOf({kBlocked + "      - { of: d, cap: P2Y after interest.confirmed, then: erase }\n"});
  EXPECT_EQ(Standing(At("2027-01-09"), BindingOf(policy), Confirmed("2025-01-10")), "blocked");
  EXPECT_EQ(Standing(At("2027-01-10"), BindingOf(policy), Confirmed("2025-01-10")), "gone to erase");
}

TEST(BlocksTest, OfACapEndUseWhoeverNeedsTheValue) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: while account.open, then: erase }\n"
                "      - { of: d, cap: P1Y after interest.confirmed, then: block for P3Y then erase }\n"});
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), Confirmed("2026-01-10")), "use");
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), Confirmed("2025-01-10")), "blocked");
}

// Hellotickets: payments of which five fields stay
// -------------------------------------------------------------------------------------------

// d.one stands for the five fields, d.two for the rest.
TEST(PaymentsTest, FiveFieldsStayFiveYearsAndTheRestNinetyDays) {
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: P90D after order.delivered, then: erase }\n",
                                          "      - { of: d.one, keep: P5Y after payment.date, mode: keep, then: erase }\n"
                                          "      - { of: d.two, keep: P1D after payment.date, then: erase }\n"});
  Spoken facts;
  facts.events = {{"order.delivered", "2026-08-23"}, {"payment.date", "2026-05-02"}};
  const Binding five = BindingOf(policy, "d.one"), rest = BindingOf(policy, "d.two");
  EXPECT_EQ(Standing(At("2026-11-20"), five, facts), "use");
  EXPECT_EQ(Standing(At("2026-11-20"), rest, facts), "use");
  EXPECT_EQ(Standing(At("2026-11-21"), five, facts), "blocked");
  EXPECT_EQ(Standing(At("2026-11-21"), rest, facts), "gone to erase");
  EXPECT_EQ(Standing(At("2031-05-01"), five, facts), "blocked");
  EXPECT_EQ(Standing(At("2031-05-02"), five, facts), "gone to erase");
  EXPECT_EQ(Standing(At("2031-05-03"), five, facts), "gone to erase, broken by 1");
}

// Larabot: text that is never stored
// -----------------------------------------------------------------------------------------------------------

TEST(PassingTextTest, HasNoRuleSoThatNothingWouldEverDeleteIt) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d.one, keep: while account.open, then: erase }\n"}, "basis: contract\n    never: d.two");
  EXPECT_TRUE(BindingOf(policy, "d.two").rules.empty());
  Spoken facts;
  facts.ended["account.open"] = "2020-01-01";
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy, "d.two"), facts), "use, unclaimed");
}

// New terms
// -----------------------------------------------------------------------------------------------------------------------------------

const std::string kOld = "      - { of: d, keep: P1Y after a.b, then: erase }\n";

Spoken Happened(const std::string& day) {
  Spoken facts;
  facts.events["a.b"] = day;
  return facts;
}

TEST(TermsTest, ShorterOneBindsAllRowsFromItsDayOn) {
  const policy::Policy policy = PolicyOf({kOld + "      - { of: d, keep: P1M after a.b, within: P3D, then: erase, from: 2026-06-01 }\n"});
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2026-01-10")), "use");
  EXPECT_EQ(Standing(At("2026-06-01"), BindingOf(policy), Happened("2026-01-10")), "gone to erase");
  EXPECT_EQ(Standing(At("2026-06-04"), BindingOf(policy), Happened("2026-01-10")), "gone to erase") << "in the grace that began with it";
  EXPECT_EQ(Standing(At("2026-06-05"), BindingOf(policy), Happened("2026-01-10")), "gone to erase, broken by 1");
}

TEST(TermsTest, OldOneHoldsUntilThen) {
  const policy::Policy policy = PolicyOf({kOld + "      - { of: d, keep: P1M after a.b, then: erase, from: 2026-06-01 }\n"});
  EXPECT_EQ(Standing(At("2026-05-30"), BindingOf(policy), Happened("2025-05-30")), "gone to erase");
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2025-05-30")), "gone to erase, broken by 0");
}

TEST(TermsTest, LongerOneBindsAllRowsWhenPeopleWereTold) {
  const policy::Policy policy = PolicyOf({kOld + "      - { of: d, keep: P2Y after a.b, then: erase, from: 2026-06-01, told: by mail }\n"});
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2025-05-31")), "gone to erase");
  EXPECT_EQ(Standing(At("2026-06-01"), BindingOf(policy), Happened("2025-05-31")), "use");
  EXPECT_EQ(Standing(At("2027-05-31"), BindingOf(policy), Happened("2025-05-31")), "gone to erase");
}

TEST(TermsTest, LongerOneThatNobodyWasToldOfBindsLaterEvents) {
  const policy::Policy policy = PolicyOf({kOld + "      - { of: d, keep: P2Y after a.b, then: erase, from: 2026-06-01 }\n"});
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2026-05-31")), "use");
  EXPECT_EQ(Standing(At("2027-05-30"), BindingOf(policy), Happened("2026-05-31")), "use") << "a year, by the old term";
  EXPECT_EQ(Standing(At("2027-05-31"), BindingOf(policy), Happened("2026-05-31")), "gone to erase");
  EXPECT_EQ(Standing(At("2027-06-01"), BindingOf(policy), Happened("2026-05-31")), "gone to erase, broken by 0");
  EXPECT_EQ(Standing(At("2027-06-02"), BindingOf(policy), Happened("2026-06-01")), "use") << "two, by the new one";
  EXPECT_EQ(Standing(At("2028-06-01"), BindingOf(policy), Happened("2026-06-01")), "gone to erase");
  EXPECT_EQ(Standing(At("2028-06-02"), BindingOf(policy), Happened("2026-06-01")), "gone to erase, broken by 1");
  EXPECT_EQ(Standing(At("2036-06-01"), BindingOf(policy), Happened("")), "use") << "not yet: it will be a later event";
  EXPECT_EQ(Standing(At("2036-06-01"), BindingOf(policy), Happened("1970-01-01")), "undated");
}

TEST(TermsTest, LongerOneFromAnotherEventEndsNothing) {
  const policy::Policy policy = PolicyOf({kOld + "      - { of: d, keep: P2Y after a.c, then: erase, from: 2026-06-01 }\n"});
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2025-05-31")), "gone to erase");
  EXPECT_EQ(Standing(At("2026-06-01"), BindingOf(policy), Happened("2025-05-31")), "use");
  EXPECT_EQ(Standing(At("2036-06-01"), BindingOf(policy), Happened("2025-05-31")), "use");
}

TEST(TermsTest, NewCapBeginsOnItsDay) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: while account.open, then: erase }\n"
                "      - { of: d, cap: P1M after a.b, then: anonymise, from: 2026-06-01 }\n"});
  EXPECT_EQ(Standing(At("2026-05-31"), BindingOf(policy), Happened("2026-01-10")), "use");
  EXPECT_EQ(Standing(At("2026-06-01"), BindingOf(policy), Happened("2026-01-10")), "gone to anonymise");
  EXPECT_EQ(Standing(At("2026-06-02"), BindingOf(policy), Happened("2026-01-10")), "gone to anonymise, broken by 1");
}

}  // namespace worked_test
}  // namespace lofte::grounds
