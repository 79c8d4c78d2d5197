// The worked examples of docs/design/0001-grounds.md, section 5: the rows of its tables, and the formulas themselves.
#include "grounds/lower_test_support.h"

namespace lofte::grounds {
namespace lower_test {

using expr::Fact;
using policy::Then;

using namespace support;

// GigComs: AI chats, 90 days, while the account lives
// -----------------------------------------------------------------------------------------

const policy::Policy& Chats() {
  static const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: while account.open, within: P30D, then: erase }\n      - { of: d, cap: P90D after chat.sent, then: "
                "anonymise }\n"});
  return policy;
}

Spoken Chat(const std::string& sent, const std::string& closed = "") {
  Spoken facts;
  facts.events["chat.sent"] = sent;
  if (!closed.empty()) facts.ended["account.open"] = closed;
  return facts;
}

std::string ChatAt(const std::string& at, const Spoken& facts) { return Standing(At(at), BindingOf(Chats()), facts); }

TEST(ChatsTest, AreUsedUntilTheNinetiethDay) { EXPECT_EQ(ChatAt("2026-11-21T12:00:00", Chat("2026-08-24")), "use"); }

TEST(ChatsTest, AreAnonymisedOnTheNinetiethDayAndBrokenOnTheNext) {
  EXPECT_EQ(ChatAt("2026-11-21T00:00:00", Chat("2026-08-23")), "gone to anonymise");
  EXPECT_EQ(ChatAt("2026-11-21T23:59:59", Chat("2026-08-23")), "gone to anonymise");
  EXPECT_EQ(ChatAt("2026-11-22T00:00:00", Chat("2026-08-23")), "gone to anonymise, broken by 1");
}

TEST(ChatsTest, AreErasedWithTheAccountWithinThirtyDays) {
  EXPECT_EQ(ChatAt("2026-11-20T23:59:59", Chat("2026-11-01", "2026-11-21")), "use");
  EXPECT_EQ(ChatAt("2026-11-21T00:00:00", Chat("2026-11-01", "2026-11-21")), "gone to erase");
  EXPECT_EQ(ChatAt("2026-12-21T23:59:59", Chat("2026-11-01", "2026-11-21")), "gone to erase");
  EXPECT_EQ(ChatAt("2026-12-22T00:00:00", Chat("2026-11-01", "2026-11-21")), "gone to erase, broken by 0");
}

TEST(ChatsTest, GoByTheStrongerOfTwoRulesThatEnded) {
  EXPECT_EQ(ChatAt("2026-11-21", Chat("2026-08-01", "2026-10-01")), "gone to erase, broken by 0, broken by 1");
}

TEST(ChatsTest, WithoutADateAreUndated) { EXPECT_EQ(ChatAt("2026-11-21", Chat("1970-01-01")), "undated"); }
TEST(ChatsTest, OfAnAccountClosedNobodyKnowsWhenAreUndated) {
  Spoken facts = Chat("2026-11-01");
  facts.ended["account.open"] = "";
  EXPECT_EQ(ChatAt("2026-11-21", facts), "undated");
}

TEST(ChatsTest, OfAHeldPersonStayAndAreCounted) {
  Spoken facts = Chat("2026-08-01");
  facts.held = {"user"};
  EXPECT_EQ(ChatAt("2026-11-21", facts), "blocked, held");
}

TEST(ChatsTest, OfNobodyHaveLeftTheCalculus) {
  Spoken facts = Chat("2026-08-01", "2026-10-01");
  facts.absent = {"user"};
  EXPECT_EQ(ChatAt("2026-11-21", facts), "use");
}

TEST(ChatsTest, WhoseGroundWasEndedAreGone) {
  Spoken facts = Chat("2026-11-01");
  facts.ended_grounds = {"a0"};
  EXPECT_EQ(ChatAt("2026-11-21", facts), "gone to erase, broken by 0");
}

