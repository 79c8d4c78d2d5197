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

TEST(PlainControllerTest, TheOneThatIsNamedBehindTheVerb) {
  EXPECT_EQ(Read("Behandlingsansvarlig er Foreningen Norvik Barnehage, organisasjonsnummer 934 371 275.\n").controller.name->text,
            "Foreningen Norvik Barnehage");
  EXPECT_EQ(Read("# Contact\n\nPublisher: Kari Berg\n", "a.md").controller.name->text, "Kari Berg");
}

TEST(PlainControllerTest, ItsPartIsNoPartOfItsName) {
  EXPECT_EQ(Read("Behandlingsansvarlig Norvik Holding AS, org.nr. 923 729 674.\n").controller.name->text, "Norvik Holding AS");
}

TEST(PlainControllerTest, AnAddressIsReadByItsPostcode) {
  const auto address_in = [](std::string_view text) { return Read(text).controller.address->text; };
  EXPECT_EQ(address_in("Norvik AS, org.nr. 923 729 674, Strandgata 12, 5013 Bergen, er behandlingsansvarlig.\n"),
            "Strandgata 12, 5013 Bergen");
  EXPECT_EQ(address_in("Norvik AB, Box 7, 111 22 Stockholm, är personuppgiftsansvarigt.\n"), "Box 7, 111 22 Stockholm");
  EXPECT_EQ(address_in("Dataansvarlig er Norvik ApS, Vestergade 9, DK-8000 Aarhus C.\n"), "Vestergade 9, DK-8000 Aarhus C");
  EXPECT_FALSE(Read("Norvik AS er behandlingsansvarlig. I 2018 Norge fikk en ny lov.\n").controller.address);
}

TEST(PlainControllerTest, AnAddressSpelledAgainstCollectorsIsOne) {
  const auto emails = [](std::string_view text) { return TextsOf(Read(text).controller.emails); };
  EXPECT_EQ(emails("Skriv til post (at) norvik.no.\n"), (Strings{"post@norvik.no"}));
  EXPECT_EQ(emails("E-mail: info [at] norvik dot dk\n"), (Strings{"info@norvik.dk"}));
  EXPECT_EQ(emails("We meet at norvik.no every week.\n"), (Strings{}));
}

TEST(PlainBasesTest, WordsAreNoLetters) {
  EXPECT_EQ(TextsOf(Read("Legal basis: GDPR article 6(1)(b) (performance of a contract) and 6(1)(f) (our interest).\n").legal_bases),
            (Strings{"6(1)(b)", "6(1)(f)"}));
}

TEST(PlainBasesTest, ContractAmongOthersIsOne) {
  EXPECT_EQ(TextsOf(Read("Vi behandlar uppgifter med stöd av avtal, rättslig förpliktelse eller berättigat intresse.\n").legal_bases),
            (Strings{"6(1)(c)", "6(1)(f)", "6(1)(b)"}));
}

Strings ActivitiesIn(const Facts& facts) {
  Strings all;
  for (const Activity& activity : facts.activities) {
    std::string bases;
    for (const std::string& basis : activity.legal_bases) bases += " " + basis;
    all.push_back(activity.name + ":" + bases);
  }
  return all;
}

TEST(PlainActivitiesTest, AnItemTellsItsBasis) {
  EXPECT_EQ(ActivitiesIn(Read("# Ändamål och laglig grund\n\nFör följande ändamål och med följande lagliga grunder:\n\n"
                              "- **Skicka nyhetsbrev** — för att berätta nytt. Laglig grund: samtycke.\n"
                              "- **Leverera tjänsten** — för att driva den. Laglig grund: fullgörande av avtal.\n",
                              "a.md")),
            (Strings{"Skicka nyhetsbrev: 6(1)(a)", "Leverera tjänsten: 6(1)(b)"}));
}

TEST(PlainActivitiesTest, WhatStandsBelowABasisRestsOnIt) {
  EXPECT_EQ(ActivitiesIn(Read("## Legal bases\n\n### Contract (Article 6(1)(b))\n\n- Taking payments\n- Keeping your account\n\n"
                              "### Consent (Article 6(1)(a))\n\n- Newsletters\n",
                              "a.md")),
            (Strings{"Taking payments: 6(1)(b)", "Keeping your account: 6(1)(b)", "Newsletters: 6(1)(a)"}));
}

