// Texts that say in plain words, or by article alone, what others say in the words of the law.
#include "importer/importer_test_support.h"

namespace lofte::importer {
namespace plain_words_test {

using support::Names;
using support::Read;
using support::Strings;
using support::TextsOf;

// Each length that is said, the shorter of a range too.
Strings PeriodsOf(const Facts& facts) {
  Strings periods;
  for (const Retention& rule : facts.retention) {
    if (!rule.least.empty()) periods.push_back(rule.least);
    if (!rule.period.empty()) periods.push_back(rule.period);
  }
  return periods;
}

TEST(PlainRightsTest, AnArticleTellsWhichRightItIs) {
  EXPECT_EQ(Names(Read("# Rettighetene dine\n\nDu kan få oss til å vente litt (GDPR artikkel 18).\n", "a.md").rights),
            (Strings{"restriction"}));
  EXPECT_EQ(Names(Read("# Rights\n\nYou can have a person look at it (Article 22 GDPR).\n", "a.md").rights),
            (Strings{"no_automated_decision"}));
}

TEST(PlainRightsTest, SeveralArticlesTellNone) {
  EXPECT_EQ(Names(Read("# Bookkeeping\n\nYou can read more in Articles 12 to 22 of the GDPR.\n", "a.md").rights), (Strings{}));
  EXPECT_EQ(Names(Read("# Bookkeeping\n\nWe comply with Article 15 GDPR.\n", "a.md").rights), (Strings{}));
}

TEST(PlainRightsTest, WhatARightIsAboutIsNoLegalBasis) {
  const Facts facts = Read("# Rights\n\nWhere we rely on a legitimate interest, you can object at any time.\n", "a.md");
  EXPECT_EQ(Names(facts.rights), (Strings{"objection"}));
  EXPECT_EQ(TextsOf(facts.legal_bases), (Strings{}));
}

TEST(PlainControllerTest, OneWithoutALegalFormIsNamed) {
  EXPECT_EQ(Read("Norvik er behandlingsansvarlig og svarer for opplysningene.\n").controller.name->text, "Norvik");
  EXPECT_EQ(Read("Norvik is the controller and is answerable for the data.\n").controller.name->text, "Norvik");
}

TEST(PlainControllerTest, AQuestionNamesNobody) {
  EXPECT_FALSE(Read("# Privatlivspolitik\n\nHvem er ansvarlig?\n\nDet kan du læse her.\n", "a.md").controller.name);
}

TEST(PlainRetentionTest, TwoUnitsAreOneLength) {
  EXPECT_EQ(PeriodsOf(Read("We keep orders for 2 years and 6 months.\n")), (Strings{"P2Y6M"}));
  EXPECT_EQ(PeriodsOf(Read("Vi lagrer ordrer i 1 år og 3 måneder.\n")), (Strings{"P1Y3M"}));
  EXPECT_EQ(PeriodsOf(Read("We keep orders for 6 months or 2 years.\n")), (Strings{"P6M", "P2Y"}));
}

TEST(PlainRetentionTest, NumberedPartsAreNoRange) {
  EXPECT_EQ(
      PeriodsOf(Read("Vi lagrer båter i den korteste av disse tidene: (1) til 2 år etter kjøpet; (2) til 90 dager etter at du går.\n")),
      (Strings{"P90D", "P2Y"}));
}

TEST(PlainRetentionTest, TheTimeThatRemovalTakesIsRead) {
  EXPECT_EQ(PeriodsOf(Read("We keep orders as long as your account is open. Then we erase the data within 30 days.\n")), (Strings{"P30D"}));
  EXPECT_EQ(PeriodsOf(Read("Vi sparar order i 2 år. Sedan gör vi uppgifterna anonyma inom 7 dagar.\n")), (Strings{"P2Y", "P7D"}));
}

TEST(PlainRecipientsTest, TheHeadOfARowNamesThem) {
  const Facts facts = Read(
      "<h1>Recipients</h1><table><thead><tr><th>Recipient<th>Where</thead><tr><th>Norvik<td>Germany<tr><th>Shops and others: sales"
      "<td>Norway</table>",
      "a.html");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Norvik in EU", "Shops and others in EU"}));
}

TEST(PlainRecipientsTest, AListTellsTheWholeName) {
  const Facts facts =
      Read("# Hosting\n\nWe use Scaleway.\n\n# Recipients\n\n| Recipient | Where |\n| --- | --- |\n| Scaleway SAS | France |\n", "a.md");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Scaleway SAS in EU"}));
}

TEST(PlainRecipientsTest, EachRowIsOneOfItsOwn) {
  const Facts facts =
      Read("# Recipients\n\n| Recipient | Role |\n| --- | --- |\n| Google | ads |\n| Google Analytics | statistics |\n", "a.md");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Google", "Google Analytics"}));
}

TEST(PlainRecipientsTest, CookiesAreNone) {
  const Facts facts = Read("# Cookies\n\n| Name | What it does |\n| --- | --- |\n| _zq | statistics |\n", "a.md");
  EXPECT_EQ(Names(facts.recipients), (Strings{}));
}

}  // namespace plain_words_test
}  // namespace lofte::importer
