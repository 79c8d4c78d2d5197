// What is promised, for programs.
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
          {"control", NameOf(promise.control)},
          {"words", ControlWords(promise.control)},
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