TEST(PlainActivitiesTest, WhatIsNotDoneIsNone) {
  EXPECT_EQ(
      ActivitiesIn(Read("# Formål\n\nVi bruker opplysningene til:\n\n- å levere varer\n\nVi bruker dem ikke:\n\n- til reklame\n", "a.md")),
      (Strings{"å levere varer:"}));
}

TEST(PlainActivitiesTest, ASheetUnderAUsualHeadingIsOne) {
  EXPECT_EQ(ActivitiesIn(Read("# What we do\n\n## Contact information\n\n**Purpose:** To reach you.\n\n**Legal basis:** Consent.\n\n"
                              "## Payments\n\n**Purpose:** To be paid.\n\n**Legal basis:** Article 6(1)(b) GDPR.\n",
                              "a.md")),
            (Strings{"Contact information: 6(1)(a)", "Payments: 6(1)(b)"}));
}

std::string AgeIn(std::string_view text) {
  const Facts facts = Read(text);
  return facts.minimum_age ? facts.minimum_age->text : "";
}

TEST(PlainAgeTest, ANumberAloneIsAnAge) {
  EXPECT_EQ(AgeIn("We do not collect data of children under 13.\n"), "13");
  EXPECT_EQ(AgeIn("The app is for persons aged 18 and over.\n"), "18");
  EXPECT_EQ(AgeIn("We serve at least 13 children.\n"), "");
}

TEST(PlainAgeTest, WhatAMinorIsIsNoLimit) { EXPECT_EQ(AgeIn("Appen brukes av elever, også mindreårige (under 18 år).\n"), ""); }

TEST(PlainAgeTest, FromWhichAgeConsentCountsComesFirst) {
  EXPECT_EQ(AgeIn("Er du under 15 år, bør du bruge appen med en voksen. Er du under 13 år, kræver det samtykke fra en forælder.\n"), "13");
}

TEST(PlainRetentionTest, MinutesAreALength) { EXPECT_EQ(PeriodsOf(Read("Filerna lagras i högst 10 minuter.\n")), (Strings{"PT10M"})); }

TEST(PlainRetentionTest, RecordsOlderThanAYearAreNoPeople) {
  EXPECT_EQ(PeriodsOf(Read("Vi sletter opplysninger eldre enn 1 år.\n")), (Strings{"P1Y"}));
}

TEST(PlainRetentionTest, WhatIsMissingDeniesNothing) {
  const Facts facts = Read("Innspill uten kontaktopplysninger kan lagres i 2 år.\n");
  ASSERT_EQ(facts.retention.size(), 1u);
  EXPECT_FALSE(facts.retention[0].not_stored);
}

TEST(PlainRetentionTest, TheNameOfALawIsTold) {
  const Facts facts =
      Read("Regnskapsbilag lagres i fem år, slik bokføringsloven krever. Kvitteringer lagres i fem år etter regnskapsåret.\n");
  ASSERT_EQ(facts.retention.size(), 2u);
  EXPECT_EQ(facts.retention[0].law, "bokføringsloven");
  EXPECT_TRUE(facts.retention[0].law_named);
  EXPECT_EQ(facts.retention[1].law, "");
}

TEST(PlainRecipientsTest, ThePlaceBehindANameIsItsRegion) {
  EXPECT_EQ(Names(Read("Vi bruker Twilio (USA) til å sende SMS.\n").recipients), (Strings{"Twilio in US"}));
  EXPECT_EQ(Names(Read("Vi bruker Norvik Online GmbH i Frankfurt, Tyskland.\n").recipients), (Strings{"Norvik Online GmbH in EU"}));
  EXPECT_EQ(Names(Read("# Recipients\n\n- Norvik Payments Inc. (USA), payments\n", "a.md").recipients),
            (Strings{"Norvik Payments Inc. in US"}));
  EXPECT_EQ(Names(Read("# Mottakere\n\n- Hallo Verden AS, drift\n", "a.md").recipients), (Strings{"Hallo Verden AS"}));
}

TEST(PlainRecipientsTest, NamesWithWordsInBracketsAreNeighbours) {
  EXPECT_EQ(Names(Read("Vi deler data med Stripe (betaling), Cloudflare (drift) og Norvik (post).\n").recipients),
            (Strings{"Stripe", "Cloudflare", "Norvik"}));
}

TEST(PlainTransfersTest, ARightToKnowOfOneIsNone) {
  EXPECT_FALSE(Read("# Dina rättigheter\n\nOm uppgifterna överförs till ett tredjeland har du rätt till information.\n", "a.md")
                   .transfers_outside_eea.has_value());
}

