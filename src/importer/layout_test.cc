// What web pages lose on the way to plain text: bullets, cells, levels. The texts are ours.
#include "importer/importer_test_support.h"

namespace lofte::importer {
namespace layout_test {

using support::Names;
using support::Read;
using support::Shown;
using support::Strings;
using support::TextsOf;

TEST(LayoutTest, RightsKeepTheirListWithoutBullets) {
  const Facts facts = Read(
      "Dine rettigheter\nDu har rett til å:\nFå innsyn i opplysninger om deg\nKreve sletting\nKlage til Datatilsynet\n"
      "Skriv til oss for å bruke rettighetene. Vi svarer innen 30 dager.\n");
  EXPECT_EQ(Names(facts.rights), (Strings{"access", "erasure", "complaint"}));
}

TEST(LayoutTest, RightIsWhatTheLabelNames) {
  const Facts facts = Read(
      "Dine rettigheder\nDu har disse rettigheder:\nRet til sletning: du kan bede os slette, dog begrænset af regnskabsloven\n"
      "Ret til indsigt: du kan få en kopi\n");
  EXPECT_EQ(Names(facts.rights), (Strings{"erasure", "access"}));
}

TEST(LayoutTest, RecipientsKeepTheirListWithoutBullets) {
  const Facts facts = Read(
      "Deling\nVi deler opplysninger med følgende tredjeparter:\nKartKeeper – kart i appen\nSentry – feilrapporter\n"
      "Vi selger aldri opplysninger.\n");
  EXPECT_EQ(Names(facts.recipients), (Strings{"KartKeeper", "Sentry"}));
}

TEST(LayoutTest, HeadingAfterAnAnnouncementIsNoItem) {
  const Facts facts = Read("Vi sparar följande uppgifter:\n\nDina rättigheter\n\nDu har rätt till tillgång till dina uppgifter.\n");
  EXPECT_EQ(Names(facts.rights), (Strings{"access"}));
  ASSERT_EQ(facts.lists.size(), 1u);
}

TEST(LayoutTest, TableJoinedByBlanksIsParted) {
  const Facts facts = Read(
      "Leverandører\nVi bruker disse leverandørene.\nLeverandør Funksjon Region\nSupabase Database og innlogging EU (Frankfurt)\n"
      "Anthropic Tekst til rapporter USA\n");
  EXPECT_EQ(Names(facts.recipients), (Strings{"Supabase in EU", "Anthropic in US"}));
}

TEST(LayoutTest, TableOfPurposesJoinedByBlanksIsParted) {
  const Facts facts = Read(
      "Formål Rettslig grunnlag\nOpprette konto for kunder Avtale (art. 6 nr. 1 b)\n"
      "Drift og sikkerhet Berettiget interesse (art. 6 nr. 1 f)\n");
  ASSERT_EQ(facts.activities.size(), 2u);
  EXPECT_EQ(facts.activities[0].name, "Opprette konto for kunder");
  EXPECT_EQ(facts.activities[0].legal_bases, (Strings{"6(1)(b)"}));
  EXPECT_EQ(facts.activities[1].legal_bases, (Strings{"6(1)(f)"}));
}

TEST(LayoutTest, WordsWithCapitalsAreNoTable) {
  const Facts facts = Read("Data Retention\nWe keep Your data with Care for one year.\nThen We delete It at Once.\n");
  EXPECT_TRUE(facts.glued_tables.empty());
  ASSERT_EQ(facts.retention.size(), 1u);
  EXPECT_EQ(facts.retention[0].period, "P1Y");
}

TEST(LayoutTest, GluedTableOfPeriodsIsParted) {
  const Facts facts = Read(
      "UppgiftstypLagringstidMotivering\nOrdrar7 årBokföringslagen\nLoggar90 dagarFelsökning\n"
      "Konto (namn, e-post)Så länge kontot är aktivtFör att du ska kunna logga in\n");
  EXPECT_EQ(Shown(facts.retention), (Strings{"P7Y unspecified unknown", "P90D unspecified unknown", "- account_active unknown"}));
}

TEST(LayoutTest, DataInARowIsNoHead) {
  const Facts facts = Read("Vilka uppgifter\nKontaktuppgifterNamn, e-postKunder\nProfilBild, textStädare\n");
  EXPECT_TRUE(facts.recipients.empty());
}

TEST(LayoutTest, PurposesAreNamedByTheirLabels) {
  const Facts facts =
      Read("Formål\nVi behandler opplysninger for følgende formål:\nFakturering: for å sende deg regning.\nStøtte: for å svare deg.\n");
  ASSERT_EQ(facts.activities.size(), 2u);
  EXPECT_EQ(facts.activities[0].name, "Fakturering");
}

TEST(LayoutTest, ProvidersAreNoPurposes) {
  const Facts facts =
      Read("Leverantörer\nFör att driva appen använder vi dessa leverantörer:\n- Cloudflare – lagring av bilder\n- MongoDB – databas\n");
  EXPECT_TRUE(facts.activities.empty());
  EXPECT_EQ(Names(facts.recipients), (Strings{"Cloudflare", "MongoDB"}));
}

TEST(LayoutTest, BasesAreReadFromLabels) {
  const Facts facts = Read("Rettslig grunnlag\nVi bygger på:\nAvtale: når du bestiller\nSamtykke: når du melder deg på nyhetsbrevet\n");
  EXPECT_EQ(TextsOf(facts.legal_bases).size(), 2u);
}

TEST(LayoutTest, CookiesAreNamedInLabelsAndPairs) {
  const Facts facts = Read("Cookies\nFølgende cookies brukes:\n- fj_valg: husker valget ditt\n- fjBilde og fj_tema: bakgrunn\n");
  ASSERT_EQ(facts.cookies.size(), 3u);
  EXPECT_EQ(facts.cookies[0].name, "fj_valg");
}

TEST(LayoutTest, OneThousandTablesAreNotTakenForGluedOnes) {
  std::string text = "<html><body>";
  for (int i = 0; i < 1001; ++i) text += "<table><tr><th>Name<th>Region<tr><td>Firm" + std::to_string(i % 3) + "<td>Sweden</table>";
  const Facts facts = Read(text, "policy.html");
  EXPECT_TRUE(facts.glued_tables.empty());
  EXPECT_EQ(Names(facts.recipients), (Strings{"Firm0 in EU", "Firm1 in EU", "Firm2 in EU"}));
}

// --- names

TEST(NamesTest, ServiceBehindViaIsARecipient) {
  EXPECT_EQ(Names(Read("Skjemaet sendes via tjenesten Skjemakari til e-posten vår.\n").recipients), (Strings{"Skjemakari"}));
  EXPECT_TRUE(Read("Skjemaet sendes via nettsiden til e-posten vår.\n").recipients.empty());
  EXPECT_TRUE(Read("[Skriv her om du bruker Google Analytics]\n").recipients.empty());
}

TEST(NamesTest, NamesBesideAKnownOneAreRecipients) {
  const Facts facts = Read("Til undersøkelser benytter vi Nordspør AS, Kantara, Typeform og Fjordmedia.\n");
  EXPECT_EQ(facts.recipients.size(), 4u);
}

TEST(NamesTest, ControllerIsWhoeverIsCalledUs) {
  const Facts facts = Read("Denna policy beskriver hur Skidspår (även kallat \"vi\", \"oss\") samlar in uppgifter.\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Skidspår");
}

TEST(NamesTest, ControllerIsWhoeverRunsTheService) {
  const Facts facts = Read("Fjordappen er en app, drevet av Kari Berg.\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Kari Berg");
  EXPECT_FALSE(Read("Nettsiden er designet av Penselverk.\n").controller.name);
}

TEST(NamesTest, ASupplierNamedOftenIsNoController) {
  const Facts facts = Read(
      "Kontakt og henvendelser\nE-post driftes av Nordvert AS.\nTelefon driftes av Nordvert AS.\nSkjema driftes av Nordvert AS.\n"
      "Kursportalen driftes av Nordvert AS, som vi betaler for det hver eneste måned.\n");
  EXPECT_FALSE(facts.controller.name);
}

TEST(NamesTest, CompanyNameCrossesAPlace) {
  const Facts facts = Read("Fjordvask i Molde AS er behandlingsansvarlig.\n");
  ASSERT_TRUE(facts.controller.name);
  EXPECT_EQ(facts.controller.name->text, "Fjordvask i Molde AS");
}

TEST(NamesTest, MonthIsADate) {
  const Facts facts = Read("Sist oppdatert: mars 2025\n");
  ASSERT_TRUE(facts.last_updated);
  EXPECT_EQ(facts.last_updated->text, "2025-03");
}

// --- retention

TEST(OpenEndsTest, AnEndWithoutAUsualNameIsOne) {
  EXPECT_EQ(Shown(Read("Hvor længe gemmer vi data?\nVi gemmer data indtil kurset slutter.\n").retention),
            (Strings{"- unspecified unknown"}));
  EXPECT_EQ(Shown(Read("Når du melder dig ud, bliver dine oplysninger slettet.\n").retention), (Strings{"- relationship_end delete"}));
  EXPECT_EQ(Shown(Read("Personopplysningene slettes når formålet med undersøkelsen er oppnådd.\n").retention),
            (Strings{"- purpose_fulfilled delete"}));
}

TEST(OpenEndsTest, AfterSomethingIsSaid) {
  EXPECT_EQ(Shown(Read("Vi lagrer notatene i 1 år etter endt opplæring.\n").retention), (Strings{"P1Y afterwards unknown"}));
}

TEST(OpenEndsTest, UnlessIsNoRule) {
  EXPECT_EQ(Read("Opbevaring\nSager opbevares i 2 år efter kontakten, medmindre længere opbevaring er nødvendig.\n").retention.size(), 1u);
}

}  // namespace layout_test
}  // namespace lofte::importer
