// Who, to whom, on which ground, with which rights: facts in the languages and layouts of the Nordic countries. The texts are ours.
#include "importer/importer_test_support.h"
#include "importer/limits.h"

namespace lofte::importer {
namespace facts_test {

using support::Names;
using support::Read;
using support::Strings;
using support::TextsOf;

// --- identity

TEST(IdentityTest, ControllerIsReadFromASentence) {
  const Facts facts = Read("Fjordly AS (org.nr. 974 760 673) er behandlingsansvarlig. Skriv til personvern@fjordly.example.\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Fjordly AS");
  ASSERT_TRUE(facts.controller.organisation_number);
  EXPECT_EQ(facts.controller.organisation_number->text, "974 760 673");
  EXPECT_EQ(TextsOf(facts.controller.emails), (Strings{"personvern@fjordly.example"}));
}

TEST(IdentityTest, ControllerIsReadFromLinesBelowAnAnnouncement) {
  const Facts facts = Read("Personuppgiftsansvarig är:\n\nSjöhuset Bokning AB\n\nStockholm\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Sjöhuset Bokning AB");
}

TEST(IdentityTest, ANumberWithAWrongCheckDigitIsReadBehindTheWordsForItAlone) {
  const Facts said = Read("Fjordly AS (org.nr. 974 760 674) er behandlingsansvarlig.\n");
  ASSERT_TRUE(said.controller.organisation_number);
  EXPECT_LT(said.controller.organisation_number->confidence, 0.6);
  EXPECT_FALSE(Read("Fjordly AS (974 760 674) er behandlingsansvarlig.\n").controller.organisation_number);
}

TEST(IdentityTest, WhoIsSaidToAnswerNeedsNoLegalForm) {
  const Facts facts = Read("Sportsklubben Fjell (org.nr 974 760 673) er behandlingsansvarlig for opplysningene.\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Sportsklubben Fjell");
  const Facts inverted = Read("För det som sker i appen är Kari Berg personuppgiftsansvarig.\n");
  ASSERT_TRUE(inverted.controller.name);
  EXPECT_EQ(inverted.controller.name->text, "Kari Berg");
  EXPECT_FALSE(Read("Vi er behandlingsansvarlig for opplysningene.\n").controller.name);
}

TEST(IdentityTest, ASupplierIsNoController) {
  const Facts facts = Read("Mottakere\n- Nordvert AS: drift av servere\n");
  EXPECT_FALSE(facts.controller.name);
}

TEST(IdentityTest, AddressesOfTheAuthorityAreNotTheControllers) {
  const Facts facts = Read("Du kan klage til Datatilsynet, dt@datatilsynet.dk.\n");
  EXPECT_EQ(facts.controller.emails.size(), 0u);
  ASSERT_TRUE(facts.authority);
  EXPECT_EQ(facts.authority->text, "Datatilsynet");
  EXPECT_EQ(facts.authority_country, "DK");
}

TEST(IdentityTest, DatesOfTheTextComeInManyShapes) {
  for (const char* text : {"Sist oppdatert: 3. mars 2025\n", "Senast uppdaterad 2025-03-03\n", "Senest opdateret: 03.03.2025\n",
                           "Last updated: March 3, 2025\n"}) {
    const Facts facts = Read(text);
    ASSERT_TRUE(facts.last_updated) << text;
    EXPECT_EQ(facts.last_updated->text, "2025-03-03") << text;
  }
  EXPECT_FALSE(Read("Forordning (EU) 2016/679 av 27. april 2016 gjelder.\n").last_updated);
}

TEST(IdentityTest, AnAddressThatComesOftenIsOne) {
  std::string text = "# Contact\n\n";
  for (std::size_t i = 0; i < kMostEmails; ++i) text += "- a" + std::to_string(i) + "@firm.example\n";
  const Facts facts = Read(text + "- a0@firm.example\n- dt@datatilsynet.dk\n", "policy.md");
  EXPECT_EQ(facts.controller.emails.size(), kMostEmails);
  EXPECT_TRUE(facts.left_out.empty());
}

TEST(IdentityTest, TitleOfAPageNamesWhoIsNamedInTheText) {
  const auto read = [](const std::string& text) {
    return Read("<html><head><title>Personvern | Fjordly</title></head><body><p>" + text + "</p></body></html>", "policy.html");
  };
  const Facts facts = read("Vi lagrer navnet ditt. Appen heter Fjordly.");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Fjordly");
  EXPECT_GT(facts.controller.name->place.begin, 60u) << "the place is in the text";
  EXPECT_FALSE(read("Vi lagrer navnet ditt.").controller.name);
}

TEST(IdentityTest, AnOfficerThatIsDeniedIsNone) {
  EXPECT_TRUE(Read("Vårt dataskyddsombud nås på dso@sjohuset.example.\n").controller.dpo);
  EXPECT_FALSE(Read("Vi har inget dataskyddsombud; ingen dataskyddsombud krävs.\n").controller.dpo);
}

// --- recipients and transfers

TEST(RecipientsTest, ListNamesThem) {
  const Facts facts = Read(
      "Deling av opplysninger\nVi deler opplysninger med disse leverandørene:\n- Stripe: betaling\n- Nordvert AS - drift i Norge\n- "
      "Fjellpost: utsending av e-post\n");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Stripe", "Nordvert AS in EU", "Fjellpost"}));
}

TEST(RecipientsTest, TableHasRegionAndPurpose) {
  const Facts facts =
      Read("| Leverantör | Ändamål | Land |\n|---|---|---|\n| Klarna | betalning | Sverige |\n| Twilio | sms | USA |\n", "a.md");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Klarna in EU", "Twilio in US"}));
  EXPECT_EQ(facts.recipients.at(1).purpose, "sms");
  EXPECT_EQ(facts.transfers_outside_eea, true);
}

TEST(RecipientsTest, GluedTableIsParted) {
  const Facts facts =
      Read("Underleverandører\n\nNavnFormålRegion\nStripeBetaling av fakturaerEU / US\nNordvert ASDrift av serverneEU (Oslo)\n");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Stripe in EU/US", "Nordvert AS in EU"}));
  EXPECT_EQ(facts.glued_tables.size(), 1u);
}

TEST(RecipientsTest, ProductOfAListedCompanyIsTheCompany) {
  const Facts facts = Read("Mottakere\n- Vercel: drift\n\nVi bruker Vercel Analytics og Google Analytics for statistikk.\n");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Vercel", "Google Analytics"}));
}

TEST(RecipientsTest, FromWhomDataComesIsNoRecipient) {
  EXPECT_EQ(Names(Read("Vi bruker navnet ditt, som vi mottar fra Feide.\n").recipients), Strings());
}

TEST(TransfersTest, DenialIsSaid) {
  EXPECT_EQ(Read("Vi overfører ikke opplysninger til land utenfor EØS.\n").transfers_outside_eea, false);
  EXPECT_EQ(Read("Uppgifter kan överföras till länder utanför EU/EES.\n").transfers_outside_eea, true);
  EXPECT_EQ(Read("Vi lagrer navnet ditt.\n").transfers_outside_eea, std::nullopt);
}

TEST(TransfersTest, SafeguardsAreNamed) {
  const Facts facts = Read(
      "Overførsler uden for EU sker på grundlag af EU-Kommissionens standardkontraktbestemmelser eller EU-US Data Privacy Framework.\n");
  EXPECT_EQ(TextsOf(facts.safeguards), (Strings{"SCC", "DPF"}));
}

// --- bases

TEST(BasesTest, ArticlesAreWrittenInManyWays) {
  for (const char* text : {"Behandlingsgrunnlaget er personvernforordningen artikkel 6 nr. 1 bokstav b.\n",
                           "Rättslig grund: artikel 6.1 b i dataskyddsförordningen.\n",
                           "Retsgrundlaget er databeskyttelsesforordningens artikel 6, stk. 1, litra b.\n",
                           "The legal basis is Article 6(1)(b) GDPR.\n", "Grunnlag: GDPR art. 6 (1) (b).\n"}) {
    EXPECT_EQ(TextsOf(Read(text).legal_bases), (Strings{"6(1)(b)"})) << text;
  }
}

TEST(BasesTest, NamesCountWhereBasesAreSpokenOf) {
  EXPECT_EQ(TextsOf(Read("Rättslig grund: samtycke.\n").legal_bases), (Strings{"6(1)(a)"}));
  EXPECT_EQ(TextsOf(Read("Behandlingen bygger på en interesseavveining, vår legitime interesse.\n").legal_bases), (Strings{"6(1)(f)"}));
  EXPECT_EQ(TextsOf(Read("Du kan trekke tilbake samtykket ditt.\n").legal_bases), Strings());
}

// --- rights

TEST(RightsTest, SentencesAndListsNameThem) {
  EXPECT_EQ(Names(Read("Du har rett til å få vite hvilke opplysninger vi har om deg, få dem rettet og kreve dem slettet.\n").rights),
            (Strings{"access", "rectification", "erasure"}));
  EXPECT_EQ(Names(Read("Dina rättigheter\n- Rätt till dataportabilitet\n- Rätt att invända\n- Rätt till begränsning\n").rights),
            (Strings{"portability", "objection", "restriction"}));
}

TEST(RightsTest, ARetentionSentenceGrantsNone) { EXPECT_EQ(Names(Read("Vi sletter loggene etter 30 dager.\n").rights), Strings()); }

// --- the rest

TEST(AgeTest, IsReadBesideWordsOfAge) {
  const Facts facts = Read("Tjänsten riktar sig inte till barn under 13 år.\n");
  ASSERT_TRUE(facts.minimum_age);
  EXPECT_EQ(facts.minimum_age->text, "13");
  EXPECT_FALSE(Read("Vi lagrer fakturaer i 13 år.\n").minimum_age);
}

TEST(BreachTest, SeventyTwoHoursOfABreach) {
  EXPECT_TRUE(Read("Ved brud på persondatasikkerheden underretter vi Datatilsynet inden for 72 timer.\n").breach_72h);
  EXPECT_FALSE(Read("Varer leveres inden for 72 timer.\n").breach_72h);
}

TEST(CookiesTest, TableNamesThemWithLifetimes) {
  const Facts facts =
      Read("| Cookie | Formål | Varighet |\n|---|---|---|\n| sid | innlogging | økt |\n| _ga | statistikk | 13 måneder |\n", "a.md");
  ASSERT_EQ(facts.cookies.size(), 2u);
  EXPECT_EQ(facts.cookies[0].lifetime, "session");
  EXPECT_EQ(facts.cookies[1].lifetime, "P13M");
  EXPECT_EQ(facts.retention.size(), 0u);
}

TEST(CookiesTest, ATableOfRetentionIsNotOfCookies) {
  const Facts facts = Read("| Uppgifter | Lagringstid |\n|---|---|\n| Kvitton | 7 år |\n", "a.md");
  EXPECT_EQ(facts.cookies.size(), 0u);
  EXPECT_EQ(facts.retention.size(), 1u);
}

TEST(ActivitiesTest, TableOfPurposesNamesThem) {
  const Facts facts = Read(
      "| Formål | Rettslig grunnlag |\n|---|---|\n| Levere varer | avtale med deg (art. 6 nr. 1 b) |\n| Nyhetsbrev | samtykke (art. 6 nr. "
      "1 a) |\n",
      "a.md");
  ASSERT_EQ(facts.activities.size(), 2u);
  EXPECT_EQ(facts.activities[0].name, "Levere varer");
  EXPECT_EQ(facts.activities[1].legal_bases, (Strings{"6(1)(a)"}));
}

TEST(ActivitiesTest, SheetsOfLabelsNameThem) {
  const Facts facts = Read(
      "Support\nFormål At svare dig\nRetsgrundlag Aftale med dig (art. 6, stk. 1, litra b)\nOpbevaringsperiode 1 år\n"
      "Nyhedsbrev\nFormål At sende nyt\nRetsgrundlag Samtykke (art. 6, stk. 1, litra a)\nOpbevaringsperiode Til du afmelder dig\n");
  ASSERT_EQ(facts.activities.size(), 2u);
  EXPECT_EQ(facts.activities[0].name, "Support");
  EXPECT_EQ(facts.activities[0].legal_bases, (Strings{"6(1)(b)"}));
  ASSERT_EQ(facts.activities[0].retention.size(), 1u);
  EXPECT_EQ(facts.activities[0].retention[0].period, "P1Y");
  EXPECT_EQ(facts.activities[1].name, "Nyhedsbrev");
}

TEST(ListsTest, AnnouncedAndEmptyIsSeen) {
  const Facts facts = Read("Vi samlar in följande uppgifter:\n\nDina rättigheter\n- insyn\n");
  ASSERT_EQ(facts.lists.size(), 1u);
  EXPECT_EQ(facts.lists[0].items, 0u);
}

TEST(UnmappedTest, APromiseThatIsNotUnderstoodIsListed) {
  const Facts facts = Read("Vi skal alltid hilse pent på kundene våre.\n");
  ASSERT_EQ(facts.unmapped.size(), 1u);
}

TEST(LanguageTest, WhatAPageDeclaresDecidesBetweenEqualsAlone) {
  const auto language = [](const std::string& declared, const std::string& text) {
    return Read("<html lang=\"" + declared + "\"><body><p>" + text + "</p></body></html>", "policy.html").language;
  };
  const std::string both =
      "Vi lagrer opplysningene dine i to år, og sletter dem etterpå.</p><p>We keep your information for two years, and delete it then.";
  EXPECT_EQ(language("nb-NO", both), "nb");
  EXPECT_EQ(language("en", both), "en");
  EXPECT_EQ(language("en", "Vi lagrer opplysningene dine i to år, og sletter dem etterpå."), "nb");
}

TEST(LanguageTest, IsTold) {
  EXPECT_EQ(Read("Vi lagrer ikke opplysninger om deg etter at du har sluttet hos oss, og vi gir dem ikke til noen.\n").language, "nb");
  EXPECT_EQ(Read("Vi lagrar ikkje opplysningar om deg etter at du har slutta hos oss, og vi gjev dei ikkje til nokon.\n").language, "nn");
  EXPECT_EQ(Read("Vi sparar inte uppgifter om dig efter att du har slutat hos oss, och vi lämnar inte ut dem till någon.\n").language,
            "sv");
  EXPECT_EQ(Read("Vi gemmer ikke oplysninger om dig, efter at du er holdt op hos os, og vi giver dem ikke til nogen.\n").language, "da");
  EXPECT_EQ(Read("We do not keep data about you after you have left us, and we do not give it to anybody.\n").language, "en");
}

}  // namespace facts_test
}  // namespace lofte::importer