// Golden: whoever changes the lowering reads here what became of it.
TEST(ChatsTest, FormulasReadAsTheRulesDo) {
  const Lowering at = At("2026-11-21T12:00:00");
  const Binding binding = BindingOf(Chats());
  const policy::Rule& need = *binding.rules[0];
  const policy::Rule& cap = *binding.rules[1];
  const std::string undated =
      "person_unknown(user) or present(user) and ((serves(a0 of user) or serves_unknown(a0 of user)) and serves_unknown(a0 of user) or "
      "serves(a0 of user) and state_unknown(account.open of user) or event_unknown(chat.sent of user))";
  const std::string gone =
      "present(user) and (not present(user) or (not serves(a0 of user) or ended_before(account.open of user, 2026-11-22) or "
      "ground_ended(a0 of user)) and serves(a0 of user) or before(chat.sent of user, 2026-08-24))";
  EXPECT_EQ(expr::Format(at.Undated(binding)), undated);
  EXPECT_EQ(expr::Format(at.GoneButForHolds(binding, Edge::kDue)), "not (" + undated + ") and " + gone);
  EXPECT_EQ(expr::Format(at.Gone(binding, Edge::kDue)), "not (" + undated + ") and " + gone + " and not (present(user) and held(user))");
  EXPECT_EQ(expr::Format(at.Ended(need.end, "user", Edge::kBroken, need.within)), "ended_before(account.open of user, 2026-10-22)");
  EXPECT_EQ(expr::Format(at.Ended(cap.end, "user", Edge::kBroken, {})), "before(chat.sent of user, 2026-08-23)");
  EXPECT_EQ(expr::Format(at.FloorEnded(cap.end, "user")), "before(chat.sent of user, 2026-08-23)");
}

TEST(CutoffsTest, OfPeriodsUnderADayAreInstants) {
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: PT24H after session.ended, within: P1D, then: erase }\n"});
  const policy::Rule& need = policy.rules[0];
  const Lowering at = At("2026-11-21T12:00:00");
  EXPECT_EQ(expr::Format(at.Ended(need.end, "user", Edge::kDue, {})), "before(session.ended of user, 2026-11-20T11:00:00.000001Z)");
  EXPECT_EQ(expr::Format(at.Ended(need.end, "user", Edge::kBroken, {})), "before(session.ended of user, 2026-11-20T11:00:00Z)");
  // A grace is whole days, from the civil day of the end: over on the 21st are those that ended before the 20th began.
  EXPECT_EQ(expr::Format(at.Ended(need.end, "user", Edge::kBroken, need.within)), "before(session.ended of user, 2026-11-18T23:00:00Z)");
}

TEST(CutoffsTest, MoveEachPartOfAnEndByItsGrace) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: 'latest(while ticket.open, earliest(P1M after a.b, P1Y after month-end(a.b)))', within: P30D, "
                "then: erase }\n"});
  const policy::Rule& need = policy.rules[0];
  EXPECT_EQ(expr::Format(At("2026-03-31").Ended(need.end, "user", Edge::kDue, need.within)),
            "ended_before(ticket.open of user, 2026-04-01) and (before(a.b of user, 2026-03-01) or before(a.b of user, 2025-04-01))");
  EXPECT_EQ(expr::Format(At("2026-03-31").Ended(need.end, "user", Edge::kBroken, need.within)),
            "ended_before(ticket.open of user, 2026-03-01) and (before(a.b of user, 2026-02-01) or before(a.b of user, 2025-03-01))");
}

// GigComs: a booking of two persons, seven years
// ----------------------------------------------------------------------------------------------

const policy::Policy& Bookings() {
  static const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: while account.open, within: P30D, then: erase }\n",
                "      - { of: d.one, keep: P7Y after financial-year-end(booking.date), mode: keep, then: erase }\n"
                "      - { of: d.one, floor: P5Y after financial-year-end(booking.date), law: DK/bookkeeping }\n"
                "      - { of: d.two, keep: while account.open, then: erase }\n"});
  return policy;
}

Spoken Booking(const std::string& artist_closed, const std::string& booker_closed) {
  Spoken facts;
  facts.events["booking.date"] = "2019-03-01";
  if (!artist_closed.empty()) facts.ended["account.open of artist"] = artist_closed;
  if (!booker_closed.empty()) facts.ended["account.open of booker"] = booker_closed;
  return facts;
}

std::string BookingAt(const std::string& at, const std::string& category, const Spoken& facts) {
  return Standing(At(at), BindingOf(Bookings(), category, {"artist", "booker"}), facts);
}

TEST(BookingsTest, StandOnTheAccountThatIsStillOpen) {
  EXPECT_EQ(BookingAt("2026-09-30", "d.two", Booking("2020-05-01", "")), "use");
  EXPECT_EQ(Standing(At("2020-05-01"), BindingOf(Bookings(), "d.two", {"artist"}), Booking("2020-05-01", "")), "gone to erase");
}

TEST(BookingsTest, GoWithTheLastAccount) {
  EXPECT_EQ(BookingAt("2026-10-01", "d.two", Booking("2020-05-01", "2026-10-01")), "gone to erase");
}

