#include <nlohmann/json.hpp>

#include "base/words.h"
#include "policy/rights.h"
#include "transparency/dpv_parts.h"
#include "transparency/dpv_terms.h"

namespace lofte::transparency {
namespace {

void AddPurpose(const policy::Activity& activity, Json& process) {
  Json purpose = Node(LocalId("purpose", activity.id), {"dpv:Purpose"});
  AddTexts(purpose, "skos:prefLabel", activity.purpose);
  Add(process, "dpv:hasPurpose", std::move(purpose));
}

void AddLegalBasis(const policy::Activity& activity, Json& process) {
  if (activity.basis_given) {
    Json basis = Node(LocalId("basis", activity.id), {DpvTerm("basis", NameOf(activity.basis))});
    AddTexts(basis, "dct:description", activity.interest);
    AddTexts(basis, "dct:source", activity.law);
    Add(process, "dpv:hasLegalBasis", std::move(basis));
  }
  if (!activity.art9.empty()) Add(process, "dpv:hasLegalBasis", Reference(DpvTerm("special", activity.art9)));
}

void AddConsent(const policy::Activity& activity, Json& process) {
  if (!activity.basis_given || activity.basis != policy::Basis::kConsent) return;
  Json control = Node(LocalId("withdrawal", activity.id), {"dpv:WithdrawConsent"});
  Add(control, "dct:identifier", activity.consent);
  // Of what is done for another it is that other who is told.
  if (policy::GivesRight(activity, "withdrawal")) Add(control, "dpv:isExercisedAt", Reference("this:exercise-withdrawal"));
  Add(process, "dpv:hasConsentControl", std::move(control));
}

void AddRecipients(const DpvSource& source, const policy::Activity& activity, Json& process) {
  for (const policy::Recipient& recipient : source.policy.recipients) {
    if (!Contains(activity.recipients, recipient.id)) continue;
    const bool processor = recipient.role == policy::Role::kProcessor;
    Add(process, processor ? "dpv:hasDataProcessor" : "dpv:hasRecipientDataController", Reference(LocalId("recipient", recipient.id)));
  }
}

// As a processor the company is named as one, and the controller is whoever it works for.
void AddRoles(const DpvSource& source, const policy::Activity& activity, Json& process) {
  if (activity.role == policy::Role::kProcessor) {
    Add(process, "dpv:hasDataProcessor", Reference("this:controller"));
    Json other = {{"@type", "dpv:DataController"}, {"dpv:hasName", activity.processor_for}};
    Add(process, "dpv:hasDataController", std::move(other));
  } else {
    Add(process, "dpv:hasDataController", Reference("this:controller"));
  }
  for (const policy::JointController& joint : source.policy.joint_controllers) {
    if (Contains(joint.activities, activity.id)) Add(process, "dpv:hasJointDataControllers", Reference(LocalId("joint", joint.id)));
  }
}

void AddAutomation(const policy::Activity& activity, Json& process) {
  const std::string term = DpvTerm("automated", activity.automated);
  if (!term.empty()) Add(process, "dpv:hasAutomationLevel", Reference(term));
  if (activity.automated == "decides") Add(process, "dpv:hasContext", Reference("dpv:AutomatedDecisionMaking"));
  if (activity.logic.empty()) return;
  Json logic = {{"@type", "dpv:AlgorithmicLogic"}};
  AddTexts(logic, "dct:description", activity.logic);
  Add(process, "dpv:hasAlgorithmicLogic", std::move(logic));
}

// Art. 13(2)(e).
void AddProvision(const policy::Activity& activity, Json& process) {
  if (!activity.provision) return;
  Add(process, "dpv:hasNecessity", Reference(activity.provision->by == "choice" ? "dpv:Optional" : "dpv:Required"));
  if (activity.provision->otherwise.empty()) return;
  Json consequence = {{"@type", "dpv:ConsequenceOfFailure"}};
  AddTexts(consequence, "dct:description", activity.provision->otherwise);
  Add(process, "dpv:hasConsequence", std::move(consequence));
}

Json PartNode(const policy::Activity& activity, const std::string& part, const std::vector<std::string>& data) {
  Json node = Node(LocalId("activity", activity.id) + "." + part, {"dpv:PersonalDataProcess"});
  AddReferences(node, "dpv:hasPersonalData", "category", data);
  return node;
}

// What holds of some of the activity's data only.
void AddParts(const policy::Activity& activity, Json& process) {
  for (const auto& [subject, data] : activity.data_of) {
    Json part = PartNode(activity, subject, data);
    AddReferences(part, "dpv:hasDataSubject", "subject", {subject});
    Add(process, "dpv:hasPersonalDataProcess", std::move(part));
  }
  if (!activity.optional.empty()) {
    Json part = PartNode(activity, "OPTIONAL", activity.optional);
    Add(part, "dpv:hasNecessity", Reference("dpv:Optional"));
    Add(process, "dpv:hasPersonalDataProcess", std::move(part));
  }
  if (!activity.never.empty()) {
    Json part = PartNode(activity, "NEVER-STORED", activity.never);
    Json none = {{"@type", "dpv:TemporalDuration"}, {"rdf:value", TypedLiteral("P0D", "xsd:duration")}};
    Json storage = {{"@type", "dpv:StorageDuration"}, {"dpv:hasDuration", std::move(none)}};
    Add(part, "dpv:hasStorageCondition", std::move(storage));
    Add(process, "dpv:hasPersonalDataProcess", std::move(part));
  }
}

std::vector<std::string> DataOf(const policy::Activity& activity) {
  std::vector<std::string> data = activity.data;
  AddEachOnce(data, activity.uses);
  AddEachOnce(data, activity.never);
  return data;
}

Json ProcessNode(const DpvSource& source, const policy::Activity& activity) {
  Json process = Node(LocalId("activity", activity.id), {"dpv:PersonalDataProcess"});
  Add(process, "dct:identifier", activity.id);
  AddTexts(process, "skos:prefLabel", activity.title);
  AddRoles(source, activity, process);
  AddPurpose(activity, process);
  AddLegalBasis(activity, process);
  AddConsent(activity, process);
  AddReferences(process, "dpv:hasDataSubject", "subject", activity.subjects);
  AddReferences(process, "dpv:hasPersonalData", "category", DataOf(activity));
  AddReferences(process, "dpv:hasDataSource", "source", activity.sources);
  AddRecipients(source, activity, process);
  AddProvision(activity, process);
  AddAutomation(activity, process);
  AddParts(activity, process);
  AddStorage(source, activity, process);
  return process;
}

}  // namespace

void AddProcesses(const DpvSource& source, Json& graph) {
  for (const policy::Activity& activity : source.policy.activities) graph.push_back(ProcessNode(source, activity));
}

}  // namespace lofte::transparency
