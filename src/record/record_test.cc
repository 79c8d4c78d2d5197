#include "record/record.h"

#include <algorithm>

#include "record/record_test_support.h"

namespace lofte::record {
namespace record_test {

using policy::Role;
using support::EntryIn;
using support::kShop;
using support::PolicyOf;
using support::RecordOf;
using support::With;

std::vector<std::string> GapsIn(const Record& record) {
  std::vector<std::string> gaps;
  for (const Gap& gap : record.gaps) gaps.push_back(gap.activity + " " + gap.field + " " + gap.article);
  return gaps;
}

bool Has(const std::vector<std::string>& list, const std::string& item) { return std::count(list.begin(), list.end(), item) > 0; }

TEST(RecordTest, ControllerIsNamedWithItsContacts) {
  const Record record = RecordOf(kShop);
  EXPECT_EQ(record.controller.name, "Shop ApS");
  EXPECT_EQ(record.controller.address, "Torvet 1, Aarhus");
  EXPECT_EQ(record.controller.country, "Denmark");
  ASSERT_TRUE(record.officer);
  EXPECT_EQ(record.officer->email, "dpo@shop.example");
  EXPECT_EQ(record.effective, time::ParseDay("2026-01-01").value());
}

TEST(RecordTest, TextsAreInTheLanguage) {
  const Record record = RecordOf(kShop, "da");
  EXPECT_EQ(EntryIn(record, "sales").purpose, "sælge ting");
  EXPECT_EQ(EntryIn(record, "sales").basis_text, "Kontrakt (art. 6, stk. 1, litra b)");
  EXPECT_EQ(EntryIn(record, "kitchen").article9_text, "Udtrykkeligt samtykke (art. 9, stk. 2, litra a)");
  EXPECT_TRUE(record.untranslated.empty());
}

TEST(RecordTest, TextOfAnotherLanguageIsTakenAndSaid) {
  const Record record = RecordOf(kShop, "sv");
  EXPECT_EQ(EntryIn(record, "sales").purpose, "sell things");
  EXPECT_TRUE(Has(record.untranslated, "activities.purpose/sales"));
}

TEST(RecordTest, OneNorwegianStandsInForTheOther) {
  const std::string text = With(With(kShop, "[en, da]", "[en, da, nb]"), "da: sælge ting", "da: sælge ting, nb: selge ting");
  EXPECT_EQ(EntryIn(RecordOf(text, "nn"), "sales").purpose, "selge ting");
}

TEST(RecordTest, WordsComeBeforeTheTextsOfThePolicy) {
  Words words;
  words.texts["activities.purpose"]["sales"] = "sell goods";
  words.texts["activities.title"]["sales"] = "The shop";
  words.texts["data"]["account.email"] = "e-mail address";
  words.texts["recipients"]["host"] = "keeps the servers";
  const Entry entry = EntryIn(RecordOf(kShop, "en", words), "sales");
  EXPECT_EQ(entry.name, "The shop");
  EXPECT_EQ(entry.purpose, "sell goods");
  EXPECT_EQ(entry.data.at(0).data.at(0).name, "e-mail address");
  EXPECT_EQ(entry.recipients.at(0).name, "Host");
  EXPECT_EQ(entry.recipients.at(0).what, "keeps the servers");
}

TEST(RecordTest, TransfersAreToCountriesOutsideTheEea) {
  const Entry sales = EntryIn(RecordOf(kShop), "sales");
  ASSERT_EQ(sales.recipients.size(), 2u);
  EXPECT_FALSE(sales.recipients[0].is_transfer);
  EXPECT_TRUE(sales.recipients[1].is_transfer);
  EXPECT_EQ(sales.recipients[1].safeguards, std::vector<std::string>{"scc"});
}

TEST(RecordTest, AdequacyDecisionOfACountryIsASafeguard) {
  const Record record = RecordOf(kShop);
  EXPECT_EQ(EntryIn(record, "books").recipients.at(0).safeguards, std::vector<std::string>{"adequacy"});
  EXPECT_FALSE(Has(GapsIn(record), "books safeguards 30(1)(e)"));
}

TEST(RecordTest, DataOfARecipientIsWhatThisActivityGivesIt) {
  const Entry sales = EntryIn(RecordOf(kShop), "sales");
  ASSERT_EQ(sales.recipients[1].data.size(), 1u);
  EXPECT_EQ(sales.recipients[1].data[0].id, "account.email");
  EXPECT_TRUE(EntryIn(RecordOf(kShop), "books").recipients[0].data.empty());
}

TEST(RecordTest, ProcessorIsParted) {
  const Record record = RecordOf(kShop);
  EXPECT_TRUE(record.Has(Role::kProcessor));
  EXPECT_EQ(EntryIn(record, "catering").processed_for, "the schools");
}

TEST(RecordTest, MeasuresHaveTheirFigures) {
  EXPECT_EQ(RecordOf(kShop).measures, std::vector<std::string>{"encryption on the way (at least TLS 1.2)"});
}

TEST(RecordTest, PromiseOfSecurityIsAMeasure) {
  const std::string text =
      With(kShop, "promises: {}", "promises:\n  p1: { kind: security, text: { en: no cards, da: ingen kort }, control: { unproven: x } }");
  EXPECT_EQ(RecordOf(text).measures.at(1), "no cards");
}

TEST(RecordTest, PlacesAreThoseOfTheCategories) {
  const Places places = {{"account.email", {{"main.users", "email"}, {"old.users", "mail"}}},
                         {"account.name", {{"main.users", "name"}}},
                         {"health.allergy", {{"main.meals", "allergy"}}}};
  EXPECT_EQ(EntryIn(RecordOf(kShop, "en", {}, places), "sales").places,
            (std::vector<std::string>{"main.users: email, name", "old.users: mail"}));
}

TEST(RecordTest, SpecialAndCriminalCategoriesAreMarked) {
  const std::string text = With(kShop, "subjects: [buyer, child]\n", "special: health\ncriminal: account.name\nsubjects: [buyer, child]\n");
  const Record record = RecordOf(text);
  EXPECT_TRUE(EntryIn(record, "kitchen").data.at(0).data.at(0).special);
  EXPECT_FALSE(EntryIn(record, "sales").data.at(0).data.at(0).criminal);
  EXPECT_TRUE(EntryIn(record, "sales").data.at(0).data.at(1).criminal);
}

TEST(RecordTest, JointControllersAreThoseOfTheActivity) {
  const std::string text = With(kShop, "measures:\n",
                                "joint-controllers:\n"
                                "  chain: { name: Chain AB, country: SE, email: a@chain.example, essence: they answer, for: books }\n"
                                "measures:\n");
  const Record record = RecordOf(text);
  EXPECT_TRUE(EntryIn(record, "sales").joint.empty());
  ASSERT_EQ(EntryIn(record, "books").joint.size(), 1u);
  EXPECT_EQ(EntryIn(record, "books").joint[0].country, "Sweden");
  EXPECT_EQ(EntryIn(record, "books").joint[0].note, "they answer");
  EXPECT_EQ(GapsIn(RecordOf(With(text, ", email: a@chain.example", ""))).front(), " joint 30(1)(a)");
}

TEST(RecordTest, TitleNamesTheActivityAndInterestStandsWithTheBasis) {
  const std::string text =
      With(kShop, "    basis: contract\n    subjects: [buyer]\n",
           "    title: { en: Shop, da: Butik }\n    basis: legitimate-interests\n    interest: { en: selling, da: salg }\n"
           "    subjects: [buyer]\n");
  const Entry sales = EntryIn(RecordOf(text, "da"), "sales");
  EXPECT_EQ(sales.name, "Butik");
  EXPECT_EQ(sales.basis_text, "Legitim interesse (art. 6, stk. 1, litra f)\nsalg");
}

TEST(RecordTest, DraftHasARecordWithMoreGaps) {
  const std::string text = With(With(kShop, "    basis: contract\n    subjects: [buyer]\n", "    subjects: [buyer]\n"), "lofte: 1\n",
                                "lofte: 1\ndraft: { source: a.md, sha256: " + std::string(64, 'a') + " }\n");
  const Record record = RecordOf(With(With(text, "country: DE, for", "for"), "effective: 2026-01-01\n", ""));
  EXPECT_TRUE(record.is_draft);
  EXPECT_EQ(record.effective, std::nullopt);
  EXPECT_EQ(EntryIn(record, "sales").basis_text, "");
  EXPECT_TRUE(Has(GapsIn(record), "sales transfers 30(1)(e)"));
}

TEST(RecordTest, OfOneRoleHasItsActivitiesAndGapsAlone) {
  std::string text = With(kShop, ", officer: { name: Ida, email: dpo@shop.example }", "");
  text = With(text, "    recipients: none\n", "");
  const Record record = Build(PolicyOf(text), support::In("en"), {}, {}, {policy::Role::kProcessor});
  ASSERT_EQ(record.entries.size(), 1u);
  EXPECT_EQ(record.entries.front().activity, "catering");
  EXPECT_EQ(GapsIn(record), (std::vector<std::string>{" officer 30(2)(a)", "catering controllers 30(2)(a)"}));
}

TEST(GapsTest, NoOfficerIsAnAnswer) {
  const Record record = RecordOf(With(kShop, "officer: { name: Ida, email: dpo@shop.example }", "officer: none"));
  EXPECT_EQ(GapsIn(record), std::vector<std::string>{"catering controllers 30(2)(a)"});
}

TEST(GapsTest, RepresentativeOfAControllerOutsideTheEea) {
  const std::string text =
      With(kShop, "country: DK, city", "country: US, time-zone: America/New_York, representative: { name: Rep, email: r@x.example }, city");
  EXPECT_FALSE(Has(GapsIn(RecordOf(text)), " representative 30(1)(a)"));
}

TEST(GapsTest, OnlyWhatThePolicyCannotSayIsMissingInAWholePolicy) {
  EXPECT_EQ(GapsIn(RecordOf(kShop)), std::vector<std::string>{"catering controllers 30(2)(a)"});
}

TEST(GapsTest, OfficerNeitherNamedNorDenied) {
  EXPECT_TRUE(Has(GapsIn(RecordOf(With(kShop, ", officer: { name: Ida, email: dpo@shop.example }", ""))), " officer 30(1)(a)"));
}

TEST(GapsTest, ControllerThatCannotBeReached) {
  EXPECT_TRUE(
      Has(GapsIn(RecordOf(With(kShop, ", city: Aarhus, address: Torvet 1, email: privacy@shop.example", ""))), " controller 30(1)(a)"));
}

TEST(GapsTest, ControllerOutsideTheEeaWithoutRepresentative) {
  EXPECT_TRUE(Has(GapsIn(RecordOf(With(kShop, "country: DK, city", "country: US, time-zone: America/New_York, city"))),
                  " representative 30(1)(a)"));
}

TEST(GapsTest, RecipientsNeitherNamedNorDenied) {
  const std::string text = With(kShop, "    recipients: none\n", "");
  EXPECT_EQ(GapsIn(RecordOf(text)).front(), "kitchen recipients 30(1)(d)");
}

TEST(GapsTest, PurposeAndPeopleOfAnActivity) {
  std::string text = With(kShop, "    purpose: { en: cook, da: lave mad }\n", "");
  text = With(text, "    subjects: [child]\n    data: health\n    recipients: none", "    data: health\n    recipients: none");
  const std::vector<std::string> gaps = GapsIn(RecordOf(text));
  EXPECT_TRUE(Has(gaps, "kitchen purpose 30(1)(b)"));
  EXPECT_TRUE(Has(gaps, "kitchen subjects 30(1)(c)"));
}

TEST(GapsTest, TransferWithoutSafeguard) {
  EXPECT_TRUE(Has(GapsIn(RecordOf(With(kShop, "safeguards: [dpa, scc]", "safeguards: dpa"))), "sales safeguards 30(1)(e)"));
}

TEST(GapsTest, CategoryWithoutATimeLimit) {
  const Record record = RecordOf(With(kShop, "of: [account, order.item], keep", "of: account, keep"));
  ASSERT_TRUE(Has(GapsIn(record), "sales limits 30(1)(f)"));
  EXPECT_NE(record.gaps.front().says.find("`order.item`"), std::string::npos);
}

TEST(GapsTest, NoMeasures) {
  const std::string text(kShop);
  EXPECT_TRUE(Has(GapsIn(RecordOf(text.substr(0, text.find("measures:")) + "promises: {}\n")), " measures 30(1)(g)"));
}

}  // namespace record_test
}  // namespace lofte::record
