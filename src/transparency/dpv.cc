#include "transparency/dpv.h"

#include <nlohmann/json.hpp>

#include "transparency/document_id.h"
#include "transparency/dpv_parts.h"
#include "transparency/rights.h"

namespace lofte::transparency {
namespace {

Json ContextOf(const policy::Policy& policy, const Publication& publication) {
  const std::string place = publication.url.empty() ? "urn:uuid:" + DocumentId(policy, "jsonld") : publication.url;
  return {{"@version", 1.1},
          {"dpv", "https://w3id.org/dpv#"},
          {"pd", "https://w3id.org/dpv/pd#"},
          {"loc", "https://w3id.org/dpv/loc#"},
          {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
          {"dct", "http://purl.org/dc/terms/"},
          {"skos", "http://www.w3.org/2004/02/skos/core#"},
          {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"},
          {"this", place.substr(0, place.find('#')) + "#"}};
}

Json NoticeNode(const DpvSource& source, const Publication& publication) {
  const policy::Policy& policy = source.policy;
  Json node = Node("this:notice", {"dpv:PrivacyNotice"});
  if (const std::optional<time::Day> day = policy.FirstDay()) Add(node, "dct:valid", TypedLiteral(time::Format(*day), "xsd:date"));
  for (const std::string& language : policy.languages) Add(node, "dct:language", language);
  Add(node, "dct:publisher", Reference("this:controller"));
  if (!publication.url.empty()) Add(node, "dct:source", Reference(publication.url));
  for (const policy::Activity& activity : policy.activities)
    Add(node, "dpv:hasPersonalDataProcess", Reference(LocalId("activity", activity.id)));
  AddReferences(node, "dpv:hasPersonalDataProcess", "transfer", TransfersOf(policy));
  for (const HeldRight& right : RightsUnder(policy)) Add(node, "dpv:hasRight", Reference(LocalId("right", right.name)));
  for (const policy::Measure& measure : policy.measures)
    Add(node, "dpv:hasTechnicalOrganisationalMeasure", Reference(LocalId("measure", measure.id)));
  for (std::size_t i = 1; i <= policy.breach.size(); ++i) Add(node, "dpv:hasNotice", Reference(LocalId("breach", std::to_string(i))));
  return node;
}

}  // namespace

std::string DpvJsonLd(const policy::Policy& policy, const Labels& labels, const Publication& publication) {
  const DpvSource source{policy, labels};
  Json graph = Json::array();
  graph.push_back(NoticeNode(source, publication));
  AddEntities(source, graph);
  AddProcesses(source, graph);
  AddTransfers(source, graph);
  AddRights(source, graph);
  AddMeasures(source, graph);
  AddConcepts(source, graph);
  const Json document = {{"@context", ContextOf(policy, publication)}, {"@graph", std::move(graph)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lofte::transparency
