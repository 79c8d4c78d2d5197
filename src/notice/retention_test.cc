// Periods as they are said: to the letter, since a promise is read by the letter.
#include "notice/notice_test_support.h"
#include "notice/parts.h"

namespace lofte::notice {
namespace retention_test {

// The words that the rules below need.
constexpr char kEnglish[] = R"(lofte: 1
language: en
data: { account: account data, account.email: email address, order: orders, order.invoice: invoices }
events: { account.closed: you closed your account, order.date: you placed the order, session.ended: the session ended }
states:
  account.open: { is: your account is open, not: your account is closed }
  ticket.open: { is: your case is open, not: your case is closed }
)";
constexpr char kSwedish[] = R"(lofte: 1
language: sv
data: { account: kontouppgifter, account.email: e-postadress, order: beställningar, order.invoice: fakturor }
events: { account.closed: du avslutade kontot, order.date: du gjorde beställningen, session.ended: sessionen avslutades }
states:
  account.open: { is: ditt konto är öppet, not: ditt konto är avslutat }
  ticket.open: { is: ditt ärende är öppet, not: ditt ärende är stängt }
)";

// A policy in which every name is known, with `entry` as the one rule.
policy::Policy PolicyWith(const std::string& entry) {
  return support::PolicyOf(support::With(
      support::With(support::kShop, "{ promise: p, of: [account, order], keep: while account.open, within: P30D, then: erase }", entry),
      "kind: retention, text: gone after thirty days",
      "kind: retention, text: t, control: { always: ticket.open, when: account.open, by: 'latest(P1D after account.closed, P1D after "
      "session.ended, P1D after order.date)' }"));
}

std::string Said(const std::string& entry, const std::string& words = kEnglish, const std::string& language = "en") {
  const policy::Policy policy = PolicyWith(entry);
  const Words read = support::WordsOf(words, language, policy);
  const Voice voice(*Phrases::Find(language), read);
  std::string text;
  for (const policy::Rule& rule : policy.rules) text += (text.empty() ? "" : "\n") + PlainText(voice.Speak(RuleSentences(policy, rule)));
  return text;
}

TEST(RetentionSentenceTest, ANeedLastsAsLongAsItsState) {
  EXPECT_EQ(Said("{ of: account, keep: while account.open, then: erase }"),
            "We keep account data as long as your account is open. Then we erase the data.");
}

TEST(RetentionSentenceTest, WithinIsToldWithTheErasure) {
  EXPECT_EQ(Said("{ of: account, keep: while account.open, within: P30D, then: erase }"),
            "We keep account data as long as your account is open. Then we erase the data within 30 days.");
}

TEST(RetentionSentenceTest, APeriodRunsFromItsEvent) {
  EXPECT_EQ(
      Said("{ of: account.email, keep: P1Y6M after account.closed, then: anonymise }"),
      "We keep email address until 1 year and 6 months after you closed your account. Then we make the data anonymous, so that nobody "
      "can be recognised.");
}

TEST(RetentionSentenceTest, PluralsAreThoseOfTheLanguage) {
  EXPECT_EQ(Said("{ of: account, keep: P1M after account.closed, then: erase }", kSwedish, "sv"),
            "Vi sparar kontouppgifter till 1 månad efter att du avslutade kontot. Sedan raderar vi uppgifterna.");
  EXPECT_EQ(Said("{ of: account, keep: P2M after account.closed, then: erase }", kSwedish, "sv"),
            "Vi sparar kontouppgifter till 2 månader efter att du avslutade kontot. Sedan raderar vi uppgifterna.");
}

TEST(RetentionSentenceTest, HoursAndTheMomentItselfAreSaid) {
  EXPECT_EQ(Said("{ of: account, keep: PT24H after session.ended, then: erase }"),
            "We keep account data until 24 hours after the session ended. Then we erase the data.");
  EXPECT_EQ(Said("{ of: account, keep: PT0S after session.ended, then: erase }"),
            "We keep account data until the moment at which the session ended. Then we erase the data.");
  EXPECT_EQ(Said("{ of: account, keep: P0D after session.ended, then: erase }"),
            "We keep account data until the day on which the session ended. Then we erase the data.");
}

