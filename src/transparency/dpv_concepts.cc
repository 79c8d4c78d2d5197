#include <nlohmann/json.hpp>

#include "base/words.h"
#include "transparency/dpv_parts.h"
#include "transparency/dpv_terms.h"
#include "transparency/rights.h"

namespace lofte::transparency {
namespace {

Json ConceptNode(const std::string& kind, const std::string& id, const std::vector<std::string>& types, const Names& names) {
  Json node = Node(LocalId(kind, id), types);
  Add(node, "dct:identifier", id);
  AddTexts(node, "skos:prefLabel", NameOf(names, id));
  return node;
}

Json CategoryNode(const DpvSource& source, const std::string& id) {
  const bool special = Contains(source.policy.special, id);
  const bool criminal = Contains(source.policy.criminal, id);
  return ConceptNode("category", id,
                     {"dpv:PersonalData", DpvTerm("category", id), special ? "dpv:SpecialCategoryPersonalData" : "",
                      criminal ? "dpv:SensitivePersonalData" : "", criminal ? "pd:Criminal" : ""},
                     source.labels.categories);
}

// A day of the law, or a word for one: `undue-delay`.
void AddTerm(const std::optional<policy::Term>& term, Json& node) {
  if (!term) return;
  Json duration = {{"@type", "dpv:Duration"}};
  if (term->word.empty()) {
    duration = {{"@type", "dpv:TemporalDuration"}, {"rdf:value", TypedLiteral(time::Format(term->period), "xsd:duration")}};
  } else {
    duration["skos:notation"] = term->word;
  }
  Add(node, "dpv:hasDuration", std::move(duration));
}

// How a right is used: as the policy says, or else by writing to the controller.
Json ExerciseNode(const policy::Policy& policy, const HeldRight& right) {
  Json node = Node(LocalId("exercise", right.name), {"dpv:RightExerciseNotice"});
  const bool says_how = right.said != nullptr && !right.said->by.empty();
  if (says_how) AddContacts(node, right.said->by);
  if (!says_how && right.name == "complaint") {
    Add(node, "dpv:hasRecipient", Reference("this:authority"));
  } else if (!says_how) {
    AddContacts(node, {policy.controller.email});
  }
  if (right.said == nullptr) return node;
  AddTerm(right.said->within, node);
  for (const std::string& identity : right.said->identity) {
    Json check = {{"@type", "dpv:IdentityVerification"}};
    Add(check, "dct:description", identity);
    Add(node, "dpv:hasTechnicalOrganisationalMeasure", std::move(check));
  }
  return node;
}

Json MeasureNode(const policy::Measure& measure) {
  Json node = Node(LocalId("measure", measure.id), {"dpv:TechnicalOrganisationalMeasure"});
  Add(node, "dct:identifier", measure.id);
  AddTexts(node, "skos:prefLabel", measure.what);
  if (!measure.at_least.empty()) {
    Json standard = {{"@type", "dpv:Standard"}, {"dct:title", measure.at_least}};
    Add(node, "dct:conformsTo", std::move(standard));
  }
  if (measure.share) {
    Json scope = {{"@type", "dpv:Scope"}, {"skos:notation", std::to_string(*measure.share) + " %"}};
    Add(node, "dpv:hasScope", std::move(scope));
  }
  if (!measure.every.is_zero()) {
    Json frequency = {{"@type", "dpv:Frequency"}, {"rdf:value", TypedLiteral(time::Format(measure.every), "xsd:duration")}};
    Add(node, "dpv:hasFrequency", std::move(frequency));
  }
  return node;
}

Json BreachNode(const policy::BreachDuty& duty, std::size_t number) {
  Json node = Node(LocalId("breach", std::to_string(number)), {DpvTerm("breach", duty.tell)});
  AddTerm(duty.within, node);
  Json level = {{"@type", "dpv:RiskLevel"}, {"skos:notation", duty.at}};
  Add(node, "dpv:hasRiskLevel", std::move(level));
  return node;
}

}  // namespace

void AddConcepts(const DpvSource& source, Json& graph) {
  for (const auto& [group, leaves] : source.policy.data) {
    for (const std::string& leaf : leaves) graph.push_back(CategoryNode(source, group + "." + leaf));
  }
  for (const std::string& id : source.policy.subjects)
    graph.push_back(ConceptNode("subject", id, {"dpv:DataSubject", DpvTerm("subject", id)}, source.labels.subjects));
  for (const std::string& id : SourcesOf(source.policy))
    graph.push_back(ConceptNode("source", id, {"dpv:DataSource", DpvTerm("source", id)}, source.labels.sources));
  for (const policy::RuleKind kind : {policy::RuleKind::kNeed, policy::RuleKind::kCap, policy::RuleKind::kFloor}) {
    Json node = Node(LocalId("rule", NameOf(kind)), {"skos:Concept"});
    Add(node, "skos:notation", std::string(NameOf(kind)));
    graph.push_back(std::move(node));
  }
}

void AddRights(const DpvSource& source, Json& graph) {
  for (const HeldRight& right : RightsUnder(source.policy)) {
    Json node = Node(LocalId("right", right.name), {DpvTerm("right", right.name)});
    Add(node, "dpv:isExercisedAt", ExerciseNode(source.policy, right));
    graph.push_back(std::move(node));
  }
}

void AddMeasures(const DpvSource& source, Json& graph) {
  for (const policy::Measure& measure : source.policy.measures) graph.push_back(MeasureNode(measure));
  std::size_t number = 0;
  for (const policy::BreachDuty& duty : source.policy.breach) graph.push_back(BreachNode(duty, ++number));
}

}  // namespace lofte::transparency