TEST(BookingsTest, FeesAreBlockedUntilTheSeventhYearHasEnded) {
  const Spoken closed = Booking("2020-05-01", "2026-10-01");
  EXPECT_EQ(BookingAt("2026-09-30", "d.one", closed), "use");
  EXPECT_EQ(BookingAt("2026-10-01", "d.one", closed), "blocked");
  EXPECT_EQ(BookingAt("2026-12-30", "d.one", closed), "blocked");
  EXPECT_EQ(BookingAt("2026-12-31", "d.one", closed), "gone to erase");
}

TEST(BookingsTest, OnlyTheNeedInModeKeepIsChargedAtTheEnd) {
  EXPECT_EQ(BookingAt("2027-02-01", "d.one", Booking("2020-05-01", "2026-10-01")), "gone to erase, broken by 1");
}

TEST(BookingsTest, TheFloorHoldsThroughItsLastDay) {
  const Binding binding = BindingOf(Bookings(), "d.one", {"artist"});
  const policy::Rule& floor = *binding.rules[2];
  ASSERT_EQ(floor.kind, policy::RuleKind::kFloor);
  EXPECT_FALSE(Is(At("2024-12-31T23:59:59").FloorEnded(floor.end, "artist"), Booking("", "")));
  EXPECT_TRUE(Is(At("2025-01-01T00:00:00").FloorEnded(floor.end, "artist"), Booking("", "")));
}

// Hellotickets
// --------------------------------------------------------------------------------------------------------------------------------

const std::string kTickets0 =
    "      - { of: d, keep: 'earliest(P1Y after interest.confirmed, P12M after ticket.solved)', then: anonymise }\n";
const std::string kTickets1 =
    "      - { of: d, keep: 'latest(while ticket.open, P12M after ticket.solved)', then: erase }\n"
    "      - { promise: p, of: d, cap: P6M after ticket.solved, when: ticket.sensitive, then: anonymise }\n";

Spoken Ticket(const std::string& sensitive) {
  Spoken facts;
  facts.events = {{"interest.confirmed", "2026-01-10"}, {"ticket.solved", "2026-01-10"}};
  facts.ended["ticket.open"] = "2026-01-10";
  facts.conditions["ticket.sensitive"] = sensitive;
  return facts;
}

std::string TicketAt(const std::string& at, const std::string& sensitive) {
  return Standing(At(at), BindingOf(PolicyOf({kTickets0, kTickets1})), Ticket(sensitive));
}

TEST(TicketsTest, AreUsedForAYear) {
  EXPECT_EQ(TicketAt("2027-01-09", "false"), "use");
  EXPECT_EQ(TicketAt("2027-01-10", "false"), "gone to erase");
}
TEST(TicketsTest, WithSensitiveDataAreGoneAfterSixMonthsWhoeverNeedsThem) {
  EXPECT_EQ(TicketAt("2026-07-09", "true"), "use");
  EXPECT_EQ(TicketAt("2026-07-10", "true"), "gone to anonymise");
  EXPECT_EQ(TicketAt("2027-02-01", "true"), "gone to erase, broken by 0, broken by 1, broken by 2");
}
TEST(TicketsTest, NobodyKnowsWhetherSensitiveAreUndated) { EXPECT_EQ(TicketAt("2026-11-21", "unknown"), "undated"); }

TEST(TicketsTest, NeedsThatYieldToTheCapLeaveItToAct) {
  std::string first = kTickets0, second = kTickets1;
  first.replace(first.find(" }\n"), 3, ", yields-to: p }\n");
  second.replace(second.find(" }\n"), 3, ", yields-to: p }\n");
  const policy::Policy policy = PolicyOf({first, second});
  EXPECT_TRUE(Is(At("2027-02-01").EndsWith(BindingOf(policy), Then::kAnonymise), Ticket("true")));
  EXPECT_TRUE(Is(At("2027-02-01").EndsWith(BindingOf(policy), Then::kErase), Ticket("false")));
}

// A floor without a `then` acts on nothing, so nobody yields to it.
TEST(YieldsTest, ToAFloorThatDoesNothingChangeNothing) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: P1Y after ticket.solved, then: erase, yields-to: p }\n"
                "      - { promise: p, of: d, floor: P6M after ticket.solved, law: DK/bookkeeping }\n"
                "      - { of: d, cap: P9Y after ticket.solved, then: anonymise }\n"});
  EXPECT_EQ(Standing(At("2027-01-10"), BindingOf(policy), Ticket("false")), "gone to erase");
}

