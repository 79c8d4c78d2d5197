#include "diff/message.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "diff/diff_test_support.h"
#include "diff/phrases.h"
#include "policy/authorities.h"

namespace lofte::diff {
namespace message_test {

using policy::Policy;
using support::Shop;
using support::ShopWith;

const Words kNorwegian = {
    {"data",
     {{"visit.page", "besøkte sider"},
      {"visit.ip", "IP-adresse"},
      {"visit", "besøk"},
      {"account.name", "navn"},
      {"letter.address", "adresse"}}},
    {"activities",
     {{"statistics.purpose", "se hvilke sider som blir lest"}, {"letters.purpose", "sende deg brev"}, {"sales.purpose", "selge deg ting"}}},
    {"events", {{"visit.made", "du besøkte siden"}, {"letter.sent", "brevet ble sendt"}}},
    {"states", {{"letter.answered.is", "brevet er besvart"}, {"letter.answered.not", "brevet ikke er besvart"}}},
    {"authorities", {{"DK", "det danske Datatilsynet"}}},
};

Message Of(const Policy& before, const Policy& after, const std::string& language, const Words& words) {
  Result<Message> message = MessageOf(before, after, Compare(before, after), language, words);
  EXPECT_TRUE(message) << (message ? "" : message.error().message);
  return message ? *message : Message();
}

TEST(MessageTest, SaysWhatChangesFromWhenWhatItMeansAndWhatToDo) {
  const Policy after = ShopWith("keep: P1Y after visit.made", "keep: P2Y after visit.made");
  const Message message = Of(Shop(), after, "nb", kNorwegian);
  EXPECT_EQ(message.text, R"(Shop ApS: vi endrer personvernerklæringen vår

Endringene gjelder fra 1. januar 2026 om ikke en annen dag står nedenfor.

Dette endrer seg, og dette betyr det for deg

- Vi har besøkte sider lenger for å se hvilke sider som blir lest. Før: ett år etter at du besøkte siden. Nå: 2 år etter at du besøkte siden.
  Opplysninger om deg blir liggende lenger enn før, hos oss eller andre, eller lenger for noen.

Dette kan du gjøre

- Du kan protestere mot det vi gjør ut fra en berettiget interesse eller en oppgave i allmennhetens interesse. Si hvorfor det ikke passer for deg; mot direkte markedsføring trenger du ikke gi noen grunn.
- Ønsker du ikke dette, kan du slutte å bruke tjenesten og be oss slette opplysningene om deg.
- Spørsmål, protester og krav: bo@shop.example
- Du kan klage til det danske Datatilsynet.
)");
  EXPECT_TRUE(message.missing.empty());
}

TEST(MessageTest, HoursAndMinutesAreSaidAsSuch) {
  const Policy after = ShopWith("keep: P1Y after visit.made", "keep: PT90M after visit.made");
  EXPECT_NE(Of(Shop(), after, "en", {}).text.find("Now: one hour and 30 minutes after"), std::string::npos)
      << Of(Shop(), after, "en", {}).text;
}

TEST(MessageTest, OfWhatIsNotMaterialThereIsNothingToTell) {
  const Message message = Of(Shop(), ShopWith("text: invoices stay five years", "text: five years for invoices"), "en", {});
  EXPECT_NE(message.text.find("Nothing changes for you."), std::string::npos) << message.text;
  EXPECT_EQ(message.text.find("invoices"), std::string::npos) << message.text;
}

TEST(MessageTest, UnderConsentItSaysThatPeopleAreAsked) {
  const std::string text = Of(Shop(), ShopWith("for: sales, data", "for: [sales, letters], data"), "nb", kNorwegian).text;
  EXPECT_NE(text.find("Vi spør deg på nytt"), std::string::npos) << text;
  EXPECT_NE(text.find("trekke tilbake et samtykke"), std::string::npos) << text;
  EXPECT_NE(text.find("Host får"), std::string::npos) << text;
}

TEST(MessageTest, ARecipientIsCalledAsTheWordsCallIt) {
  Words words = kNorwegian;
  words["recipients"] = {{"host", "drift av tjenesten"}, {"host.name", "Vertshuset"}};
  const std::string text = Of(Shop(), ShopWith("for: sales, data", "for: [sales, letters], data"), "nb", words).text;
  EXPECT_NE(text.find("Vertshuset får"), std::string::npos) << text;
}

TEST(MessageTest, CountryAndAuthorityHaveNamesOfThemselves) {
  const Message message = Of(Shop(), ShopWith("country: DE, city: Berlin, ", "country: CH, "), "nb", {});
  EXPECT_NE(message.text.find("Sveits"), std::string::npos) << message.text;
  EXPECT_NE(message.text.find("klage til " + policy::AuthorityOf("DK")->name), std::string::npos) << message.text;
}

TEST(MessageTest, WithdrawalIsToldOfWhereThereIsOneAndNotOfWhatIsDoneForAnother) {
  const char* contract = "    basis: contract\n";
  const Policy special = ShopWith(contract, "    basis: contract\n    art9: a\n"), more = [] {
    Policy policy = ShopWith("    basis: contract\n", "    basis: contract\n    art9: a\n");
    policy.activities.front().data.push_back("visit.page");
    return policy;
  }();
  EXPECT_NE(Of(special, more, "en", {}).text.find("You can withdraw a consent"), std::string::npos);
  Policy before = special, after = more;
  for (Policy* policy : {&before, &after}) policy->activities.front().role = policy::Role::kProcessor;
  EXPECT_EQ(Of(before, after, "en", {}).text.find("You can withdraw a consent"), std::string::npos);
}

TEST(MessageTest, ALongerTermThatBindsLaterEventsOnlySaysSo) {
  const char* older =
      "      - { of: letter.address, keep: P1Y after letter.sent, when: not letter.answered, then: aggregate in cells of 10 then erase }\n";
  const Policy after =
      ShopWith(older, older + std::string("      - { from: 2027-03-01, of: letter.address, keep: P3Y after letter.sent, when: not "
                                          "letter.answered, then: aggregate in cells of 10 then erase }\n"));
  const std::string text = Of(Shop(), after, "nb", kNorwegian).text;
  EXPECT_NE(text.find("Det gjelder bare det som skjer fra og med 1. mars 2027"), std::string::npos) << text;
  EXPECT_NE(text.find("hvis brevet ikke er besvart: 3 år etter at brevet ble sendt"), std::string::npos) << text;
}

TEST(MessageTest, AWordThatIsMissingIsNamed) {
  const Message message = Of(Shop(), ShopWith("keep: P1Y after visit.made", "keep: P2Y after visit.made"), "sv", {});
  EXPECT_EQ(message.missing, (std::vector<std::string>{"activities statistics.purpose", "data visit.page", "events visit.made"}));
}

TEST(MessageTest, AWholeGroupIsCalledByItsName) {
  const std::string text =
      Of(Shop(), ShopWith("data: letter.address\n    retention", "data: letter.address\n    uses: visit\n    retention"), "nb", kNorwegian)
          .text;
  EXPECT_NE(text.find("Vi bruker besøk også for å sende deg brev."), std::string::npos) << text;
}

TEST(MessageTest, AnUnknownLanguageIsAnErrorThatNamesThem) {
  const Result<Message> message = MessageOf(Shop(), Shop(), {}, "xx", {});
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().message, "there is no message in `xx`: choose one of da, en, nb, nn, sv");
}

// Phrases ---------------------------------------------------------------------------------------------------------------------------------

std::multiset<std::string> Placeholders(const std::string& text) {
  static const std::regex pattern(R"(\{([a-z]+)\})");
  std::multiset<std::string> names;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern); at != std::sregex_iterator(); ++at) names.insert((*at)[1]);
  return names;
}

