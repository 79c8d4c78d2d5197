#include "transparency/tilt.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "policy/authorities.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency {
namespace tilt_test {

using Json = nlohmann::ordered_json;

Json Document(const policy::Policy& policy, const std::string& language = "en", const Labels& labels = {}) {
  const Result<std::string> text = Tilt(policy, language, labels);
  EXPECT_TRUE(text) << (text ? "" : text.error().message);
  return text ? Json::parse(*text) : Json::object();
}

Json Item(const Json& document, const std::string& id) {
  for (const Json& item : document["dataDisclosed"]) {
    if (item["_id"] == id) return item;
  }
  ADD_FAILURE() << "no item " << id;
  return Json::object();
}

// Of all items of the rule's first category that it binds: those of its activity or, for a cap or a floor, of any.
Json StorageUnder(const Json& document, const policy::Rule& rule) {
  Json all = Json::array();
  const std::string end = "/" + rule.of.front();
  for (const Json& item : document["dataDisclosed"]) {
    const std::string id = item["_id"];
    const bool of_category = id.size() > end.size() && id.substr(id.size() - end.size()) == end;
    if (of_category && (rule.kind != policy::RuleKind::kNeed || id == rule.activity + end)) all.push_back(item["storage"]);
  }
  EXPECT_FALSE(all.empty()) << rule.source;
  return all;
}

TEST(TiltTest, CapBindsEveryActivityThatHasTheData) {
  policy::Policy policy = support::Example("larabot");
  const auto cap = std::find_if(policy.rules.begin(), policy.rules.end(), [](const policy::Rule& rule) {
    return rule.activity == "accountability" && rule.kind == policy::RuleKind::kCap && rule.of.front() == "enquiry.answer";
  });
  ASSERT_NE(cap, policy.rules.end());
  EXPECT_NE(Item(Document(policy), "enquiries/enquiry.answer")["storage"].dump().find("erasure.requested"), std::string::npos);
}

TEST(TiltTest, EachCategoryOfEachActivityIsAnItemInEveryLanguage) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::Example(name);
    for (const std::string& language : policy.languages) {
      const Json document = Document(policy, language);
      for (const policy::Activity& activity : policy.activities) {
        for (const std::string& category : activity.data)
          EXPECT_EQ(Item(document, activity.id + "/" + category)["purposes"][0]["description"], activity.purpose.at(language));
      }
    }
  }
}

TEST(TiltTest, EachPeriodOfARuleIsATtlOrStandsInTheRule) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::Example(name);
    const Json document = Document(policy);
    for (const policy::Rule& rule : policy.rules) {
      const Json storage = StorageUnder(document, rule);
      const std::vector<std::string> values = support::AllNamed(storage, "ttl");
      const bool parts = !rule.end.parts.empty() || rule.consent;
      for (const std::string& period : support::PeriodsOf(rule)) {
        const bool found = std::find(values.begin(), values.end(), period) != values.end();
        EXPECT_TRUE(found || (parts && storage.dump().find(period) != std::string::npos)) << name << ": " << rule.source << " " << period;
      }
    }
  }
}

TEST(TiltTest, EachRecipientOfAnActivityIsNamedInItsItems) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::Example(name);
    const Json document = Document(policy);
    for (const policy::Activity& activity : policy.activities) {
      for (const std::string& id : activity.recipients) {
        const policy::Recipient& recipient = *policy.FindRecipient(id);
        bool named = false;
        bool shared = recipient.data.empty();
        for (const Json& item : document["dataDisclosed"]) {
          const std::string item_id = item["_id"];
          if (item_id.compare(0, activity.id.size() + 1, activity.id + "/") != 0) continue;
          const std::string category = item_id.substr(activity.id.size() + 1);
          shared = shared || std::find(recipient.data.begin(), recipient.data.end(), category) != recipient.data.end();
          named = named || item["recipients"].dump().find(Json(recipient.name).dump()) != std::string::npos;
        }
        EXPECT_EQ(named, shared) << name << " " << activity.id << " " << id;
      }
    }
  }
}

TEST(TiltTest, WhatTheSchemaRequiresAndThePolicyLacksIsNamed) {
  policy::Policy policy = support::BareExample("rebookly");
  policy.controller.address = policy.controller.city = policy.controller.email = "";
  EXPECT_EQ(
      Tilt(policy, "en").error().message,
      "a TILT document requires what the policy does not say: add `controller: address`, `controller: email` to policy.yaml; texts of a "
      "language may stand in its words instead");
  EXPECT_EQ(Tilt(policy, "en").error().code, ErrorCode::kInvalid);
}

TEST(TiltTest, TextThatIsMissingInTheLanguageIsNamedOnce) {
  policy::Policy policy = support::Example("larabot");
  policy.activities.front().purpose.erase("sv");
  EXPECT_EQ(Tilt(policy, "sv").error().message,
            "a TILT document requires what the policy does not say: add `activities: website: purpose: sv` to policy.yaml; "
            "texts of a language may stand in its words instead");
  EXPECT_TRUE(Tilt(policy, "en"));
}

TEST(TiltTest, AuthorityOfAnotherContinentIsMissing) {
  policy::Policy policy = support::Example("larabot");
  policy.authority = "US";
  EXPECT_NE(Tilt(policy, "en").error().message.find("`authority`"), std::string::npos);
}

TEST(TiltTest, LanguageWithoutSentencesIsAnError) { EXPECT_EQ(Tilt(support::Example("larabot"), "is").error().code, ErrorCode::kInvalid); }

