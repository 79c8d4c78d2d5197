#include <nlohmann/json.hpp>

#include "policy/laws.h"
#include "transparency/dpv_parts.h"
#include "transparency/dpv_terms.h"
#include "transparency/ends.h"

namespace lofte::transparency {
namespace {

using EndKind = policy::End::Kind;

Json PeriodNode(const time::Period& period) {
  return {{"@type", "dpv:TemporalDuration"}, {"rdf:value", TypedLiteral(time::Format(period), "xsd:duration")}};
}

// An event or a state of the policy, where something begins or ends.
Json FactNode(const Names& names, const std::string& id) {
  Json node = Node(LocalId("fact", id), {"skos:Concept"});
  Add(node, "dct:identifier", id);
  AddTexts(node, "skos:prefLabel", NameOf(names, id));
  return node;
}

Json DurationNode(const DpvSource& source, const policy::End& end) {
  Json node = {{"@type", Json::array()}, {"skos:notation", WrittenEnd(end)}};
  if (end.kind == EndKind::kWhile) {
    Add(node, "@type", "dpv:UntilEventDuration");
    Add(node, "dct:relation", FactNode(source.labels.states, end.name));
  } else if (end.kind == EndKind::kAfter) {
    Add(node, "@type", "dpv:TemporalDuration");
    Add(node, "@type", "dpv:UntilEventDuration");
    node["rdf:value"] = TypedLiteral(time::Format(TotalOf(end)), "xsd:duration");
    Add(node, "dct:relation", FactNode(source.labels.events, end.name));
  } else {
    Add(node, "@type", "dpv:Duration");
    for (const policy::End& part : end.parts) Add(node, "dct:hasPart", DurationNode(source, part));
  }
  return node;
}

Json LawNode(const std::string& id) {
  Json node = {{"@type", "dpv:Law"}, {"dct:identifier", id}};
  if (const policy::Law* law = policy::FindLaw(id)) Add(node, "dct:title", law->cite);
  return node;
}

// That it goes, how, and how long that may take.
Json DeletionNode(const policy::Rule& rule) {
  Json node = {{"@type", "dpv:StorageDeletion"}};
  Add(node, "dpv:hasProcessing", Reference(DpvTerm("then", NameOf(rule.then))));
  if (!rule.within.is_zero()) Add(node, "dpv:hasDuration", PeriodNode(rule.within));
  const bool two_steps = rule.outcome.then == policy::Then::kBlock || rule.outcome.then == policy::Then::kAggregate;
  if (!two_steps) return node;
  if (!rule.outcome.block_for.is_zero()) {
    Json block = {{"@type", "dpv:StorageDuration"}, {"dpv:hasProcessing", Reference("dpv:Restrict")}};
    Add(block, "dpv:hasDuration", PeriodNode(rule.outcome.block_for));
    Add(node, "dpv:hasStorageCondition", std::move(block));
  }
  Json last = {{"@type", "dpv:StorageDeletion"}, {"dpv:hasProcessing", Reference(DpvTerm("then", NameOf(rule.outcome.last)))}};
  Add(node, "dpv:hasStorageCondition", std::move(last));
  return node;
}

void AddConditions(const policy::Rule& rule, Json& node) {
  std::string conditions;
  for (const policy::ConditionRef& condition : rule.when)
    conditions += (conditions.empty() ? "" : " and ") + std::string(condition.negated ? "not " : "") + condition.name;
  AddCondition(node, conditions);
}

// On which days, and of which rows, it is in force beside a newer rule (policy/terms.h).
void AddTerms(const policy::Rule& rule, Json& node) {
  if (rule.until) AddCondition(node, "until " + time::Format(*rule.until));
  if (rule.unsettled) AddCondition(node, "unsettled from " + time::Format(*rule.unsettled));
  for (const policy::Split& split : rule.splits)
    AddCondition(node, split.event + (split.side == policy::Split::Side::kOlder ? " before " : " since ") + time::Format(split.day));
}

Json StorageNode(const DpvSource& source, const policy::Rule& rule, const std::string& id) {
  Json node = Node(id, {"dpv:StorageDuration"});
  Add(node, "dct:type", Reference(LocalId("rule", NameOf(rule.kind))));
  Add(node, "skos:notation", WrittenEnd(EndOf(rule)));
  AddReferences(node, "dpv:hasPersonalData", "category", rule.of);
  AddConditions(rule, node);
  AddTerms(rule, node);
  Add(node, "dpv:hasDuration", DurationNode(source, EndOf(rule)));
  if (!rule.law.empty()) Add(node, "dpv:hasApplicableLaw", LawNode(rule.law));
  if (rule.from) Add(node, "dct:valid", TypedLiteral(time::Format(*rule.from), "xsd:date"));
  if (rule.mode == policy::Mode::kKeep) Add(node, "dpv:hasProcessing", Reference("dpv:Restrict"));
  if (rule.then != policy::Then::kNone) Add(node, "dpv:hasStorageCondition", DeletionNode(rule));
  return node;
}

}  // namespace

void AddStorage(const DpvSource& source, const policy::Activity& activity, Json& process) {
  int number = 0;
  for (const policy::Rule& rule : source.policy.rules) {
    if (rule.activity != activity.id) continue;
    const std::string id = LocalId("storage", activity.id) + "." + std::to_string(++number);
    Add(process, "dpv:hasStorageCondition", StorageNode(source, rule, id));
  }
}

}  // namespace lofte::transparency
