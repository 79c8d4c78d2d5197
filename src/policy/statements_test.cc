// Every kind of statement of a policy can be said with its figures as data: one small policy that says each.
#include "base/file.h"
#include "policy/policy_test_support.h"
#include "policy/terms.h"

namespace lofte::policy {
namespace statements_test {

using support::CodesOf;
using support::ShopWith;
using support::With;
using Codes = std::vector<std::string>;

const std::string& Source() {
  static const std::string source = ReadFile(LOFTE_SOURCE_DIR "/fuzz/corpus/policy_reader/statements.yaml").value();
  return source;
}
const Policy& Said() {
  static const Policy policy = support::Good(Source());
  return policy;
}

template <typename T>
const T& ById(const std::vector<T>& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.id == id; });
  if (found == items.end()) Panic("no " + id);
  return *found;
}
const Rule& RuleOf(const std::string& promise) {
  for (const Rule& rule : Said().rules)
    if (rule.promises == Codes{promise}) return rule;
  Panic("no rule of " + promise);
}
std::string DayOf(const std::optional<time::Day>& day) { return day ? time::Format(*day) : ""; }
std::string Shown(const std::optional<Term>& term) { return !term ? "" : term->word.empty() ? time::Format(term->period) : term->word; }

// What blocking and aggregating take stands in other files.
TEST(StatementsTest, WholePolicyHasNoRemarks) { EXPECT_EQ(CodesOf(support::AllIssues(Source())), Codes()); }

TEST(StatementsTest, CartsAreAggregatedInCells) {
  const Outcome& carts = RuleOf("carts-go").outcome;
  EXPECT_EQ(carts.then, Then::kAggregate);
  EXPECT_EQ(carts.least_cell, 10);
  EXPECT_EQ(carts.last, Then::kErase);
}

TEST(StatementsTest, TicketsAreBlockedAndThenErased) {
  const Rule& tickets = RuleOf("blocked");
  EXPECT_EQ(tickets.then, Then::kBlock);
  EXPECT_EQ(time::Format(tickets.outcome.block_for), "P3Y");
  EXPECT_EQ(tickets.outcome.last, Then::kErase);
}

TEST(StatementsTest, ActionsWithoutFiguresAreReadAndRemarked) {
  const std::string shop = ShopWith("then: erase }", "then: block }");
  EXPECT_TRUE(support::Good(shop).rules[0].outcome.block_for.is_zero());
  EXPECT_EQ(CodesOf(support::AllIssues(shop)), (Codes{"not-carried-out", "then-without-figure"}));
  const std::string counted = ShopWith("then: erase }", "then: aggregate }");
  EXPECT_EQ(support::Good(counted).rules[0].outcome.least_cell, std::nullopt);
  EXPECT_EQ(CodesOf(support::AllIssues(counted)), (Codes{"not-carried-out", "then-without-figure"}));
  const std::string decided =
      With(counted, "subjects: [buyer]",
           "decisions: [{ id: D, choice: ten, why: w, promises: thirty, settles: then-without-figure }]\nsubjects: [buyer]");
  EXPECT_EQ(CodesOf(support::AllIssues(decided)), Codes{"not-carried-out"});
}

TEST(StatementsTest, FiguresOfAnActionHaveBounds) {
  const auto codes = [](const std::string& then) {
    return CodesOf(support::ReadIssues(ShopWith("then: erase }", "then: " + then + " }")));
  };
  EXPECT_EQ(codes("aggregate in cells of 2"), Codes{});
  EXPECT_EQ(codes("aggregate in cells of 1"), Codes{"bad-number"});
  EXPECT_EQ(codes("aggregate in cells of 1000000"), Codes{});
  EXPECT_EQ(codes("aggregate in cells of 1000001"), Codes{"bad-number"});
  EXPECT_EQ(codes("block for PT5H"), Codes{"clock-period"});
  EXPECT_EQ(codes("block for three years"), Codes{"bad-period"});
  EXPECT_EQ(codes("block then block"), Codes{"unknown-then"});
  EXPECT_EQ(codes("erase then erase"), Codes{"bad-then"});
}