TEST(PhrasesTest, EveryLanguageHasTheSameKeysAndPlaceholders) {
  const auto& english = Phrases::Find("en")->all();
  EXPECT_GT(english.size(), 150u);
  for (const std::string& language : MessageLanguages()) {
    const auto& all = Phrases::Find(language)->all();
    EXPECT_EQ(all.size(), english.size()) << language;
    for (const auto& [key, text] : english) {
      ASSERT_EQ(all.count(key), 1u) << language << " " << key;
      // A period of one is written with its number in some languages.
      if (key.rfind("period.", 0) == 0) continue;
      EXPECT_EQ(Placeholders(all.find(key)->second), Placeholders(text)) << language << " " << key;
      const bool is_sentence = key.find('-') != std::string::npos && key.find('.') == std::string::npos;
      EXPECT_TRUE(language == "en" || !is_sentence || all.find(key)->second != text) << language << " " << key << " is English";
    }
  }
}

TEST(PhrasesTest, EveryMaterialKindAndThemeHasOneAndEveryWordThatAPolicyMayUse) {
  const Phrases& phrases = *Phrases::Find("en");
  for (const Kind& kind : Kinds()) {
    EXPECT_EQ(phrases.Has(kind.id), IsMaterial(kind.rank)) << kind.id;
    EXPECT_TRUE(kind.theme.empty() || phrases.Has("means." + std::string(kind.theme))) << kind.theme;
  }
  for (const auto& [prefix, ids] :
       {std::pair("right.", &policy::kRights), std::pair("told.", &policy::kTold), std::pair("safeguard.", &policy::kSafeguards)})
    for (const std::string& id : *ids) EXPECT_TRUE(phrases.Has(prefix + id)) << id;
  for (const policy::Then then :
       {policy::Then::kNone, policy::Then::kBlock, policy::Then::kAnonymise, policy::Then::kAggregate, policy::Then::kErase})
    EXPECT_TRUE(phrases.Has("then." + std::string(NameOf(then))));
  for (int basis = 0; basis < 6; ++basis) EXPECT_TRUE(phrases.Has("basis." + std::string(NameOf(static_cast<policy::Basis>(basis)))));
}

// Whatever has changed, there and back, no placeholder is left in any language.
TEST(MessageTest, OfAllThatCanChangeEverySentenceIsWhole) {
  Policy empty = Shop();
  empty.activities.clear();
  empty.recipients.clear();
  empty.rules.clear();
  empty.rights.clear();
  empty.cookies.clear();
  empty.messages.clear();
  empty.measures.clear();
  empty.breach.clear();
  empty.promises.clear();
  empty.controller.officer.reset();
  empty.minimum_age.reset();
  for (const std::string& language : MessageLanguages()) {
    for (const std::string& text : {Of(Shop(), empty, language, kNorwegian).text, Of(empty, Shop(), language, kNorwegian).text}) {
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 20);
    }
  }
}

}  // namespace message_test
}  // namespace lofte::diff