TEST(PlainTransfersTest, AlwaysInsideIsNone) {
  EXPECT_EQ(Read("Uppgifterna behandlas alltid inom EU/EES.\n").transfers_outside_eea, std::optional(false));
}

std::string DateIn(std::string_view text) {
  const Facts facts = Read(text);
  return facts.last_updated ? facts.last_updated->text : "";
}

TEST(PlainDateTest, SlashesInEachOrder) {
  EXPECT_EQ(DateIn("Last updated: 2026/05/14\n"), "2026-05-14");
  EXPECT_EQ(DateIn("Last updated: 5/14/2026\n"), "2026-05-14");
  EXPECT_EQ(DateIn("Last updated: 14/5/2026\n"), "2026-05-14");
}

TEST(PlainActivitiesTest, ParagraphsAreSeveral) {
  EXPECT_EQ(
      ActivitiesIn(Read(
          "# Vilka uppgifter vi behandlar och varför\n\nNär du beställer behandlar vi namn. Rättslig grund är avtal (GDPR art. 6.1 b).\n\n"
          "Bokföring. Underlag sparas enligt lag (GDPR art. 6.1 c).\n",
          "a.md")),
      (Strings{"När du beställer: 6(1)(b)", "Bokföring.: 6(1)(c)"}));
}

TEST(PlainActivitiesTest, OneBasisIsOfTheWholeListBeforeIt) {
  EXPECT_EQ(ActivitiesIn(Read("# Kvifor\n\nMe brukar opplysningane til:\n\n- å levere varer\n- å svare på spørsmål\n\n"
                              "Behandlingsgrunnlag: avtale med deg (GDPR art. 6 nr. 1 b).\n",
                              "a.md")),
            (Strings{"å levere varer: 6(1)(b)", "å svare på spørsmål: 6(1)(b)"}));
}

TEST(PlainActivitiesTest, ADashPartsThePurposeFromItsBasis) {
  EXPECT_EQ(ActivitiesIn(Read("# Ändamål\n\n- Säkerhet och felsökning — rättslig grund: berättigat intresse att hålla tjänsten trygg.\n"
                              "- Bokföring — rättslig grund: rättslig förpliktelse.\n",
                              "a.md")),
            (Strings{"Säkerhet och felsökning: 6(1)(f)", "Bokföring: 6(1)(c)"}));
}

TEST(PlainActivitiesTest, ATableOfOneCellALineIsOne) {
  EXPECT_EQ(ActivitiesIn(Read(
                "Hvorfor samler vi inn opplysninger?\nFormål\nOpplysning\nGrunnlag\nOpprette brukerkonto\nNavn, e-post\n"
                "Avtale (GDPR Art. 6(1)(b))\nSende nyhetsbrev\nE-post\nSamtykke\nHvor lenge lagrer vi?\nSå lenge kontoen er aktiv.\n")),
            (Strings{"Opprette brukerkonto: 6(1)(b)", "Sende nyhetsbrev: 6(1)(a)"}));
}

TEST(PlainActivitiesTest, ShortLinesThatDoNotTellAreNoTable) {
  EXPECT_EQ(ActivitiesIn(Read("Formål\nGrunnlag\nSykler\nBåter\nBiler\nFly\n\nVi liker dem alle sammen veldig godt.\n")), (Strings{}));
}

TEST(PlainActivitiesTest, TabsPartTheCellsOfARow) {
  EXPECT_EQ(
      ActivitiesIn(Read("Formål og retsgrundlag\nFormål\tRetsgrundlag\nFakturering\tArt. 6(1)(c) — retlig forpligtelse\n"
                        "Lønudbetaling og indberetning af skat\tArt. 6(1)(c) — retlig forpligtelse\nSalg\tArt. 6(1)(a) — samtykke\n")),
      (Strings{"Fakturering: 6(1)(c)", "Lønudbetaling og indberetning af skat: 6(1)(c)", "Salg: 6(1)(a)"}));
}

TEST(PlainBasesTest, ConsentThatCanBeWithdrawnIsOne) {
  EXPECT_EQ(TextsOf(Read("Behandlingsgrunnlaget er samtykke, som du kan trekke tilbake når som helst.\n").legal_bases),
            (Strings{"6(1)(a)"}));
  EXPECT_EQ(TextsOf(Read("# Rettigheter\n\nDu kan trekke samtykket tilbake når som helst.\n", "a.md").legal_bases), (Strings{}));
}

