#include "grounds/dates.h"

#include "grounds/lower_test_support.h"

namespace lofte::grounds {
namespace {

using policy::Rule;
using support::BindingOf;
using support::PolicyOf;

constexpr char kAccount[] = "      - { of: d, keep: while account.open, within: P30D, then: erase }\n";

// A row of one person, known, about whom nothing else is so.
class DatesTest : public ::testing::Test {
 protected:
  static time::Zone Zone() { return time::Zone::Named("Europe/Copenhagen").value(); }
  DatesTest() : facts_(Zone()) { facts_.people["user"] = {true, false, false}; }

  void Happened(const std::string& event, const std::string& day) { facts_.events[{event, "user"}] = {time::ParseDay(day).value(), false}; }
  void Ended(const std::string& state, const std::string& day) { facts_.states[{state, "user"}] = {time::ParseDay(day).value(), false}; }
  void Stands(const std::string& state) { facts_.states[{state, "user"}] = {}; }
  // Whatever else the rules ask: it serves, no ground has ended, events have not happened, conditions are false.
  void FillIn(const Binding& binding) {
    const FactNames names = FactsAsked(binding);
    for (const FactName& name : names.serves) facts_.serves[name] = expr::Tri::kTrue;
    for (const FactName& name : names.ended_grounds) facts_.ended_grounds[name] = false;
    for (const FactName& name : names.events) facts_.events.try_emplace(name);
    for (const FactName& name : names.states) facts_.states.try_emplace(name);
    for (const FactName& name : names.conditions) facts_.conditions.try_emplace(name, expr::Tri::kFalse);
  }
  static Question At(const std::string& at) { return {time::ParseInstant(at, Zone()).value(), Zone(), {}}; }
  static std::string DayOf(const std::optional<time::Instant>& at) {
    if (!at) return "never";
    const time::Day day = Zone().DayOf(*at);
    return time::Format(day) + (Zone().StartOf(day) == *at ? "" : " later");
  }
  std::string GoneFrom(const Binding& binding, const std::string& at, Edge edge = Edge::kDue) {
    FillIn(binding);
    return DayOf(
        FirstTrue([&](const Lowering& of) { return of.Gone(binding, edge); }, TurningPoints(binding, facts_, At(at)), facts_, At(at)));
  }
  std::string GoneSince(const Binding& binding, const std::string& at) {
    FillIn(binding);
    return DayOf(TrueSince([&](const Lowering& of) { return of.Gone(binding, Edge::kDue); }, TurningPoints(binding, facts_, At(at)), facts_,
                           At(at)));
  }

  Facts facts_;
};

TEST_F(DatesTest, DayOfANeedAndItsGrace) {
  const policy::Policy policy = PolicyOf({kAccount});
  Ended("account.open", "2026-05-01");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-01"), "2026-05-01");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-01", Edge::kBroken), "2026-06-01");
  EXPECT_EQ(GoneSince(BindingOf(policy), "2026-08-01"), "2026-05-01");
  EXPECT_EQ(GoneSince(BindingOf(policy), "2026-04-30"), "never");
}

TEST_F(DatesTest, WhatStandsHasNoDay) {
  const policy::Policy policy = PolicyOf({kAccount});
  Stands("account.open");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-01"), "never");
}

TEST_F(DatesTest, TheCapComesBeforeTheNeed) {
  const policy::Policy policy = PolicyOf({std::string(kAccount) + "      - { of: d, cap: P90D after chat.sent, then: anonymise }\n"});
  Stands("account.open");
  Happened("chat.sent", "2026-08-23");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-09-01"), "2026-11-21");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-09-01", Edge::kBroken), "2026-11-22");
}

TEST_F(DatesTest, AFloorLastsToTheEndOfItsDay) {
  const policy::Policy policy = PolicyOf(
      {"      - { promise: p, of: d, keep: P1D after booking.date, then: erase, floor: P5Y after financial-year-end(booking.date), law: "
       "DK/bookkeeping }\n"});
  Happened("booking.date", "2019-03-01");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2020-01-01"), "2025-01-01");
}

TEST_F(DatesTest, TheLatestOfTwoPersons) {
  const policy::Policy policy = PolicyOf({kAccount});
  const Binding both = BindingOf(policy, "d.one", {"user", "booker"});
  Ended("account.open", "2020-05-01");
  facts_.people["booker"] = {true, false, false};
  facts_.states[{"account.open", "booker"}] = {time::ParseDay("2026-10-01").value(), false};
  EXPECT_EQ(GoneFrom(both, "2020-01-01"), "2026-10-01");
}

TEST_F(DatesTest, ByTheClock) {
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: PT24H after session.ended, then: erase }\n"});
  facts_.events[{"session.ended", "user"}] = {time::ParseInstant("2026-11-20T10:00:00", Zone()).value(), false};
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-11-20"), "2026-11-21 later");
  EXPECT_EQ(*FirstTrue([&](const Lowering& of) { return of.Gone(BindingOf(policy), Edge::kDue); },
                       TurningPoints(BindingOf(policy), facts_, At("2026-11-20")), facts_, At("2026-11-20")),
            time::ParseInstant("2026-11-21T10:00:00", Zone()).value());
}

TEST_F(DatesTest, AnUnknownFactHasNoDay) {
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: 'latest(while account.open, P1Y after seen)', then: erase }\n"});
  Ended("account.open", "2026-05-01");
  facts_.events[{"seen", "user"}] = {std::nullopt, true};
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-01"), "never");
  EXPECT_EQ(EndOf(policy.rules[0], "user", facts_, Edge::kDue, At("2026-01-01")).when, Reached::When::kUnknown);
}

TEST_F(DatesTest, AShorterTermMovesTheDay) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: P5Y after seen, then: erase }\n"
                "      - { of: d, keep: P1Y after seen, then: erase, from: 2026-06-01 }\n"});
  Happened("seen", "2024-01-15");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-01"), "2026-06-01");
  EXPECT_EQ(GoneSince(BindingOf(policy), "2026-12-01"), "2026-06-01");
}

// A record for the books alone is of no use to anybody from the start, and no day says since when.
TEST_F(DatesTest, WhatAlwaysWasSoHasNoDay) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: P5Y after booked, mode: keep, then: erase }\n"
                "      - { of: d, keep: while account.open, when: unpaid, then: erase }\n"});
  Happened("booked", "2025-03-20");
  Ended("account.open", "2026-06-30");
  FillIn(BindingOf(policy));
  const FormulaAt blocked = [&](const Lowering& of) { return of.Blocked(BindingOf(policy)); };
  const Question at = At("2026-11-21");
  EXPECT_EQ(DayOf(TrueSince(blocked, TurningPoints(BindingOf(policy), facts_, at), facts_, at)), "never");
  EXPECT_EQ(DayOf(FirstTrue(blocked, TurningPoints(BindingOf(policy), facts_, at), facts_, at)), "2026-11-21");
}

TEST_F(DatesTest, WithdrawnConsentEndsTheNeed) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: P2Y after closed, then: erase }\n"}, "basis: consent\n    consent: agreed");
  Happened("closed", "2026-01-01");
  Ended("agreed", "2026-03-05");
  EXPECT_EQ(GoneFrom(BindingOf(policy), "2026-01-02"), "2026-03-05");
}

TEST_F(DatesTest, AFactThatWasNotReadIsAFault) {
  const policy::Policy policy = PolicyOf({kAccount});
  EXPECT_DEATH(expr::Evaluate(Lowering(At("2026-01-01")).Gone(BindingOf(policy), Edge::kDue), facts_), "a fact that was not read");
}

}  // namespace
}  // namespace lofte::grounds
