#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "policy/reader.h"
#include "transparency/ends.h"
#include "transparency/transparency_test_support.h"

namespace lofte::transparency::support {
namespace {

using Json = nlohmann::ordered_json;

void AddPeriods(const policy::End& end, std::vector<std::string>& periods) {
  if (end.kind == policy::End::Kind::kAfter) periods.push_back(time::Format(TotalOf(end)));
  for (const policy::End& part : end.parts) AddPeriods(part, periods);
}

void Find(const Json& json, const std::string& key, std::vector<std::string>& found) {
  if (json.is_object() && json.contains(key) && json[key].is_string()) found.push_back(json[key]);
  if (json.is_object() || json.is_array()) {
    for (const Json& part : json) Find(part, key, found);
  }
}

}  // namespace

const std::vector<std::string>& ExampleNames() {
  static const std::vector<std::string> names = {"bookbeat", "gigcoms", "hellotickets", "larabot", "rebookly"};
  return names;
}

policy::Policy BareExample(const std::string& name) {
  Issues issues;
  const std::string source = ReadFile(LOFTE_SOURCE_DIR "/examples/" + name + "/policy.yaml").value();
  std::optional<policy::Policy> policy = policy::ReadPolicy("policy.yaml", source, issues);
  EXPECT_TRUE(policy && !HasErrors(issues)) << name;
  return policy ? std::move(*policy) : policy::Policy{};
}

policy::Policy Example(const std::string& name) {
  policy::Policy policy = BareExample(name);
  if (policy.controller.address.empty()) policy.controller.address = "Storgata 1, 0155 Oslo";
  if (policy.controller.email.empty()) policy.controller.email = "privacy@example.org";
  return policy;
}

std::vector<std::string> PeriodsOf(const policy::Rule& rule) {
  std::vector<std::string> periods;
  AddPeriods(rule.end, periods);
  if (!rule.within.is_zero()) periods.push_back(time::Format(rule.within));
  if (!rule.outcome.block_for.is_zero()) periods.push_back(time::Format(rule.outcome.block_for));
  return periods;
}

std::vector<std::string> AllNamed(const Json& json, const std::string& key) {
  std::vector<std::string> found;
  Find(json, key, found);
  return found;
}

}  // namespace lofte::transparency::support
