#include "transparency/dpv.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "transparency/dpv_terms.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency {
namespace dpv_test {

using Json = nlohmann::ordered_json;

Json Nodes(const policy::Policy& policy, const Labels& labels = {}, const Publication& publication = {}) {
  return Json::parse(DpvJsonLd(policy, labels, publication))["@graph"];
}

Json NodeOf(const Json& nodes, const std::string& id) {
  for (const Json& node : nodes) {
    if (node["@id"] == id) return node;
  }
  ADD_FAILURE() << "no node " << id;
  return Json::object();
}

bool Refers(const Json& node, const std::string& property, const std::string& id) {
  const Json list = node.value(property, Json::array());
  return std::any_of(list.begin(), list.end(), [&](const Json& each) { return each.is_object() && each.value("@id", "") == id; });
}

TEST(DpvTest, EachActivityIsAProcessWithPurposeBasisAndData) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::BareExample(name);
    const Json nodes = Nodes(policy);
    for (const policy::Activity& activity : policy.activities) {
      const Json process = NodeOf(nodes, "this:activity-" + activity.id);
      EXPECT_EQ(process["@type"], Json::array({"dpv:PersonalDataProcess"}));
      EXPECT_TRUE(Refers(NodeOf(nodes, "this:notice"), "dpv:hasPersonalDataProcess", "this:activity-" + activity.id));
      EXPECT_EQ(process["dpv:hasLegalBasis"][0]["@type"][0], DpvTerm("basis", NameOf(activity.basis)));
      EXPECT_EQ(process["dpv:hasPurpose"][0]["skos:prefLabel"].size(), activity.purpose.size()) << activity.id;
      for (const std::string& category : activity.data) EXPECT_TRUE(Refers(process, "dpv:hasPersonalData", "this:category-" + category));
      for (const std::string& subject : activity.subjects) EXPECT_TRUE(Refers(process, "dpv:hasDataSubject", "this:subject-" + subject));
    }
  }
}

TEST(DpvTest, EachRuleIsAStorageConditionWithItsPeriods) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::BareExample(name);
    const Json nodes = Nodes(policy);
    std::map<std::string, std::size_t> seen;
    for (const policy::Rule& rule : policy.rules) {
      const Json process = NodeOf(nodes, "this:activity-" + rule.activity);
      const Json storage = process["dpv:hasStorageCondition"].at(seen[rule.activity]++);
      EXPECT_EQ(storage["dpv:hasPersonalData"].size(), rule.of.size());
      const std::vector<std::string> values = support::AllNamed(storage, "@value");
      for (const std::string& period : support::PeriodsOf(rule))
        EXPECT_NE(std::find(values.begin(), values.end(), period), values.end()) << name << ": " << rule.source;
      if (rule.then == policy::Then::kNone) continue;
      EXPECT_EQ(storage["dpv:hasStorageCondition"][0]["dpv:hasProcessing"][0]["@id"], DpvTerm("then", NameOf(rule.then)));
    }
  }
}

TEST(DpvTest, EachRecipientHasItsRoleAndCountry) {
  for (const std::string& name : support::ExampleNames()) {
    const policy::Policy policy = support::BareExample(name);
    const Json nodes = Nodes(policy);
    for (const policy::Recipient& recipient : policy.recipients) {
      const Json node = NodeOf(nodes, "this:recipient-" + recipient.id);
      EXPECT_EQ(node["dpv:hasName"][0], recipient.name);
      EXPECT_EQ(node["@type"][0], recipient.role == policy::Role::kProcessor ? "dpv:DataProcessor" : "dpv:DataController");
      const std::string country = "loc:" + recipient.country;
      EXPECT_TRUE(recipient.country == "global" || Refers(node, "dpv:hasCountry", country) || Refers(node, "dpv:hasThirdCountry", country));
      for (const std::string& id : recipient.activities) {
        const Json process = NodeOf(nodes, "this:activity-" + id);
        EXPECT_TRUE(Refers(process, "dpv:hasDataProcessor", "this:recipient-" + recipient.id) ||
                    Refers(process, "dpv:hasRecipientDataController", "this:recipient-" + recipient.id));
      }
    }
  }
}

TEST(DpvTest, TransferStandsOnItsSafeguards) {
  const Json nodes = Nodes(support::BareExample("gigcoms"));
  const Json stripe = NodeOf(nodes, "this:transfer-stripe");
  EXPECT_TRUE(Refers(stripe, "dpv:hasThirdCountry", "loc:US"));
  EXPECT_TRUE(Refers(stripe, "dpv:hasLegalBasis", "eu-gdpr:A46-2-c"));
  EXPECT_TRUE(Refers(NodeOf(nodes, "this:transfer-google-analytics"), "dpv:hasLegalBasis", "eu-gdpr:A45-3"));
  EXPECT_EQ(std::count_if(nodes.begin(), nodes.end(), [](const Json& node) { return node["@id"] == "this:transfer-supabase"; }), 0);
}

