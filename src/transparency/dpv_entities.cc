#include <algorithm>
#include <nlohmann/json.hpp>

#include "policy/authorities.h"
#include "policy/countries.h"
#include "transparency/dpv_parts.h"
#include "transparency/dpv_terms.h"
#include "transparency/parties.h"

namespace lofte::transparency {
namespace {

Json Person(const std::string& id, const std::string& type, const policy::Officer& person) {
  Json node = Node(id, {type});
  Add(node, "dpv:hasName", person.name);
  Add(node, "dpv:hasAddress", person.address);
  AddContacts(node, {person.email, person.phone});
  return node;
}

Json ControllerNode(const policy::Policy& policy) {
  const policy::Controller& controller = policy.controller;
  Json node = Node("this:controller", {"dpv:DataController"});
  Add(node, "dpv:hasName", controller.name);
  Add(node, "dpv:hasIdentifier", controller.organisation_number);
  Add(node, "dpv:hasAddress", AddressOf(controller));
  AddCountry(node, "dpv:hasCountry", controller.country);
  AddContacts(node, {controller.email, controller.phone});
  if (controller.officer) Add(node, "dpv:hasDataProtectionOfficer", Reference("this:officer"));
  if (controller.representative) Add(node, "dpv:hasRepresentative", Reference("this:representative"));
  if (policy::AuthorityOf(policy.authority) != nullptr) Add(node, "dpv:hasAuthority", Reference("this:authority"));
  return node;
}

Json AuthorityNode(const policy::Authority& authority) {
  Json node = Node("this:authority", {"eu-gdpr:DataProtectionAuthority"});
  Add(node, "dpv:hasName", authority.name);
  Add(node, "dpv:hasAddress", authority.address);
  AddContacts(node, {authority.email, authority.phone, authority.web});
  AddCountry(node, "dpv:hasJurisdiction", authority.country);
  return node;
}

Json JointNode(const policy::JointController& joint) {
  Json node = Node(LocalId("joint", joint.id), {"dpv:DataController"});
  Add(node, "dpv:hasName", joint.name);
  AddCountry(node, "dpv:hasCountry", joint.country);
  AddContacts(node, {joint.email});
  if (!joint.essence.empty()) {
    Json agreement = {{"@type", "dpv:JointDataControllersAgreement"}};
    AddTexts(agreement, "dct:description", joint.essence);
    Add(node, "dpv:hasLegalMeasure", agreement);
  }
  return node;
}

void AddKeeps(const policy::Recipient& recipient, Json& node) {
  if (!recipient.keeps) return;
  const bool nothing = recipient.keeps->word == "nothing";
  if (!recipient.keeps->word.empty() && !nothing) return;
  const std::string period = nothing ? "P0D" : time::Format(recipient.keeps->period);
  Json duration = {{"@type", "dpv:TemporalDuration"}, {"rdf:value", TypedLiteral(period, "xsd:duration")}};
  Json storage = {{"@type", "dpv:StorageDuration"}, {"dpv:hasDuration", std::move(duration)}};
  Add(node, "dpv:hasStorageCondition", std::move(storage));
}

Json RecipientNode(const policy::Recipient& recipient) {
  const bool processor = recipient.role == policy::Role::kProcessor;
  Json node = Node(LocalId("recipient", recipient.id), {processor ? "dpv:DataProcessor" : "dpv:DataController", "dpv:Recipient"});
  Add(node, "dct:identifier", recipient.id);
  Add(node, "dpv:hasName", recipient.name);
  AddCountry(node, policy::LeavesTheEea(recipient.country) ? "dpv:hasThirdCountry" : "dpv:hasCountry", recipient.country);
  if (recipient.country == "global") Add(node, "dpv:hasGeographicCoverage", Reference("dpv:GlobalScale"));
  if (!recipient.city.empty()) {
    Json place = {{"@type", "dpv:City"}, {"dct:title", recipient.city}};
    Add(node, "dpv:hasLocation", std::move(place));
  }
  AddReferences(node, "dpv:hasPersonalData", "category", recipient.data);
  for (const std::string& safeguard : recipient.safeguards) {
    if (safeguard == "dpa") Add(node, "dpv:hasLegalMeasure", Reference(DpvTerm("safeguard", safeguard)));
  }
  AddKeeps(recipient, node);
  AddCondition(node, recipient.consent);
  return node;
}

// What a transfer stands on: a decision about the country, or what the recipient brings.
Json TransferBases(const policy::Recipient& recipient) {
  Json bases = Json::array();
  if (policy::AdequacyOf(recipient.country) == policy::Adequacy::kAdequate) bases.push_back(Reference("eu-gdpr:A45-3"));
  for (const std::string& safeguard : recipient.safeguards) {
    const Json reference = Reference(DpvTerm("safeguard", safeguard));
    const bool known = std::find(bases.begin(), bases.end(), reference) != bases.end();
    if (safeguard != "dpa" && !known) bases.push_back(reference);
  }
  return bases;
}

}  // namespace

void AddEntities(const DpvSource& source, Json& graph) {
  const policy::Policy& policy = source.policy;
  graph.push_back(ControllerNode(policy));
  if (policy.controller.officer) graph.push_back(Person("this:officer", "dpv:DataProtectionOfficer", *policy.controller.officer));
  if (policy.controller.representative)
    graph.push_back(Person("this:representative", "eu-gdpr:Representative", *policy.controller.representative));
  if (const policy::Authority* authority = policy::AuthorityOf(policy.authority)) graph.push_back(AuthorityNode(*authority));
  for (const policy::JointController& joint : policy.joint_controllers) graph.push_back(JointNode(joint));
  for (const policy::Recipient& recipient : policy.recipients) graph.push_back(RecipientNode(recipient));
}

void AddTransfers(const DpvSource& source, Json& graph) {
  for (const std::string& id : TransfersOf(source.policy)) {
    const policy::Recipient& recipient = *source.policy.FindRecipient(id);
    Json node = Node(LocalId("transfer", id), {"dpv:PersonalDataProcess"});
    Add(node, "dpv:hasProcessing", Reference("dpv:Transfer"));
    Add(node, "dpv:hasDataExporter", Reference("this:controller"));
    Add(node, "dpv:hasDataImporter", Reference(LocalId("recipient", id)));
    AddCountry(node, "dpv:hasThirdCountry", recipient.country);
    AddReferences(node, "dpv:hasPersonalData", "category", recipient.data);
    for (Json& basis : TransferBases(recipient)) Add(node, "dpv:hasLegalBasis", basis);
    if (const std::string& copy = source.policy.safeguards_copy; !copy.empty()) {
      Json notice = {{"@type", "dpv:DataTransferNotice"}, {"dct:description", copy}};
      Add(node, "dpv:hasNotice", std::move(notice));
    }
    graph.push_back(std::move(node));
  }
}

}  // namespace lofte::transparency