TEST(CandidatesTest, ConsentExtendsSixMonthsToTwoYears) {
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: P6M after process.closed, then: erase }\n",
                                          "      - { of: d, keep: P2Y after process.closed, when: candidate.consented, then: erase }\n"},
                                         "basis: consent\n    consent: candidate.consent");
  const Binding binding = BindingOf(policy);
  Spoken facts;
  EXPECT_EQ(Standing(At("2026-11-21"), binding, facts), "use") << "not closed";
  facts.events["process.closed"] = "2026-01-31";
  EXPECT_EQ(Standing(At("2026-07-30"), binding, facts), "use");
  EXPECT_EQ(Standing(At("2026-07-31"), binding, facts), "gone to erase") << "without consent";
  facts.conditions["candidate.consented"] = "true";
  EXPECT_EQ(Standing(At("2028-01-30"), binding, facts), "use");
  EXPECT_EQ(Standing(At("2028-01-31"), binding, facts), "gone to erase");
  facts.ended["candidate.consent"] = "2026-10-05";
  EXPECT_EQ(Standing(At("2026-10-04"), binding, facts), "use");
  EXPECT_EQ(Standing(At("2026-10-05"), binding, facts), "gone to erase") << "withdrawn";
  facts.ended["candidate.consent"] = "2026-03-01";
  EXPECT_EQ(Standing(At("2026-07-30"), binding, facts), "use") << "withdrawn within the six months";
}

TEST(CartsTest, ConvertedOnesThatServeNothingAreUnclaimed) {
  const Binding none{{"user"}, {}};
  Spoken facts;
  EXPECT_EQ(Standing(At("2026-11-21"), none, facts), "use, unclaimed");
  const policy::Policy policy = PolicyOf({"      - { of: d, keep: P30D after cart.abandoned, when: not cart.converted, then: erase }\n"});
  facts.conditions["cart.converted"] = "true";
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "use, unclaimed");
  facts.conditions["cart.converted"] = "false";
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "use") << "not abandoned yet";
  facts.events["cart.abandoned"] = "2026-10-22";
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "gone to erase");
}

TEST(InactiveAccountsTest, GoAfterTwoYears) {
  const policy::Policy policy = PolicyOf(
      {"      - { of: d, keep: while account.open, then: erase }\n      - { of: d, cap: P2Y after account.last-active, then: erase }\n"
       "      - { of: d.two, floor: P5Y after financial-year-end(invoice.date), law: NO/bookkeeping }\n"});
  Spoken facts;
  facts.events = {{"account.last-active", "2024-11-21"}, {"invoice.date", "2024-05-01"}};
  EXPECT_EQ(Standing(At("2026-11-20"), BindingOf(policy), facts), "use");
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy), facts), "gone to erase");
  EXPECT_EQ(Standing(At("2026-11-21"), BindingOf(policy, "d.two"), facts), "blocked") << "invoices are held by the floor";
  facts.events["account.last-active"] = "2024-02-29";
  EXPECT_EQ(Standing(At("2026-02-27"), BindingOf(policy), facts), "use");
  EXPECT_EQ(Standing(At("2026-02-28"), BindingOf(policy), facts), "gone to erase");
}

TEST(RelationshipsTest, EndTwoYearsAfter) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: 'latest(while relationship.open, P2Y after relationship.ended)', then: erase }\n"});
  const Binding binding = BindingOf(policy);
  Spoken facts;
  facts.events["relationship.ended"] = "2020-01-01";
  EXPECT_EQ(Standing(At("2026-11-21"), binding, facts), "use") << "open again";
  facts.events["relationship.ended"] = facts.ended["relationship.open"] = "2024-11-21";
  EXPECT_EQ(Standing(At("2026-11-21"), binding, facts), "gone to erase");
  facts.ended["relationship.open"] = "";
  EXPECT_EQ(Standing(At("2026-11-21"), binding, facts), "undated");
}

TEST(RelationshipsTest, VouchersAreHeldForSevenYearsAfterTheYearInWhichTheirYearEnded) {
  const policy::Policy policy =
      PolicyOf({"      - { of: d, keep: P1D after voucher.date, then: erase }\n"
                "      - { of: d, floor: P7Y after calendar-year-end(financial-year-end(voucher.date)), law: SE/bookkeeping }\n"});
  Spoken facts;
  facts.events["voucher.date"] = "2025-06-30";
  const Binding binding = BindingOf(policy);
  EXPECT_EQ(Standing(At("2032-12-31T23:59:59", {6, 30}), binding, facts), "blocked");
  EXPECT_EQ(Standing(At("2033-01-01T00:00:00", {6, 30}), binding, facts), "gone to erase, broken by 0");
}

}  // namespace lower_test
}  // namespace lofte::grounds