TEST(DpvTest, ConsentCanBeWithdrawnWhereTheRightSays) {
  const Json nodes = Nodes(support::BareExample("larabot"));
  const Json control = NodeOf(nodes, "this:activity-newsletter")["dpv:hasConsentControl"][0];
  EXPECT_EQ(control["@type"][0], "dpv:WithdrawConsent");
  EXPECT_EQ(control["dpv:isExercisedAt"][0]["@id"], "this:exercise-withdrawal");
  const Json exercise = NodeOf(nodes, "this:right-withdrawal")["dpv:isExercisedAt"][0];
  EXPECT_TRUE(Refers(exercise, "dpv:hasContact", "mailto:kontakt@larabot.se"));
  EXPECT_EQ(exercise["dpv:hasContact"][1], "link in each newsletter");
}

// Each `this:..` that something refers to.
void AddReferences(const Json& json, bool is_reference, std::set<std::string>& refers, std::set<std::string>& is) {
  if (json.is_object() && json.contains("@id")) {
    const std::string id = json["@id"];
    if (id.rfind("this:", 0) == 0) (is_reference && json.size() == 1 ? refers : is).insert(id);
  }
  if (!json.is_structured()) return;
  for (const Json& part : json) AddReferences(part, true, refers, is);
}

std::set<std::string> LeadingNowhere(const policy::Policy& policy) {
  std::set<std::string> refers, is, nowhere;
  AddReferences(Nodes(policy), false, refers, is);
  EXPECT_GT(refers.size(), 10u);
  std::set_difference(refers.begin(), refers.end(), is.begin(), is.end(), std::inserter(nowhere, nowhere.end()));
  return nowhere;
}

TEST(DpvTest, EveryReferenceLeadsToANode) {
  for (const std::string& name : support::ExampleNames())
    EXPECT_EQ(LeadingNowhere(support::BareExample(name)), std::set<std::string>()) << name;
}

TEST(DpvTest, ConsentToWhatIsDoneForAnotherIsWithdrawnThere) {
  policy::Policy policy = support::BareExample("bookbeat");
  policy::Activity& activity = policy.activities.front();
  activity.role = policy::Role::kProcessor;
  activity.basis = policy::Basis::kConsent;
  activity.consent = "consent.reading";
  EXPECT_EQ(LeadingNowhere(policy), std::set<std::string>());
  const Json process = NodeOf(Nodes(policy), "this:activity-" + activity.id);
  EXPECT_FALSE(process["dpv:hasConsentControl"][0].contains("dpv:isExercisedAt"));
}

TEST(DpvTest, OlderAndNewerTermsSayWhichRowsTheyBind) {
  policy::Policy policy = support::BareExample("bookbeat");
  policy::Rule& rule = policy.rules.front();
  rule.when.clear();
  const time::Day day = time::ParseDay("2027-01-01").value();
  rule.until = day;
  rule.unsettled = day;
  rule.splits = {{policy::Split::Side::kOlder, "visit.at", day}};
  const Json storage = NodeOf(Nodes(policy), "this:activity-" + rule.activity)["dpv:hasStorageCondition"][0];
  std::vector<std::string> conditions;
  for (const Json& condition : storage["dpv:hasProcessingCondition"]) conditions.push_back(condition["skos:notation"]);
  EXPECT_EQ(conditions, (std::vector<std::string>{"until 2027-01-01", "unsettled from 2027-01-01", "visit.at before 2027-01-01"}));
}

TEST(DpvTest, ProcessorActivityNamesWhoItIsFor) {
  const Json process = NodeOf(Nodes(support::BareExample("rebookly")), "this:activity-messaging");
  EXPECT_TRUE(Refers(process, "dpv:hasDataProcessor", "this:controller"));
  EXPECT_EQ(process["dpv:hasDataController"][0]["dpv:hasName"], "the salon");
}

TEST(DpvTest, LabelsStandInEachLanguage) {
  policy::Policy policy = support::BareExample("gigcoms");
  policy.special = {"account.email"};
  Labels labels;
  labels.categories["account.email"] = {{"en", "e-mail address"}, {"nb", "e-postadresse"}};
  const Json node = NodeOf(Nodes(policy, labels), "this:category-account.email");
  EXPECT_EQ(node["@type"], Json::array({"dpv:PersonalData", "pd:EmailAddress", "dpv:SpecialCategoryPersonalData"}));
  EXPECT_EQ(node["skos:prefLabel"][1], (Json{{"@value", "e-postadresse"}, {"@language", "nb"}}));
}

TEST(DpvTest, NodesBelongToTheAddressOrElseToTheFile) {
  const policy::Policy policy = support::BareExample("larabot");
  const Json here = Json::parse(DpvJsonLd(policy, {}, {"https://larabot.example/privacy#top", 1}));
  EXPECT_EQ(here["@context"]["this"], "https://larabot.example/privacy#");
  const std::string place = Json::parse(DpvJsonLd(policy))["@context"]["this"];
  EXPECT_EQ(place.substr(0, 9), "urn:uuid:");
  EXPECT_EQ(place.size(), 9u + 36u + 1u);
  EXPECT_EQ(DpvJsonLd(policy), DpvJsonLd(policy));
}

}  // namespace dpv_test
}  // namespace lofte::transparency
