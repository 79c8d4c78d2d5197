// What is promised, and what people have said of it, for programs.
#include <nlohmann/json.hpp>

#include "cli/json.h"
#include "cli/json_parts.h"
#include "cli/session.h"

namespace lofte::cli {

namespace {

Json PromiseTree(const policy::Promise& promise, const policy::Policy& policy) {
  return {{"id", promise.id},
          {"kind", promise.kind},
          {"text", WordsOf(promise.text, policy)},
          {"lines", promise.lines},
          {"evidence", NameOf(policy::EvidenceOf(promise.control))},
          {"is_event", policy::IsOfEvents(promise.control)},
          {"control", NameOf(promise.control)},
          {"words", ControlWords(promise, policy)},
          {"covers", promise.covers},
          {"decisions", policy.DecisionsOn(promise.id)}};
}

Json CoverageTree(const policy::Policy& policy) {
  Json kinds = Json::object();
  for (const auto& [kind, counts] : CoverageOf(policy))
    for (const auto& [evidence, count] : counts) kinds[kind][std::string(NameOf(evidence))] = count;
  return kinds;
}

}  // namespace

std::string BrokenRowsJson(const engine::BrokenRows& found, const policy::Promise& promise, time::Instant at) {
  Json rows = Json::array();
  for (const engine::BrokenRow& of : found.rows)
    rows.push_back({{"store", of.store},
                    {"table", of.row.table},
                    {"key", of.row.key.empty() ? Json(nullptr) : Json(of.row.key)},
                    {"happened", DayOrNull(of.day)}});
  return Text({{"at", time::Format(at)},
               {"promise", promise.id},
               {"control", NameOf(promise.control)},
               {"is_asked_of_rows", found.is_asked_of_rows},
               {"why", found.why},
               {"rows", std::move(rows)},
               {"is_more", found.is_more}});
}

std::string IncidentsJson(const std::vector<ledger::IncidentRecord>& incidents) {
  Json list = Json::array();
  for (const ledger::IncidentRecord& of : incidents)
    list.push_back({{"reference", of.reference},
                    {"promise", of.promise},
                    {"from", time::Format(of.from)},
                    {"until", time::Format(of.until)},
                    {"rows", of.rows()},
                    {"approved_by", of.approved_by},
                    {"asked_by", of.asked_by},
                    {"told", DayOrNull(of.told)},
                    {"recorded", time::Format(of.recorded)},
                    {"ended", MomentOrNull(of.ended)}});
  return Text({{"incidents", list}});
}

std::string AttestationsJson(const std::vector<ledger::AttestationRecord>& attestations) {
  Json list = Json::array();
  for (const ledger::AttestationRecord& of : attestations)
    list.push_back({{"number", of.number},
                    {"promise", of.promise},
                    {"by", of.by},
                    {"role", of.role},
                    {"document", of.document},
                    {"sha256", of.sha256},
                    {"from", time::Format(of.from)},
                    {"until", time::Format(of.until)},
                    {"recorded", time::Format(of.recorded)},
                    {"withdrawn", MomentOrNull(of.withdrawn)}});
  return Text({{"attestations", list}});
}

std::string PromisesJson(const std::vector<System>& systems) {
  Json list = Json::array();
  for (const System& system : systems) {
    Json promises = Json::array();
    for (const policy::Promise& promise : system.policy.promises) promises.push_back(PromiseTree(promise, system.policy));
    list.push_back({{"name", system.name},
                    {"controller", system.policy.controller.name},
                    {"promises", std::move(promises)},
                    {"coverage", CoverageTree(system.policy)}});
  }
  return Text({{"systems", list}});
}

}  // namespace lofte::cli