TEST(StatementsTest, FloorThatBlocksIsAnError) {
  const std::string shop =
      ShopWith("then: erase }", "then: erase }\n      - { of: account, floor: P9Y after a.b, law: DK/bookkeeping, then: block }");
  EXPECT_EQ(CodesOf(support::AllIssues(shop)), (Codes{"block-on-floor", "not-carried-out", "then-without-figure", "undecided-then"}));
}

// Thirty days never end after sixty, so they bind all rows; a year binds them because people were told.
TEST(StatementsTest, NewTermsBindAllRowsFromTheirDayOn) {
  EXPECT_EQ(DayOf(RuleOf("old-terms").until), "2026-09-01");
  EXPECT_EQ(DayOf(RuleOf("new-terms").from), "2026-09-01");
  EXPECT_EQ(DayOf(RuleOf("new-terms").until), "2027-09-01");
  EXPECT_EQ(RuleOf("told-terms").told.at("en"), "a letter to everybody");
  for (const char* promise : {"old-terms", "new-terms", "told-terms"}) EXPECT_EQ(DayOf(RuleOf(promise).unsettled), "") << promise;
}

std::string Splits(const Policy& policy, const std::string& promise) {
  std::string shown;
  for (const Rule& rule : policy.rules) {
    if (rule.promises != Codes{promise}) continue;
    for (const Split& split : rule.splits)
      shown += (split.side == Split::Side::kOlder ? "before " : "from ") + time::Format(split.day) + " by " + split.event + "; ";
    if (rule.unsettled) shown += "unsettled from " + time::Format(*rule.unsettled);
  }
  return shown;
}

TEST(StatementsTest, LongerTermThatNobodyWasToldOfBindsLaterEvents) {
  const std::string source = With(Source(), ", told: a letter to everybody", "");
  const Policy policy = support::Good(source);
  EXPECT_EQ(Splits(policy, "new-terms"), "before 2027-09-01 by ticket.solved; ");
  EXPECT_EQ(Splits(policy, "told-terms"), "from 2027-09-01 by ticket.solved; from 2027-09-01 by ticket.solved; ");
  EXPECT_EQ(CodesOf(support::AllIssues(source)), Codes());
}

// Ninety days from 2026, and forty-five, longer than the first term and shorter than the second, from 2027: whose is an event of 2026?
TEST(StatementsTest, EventsBetweenTwoNewTermsAreNobodys) {
  std::string source = With(Source(), "keep: P30D after ticket.solved,", "keep: P90D after ticket.solved,");
  source = With(source, "keep: P60D after ticket.solved,", "keep: P40D after ticket.solved,");
  source = With(source, "keep: P1Y after ticket.solved, then: erase, from: 2027-09-01, told: a letter to everybody",
                "keep: P45D after ticket.solved, then: erase, from: 2027-09-01");
  const Policy policy = support::Good(source);
  EXPECT_EQ(Splits(policy, "old-terms"),
            "before 2026-09-01 by ticket.solved; before 2027-09-01 by ticket.solved; unsettled from 2027-09-01");
  EXPECT_EQ(Splits(policy, "new-terms"), "from 2026-09-01 by ticket.solved; unsettled from 2027-09-01");
  EXPECT_EQ(Splits(policy, "told-terms"), "from 2027-09-01 by ticket.solved; unsettled from 2027-09-01");
}

TEST(StatementsTest, LongerTermFromAnotherEventIsNotCarriedOut) {
  const std::string source = With(Source(), "keep: P1Y after ticket.solved, then: erase, from: 2027-09-01, told: a letter to everybody",
                                  "keep: P1Y after ticket.opened, then: erase, from: 2027-09-01");
  const Policy policy = support::Good(source);
  for (const Rule& rule : policy.rules) {
    const bool is_concerned = rule.of == Codes{"ticket.attachment"};
    EXPECT_EQ(DayOf(rule.unsettled), is_concerned ? "2027-09-01" : "") << rule.source;
  }
  EXPECT_EQ(CodesOf(support::AllIssues(source)), Codes(3, "not-carried-out"));
  const Rule& newest =
      *std::find_if(policy.rules.begin(), policy.rules.end(), [](const Rule& rule) { return rule.promises[0] == "told-terms"; });
  EXPECT_EQ(NotCarriedOut(newest, time::ParseDay("2027-08-31").value(), true, true), "");
  EXPECT_EQ(NotCarriedOut(newest, time::ParseDay("2027-09-01").value(), true, true),
            "`from:` beside an older term that counts from another event binds no row for certain");
}

