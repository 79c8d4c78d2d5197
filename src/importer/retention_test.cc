// How long what is kept, in the languages and layouts of the Nordic countries. The texts are ours.
#include "importer/importer_test_support.h"

namespace lofte::importer {
namespace retention_test {

using support::Read;
using support::Shown;
using support::Strings;

Strings RulesOf(std::string_view text) { return Shown(Read(text).retention); }

TEST(RetentionTest, PeriodAndTriggerAreReadInEachLanguage) {
  EXPECT_EQ(RulesOf("Vi lagrer ordren din i fem år etter kjøpet, og sletter den så.\n"), (Strings{"P5Y purchase delete"}));
  EXPECT_EQ(RulesOf("Vi tek vare på bestillinga di i fem år etter kjøpet, men ikkje lenger, og slettar henne så.\n"),
            (Strings{"P5Y purchase delete"}));
  EXPECT_EQ(RulesOf("Vi sparar din beställning i fem år efter köpet och raderar den sedan.\n"), (Strings{"P5Y purchase delete"}));
  EXPECT_EQ(RulesOf("Vi opbevarer din bestilling i fem år efter købet og sletter den derefter.\n"), (Strings{"P5Y purchase delete"}));
  EXPECT_EQ(RulesOf("We keep your order for five years after the purchase and then delete it.\n"), (Strings{"P5Y purchase delete"}));
}

TEST(RetentionTest, NumbersComeInManyShapes) {
  EXPECT_EQ(RulesOf("Loggene slettes etter 5 (fem) år.\n"), (Strings{"P5Y unspecified delete"}));
  EXPECT_EQ(RulesOf("Loggarna raderas efter ett halvt år.\n"), (Strings{"P6M unspecified delete"}));
  EXPECT_EQ(RulesOf("Optagelser slettes efter 24 timer.\n"), (Strings{"PT24H unspecified delete"}));
  EXPECT_EQ(RulesOf("Recordings are deleted after a 90-day period.\n"), (Strings{"P90D unspecified delete"}));
  EXPECT_EQ(RulesOf("Søknaden din lagres i inntil tolv måneder.\n"), (Strings{"<= P12M unspecified unknown"}));
}

TEST(RetentionTest, RangeKeepsBothEnds) {
  for (const char* text :
       {"Vi sparar fakturor i 4-6 år.\n", "Vi sparar fakturor i 4–6 år.\n", "Vi sparar fakturor i mellan 4 och 6 år.\n"}) {
    const Facts facts = Read(text);
    ASSERT_EQ(facts.retention.size(), 1u) << text;
    EXPECT_EQ(facts.retention[0].period, "P6Y") << text;
    EXPECT_EQ(facts.retention[0].least, "P4Y") << text;
  }
}

TEST(RetentionTest, SeveralRulesOfOneSentenceAreApart) {
  EXPECT_EQ(RulesOf("Løste saker oppbevares i 12 måneder, med mindre de inneholder helseopplysninger, da slettes de etter 6 måneder.\n"),
            (Strings{"P12M case_closed unknown", "P6M case_closed delete"}));
}

TEST(RetentionTest, ASentenceThatGoesOnSaysWhatIsDone) {
  const Facts facts = Read("Kontrakter opbevares i 5 år. Derefter bliver de blokeret og slettet.\n");
  ASSERT_EQ(Shown(facts.retention), (Strings{"P5Y unspecified block"}));
  EXPECT_EQ(facts.retention[0].then, "delete");
}

TEST(RetentionTest, StatesAreRulesWithoutAPeriod) {
  EXPECT_EQ(RulesOf("Vi lagrer profilen din så lenge kontoen er aktiv.\n"), (Strings{"- account_active unknown"}));
  EXPECT_EQ(RulesOf("Uppgifterna sparas så länge kundförhållandet består.\n"), (Strings{"- relationship_active unknown"}));
  EXPECT_EQ(RulesOf("We keep your data for as long as it is needed for these purposes.\n"), (Strings{"- purpose_fulfilled unknown"}));
}

TEST(RetentionTest, NotStoredIsARule) {
  const Facts facts = Read("Vi lagrar inte ljudet efter att användningen upphört.\n");
  ASSERT_EQ(facts.retention.size(), 1u);
  EXPECT_TRUE(facts.retention[0].not_stored);
}

// --- what is no retention

TEST(RetentionTest, DeadlinesOfAnswersAndBreachesAreNone) {
  EXPECT_EQ(RulesOf("Vi svarer på henvendelser innen 30 dager.\n"), Strings());
  EXPECT_EQ(RulesOf("Vi besvarar din begäran inom en månad.\n"), Strings());
  EXPECT_EQ(RulesOf("We notify the authority of a data breach within 72 hours.\n"), Strings());
  EXPECT_EQ(RulesOf("Du har 14 dages fortrydelsesret.\n"), Strings());
}

TEST(RetentionTest, AgesAreNone) {
  EXPECT_EQ(RulesOf("Vi lagrer ikke opplysninger om barn under 13 år med vilje.\n"), Strings());
  EXPECT_EQ(RulesOf("You must be at least 16 years old.\n"), Strings());
}

TEST(RetentionTest, NeverLongerThanNeededIsACriterion) {
  EXPECT_EQ(RulesOf("Vi sparar aldrig dina uppgifter längre än nödvändigt för ändamålet.\n"), (Strings{"- purpose_fulfilled unknown"}));
}

TEST(RetentionTest, WhatIsNeverStoredAtAllHasNoPeriod) {
  EXPECT_EQ(RulesOf("We never store card numbers or your IP address.\n"), Strings());
}

TEST(RetentionTest, LookingBackIsNone) { EXPECT_EQ(RulesOf("Vi viser hva du har kjøpt de siste 12 månedene.\n"), Strings()); }

TEST(RetentionTest, ARightToErasureIsNoRule) {
  EXPECT_EQ(
      RulesOf(
          "Dine rettigheter\nDu kan når som helst be oss slette opplysningene dine, og vi gjør det innen 30 dager etter at vi fikk det.\n"),
      Strings());
}

// --- layouts

TEST(RetentionTest, ListUnderAHeadingNeedsNoVerb) {
  EXPECT_EQ(RulesOf("7. Lagringstid\n- Kundekonto: to år etter siste innlogging\n- Regnskap: fem år\n"),
            (Strings{"P2Y last_activity unknown", "P5Y unspecified unknown"}));
}

TEST(RetentionTest, ColumnOfATableNeedsNoVerb) {
  const Facts facts =
      Read("<table><tr><th>Uppgifter</th><th>Lagringstid</th></tr><tr><td>Kvitton</td><td>7 år</td></tr></table>", "a.html");
  ASSERT_EQ(Shown(facts.retention), (Strings{"P7Y unspecified unknown"}));
}

TEST(RetentionTest, ReferenceNamesTheActivity) {
  const auto refers_to = [](const char* text) {
    const Facts facts = Read(text);
    return facts.retention.size() == 1 ? facts.retention[0].refers_to : "no rule";
  };
  EXPECT_EQ(refers_to("Letters are stored according to the criteria in the activity \"Support of customers\".\n"), "Support of customers");
  EXPECT_EQ(refers_to("Brevene opbevares i henhold til de kriterier, der er defineret i aktiviteten \"Kundeservice\".\n"), "Kundeservice");
  EXPECT_EQ(refers_to("Letters are stored as described in section 4.\n"), "");
}

TEST(RetentionTest, PlaceIsThatOfTheClause) {
  const std::string text = "Velkommen.\n\nLogger lagres i 30 dager. Fakturaer lagres i 5 år.\n";
  const Facts facts = Read(text);
  ASSERT_EQ(facts.retention.size(), 2u);
  EXPECT_EQ(text.substr(facts.retention[1].place.begin, facts.retention[1].place.end - facts.retention[1].place.begin),
            "Fakturaer lagres i 5 år.");
  EXPECT_EQ(facts.retention[1].place.line, 3u);
}

}  // namespace retention_test
}  // namespace lofte::importer
