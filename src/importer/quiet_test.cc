// Sentences that must give no fact, or another than they seem to: each was misread once.
#include <algorithm>

#include "importer/importer_test_support.h"
#include "importer/limits.h"

namespace lofte::importer {
namespace quiet_test {

using support::Names;
using support::Read;
using support::Shown;
using support::Strings;
using support::TextsOf;

TEST(QuietRetentionTest, SentencesOfOtherThingsAreNone) {
  for (const char* text : {
           "We send you a one-time code by e-mail.\n",
           "We delete the profile of a child below the 13-year age limit.\n",
           "Undervisningen er fjernundervisning og varer i 30 dager.\n",
           "Vi är skyldiga att svara dig inom en månad.\n",
       })
    EXPECT_EQ(Shown(Read(text).retention), (Strings{})) << text;
}

TEST(QuietRetentionTest, WordsThatOnlySoundLikeAnEndAreNone) {
  for (const char* text : {
           "I utgangspunktet lagrer vi avtaler i 5 år.\n",
           "We store agreements for over 5 years.\n",
           "Opplysninger i løsningen lagres i 12 måneder.\n",
           "Passivt innsamlede logger lagres i 30 dager.\n",
       }) {
    const Facts facts = Read(text);
    ASSERT_EQ(facts.retention.size(), 1u) << text;
    EXPECT_EQ(facts.retention[0].trigger, "unspecified") << text;
  }
}

TEST(QuietRetentionTest, TheLawInGeneralIsNoNamedOne) {
  for (const char* text : {
           "Vi lagrer kvitteringer så lenge loven krever det.\n",
           "Vi sparar kvitton så länge lagen kräver det.\n",
           "Vi gemmer kvitteringer, så længe loven kræver det.\n",
           "Me lagrar kvitteringar så lenge lova krev det.\n",
           "We keep receipts as long as the law requires.\n",
           "Vi lagrer opplysninger i 2 år etter personopplysningsloven.\n",
       })
    for (const Retention& rule : Read(text).retention) EXPECT_FALSE(rule.law_named) << text;
}

TEST(QuietTransfersTest, WhatIsLimitedAssuresNothing) {
  for (const char* text : {
           "We do not always store data within the EU.\n",
           "We cannot guarantee that data is always stored within the EU/EEA.\n",
           "We store data only within the EU, but support in countries outside the EU may be given access.\n",
       })
    EXPECT_NE(Read(text).transfers_outside_eea, std::optional(false)) << text;
}

TEST(QuietBasesTest, AbbreviationsAreNoLetters) {
  const Facts facts = Read("Legal basis: Article 6(1)(a) e.g. newsletters.\n");
  EXPECT_EQ(TextsOf(facts.legal_bases), (Strings{"6(1)(a)"}));
  EXPECT_EQ(TextsOf(facts.controller.emails), (Strings{}));
  EXPECT_EQ(TextsOf(Read("Reach us by phone (at) 22.33.\n").controller.emails), (Strings{}));
}

TEST(QuietControllerTest, LabelsOfOtherThingsNameNone) {
  EXPECT_FALSE(Read("Payment operator: Stripe\n").controller.name);
  EXPECT_FALSE(Read("Slik driver vi tjenesten: Google Cloud\n").controller.name);
}

TEST(QuietDateTest, TheDayOfALawIsNotThatOfThePolicy) {
  EXPECT_FALSE(Read("The GDPR came into force 25 May 2018.\n").last_updated);
  EXPECT_FALSE(Read("Personopplysningsloven trådte i kraft 20. juli 2018.\n").last_updated);
}

TEST(QuietTableTest, AFirstRowOfLabelsIsNoRow) {
  EXPECT_EQ(Names(Read("Recipients\nName\tPurpose\tRegion\nStripe\tPayments\tUSA\nNorvik\tPost\tNorway\n").recipients),
            (Strings{"Stripe in US", "Norvik in EU"}));
}

TEST(QuietTableTest, LinesOfLabelsAndValuesAreNoTable) {
  const Facts facts = Read("Behandlingsansvarlig\nNavn:\tFjordly AS\nTelefon:\t55 12 34 56\nE-post:\tpost@fjordly.no\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Fjordly AS");
  EXPECT_EQ(Names(facts.recipients), (Strings{}));
}

TEST(QuietStatementTest, WordsToFillInAreSigns) {
  const auto concepts = [](std::string_view text) { return Read(text).statements.front().concepts; };
  const std::vector<std::string> signs = concepts("Ansvarig för uppgifterna är FYLL_I i Malmö.\n"),
                                 none = concepts("Du kan fylla i ett formulär hos oss.\n");
  EXPECT_EQ(std::count(signs.begin(), signs.end(), "doc.fill_in"), 1);
  EXPECT_EQ(std::count(none.begin(), none.end(), "doc.fill_in"), 0);
}

TEST(QuietPlaceTest, APlaceBeginsWithItsLabel) {
  const std::string text = "Vi bruker opplysningene til:\n\n- Nyhetsbrev – å sende deg nyheter\n- Salg – å selge deg noe\n";
  const Facts facts = Read(text);
  ASSERT_EQ(facts.activities.size(), 2u);
  EXPECT_EQ(text.substr(facts.activities[0].place.begin, 10), "Nyhetsbrev");
}

TEST(QuietLimitsTest, ATitleIsReadInItsFirstParts) {
  const auto named = [](std::size_t part) {
    std::string title;
    for (std::size_t i = 0; i < kMostTitleParts + 1; ++i) title += (i == 0 ? "" : " | ") + std::string("Norvik") + std::to_string(i);
    const std::string text = "<p>Alt om Norvik" + std::to_string(part) + " står her.</p>";
    const Facts facts = Read("<html><head><title>" + title + "</title></head><body>" + text + "</body></html>", "a.html");
    return facts.controller.name.has_value();
  };
  EXPECT_TRUE(named(kMostTitleParts - 1));
  EXPECT_FALSE(named(kMostTitleParts));
}

}  // namespace quiet_test
}  // namespace lofte::importer