TEST(StatementsTest, TermsOfOtherRowsAreNotCompared) {
  const std::string source = With(Source(), "keep: P30D after ticket.solved,", "when: ticket.long, keep: P30D after ticket.solved,");
  const Policy policy = support::Good(source);
  for (const Rule& rule : policy.rules) {
    if (rule.promises == Codes{"old-terms"}) {
      EXPECT_EQ(DayOf(rule.unsettled), "2026-09-01");
      EXPECT_EQ(DayOf(rule.until), "2027-09-01");
    }
  }
}

TEST(StatementsTest, HowPeopleWereToldBelongsToANewTerm) {
  EXPECT_EQ(CodesOf(support::ReadIssues(ShopWith("then: erase }", "then: erase, told: by mail }"))), Codes{"unused-key"});
}

TEST(StatementsTest, TextThatIsNeverStoredNeedsNoRule) {
  EXPECT_EQ(Said().FindActivity("relay")->never, (Codes{"text.audio", "text.body"}));
  EXPECT_EQ(std::get<NeverControl>(Said().FindPromise("not-stored")->control).category, "text.body");
  EXPECT_EQ(Said().NeverStored(), (Codes{"text.audio", "text.body"}));
}

TEST(StatementsTest, WhatIsNeverStoredIsKeptByNobody) {
  const std::string shop = With(ShopWith("[item, invoice]", "[item, invoice, gift]"), "{ never: card-number }", "{ never: order.gift }");
  EXPECT_EQ(CodesOf(support::AllIssues(shop)), Codes{});
  EXPECT_EQ(CodesOf(support::AllIssues(With(shop, "order.gift", "order.item"))), (Codes{"unprocessed-category", "never-and-kept"}));
  EXPECT_EQ(CodesOf(support::ReadIssues(With(shop, "order.gift", "order.gif"))), Codes{"unknown-pattern"});
}

TEST(StatementsTest, FiveFieldsOfAPaymentStayOnAnotherNeed) {
  const Rule& kept = RuleOf("five-fields");
  EXPECT_EQ(kept.of.size(), 5u);
  EXPECT_EQ(kept.mode, Mode::kKeep);
  EXPECT_EQ(RuleOf("rest-goes").of.size(), 7u);
}

TEST(StatementsTest, ConsentExtendsSixMonthsToTwoYears) {
  EXPECT_FALSE(RuleOf("six-months").consent);
  EXPECT_EQ(RuleOf("two-years").consent, "candidate.consent");
}

TEST(StatementsTest, ControllerAndOfficerCanBeReached) {
  EXPECT_EQ(Said().controller.phone, "+46 40 000 000");
  EXPECT_EQ(Said().controller.officer->email, "officer@example.org");
  EXPECT_EQ(Said().controller.organisation_number, "556000-0001");
}

TEST(StatementsTest, MinimumAgeSaysWhatParentsMay) {
  EXPECT_EQ(Said().minimum_age, 14);
  EXPECT_TRUE(Said().parents_may_agree);
  EXPECT_EQ(Said().minimum_age_promises, Codes{"fourteen"});
  EXPECT_FALSE(support::Good(ShopWith("effective", "minimum-age: 16\neffective")).parents_may_agree);
  EXPECT_EQ(CodesOf(support::ReadIssues(ShopWith("effective", "minimum-age: { years: 121 }\neffective"))), Codes{"bad-number"});
}

TEST(StatementsTest, RecipientsKeepAndLieSomewhere) {
  EXPECT_EQ(Said().FindRecipient("host")->city, "Frankfurt");
  EXPECT_EQ(Shown(Said().FindRecipient("recorder")->keeps), "P30D");
  EXPECT_EQ(Said().FindRecipient("recorder")->consent, "consent.recording");
  EXPECT_EQ(Shown(Said().FindRecipient("model")->keeps), "nothing");
  EXPECT_EQ(Said().FindRecipient("model")->data, Codes{"text.body"});
}