TEST(TiltTest, HashIsOfTheDocumentWithoutIt) {
  const std::string text = Tilt(support::Example("gigcoms"), "nb").value();
  const std::string hash = Json::parse(text)["meta"]["_hash"];
  std::string without = text;
  without.replace(without.find(hash), hash.size(), "");
  EXPECT_EQ(hash, Sha256Hex(without));
}

TEST(TiltTest, NeedOnConsentEndsWithItAndALawIsACondition) {
  const Json document = Document(support::Example("gigcoms"));
  EXPECT_EQ(Item(document, "analytics/usage.page")["storage"][0]["aggregationFunction"], "min");
  EXPECT_EQ(Item(document, "analytics/usage.page")["storage"][0]["purposeConditional"][0], "As long as this holds: consent.analytics");
  const Json invoice = Item(document, "tax-records/booking.invoice");
  EXPECT_EQ(invoice["storage"][1]["legalBasisConditional"], Json::array({"DK-bookkeeping"}));
  EXPECT_EQ(invoice["legalBases"][0]["reference"], "GDPR-6-1-c");
  EXPECT_EQ(invoice["legalBases"][1]["reference"], "DK-bookkeeping");
}

TEST(TiltTest, RightsAreThereWithTheirWays) {
  const Json document = Document(support::Example("larabot"));
  EXPECT_EQ(document["rightToWithdrawConsent"]["email"], "kontakt@larabot.se");
  EXPECT_EQ(document["rightToWithdrawConsent"]["description"],
            "Right to withdraw a consent at any time (Art. 7(3) GDPR). Also: link in each newsletter");
  EXPECT_EQ(document["rightToComplain"]["supervisoryAuthority"]["name"], policy::AuthorityOf("NO")->name);
  EXPECT_EQ(Document(support::Example("bookbeat"))["rightToWithdrawConsent"], (Json{{"available", false}}));
}

TEST(TiltTest, WhereThereIsNoOfficerNobodyIsNamed) {
  policy::Policy policy = support::Example("gigcoms");
  EXPECT_EQ(Document(policy)["dataProtectionOfficer"]["name"], "");
  EXPECT_EQ(Document(policy)["dataProtectionOfficer"]["email"], "privacy@gigcoms.com");
  policy.controller.officer = policy::Officer{"Olga", "dpo@example.org", "ring me", ""};
  const Json officer = Document(policy)["dataProtectionOfficer"];
  EXPECT_EQ(officer["name"], "Olga");
  EXPECT_EQ(officer["email"], "dpo@example.org");
  EXPECT_FALSE(officer.contains("phone"));  // is no number
}

TEST(TiltTest, WhatNobodyHasToGiveIsNoObligation) {
  policy::Policy policy = support::Example("larabot");
  for (policy::Activity& activity : policy.activities) {
    if (activity.id == "sign-in") activity.provision = policy::Provision{"contract", {{"en", "no account"}}};
  }
  const Json document = Document(policy);
  EXPECT_EQ(Item(document, "sign-in/login.service")["nonDisclosure"]["obligationToProvide"], true);
  EXPECT_EQ(Item(document, "sign-in/login.service")["nonDisclosure"]["consequences"], "no account");
  EXPECT_EQ(Item(document, "sign-in/login.school")["nonDisclosure"]["obligationToProvide"], false);
  EXPECT_EQ(Item(document, "sign-in/login.school")["nonDisclosure"]["consequences"], "");
}

TEST(TiltTest, DecisionByMachineNeedsItsLogic) {
  policy::Policy policy = support::Example("gigcoms");
  policy.activities.front().automated = "decides";
  EXPECT_NE(Tilt(policy, "en").error().message.find("`activities: account: logic: en`"), std::string::npos);
  policy.activities.front().logic = {{"en", "a score"}};
  EXPECT_EQ(Document(policy)["automatedDecisionMaking"]["logicInvolved"], "a score");
}

TEST(TiltTest, OlderAndNewerTermsSayWhichRowsTheyBind) {
  policy::Policy policy = support::Example("bookbeat");
  const time::Day day = time::ParseDay("2027-01-01").value();
  policy::Rule& rule = policy.rules.front();
  rule.unsettled = day;
  rule.splits = {{policy::Split::Side::kNewer, "visit.at", day}};
  const Json said = Item(Document(policy), rule.activity + "/" + rule.of.front())["storage"][0]["rule"];
  EXPECT_EQ(said["unsettled"], "2027-01-01");
  EXPECT_EQ(said["splits"], Json::array({Json{{"event", "visit.at"}, {"since", "2027-01-01"}}}));
}

TEST(TiltTest, WhatIsNeverStoredSaysSo) {
  const Json storage = Item(Document(support::Example("larabot")), "tools/voice.audio")["storage"];
  EXPECT_EQ(storage[0]["temporal"][0]["ttl"], "P0D");
}

TEST(TiltTest, SourcesLeaveOutThePersonAndTakeLabels) {
  Labels labels;
  labels.sources["public-source"] = {{"da", "offentlige kilder"}};
  labels.categories["cart.item"] = {{"da", "vare i kurven"}};
  const Json document = Document(support::Example("hellotickets"), "da", labels);
  for (const Json& entry : document["sources"]) {
    if (entry["_id"] != "source/cart.item") continue;
    EXPECT_EQ(entry["dataCategory"], "vare i kurven");
    EXPECT_EQ(entry["sources"].dump().find("subject"), std::string::npos);
    EXPECT_NE(entry["sources"].dump().find("offentlige kilder\",\"url\":\"\",\"publiclyAvailable\":true"), std::string::npos);
    return;
  }
  ADD_FAILURE() << "cart.item has no source";
}

}  // namespace tilt_test
}  // namespace lofte::transparency