TEST(PlainBasesTest, ABracketSaysTheBasis) {
  EXPECT_EQ(TextsOf(Read("Vi gemmer fakturaer for at fakturere korrekt (retlig forpligtelse, litra c).\n").legal_bases),
            (Strings{"6(1)(c)"}));
}

TEST(PlainRecipientsTest, WhatIsNotUsedIsNone) {
  EXPECT_EQ(Names(Read("Vi använder inte Google Analytics.\n").recipients), (Strings{}));
  EXPECT_EQ(Names(Read("We do not use Google Analytics, but we use Stripe.\n").recipients), (Strings{"Stripe"}));
  EXPECT_EQ(Names(Read("Vi deler ikke data med andre enn Stripe.\n").recipients), (Strings{"Stripe"}));
}

TEST(PlainRecipientsTest, ALineBelowANameTellsItsPlace) {
  EXPECT_EQ(Names(Read("Modtagere\n\nVi bruger Sentry til fejl.\nLokation: USA\n").recipients), (Strings{"Sentry in US"}));
}

TEST(PlainRecipientsTest, AKindOfConnectionIsNoName) {
  EXPECT_EQ(Names(Read("Uppgifterna skickas via en krypterad HTTPS-anslutning till servern.\n").recipients), (Strings{}));
}

TEST(PlainControllerTest, ItsNameInTheLineBelowTheWord) {
  EXPECT_EQ(Read("Behandlingsansvarleg\nNorvik Musikk AS\nE-post: post@norvik.no\n\nKva samlar me?\nMe samlar namn for å levere varer.\n")
                .controller.name->text,
            "Norvik Musikk AS");
}

TEST(PlainControllerTest, WhoProcessesIsItAndASupplierOfTheShopIsNot) {
  EXPECT_EQ(Read("Norvik AB processes the personal data you give us.\n").controller.name->text, "Norvik AB");
  EXPECT_FALSE(Read("Kassan ligger hos oss och drivs av Shopify.\n").controller.name);
}

TEST(PlainRightsTest, HeadingsWithoutMarksAreBelowTheirs) {
  EXPECT_EQ(Names(Read("Dina rättigheter\nDu har följande rättigheter.\nRätt till rättelse\nFel blir ändrade om du hör av dig till oss.\n"
                       "Rätt till begränsning\nBehandlingen kan stå still under vissa förutsättningar.\nOm oss\nVi finns i en stad.\n")
                      .rights),
            (Strings{"rectification", "restriction"}));
}

TEST(PlainLanguageTest, ATitleThatTwoShareTellsNone) {
  EXPECT_EQ(Read("Personvernerklæring\n\nKva opplysningar samlar me inn, og kvifor? Me samlar berre det som me treng frå deg.\n").language,
            "nn");
  EXPECT_EQ(
      Read("Personvernerklæring\n\nHvilke opplysninger samler vi inn, og hvorfor? Vi samler bare det som vi trenger fra deg.\n").language,
      "nb");
}

TEST(PlainRecipientsTest, ACountryIsToldAsItIs) {
  const auto country_in = [](std::string_view text) { return Read(text, "a.md").recipients.front().country; };
  EXPECT_EQ(country_in("# Recipients\n\n- Hetzner, Germany: hosting\n"), "DE");
  EXPECT_EQ(country_in("# Recipients\n\n- Norvik AS, Norway\n"), "NO");
  EXPECT_EQ(country_in("# Recipients\n\n- Stripe, EU and USA\n"), "US");
  EXPECT_EQ(country_in("# Recipients\n\n- Stripe, Ireland and USA\n"), "");
}

TEST(PlainBasesTest, BehindItsLabelTheBareWordIsOne) {
  EXPECT_EQ(TextsOf(Read("Vi bruker navnet ditt til timen din. Rettslig grunnlag: avtale.\n").legal_bases), (Strings{"6(1)(b)"}));
}

TEST(PlainRetentionTest, WhatStandsBehindAConditionIsKept) {
  const Facts facts = Read("Når du melder deg av, sletter vi e-postadressen innen 30 dager.\n");
  ASSERT_EQ(facts.retention.size(), 1u);
  EXPECT_EQ(facts.retention[0].what, "e-postadressen");
}

}  // namespace plain_words_test
}  // namespace lofte::importer