TEST(StatementsTest, ActivitySaysWhoseDataFromWhereAndForWhom) {
  const Activity& tickets = *Said().FindActivity("tickets");
  EXPECT_EQ(tickets.data, (Codes{"staff.union", "ticket.attachment", "ticket.message"}));
  EXPECT_EQ(tickets.data_of.at("employee"), (Codes{"staff.union", "ticket.message"}));
  EXPECT_EQ(tickets.subjects, (Codes{"buyer", "employee"}));
  EXPECT_EQ(tickets.optional, Codes{"ticket.attachment"});
  EXPECT_EQ(tickets.sources, (Codes{"subject", "organiser", "public-register"}));
  EXPECT_EQ(tickets.automated, "assists");
  const Activity& carts = *Said().FindActivity("carts");
  EXPECT_EQ(carts.access, (Codes{"marketing", "technology"}));
  EXPECT_TRUE(carts.no_recipients);
  EXPECT_TRUE(carts.no_transfers);
  EXPECT_FALSE(tickets.no_recipients);
}

TEST(StatementsTest, RecipientBesideNoneIsRemarkedUntilItIsDecided) {
  const std::string shop = ShopWith("    data: [account, order.item]",
                                    "    recipients: none\n    transfers: none\n    promises: cards\n    data: [account, order.item]");
  EXPECT_EQ(CodesOf(support::AllIssues(shop)), Codes{"recipient-of-none"});
  const std::string far = With(shop, "country: DE", "country: US, safeguards: scc");
  EXPECT_EQ(CodesOf(support::AllIssues(far)), (Codes{"recipient-of-none", "transfer-of-none"}));
  const std::string decided =
      With(far, "subjects: [buyer]",
           "decisions: [{ id: D, choice: c, why: w, promises: cards, settles: [recipient-of-none, transfer-of-none] }]\n"
           "subjects: [buyer]");
  EXPECT_EQ(CodesOf(support::AllIssues(decided)), Codes{});
}

TEST(StatementsTest, CookiesHaveALifetimeEach) {
  ASSERT_EQ(Said().cookies.size(), 3u);
  const Cookie& login = ById(Said().cookies, "login");
  EXPECT_EQ(login.name, "sb-auth-token");
  EXPECT_EQ(login.set_by, "host");
  EXPECT_EQ(login.lifetime.word, "session");
  EXPECT_EQ(ById(Said().cookies, "choice").name, "choice");
  const Cookie& counted = ById(Said().cookies, "ga");
  EXPECT_EQ(Shown(counted.lifetime), "P2Y");
  EXPECT_EQ(counted.consent, "consent.statistics");
  EXPECT_EQ(CodesOf(support::AllIssues(With(Source(), ", consent: consent.statistics", ""))), Codes{"cookie-without-consent"});
}

TEST(StatementsTest, BreachesAreToldWithinHours) {
  ASSERT_EQ(Said().breach.size(), 2u);
  EXPECT_EQ(Said().breach[0].tell, "authority");
  EXPECT_EQ(Said().breach[0].at, "risk");
  EXPECT_EQ(Said().breach[0].within.period.seconds, 72 * 3600);
  EXPECT_EQ(Said().breach[1].within.word, "undue-delay");
  EXPECT_EQ(Said().breach[1].by, Codes{"e-mail"});
}

TEST(StatementsTest, RightsAreMetWithinAMonth) {
  const Right& access = Said().rights[0];
  EXPECT_EQ(access.name, "access");
  EXPECT_EQ(Shown(access.within), "P1M");
  EXPECT_EQ(time::Format(access.extension), "P2M");
  EXPECT_EQ(access.by, (Codes{"privacy@example.org", "settings page"}));
  EXPECT_EQ(access.identity, Codes{"order number"});
  EXPECT_EQ(Shown(Said().rights[1].within), "at-once");
}

TEST(StatementsTest, DeadlinesBeyondTheLawAreRemarked) {
  const auto more = [](const char* from, const char* to) {
    Codes codes = CodesOf(support::AllIssues(With(Source(), from, to)));
    codes.erase(std::remove(codes.begin(), codes.end(), "not-carried-out"), codes.end());
    return codes;
  };
  EXPECT_EQ(more("PT72H", "PT72H1S"), Codes{"deadline-over-law"});
  EXPECT_EQ(more("PT72H", "P3D"), Codes{});
  EXPECT_EQ(more("within: P1M", "within: P31D"), Codes{});
  EXPECT_EQ(more("within: P1M", "within: P32D"), Codes{"deadline-over-law"});
  EXPECT_EQ(more("extension: P2M", "extension: P3M"), Codes{"deadline-over-law"});
}

