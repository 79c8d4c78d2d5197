#include "diff/diff.h"

#include <gtest/gtest.h>

#include "diff/diff_test_support.h"

namespace lofte::diff {
namespace diff_test {

using policy::Policy;
using support::KindsOf;
using support::Read;
using support::Shop;
using support::ShopWith;
using support::Shown;

Change Only(const std::vector<Change>& changes) {
  EXPECT_EQ(changes.size(), 1u) << Shown(changes);
  return changes.empty() ? Change() : changes.front();
}

TEST(CompareTest, APeriodInOtherUnitsIsNoChange) {
  EXPECT_EQ(Shown(Compare(Shop(), ShopWith("keep: P1Y after visit.made", "keep: P12M after visit.made"))), "");
  EXPECT_EQ(Shown(Compare(Shop(), ShopWith("share: 95", "share: '95'"))), "");
}

TEST(CompareTest, AChangeNamesWhatItIsAboutAndItsPlace) {
  const Change change = Only(Compare(Shop(), ShopWith("keep: P1Y after visit.made", "keep: P2Y after visit.made")));
  EXPECT_EQ(change.activities, std::vector<std::string>{"statistics"});
  EXPECT_EQ(change.categories, std::vector<std::string>{"visit.page"}) << "the address is gone after two months in any case";
  EXPECT_EQ(change.before.text, "keep P1Y after visit.made, then anonymise");
  EXPECT_EQ(change.after.text, "keep P2Y after visit.made, then anonymise");
  EXPECT_EQ(change.promises, std::vector<std::string>{"visits"});
  EXPECT_EQ(change.span.line, 44u);
  EXPECT_FALSE(change.in_old);
  EXPECT_TRUE(change.may_object) << "it rests on a legitimate interest";
}

TEST(CompareTest, WhatIsGoneIsPlacedInTheOlderFile) {
  const Change change = Only(Compare(Shop(), ShopWith("  objection: { within: at-once }\n", "")));
  EXPECT_TRUE(change.in_old);
  EXPECT_EQ(change.entry, "objection");
}

TEST(CompareTest, UnderConsentPeopleAreAskedAnewForAnotherPurposeAndRecipient) {
  EXPECT_TRUE(Only(Compare(Shop(), ShopWith("purpose: send letters", "purpose: send letters and films"))).consent_anew);
  EXPECT_TRUE(Only(Compare(Shop(), ShopWith("for: sales, data", "for: [sales, letters], data"))).consent_anew);
  EXPECT_FALSE(Only(Compare(Shop(), ShopWith("purpose: keep the books", "purpose: keep the ledgers"))).consent_anew);
}

TEST(CompareTest, ARecipientUnderAnotherIdIsTheSameAndUnderAnotherNameIsNot) {
  EXPECT_EQ(Shown(Compare(Shop(), ShopWith("  mailer: {", "  postman: {"))), "");
  EXPECT_EQ(KindsOf(Compare(Shop(), ShopWith("  mailer: { name: Mailer", "  postman: { name: Postman"))), "recipient-new recipient-gone");
}

TEST(CompareTest, IdsThatHaveChangedPlacesAreNoChange) {
  const std::string turned = support::With(
      support::With(support::With(support::kShop, "  host: {", "  swap: {"), "  mailer: {", "  host: {"), "  swap: {", "  mailer: {");
  EXPECT_EQ(Shown(Compare(Shop(), Read(support::With(turned, "set-by: host", "set-by: mailer")))), "");
}

// The id of something that is gone, given to something else.
TEST(CompareTest, AnIdThatIsUsedAgainIsAnotherEntry) {
  const Policy after = Read(support::With(support::With(support::kShop, "  mailer: {", "  post: {"), "recipients:\n",
                                          "recipients:\n  mailer: { name: Bank, country: DK, for: sales, data: account.name }\n"));
  const Change change = Only(Compare(Shop(), after));
  EXPECT_EQ(change.kind, "recipient-new");
  EXPECT_EQ(change.recipient, "mailer");
}

// New terms -------------------------------------------------------------------------------------------------------------------------------

constexpr char kOlder[] = "      - { promise: visits, of: visit, keep: P1Y after visit.made, then: anonymise }\n";

Policy WithNewer(const std::string& newer) {
  return ShopWith(kOlder, kOlder + ("      - { promise: visits, of: visit, " + newer + ", then: anonymise }\n"));
}

TEST(NewTermsTest, ALongerOneThatNobodyWasToldOfBindsLaterEventsOnly) {
  const Change change = Only(Compare(Shop(), WithNewer("from: 2027-03-01, keep: P2Y after visit.made")));
  EXPECT_EQ(change.kind, "retention-longer");
  EXPECT_EQ(time::Format(change.from.value()), "2027-03-01");
  EXPECT_TRUE(change.only_later);
  EXPECT_EQ(change.note, "what happened before 2027-03-01 keeps the older term, as nobody was told (`told:`)");
}

TEST(NewTermsTest, ALongerOneThatPeopleWereToldOfBindsAllOfIt) {
  const Change change = Only(Compare(Shop(), WithNewer("from: 2027-03-01, told: by a letter, keep: P2Y after visit.made")));
  EXPECT_EQ(change.kind, "retention-longer");
  EXPECT_FALSE(change.only_later);
  EXPECT_EQ(change.note, "it binds what is stored already: people were told, by a letter");
}

TEST(NewTermsTest, AShorterOneIsShorterFromItsDay) {
  const Change change = Only(Compare(Shop(), WithNewer("from: 2027-03-01, keep: P6M after visit.made")));
  EXPECT_EQ(change.kind, "retention-shorter");
  EXPECT_EQ(time::Format(change.from.value()), "2027-03-01");
  EXPECT_EQ(change.note, "");
}

TEST(NewTermsTest, ALongerOneWithoutADayBindsWhatIsStored) {
  const Change change = Only(Compare(Shop(), ShopWith("keep: P2Y after letter.sent", "keep: P3Y after letter.sent")));
  EXPECT_EQ(change.note, "it binds what is stored already, from the first day of the policy");
  EXPECT_FALSE(change.from);
}

TEST(NewTermsTest, FromAnotherEventCannotBeTold) {
  const Change change = Compare(Shop(), WithNewer("from: 2027-03-01, keep: P2Y after order.date")).front();
  EXPECT_EQ(change.kind, "retention-trigger");
  EXPECT_NE(change.note.find("neither term ends anything"), std::string::npos) << change.note;
}

// A cap binds whoever needs the data.
TEST(CompareTest, ACapOfOneActivityDecidesForAnother) {
  const Policy before = ShopWith("of: visit.ip, cap: P2M after visit.made", "of: order.invoice, cap: P3M after visit.made");
  const Policy after = ShopWith("of: visit.ip, cap: P2M after visit.made", "of: order.invoice, cap: P4M after visit.made");
  const Change change = Only(Compare(before, after));
  EXPECT_EQ(change.activities, std::vector<std::string>{"statistics"});
  EXPECT_EQ(change.categories, std::vector<std::string>{"order.invoice"});
}

TEST(CompareTest, MostSeriousComesFirst) {
  Policy after = ShopWith("TLS 1.2", "TLS 1.3");
  after.effective = *time::ToDay({2026, 6, 1});
  after.activities[0].purpose["en"] = "sell more things";
  after.promises[1].text["en"] = "Invoices stay five years.";
  EXPECT_EQ(KindsOf(Compare(Shop(), after)), "purpose-changed measure-stronger effective-changed wording");
}

}  // namespace diff_test
}  // namespace lofte::diff