TEST(RetentionSentenceTest, YearsRunFromTheEndOfTheFinancialYear) {
  EXPECT_EQ(
      Said("{ of: order.invoice, keep: P5Y after financial-year-end(order.date), mode: keep, then: erase, floor: P5Y after "
           "financial-year-end(order.date), law: DK/bookkeeping }"),
      "We only store invoices until 5 years after the end of the financial year in which you placed the order. We do not use the data "
      "otherwise. Then we erase the data.\n"
      "The law (bogføringsloven (lov 700/2022) § 12) obliges us to keep invoices at least until 5 years after the end of the financial "
      "year in which you placed the order.");
}

TEST(RetentionSentenceTest, APeriodAfterAPeriodIsTwoPeriods) {
  EXPECT_EQ(
      Said("{ of: order, keep: P4Y after P7M after financial-year-end(order.date), then: erase }"),
      "We keep orders until 4 years after the day 7 months after the end of the financial year in which you placed the order. Then we "
      "erase the data.");
  EXPECT_EQ(
      Said("{ of: order, keep: P7Y after calendar-year-end(financial-year-end(order.date)), then: erase }"),
      "We keep orders until 7 years after the end of the calendar year in which the financial year ended (the one in which you placed "
      "the order). Then we erase the data.");
}

TEST(RetentionSentenceTest, TheLaterAndTheEarlierOfTwoAreSaid) {
  EXPECT_EQ(Said("{ of: order, keep: 'latest(while account.open, P2Y after account.closed)', then: erase }"),
            "We keep orders as long as your account is open or until 2 years after you closed your account, whichever is longer. Then we "
            "erase the data.");
  EXPECT_EQ(
      Said("{ of: order, keep: 'earliest(latest(while account.open, P2Y after account.closed), P7Y after order.date)', then: erase }"),
      "We keep orders for the shortest of these times: (1) as long as your account is open or until 2 years after you closed your "
      "account, whichever is longer; (2) until 7 years after you placed the order. Then we erase the data.");
}

TEST(RetentionSentenceTest, ACapBindsWhateverElseThereIs) {
  EXPECT_EQ(Said("{ of: order, cap: P90D after order.date, then: anonymise }"),
            "We keep orders until 90 days after you placed the order at the latest. No other purpose makes that longer. Then we make the "
            "data anonymous, so that nobody can be recognised.");
}

TEST(RetentionSentenceTest, ConditionsComeFirst) {
  EXPECT_EQ(Said("{ of: order, when: ticket.open and not account.open, keep: P1D after order.date, then: erase }"),
            "If your case is open and your account is closed, this applies: We keep orders until 1 day after you placed the order. Then we "
            "erase the data.");
}

TEST(RetentionSentenceTest, WhatFollowsABlockIsSaid) {
  EXPECT_EQ(Said("{ of: order, keep: while account.open, within: P1W, then: block for P3Y then erase }"),
            "We keep orders as long as your account is open. Then we block the data, within 7 days, for 3 years: we no longer use it, and "
            "show it "
            "only to courts and authorities that may ask for it. After that we erase the data.");
  EXPECT_EQ(Said("{ of: order, keep: while account.open, then: aggregate in cells of 10 then erase }"),
            "We keep orders as long as your account is open. Then we aggregate the data: we only count it together with that of others, at "
            "least 10 at a time, "
            "so that nobody can be recognised. After that we erase the data.");
}

TEST(RetentionSentenceTest, ANewerTermSaysFromWhichDay) {
  const std::string said = Said(
      "{ of: account, keep: P2Y after account.closed, then: erase }\n"
      "      - { of: account, keep: P1Y after account.closed, from: 2027-01-01, then: erase }");
  EXPECT_NE(said.find("From 1 January 2027 a newer rule applies instead."), std::string::npos) << said;
  EXPECT_NE(said.find("This applies from 1 January 2027."), std::string::npos) << said;
}

}  // namespace retention_test
}  // namespace lofte::notice