TEST(StatementsTest, MessagesHaveRules) {
  const Message& letter = ById(Said().messages, "newsletter");
  EXPECT_EQ(letter.kind, "commercial");
  EXPECT_EQ(letter.activity, "pool");
  EXPECT_EQ(letter.by, Codes{"e-mail"});
  EXPECT_EQ(letter.only.at(0).name, "person.subscribed");
  EXPECT_EQ(letter.carries, (Codes{"sender", "unsubscribe"}));
  EXPECT_EQ(Shown(letter.stops), "at-once");
  EXPECT_EQ(Shown(ById(Said().messages, "scheduled").stops), "P3D");
  EXPECT_TRUE(ById(Said().messages, "reminder").only.at(1).negated);
}

TEST(StatementsTest, MeasuresHaveFigures) {
  EXPECT_EQ(ById(Said().measures, "tls").at_least, "TLS 1.2");
  EXPECT_EQ(time::Format(ById(Said().measures, "audits").every), "P1Y");
  EXPECT_EQ(ById(Said().measures, "scripts").share, 95);
}

TEST(StatementsTest, PromiseWithoutAControlIsUnprovenWithAReason) {
  const auto reason = [](const char* id) { return std::get<Unproven>(Said().FindPromise(id)->control).reason; };
  EXPECT_EQ(reason("cookies"), "`cookies:` says it, and no control checks that yet");
  EXPECT_EQ(reason("breach-authority"), "`breach:` says it, and no control checks that yet");
  EXPECT_EQ(reason("fourteen"), "`minimum-age:` says it, and no control checks that yet");
  EXPECT_EQ(reason("no-transfer"), "`activities:` says it, and no control checks that yet");
  EXPECT_EQ(NameOf(Said().FindPromise("withdrawn")->control), "attested");
  EXPECT_EQ(NameOf(Said().FindPromise("blocked")->control), "retention");
}

TEST(StatementsTest, WrongWordsAreReportedWhereTheyStand) {
  const auto codes = [](const char* from, const char* to) { return CodesOf(support::ReadIssues(With(Source(), from, to))); };
  EXPECT_EQ(codes("kind: analytics", "kind: analysis"), Codes{"unknown-cookie"});
  EXPECT_EQ(codes("lifetime: session", "lifetime: sesion"), Codes{"bad-period"});
  EXPECT_EQ(codes("set-by: host", "set-by: hots"), Codes{"unknown-recipient"});
  EXPECT_EQ(codes("tell: subjects", "tell: subject"), Codes{"unknown-addressee"});
  EXPECT_EQ(codes("at: risk", "at: rsk"), Codes{"unknown-risk"});
  EXPECT_EQ(codes("  withdrawal:", "  withdrawel:"), Codes{"unknown-right"});
  EXPECT_EQ(codes("extension: P2M", "extension: PT5H"), Codes{"clock-period"});
  EXPECT_EQ(codes("kind: service", "kind: servis"), Codes{"unknown-message"});
  EXPECT_EQ(codes("for: pool", "for: pol"), Codes{"unknown-activity"});
  EXPECT_EQ(codes("carries: [sender,", "carries: [sendr,"), Codes{"unknown-part"});
  EXPECT_EQ(codes("share: 95", "share: 101"), Codes{"bad-number"});
  EXPECT_EQ(codes("automated: assists", "automated: assist"), Codes{"unknown-automation"});
  EXPECT_EQ(codes("transfers: none", "transfers: host"), Codes{"wrong-type"});
  EXPECT_EQ(codes("buyer: ticket,", "byer: ticket,"), (Codes{"unknown-subject"}));
  EXPECT_EQ(codes("below: parents", "below: parent"), Codes{"unknown-age-rule"});
  EXPECT_EQ(codes("consent: consent.statistics", "consent: Consent"), Codes{"bad-name"});
  EXPECT_EQ(codes("promise: looked-at", "promise: loked-at"), (Codes{"unknown-promise", "missing-control"}));
}

}  // namespace statements_test
}  // namespace lofte::policy
